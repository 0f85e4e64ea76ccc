"""Every part of the API. Adding one is a module with a router, and a line here."""

from fastapi import APIRouter

from web.api import commands, declaring, health, plans, questions

ROUTERS: tuple[APIRouter, ...] = (commands.router, questions.router, declaring.router, plans.router, health.router)
