"""What the rekenmodule cannot be asked, each with its code and the field it is about."""

import pytest

from ledger.rekenmodule.ask import Ask, Line, Price, Value
from ledger.rekenmodule.calculation import calculate
from ledger.vocabulary.errors import Malformed
from tests.rekenmodule.plans import ask, counted, fixed, hourly

DAGDEEL = Price(8_000, "dagdeel", "afspraak")
HOUR = Price(6_000, "uur", "afspraak")


def a_line(price: Price | None = None, minutes: int = 0, count: int = 0, fixed: Value | None = None) -> Ask:
    line = Line(
        description="zorg", provider="p1", price=price, minutes_per_week=minutes, count_per_week=count, fixed=fixed
    )
    return ask(line)


class TestRefused:
    @pytest.mark.parametrize(
        ("asked", "code", "field"),
        [
            (ask(ekt_basispoint=2_501), "ekt-above-maximum", "ekt"),
            (ask(ekt_basispoint=-1), "ekt-above-maximum", "ekt"),
            (ask(ekt_basispoint=1, leveringsvorm="verblijf"), "ekt-not-here", "ekt"),
            (ask(ekt_basispoint=1, leveringsvorm="vpt"), "ekt-not-here", "ekt"),
            (ask(ekt_basispoint=1, leveringsvorm="dtv"), "ekt-not-here", "ekt"),
            (ask(ceiling=Value(0, "week")), "value-not-positive", "value"),
            (ask(meerzorg=Value(0, "week")), "meerzorg-not-positive", "meerzorg"),
            (ask(leveringsvorm="vpt", remainder_to="pgb"), "pgb-not-here", "remainder_to"),
            (ask(fixed(1, provider=None), leveringsvorm="verblijf"), "pgb-not-here", "lines[0].provider"),
            (ask(fixed(1), leveringsvorm="pgb"), "provider-not-here", "lines[0].provider"),
            (ask(fixed(0)), "amount-not-positive", "lines[0].fixed"),
            (ask(fixed(-1)), "amount-not-positive", "lines[0].fixed"),
            (a_line(), "price-missing", "lines[0].price"),
            (a_line(minutes=60), "price-missing", "lines[0].price"),
            (a_line(price=DAGDEEL, fixed=Value(1, "week")), "price-twice", "lines[0].fixed"),
            (a_line(price=Price(0, "uur", "afspraak"), minutes=60), "price-not-positive", "lines[0].price"),
            (a_line(price=HOUR), "quantity-missing", "lines[0].minutes_per_week"),
            (a_line(price=DAGDEEL), "quantity-missing", "lines[0].count_per_week"),
            (a_line(price=HOUR, minutes=60, count=1), "quantity-not-here", "lines[0].count_per_week"),
            (a_line(price=DAGDEEL, minutes=60, count=1), "quantity-not-here", "lines[0].minutes_per_week"),
            (ask(counted(-1)), "quantity-negative", "lines[0].count_per_week"),
            (ask(hourly(-60)), "quantity-negative", "lines[0].minutes_per_week"),
            (ask(hourly(10_081)), "quantity-too-large", "lines[0].minutes_per_week"),
        ],
    )
    def test_is_told_with_code_and_field(self, asked: Ask, code: str, field: str) -> None:
        with pytest.raises(Malformed) as refused:
            calculate(asked)
        assert [(one.code, one.field) for one in refused.value.problems] == [(code, field)]

    def test_every_problem_at_once(self) -> None:
        with pytest.raises(Malformed) as refused:
            calculate(ask(fixed(0), hourly(-60), ekt_basispoint=2_501))
        assert [one.field for one in refused.value.problems] == [
            "ekt",
            "lines[0].fixed",
            "lines[1].minutes_per_week",
        ]

    def test_but_all_hours_of_a_week_can_be_asked(self) -> None:
        assert calculate(ask(hourly(10_080))).minutes_per_week == 10_080
