"""Days of stay: those that were agreed for a year, and those on which the client was not there."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple, cast

from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.facts import Absent, Line, Stay
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.register import Register
from ledger.rechtmatigheid.rule import LegalBasis, rule
from ledger.rechtmatigheid.words import between
from ledger.tariffs.afwezigheid import AbsenceKind, AbsenceLimit, absence_limits
from ledger.vocabulary.amounts import rounded
from ledger.vocabulary.dutch import day, grouped
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY
from ledger.vocabulary.units import PER_DAY

WITH_STAY = frozenset({"verblijf", "vpt", "dtv", None})
"""The leveringsvormen that are declared per day, also on days of absence; None: it is not known."""


@rule(
    "Plafond in dagen verblijf overschreden",
    LegalBasis("Wlz", "artikel 4.2.2", "2"),
    looks_at="stay",
    severity="medium",
)
def plafond_passed(stay: Stay, register: Register) -> Iterator[Found]:
    """A provider declares no more days of stay in a year than were agreed; at stake are the days of a line above."""
    line = stay.line
    plafond = register.plafond(line.region, register.provider(line.provider), line.first.year)
    if plafond is None or stay.days_so_far <= plafond.days:
        return
    above = min(stay.days_so_far - plafond.days, line.quantity)
    told = (
        f"Met deze regel zijn er in {line.first.year} {grouped(stay.days_so_far)} dagen verblijf gedeclareerd, en "
        f"afgesproken zijn er {grouped(plafond.days)}: {grouped(above)} van de {grouped(line.quantity)} dagen van deze "
        "regel is te veel."
    )
    yield Found(_part(line, above), (*line.events, plafond.event), told)


@rule(
    "Afwezigheid langer betaald dan mag",
    LegalBasis("NZa", "vraag en antwoord over 91 dagen, bij artikel 9.2 onder a", edition="zonder datum"),
    LegalBasis("Normenkader Zorg", "R45564, naar NZa informatiekaart afwezigheid (PUC_3575_22)", edition="2023"),
    looks_at="absence",
    severity="medium",
)
def absence_paid_too_long(absence: Absent, case: Case) -> Iterator[Found]:
    """No day-prestatie is declared for a day of absence after those that may be: 91, 14, or 42 in a year.

    Absences of one kind that follow on each other are one. Of a line with fewer days than it spans, only the days are
    held against it that no other day of the line can be.
    """
    beyond: dict[date, AbsenceLimit] = {}
    events = dict.fromkeys(absence.events)
    for over in _beyond(absence, case):
        beyond |= {on: over.limit for on in over.days if on not in beyond}
        events |= dict.fromkeys(over.events)
    found = [(line, days) for line in _day_lines(absence, case) if (days := _declared_on(line, beyond))]
    if found:
        first = min(on for on in beyond if any(line.period.covers(on) for line, _ in found))
        events |= dict.fromkeys(event for line, _ in found for event in line.events)
        told = _told(beyond[first], absence, first, sum(days for _, days in found))
        yield Found(sum(_part(line, days) for line, days in found), tuple(events), told)


class _Over(NamedTuple):
    """The days of an absence after those that a limit allows, and the events of all absences that were counted."""

    limit: AbsenceLimit
    days: frozenset[date]
    events: tuple[int, ...]


def _beyond(absence: Absent, case: Case) -> Iterator[_Over]:
    """Yield what of an absence goes over each limit of its kind."""
    own = _days_of([absence])
    for limit in absence_limits(cast(AbsenceKind, absence.kind), absence.first):
        years = {on.year for on in own} if limit.per == "year" else {None}
        for year in sorted(years, key=lambda one: one or 0):
            counted = _stretch(absence, case) if year is None else _in_year(absence, case, limit, year)
            days = sorted(on for on in _days_of(counted) if year is None or on.year == year)
            over = own & frozenset(days[limit.days :])
            if over:
                yield _Over(limit, over, tuple(event for one in counted for event in one.events))


def _stretch(absence: Absent, case: Case) -> list[Absent]:
    """Return the absences of one kind that join with this one, without a day between them, in order."""
    joined: list[Absent] = []
    for one in sorted(_of_provider(absence, case, (absence.kind,)), key=lambda known: known.first):
        if joined and one.first > max(known.last for known in joined) + ONE_DAY:
            if absence in joined:
                break
            joined = []
        joined.append(one)
    return joined


def _in_year(absence: Absent, case: Case, limit: AbsenceLimit, year: int) -> list[Absent]:
    whole = Period(date(year, 1, 1), date(year, 12, 31))
    return [one for one in _of_provider(absence, case, limit.kinds) if Period(one.first, one.last).overlaps(whole)]


def _of_provider(absence: Absent, case: Case, kinds: Iterable[str]) -> list[Absent]:
    own = case.register.provider(absence.provider)
    wanted = set(kinds)
    return [one for one in case.absences if one.kind in wanted and case.register.provider(one.provider) == own]


def _days_of(absences: Iterable[Absent]) -> frozenset[date]:
    return frozenset(
        one.first + ONE_DAY * number for one in absences for number in range((one.last - one.first).days + 1)
    )


def _day_lines(absence: Absent, case: Case) -> Iterator[Line]:
    """Yield the lines per day of the provider from which the client was away."""
    own = case.register.provider(absence.provider)
    for line in case.lines_on(Period(absence.first, absence.last)):
        form = case.form_on(line.first)
        is_stay = line.unit in PER_DAY and (form.leveringsvorm if form else None) in WITH_STAY
        if is_stay and not line.settles and case.register.provider(line.provider) == own:
            yield line


def _declared_on(line: Line, beyond: Iterable[date]) -> int:
    """Return how many days of a line can only be days that may not be declared."""
    inside = sum(line.first <= on <= line.last for on in beyond)
    return max(min(line.quantity, line.days) - (line.days - inside), 0)


def _part(line: Line, days: int) -> int:
    return rounded(line.left * days, line.quantity) if line.quantity > 0 else line.left


def _told(limit: AbsenceLimit, absence: Absent, first: date, days: int) -> str:
    per = "per kalenderjaar" if limit.per == "year" else "achter elkaar"
    allowed = "zonder toestemming van het zorgkantoor mogen er" if limit.permission else "er mogen"
    return (
        f"De cliënt was afwezig {between(absence)}: {allowed} {limit.days} dagen {per} worden gedeclareerd, en "
        f"vanaf {day(first)} zijn er nog {grouped(days)} gedeclareerd."
    )
