"""Accesses of the auditors of the stories, and the fixture that lets tests about other things see everything."""

from typing import Any

import pytest

from ledger.aggregates.inzage import Bounds, Step
from ledger.vocabulary.actor import Actor, Mandate
from tests.houses import do
from web.composition import House
from web.inspected import Subject
from web.inspecting import Inspecting

RUUD = Mandate(Actor("auditor-1", "auditor"))
SABA = Mandate(Actor("auditor-2", "auditor"))
USUAL = {"do": "request_inzage", "purpose": "materiële controle 2026", "ground": "Wlz artikel 9.1.2"}


def request(house: House, inzage: str, step: Step, by: Mandate = RUUD, **more: Any) -> None:
    """Ask for a step in somebody's name, until the end of March."""
    do(house, {**USUAL, "inzage": inzage, "step": step, "until": "2026-03-31", **more}, mandate=by)


def lines(house: House, by: Mandate = RUUD, number: str = "i", **bounds: Any) -> str:
    """Ask for the totals and then the lines within some bounds; return the number of the second."""
    request(house, f"{number}1", "totals", by)
    request(house, f"{number}2", "lines", by, previous=f"{number}1", **bounds)
    return f"{number}2"


def let_everything_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the gate away for tests of what stands behind it: their auditors see all, and nothing is written down."""

    def all_of_it(inspecting: Inspecting, *asked: object) -> Mandate:
        return inspecting.nothing()

    def some_of_it(inspecting: Inspecting, *asked: object) -> tuple[Mandate, None]:
        return inspecting.nothing(), None

    def sees(inspecting: Inspecting, step: Step) -> Any:
        inspecting.nothing()

        def seen(subject: Subject) -> bool:
            return True

        return seen

    def without_bounds(inspecting: Inspecting, sample: str) -> Bounds:
        inspecting.nothing()
        return Bounds()

    def every_bound(inspecting: Inspecting, step: Step) -> list[Bounds]:
        inspecting.nothing()
        return [Bounds()]

    monkeypatch.setattr(Inspecting, "see", all_of_it)
    monkeypatch.setattr(Inspecting, "see_within", all_of_it)
    monkeypatch.setattr(Inspecting, "see_whole", all_of_it)
    monkeypatch.setattr(Inspecting, "see_sample", without_bounds)
    monkeypatch.setattr(Inspecting, "bounds_seen", every_bound)
    monkeypatch.setattr(Inspecting, "see_totals", all_of_it)
    monkeypatch.setattr(Inspecting, "see_some", some_of_it)
    monkeypatch.setattr(Inspecting, "sees", sees)
