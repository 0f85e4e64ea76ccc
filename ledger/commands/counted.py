"""Whom a declaration counts: who is named, who was declared before, and whoever the amount cannot do without.

Where people are counted together (a subscription, a ceiling per provider) the amount is of all of them. Then the log
says who they are: a list that lacks somebody gives the same amount, and never takes money back.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ledger.aggregates.allocation import Allocation
from ledger.aggregates.base import Aggregate
from ledger.aggregates.client import Client
from ledger.aggregates.inschrijving import Inschrijving
from ledger.aggregates.levering import Levering
from ledger.aggregates.zorgplan import Zorgplan
from ledger.commands.base import Desk
from ledger.funding.contract import Contract
from ledger.funding.redeclaring import Standing
from ledger.vocabulary.periods import Period

_ENROLLED: tuple[type[Aggregate], ...] = (Inschrijving,)
_ANYTHING: tuple[type[Aggregate], ...] = (Inschrijving, Levering, Zorgplan, Allocation)


def counted(
    desk: Desk, named: Iterable[str], contracts: Sequence[Contract], period: Period, standing: Iterable[Standing]
) -> list[Client]:
    """Return the clients to derive for. Who is named must be within the mandate; the others are not shown by name."""
    known = {client: desk.client(client) for client in dict.fromkeys(named)}
    declared = (one.place.client for one in standing)
    for client in (*declared, *_together(desk, contracts, period)):
        if client is not None and client not in known:
            known[client] = desk.get(Client, client)
    return list(known.values())


def counts_together(contracts: Sequence[Contract], period: Period) -> bool:
    """Tell whether the amount of one client depends on who else is counted in the period."""
    return bool(_kinds_together([one for one in contracts if one.period.overlaps(period)]))


def _kinds_together(holding: Sequence[Contract]) -> tuple[type[Aggregate], ...]:
    if any(one.ceiling == "provider" for one in holding):
        return _ANYTHING
    if any(component.model.COUNTS_ENROLLED for one in holding for component in one.components):
        return _ENROLLED
    return ()


def _together(desk: Desk, contracts: Sequence[Contract], period: Period) -> Iterator[str]:
    """Yield everybody whom the provider may count together in the period; more than that changes no amount."""
    holding = [one for one in contracts if one.period.overlaps(period)]
    kinds = _kinds_together(holding)
    for provider in sorted({one.provider for one in holding}) if kinds else ():
        text = f'"provider":{msgspec.json.encode(provider).decode()}'
        for kind in kinds:
            prefix = kind.stream_of("")
            yield from (name.removeprefix(prefix) for name in desk.streams_holding(prefix, text))
