"""From a contract and the facts to the lines that may be declared. Pure: the same facts always give the same lines."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from ledger.funding.ceilings import Cut, Room, cut, room_of, told
from ledger.funding.contract import Contract
from ledger.funding.facts import Person, Residents, Score
from ledger.funding.model import Computed, Rates, Work
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import common


class Line(msgspec.Struct, frozen=True):
    """A line after its ceiling, in cents. `paid_eurocent` + `unpaid_eurocent` is what the model computed, always.

    `model` is the letter. `above_eurocent` lies above the client's room, whether it is paid or not; that room over the
    whole period is `ceiling_eurocent`, None where there is none.
    """

    computed: Computed
    model: str
    paid_eurocent: int
    unpaid_eurocent: int
    above_eurocent: int
    ceiling_eurocent: int | None = None


class _Found(NamedTuple):
    """A computed line, the version of the contract it comes from, and the place of its model in that contract."""

    contract: Contract
    component: int
    computed: Computed

    @property
    def order(self) -> tuple[str, bool, object, int, object, str]:
        """Return by what lines are put in order. It never depends on the order in which people are given."""
        line = self.computed
        return (
            line.client or "",
            line.settles,
            self.contract.period.first,
            self.component,
            line.first,
            line.prestatie,
        )


def derive(
    contracts: Sequence[Contract],
    period: Period,
    people: Sequence[Person],
    rates: Rates,
    scores: Sequence[Score] = (),
    residents: Sequence[Residents] = (),
) -> list[Line]:
    """Return the lines of a period. `contracts` are the versions of one contract, each over its own days.

    The ceiling holds for the whole period: also where the contract was amended within it, as long as its rule stayed
    the same. The lines come by client; those for no client first. A period over two years is refused.
    """
    check_one_year(period)
    parts = [(contract, days) for contract in contracts if (days := common(contract.period, period))]
    found = sorted(_computed(contracts, parts, people, rates, scores, residents), key=lambda one: one.order)
    by_client = {person.client: person for person in people}
    lines: list[tuple[int, Line]] = []
    for ceiling in dict.fromkeys(contract.ceiling for contract, _ in parts):
        ours = [(place, one) for place, one in enumerate(found) if one.contract.ceiling == ceiling]
        held = [(contract, days) for contract, days in parts if contract.ceiling == ceiling]
        clients = {one.computed.client for _, one in ours}
        rooms = {client: room_of(by_client[client], held) for client in clients if client is not None}
        cuts = cut(ceiling, [one.computed for _, one in ours], rooms)
        lines += [(place, _line(one, cut_off, rooms)) for (place, one), cut_off in zip(ours, cuts, strict=True)]
    return [line for _, line in sorted(lines, key=lambda placed: placed[0])]


def check_one_year(period: Period) -> None:
    """Refuse a period to declare that does not lie within one calendar year."""
    if period.last is None or period.last.year != period.first.year:
        until = "zonder einde" if period.last is None else f"tot en met {day(period.last)}"
        raise Refused(
            "period-two-years",
            f"De periode van {day(period.first)} {until} ligt niet in één jaar. Declareer elk jaar apart.",
            "period",
        )


def _computed(
    contracts: Sequence[Contract],
    parts: Sequence[tuple[Contract, Period]],
    people: Sequence[Person],
    rates: Rates,
    scores: Sequence[Score],
    residents: Sequence[Residents],
) -> Iterator[_Found]:
    whole = _whole(contracts)
    for contract, days in parts:
        for place, component in enumerate(contract.components):
            work = Work(
                contract=contract,
                component=component,
                period=days,
                people=people,
                rates=rates,
                scores=scores,
                residents=residents,
                whole=whole,
            )
            for computed in component.model.computed(work):
                yield _Found(contract, place, computed)


def _whole(contracts: Sequence[Contract]) -> Period | None:
    """Return the days from the first version's first until the last version's last."""
    if not contracts:
        return None
    by_day = sorted((contract.period for contract in contracts), key=lambda period: period.first)
    return Period(by_day[0].first, by_day[-1].last)


def _line(found: _Found, one: Cut, rooms: Mapping[str, Room | None]) -> Line:
    computed = found.computed
    paid = computed.eurocent - one.unpaid
    room = rooms.get(computed.client) if computed.client is not None else None
    steps = told(found.contract.ceiling, room, one)
    owed = found.contract.owed(paid) if computed.owed and one.unpaid else computed.owed
    if room is not None or owed is not computed.owed:
        rests_on = computed.rests_on if room is None else tuple(sorted({*computed.rests_on, *room.positions}))
        computed = replace(computed, steps=(*computed.steps, *steps), owed=owed, rests_on=rests_on)
    model = found.contract.components[found.component].model.CODE
    return Line(computed, model, paid, one.unpaid, one.above, None if room is None else room.eurocent)
