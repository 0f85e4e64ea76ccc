"""A figure of a belief and its difference in words: what it is, of whom, and by how much it changes."""

from collections.abc import Sequence

from ledger.vocabulary.amounts import Unit
from ledger.vocabulary.figures import BUDGET_FIGURES
from projections.belief.figures import Difference, Figure, sums_of
from projections.belief.streams import SubjectKind
from web import dutch

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
    if figure.kind in BUDGET_FIGURES and figure.budget is None:
        parts.append("alle budgetten samen")
    return ", ".join([*parts, dutch.month_or_year(figure.period)] if figure.period else parts)


def amount(one: Difference, quantity: int) -> str:
    """Write a number of a difference in its unit."""
    return dutch.amount_short(quantity, _UNITS[one.figure.unit])


def change(one: Difference) -> str:
    """Write by how much it changes, with its sign."""
    return dutch.signed(one.change, _UNITS[one.figure.unit])


def sums(differences: Sequence[Difference]) -> list[tuple[str, str]]:
    """Return by how much all of it changes, in words: what was declared and stands, what is free, and its worth."""
    found = sums_of(differences)
    told = [
        ("Wat is gedeclareerd en blijft staan", dutch.signed(found.declared, "EUR") if found.declared else ""),
        *(
            ("Wat over is in budgetten", dutch.signed(free, _UNITS[unit]) if free else "")
            for unit, free in found.available.items()
        ),
        ("Waarde van wat over is", dutch.signed(found.worth, "EUR") if found.worth else ""),
    ]
    return [(label, changed) for label, changed in told if changed]
