"""Ceilings: what of a contract's lines lies above what may be spent on a client, and who bears that.

The room of a client is the indicatiewaarde over the days the contract holds, less what the plan keeps for a pgb or for
other providers, and less the modules that stand elsewhere. The lines of a client are paid one after the other, in the
order in which the contract names its models, then by day and prestatie, until the room is full: a running total that
anyone can redo with a pencil. The line that crosses is paid in part; what settles earlier lines comes last.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ledger.funding.contract import Contract
from ledger.funding.facts import Person, Planned
from ledger.funding.model import Computed
from ledger.funding.modules import holdings
from ledger.vocabulary.agreeing import Ceiling
from ledger.vocabulary.amounts import in_proportion
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY, Dated, amount_between, common, unchanging


class Room(NamedTuple):
    """What may be spent on a client in a period, in cents: its value, less what was put elsewhere.

    `positions` are those of the events that say so.
    """

    value: int
    elsewhere: int
    positions: frozenset[int] = frozenset()

    @property
    def eurocent(self) -> int:
        """Return the room; it is never below zero."""
        return max(self.value - self.elsewhere, 0)

    @property
    def step(self) -> str:
        """Tell the ceiling with its figures."""
        whole = f"indicatiewaarde {euro(self.value)}"
        less = f", min {euro(self.elsewhere)} voor pgb of andere aanbieders" if self.elsewhere else ""
        return f"Het plafond van de cliënt is {euro(self.eurocent)} ({whole}{less})."


class Cut(NamedTuple):
    """Of a line: what lies above the client's room, and what of the line is not paid for that. In cents.

    A line that settles earlier ones may give back: then both are below zero.
    """

    above: int
    unpaid: int


class Rule(NamedTuple):
    """A ceiling rule: how much of each line is not paid, and in Dutch why what is above may be paid all the same."""

    unpaid: Callable[[Sequence[Computed], Sequence[int], Mapping[str, Room]], list[int]]
    paid_because: str


def room_of(person: Person, parts: Sequence[tuple[Contract, Period]]) -> Room | None:
    """Return the room of a client over parts of one year, each with the version of the contract that holds then.

    None where there is nothing to be above: under the Wmo without a ceiling, nobody set a value for the client.
    """
    if not person.values and all(contract.act == "Wmo" and contract.ceiling == "none" for contract, _ in parts):
        return None
    value = left = 0
    positions: set[int] = set()
    for contract, period in parts:
        elsewhere = list(_planned_elsewhere(person, contract))
        for days in contract.days_of(person, period):
            assert days.last is not None
            worth = amount_between(person.values, days.first, days.last)
            value += worth
            positions |= _grounds(person, contract.provider, Period(days.first, days.last))
            # Rounded together with the value, so that a share and a pgb of the rest always fit to the cent.
            left += amount_between([*person.values, *elsewhere], days.first, days.last) if elsewhere else worth
            if person.placed:
                left -= _placed_elsewhere(person, contract.provider, days.first, days.last)
            left -= free_for_others(person, contract, days)
    return Room(value, value - left, frozenset(positions))


def _grounds(person: Person, provider: str, days: Period) -> set[int]:
    """Return the positions of what says what the value is, and of what puts a part of it elsewhere."""
    assert days.last is not None
    elsewhere = (
        *((one.period, one.position) for one in person.planned if one.provider != provider),
        *((one.period, one.position) for one in person.placed if one.provider != provider),
    )
    found = {position for period, position in elsewhere if period.overlaps(days)}
    return found | person.grounds_over(days.first, days.last)


def _placed_elsewhere(person: Person, provider: str, first: date, last: date) -> int:
    """Return what the modules with other providers, or as pgb, are worth in cents."""
    return sum(
        held.eurocent for held in holdings(person, first, last) if held.provider != provider and not held.is_unused
    )


def _is_own(line: Planned, contract: Contract) -> bool:
    """Tell whether a line of the plan is under this contract; one that was priced by none is of every one there."""
    return line.provider == contract.provider and line.contract in (None, contract.contract)


def _planned_elsewhere(person: Person, contract: Contract) -> Iterator[Dated]:
    """Yield, below zero, what the plan costs elsewhere: a pgb, other providers, another contract.

    Who holds modules is paid the modules: on those days the lines of the plan for that same holder do not count again.
    """
    for line in person.planned:
        if _is_own(line, contract) or (within := common(line.period, line.worth.period)) is None:
            continue
        holder = (line.provider, line.provider is None)
        placed = [one.period for one in person.placed if (one.provider, one.pgb) == holder]
        for days in _without(within, placed):
            yield Dated(days, -line.worth.eurocent, line.worth.per)


def free_for_others(person: Person, contract: Contract, days: Period) -> int:
    """Return what of the value that nobody planned is not for this contract, in cents.

    The plan says where the rest goes. As pgb it is for no provider. Unused, it lets each of the plan's contracts run
    over, in proportion to what was planned: together they never have more room than there is. Who is not in the plan
    may use what nobody planned; whether care stands in a plan is for the audit.
    """
    total = 0
    assert days.last is not None
    changes = [*(line.period for line in person.planned), *(one.period for one in person.placed)]
    for first, last in unchanging(changes, days.first, days.last):
        shares = _planned_by_contract(person, first, last)
        if not shares:
            continue
        taken = sum(shares.values()) + _pgb_and_placed(person, first, last)
        free = max(amount_between(person.values, first, last) - taken, 0)
        own = next((place for place, key in enumerate(shares) if _is_of(key, contract)), None)
        if any(period.covers(first) for period in person.rest_is_pgb):
            total += free
        elif own is not None:
            total += free - in_proportion(free, list(shares.values()))[own]
    return total


def _is_of(key: tuple[str, str], contract: Contract) -> bool:
    provider, number = key
    return provider == contract.provider and number in ("", contract.contract)


def _lines_that_count(person: Person, on: date) -> Iterator[Planned]:
    """Yield the lines of the plan on a day; who holds modules is paid the modules, and not the lines as well."""
    holders = {(one.provider, one.pgb) for one in person.placed if one.period.covers(on)}
    for line in person.planned:
        if line.period.covers(on) and (line.provider, line.provider is None) not in holders:
            yield line


def _planned_by_contract(person: Person, first: date, last: date) -> dict[tuple[str, str], int]:
    """Return what is planned per provider and contract ("" where a line has none), in order, above zero."""
    found: dict[tuple[str, str], int] = {}
    for line in _lines_that_count(person, first):
        if line.provider is not None:
            key = (line.provider, line.contract or "")
            found[key] = found.get(key, 0) + amount_between([line.worth], first, last)
    return {key: cents for key, cents in sorted(found.items()) if cents > 0}


def _pgb_and_placed(person: Person, first: date, last: date) -> int:
    """Return what the plan keeps for a pgb, and what modules with anybody are worth."""
    own = [line.worth for line in _lines_that_count(person, first) if line.provider is None]
    placed = sum(held.eurocent for held in holdings(person, first, last) if not held.is_unused)
    return amount_between(own, first, last) + placed


def _without(period: Period, taken: Sequence[Period]) -> list[Period]:
    """Return what is left of a period."""
    left = [period]
    for other in taken:
        pieces: list[Period] = []
        for one in left:
            if not one.overlaps(other):
                pieces.append(one)
                continue
            if one.first < other.first:
                pieces.append(Period(one.first, other.first - ONE_DAY))
            if other.last is not None and (one.last is None or other.last < one.last):
                pieces.append(Period(other.last + ONE_DAY, one.last))
        left = pieces
    return left


def cut(ceiling: Ceiling, lines: Sequence[Computed], rooms: Mapping[str, Room | None]) -> list[Cut]:
    """Return for each line what is above and what is unpaid. `lines` are in order, `rooms` by client.

    A line that is for no client, or for a client without a room, has no ceiling.
    """
    known = {client: room for client, room in rooms.items() if room is not None}
    above = _above(lines, known)
    unpaid = RULES[ceiling].unpaid(lines, above, known)
    return [Cut(over, not_paid) for over, not_paid in zip(above, unpaid, strict=True)]


def _above(lines: Sequence[Computed], rooms: Mapping[str, Room]) -> list[int]:
    """Return per line how much the running total of its client goes further above the room."""
    totals: dict[str, int] = {}
    above = []
    for line in lines:
        if line.client is None or line.client not in rooms:
            above.append(0)
            continue
        before = totals.get(line.client, 0)
        totals[line.client] = now = before + line.eurocent
        room = rooms[line.client].eurocent
        above.append(max(now - room, 0) - max(before - room, 0))
    return above


def _per_client(lines: Sequence[Computed], above: Sequence[int], rooms: Mapping[str, Room]) -> list[int]:
    """What is above the client's room is not paid."""
    return list(above)


def _per_provider(lines: Sequence[Computed], above: Sequence[int], rooms: Mapping[str, Room]) -> list[int]:
    """Not paid is what all clients together are above all their rooms.

    It falls on the lines that are above their client's room, in proportion to how far, by largest remainder. What
    settles earlier lines changes that total afterwards: the change falls on the lines that settle, by their amounts.
    """
    room = sum(rooms[client].eurocent for client in {line.client or "" for line in lines} & rooms.keys())
    amounts = [line.eurocent if line.client in rooms else 0 for line in lines]
    declared = [0 if line.settles else amount for line, amount in zip(lines, amounts, strict=True)]
    over = max(sum(declared) - room, 0)
    change = max(sum(amounts) - room, 0) - over
    first = [0 if line.settles else over_room for line, over_room in zip(lines, above, strict=True)]
    sign = 1 if change > 0 else -1
    later = [max(sign * amount, 0) if line.settles else 0 for line, amount in zip(lines, amounts, strict=True)]
    return [one + other for one, other in zip(_spread(over, first), _spread(change, later), strict=True)]


def _spread(whole: int, weights: Sequence[int]) -> list[int]:
    return in_proportion(whole, weights) if whole else [0] * len(weights)


def _paid_whole(lines: Sequence[Computed], above: Sequence[int], rooms: Mapping[str, Room]) -> list[int]:
    """Everything is paid; what is above is only shown."""
    return [0] * len(lines)


RULES: dict[Ceiling, Rule] = {
    "client": Rule(_per_client, ""),
    "provider": Rule(_per_provider, "er is ruimte bij andere cliënten van deze aanbieder"),
    "none": Rule(_paid_whole, "dit contract kent geen plafond"),
}


def told(ceiling: Ceiling, room: Room | None, one: Cut) -> tuple[str, ...]:
    """Return the steps of a line about its ceiling, without names."""
    if room is None:
        return ()
    steps = (room.step,)
    if one.unpaid < 0:
        return (*steps, f"Eerder niet betaald omdat het boven het plafond lag, nu vervallen: {euro(-one.unpaid)}.")
    if one.unpaid and one.unpaid >= one.above:
        return (*steps, f"Boven het plafond: {euro(one.unpaid)}, niet betaald.")
    if one.above <= 0:
        return steps
    because = RULES[ceiling].paid_because
    if not one.unpaid:
        return (*steps, f"Boven het plafond: {euro(one.above)}. Toch betaald: {because}.")
    paid = euro(one.above - one.unpaid)
    return (*steps, f"Boven het plafond: {euro(one.above)}, {euro(one.unpaid)} niet betaald. Wel {paid}: {because}.")
