"""What happens while an expression is worked out: where names stand, how many steps were taken, what is too much."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.facts import Month
from ledger.rechtmatigheid.register import Register
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.periods import Period

STEPS = 100_000
"""So many items may a rule look at for one thing, by all its expressions together: over it, it is broken there."""
LARGEST = 2**63 - 1
"""No number of the facts is larger."""


class Budget:
    """The steps that a rule took for one thing, in whichever of its expressions."""

    __slots__ = ("steps",)

    def __init__(self) -> None:
        self.steps = 0


class Run:
    """One working out, for one thing: what is around it, the values of names by their place, the steps left."""

    __slots__ = ("budget", "values", "world")

    def __init__(self, thing: Any, world: Case | Register, places: int, budget: Budget | None = None) -> None:
        self.world = world
        self.values: list[Any] = [thing, *[None] * places]
        self.budget = Budget() if budget is None else budget

    def step(self, count: int = 1) -> None:
        """Take steps. Raises `Refused` past the last."""
        self.budget.steps += count
        if self.budget.steps > STEPS:
            told = f"De regel bekeek meer dan {STEPS} dingen voor één uitkomst. Vraag een kortere periode."
            raise Refused("candidate-too-much-work", told)

    def each(self, items: Iterable[Any]) -> Iterator[Any]:
        """Yield items, a step for each."""
        for one in items:
            self.step()
            yield one

    @property
    def case(self) -> Case:
        """Return the case of the client, for what is only asked of one."""
        assert isinstance(self.world, Case)
        return self.world

    @property
    def register(self) -> Register:
        """Return what the payer had on file."""
        return self.world.register if isinstance(self.world, Case) else self.world


Code = Callable[[Run], Any]
"""An expression, ready to be worked out."""


def bounded(value: int) -> int:
    """Return a number as it is. Raises `Refused` for one that cannot be an amount, a time or a count."""
    if -LARGEST <= value <= LARGEST:
        return value
    raise Refused("candidate-number-too-large", "Er kwam een getal van meer dan negentien cijfers uit de regel.")


def days_of(value: Any) -> Period:
    """Return the days of a fact that has some."""
    if isinstance(value, Period):
        return value
    if isinstance(value, date):
        return Period(value, value)
    if hasattr(value, "period"):
        period: Period = value.period
        return period
    return Period(value.on, value.on) if hasattr(value, "on") else Period(value.first, value.last)


def asked_days(run: Run, value: Any) -> Period:
    """Return the days to look in; what is open ends today. A month is a step."""
    period = days_of(value)
    last = period.last if period.last is not None else max(period.first, run.case.today)
    run.step(max((last - period.first).days, 0) // 28 + 1)
    return Period(period.first, last)


def events_of(value: Any) -> tuple[int, ...]:
    """Return the positions that a fact rests on; of more facts together, each once and in order."""
    if isinstance(value, tuple | frozenset | list):
        return tuple(sorted({event for one in value for event in events_of(one)}))
    if isinstance(value, Case):
        return value.rights.events
    if isinstance(value, Month):
        return events_of((*value.lines, *value.pgb))
    for name in ("given", "line"):
        if not hasattr(value, "events") and not hasattr(value, "event") and hasattr(value, name):
            return events_of(getattr(value, name))
    events: tuple[int, ...] = value.events if hasattr(value, "events") else (value.event,)
    return events
