"""Bars for the pages, worked out in whole numbers and drawn as inline SVG by `components/charts.html`.

Widths are thousandths of the full width. They are split by largest remainder, so parts always add up to
the whole; the templates write them as percentages ('12.5%'), so a bar fits every screen and its patterns
keep their size.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from web.dutch import percent

FULL = 1000
LEAST_VISIBLE = 12


def thousandths(value: int) -> str:
    """A width as SVG writes it: 125 -> '12.5%'."""
    return f"{value // 10}.{value % 10}%"


def split_width(parts: Sequence[int], width: int = FULL) -> tuple[int, ...]:
    """Divide `width` over parts (>= 0) in proportion, exactly; a part above zero stays wide enough to see.

    Largest remainder first; ties go to the earlier part. All parts zero gives all widths zero.
    """
    total = sum(parts)
    if any(part < 0 for part in parts):
        raise ValueError("a bar cannot show a negative part")
    if total == 0:
        return (0,) * len(parts)
    widths = [part * width // total for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda i: (-(parts[i] * width % total), i))
    for index in by_remainder[: width - sum(widths)]:
        widths[index] += 1
    return _with_least(parts, widths)


def _with_least(parts: Sequence[int], widths: list[int]) -> tuple[int, ...]:
    """Raise slivers to LEAST_VISIBLE at the cost of the widest part; the sum stays the same."""
    for index, part in enumerate(parts):
        if part and widths[index] < LEAST_VISIBLE:
            widest = max(range(len(widths)), key=lambda i: widths[i])
            widths[widest] -= LEAST_VISIBLE - widths[index]
            widths[index] = LEAST_VISIBLE
    return tuple(widths)


@dataclass(frozen=True)
class Segment:
    """One part of a bar. `key` names the pattern and the CSS class; `x` and `width` in thousandths."""

    key: str
    label: str
    amount: str
    share: str
    x: int
    width: int

    @property
    def x_percent(self) -> str:
        return thousandths(self.x)

    @property
    def width_percent(self) -> str:
        return thousandths(self.width)


@dataclass(frozen=True)
class BudgetBar:
    """Besteed / gereserveerd / nog te besteden.

    `limit` (thousandths) marks the granted amount when it is passed.
    """

    segments: tuple[Segment, ...]
    total: str
    limit: int | None = None

    @property
    def limit_percent(self) -> str:
        return thousandths(self.limit or 0)


def budget_bar(spent: int, reserved: int, granted: int, show: Callable[[int], str]) -> BudgetBar:
    """The three-state bar of one budget, amounts in the smallest unit; `show` writes an amount in Dutch.

    Spent or reserved beyond the granted amount (an overdraft) leaves nothing to spend and sets `limit`.
    """
    over = spent + reserved > granted
    left = max(granted - spent - reserved, 0)
    amounts = (spent, reserved, left)
    keys = ("spent", "reserved", "left")
    labels = ("Besteed", "Gereserveerd", "Nog te besteden")
    widths = split_width(amounts)
    segments = tuple(
        Segment(key, label, show(amount), percent(amount, granted), sum(widths[:index]), widths[index])
        for index, (key, label, amount) in enumerate(zip(keys, labels, amounts, strict=True))
    )
    limit = granted * FULL // (spent + reserved) if over else None
    return BudgetBar(segments, show(granted), limit)


@dataclass(frozen=True)
class PlanBar:
    """Zorg van aanbieders / pgb / nog te verdelen; what is too much lies across the end, from `limit` on."""

    segments: tuple[Segment, ...]
    total: str
    over: str = ""
    limit: int = FULL

    @property
    def limit_percent(self) -> str:
        return thousandths(self.limit)

    @property
    def over_percent(self) -> str:
        return thousandths(FULL - self.limit)


def plan_bar(care: int, pgb: int, ceiling: int, rest_label: str, show: Callable[[int], str]) -> PlanBar:
    """The bar of a zorgplan in cents (all >= 0, the ceiling above zero); `rest_label` names what is left."""
    left = max(ceiling - care - pgb, 0)
    amounts = (care, pgb, left)
    widths = split_width(amounts)
    keys, labels = ("spent", "reserved", "left"), ("Zorg van aanbieders", "Pgb", rest_label)
    segments = tuple(
        Segment(key, label, show(amount), percent(amount, ceiling), sum(widths[:index]), widths[index])
        for index, (key, label, amount) in enumerate(zip(keys, labels, amounts, strict=True))
    )
    over = care + pgb - ceiling
    if over <= 0:
        return PlanBar(segments, show(ceiling))
    limit = min(ceiling * FULL // (care + pgb), FULL - LEAST_VISIBLE)
    return PlanBar(segments[:2], show(ceiling), show(over), limit)


@dataclass(frozen=True)
class TimeBar:
    """How far the period has gone: whole days, `used` in thousandths of the width."""

    days_used: int
    days_left: int
    days_total: int
    used: int

    @property
    def used_percent(self) -> str:
        return thousandths(self.used)

    @property
    def share(self) -> str:
        return percent(self.days_used, self.days_total)


def time_bar(first: date, last: date, today: date) -> TimeBar:
    """Days of the period (both ends included) up to and including today; before it 0, after it all."""
    if last < first:
        raise ValueError("a period ends on or after its first day")
    total = (last - first).days + 1
    used = min(max((today - first).days + 1, 0), total)
    return TimeBar(used, total - used, total, split_width((used, total - used))[0])


@dataclass(frozen=True)
class ScaleRow:
    """One horizontal bar among others on the same scale; `over` says it passes the reference row."""

    key: str
    label: str
    amount: str
    share: str
    width: int
    over: bool

    @property
    def width_percent(self) -> str:
        return thousandths(self.width)


@dataclass(frozen=True)
class ScaleBars:
    """Bars under each other on one scale, with a line at the reference amount (thousandths)."""

    rows: tuple[ScaleRow, ...]
    reference: int

    @property
    def reference_percent(self) -> str:
        return thousandths(self.reference)


def scale_bars(reference: int, parts: Sequence[tuple[str, str, int]], show: Callable[[int], str]) -> ScaleBars:
    """Compare amounts (key, label, amount) with a reference amount, all in the smallest unit and >= 0."""
    longest = max([reference, *(amount for _, _, amount in parts)], default=0)
    rows = tuple(
        ScaleRow(key, label, show(amount), percent(amount, reference), _length(amount, longest), amount > reference)
        for key, label, amount in parts
    )
    return ScaleBars(rows, _length(reference, longest))


def _length(amount: int, longest: int) -> int:
    if amount < 0:
        raise ValueError("a bar cannot show a negative amount")
    if amount == 0 or longest == 0:
        return 0
    return max(amount * FULL // longest, LEAST_VISIBLE)
