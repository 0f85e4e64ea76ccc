"""What a line of a zorgplan costs: under the contract that covers it, at its part of the maximum of the register."""

from datetime import date
from typing import Any

import pytest

from ledger.dossier.prices import contracts_for, price_of
from ledger.funding.contract import Component, Contract
from ledger.funding.inspanning import Inspanning
from ledger.funding.model import Rate
from ledger.vocabulary.agreeing import Party
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.periods import Period


class Register:
    """Knows H126 at € 60,00 an hour."""

    def rate(self, code: str, on: date) -> Rate:
        """Return it, whatever the day."""
        return Rate(on.year, code, "uur", 6_000, 1, "NZa")


class TestThePriceOfALine:
    @staticmethod
    def contract(number: str, *components: Component, **more: Any) -> Contract:
        """Return a contract of p1 for 2026 at 90 %."""
        facts: dict[str, Any] = {
            "provider": "p1",
            "payer": "z",
            "act": "Wlz",
            "region": "Rotterdam",
            "leveringsvormen": frozenset({"mpt"}),
            "period": Period(date(2026, 1, 1), date(2026, 12, 31)),
            "parties": (Party("p1", "hoofdaannemer"),),
            "components": components or (Component(Inspanning()),),
            "basispoint": 9_000,
            "basis": "delivered",
            "ceiling": "client",
        }
        return Contract(contract=number, **(facts | more))

    def test_is_that_of_the_contract_that_covers_it(self) -> None:
        """One names H126, another everything but; the third has the rest."""
        named = self.contract("k1", Component(Inspanning(), frozenset({"H126"})))
        rest = self.contract("k2", Component(Inspanning(), frozenset({"H300"})), basispoint=8_000)
        price = price_of([rest, named], _Wanted("H126"), date(2026, 3, 4), Register())
        assert (price.eurocent, price.unit, price.basispoint) == (5_400, "uur", 9_000)
        assert price.source == "contract k1: 90% van het maximum 2026"
        with pytest.raises(Refused) as refused:
            price_of([rest], _Wanted("H126"), date(2026, 3, 4), Register())
        assert refused.value.code == "prestatie-not-agreed"

    def test_is_not_found_in_a_component_that_leaves_it_to_another(self) -> None:
        """H126 is named by the first, so the rest is all but that."""
        both = self.contract("k1", Component(Inspanning(), frozenset({"H126"})), Component(Inspanning()))
        assert price_of([both], _Wanted("H300"), date(2026, 3, 4), Register()).eurocent == 5_400

    @pytest.mark.parametrize(
        ("on", "region", "form", "found"),
        [
            ("2026-01-01", "Rotterdam", "mpt", True),
            ("2026-12-31", "Rotterdam", "mpt", True),
            ("2025-12-31", "Rotterdam", "mpt", False),
            ("2027-01-01", "Rotterdam", "mpt", False),
            ("2026-03-04", "Utrecht", "mpt", False),
            ("2026-03-04", "Rotterdam", "vpt", False),
            ("2026-03-04", "Rotterdam", None, False),
        ],
    )
    def test_comes_from_a_contract_that_holds(self, on: str, region: str, form: str | None, found: bool) -> None:
        """On its first and last day, in its region, for its leveringsvorm."""
        one = self.contract("k1")
        assert bool(contracts_for([one], date.fromisoformat(on), region, form)) == found

    def test_of_the_wmo_needs_no_leveringsvorm(self) -> None:
        """It has none."""
        one = self.contract("k1", act="Wmo", leveringsvormen=frozenset())
        assert contracts_for([one], date(2026, 3, 4), "Rotterdam", None) == (one,)


class _Wanted:
    """A line of a plan at p1."""

    provider = "p1"
    activity = None
    arrangement = None

    def __init__(self, prestatie: str) -> None:
        self.prestatie = prestatie
