"""What a rule found: an amount at stake, the events that it rests on, and one Dutch sentence; judged twice."""

from datetime import date
from hashlib import sha256
from typing import Literal

import msgspec

About = Literal[
    "line",
    "credit",
    "month",
    "delivery",
    "spend",
    "plan",
    "modules",
    "payment",
    "absence",
    "client",
    "colleague",
    "stay",
    "provider",
]
"""What a rule looks at, one at a time: a declared line, a credit, what a client was paid for in a month, a delivery, a
spend, a zorgplan, a division of modules, a payment from a pgb, an absence, a client, the day of somebody who gives
care, a declared stay against the plafond, or the year of a provider."""

Change = Literal["same", "became-unlawful", "became-lawful"]


class Found(msgspec.Struct, frozen=True):
    """What a rule has against something: cents at stake (0: none), positions of events, one sentence without names."""

    eurocent: int
    events: tuple[int, ...]
    told: str


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """What was looked at: its kind, its key within that kind, whom it is about, and its days."""

    about: About
    key: str
    first: date
    last: date
    client: str | None = None
    provider: str | None = None
    region: str | None = None
    declaration: str | None = None
    line: str | None = None


class Finding(msgspec.Struct, frozen=True):
    """What one rule has against one thing: as known right after it was paid or recorded, and as known now.

    `then` is None when nothing was found, and when nothing was paid or recorded yet (`was_judged` tells which).
    """

    rule: str
    item: Item
    then: Found | None
    now: Found | None
    was_judged: bool = True

    @property
    def number(self) -> str:
        """Return by what it is known: the same thing, found again by the same rule, is the same finding."""
        return number_of(self.rule, self.item)

    @property
    def found(self) -> Found:
        """Return what is found now, else what was found then."""
        found = self.now or self.then
        assert found is not None, "a finding without anything found is none"
        return found

    @property
    def change(self) -> Change:
        """Tell whether what became known later changed the judgement."""
        if self.now is None:
            return "became-lawful"
        return "became-unlawful" if self.then is None and self.was_judged else "same"


def number_of(rule: str, item: Item) -> str:
    """Return sixteen characters that follow from the rule and what it was about.

    >>> day = date(2026, 3, 4)
    >>> number_of("no-indicatie", Item(about="line", key="d1/1", first=day, last=day))
    '2bc8d7fd7b5fd4e4'
    """
    return sha256(f"{rule}|{item.about}|{item.key}".encode()).hexdigest()[:16]
