"""Commands about the zorgplan: agreed, revised, evaluated, ended. What each line is worth is worked out here, once."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from ledger.aggregates.client import Client
from ledger.aggregates.zorgplan import Content, Goal, Outcome, Reached, WholePlan, Zorgplan
from ledger.commands.base import CARE_STAFF, PAYER_SIDE, Command, Desk, from_day, until_day
from ledger.commands.plan_lines import WantedLine, check_lines, lines_with_check
from ledger.commands.plan_others import check_last_day, kept_lines
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import Identifier, Text
from ledger.vocabulary.leveringsvormen import RemainderTo

_GOALS = [{"goal": "g1", "text": "Weer zelf koken"}]
_LINES = [
    {"line": "1", "provider": "p1", "prestatie": "H126", "minutes_per_week": {"UUR": "5:30"}},
    {"line": "2", "provider": "p1", "activity": "douchen", "count_per_week": 7},
    {"line": "3", "pgb": True, "value": {"EUR": "150.00"}, "per": "week"},
]


class WantedGoal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the client wants to reach, under a number by which it is evaluated."""

    goal: Identifier
    text: Text


class ComposePlan(Command, frozen=True, kw_only=True):
    """Goals and lines of a zorgplan, whole, from a day on."""

    client: Identifier
    zorgplan: Identifier
    first: date = from_day()
    last: date | None = until_day()
    goals: tuple[WantedGoal, ...]
    lines: tuple[WantedLine, ...]
    remainder_to: RemainderTo
    evaluate_by: date | None = None

    def content(self, desk: Desk, client: Client, held: Sequence[Content], besluitnummer: int) -> dict[str, Any]:
        """Return what is agreed, priced and within the indicatiewaarde; the words of the goals are sealed."""
        self._check_goals()
        check_lines(self.lines)
        kept = kept_lines(desk.mandate, held, self.lines)
        lines, check = lines_with_check(desk, client, self.lines, self.remainder_to, self.first, kept)
        goals = tuple(Goal(one.goal, desk.seal_for_client(self.client, one.text)) for one in self.goals)
        return {
            "client": self.client,
            "zorgplan": self.zorgplan,
            "besluitnummer": besluitnummer,
            "first": self.first,
            "last": self.last,
            "goals": goals,
            "lines": lines,
            "remainder_to": self.remainder_to,
            "evaluate_by": self.evaluate_by,
            "check": check,
            "by_payer": desk.is_for_payer,
        }

    def tell(
        self, desk: Desk, plans: Zorgplan, client: Client, event: type[WholePlan], held: Sequence[Content] = ()
    ) -> None:
        """Check the right to care, price the lines, write it down; `held` is what held for these days until now."""
        besluitnummer = client.check_entitled(self.first)
        plans.happened(event(**self.content(desk, client, held, besluitnummer)))

    def _check_goals(self) -> None:
        if len({one.goal for one in self.goals}) != len(self.goals):
            raise Refused("goal-twice", "Noem elk doel één keer.", "goals")
        if self.evaluate_by is not None and self.evaluate_by < self.first:
            raise Refused(
                "evaluated-before-start",
                f"Dit plan begint op {day(self.first)}. De evaluatie kan niet eerder zijn.",
                "evaluate_by",
            )


class AgreeZorgplan(ComposePlan, frozen=True, kw_only=True, tag="agree_zorgplan"):
    """Agree a zorgplan. It is refused when mpt and pgb together come above the indicatiewaarde (Wlz 3.3.2 lid 4).

    Each line has exactly one of `prestatie`, `activity`, `arrangement` and `pgb`. Prices come from the contract of the
    provider and the register, on the first day. A provider agrees on its own lines and pgb only.
    """

    BY = CARE_STAFF | PAYER_SIDE
    EXAMPLE = {
        "client": "c1",
        "zorgplan": "z1",
        "from": "2026-01-01",
        "to": None,
        "goals": _GOALS,
        "lines": _LINES,
        "remainder_to": "unused",
        "evaluate_by": "2026-06-30",
    }

    def decide(self, desk: Desk) -> None:
        """Tell the plans of the client."""
        client = desk.client(self.client)
        plans = desk.find(Zorgplan, self.client)
        plans.check_new(self.zorgplan, self.first, self.last)
        self.tell(desk, plans, client, Zorgplan.PlanAgreed)


class ReviseZorgplan(ComposePlan, frozen=True, kw_only=True, tag="revise_zorgplan"):
    """Agree otherwise from a day on: the whole outcome, priced anew. What stood for that day and later is replaced.

    A provider leaves lines of other providers as they are, and the last day of a plan that has them.
    """

    BY = CARE_STAFF | PAYER_SIDE
    EXAMPLE = {
        "client": "c1",
        "zorgplan": "z1",
        "from": "2026-04-01",
        "goals": _GOALS,
        "lines": _LINES[:1],
        "remainder_to": "pgb",
        "evaluate_by": "2026-09-30",
    }

    def decide(self, desk: Desk) -> None:
        """Tell the plans of the client."""
        client = desk.client(self.client)
        plans = desk.get(Zorgplan, self.client, "client")
        plans.check_revisable(self.zorgplan, self.first, self.last)
        plan = plans.plan(self.zorgplan)
        check_last_day(desk.mandate, plan, self.last, "to")
        self.tell(desk, plans, client, Zorgplan.PlanRevised, plan.contents_from(self.first))


class GoalOutcome(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far one goal was reached."""

    goal: Identifier
    reached: Reached


class EvaluateZorgplan(Command, frozen=True, kw_only=True, tag="evaluate_zorgplan"):
    """Look back with the client: an outcome for every goal of the plan. `evaluate_by` is the next time."""

    BY = CARE_STAFF | PAYER_SIDE
    EXAMPLE = {
        "client": "c1",
        "zorgplan": "z1",
        "on": "2026-03-02",
        "outcomes": [{"goal": "g1", "reached": "partly"}],
        "text": "Soep lukt weer.",
        "evaluate_by": "2026-12-31",
    }
    client: Identifier
    zorgplan: Identifier
    on: date
    outcomes: tuple[GoalOutcome, ...]
    text: Text | None = None
    evaluate_by: date | None = None

    def decide(self, desk: Desk) -> None:
        """Tell the plans of the client."""
        desk.client(self.client)
        plans = desk.get(Zorgplan, self.client, "client")
        desk.check_not_future(self.on)
        plans.evaluate(
            Zorgplan.PlanEvaluated(
                client=self.client,
                zorgplan=self.zorgplan,
                on=self.on,
                outcomes=tuple(Outcome(one.goal, one.reached) for one in self.outcomes),
                text=self.text and desk.seal_for_client(self.client, self.text),
                evaluate_by=self.evaluate_by,
            )
        )


class EndZorgplan(Command, frozen=True, kw_only=True, tag="end_zorgplan"):
    """Let a zorgplan end: `on` is its last day. The day before its first day withdraws it.

    A provider does so only when no other provider has a line in it after that day.
    """

    BY = CARE_STAFF | PAYER_SIDE
    EXAMPLE = {"client": "c1", "zorgplan": "z1", "on": "2026-12-31", "reason": "verhuizing naar een verpleeghuis"}
    client: Identifier
    zorgplan: Identifier
    on: date
    reason: Text

    def decide(self, desk: Desk) -> None:
        """Tell the plans of the client."""
        desk.client(self.client)
        plans = desk.get(Zorgplan, self.client, "client")
        check_last_day(desk.mandate, plans.plan(self.zorgplan), self.on, "on")
        plans.end(self.zorgplan, self.on, desk.seal_for_client(self.client, self.reason))
