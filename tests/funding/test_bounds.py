"""The most that was agreed for a line that a provider declares by itself: every model says it of its own terms."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from ledger.funding.abonnement import Abonnement
from ledger.funding.activiteiten import Activiteiten
from ledger.funding.age_amounts import AgeAmount
from ledger.funding.arrangement import Arrangement
from ledger.funding.bonus import Bonus
from ledger.funding.claimed import Bound, Claimed
from ledger.funding.contract import Component
from ledger.funding.inspanning import Inspanning
from ledger.funding.lumpsum import Lumpsum
from ledger.funding.model import Activity, Model
from ledger.funding.modules import Modules
from ledger.funding.staffel import Step
from ledger.funding.uitkomst import FactorStep, Uitkomst
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import Dated
from tests.funding.samples import YEAR, contract

FACTOR: dict[str, Any] = {"base": "A", "indicator": "x", "steps": (FactorStep(1, 9_000), FactorStep(5, 10_500))}
SHOWER, WASH = Activity("douchen", "Douchen", "H126", 20, 1_801), Activity("wassen", "Wassen", "H126", 20, 1_500)
BONUS = Bonus(prestatie="H126", indicator="x", rise=1, price_eurocent=50_000)
HOURS: dict[str, Any] = {"unit_minutes": 60, "timeless": False, "in_register_unit": False}


class Ninth(Model, frozen=True, kw_only=True):
    """A model that says nothing of lines from elsewhere."""

    CODE = "I"
    NAME = "negende"


def bounds(model: Model, covers: str = "", **claim: Any) -> list[Bound]:
    """Return the bounds of two units of H126 in the first week of March; a unit takes the time it needs."""
    component = Component(model, frozenset(covers.split()))
    facts: dict[str, Any] = {
        "prestatie": "H126",
        "first": date(2026, 3, 2),
        "last": date(2026, 3, 8),
        "units": 2,
        "unit_minutes": None,
        "timeless": True,
        "in_register_unit": True,
        "maximum_eurocent": 6_001,
        "maximum_unit": "uur",
        "values": (Dated(YEAR, 60_000, "week"),),
    }
    agreed = contract(component, basispoint=10_000)
    return list(model.bounds(Claimed(contract=agreed, component=component, **(facts | claim))))


class TestBounds:
    @pytest.mark.parametrize(
        ("model", "claim", "expected"),
        [
            (Inspanning(), HOURS, [(6_001, 12_002)]),
            (Inspanning(), HOURS | {"unit_minutes": 5}, [(501, 1_001)]),
            (Inspanning(), {}, []),
            (Inspanning(), {"maximum_unit": "stuk"}, [(6_001, 12_002)]),
            (Inspanning(), {"maximum_unit": "stuk", "in_register_unit": False}, []),
            (Inspanning(), HOURS | {"maximum_unit": "stuk", "in_register_unit": True}, []),
            (Inspanning(staffel=(Step(60, 100), Step(120, 300))), HOURS, [(None, 300)]),
            (Activiteiten(activities=(SHOWER, WASH)), {}, [(1_801, 3_602)]),
            (Activiteiten(activities=(SHOWER,)), HOURS, []),
            (Activiteiten(activities=(SHOWER,)), {"prestatie": "H300"}, []),
            (Arrangement(prestatie="H126"), {}, [(None, 60_000)]),
            (Arrangement(prestatie="A001"), {}, []),
            (Modules(prestatie="H126"), {}, [(None, 60_000)]),
            (Modules(prestatie="M001"), {}, []),
            (Uitkomst(**FACTOR), HOURS, [(6_302, 12_603)]),
            (Uitkomst(**FACTOR, known="after"), {}, [(None, 60_000)]),
            (Uitkomst(**FACTOR | {"base": "B"}, activities=(WASH,)), {}, [(1_575, 3_150)]),
            (Uitkomst(bonus=BONUS), {}, [(50_000, 100_000)]),
            (Uitkomst(bonus=BONUS, known="after"), {}, [(50_000, 100_000)]),
            (Abonnement(prestatie="H126", amounts=(AgeAmount(age_from=0, amount_eurocent=1),)), {}, []),
            (Lumpsum(prestatie="H126", total_eurocent=1, instalments=1), {}, []),
            (Ninth(), {}, [(None, 60_000)]),
        ],
    )
    def test_are_those_of_the_model(
        self, model: Model, claim: dict[str, Any], expected: list[tuple[int | None, int]]
    ) -> None:
        """A price per unit where there is one; else what may be spent on the client."""
        assert bounds(model, **claim) == expected

    @pytest.mark.parametrize("model", [Inspanning(), Ninth(), Activiteiten(activities=(SHOWER,))])
    def test_are_none_of_what_the_component_does_not_cover(self, model: Model) -> None:
        """It names something else."""
        assert bounds(model, "H300", **(HOURS if isinstance(model, Inspanning) else {})) == []

    def test_take_the_activity_that_the_component_names(self) -> None:
        """Not the dearer one."""
        assert bounds(Activiteiten(activities=(SHOWER, WASH)), "wassen") == [(1_500, 3_000)]

    def test_are_a_share_of_the_days_that_the_value_holds(self) -> None:
        """Half of two days of seven."""
        component = Component(Ninth())
        half = (Dated(Period(date(2026, 3, 2), date(2026, 3, 3)), 70_000, "week"),)
        claimed = Claimed(
            contract(component),
            component,
            "H126",
            date(2026, 3, 2),
            date(2026, 3, 8),
            1,
            None,
            True,
            True,
            1,
            "stuk",
            half,
        )
        assert claimed.within_value(Fraction(1, 2)) == Bound(None, 10_000)
