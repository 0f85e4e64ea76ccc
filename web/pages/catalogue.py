"""Every page of every audience. Adding one is a module with a router, and a line here."""

from fastapi import APIRouter

from web.pages import figure, home, login
from web.pages.auditor import (
    auditing,
    comparing,
    cycle,
    deciding,
    event,
    evidence,
    finding,
    findings,
    inzage,
    navraag,
    person,
    questions_saved,
    requesting,
    sample,
    samples,
    search,
    timeline,
    variation,
)
from web.pages.client import budget, question
from web.pages.client import navraag as answering
from web.pages.office import declaring
from web.pages.operator import conditions, releasing
from web.pages.region import models, overview, previewing
from web.pages.staff import client, correct, done, group, plan, spend, today, zorgplan

ROUTERS: tuple[APIRouter, ...] = (
    home.router,
    login.router,
    budget.router,
    question.router,
    answering.router,
    today.router,
    client.router,
    spend.router,
    plan.router,
    zorgplan.router,
    correct.router,
    group.router,
    done.router,
    declaring.router,
    search.router,
    event.router,
    comparing.router,
    figure.router,
    inzage.router,
    requesting.router,
    deciding.router,
    person.router,
    findings.router,
    finding.router,
    questions_saved.router,
    auditing.router,
    variation.router,
    samples.router,
    sample.router,
    evidence.router,
    cycle.router,
    navraag.router,
    timeline.router,
    overview.router,
    models.router,
    previewing.router,
    conditions.router,
    releasing.router,
)
