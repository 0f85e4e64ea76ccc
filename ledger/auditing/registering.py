"""From events to what the payer's side has on file: tariffs, contracts, plafonds, providers, declarations received."""

from collections.abc import Callable, Iterator
from typing import Any

from ledger.aggregates.agb import Agb
from ledger.aggregates.contract_terms import Agreed, Component
from ledger.aggregates.contracteerruimte import Contracteerruimte
from ledger.aggregates.contracts import Contracts
from ledger.aggregates.declaration import Declaration
from ledger.aggregates.provider import Provider
from ledger.aggregates.tarieven import Tarieven
from ledger.auditing.entries import Entry
from ledger.rechtmatigheid.register import Agreement, Allowed, History, Maximum, Part, Plafond, Registers
from ledger.vocabulary.percentages import WHOLE

KINDS = (Tarieven, Contracts, Provider, Agb, Contracteerruimte)
"""Whose streams are read for it."""


class Registering:
    """Takes in events, in the order of the log, and keeps what was on file at every position."""

    def __init__(self) -> None:
        self.registers = Registers()
        self._contracts: dict[str, Contracts] = {}

    def take(self, entry: Entry) -> None:
        """Take in an event; what says nothing about a register is passed over."""
        ends, moment = self.registers.ends, entry.moment
        ends[moment] = max(ends.get(moment, 0), entry.position)
        handled = _HANDLED.get(type(entry.event))
        if handled is not None:
            handled(self, entry.event, entry.position)
        elif entry.stream.startswith(_OF_CONTRACTS):
            self._contract(entry)

    def _contract(self, entry: Entry) -> None:
        provider = entry.stream.removeprefix(_OF_CONTRACTS)
        known = self._contracts.setdefault(provider, Contracts(provider))
        known.replay(entry.event, entry.position)
        agreements = tuple(agreements_of(known))
        self.registers.contracts.setdefault(provider, History()).add(entry.position, agreements)

    def _maximum(self, event: Tarieven.TariefSet, position: int) -> None:
        told = Maximum(event.name, event.eurocent, event.unit, event.version, position)
        self.registers.maxima.setdefault((event.year, event.code), History()).add(position, told)

    def _no_maximum(self, event: Tarieven.TariefWithdrawn, position: int) -> None:
        self.registers.maxima[event.year, event.code].add(position, None)

    def _allowed(self, event: Tarieven.CombinatieAllowed, position: int) -> None:
        one = Allowed(event.leveringsvorm, event.zorgprofiel, position)
        self.registers.combinaties.setdefault((event.year, event.code), []).append(one)
        self._count(event.year, 1, position)

    def _allowed_no_more(self, event: Tarieven.CombinatieWithdrawn, position: int) -> None:
        for one in self.registers.combinaties.get((event.year, event.code), ()):
            if (one.leveringsvorm, one.zorgprofiel, one.until) == (event.leveringsvorm, event.zorgprofiel, None):
                one.until = position
        self._count(event.year, -1, position)

    def _count(self, year: int, more: int, position: int) -> None:
        history = self.registers.how_many.setdefault(year, History())
        history.add(position, (history.at(position) or 0) + more)

    def _plafond(self, event: Contracteerruimte.PlafondAgreed, position: int) -> None:
        history = self.registers.plafonds.setdefault((event.region, event.provider, event.year), History())
        history.add(position, Plafond(event.days, position))

    def _provider(self, event: Provider.Registered, position: int) -> None:
        self.registers.providers.setdefault(event.provider, position)

    def _agb(self, event: Agb.Assigned, position: int) -> None:
        self.registers.agb[event.agb] = event.provider, position
        self.registers.codes.append(position)

    def _received(self, event: Declaration.Submitted, position: int) -> None:
        self.registers.received[event.declaration] = event.on


_OF_CONTRACTS = Contracts.stream_of("")

_HANDLED: dict[type, Callable[[Registering, Any, int], None]] = {
    Tarieven.TariefSet: Registering._maximum,
    Tarieven.TariefWithdrawn: Registering._no_maximum,
    Tarieven.CombinatieAllowed: Registering._allowed,
    Tarieven.CombinatieWithdrawn: Registering._allowed_no_more,
    Contracteerruimte.PlafondAgreed: Registering._plafond,
    Provider.Registered: Registering._provider,
    Agb.Assigned: Registering._agb,
    Declaration.Submitted: Registering._received,
}


def agreements_of(contracts: Contracts) -> Iterator[Agreement]:
    """Yield the contracts of a provider as rules see them, each of their dated versions."""
    for known in contracts.known.values():
        for period, terms in known.versions():
            yield Agreement(
                contract=terms.contract,
                provider=terms.provider,
                region=terms.region,
                act=terms.act,
                leveringsvormen=frozenset(terms.leveringsvormen),
                period=period,
                parts=tuple(_part(one, terms) for one in terms.components),
                covered=terms.covers,
                basispoint=terms.rate_basispoint,
                basis=terms.basis,
                ceiling=terms.ceiling,
                event=contracts.terms_position(terms),
            )


def _part(one: Component, terms: Agreed) -> Part:
    """Return what a model pays at most: its highest factor (of a score, or neutral), its last step, its pieces."""
    factor = max((WHOLE, *(step["factor_basispoint"] for step in one.parameters.get("steps", ()))))
    steps = [step["amount_eurocent"] for step in one.parameters.get("staffel", ())]
    pieces: dict[str, int] = {}
    for activity in one.parameters.get("activities", ()):
        if _has_activity(one, terms, activity["prestatie"], activity["activity"]):
            _keep_dearest(pieces, activity["prestatie"], -(-activity["price_eurocent"] * factor // WHOLE))
    if bonus := one.parameters.get("bonus"):
        _keep_dearest(pieces, bonus["prestatie"], bonus["price_eurocent"])
    return Part(
        model=one.model,
        covers=frozenset(one.covers),
        factor=factor,
        step=max(steps, default=None),
        pieces=tuple(pieces.items()),
    )


def _has_activity(one: Component, terms: Agreed, prestatie: str, activity: str) -> bool:
    """Tell whether an activity is a model's own: it says more than its prestatie, whoever names that."""
    others = frozenset(name for other in terms.components if other is not one for name in other.covers)
    if activity in one.covers or activity in others:
        return activity in one.covers
    return prestatie in one.covers if one.covers else prestatie not in others


def _keep_dearest(pieces: dict[str, int], prestatie: str, cents: int) -> None:
    pieces[prestatie] = max(cents, pieces.get(prestatie, cents))
