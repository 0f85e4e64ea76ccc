"""What is paid for one person under one scenario, per provider and month."""

from collections.abc import Iterator, Sequence

import msgspec

from ledger.funding.catalogue import model_of
from ledger.funding.deriving import Line
from ledger.funding.facts import Person
from ledger.simulation.cared import Ground
from ledger.simulation.contracts import ScenarioContracts, lines_of
from ledger.simulation.recasting import enrolled, providers_of, recast, worth_by_provider
from ledger.vocabulary.amounts import in_proportion
from ledger.vocabulary.periods import Period


class Payments:
    """Lines by provider and month."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, int], list[Line]] = {}

    def add(self, provider: str, month: Period, lines: Sequence[Line]) -> None:
        """Take lines in."""
        if lines:
            self._lines.setdefault((provider, month.first.month), []).extend(lines)

    def __iter__(self) -> Iterator[tuple[str, int, Line]]:
        """Yield provider, month and line."""
        return ((provider, month, line) for (provider, month), lines in self._lines.items() for line in lines)

    @property
    def providers(self) -> set[str]:
        """Return who declares."""
        return {provider for provider, _ in self._lines}

    @property
    def declared(self) -> int:
        """Count the lines that are declared for this person. A line of G is for everybody of an age."""
        return sum(line.computed.client is not None for _, _, line in self)

    def paid(self, first: int = 1, last: int = 12) -> int:
        """Return the cents paid from a first up to and including a last month."""
        return sum(line.paid_eurocent for _, month, line in self if first <= month <= last)

    def paid_for_person(self, month: int) -> int:
        """Return the cents of a month that were paid for this person and nobody else."""
        return sum(line.paid_eurocent for _, at, line in self if at == month and line.computed.client)

    def above(self) -> int:
        """Return the cents above the ceiling, paid or not."""
        return sum(line.above_eurocent for _, _, line in self)

    def base(self) -> dict[str, int]:
        """Return the cents per provider that are not paid for this person alone."""
        found: dict[str, int] = {}
        for provider, _, line in self:
            if line.computed.client is None:
                found[provider] = found.get(provider, 0) + line.paid_eurocent
        return found

    def received(self, person: Person) -> dict[str, int]:
        """Return the cents per provider in the end: a hoofdaannemer pays each onderaannemer its part of the plan."""
        found: dict[str, int] = {}
        for provider, _, line in self:
            for one, cents in _divided(provider, line, person):
                found[one] = found.get(one, 0) + cents
        return found


def _divided(provider: str, line: Line, person: Person) -> Iterator[tuple[str, int]]:
    is_shared = model_of(line.model).ONE_DECLARES
    worth = worth_by_provider(person, line.computed.first, line.computed.last) if is_shared else {}
    weights = [int(cents) for cents in worth.values()]
    if any(weights):
        yield from zip(worth, in_proportion(line.paid_eurocent, weights), strict=True)
    else:
        yield provider, line.paid_eurocent


def pay(person: Person, contracts: ScenarioContracts, months: Sequence[Period], ground: Ground) -> Payments:
    """Pay for a person over some months of the year."""
    payments = Payments()
    if contracts.scenario.personal:
        _pay_personal(payments, recast(person, contracts.scenario, ground.period), contracts, months, ground)
    if contracts.scenario.base == "G":
        _pay_enrolment(payments, person, contracts, months, ground)
    return payments


def _pay_personal(
    payments: Payments, recast: Person, contracts: ScenarioContracts, months: Sequence[Period], ground: Ground
) -> None:
    for provider in _declaring(recast, contracts, ground):
        contract = contracts.personal(provider, recast.region)
        found = lines_of(contract, months, (recast,), ground.rates, ground.scores(provider))
        for month, lines in zip(months, found, strict=True):
            payments.add(provider, month, lines)


def _declaring(recast: Person, contracts: ScenarioContracts, ground: Ground) -> list[str]:
    """Return who may declare for a person: with an arrangement only a hoofdaannemer."""
    if any(model_of(letter).ONE_DECLARES for letter in contracts.scenario.letters):
        return list(dict.fromkeys(line.provider for line in recast.planned if line.provider and line.arrangement))
    return providers_of(recast, ground.period)


def _pay_enrolment(
    payments: Payments, person: Person, contracts: ScenarioContracts, months: Sequence[Period], ground: Ground
) -> None:
    """Pay the provider of enrolment; of whom the age is not known nothing can be said."""
    if person.birth_date is None:
        return
    members = enrolled(person, ground.period, contracts.scenario.contract)
    for provider in dict.fromkeys(one.provider for one in members):
        contract = contracts.enrolment(provider, person.region)
        found = lines_of(contract, months, (msgspec.structs.replace(person, enrolled=members),), ground.rates)
        for month, lines in zip(months, found, strict=True):
            payments.add(provider, month, lines)
