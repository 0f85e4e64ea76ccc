"""What a rule is: one pure function from facts to findings, with the law that it comes from and the days it holds."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Literal, TypeVar

import msgspec

from ledger.rechtmatigheid.finding import About, Found

T = TypeVar("T")
W = TypeVar("W")

Family = Literal["formal", "material", "signal"]
"""Formal: the declaration itself is wrong. Material: the care was not given, or was not the fitting care. A signal
proves nothing: somebody has to look."""
Severity = Literal["high", "medium", "low"]
Judge = Callable[[T, W], Iterable[Found]]
"""Takes the thing looked at, and what is known around it: the case of a client, or the register of the payer."""

WLZ = date(2015, 1, 1)
"""The first day of the Wlz."""


class LegalBasis(msgspec.Struct, frozen=True):
    """Where a rule stands: a law, regulation or standard, the article (or chapter), the paragraph, the edition."""

    law: str
    article: str
    paragraph: str | None = None
    edition: str = "2026"

    def __str__(self) -> str:
        paragraph = f", lid {self.paragraph}" if self.paragraph else ""
        return f"{self.law}, {self.article}{paragraph} ({self.edition})"


ADMINISTRATION = LegalBasis("Wmg", "artikel 36", "1")
"""A provider keeps records from which can be seen what was agreed, what was given, when, and to whom."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule. `first` and `last` are the days of care for which it holds.

    `retourcode` is set of a rule that stops a line when it comes in; any other becomes a finding then, if it looks at
    lines at all. Lines for nobody in particular are looked at only by rules that are `for_nobody` too. A rule that
    looks at the thing `alone`, and at nothing around it, says the same as long as the thing is the same. What was left
    undone is `seen_later`: on the day itself there was nothing to judge.
    """

    id: str
    label: str
    family: Family
    severity: Severity
    basis: tuple[LegalBasis, ...]
    looks_at: About
    judge: Judge[Any, Any]
    first: date = WLZ
    last: date | None = None
    retourcode: str | None = None
    for_nobody: bool = False
    alone: bool = False
    seen_later: bool = False

    @property
    def laws(self) -> tuple[str, ...]:
        """Return the law that it comes from in words, as a finding keeps it."""
        return tuple(str(one) for one in self.basis)

    def holds_on(self, on: date) -> bool:
        """Tell whether the rule holds for care of a day."""
        return self.first <= on and (self.last is None or on <= self.last)


def rule(
    label: str,
    *basis: LegalBasis,
    looks_at: About,
    family: Family = "formal",
    severity: Severity = "high",
    first: date = WLZ,
    last: date | None = None,
    retourcode: str | None = None,
    for_nobody: bool = False,
    alone: bool = False,
    seen_later: bool = False,
) -> Callable[[Judge[T, W]], Rule]:
    """Make a rule of a function; its id is the name of the function, with dashes."""

    def made(judge: Judge[T, W]) -> Rule:
        name: str = getattr(judge, "__name__")  # noqa: B009 - a callable need not have one; a function does
        return Rule(
            id=name.replace("_", "-"),
            label=label,
            family=family,
            severity=severity,
            basis=basis,
            looks_at=looks_at,
            judge=judge,
            first=first,
            last=last,
            retourcode=retourcode,
            for_nobody=for_nobody,
            alone=alone,
            seen_later=seen_later,
        )

    return made
