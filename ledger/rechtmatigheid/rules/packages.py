"""One package a day: no module of an mpt beside a zzp or vpt, no two packages, no more days than the month has."""

from collections.abc import Iterator

from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.days import held, is_wmo, stretches, sure_overlap
from ledger.rechtmatigheid.facts import Line, Month
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.prestaties import is_module, is_package, kinds_of_line
from ledger.rechtmatigheid.rule import LegalBasis, rule
from ledger.rechtmatigheid.words import between, in_words, over
from ledger.vocabulary.dutch import MONTHS
from ledger.vocabulary.leveringsvormen import BY_MODULE, FULL_PACKAGES
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import common
from ledger.vocabulary.units import PER_DAY

ONE_FORM = LegalBasis("Wlz", "artikel 3.3.1", "1")
ONE_PACKAGE = LegalBasis("Wlz", "artikel 3.3.2", "1")


@rule("Module van een mpt op een dag met een zzp of vpt", ONE_FORM, ONE_PACKAGE, looks_at="line")
def mpt_beside_package(line: Line, case: Case) -> Iterator[Found]:
    """No module of an mpt lies on a day of verblijf or vpt, nor on one that somebody declared a zzp or vpt for.

    Treatment goes with both. A package that the Koppeltabel itself refuses is a fault of its own.
    """
    other = next(_packages_beside(line, case), None)
    if (not other and not _has_package_days(line, case)) or is_package(line, case) or is_wmo(line, case):
        return
    fitting: list[Period] = []
    wrong: dict[int, str] = {}
    for days, form, entitled in stretches(line, case):
        zorgprofiel = entitled.zorgprofiel if entitled else None
        if (
            form
            and form.leveringsvorm in FULL_PACKAGES
            and is_module(line, case, form.leveringsvorm, zorgprofiel, days.first)
        ):
            wrong[form.event] = form.leveringsvorm
        else:
            fitting.append(days)
    if wrong and held(line, case, fitting) != "all":
        form_then = in_words(next(iter(wrong.values())))
        told = f"{over(line)} is een module van een mpt gedeclareerd, terwijl de leveringsvorm {form_then} is."
        yield Found(line.left, (*line.events, *wrong), told)
    elif other and not wrong:
        told = (
            f"{over(line)} is een module van een mpt gedeclareerd op een dag waarvoor ook pakket {other.prestatie} "
            f"is gedeclareerd."
        )
        yield Found(line.left, (*line.events, *other.events), told)


@rule("Twee volledige pakketten op één dag", ONE_FORM, ONE_PACKAGE, looks_at="line")
def two_packages_on_one_day(line: Line, case: Case) -> Iterator[Found]:
    """A day has one zzp or vpt, also over providers. The one that came in later is found.

    The same prestatie over the same days is the same care declared twice: that is another rule.
    """
    if line.unit not in PER_DAY or not is_package(line, case):
        return
    for other in case.lines_on(line.period):
        is_another = other.events[0] < line.events[0] and other.prestatie != line.prestatie and other.unit in PER_DAY
        if is_another and is_package(other, case) and (days := sure_overlap(line, other, case)):
            told = (
                f"Pakket {line.prestatie} is gedeclareerd {between(line)}, naast pakket {other.prestatie}: "
                f"{days} {'dag' if days == 1 else 'dagen'} dubbel."
            )
            yield Found(line.left, (*line.events, *other.events), told)
            return


@rule(
    "Meer dagen gedeclareerd dan de maand telt",
    ONE_FORM,
    LegalBasis("NZa", "telregel: meer dagprestaties dan dagen in de maand", edition="analyse per cliëntmaand"),
    looks_at="month",
    family="signal",
    severity="low",
)
def more_days_than_the_month(month: Month, case: Case) -> Iterator[Found]:
    """The day-prestaties of packages in a month are no more than its days; in a few cases they may be."""
    lines = [one for one in month.lines if one.left and _counts_days(one, case)]
    counts = [_days_in(one, month) for one in lines]
    counted, days = sum(counts), (month.last - month.first).days + 1
    if counted > days:
        eurocent = sum(one.left for one in lines) * (counted - days) // counted
        name = MONTHS[month.first.month - 1]
        told = f"In {name} {month.first.year} zijn {counted} dagen gedeclareerd. De maand heeft er {days}."
        yield Found(eurocent, tuple(dict.fromkeys(event for one in lines for event in one.events)), told)


def _has_package_days(line: Line, case: Case) -> bool:
    return any(one.leveringsvorm in FULL_PACKAGES and one.period.overlaps(line.period) for one in case.rights.forms)


def _packages_beside(line: Line, case: Case) -> Iterator[Line]:
    """Yield the packages on whose days a line of somebody with an mpt certainly had care."""
    for other in case.lines_on(line.period):
        if other.unit not in PER_DAY or other.key == line.key or not is_package(other, case):
            continue
        form, entitled = case.form_on(line.first), case.entitled_on(line.first)
        zorgprofiel = entitled.zorgprofiel if entitled else None
        if form is None or form.leveringsvorm not in BY_MODULE:
            return
        is_beside = is_module(line, case, form.leveringsvorm, zorgprofiel, line.first)
        allowed = case.register.is_allowed(other.prestatie, form.leveringsvorm, zorgprofiel, other.first)
        if is_beside and allowed and sure_overlap(line, other, case):
            yield other


def _counts_days(line: Line, case: Case) -> bool:
    """Tell whether a line is days of a package: by its prestatie or, where that is unknown, by the leveringsvorm."""
    if line.unit != "dag" or line.model is not None:
        return False
    if is_package(line, case):
        return True
    form = case.form_on(line.first)
    is_known = case.register.maximum(line.prestatie, line.first) is not None or kinds_of_line(line, case)
    return not is_known and form is not None and form.leveringsvorm in FULL_PACKAGES


def _days_in(line: Line, month: Month) -> int:
    """Return how many days of a line lie in a month at least; more than its days where it says so itself."""
    shared = common(line.period, Period(month.first, month.last))
    assert shared is not None
    assert shared.last is not None
    outside = line.days - ((shared.last - shared.first).days + 1)
    return line.quantity if not outside else max(min(line.quantity, line.days) - outside, 0)
