"""Every part of the API. Adding one is a module with a router, and a line here."""

from fastapi import APIRouter

from web.api import commands, health, questions

ROUTERS: tuple[APIRouter, ...] = (commands.router, questions.router, health.router)
