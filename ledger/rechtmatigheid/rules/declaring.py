"""Was it declared once, after the care, and in time."""

from collections.abc import Iterator

from ledger.rechtmatigheid.agreed import agreements_of
from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.days import is_wmo
from ledger.rechtmatigheid.doubling import declared_twice_by
from ledger.rechtmatigheid.facts import Line
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.rule import LegalBasis, rule
from ledger.rechtmatigheid.words import over
from ledger.tariffs.declaratietermijn import last_day_to_declare
from ledger.vocabulary.amounts import rounded
from ledger.vocabulary.dutch import day, grouped, hours_short

DECLARING = LegalBasis(
    "Regeling declaratievoorschriften, administratievoorschriften en informatieverstrekking Wlz",
    "begripsbepalingen: declaratie en declaratieperiode",
    edition="2019",
)
"""A declaration is the account of care that was given, over a period of four weeks or a month (NZa, BWBR0043453)."""


@rule(
    "Dezelfde zorg is twee keer gedeclareerd",
    LegalBasis("Wmg", "artikel 35", "1"),
    DECLARING,
    looks_at="line",
)
def declared_twice(line: Line, case: Case) -> Iterator[Found]:
    """No two lines that stand ask payment for the same care, also not of two providers."""
    if line.settles or not line.left:
        return
    twice = declared_twice_by(line, case)
    if twice is None:
        return
    elsewhere = any(
        case.register.provider(one.provider) != case.register.provider(line.provider) for one in twice.lines
    )
    by = ", van een andere zorgaanbieder" if elsewhere else ""
    named = ", ".join(one.key for one in twice.lines[:3]) + (" en andere" if len(twice.lines) > 3 else "")
    told = (
        f"{over(line)} is {_counted(twice.quantity, line.unit)} van prestatie {line.prestatie} ook gedeclareerd in "
        f"regel {named}{by}."
    )
    stake = rounded(line.left * twice.quantity, line.quantity) if line.quantity > 0 else line.left
    yield Found(stake, (*line.events, *(event for one in twice.lines for event in one.events)), told)


@rule(
    "Gedeclareerd voordat de zorg gegeven was",
    DECLARING,
    looks_at="line",
    severity="medium",
)
def declared_before_delivered(line: Line, case: Case) -> Iterator[Found]:
    """A line comes in on its last day of care or later, unless the plan is what is declared."""
    if line.received >= line.last:
        return
    agreed = agreements_of(line, case)
    if any(one.basis == "plan" for one in agreed):
        return
    told = (
        f"De regel kwam binnen op {day(line.received)}, en de zorg liep tot en met {day(line.last)}; het contract laat "
        "niet toe dat het plan wordt gedeclareerd."
    )
    yield Found(line.left, (*line.events, *(one.event for one in agreed)), told)


@rule(
    "Later gedeclareerd dan 17 werkdagen na de maand van zorg",
    LegalBasis("Wlz", "artikel 4.2.2", "2"),
    LegalBasis("CZ zorgkantoor", "hoe werkt zorg declareren: binnen 17 werkdagen", edition="zonder datum"),
    LegalBasis("Algemene termijnenwet", "artikel 3"),
    looks_at="line",
    severity="low",
)
def declared_late(line: Line, case: Case) -> Iterator[Found]:
    """Care of a month comes in at the latest on the last working day of the term; what puts a line right may be later.

    The month is that of the last day of the line. The term is of the Wlz.
    """
    last = last_day_to_declare(line.last)
    if last is None or line.received <= last or line.settles or line.replaces or is_wmo(line, case):
        return
    told = (
        f"De zorg liep tot en met {day(line.last)} en kon tot en met {day(last)} worden gedeclareerd; de regel kwam "
        f"binnen op {day(line.received)}."
    )
    yield Found(line.left, line.events, told)


def _counted(quantity: int, unit: str) -> str:
    return hours_short(quantity) if unit == "minuut" else f"{grouped(quantity)} {unit}"
