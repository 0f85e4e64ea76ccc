"""Replays a year of recorded care under one scenario: one person at a time, month by month, as a contract would."""

from collections.abc import Sequence

from ledger.funding.catalogue import model_of
from ledger.funding.contract import Contract
from ledger.funding.deriving import Line
from ledger.funding.facts import Person
from ledger.simulation.cared import Cared, Ground
from ledger.simulation.contracts import ScenarioContracts, lines_of, months_of
from ledger.simulation.forecasting import once_more, one_hour_longer
from ledger.simulation.payments import Payments, pay
from ledger.simulation.recasting import enrolled, providers_of
from ledger.simulation.scenarios import Scenario
from ledger.simulation.tally import FORECAST_DAYS, Tally
from ledger.vocabulary.amounts import rounded
from ledger.vocabulary.percentages import of

JULY = 7
"""The month in which one more hour is tried."""


class Replay:
    """One scenario over many people."""

    def __init__(self, scenario: Scenario, ground: Ground) -> None:
        self.scenario = scenario
        self.ground = ground
        self.contracts = ScenarioContracts(scenario, ground.period, ground.usual, ground.known)
        self.months = months_of(ground.year)
        self.tally = Tally()

    def take(self, cared: Cared) -> None:
        """Pay for one person. Of who is sampled the year is forecast too, and one more hour is tried."""
        payments = pay(cared.person, self.contracts, self.months, self.ground)
        for _, _, line in payments:
            self._count(line)
        self._measure(cared, payments)
        self._count_per_provider(cared, payments)
        self._count_work(cared, payments)
        if cared.forecasts:
            self._forecast(cared, payments)
            self._one_more_hour(cared, payments)

    def conclude(self, sampled_one_in: int) -> None:
        """Pay what is paid to a provider and not for a person: F and H."""
        known = self.ground.known
        if self.scenario.base == "F":
            for region in known.regions():
                if area := self.contracts.area(region):
                    contract, residents = area
                    months = lines_of(contract, self.months, (), self.ground.rates, (), residents)
                    self._pay_provider(contract, months, sampled_one_in)
        if self.scenario.base == "H":
            for region, provider in sorted(known.planned):
                if lump := self.contracts.lump(provider, region):
                    self._pay_provider(lump, lines_of(lump, self.months, (), self.ground.rates), sampled_one_in)
        for (region, provider), cents in self.tally.base.items():
            self.tally.undelivered += max(cents - self._not_paid_yet(region, provider), 0)

    def _count(self, line: Line) -> None:
        tally = self.tally
        tally.computed += line.computed.eurocent
        tally.paid += line.paid_eurocent
        tally.unpaid += line.unpaid_eurocent
        tally.above += line.above_eurocent
        tally.on_prestatie += line.paid_eurocent if line.computed.client else 0

    def _measure(self, cared: Cared, payments: Payments) -> None:
        """Hold what was paid for a person against the value, and against what the care was worth."""
        tally, paid = self.tally, payments.paid()
        tally.clients += 1
        tally.clients_above += payments.above() > 0
        tally.client_days += cared.days
        tally.value += cared.value
        tally.pgb += cared.pgb
        tally.unused += max(self._share(cared.value - cared.pgb) - paid, 0)
        tally.per_client.append(paid)
        tally.undelivered += self._undelivered(cared, payments)

    def _share(self, cents: int) -> int:
        """Return the part of a value that is for the person: beside a lump only what the lump leaves."""
        return of(cents, self.scenario.personal_basispoint) if self.scenario.base == "H" else cents

    def _undelivered(self, cared: Cared, payments: Payments) -> int:
        """Return the cents of fixed amounts for a person beyond what the care was worth.

        Hours are paid as delivered and a bonus is for a result, so of both nothing is for care not delivered. What a
        provider gets for everybody together is held against all of its care, in `conclude`.
        """
        if self.scenario.pays_hours_only:
            return 0
        personal = (line for _, _, line in payments if line.computed.client is not None)
        fixed = sum(line.paid_eurocent for line in personal if not model_of(line.model).BY_THE_HOUR)
        by_hour = self.contracts.delimited
        return max(fixed - sum(cents for (_, code), cents in cared.worth.items() if code != by_hour), 0)

    def _count_per_provider(self, cared: Cared, payments: Payments) -> None:
        tally, region = self.tally, cared.person.region
        received, base, worth = payments.received(cared.person), payments.base(), cared.worth_by_provider
        tally.per_provider.update(received)
        tally.worth_per_provider.update(worth)
        tally.clients_per_provider.update(received.keys() | worth.keys())
        for provider, cents in base.items():
            tally.base[region, provider] += cents
        for provider, cents in worth.items():
            personal = received.get(provider, 0) - base.get(provider, 0)
            tally.unpaid_worth[region, provider] += max(cents - personal, 0)

    def _count_work(self, cared: Cared, payments: Payments) -> None:
        """Count what is to be registered, who is involved, and when the rest for a pgb is known."""
        tally, by_delivery = self.tally, self.scenario.rests_on_deliveries
        tally.registrations += payments.declared + (cared.deliveries if by_delivery else 0)
        if self.scenario.base == "G":
            tally.registrations += len(enrolled(cared.person, self.ground.period, self.scenario.contract))
        tally.providers += len(payments.providers)
        tally.most_providers = max(tally.most_providers, len(payments.providers))
        tally.pgb_known[cared.last_day if by_delivery and not cared.pgb else cared.settled] += 1

    def _forecast(self, cared: Cared, payments: Payments) -> None:
        """Forecast the year on three days, from what held then and care as planned."""
        for forecast, still, (month, _) in zip(self.tally.forecasts, cared.forecasts, FORECAST_DAYS, strict=True):
            to_come = pay(still, self.contracts, self.months[month - 1 :], self.ground)
            forecast.expected += payments.paid(1, month - 1) + to_come.paid()
            forecast.actual += payments.paid()

    def _one_more_hour(self, cared: Cared, payments: Payments) -> None:
        """Try more care in July with the provider that gives most: one more time, and one hour longer a time."""
        person, july, tally = cared.person, self.months[JULY - 1], self.tally
        provider = next(iter(providers_of(person, july)), None)
        if provider is None or not self.scenario.personal:
            return
        if more := once_more(person, provider, july, self.ground.usual):
            tally.extra_minutes += more.minutes
            tally.extra_revenue += self._revenue(more.person, payments)
        if more := one_hour_longer(person, provider, july, self.ground.usual):
            tally.longer_minutes += more.minutes
            tally.longer_revenue += self._revenue(more.person, payments)

    def _revenue(self, changed: Person, payments: Payments) -> int:
        july = pay(changed, self.contracts, [self.months[JULY - 1]], self.ground)
        return july.paid_for_person(JULY) - payments.paid_for_person(JULY)

    def _pay_provider(self, contract: Contract, months: Sequence[Sequence[Line]], sampled_one_in: int) -> None:
        """Count a fixed sum."""
        lines = [line for month in months for line in month]
        for line in lines:
            self._count(line)
        total = sum(line.paid_eurocent for line in lines)
        self.tally.registrations += len(lines)
        self.tally.per_provider[contract.provider] += total
        self.tally.base[contract.region, contract.provider] += total
        for forecast in self.tally.forecasts:
            forecast.expected += rounded(total, sampled_one_in)
            forecast.actual += rounded(total, sampled_one_in)

    def _not_paid_yet(self, region: str, provider: str) -> int:
        """Return what care was worth beyond what was paid for people: under F of the area, else of the provider."""
        left = self.tally.unpaid_worth
        if self.scenario.base == "F":
            return sum(cents for (where, _), cents in left.items() if where == region)
        return left[region, provider]
