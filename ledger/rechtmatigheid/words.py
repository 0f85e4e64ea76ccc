"""The Dutch of days in the sentences of findings."""

from datetime import date
from typing import Protocol

from ledger.vocabulary.dutch import day


class Days(Protocol):
    """Anything from a first day up to and including a last."""

    @property
    def first(self) -> date:
        """The first day."""

    @property
    def last(self) -> date:
        """The last day."""


def over(days: Days) -> str:
    """Return how a sentence about days begins: `Op 4 maart 2026`, or `Van 1 maart 2026 tot en met …`."""
    if days.first == days.last:
        return f"Op {day(days.first)}"
    return f"Van {day(days.first)} tot en met {day(days.last)}"


def between(days: Days) -> str:
    """Return days in the middle of a sentence: `van 1 maart 2026 tot en met 31 maart 2026`."""
    told = over(days)
    return told[0].lower() + told[1:]


def in_words(leveringsvorm: str) -> str:
    """Return a leveringsvorm as it is written in a sentence.

    >>> in_words("mpt_pgb"), in_words("vpt")
    ('mpt met pgb', 'vpt')
    """
    return leveringsvorm.replace("_pgb", " met pgb")
