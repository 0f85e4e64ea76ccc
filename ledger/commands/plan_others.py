"""Lines of other providers in a zorgplan. A provider leaves them as they are; the payer changes them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ledger.aggregates.zorgplan import Content, Plan, PlanLine
from ledger.commands.base import minutes_in
from ledger.commands.plan_lines import WantedLine
from ledger.rekenmodule.amounts import to_five
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.prorata import ONE_DAY

_Terms = tuple[str, str | None, str | None, str | None, str | None, int, int]


def of_others(mandate: Mandate, lines: Iterable[PlanLine]) -> tuple[PlanLine, ...]:
    """Return the lines of other providers than the mandate's; without a provider in it nobody is another."""
    return tuple(one for one in lines if mandate.provider is not None and one.provider not in (None, mandate.provider))


def kept_lines(
    mandate: Mandate, contents: Sequence[Content], wanted: Iterable[WantedLine]
) -> Mapping[WantedLine, PlanLine]:
    """Return what is agreed with other providers, which stays as it is; raises `Refused` when it would not.

    `contents` are what holds on the first day and later (`Plan.contents_from`), none when there is no plan yet.
    """
    if mandate.provider is None:
        return {}
    asked = {_wanted(one): one for one in wanted if one.provider not in (None, mandate.provider)}
    agreed = [{_agreed(one): one for one in of_others(mandate, content.lines)} for content in contents] or [{}]
    for held in agreed:
        if changed := held.keys() ^ asked.keys():
            raise _not_yours(min(number for number, *_ in changed))
    return {one: agreed[0][terms] for terms, one in asked.items()}


def check_last_day(mandate: Mandate, plan: Plan, last: date | None, field: str) -> None:
    """Refuse another last day for a plan in which there is care of another provider after it."""
    contents = plan.contents if last is None else plan.contents_from(last + ONE_DAY)
    if last != plan.period.last and any(of_others(mandate, one.lines) for one in contents):
        raise Refused(
            "line-of-other-provider",
            "In dit plan staat ook zorg van een andere zorgaanbieder. "
            "Alleen het zorgkantoor kan de laatste dag van het plan veranderen. Vraag het zorgkantoor om dat te doen.",
            field,
        )


def _wanted(line: WantedLine) -> _Terms:
    minutes = 0 if line.minutes_per_week is None else minutes_in(line.minutes_per_week, "minutes_per_week")
    what = (line.line, line.provider, line.prestatie, line.activity, line.arrangement)
    return (*what, to_five(minutes), line.count_per_week or 0)


def _agreed(line: PlanLine) -> _Terms:
    what = (line.line, line.provider, line.prestatie, line.activity, line.arrangement)
    return (*what, line.minutes_per_week, line.count_per_week)


def _not_yours(number: str) -> Refused:
    return Refused(
        "line-of-other-provider",
        f"Regel {number} is van een andere zorgaanbieder. U kunt die niet toevoegen, veranderen of weglaten. "
        "Alleen het zorgkantoor kan dat. Laat de regel zoals hij in het plan staat, of vraag het zorgkantoor.",
        "lines",
    )
