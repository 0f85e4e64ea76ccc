"""A figure of a belief and its difference in words: what it is, of whom, and by how much it changes."""

from collections.abc import Sequence

from ledger.vocabulary.amounts import Unit
from ledger.vocabulary.dutch import MONTHS
from projections.belief.figures import Difference, Figure, FigureKind, standing_change
from projections.belief.queries import SubjectKind
from web import dutch

KINDS: dict[FigureKind, str] = {
    "granted": "toegekend",
    "reserved": "gereserveerd",
    "spent": "besteed",
    "available": "over",
    "worth": "waarde van wat over is",
    "declared": "gedeclareerd",
    "approved": "goedgekeurd",
    "refused": "afgewezen",
    "credited": "gecrediteerd",
    "contracteerruimte": "contracteerruimte",
    "agreed": "productieafspraak",
}
_UNITS: dict[Unit, dutch.Unit] = {Unit.EUR: "EUR", Unit.PUNT: "PUNT", Unit.UUR: "UUR"}
SUBJECTS: dict[SubjectKind, str] = {"client": "cliënt", "provider": "zorgaanbieder", "region": "regio"}
_OF = {"client": "cliënt", "provider": "zorgaanbieder", "region": "regio", "budget": "budget", "prestatie": "prestatie"}


def told_of(figure: Figure, title: SubjectKind | None = None) -> str:
    """Tell what a figure is of, beside the subject that stands in the title already.

    >>> from ledger.vocabulary.amounts import Unit
    >>> told_of(Figure("declared", Unit.EUR, "c1", "p1", "Rotterdam", prestatie="H126", period="2026-03"))
    'cliënt c1, zorgaanbieder p1, regio Rotterdam, prestatie H126, maart 2026'
    """
    named = ("client", "budget", "provider", "region", "prestatie")
    parts = [f"{_OF[name]} {id}" for name in named if name != title and (id := getattr(figure, name)) is not None]
    return ", ".join([*parts, told_period(figure.period)] if figure.period else parts) or "alles"


def told_period(period: str) -> str:
    """Tell a month or a year.

    >>> told_period("2026-03"), told_period("2026")
    ('maart 2026', '2026')
    """
    year, dash, month = period.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if dash else year


def amount(one: Difference, quantity: int) -> str:
    """Write a number of a difference in its unit."""
    return dutch.amount_short(quantity, _UNITS[one.figure.unit])


def change(one: Difference) -> str:
    """Write by how much it changes, with its sign."""
    return dutch.signed(one.change, _UNITS[one.figure.unit])


def sums(differences: Sequence[Difference]) -> list[tuple[str, str]]:
    """Return by how much all of it changes, in words: what is declared and stands, what is free in budgets."""
    standing = standing_change(differences)
    told = [("Wat is gedeclareerd en blijft staan", dutch.signed(standing, "EUR"))] if standing else []
    for unit, word in _UNITS.items():
        free = sum(one.change for one in differences if (one.figure.kind, one.figure.unit) == ("available", unit))
        told += [("Wat over is in budgetten", dutch.signed(free, word))] if free else []
    return told
