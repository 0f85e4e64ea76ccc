"""What providers offer to one client on a day: all that a line of a zorgplan can be, with its price."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from ledger.aggregates.tarieven import Tarieven
from ledger.dossier.prices import Price, price_of
from ledger.funding.contract import Component, Contract
from ledger.funding.model import Rates
from ledger.vocabulary.errors import LedgerError
from ledger.vocabulary.leveringsvormen import Leveringsvorm


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Exactly one of a prestatie, an activity and an arrangement, at a provider."""

    provider: str
    prestatie: str | None = None
    activity: str | None = None
    arrangement: str | None = None


class Offer(msgspec.Struct, frozen=True):
    """Something that can be agreed, how it is called, and what it costs."""

    wanted: Wanted
    name: str
    price: Price


def offers_of(
    contracts: Sequence[Contract], register: Tarieven, form: Leveringsvorm, zorgprofiel: str, on: date, rates: Rates
) -> Iterator[Offer]:
    """Yield what the contracts of one provider that hold for a client (`contracts_for`) offer, each thing once.

    What has no price, or is not allowed with this leveringsvorm and profile, is not on offer.
    """
    known: set[Wanted] = set()
    for contract in contracts:
        for component in contract.components:
            for wanted, name in _named(contract, component, register):
                code = wanted.prestatie
                if wanted in known or (code is not None and not register.is_allowed(code, form, zorgprofiel)):
                    continue
                known.add(wanted)
                price = _price(contracts, wanted, on, rates)
                if price is not None:
                    yield Offer(wanted, name, price)


def _named(contract: Contract, component: Component, register: Tarieven) -> Iterator[tuple[Wanted, str]]:
    model, provider = component.model, contract.provider
    for activity in model.catalogue():
        yield Wanted(provider=provider, activity=activity.activity), activity.name
    for share in model.arrangements():
        yield Wanted(provider=provider, arrangement=share.word), f"Arrangement {share.word}"
    if model.offers_prestaties():
        for code, tarief in register.tarieven.items():
            if contract.covers(component, code):
                yield Wanted(provider=provider, prestatie=code), tarief.name


def _price(contracts: Sequence[Contract], wanted: Wanted, on: date, rates: Rates) -> Price | None:
    try:
        return price_of(contracts, wanted, on, rates)
    except LedgerError:
        return None
