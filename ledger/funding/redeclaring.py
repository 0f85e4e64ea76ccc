"""What to credit and what to declare anew, so that what stands becomes what is right now. Pure.

Lines are compared per client, prestatie and days. A line that is still right is left alone; a line that is not is
credited whole and declared anew. Only what settles earlier lines is added to them, or taken from them in part.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Literal, NamedTuple, TypeVar

import msgspec
from msgspec.structs import replace

from ledger.funding.deriving import Line
from ledger.funding.model import Owed
from ledger.vocabulary.amounts import in_proportion
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.units import LineUnit

T = TypeVar("T")

Why = Literal["replaced", "gone", "settled"]
"""A new line comes in its place; nothing does; or it is settled in part, and stands for the rest."""


class Place(NamedTuple):
    """What lines are compared by: for whom, what, over which days, by which model."""

    client: str | None
    region: str
    prestatie: str
    first: date
    last: date
    unit: LineUnit
    model: str | None


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A line that was declared and is not refused, in cents that are left of it. `waiting`: it is not judged yet.

    `by_hand_eurocent` is what somebody took back of it: that stays taken back as long as the facts are what they were.
    """

    declaration: str
    line: str
    place: Place
    quantity: int
    left_eurocent: int
    by_hand_eurocent: int = 0
    owed: tuple[Owed, ...] = ()
    settles: bool = False
    waiting: bool = False

    @property
    def declared_eurocent(self) -> int:
        """Return what is left of it, with what somebody took back."""
        return self.left_eurocent + self.by_hand_eurocent

    @property
    def reference(self) -> tuple[str, str]:
        """Return which line of which declaration it is."""
        return self.declaration, self.line


class Credit(NamedTuple):
    """What is to be taken back of a line, in cents above zero."""

    standing: Standing
    eurocent: int
    why: Why


class New(NamedTuple):
    """A line to declare, and the one that it comes in the place of."""

    line: Line
    replaces: Standing | None = None


class Changes(NamedTuple):
    """Credits and new lines. `waiting` stand where something changes, but are not judged yet: that comes first."""

    credits: tuple[Credit, ...]
    lines: tuple[New, ...]
    waiting: tuple[Standing, ...] = ()

    @property
    def eurocent(self) -> int:
        """Return by how much the total changes, in cents."""
        return sum(new.line.paid_eurocent for new in self.lines) - sum(credit.eurocent for credit in self.credits)

    def __bool__(self) -> bool:
        return bool(self.credits or self.lines)


def differences(standing: Sequence[Standing], derived: Sequence[Line]) -> Changes:
    """Return what to do so that what stands is paid as it was derived. Twice changes nothing the second time."""
    credits: list[Credit] = []
    lines: list[Line] = []
    stands = _by_place((one.place, one) for one in standing if one.declared_eurocent)
    rights = _by_place((place_of(line), line) for line in derived)
    for place in dict.fromkeys(chain(rights, stands)):
        there, right = stands.get(place, []), rights.get(place, [])
        settling = any(one.settles for one in there) or any(line.computed.settles for line in right)
        fewer, more = (_settled if settling else _replaced)(there, right)
        credits += fewer
        lines += more
    touched = {credit.standing.place for credit in credits} | {place_of(line) for line in lines}
    waiting = tuple(one for one in standing if one.waiting and one.left_eurocent and one.place in touched)
    return Changes(*_pointed(credits, lines), waiting)


def place_of(line: Line) -> Place:
    """Return what a derived line is compared by."""
    of = line.computed
    return Place(of.client, of.region, of.prestatie, of.first, of.last, of.unit, line.model)


def _replaced(there: Sequence[Standing], right: Sequence[Line]) -> tuple[list[Credit], list[Line]]:
    """Leave alone what is right; credit the rest whole and declare it anew."""
    missing = [line for line in right if line.paid_eurocent > 0]
    wrong: list[Standing] = []
    for one in there:
        same = next((line for line in missing if _figures(line) == _standing_figures(one)), None)
        if same is None:
            wrong.append(one)
        else:
            missing.remove(same)
    why: Why = "replaced" if missing else "gone"
    return _whole(wrong, why), missing


def _whole(wrong: Sequence[Standing], why: Why) -> list[Credit]:
    """Take back all that is left."""
    return [Credit(one, one.left_eurocent, why) for one in wrong if one.left_eurocent]


def _settled(there: Sequence[Standing], right: Sequence[Line]) -> tuple[list[Credit], list[Line]]:
    """Settle the difference with what stands for the same care; where the care differs, declare all of it anew."""
    fresh = _fresh(right)
    if sorted(map(_figures, fresh)) == sorted(map(_standing_figures, there)):
        return [], []
    target = max(sum(line.paid_eurocent for line in right), 0)
    now = sum(one.declared_eurocent for one in there)
    if _counted(there) == sum(line.computed.quantity for line in right if not line.computed.settles):
        if target == now:
            return [], []
        if target > now:
            return [], [_settling(right, target - now, now)]
        parts = in_proportion(now - target, [one.left_eurocent for one in there])
        if not target or all(part < one.left_eurocent for part, one in zip(parts, there, strict=True)):
            return [Credit(one, part, "settled") for one, part in zip(there, parts, strict=True) if part], []
    why: Why = "replaced" if fresh else "gone"
    return _whole(there, why), fresh


def _counted(there: Sequence[Standing]) -> int | None:
    """Return the quantity of the lines that are settled; None when there is nothing to settle with."""
    settled = [one for one in there if not one.settles]
    return sum(one.quantity for one in settled) if settled else None


def _fresh(right: Sequence[Line]) -> list[Line]:
    """Return the lines as they are declared when nothing stands yet: what is settled below zero is left out at once."""
    base = [line for line in right if not line.computed.settles and line.paid_eurocent > 0]
    settling = [line for line in right if line.computed.settles]
    change = sum(line.paid_eurocent for line in settling)
    assert len(settling) < len(right) or change >= 0, "what is taken back has lines that it is taken from"
    if change > 0:
        return [*base, _merged(settling)]
    if not change or not base:
        return base
    paid = [line.paid_eurocent for line in base]
    less = in_proportion(min(-change, sum(paid)), paid)
    return [_lowered(line, part, settling) for line, part in zip(base, less, strict=True) if part < line.paid_eurocent]


def _lowered(line: Line, part: int, settling: Sequence[Line]) -> Line:
    of, paid = line.computed, line.paid_eurocent - part
    owed = in_proportion(paid, [*(one.eurocent for one in of.owed), line.paid_eurocent - _owed(of.owed)])
    return replace(
        line,
        paid_eurocent=paid,
        computed=replace(
            of,
            eurocent=of.eurocent - part,
            owed=tuple(Owed(one.provider, cents) for one, cents in zip(of.owed, owed, strict=False)),
            steps=(*of.steps, *_steps(settling)),
            rests_on=_rests_on([line, *settling]),
        ),
    )


def _merged(settling: Sequence[Line]) -> Line:
    """Return one line for all that is settled of the same care."""
    return Line(
        computed=replace(
            settling[0].computed,
            eurocent=sum(line.computed.eurocent for line in settling),
            steps=_steps(settling),
            rests_on=_rests_on(settling),
        ),
        model=settling[0].model,
        paid_eurocent=sum(line.paid_eurocent for line in settling),
        unpaid_eurocent=sum(line.unpaid_eurocent for line in settling),
        above_eurocent=sum(line.above_eurocent for line in settling),
        ceiling_eurocent=settling[0].ceiling_eurocent,
    )


def _settling(right: Sequence[Line], eurocent: int, now: int) -> Line:
    """Return a line that adds what is missing from what stands."""
    return Line(
        computed=replace(
            right[0].computed,
            quantity=0,
            eurocent=eurocent,
            owed=(),
            settles=True,
            steps=(*_steps(right), f"Al gedeclareerd: {euro(now)}. Nu erbij: {euro(eurocent)}."),
            rests_on=_rests_on(right),
        ),
        model=right[0].model,
        paid_eurocent=eurocent,
        unpaid_eurocent=0,
        above_eurocent=0,
        ceiling_eurocent=right[0].ceiling_eurocent,
    )


def _pointed(credits: list[Credit], lines: list[Line]) -> tuple[tuple[Credit, ...], tuple[New, ...]]:
    """Let each new line point to a credited one of the same care: of the same days, else for the same client."""
    replaces = _replaced_by([credit.standing for credit in credits if credit.why != "settled"], lines)
    taken = {one.reference for one in replaces.values()}
    told = (
        credit._replace(why="replaced") if credit.why == "gone" and credit.standing.reference in taken else credit
        for credit in credits
    )
    return tuple(told), tuple(New(line, replaces.get(number)) for number, line in enumerate(lines))


def _replaced_by(free: list[Standing], lines: list[Line]) -> dict[int, Standing]:
    """Return by number which lines come in the place of one that is free: each of those once, the first one first."""
    places = [(number, place_of(line)) for number, line in enumerate(lines) if not line.computed.settles]
    replaces: dict[int, Standing] = {}
    for like in (lambda place: place, lambda place: (place.client, place.prestatie)):
        left: dict[Place | tuple[str | None, str], deque[Standing]] = {}
        taken = {one.reference for one in replaces.values()}
        for one in free:
            if one.reference not in taken:
                left.setdefault(like(one.place), deque()).append(one)
        for number, place in places:
            if number not in replaces and (found := left.get(like(place))):
                replaces[number] = found.popleft()
    return replaces


def _figures(line: Line) -> tuple[bool, int, int, tuple[tuple[str, int], ...]]:
    of = line.computed
    return of.settles, of.quantity, line.paid_eurocent, tuple((one.provider, one.eurocent) for one in of.owed)


def _standing_figures(one: Standing) -> tuple[bool, int, int, tuple[tuple[str, int], ...]]:
    return one.settles, one.quantity, one.declared_eurocent, tuple((due.provider, due.eurocent) for due in one.owed)


def _owed(owed: Sequence[Owed]) -> int:
    return sum(one.eurocent for one in owed)


def _steps(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(step for line in lines for step in line.computed.steps)


def _rests_on(lines: Sequence[Line]) -> tuple[int, ...]:
    return tuple(sorted({position for line in lines for position in line.computed.rests_on}))


def _by_place(pairs: Iterable[tuple[Place, T]]) -> dict[Place, list[T]]:
    found: dict[Place, list[T]] = {}
    for place, one in pairs:
        found.setdefault(place, []).append(one)
    return found
