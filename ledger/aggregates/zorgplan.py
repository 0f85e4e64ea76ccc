"""The zorgplan of a client: goals, and lines that say what is agreed with whom; what each is worth is decided then.

Wlz 8.1.1 (zorgplan), 3.3.2 lid 4 (mpt and pgb together within the indicatiewaarde).
"""

from datetime import date
from typing import Literal

import msgspec

from ledger.aggregates.base import Aggregate, Event
from ledger.aggregates.tarieven import UsedTarief
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import NotFound, Refused
from ledger.vocabulary.leveringsvormen import RemainderTo
from ledger.vocabulary.periods import Period, check_order
from ledger.vocabulary.prorata import ONE_DAY, Per

Reached = Literal["yes", "partly", "no"]


class Goal(msgspec.Struct, frozen=True):
    """What the client wants to reach; `text` is sealed."""

    goal: str
    text: str


class PlanLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is agreed per week: one of a prestatie, an activity, an arrangement or a pgb, and its worth in cents.

    `contract` is the one that its price was taken from.
    """

    line: str
    provider: str | None = None
    contract: str | None = None
    prestatie: str | None = None
    activity: str | None = None
    arrangement: str | None = None
    pgb: Literal[True] | None = None
    minutes_per_week: int = 0
    count_per_week: int = 0
    worth_eurocent: int
    per: Per
    tarief: UsedTarief | None = None
    rate_basispoint: int | None = None


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """How the plan was checked: in cents per week and in the year of its first day, with the steps in Dutch.

    `minutes_per_week` are the hours that count for meerzorg, 0 when no line is in hours. `meerzorg_counts` is absent
    when there was no meerzorg.
    """

    ceiling_week_eurocent: int
    ceiling_year_eurocent: int
    used_week_eurocent: int
    used_year_eurocent: int
    left_week_eurocent: int
    left_year_eurocent: int
    minutes_per_week: int
    meerzorg_counts: bool | None = None
    steps: tuple[str, ...]


class Outcome(msgspec.Struct, frozen=True):
    """How far a goal was reached."""

    goal: str
    reached: Reached


class WholePlan(Event, frozen=True, kw_only=True):
    """What is agreed from a day on."""

    client: str
    zorgplan: str
    besluitnummer: int | None = None
    first: date
    last: date | None = None
    goals: tuple[Goal, ...]
    lines: tuple[PlanLine, ...]
    remainder_to: RemainderTo
    evaluate_by: date | None = None
    check: Check
    by_payer: bool = False
    """Whether the payer agreed it, or the operator: only then do its lines bring the client to their providers."""

    def apply(self, aggregate: "Zorgplan") -> None:
        """This content counts from its first day on."""
        plan = aggregate.plans.get(self.zorgplan) or Plan(Period(self.first), [])
        kept = [one for one in plan.contents if one.first < self.first]
        plan.contents = [
            *kept,
            Content(
                self.first,
                self.goals,
                self.lines,
                self.check.minutes_per_week,
                self.remainder_to,
                aggregate.version + 1,
            ),
        ]
        plan.period = Period(plan.period.first, self.last)
        aggregate.plans[self.zorgplan] = plan
        aggregate.brought_to |= self.brings_to

    @property
    def brings_to(self) -> frozenset[str]:
        """Return the providers to whom this plan brings the client."""
        return frozenset(line.provider for line in self.lines if self.by_payer and line.provider is not None)


class Content(msgspec.Struct, frozen=True):
    """Goals and lines from a day on, the minutes a week that count, and the version by which they are known."""

    first: date
    goals: tuple[Goal, ...]
    lines: tuple[PlanLine, ...]
    minutes_per_week: int
    remainder_to: RemainderTo
    version: int


class Plan(msgspec.Struct):
    """One zorgplan: its days, and what was agreed over them, the latest last."""

    period: Period
    contents: list[Content]

    @property
    def withdrawn(self) -> bool:
        """Tell whether it ended before its first day, and so never held."""
        return self.period.last is not None and self.period.last < self.period.first

    def content_on(self, on: date) -> Content:
        """Return what was agreed for a day; for a day before the plan, how it begins."""
        return next((one for one in reversed(self.contents) if one.first <= on), self.contents[0])

    def contents_from(self, on: date) -> list[Content]:
        """Return what was agreed for a day, and for later."""
        return [self.content_on(on), *(one for one in self.contents if one.first > on)]

    def stretches(self) -> list[tuple[Period, Content]]:
        """Return the days over which each content holds."""
        firsts = [one.first for one in self.contents]
        lasts = [*(first - ONE_DAY for first in firsts[1:]), self.period.last]
        if self.period.last is not None:
            lasts = [min(last or self.period.last, self.period.last) for last in lasts]
        return [
            (Period(one.first, last), one)
            for one, last in zip(self.contents, lasts, strict=True)
            if last is None or one.first <= last
        ]


class Zorgplan(Aggregate):
    """The plans of one client: one at a time on every day."""

    STREAM = "zorgplan"
    MISSING = ("zorgplan-unknown", "Cliënt {id} heeft nog geen zorgplan.")

    class PlanAgreed(WholePlan, frozen=True, kw_only=True):
        """A zorgplan was agreed, and fitted in the indicatiewaarde. The texts of its goals are sealed."""

        TOPIC = "zorgplan.agreed"

    class PlanRevised(WholePlan, frozen=True, kw_only=True):
        """The zorgplan is different from a day on. Holds the whole outcome, not the change."""

        TOPIC = "zorgplan.revised"

    class PlanEvaluated(Event, frozen=True, kw_only=True):
        """Client and provider looked back: how far each goal was reached. `text` is sealed."""

        TOPIC = "zorgplan.evaluated"
        client: str
        zorgplan: str
        on: date
        outcomes: tuple[Outcome, ...]
        text: str | None = None
        evaluate_by: date | None = None

        def apply(self, aggregate: "Zorgplan") -> None:
            """It changes nothing of what is agreed."""

    class PlanEnded(Event, frozen=True, kw_only=True):
        """The zorgplan holds up to and including a day; `reason` is sealed."""

        TOPIC = "zorgplan.ended"
        client: str
        zorgplan: str
        last: date
        reason: str

        def apply(self, aggregate: "Zorgplan") -> None:
            """Close the period."""
            plan = aggregate.plans[self.zorgplan]
            plan.period = Period(plan.period.first, self.last)

    def start(self) -> None:
        """Nothing is agreed."""
        self.plans: dict[str, Plan] = {}
        self.brought_to: frozenset[str] = frozenset()

    def plan(self, zorgplan: str) -> Plan:
        """Return a plan of this client; an unknown number is an error."""
        if zorgplan not in self.plans:
            raise NotFound("zorgplan-unknown", f"Zorgplan {zorgplan} is niet bekend bij deze cliënt.", "zorgplan")
        return self.plans[zorgplan]

    def check_new(self, zorgplan: str, first: date, last: date | None) -> None:
        """Refuse a number that is in use, and days on which another plan holds."""
        if zorgplan in self.plans:
            raise Refused(
                "zorgplan-exists",
                f"Zorgplan {zorgplan} is al vastgelegd. Herzie dat plan, of gebruik een ander nummer.",
                "zorgplan",
            )
        check_order(first, last)
        self._check_no_overlap(zorgplan, Period(first, last))

    def check_revisable(self, zorgplan: str, first: date, last: date | None) -> None:
        """Refuse a revision from a day on which the plan does not hold, or into another plan."""
        plan = self.plan(zorgplan)
        check_order(first, last)
        self._check_holds(plan, first)
        self._check_no_overlap(zorgplan, Period(plan.period.first, last))

    def evaluate(self, evaluated: PlanEvaluated) -> None:
        """Look back on every goal that is in the plan on that day."""
        plan = self.plan(evaluated.zorgplan)
        if evaluated.on < plan.period.first:
            raise _outside(plan, evaluated.on, "on")
        goals = [goal.goal for goal in plan.content_on(evaluated.on).goals]
        told = [outcome.goal for outcome in evaluated.outcomes]
        for goal in told:
            if goal not in goals:
                raise NotFound("goal-unknown", f"Doel {goal} staat niet in zorgplan {evaluated.zorgplan}.", "outcomes")
        if len(set(told)) != len(told):
            raise Refused("goal-twice", "Noem elk doel één keer.", "outcomes")
        missing = [goal for goal in goals if goal not in told]
        if missing:
            raise Refused("goal-missing", f"Zeg ook hoe het ging met: {', '.join(missing)}.", "outcomes")
        self.happened(evaluated)

    def end(self, zorgplan: str, last: date, reason: str) -> None:
        """End a plan; ending it the day before its first day withdraws it altogether."""
        plan = self.plan(zorgplan)
        if last < plan.period.first - ONE_DAY or (plan.period.last is not None and last > plan.period.last):
            raise _outside(plan, last, "on")
        self.happened(self.PlanEnded(client=self.id, zorgplan=zorgplan, last=last, reason=reason))

    def _check_holds(self, plan: Plan, on: date) -> None:
        if not plan.period.covers(on):
            raise _outside(plan, on, "from")

    def _check_no_overlap(self, zorgplan: str, period: Period) -> None:
        for number, other in self.plans.items():
            if number != zorgplan and not other.withdrawn and other.period.overlaps(period):
                raise Refused(
                    "zorgplan-overlaps",
                    f"Zorgplan {number} geldt al in deze periode (vanaf {day(other.period.first)}). "
                    "Beëindig dat plan eerst, of herzie het.",
                    "from",
                )


def _outside(plan: Plan, on: date, field: str) -> Refused:
    until = f" tot en met {day(plan.period.last)}" if plan.period.last else ""
    return Refused(
        "outside-zorgplan",
        f"Het zorgplan loopt vanaf {day(plan.period.first)}{until}. {day(on)} valt daarbuiten.",
        field,
    )
