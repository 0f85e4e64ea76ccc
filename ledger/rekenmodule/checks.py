"""What cannot be asked. Every problem is told, in the order of the form."""

from collections.abc import Iterator

from ledger.rekenmodule.ask import Ask, Line
from ledger.vocabulary.errors import Problem
from ledger.vocabulary.leveringsvormen import EKT_MAXIMUM, FULL_PACKAGES, has_ekt
from ledger.vocabulary.percentages import percentage
from ledger.vocabulary.units import HOUR

MINUTES_IN_WEEK = 7 * 24 * 60


def problems_of(ask: Ask) -> Iterator[Problem]:
    """Yield everything that is wrong with a question; fields are named as `lines[0].minutes_per_week`."""
    yield from _problems_of_ceiling(ask)
    for index, line in enumerate(ask.lines):
        for problem in _problems_of_line(ask, line):
            yield Problem(problem.code, f"{line.description}: {problem.message}", f"lines[{index}].{problem.field}")
    if ask.remainder_to == "pgb" and ask.leveringsvorm in FULL_PACKAGES:
        told = f"Bij {ask.leveringsvorm} kan de rest geen pgb worden. Laat de rest ongebruikt (Wlz 3.3.1)."
        yield Problem("pgb-not-here", told, "remainder_to")


def _problems_of_ceiling(ask: Ask) -> Iterator[Problem]:
    if ask.ceiling.eurocent <= 0:
        yield Problem("value-not-positive", "De indicatiewaarde moet meer dan € 0,00 zijn.", "value")
    if not 0 <= ask.ekt_basispoint <= EKT_MAXIMUM:
        told = percentage(ask.ekt_basispoint)
        yield Problem(
            "ekt-above-maximum",
            f"Extra kosten thuis is {told}. Het mag hoogstens {percentage(EKT_MAXIMUM)} van de indicatiewaarde zijn.",
            "ekt",
        )
    if ask.ekt_basispoint and not has_ekt(ask.leveringsvorm):
        yield Problem("ekt-not-here", f"Extra kosten thuis kan niet bij {ask.leveringsvorm}. Laat het weg.", "ekt")
    if ask.meerzorg and ask.meerzorg.eurocent <= 0:
        yield Problem("meerzorg-not-positive", "Meerzorg moet meer dan € 0,00 zijn. Of laat het weg.", "meerzorg")


def _problems_of_line(ask: Ask, line: Line) -> Iterator[Problem]:
    if line.is_pgb and ask.leveringsvorm in FULL_PACKAGES:
        told = f"bij {ask.leveringsvorm} kan geen pgb. Alleen een mpt kan samen met een pgb (Wlz 3.3.1)."
        yield Problem("pgb-not-here", told, "provider")
    if not line.is_pgb and ask.leveringsvorm == "pgb":
        yield Problem(
            "provider-not-here",
            "bij een pgb koopt de cliënt zelf in. Kies mpt met pgb, of maak er een pgb-regel van.",
            "provider",
        )
    for field in ("minutes_per_week", "count_per_week", "minutes_each"):
        if getattr(line, field) < 0:
            yield Problem("quantity-negative", "het aantal kan niet onder nul zijn.", field)
    if line.minutes_per_week > MINUTES_IN_WEEK:
        yield Problem("quantity-too-large", "een week heeft 168 uur. Vul minder uren in.", "minutes_per_week")
    yield from _problems_of_amount(line)


def _problems_of_amount(line: Line) -> Iterator[Problem]:
    if line.fixed is not None:
        if line.price is not None:
            yield Problem("price-twice", "geef een prijs of een vast bedrag, niet allebei.", "fixed")
        if line.fixed.eurocent <= 0:
            yield Problem("amount-not-positive", "het bedrag moet meer dan € 0,00 zijn.", "fixed")
        return
    if line.price is None:
        yield Problem("price-missing", "er is geen prijs bekend. Geef een prijs of een vast bedrag.", "price")
        return
    if line.price.eurocent <= 0:
        yield Problem("price-not-positive", "de prijs moet meer dan € 0,00 zijn.", "price")
    by_time = line.price.unit == HOUR
    asked, other = ("minutes_per_week", "count_per_week") if by_time else ("count_per_week", "minutes_per_week")
    if getattr(line, asked) == 0:
        told = "vul de uren per week in." if by_time else f"vul in hoe vaak per week ({line.price.unit})."
        yield Problem("quantity-missing", told, asked)
    if getattr(line, other):
        wrong = "een aantal" if by_time else "uren"
        told = f"de prijs is per {line.price.unit}. Haal {wrong} weg."
        yield Problem("quantity-not-here", told, other)
