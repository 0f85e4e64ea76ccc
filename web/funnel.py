"""A funnel plot: points over how many clients they rest on, between limits that narrow. Whole numbers, thousandths."""

from collections.abc import Sequence
from dataclasses import dataclass

from web.charts import FULL, thousandths


@dataclass(frozen=True)
class Point:
    """One point; `place` tells where it lies: 'within', 'outside' (95 %) or 'far' (99,8 %)."""

    name: str
    x: int
    y: int
    place: str

    @property
    def x_percent(self) -> str:
        return thousandths(self.x)

    @property
    def y_percent(self) -> str:
        return thousandths(self.y)


@dataclass(frozen=True)
class Tick:
    """A number beside an axis."""

    text: str
    at: int

    @property
    def percent(self) -> str:
        return thousandths(self.at)


@dataclass(frozen=True)
class Funnel:
    """The points, the mean, and four limits as the points of a polyline in a box of FULL by FULL."""

    points: tuple[Point, ...]
    mean: int
    limits: tuple[str, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]

    @property
    def mean_percent(self) -> str:
        return thousandths(self.mean)


Limit = tuple[int, tuple[int, int, int, int]]
"""A number of clients, and the limits there: far below, below, above, far above, in basispunten."""


def funnel(points: Sequence[tuple[str, int, int, str]], mean: int, limits: Sequence[Limit]) -> Funnel:
    """Draw points (name, clients, basispunten, place) and limits that go with numbers of clients, in order."""
    most = max(clients for clients, _ in limits)
    high = max([mean, *(use for _, _, use, _ in points), limits[0][1][3] if points else mean])
    top = _up(max(high, 400))
    width = _up(most)

    def down(use: int) -> int:
        return FULL - min(max(use, 0), top) * FULL // top

    drawn = tuple(
        " ".join(f"{clients * FULL // width},{down(uses[which])}" for clients, uses in limits) for which in range(4)
    )
    return Funnel(
        tuple(Point(name, clients * FULL // width, down(use), place) for name, clients, use, place in points),
        down(mean),
        drawn,
        tuple(Tick(str(part * width // 4), part * FULL // 4) for part in range(5)),
        tuple(Tick(f"{part * top // 400}%", FULL - part * FULL // 4) for part in range(5)),
    )


def _up(value: int) -> int:
    """Return the next round number that four parts of are round too.

    >>> _up(37), _up(9_512), _up(1)
    (40, 12000, 4)
    """
    step = 4
    while True:
        for times in (1, 2, 3, 4, 5, 6, 8):
            if value <= step * times:
                return step * times
        step *= 10
