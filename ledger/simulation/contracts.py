"""The contracts of a scenario: for every provider the same terms, made once."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from ledger.funding.catalogue import model_of
from ledger.funding.contract import Component, Contract
from ledger.funding.deriving import Line, derive
from ledger.funding.facts import Person, Residents, Score
from ledger.funding.model import Rates
from ledger.simulation.calibration import BANDS, Calibration
from ledger.simulation.scenarios import BASE_BASISPOINT, Scenario, Usual, component, personal_contract
from ledger.vocabulary.percentages import WHOLE, of
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY

MONTHS_A_YEAR = 12


def year_of(year: int) -> Period:
    """Return a year as a period."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def months_of(year: int) -> list[Period]:
    """Return the months of a year."""
    starts = [date(year, month, 1) for month in range(1, MONTHS_A_YEAR + 1)]
    return [
        Period(first, last - ONE_DAY) for first, last in zip(starts, [*starts[1:], date(year + 1, 1, 1)], strict=True)
    ]


class ScenarioContracts:
    """What one scenario agrees with every provider of the regions, over one year."""

    def __init__(self, scenario: Scenario, year: Period, usual: Usual, known: Calibration) -> None:
        self.scenario = scenario
        self.year = year
        self._usual = usual
        self._known = known
        self._personal: dict[tuple[str, str], Contract] = {}
        self._enrolments: dict[tuple[str, str], Contract] = {}
        self.delimited = self._delimited()

    def personal(self, provider: str, region: str) -> Contract:
        """Return what is agreed with a provider about what is paid for a person."""
        key = (provider, region)
        if key not in self._personal:
            self._personal[key] = personal_contract(self.scenario, provider, region, self.year, self._components())
        return self._personal[key]

    def _components(self) -> tuple[Component, ...]:
        part = frozenset({self.delimited} if self.delimited else ())
        return tuple(
            component(self.scenario, letter, self._usual, part if letter == "E" else frozenset())
            for letter in self.scenario.personal
        )

    def _delimited(self) -> str | None:
        """Return the prestatie that E has for itself beside A or B, which have the rest."""
        letters = self.scenario.personal
        if len(letters) < 2 or self.scenario.has_bonus:
            return None
        known = (*sorted(self._usual.prices), *sorted(self._usual.pieces))
        return self._known.most_planned_prestatie() or self._usual.most_given or next(iter(known), None)

    def enrolment(self, provider: str, region: str) -> Contract:
        """Return the G of this scenario: an amount per year by age, as the plans cost on 1 January."""
        key = (provider, region)
        if key not in self._enrolments:
            terms = {"prestatie": "ABONNEMENT", "amounts": self._amounts(region)}
            self._enrolments[key] = self._based("G", provider, region, terms)
        return self._enrolments[key]

    def lump(self, provider: str, region: str) -> Contract | None:
        """Return the H of a provider: what its plans cost on 1 January; a newcomer has none."""
        total = self._base(self._known.planned[region, provider])
        if not total:
            return None
        terms = {"prestatie": "LUMPSUM", "total_eurocent": total, "instalments": MONTHS_A_YEAR}
        return self._based("H", provider, region, terms)

    def area(self, region: str) -> tuple[Contract, tuple[Residents, ...]] | None:
        """Return the F of a region with its one provider; the residents are the people with a plan on 1 January.

        None where nothing was planned, or where of nobody with a plan the age is known.
        """
        provider = self._known.main_provider(region)
        residents = tuple(
            Residents(self.year.first, low, high, None, self._known.persons[region, band], 0)
            for band, (low, high) in enumerate(BANDS)
            if self._known.persons[region, band]
        )
        if provider is None or not residents:
            return None
        terms = {"prestatie": "POPULATIE", "area": region, "amounts": self._amounts(region)}
        return self._based("F", provider, region, terms), residents

    def _amounts(self, region: str) -> list[dict[str, Any]]:
        return [
            {"age_from": low, "age_to": high, "amount_eurocent": self._base(self._known.amount(region, band))}
            for band, (low, high) in enumerate(BANDS)
        ]

    def _base(self, cents: int) -> int:
        return of(cents, BASE_BASISPOINT if self.scenario.personal else WHOLE)

    def _based(self, letter: str, provider: str, region: str, terms: dict[str, Any]) -> Contract:
        only = (Component(msgspec.convert(terms, model_of(letter))),)
        return personal_contract(self.scenario, provider, region, self.year, only)


def lines_of(
    contract: Contract,
    months: Sequence[Period],
    people: Sequence[Person],
    rates: Rates,
    scores: Sequence[Score] = (),
    residents: Sequence[Residents] = (),
) -> list[list[Line]]:
    """Return the lines of each month."""
    return [derive((contract,), month, people, rates, scores, residents) for month in months]
