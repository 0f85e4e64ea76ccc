"""Signals over the year of a provider: round figures, and the end of the month."""

from fractions import Fraction

import pytest
from scipy.stats import binom

from ledger.rechtmatigheid.rule import Rule
from ledger.rechtmatigheid.rules.patterns import (
    END_OF_MONTH,
    ROUND_AMOUNTS,
    ROUND_MINUTES,
    end_of_period_clustering,
    round_amounts,
    round_numbers,
    stands_out,
)
from tests.ledger.rechtmatigheid.made_care import a_year, finds

CASES = [
    (round_numbers, "round_given", "given", ROUND_MINUTES, 69),
    (round_amounts, "round_lines", "lines", ROUND_AMOUNTS, 29),
    (end_of_period_clustering, "late_given", "given", END_OF_MONTH, 26),
]


class TestAPattern:
    @pytest.mark.parametrize(("rule", "count", "of", "share", "least"), CASES)
    def test_stands_out_from_a_count_on(self, rule: Rule, count: str, of: str, share: Fraction, least: int) -> None:
        """Of a hundred: one below is chance, this one is a signal, with nothing at stake."""
        assert not finds(rule, a_year(**{count: least - 1, of: 100}))
        (one,) = finds(rule, a_year(**{count: least, of: 100}))
        assert (one.eurocent, f"{least} van de 100" in one.told) == (0, True)

    @pytest.mark.parametrize(("rule", "count", "of", "share", "least"), CASES)
    def test_needs_a_hundred(self, rule: Rule, count: str, of: str, share: Fraction, least: int) -> None:
        """Ninety-nine of ninety-nine is still a handful."""
        assert not finds(rule, a_year(**{count: 99, of: 99}))
        assert len(finds(rule, a_year(**{count: 100, of: 100}))) == 1

    @pytest.mark.parametrize("total", [100, 250, 1_000, 10_000])
    @pytest.mark.parametrize("share", [ROUND_MINUTES, ROUND_AMOUNTS, END_OF_MONTH])
    def test_is_not_chance(self, share: Fraction, total: int) -> None:
        """By the exact binomial distribution, honest records stand out in fewer than one of a thousand years."""
        least = next(count for count in range(total + 1) if stands_out(count, total, share))
        assert binom.sf(least - 1, total, float(share)) < 0.001

    def test_of_very_many_has_to_matter(self) -> None:
        """Of a hundred thousand, half and a tenth more: what is smaller proves much and means little."""
        assert not finds(round_numbers, a_year(given=100_000, round_given=60_000))
        assert len(finds(round_numbers, a_year(given=100_000, round_given=60_001))) == 1

    def test_is_not_seen_in_honest_records(self) -> None:
        """Nothing remarkable."""
        for rule in (round_numbers, round_amounts, end_of_period_clustering):
            assert not finds(rule, a_year())
