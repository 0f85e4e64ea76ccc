"""A sample drawn again from the log: is it what was written down, to the byte?"""

import msgspec

from ledger.aggregates.samples import Sample
from ledger.auditing.population import Scope, population_at
from ledger.log_reader import LogReader
from ledger.sampling.drawing import PROCEDURE, Item, draw
from ledger.sampling.plan import Plan


class Redrawn(msgspec.Struct, frozen=True, kw_only=True):
    """What the log says today of the draw that was written down."""

    drawing: str
    population_count: int
    population_eurocent: int
    digest: str
    interval_eurocent: int | None
    items: tuple[Item, ...]

    def differences(self, drawn: Sample.Drawn) -> list[str]:
        """Return the names of what is no longer what was written down; nothing when the draw is proven."""
        return [
            name
            for name in self.__struct_fields__
            if msgspec.json.encode(getattr(self, name)) != msgspec.json.encode(getattr(drawn, name))
        ]


def scope_of(drawn: Sample.Drawn) -> Scope:
    """Return the scope of a sample that was drawn."""
    return Scope(**{name: getattr(drawn, name) for name in Scope.__struct_fields__})


def redraw(log: LogReader, drawn: Sample.Drawn) -> Redrawn:
    """Draw a sample again, from the same position and by the same seed.

    How large it is was decided when it was planned, and is read back: no distribution is needed to draw again. A sample
    of another drawing procedure than the one that is known here is not the same, whatever its items are.
    """
    population = population_at(log, scope_of(drawn), drawn.as_of)
    interval = max(1, population.eurocent // drawn.size) if drawn.method == "mus" else None
    plan = Plan(method=drawn.method, target=drawn.plan.target, size=drawn.size, interval_eurocent=interval)
    return Redrawn(
        drawing=PROCEDURE,
        population_count=population.count,
        population_eurocent=population.eurocent,
        digest=population.digest(),
        interval_eurocent=interval,
        items=draw(plan, drawn.seed, population),
    )
