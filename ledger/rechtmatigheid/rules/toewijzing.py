"""Was the care placed with this provider: by a toewijzing, a zorgplan or modules, and had it begun."""

from collections.abc import Iterator

from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.days import BY_THE_PROVIDER, held, is_wmo
from ledger.rechtmatigheid.facts import Line, Planned
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.placing import assigned_to, is_placed_throughout, placing_of, planned_with
from ledger.rechtmatigheid.prestaties import is_package
from ledger.rechtmatigheid.rule import LegalBasis, rule
from ledger.rechtmatigheid.words import between, over
from ledger.vocabulary.covering import covered
from ledger.vocabulary.leveringsvormen import WITH_PLAN_AT_HOME
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY, common

_WITHOUT_PRESTATIES = BY_THE_PROVIDER | {"D"}
"""Models of which the prestatie does not come from a zorgplan."""


@rule(
    "Geen toewijzing, zorgplan of modules bij deze zorgaanbieder",
    LegalBasis("iWlz", "AW33 zorgtoewijzing, regels TR016 en TR017", edition="2.2"),
    LegalBasis("Wlz", "artikel 3.3.1", "2"),
    looks_at="line",
)
def allocation_missing(line: Line, case: Case) -> Iterator[Found]:
    """On every day the client was placed with the provider that declares, in the leveringsvorm of that day."""
    if line.model in BY_THE_PROVIDER or is_placed_throughout(line, case):
        return
    placing = placing_of(line, case)
    days = held(line, case, placing.periods)
    if days != "all" and not is_wmo(line, case):
        told = {
            "none": f"{over(line)} is er geen toewijzing, zorgplan of module bij deze zorgaanbieder.",
            "some": f"Niet elke dag {between(line)} valt in de toewijzing, het zorgplan of de modules.",
        }[days]
        yield Found(line.left, (*line.events, *placing.events), told)


@rule(
    "Gedeclareerd zonder dat de aanvang van zorg is gemeld (AW35)",
    LegalBasis("iWlz", "AW35 melding aanvang zorg, regel TR017", edition="2.2"),
    LegalBasis("AW319", "controle op aanvang van zorg", edition="1.4"),
    looks_at="line",
    severity="medium",
)
def zorg_not_started(line: Line, case: Case) -> Iterator[Found]:
    """On the days of a toewijzing, a line of a declaratiebestand lies within care of which the start was reported."""
    if not line.by_file:
        return
    assigned = list(assigned_to(line, case))
    started = [period for one in assigned for period in one.started]
    care = {
        covered(started, days.first, days.last or line.last)
        for one in assigned
        if (days := common(one.period, line.period))
    }
    if care - {"all"}:
        told = (
            f"{over(line)} loopt geen zorg waarvan de aanvang is gemeld (AW35)."
            if care == {"none"}
            else f"Niet op elke dag {between(line)} loopt zorg waarvan de aanvang is gemeld (AW35, AW39)."
        )
        yield Found(line.left, (*line.events, *(event for one in assigned for event in one.events)), told)


@rule(
    "De prestatie staat in geen zorgplan",
    LegalBasis("Wlz", "artikel 8.1.1", "1"),
    LegalBasis("Wlz", "artikel 8.1.3", "1"),
    looks_at="line",
    family="material",
    severity="medium",
)
def declared_in_no_zorgplan(line: Line, case: Case) -> Iterator[Found]:
    """What is declared for somebody at home stands in a zorgplan with the provider that declares it.

    Without any zorgplan, and without any placing at this provider, another rule says so.
    """
    if _is_planned_throughout(line, case) or not _comes_from_a_plan(line, case) or is_wmo(line, case):
        return
    plans = list(case.planned_on(line.period))
    if not plans or covered(placing_of(line, case).periods, line.first, line.last) == "none":
        return
    own = list(planned_with(line, case))
    if any(not _says_which(one) for one in own):
        return
    named = [one.period for one in own if one.prestatie == line.prestatie]
    if held(line, case, [*named, *_without_plan(line, plans)]) != "all":
        told = f"Prestatie {line.prestatie} staat {between(line)} in geen zorgplan met deze zorgaanbieder."
        yield Found(line.left, (*line.events, *dict.fromkeys(one.event for one in plans)), told)


def _is_planned_throughout(line: Line, case: Case) -> bool:
    return any(
        one.prestatie == line.prestatie and one.provider == line.provider and one.period.contains(line.period)
        for one in case.planned
    )


def _comes_from_a_plan(line: Line, case: Case) -> bool:
    """Tell whether a zorgplan is to name the prestatie: at home, of loose care, not placed by modules."""
    form = case.form_on(line.first)
    if form is None or form.leveringsvorm not in WITH_PLAN_AT_HOME or line.model in _WITHOUT_PRESTATIES:
        return False
    if is_package(line, case):
        return False
    provider = case.register.provider(line.provider)
    return not any(
        one.provider and case.register.provider(one.provider) == provider and one.period.overlaps(line.period)
        for one in case.placed
    )


def _says_which(one: Planned) -> bool:
    """Tell whether a line of a plan names a prestatie; an activity and an arrangement have theirs in the contract."""
    return one.prestatie is not None and one.activity is None and one.arrangement is None


def _without_plan(line: Line, plans: list[Planned]) -> Iterator[Period]:
    """Yield the days of a line on which no zorgplan holds at all: those have a rule of their own."""
    first = line.first
    for one in sorted(plans, key=lambda known: known.period.first):
        if first < one.period.first:
            yield Period(first, one.period.first - ONE_DAY)
        if one.period.last is None:
            return
        first = max(first, one.period.last + ONE_DAY)
    if first <= line.last:
        yield Period(first, line.last)
