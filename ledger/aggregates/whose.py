"""Whose a budget is: every event about a budget says it."""

from typing import TypedDict

from ledger.aggregates.base import Event


class Whose(TypedDict):
    """The budget, its client (None for a group) and its provider."""

    budget: str
    client: str | None
    provider: str


class OnBudget(Event, frozen=True, kw_only=True):
    """A fact about one budget, with whose it is and where: totals and timelines need no lookup."""

    budget: str
    client: str | None = None
    provider: str
