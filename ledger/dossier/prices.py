"""What a line of a zorgplan costs at a provider: by its contract and the register, on the day the line begins."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

import msgspec

from ledger.aggregates.contracts import Contracts
from ledger.dossier.contracts import contracts_of
from ledger.funding.contract import Component, Contract
from ledger.funding.model import Activity, Rate, Rates
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import NotFound, Refused
from ledger.vocabulary.percentages import percentage

PER_ACTIVITY = "keer"
"""The unit of an activity."""


class Wanted(Protocol):
    """A line of a plan: one of a prestatie, an activity and an arrangement, at a provider."""

    @property
    def provider(self) -> str | None:
        """Who gives it."""

    @property
    def prestatie(self) -> str | None:
        """The code of the register."""

    @property
    def activity(self) -> str | None:
        """The word in the catalogue of the contract."""

    @property
    def arrangement(self) -> str | None:
        """The class: licht, middel or zwaar."""


class Price(msgspec.Struct, frozen=True, kw_only=True):
    """What one `unit` costs in cents; or, of an arrangement, which part of the indicatiewaarde (then no cents).

    `rate` is the maximum it was taken from, `basispoint` the agreed part of it. `norm_minutes` is the rekentijd.
    """

    eurocent: int = 0
    unit: str = ""
    contract: str
    source: str
    rate: Rate | None = None
    basispoint: int | None = None
    norm_minutes: int = 0
    share_basispoint: int | None = None


def every_contract(contracts: Contracts) -> tuple[Contract, ...]:
    """Return all contracts of a provider, each of their dated versions."""
    return tuple(version for contract in contracts.known for version in contracts_of(contracts, contract))


def contracts_for(
    contracts: Iterable[Contract], on: date, region: str, leveringsvorm: str | None
) -> tuple[Contract, ...]:
    """Return those that hold on a day for somebody of a region; in the Wlz also for their leveringsvorm."""
    return tuple(
        one
        for one in contracts
        if one.period.covers(on) and one.region == region and (one.act == "Wmo" or leveringsvorm in one.leveringsvormen)
    )


def price_of(contracts: Sequence[Contract], line: Wanted, on: date, rates: Rates) -> Price:
    """Return what a line costs under the contracts that hold for the client (`contracts_for`).

    What no contract or register knows is never guessed: `no-contract`, `activity-unknown`, `arrangement-unknown` and
    `tarief-unknown` say what is missing.
    """
    provider = line.provider or ""
    if line.activity is not None:
        return _of_activity(activity_of(contracts, provider, line.activity, on), contracts)
    if line.arrangement is not None:
        return _of_arrangement(contracts, provider, line.arrangement, on)
    assert line.prestatie is not None
    return _of_prestatie(contracts, provider, line.prestatie, on, rates)


def activity_of(contracts: Sequence[Contract], provider: str, activity: str, on: date) -> Activity:
    """Return an activity of the catalogue of a provider."""
    _check_any(contracts, provider, on)
    for component in _components(contracts):
        if found := component.model.activity(activity):
            return found
    raise NotFound(
        "activity-unknown",
        f"Activiteit {activity} staat niet in het contract van {provider} op {day(on)}. "
        "Kies een activiteit die wel is afgesproken.",
        "activity",
    )


def is_wmo(contracts: Iterable[Contract], prestatie: str | None, activity: str | None) -> bool:
    """Tell whether care is under a contract for the Wmo, which needs no indicatie for the Wlz."""
    wmo = [one for one in contracts if one.act == "Wmo"]
    counted = [part.model.activity(activity) for part in _components(wmo)] if activity else []
    named = [prestatie, activity, *(one.prestatie for one in counted if one)]
    return any(_covers(one, name) for one in wmo for name in named if name)


def _of_activity(activity: Activity, contracts: Sequence[Contract]) -> Price:
    contract = next(one for one in contracts for part in one.components if part.model.activity(activity.activity))
    return Price(
        eurocent=activity.price_eurocent,
        unit=PER_ACTIVITY,
        contract=contract.contract,
        source=f"contract {contract.contract}",
        norm_minutes=activity.norm_minutes,
    )


def _of_arrangement(contracts: Sequence[Contract], provider: str, word: str, on: date) -> Price:
    _check_any(contracts, provider, on)
    words: list[str] = []
    for contract in contracts:
        for component in contract.components:
            for share in component.model.arrangements():
                words.append(share.word)
                if share.word == word:
                    return Price(
                        contract=contract.contract,
                        source=f"contract {contract.contract}: {word} is {percentage(share.share_basispoint)}",
                        share_basispoint=share.share_basispoint,
                    )
    known = f"Kies uit {', '.join(words)}." if words else "Kies een aanbieder met arrangementen."
    raise NotFound(
        "arrangement-unknown", f"Arrangement {word} staat niet in het contract van {provider}. {known}", "arrangement"
    )


def _of_prestatie(contracts: Sequence[Contract], provider: str, code: str, on: date, rates: Rates) -> Price:
    _check_any(contracts, provider, on)
    rate = rates.rate(code, on)
    contract = next((one for one in contracts if _covers(one, code)), None)
    if contract is None:
        raise Refused(
            "prestatie-not-agreed",
            f"Prestatie {code} valt op {day(on)} niet onder een contract van {provider}. "
            "Kies een andere aanbieder of een andere prestatie.",
            "prestatie",
        )
    made_up = ", demo" if rate.is_demo else ""
    return Price(
        eurocent=rate.agreed(contract.basispoint),
        unit=rate.unit,
        contract=contract.contract,
        source=f"contract {contract.contract}: {percentage(contract.basispoint)} van het maximum {rate.year}{made_up}",
        rate=rate,
        basispoint=contract.basispoint,
    )


def _covers(contract: Contract, code: str) -> bool:
    return any(contract.covers(part, code) for part in contract.components)


def _components(contracts: Iterable[Contract]) -> list[Component]:
    return [part for contract in contracts for part in contract.components]


def _check_any(contracts: Sequence[Contract], provider: str, on: date) -> None:
    if not contracts:
        raise Refused(
            "no-contract",
            f"{provider} heeft op {day(on)} geen contract voor deze cliënt: niet in deze regio en leveringsvorm. "
            "Kies een andere aanbieder, of sluit eerst een contract.",
            "provider",
        )
