"""The page of material control of one client, from its zorgplan cycle and what rules found."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ledger.auditing.zorgplan_cycle import MonthCycle, PlanCycle, ZorgplanCycle
from ledger.rechtmatigheid.finding import Change, Finding
from ledger.rechtmatigheid.planning import REVISE_WITHIN, Due, month_end
from ledger.vocabulary.periods import Period
from web import dutch
from web.auditing.cycle import Controlled
from web.looking_back import View
from web.pages.auditor.findings_view import ONE, badge_of, rule_label
from web.pages.auditor.navraag_view import ROWS, Heard, asked_row, given_row, line_row
from web.pages.auditor.subjects import cycle_address, timeline_address
from web.view_models.material import CareRow, CyclePage, EvaluationRow, FoundRow, MonthRow, PlanRow
from web.view_models.shell import Badge, Fact, Link

CHANGES: dict[Change, str] = {
    "same": "toen en nu",
    "became-unlawful": "pas later gebleken",
    "became-lawful": "later rechtgezet",
}
MOST_DAYS = 31
"""How many days without a plan are named one by one."""


class Read(NamedTuple):
    """What is asked: a client, a year of those there are, its cycle, and the month of which the care is shown."""

    client: str
    year: int
    years: tuple[int, ...]
    cycle: ZorgplanCycle
    month: Period


def cycle_page(read: Read, controlled: Controlled, view: View, heard: Heard) -> CyclePage:
    """Return the page. Links to months and years stay in the view."""
    cycle = read.cycle
    here = cycle_address(read.client)
    timeline = view.address(timeline_address("client", read.client)) if heard.visitor.role != "zorgkantoor" else ""
    in_months = [f"{one.period.first:%Y-%m}" for one in cycle.months]
    return CyclePage(
        client=read.client,
        year=read.year,
        years=tuple(Link(str(one), view.address(here, jaar=str(one)), one == read.year) for one in read.years),
        sentence=_sentence(cycle, read.year),
        facts=tuple(_facts(cycle)),
        uncovered=tuple(dutch.day_short(one) for one in cycle.without_plan[:MOST_DAYS]),
        plans=tuple(_plan(one) for one in cycle.plans),
        months=tuple(row for one in cycle.months for row in _month(one, read, view, heard)),
        evaluations=tuple(_evaluation(one, due, cycle.today) for one in cycle.plans for due in one.evaluations),
        left=tuple(_left(one) for one in cycle.plans if one.not_adjusted),
        found=tuple(_found(one, heard, view) for one in controlled.findings),
        see_to=tuple(f"De regel {one.rule} kon hier niet oordelen: {one.error}" for one in controlled.broken),
        care_month=f"{dutch.MONTHS[read.month.first.month - 1]} {read.year}",
        care_months=tuple(
            Link(dutch.month_or_year(one), _of_month(here, one, read, view), one == f"{read.month.first:%Y-%m}")
            for one in in_months
        ),
        care=tuple(_care(read, controlled, heard)),
        asked=tuple(asked_row(one, heard) for one in heard.asked),
        may_ask=heard.may_ask,
        links=(Link("Alle bevindingen", view.address("/controle/bevindingen")),),
        as_of=view.shown,
        form=view.form,
        back=Link(f"Tijdlijn van {read.client}", timeline) if timeline else None,
    )


def _sentence(cycle: ZorgplanCycle, year: int) -> str:
    """Return what counts first: was there a plan on the days on which there was care?"""
    days = dutch.count(len(cycle.days_of_care), "dag", "dagen")
    if not cycle.days_of_care:
        return f"In {year} is geen geleverde zorg vastgelegd."
    if not cycle.without_plan:
        return f"In {year} was er op {days} zorg, elke keer met een zorgplan."
    return f"In {year} was er op {days} zorg. Op {len(cycle.without_plan)} daarvan gold er geen zorgplan."


def _facts(cycle: ZorgplanCycle) -> Iterator[Fact]:
    planned, given = sum(one.planned for one in cycle.months), sum(one.given for one in cycle.months)
    yield Fact("Gepland in uren", dutch.hours_short(planned))
    yield Fact("Daarvan geleverd", dutch.hours_short(given))
    yield Fact("Verschil", _difference(given - planned))
    yield Fact("Evaluaties te laat", str(cycle.late))
    unchanged = sum(len(one.not_adjusted) for one in cycle.plans)
    yield Fact("Doelen niet gehaald, plan niet bijgesteld", str(unchanged))


def _difference(minutes: int) -> str:
    return f"{dutch.signed(minutes, 'UUR')} ({dutch.direction(minutes)})" if minutes else "geen verschil"


def _plan(one: PlanCycle) -> PlanRow:
    besluit = "geen besluit genoemd" if one.besluitnummer is None else f"besluit {one.besluitnummer}"
    if not one.other_besluiten:
        unsure = one.besluitnummer is None
        state = Badge("Niet te zeggen") if unsure else Badge("Volgt de indicatie", "ok")
        return PlanRow(one.plan, dutch.period(one.period.first, one.period.last), besluit, state)
    others = dutch.listed([f"besluit {number}" for number in one.other_besluiten])
    return PlanRow(
        one.plan,
        dutch.period(one.period.first, one.period.last),
        besluit,
        Badge("Volgt de indicatie niet", "stop"),
        f"In die dagen geldt ook {others}.",
    )


def _month(one: MonthCycle, read: Read, view: View, heard: Heard) -> Iterator[MonthRow]:
    """Yield the rows of a month; a month that is not over yet says until when it counts."""
    first, last = one.period.first, one.period.last or one.period.first
    whole = last == month_end(first)
    name = dutch.MONTHS[first.month - 1] + ("" if whole else f" (tot en met {dutch.day_without_year(last)})")
    for number, each in enumerate(one.compared):
        difference = each.given - each.planned
        yield MonthRow(
            month=name,
            href="" if number else _of_month(cycle_address(read.client), f"{first:%Y-%m}", read, view),
            provider=heard.name(each.provider),
            prestatie=each.prestatie,
            planned=dutch.hours_short(each.planned),
            given=dutch.hours_short(each.given),
            difference=dutch.signed(difference, "UUR"),
            direction=dutch.direction(difference),
        )


def _of_month(here: str, month: str, read: Read, view: View) -> str:
    return f"{view.address(here, jaar=str(read.year), maand=month)}#zorg"


def _evaluation(plan: PlanCycle, due: Due, today: date) -> EvaluationRow:
    late = due.days_late(today)
    if late:
        state = Badge(f"{dutch.count(late, 'dag', 'dagen')} te laat", "stop")
    else:
        state = Badge("op tijd", "ok") if due.held else Badge("nog niet aan de beurt", "wait")
    return EvaluationRow(
        plan=plan.plan,
        by=dutch.day(due.by),
        why="zo was afgesproken" if due.agreed else "de wet: twee keer per jaar",
        held=dutch.day(due.held) if due.held else "nog niet vastgelegd",
        state=state,
    )


def _left(plan: PlanCycle) -> str:
    told = dutch.listed([f"{one.reached} van de {one.goals} op {dutch.day(one.on)}" for one in plan.not_adjusted])
    return (
        f"Zorgplan {plan.plan}: niet alle doelen gehaald ({told}), "
        f"en {REVISE_WITHIN.days} dagen later was het plan nog hetzelfde."
    )


def _found(one: Finding, heard: Heard, view: View) -> FoundRow:
    """Return what was found; what is on record too has its page and its state."""
    found, known = one.found, heard.findings.get(one.number)
    return FoundRow(
        rule=rule_label(one.rule),
        href=view.address(f"{ONE}/{one.number}") if known else "",
        told=found.told,
        days=dutch.period(one.item.first, max(one.item.first, one.item.last)),
        amount=dutch.euro(found.eurocent) if found.eurocent else "geen bedrag",
        change=CHANGES[one.change],
        state=badge_of(known.state) if known else None,
    )


def _care(read: Read, controlled: Controlled, heard: Heard) -> list[CareRow]:
    """Return the care of the month that may be asked about, by day."""
    case, month = controlled.case, read.month
    given = [(one.on, given_row(one, read.client, heard)) for one in case.given_in(month)]
    lines = [(one.first, line_row(one, read.client, heard)) for one in case.lines_on(month)]
    return [row for _, row in sorted([*given, *lines], key=lambda each: each[0])[:ROWS]]
