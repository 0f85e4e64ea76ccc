"""How large a sample is, by what it should prove."""

from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.sampling.factors import MOST, lines_size, most_wrong
from ledger.sampling.plan import FORMAL, MATERIAL, Target, plan, size_of, target_of
from ledger.vocabulary.errors import Refused


def refused(target: Target, method: str = "mus", count: int = 1000, eurocent: int = 100_000) -> str:
    """Return the code with which a plan is refused."""
    with pytest.raises(Refused) as no:
        plan("mus" if method == "mus" else "random", target, count, eurocent)
    return no.value.code


def chance_of_so_few(wrong: int, drawn: int, wrong_of_all: int, population: int) -> float:
    """Count it out: of all ways to draw, how many hold so many wrong lines or fewer."""
    ways = sum(
        comb(wrong_of_all, one) * comb(population - wrong_of_all, drawn - one)
        for one in range(wrong + 1)
        if drawn >= one
    )
    return ways / comb(population, drawn)


class TestControl:
    def test_formal_is_95_and_99(self) -> None:
        """300 cents, or 299 of very many lines."""
        assert (FORMAL, target_of(9_500, 1_00)) == (Target(), Target())
        assert (size_of("mus", FORMAL), size_of("random", FORMAL)) == (300, 299)

    def test_material_is_95_and_95(self) -> None:
        """60 cents, or 59 lines. That leaves 5 % open, so so much uncertainty is tolerated."""
        assert target_of(9_500, 5_00) == MATERIAL
        assert (size_of("mus", MATERIAL), size_of("random", MATERIAL)) == (60, 59)
        assert (MATERIAL.uncertainty_limit_basispoint, FORMAL.uncertainty_limit_basispoint) == (5_00, 3_00)
        assert (
            target_of(9_500, 3_00).uncertainty_limit_basispoint,
            target_of(9_500, 3_01).uncertainty_limit_basispoint,
        ) == (
            300,
            301,
        )


class TestAPlan:
    def test_of_money_has_an_interval(self) -> None:
        """What there is, divided by the hits, down to a whole cent; never less than one."""
        assert plan("mus", MATERIAL, 1000, 600_059).interval_eurocent == 10_000
        assert plan("mus", MATERIAL, 3, 30).interval_eurocent == 1
        assert plan("random", MATERIAL, 1000, 600_059).interval_eurocent is None

    def test_of_lines_needs_fewer_of_a_small_population(self) -> None:
        """Of 100 lines 45 prove that fewer than five are wrong; of ten lines it takes all."""
        assert [plan("random", MATERIAL, count, 10_000).size for count in (10, 100, 1000, 1_000_000)] == [
            10,
            45,
            57,
            59,
        ]

    def test_of_lines_is_all_of_them_when_nothing_less_proves_it(self) -> None:
        """So many wrong lines expected in so few."""
        assert plan("random", target_of(9_500, 5_00, 4_50), 30, 10_000).size == 30

    @settings(max_examples=60, deadline=None)
    @given(st.integers(2, 300), st.integers(1, 60), st.integers(0, 40))
    def test_of_lines_is_the_smallest_that_proves_it(self, population: int, tolerable: int, expected: int) -> None:
        """Counted out by hand: it proves it, and one line fewer does not."""
        tolerable, expected = tolerable * 100, min(expected, tolerable - 1) * 50
        size = lines_size(9_500, tolerable, expected, population)
        bad = -(-population * tolerable // 10_000)

        def proves(drawn: int) -> bool:
            return chance_of_so_few(-(-drawn * expected // 10_000), drawn, bad, population) <= 0.05 + 1e-9

        if size is None:
            assert not any(proves(drawn) for drawn in range(1, population + 1))
        else:
            assert proves(size)
            assert not any(proves(drawn) for drawn in range(1, size))


class TestTheMostThatIsWrong:
    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def test_is_the_last_number_that_the_sample_does_not_exclude(self, data: st.DataObject) -> None:
        """Counted out by hand, for small populations."""
        population = data.draw(st.integers(1, 120))
        drawn = data.draw(st.integers(1, population))
        wrong = data.draw(st.integers(0, min(drawn, 8)))
        most = most_wrong(9_500, wrong, drawn, population)
        possible = range(wrong, population - drawn + wrong + 1)
        assert most == max(one for one in possible if chance_of_so_few(wrong, drawn, one, population) > 0.05)

    def test_is_what_was_found_when_all_were_drawn(self) -> None:
        """Then nothing is uncertain."""
        assert [most_wrong(9_500, wrong, 50, 50) for wrong in (0, 7, 50)] == [0, 7, 50]


class TestIsRefused:
    @pytest.mark.parametrize("method", ["mus", "random"])
    def test_when_it_can_prove_nothing(self, method: str) -> None:
        """On the limit, and one hundredth of a percent beside it."""
        for confidence in (49_99, 100_00):
            assert refused(target_of(confidence, 1_00), method) == "sample-confidence-impossible"
        for tolerable in (0, 100_00):
            assert refused(target_of(9_500, tolerable), method) == "sample-tolerable-impossible"
        for expected in (1_00, 1_01):
            assert refused(target_of(9_500, 1_00, expected), method) == "sample-expected-too-high"
        assert plan("mus", target_of(50_00, 99_99, 0), 10, 1000).size == 1
        assert plan("mus", target_of(9_500, 1_00, 60), 10, 1000).size < MOST

    def test_when_it_takes_too_many(self) -> None:
        """The expected error is next to the tolerable one, in a population that is not small."""
        assert refused(target_of(9_500, 1_00, 99)) == "sample-too-large"
        assert refused(target_of(9_500, 1_00, 99), "random", 1_000_000) == "sample-too-large"
        assert plan("random", target_of(9_500, 1_00, 99), MOST, 100_000).size <= MOST

    def test_when_there_is_nothing_to_draw_from(self) -> None:
        """No approved line in the period."""
        assert refused(FORMAL, count=0, eurocent=0) == "sample-of-nothing"
