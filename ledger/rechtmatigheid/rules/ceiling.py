"""Does what is spent on a client stay within what may be: the indicatiewaarde, and the modules it is divided in."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ledger.rechtmatigheid.agreed import agreements_of
from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.days import held, is_wmo
from ledger.rechtmatigheid.facts import Line, Month, PgbPaid, Placed
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.rule import LegalBasis, rule
from ledger.vocabulary.dutch import MONTHS, day, euro
from ledger.vocabulary.leveringsvormen import WITH_MOST_AT_HOME
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import Dated, amount_between, common, exact


class Share(NamedTuple):
    """What a line or a payment from the pgb puts in a month, in cents; it `crosses` when it is also of another month.

    Of what crosses, the part is exact and a cent of rounding is not held against it.
    """

    eurocent: Fraction
    crosses: bool
    is_pgb: bool
    events: tuple[int, ...]


@rule(
    "Mpt en pgb samen boven de indicatiewaarde",
    LegalBasis("Wlz", "artikel 3.3.2", "4"),
    looks_at="month",
)
def above_indicatiewaarde(month: Month, case: Case) -> Iterator[Found]:
    """In a month no more is spent on mpt and pgb together than the indicatiewaarde, with EKT and meerzorg taken in.

    That the contract has a ceiling per provider, or none, changes nothing: that says what is paid, not what may be.
    """
    days = Period(month.first, month.last)
    worth = list(_at_home(case))
    if not any(one.period.overlaps(days) for one in worth):
        return
    room = amount_between(worth, month.first, month.last)
    if not _may_be_above(room, month, case):
        return
    lines = [one for one in case.lines_on(days) if _counts(one, case)]
    shares = [_share(one, one.left, days, worth) for one in lines]
    shares += [_share(one, one.eurocent, days, worth) for one in case.pgb if _within(one.first, one.last, days)]
    total = sum((one.eurocent for one in shares), Fraction(0))
    above = total - room
    if above <= sum(one.crosses for one in shares) or above < 1:
        return
    told = _told(month, total, sum((one.eurocent for one in shares if one.is_pgb), Fraction(0)), room)
    told += _in_spite_of(lines, case)
    events = dict.fromkeys(event for one in shares for event in one.events)
    yield Found(int(above), tuple(events), f"{told}.")


@rule(
    "Modules niet heel, of meer dan er zijn",
    LegalBasis("Wlz", "artikel 3.3.2", "4"),
    LegalBasis("Bekostigingsmodellen voor persoonsvolgende zorg", "model D, modules", edition="docs/models"),
    looks_at="modules",
)
def modules_not_whole(modules: tuple[Placed, ...], case: Case) -> Iterator[Found]:
    """The modules of a client are whole and above zero at every place, and together no more than there are."""
    if not modules:
        return
    period = modules[0].period
    since = f"Vanaf {day(period.first)}" + (f" tot en met {day(period.last)}" if period.last else "")
    events = tuple(dict.fromkeys(one.event for one in modules))
    placed = sum(one.modules for one in modules if one.modules > 0)
    total = sum((Fraction(one.modules, one.of) for one in modules if one.modules > 0 and one.of > 0), Fraction(0))
    if total > 1:
        told = f"{since} zijn er {max(one.of for one in modules)} modules, en er zijn er {placed} verdeeld."
        yield Found(_worth_of(case, period, total - 1), events, told)
    wrong = [one for one in modules if one.modules <= 0 or one.of <= 0]
    if wrong:
        told = f"{since} staat op {len(wrong)} van de {len(modules)} plekken geen heel aantal modules boven nul."
        yield Found(0, events, told)


def _may_be_above(room: int, month: Month, case: Case) -> bool:
    """Tell whether everything that touches a month together is more than may be spent: most months are not so far."""
    declared = sum(max(one.left, 0) for one in case.lines.get((month.first.year, month.first.month), {}).values())
    return declared + sum(one.eurocent for one in case.pgb) > room


def _at_home(case: Case) -> Iterator[Dated]:
    """Yield what may be spent on the days on which the client is at home with mpt or pgb."""
    for form in case.rights.forms:
        if form.leveringsvorm in WITH_MOST_AT_HOME:
            for one in case.rights.worth:
                if shared := common(one.period, form.period):
                    yield Dated(shared, one.eurocent, one.per)


def _counts(line: Line, case: Case) -> bool:
    """Tell whether a line is spent on care at home: of the Wlz, and with a right to care that no other rule denies."""
    form = case.form_on(line.first)
    if form is None or form.leveringsvorm not in WITH_MOST_AT_HOME or is_wmo(line, case):
        return False
    died_on = case.rights.died_on
    if died_on is not None and line.last > died_on:
        return False
    return held(line, case, (one.period for one in case.rights.entitled)) == "all"


def _within(first: date, last: date, days: Period) -> bool:
    return Period(first, last).overlaps(days)


def _share(one: Line | PgbPaid, eurocent: int, days: Period, worth: Sequence[Dated]) -> Share:
    """Return the part of an amount that is of a month: by what may be spent on its days, without that by its days."""
    events = one.events if isinstance(one, Line) else (one.event,)
    inside = common(Period(one.first, one.last), days)
    assert inside is not None
    assert inside.last is not None
    is_pgb = isinstance(one, PgbPaid)
    if (inside.first, inside.last) == (one.first, one.last):
        return Share(Fraction(eurocent), False, is_pgb, events)
    whole = _exact(worth, one.first, one.last)
    part = _exact(worth, inside.first, inside.last)
    if not whole:
        whole, part = Fraction((one.last - one.first).days + 1), Fraction((inside.last - inside.first).days + 1)
    return Share(eurocent * part / whole, True, is_pgb, events)


def _exact(worth: Sequence[Dated], first: date, last: date) -> Fraction:
    """Return what may be spent on some days, before rounding."""
    asked = Period(first, last)
    total = Fraction(0)
    for one in worth:
        if (shared := common(one.period, asked)) and shared.last:
            total += exact(one.eurocent, one.per, shared.first, shared.last)
    return total


def _told(month: Month, total: Fraction, pgb: Fraction, room: int) -> str:
    spent, from_pgb = -int(-total // 1), int(pgb)
    part = f", waarvan {euro(from_pgb)} uit het pgb" if from_pgb else ""
    return (
        f"In {MONTHS[month.first.month - 1]} {month.first.year} gaat {euro(spent)} naar zorg thuis{part}; de "
        f"indicatiewaarde met EKT en meerzorg is {euro(room)}, dus dit is {euro(int(total - room))} te veel"
    )


def _in_spite_of(lines: Sequence[Line], case: Case) -> str:
    """Tell that the ceiling of the contract does not make it lawful."""
    ceilings = {one.ceiling for line in lines for one in agreements_of(line, case)} & {"provider", "none"}
    if not ceilings:
        return ""
    known = {"provider": "een plafond per zorgaanbieder", "none": "geen plafond"}
    return f", ook al heeft het contract {' of '.join(known[one] for one in sorted(ceilings))}"


def _worth_of(case: Case, period: Period, share: Fraction) -> int:
    """Return what a share of the indicatiewaarde comes to over some days, until today, year by year."""
    until = min(period.last or case.today, case.today)
    total, first = 0, period.first
    while first <= until:
        last = min(until, date(first.year, 12, 31))
        total += amount_between(case.rights.worth, first, last, share)
        first = date(first.year + 1, 1, 1)
    return total
