"""Charts for the comparison of models: a histogram, and bars to both sides of zero. Whole numbers, thousandths."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ledger.vocabulary.amounts import rounded
from web.charts import FULL, LEAST_VISIBLE, thousandths

HALF = FULL // 2


@dataclass(frozen=True)
class Column:
    """One column of a histogram; `label` is its range, `count` how many in words."""

    label: str
    count: str
    x: int
    width: int
    height: int

    @property
    def x_percent(self) -> str:
        return thousandths(self.x)

    @property
    def width_percent(self) -> str:
        return thousandths(self.width)

    @property
    def y_percent(self) -> str:
        return thousandths(FULL - self.height)

    @property
    def height_percent(self) -> str:
        return thousandths(self.height)


@dataclass(frozen=True)
class Histogram:
    """Columns side by side, the highest as high as the drawing; `low` and `high` are written below its ends."""

    columns: tuple[Column, ...]
    low: str
    high: str


def histogram(bins: Sequence[tuple[str, str, int]], low: str, high: str) -> Histogram:
    """Draw bins (label, count in words, count to draw) in order; a count above zero stays visible."""
    highest = max((count for _, _, count in bins), default=0)
    width = FULL // max(len(bins), 1)
    columns = (
        Column(label, told, place * width, max(width - 6, 1), _height(count, highest))
        for place, (label, told, count) in enumerate(bins)
    )
    return Histogram(tuple(columns), low, high)


def _height(count: int, highest: int) -> int:
    return max(count * FULL // highest, LEAST_VISIBLE) if count else 0


@dataclass(frozen=True)
class Deviation:
    """A bar from the middle to the left (below zero) or to the right."""

    label: str
    amount: str
    below: bool
    x: int
    width: int

    @property
    def x_percent(self) -> str:
        return thousandths(self.x)

    @property
    def width_percent(self) -> str:
        return thousandths(self.width)


@dataclass(frozen=True)
class Deviations:
    """Bars on one scale, zero in the middle."""

    rows: tuple[Deviation, ...]


def deviations(parts: Sequence[tuple[str, int]], show: Callable[[int], str]) -> Deviations:
    """Compare signed amounts (label, amount in the smallest unit)."""
    longest = max((abs(amount) for _, amount in parts), default=0)
    rows = []
    for label, amount in parts:
        width = rounded(abs(amount) * HALF, longest) if longest else 0
        width = max(width, LEAST_VISIBLE) if amount else 0
        rows.append(Deviation(label, show(amount), amount < 0, HALF - width if amount < 0 else HALF, width))
    return Deviations(tuple(rows))
