"""The bar of a zorgplan: care, pgb and what is left fill it; what is too much lies across its end."""

import pytest

from web.charts import FULL, LEAST_VISIBLE, plan_bar
from web.dutch import euro


class TestPlanBar:
    @pytest.mark.parametrize(
        ("care", "pgb", "widths", "left"),
        [
            (0, 0, [0, 0, 1000], "€ 600,00"),
            (45_000, 0, [750, 0, 250], "€ 150,00"),
            (45_000, 15_000, [750, 250, 0], "€ 0,00"),
        ],
    )
    def test_parts_fill_it_exactly(self, care: int, pgb: int, widths: list[int], left: str) -> None:
        bar = plan_bar(care, pgb, 60_000, "Nog te verdelen", euro)
        assert [part.width for part in bar.segments] == widths
        assert (bar.segments[2].label, bar.segments[2].amount, bar.over) == ("Nog te verdelen", left, "")

    def test_what_is_too_much_begins_at_the_ceiling(self) -> None:
        bar = plan_bar(60_000, 20_000, 60_000, "Nog te verdelen", euro)
        assert [part.key for part in bar.segments] == ["spent", "reserved"]
        assert (bar.over, bar.limit, bar.limit_percent, bar.over_percent) == ("€ 200,00", 750, "75.0%", "25.0%")

    def test_a_cent_too_much_is_wide_enough_to_see(self) -> None:
        bar = plan_bar(60_001, 0, 60_000, "Nog te verdelen", euro)
        assert (bar.over, bar.limit) == ("€ 0,01", FULL - LEAST_VISIBLE)
