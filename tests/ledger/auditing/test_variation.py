"""Practice variation: use beside the indicatiewaarde, days counted once, limits that narrow with more clients."""

from datetime import date
from typing import Any

import pytest

from ledger.auditing.across import Counts
from ledger.auditing.variation import Funnel, Limits, Use, UseOf, by_provider, use_of_client
from ledger.rechtmatigheid.facts import Chosen
from ledger.vocabulary.prorata import Dated
from tests.ledger.rechtmatigheid.made import YEAR, a_line, rights

KEY = ("Rotterdam", "p1", 2026)
DAILY = (Dated(YEAR, 100_00, "day"),)
"""A hundred euro a day."""


def used(*lines: Any, agb: dict[str, str] | None = None, **changes: Any) -> dict[Any, tuple[int, int]]:
    """What one client used, in cents paid and cents of indicatiewaarde."""
    found = use_of_client(lines, rights(**{"worth": DAILY, **changes}), lambda name: (agb or {}).get(name, name))
    return {key: (use.paid, use.worth) for key, use in found}


def march(first: int, last: int, **changes: Any) -> Any:
    """A line over some days of March, for forty euro."""
    days = {"first": date(2026, 3, first), "last": date(2026, 3, last)}
    return a_line(**{"eurocent": 4000, "left": 4000, **days, **changes})


class TestTheUseOfAClient:
    def test_is_what_was_paid_beside_the_indicatiewaarde_on_the_days_of_care(self) -> None:
        """Forty euro for two days that are worth a hundred each."""
        assert used(march(4, 5)) == {KEY: (40_00, 200_00)}

    def test_counts_days_once_however_many_lines_are_about_them(self) -> None:
        """Three lines over the days 4 to 9; the 12th stands by itself."""
        lines = [march(4, 7), march(6, 9, line="2"), march(4, 9, line="3"), march(12, 12, line="4")]
        assert used(*lines) == {KEY: (160_00, 700_00)}

    def test_counts_what_stands_after_credits(self) -> None:
        """What was taken back is not used; what was taken back whole, and what was refused, is no care."""
        assert used(march(4, 4, left=1000)) == {KEY: (10_00, 100_00)}
        assert used(march(4, 4, left=0)) == {}
        assert used(march(4, 4, status="submitted")) == {}

    def test_is_of_the_provider_behind_an_agb_code_in_each_year(self) -> None:
        """The same provider under its code; the year is that of the first day."""
        lines = [march(4, 4), march(5, 5, provider="47001234", line="2")]
        assert used(*lines, agb={"47001234": "p1"}) == {KEY: (80_00, 200_00)}

    @pytest.mark.parametrize(("form", "counts"), [("mpt", True), ("mpt_pgb", True), ("vpt", False), ("zzp", False)])
    def test_is_of_care_at_home_in_parts(self, form: str, counts: bool) -> None:
        """Mpt, also beside a pgb."""
        assert bool(used(march(4, 4), forms=(Chosen(YEAR, form, 3),))) is counts

    def test_without_an_indicatiewaarde_cannot_be_compared(self) -> None:
        assert used(march(4, 4), worth=()) == {}


class TestCounts:
    def test_add_up_over_clients_and_are_of_a_region(self) -> None:
        """Of two processes with a client each."""
        one, other = Counts(), Counts()
        one.uses[KEY] = Use(1, 40, 100, 1600, 4000, 10000)
        other.uses[KEY] = Use(1, 60, 100, 3600, 6000, 10000)
        other.uses["Utrecht", "p1", 2026] = Use(1, 1, 1, 1, 1, 1)
        one.add(other)
        assert one.uses_in("Rotterdam") == (UseOf(*KEY, Use(2, 100, 200, 5200, 10000, 20000)),)
        assert len(one.uses_in(None)) == 2
        assert by_provider(one.uses_in(None), 2026) == {"p1": Use(3, 101, 201, 5201, 10001, 20001)}
        assert by_provider(one.uses_in(None), 2025) == {}


def together(*clients: tuple[int, int]) -> Use:
    """The use of clients: paid and worth of each."""
    whole = Use()
    for paid, worth in clients:
        whole.add(Use(1, paid, worth, paid * paid, paid * worth, worth * worth))
    return whole


class TestTheFunnel:
    def uses(self) -> dict[str, Use]:
        """Two providers of a hundred clients at 40 and 60 percent by turns, and one of four at 95."""
        by_turns = [(40, 100), (60, 100)] * 50
        return {"p1": together(*by_turns), "p2": together(*by_turns), "p3": together(*[(95, 100)] * 4)}

    def test_has_the_mean_of_all_clients_and_not_of_providers(self) -> None:
        """(200 × 50 + 4 × 95) ÷ 204 = 50,88 %."""
        assert Funnel(self.uses()).mean == 5088

    def test_narrows_with_the_root_of_the_number_of_clients(self) -> None:
        """Of four times as many clients the limits are half as far; 99,8 % lies 3,0902 ÷ 1,9600 times as far as 95 %.

        By hand: the squares of 40, 60 and 95 from the mean 50.88 come to 27 840; ÷ 203 the variance of one client is
        137.1, so the deviation of one is 11.71 %; of a hundred 1.17 %, and 1.96 × that is 2.29 %.
        """
        funnel = Funnel(self.uses())
        wide, narrow = funnel.limits(25), funnel.limits(100)
        assert narrow == Limits(100, 5088 - 362, 5088 - 229, 5088 + 229, 5088 + 362)
        assert abs((wide.above - 5088) - 2 * (narrow.above - 5088)) <= 2

    def test_tells_who_lies_outside(self) -> None:
        """Four clients at 95 % are far outside; a hundred at 50 % are not."""
        assert [(one.provider, one.basispoint, one.place) for one in Funnel(self.uses()).compared()] == [
            ("p3", 9500, "far"),
            ("p1", 5000, "within"),
            ("p2", 5000, "within"),
        ]

    @pytest.mark.parametrize(
        ("of_limit", "place"),
        [("above", "within"), ("far_above", "outside"), ("below", "within"), ("far_below", "outside")],
    )
    def test_counts_the_limit_itself_as_within(self, of_limit: str, place: str) -> None:
        """Exactly on a line is not beyond it; a basispunt further is."""
        funnel = Funnel(self.uses())
        limit: int = getattr(funnel.limits(50), of_limit)
        beyond = {"within": "outside", "outside": "far"}[place]
        step = 1 if "above" in of_limit else -1
        for use, told in ((limit, place), (limit + step, beyond)):
            assert funnel._compared("px", Use(50, use, 10_000)).place == told

    @pytest.mark.parametrize("uses", [{}, {"p1": Use(1, 40, 100, 1600, 4000, 10000)}, {"p1": Use(2, 0, 0, 0, 0, 0)}])
    def test_of_nothing_is_none(self, uses: dict[str, Use]) -> None:
        with pytest.raises(ValueError, match="nothing to compare"):
            Funnel(uses)
