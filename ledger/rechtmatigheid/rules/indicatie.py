"""Is there a right to care on the day: an indicatie, its zorgprofiel, and how long that may last."""

from collections.abc import Iterator
from datetime import date

from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.days import except_for, held, is_wmo
from ledger.rechtmatigheid.facts import Entitled, Line
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.rule import LegalBasis, rule
from ledger.rechtmatigheid.words import between, over
from ledger.tariffs.profielduur import last_day, may_end
from ledger.vocabulary.dutch import day
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY, common


@rule(
    "Geen geldige indicatie op de dag van zorg",
    LegalBasis("Wlz", "artikel 3.2.3", "1"),
    looks_at="line",
    retourcode="0551",
)
def no_indicatie(line: Line, case: Case) -> Iterator[Found]:
    """Every day of a line lies within a valid indicatie. Care under a contract of the Wmo needs none."""
    touching = [one for one in case.rights.entitled if one.period.overlaps(line.period)]
    days = held(line, case, (one.period for one in touching))
    if days != "all" and not is_wmo(line, case):
        told = {
            "none": f"{over(line)} is er geen geldige indicatie.",
            "some": f"Niet op elke dag {between(line)} is er een geldige indicatie.",
        }[days]
        yield Found(line.left, (*line.events, *(event for one in touching for event in one.events)), told)


@rule(
    "De regel noemt een ander besluit of zorgprofiel dan de indicatie",
    LegalBasis("Wlz", "artikel 3.2.3", "1"),
    LegalBasis("AW319", "velden 0411 en 0413", edition="1.4"),
    looks_at="line",
    severity="medium",
)
def zorgprofiel_differs(line: Line, case: Case) -> Iterator[Found]:
    """The besluit and the zorgprofiel that a line names are those of its first day; a line may name neither."""
    names_any = line.zorgprofiel is not None or line.besluitnummer is not None
    entitled = case.entitled_on(line.first) if names_any else None
    if entitled is None:
        return
    events = (*line.events, *entitled.events)
    if line.zorgprofiel not in (None, entitled.zorgprofiel):
        told = f"De regel noemt zorgprofiel {line.zorgprofiel}, maar op {day(line.first)} geldt {entitled.zorgprofiel}."
        yield Found(line.left, events, told)
    elif line.besluitnummer not in (None, entitled.besluitnummer):
        told = (
            f"De regel noemt besluit {line.besluitnummer}, maar op {day(line.first)} geldt "
            f"besluit {entitled.besluitnummer}."
        )
        yield Found(line.left, events, told)


@rule(
    "Zorg nadat het zorgprofiel zijn langste duur had bereikt",
    LegalBasis("Wlz", "artikel 3.2.3", "5"),
    LegalBasis("CIZ", "geldigheid zorgprofiel 9b: zes maanden", edition="veelgestelde vragen, zonder datum"),
    looks_at="line",
)
def profile_past_maximum(line: Line, case: Case) -> Iterator[Found]:
    """No day of a line lies after the last day on which a besluit with such a profile can hold (9bVV: six months)."""
    for entitled in case.rights.entitled:
        if not may_end(entitled.zorgprofiel) or not entitled.period.overlaps(line.period):
            continue
        until = last_day(entitled.zorgprofiel, _since(entitled, case))
        past = common(entitled.period, Period(until + ONE_DAY)) if until else None
        if until and past and past.overlaps(line.period) and held(line, case, except_for(past)) != "all":
            told = (
                f"Zorgprofiel {entitled.zorgprofiel} kon tot en met {day(until)} gelden. "
                f"De zorg {between(line)} gaat daar overheen."
            )
            yield Found(line.left, (*line.events, *entitled.events), told)
            return


def _since(entitled: Entitled, case: Case) -> date:
    """Return from when the profile holds without a break by the same besluit, whatever else of it was changed."""
    first = entitled.period.first
    for one in sorted(case.rights.entitled, key=lambda known: known.period.first, reverse=True):
        is_same = (one.besluitnummer, one.zorgprofiel) == (entitled.besluitnummer, entitled.zorgprofiel)
        if is_same and one.period.last is not None and one.period.last + ONE_DAY == first:
            first = one.period.first
    return first
