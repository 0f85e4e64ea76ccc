"""Every part of the API. Adding one is a module with a router, and a line here."""

from fastapi import APIRouter

from web.api import (
    commands,
    comparing,
    declarations,
    declaring,
    explaining,
    findings,
    health,
    metrics,
    plans,
    questions,
)

ROUTERS: tuple[APIRouter, ...] = (
    commands.router,
    questions.router,
    comparing.router,
    declarations.router,
    declaring.router,
    findings.router,
    explaining.router,
    plans.router,
    health.router,
    metrics.router,
)
