"""How a bookkeeper would book the log: the chart of accounts, which accounts an event moves, and what has no money.

All of it is data (`accounts.csv`, `scheme.csv`, `not_booked.csv`): who knows books and no Python can read and judge it.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Account(NamedTuple):
    """An account: its number, B for the balance sheet or P for profit and loss, and what it holds."""

    account: str
    kind: str
    description: str


class Rule(NamedTuple):
    """One movement that an event makes: of what amount, from which account to which, in which journal, and why.

    `movement` is a field of the event, or one of the sums in `ledger.books.bookings`. An amount below zero moves the
    other way.
    """

    topic: str
    journal: str
    movement: str
    debit: str
    credit: str
    meaning: str


@cache
def accounts() -> tuple[Account, ...]:
    """Return the chart of accounts, in the order of their numbers."""
    return tuple(sorted(Account(**row) for row in _rows("accounts.csv")))


@cache
def scheme() -> Mapping[str, tuple[Rule, ...]]:
    """Return what an event moves, by topic without its version.

    >>> [(one.debit, one.credit) for one in scheme()["declaration.line-approved"]]
    [('1600', '1700')]
    """
    found: dict[str, tuple[Rule, ...]] = {}
    for row in _rows("scheme.csv"):
        rule = Rule(**row)
        found[rule.topic] = (*found.get(rule.topic, ()), rule)
    return found


@cache
def not_booked() -> Mapping[str, str]:
    """Return why the events of a topic have no money, by topic without its version."""
    return {row["topic"]: row["why"] for row in _rows("not_booked.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    with (files("ledger.books") / name).open(encoding="utf-8") as table:
        return list(csv.DictReader(table))
