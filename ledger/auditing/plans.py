"""The zorgplannen of one client as control follows them: agreed, revised, evaluated, with the events of each."""

from datetime import date

import msgspec

from ledger.aggregates.zorgplan import Zorgplan
from ledger.auditing.entries import Entry
from ledger.rechtmatigheid.facts import Evaluation, Plan


class _Followed(msgspec.Struct):
    """What the plan itself does not keep: evaluations, goals of each version, and when it is to be evaluated."""

    besluitnummer: int | None
    evaluate_by: date | None = None
    versions: tuple[date, ...] = ()
    goals: tuple[tuple[str, ...], ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    events: tuple[int, ...] = ()


class Plans:
    """The plan aggregate of a client, and what happened to each plan."""

    def __init__(self, client: str) -> None:
        self.zorgplan = Zorgplan(client)
        self._followed: dict[str, _Followed] = {}

    def take(self, entry: Entry) -> str | None:
        """Take in an event; return the plan that it is about."""
        event = entry.event
        self.zorgplan.replay(event, entry.position)
        if isinstance(event, Zorgplan.PlanAgreed | Zorgplan.PlanRevised):
            one = self._followed.setdefault(event.zorgplan, _Followed(event.besluitnummer))
            one.besluitnummer = event.besluitnummer
            one.evaluate_by = event.evaluate_by or one.evaluate_by
            one.versions = (*one.versions, event.first)
            one.goals = (*one.goals, tuple(goal.goal for goal in event.goals))
        elif isinstance(event, Zorgplan.PlanEvaluated):
            one = self._followed[event.zorgplan]
            reached = sum(outcome.reached == "yes" for outcome in event.outcomes)
            told = Evaluation(event.on, reached, len(event.outcomes), event.evaluate_by, entry.position)
            one.evaluations = (*one.evaluations, told)
        elif isinstance(event, Zorgplan.PlanEnded):
            one = self._followed[event.zorgplan]
        else:
            return None
        one.events = (*one.events, entry.position)
        return event.zorgplan

    def plans(self) -> tuple[Plan, ...]:
        """Return every plan that was not withdrawn."""
        return tuple(
            Plan(
                plan=number,
                period=agreed.period,
                besluitnummer=one.besluitnummer,
                evaluate_by=one.evaluate_by,
                versions=one.versions,
                goals=one.goals,
                evaluations=one.evaluations,
                events=one.events,
            )
            for number, one in self._followed.items()
            if not (agreed := self.zorgplan.plans[number]).withdrawn
        )
