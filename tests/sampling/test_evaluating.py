"""What a judged sample says of the whole, and what that means."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.sampling.drawing import draw, number_below, population_of
from ledger.sampling.evaluating import Evaluation, JudgedItem, evaluate
from ledger.sampling.plan import FORMAL, MATERIAL, Plan, plan, target_of

LINES, CENTS = 10_000, 60_000_000
"""Ten thousand lines, EUR 600 000 in all."""
BY_MONEY = plan("mus", FORMAL, LINES, CENTS)
BY_LINE = plan("random", FORMAL, LINES, CENTS)


def judged(right: int = 100_00, of: int = 100_00, unsure: int = 0, hits: int = 1) -> JudgedItem:
    """A line of EUR 100.00, of which so much is right."""
    return JudgedItem(eurocent=of, audited_eurocent=right, uncertain_eurocent=unsure, hits=hits)


def found(*items: JudgedItem, by: Plan = BY_MONEY) -> Evaluation:
    """Evaluate a sample with these items; all others are right."""
    return evaluate(by, LINES, CENTS, [*items, *[judged()] * (by.size - len(items))])


class TestMoney:
    def test_without_an_error_still_leaves_something_open(self) -> None:
        """EUR 2000.00 a cent, times 2.995733: a little less than the 1 % that was to be proven."""
        nothing = found()
        assert (nothing.projected_eurocent, nothing.bound_eurocent) == (0, 599_147)
        assert (nothing.error_basispoint, nothing.bound_basispoint, nothing.uncertainty_basispoint) == (0, 100, 100)
        assert nothing.verdict == "approved"

    def test_projects_the_wrong_part_of_a_line_over_its_interval(self) -> None:
        """A quarter of a line of EUR 100.00 is a quarter of EUR 2000.00."""
        assert found(judged(75_00)).projected_eurocent == 500_00
        assert found(judged(75_00)).found_eurocent == 25_00
        assert found(judged(75_00, hits=2)).projected_eurocent == 1_000_00

    def test_takes_a_line_of_the_interval_as_it_is(self) -> None:
        """EUR 2000.00 and more is always in: its error is no estimate; a cent less is."""
        assert found(judged(0, of=2_000_00)).projected_eurocent == 2_000_00
        large, small = found(judged(0, of=4_000_00)), found(judged(0, of=1_999_99))
        assert large.projected_eurocent == 4_000_00
        assert small.projected_eurocent == 2_000_00
        assert large.bound_eurocent == 599_147 + 400_000
        assert small.bound_eurocent is not None
        assert small.bound_eurocent > 599_147 + 200_000

    def test_puts_large_parts_before_small_ones(self) -> None:
        """In whatever order the lines stand: the bound is the careful one."""
        assert found(judged(0), judged(90_00)) == found(judged(90_00), judged(0))

    def test_is_exact_when_every_line_was_judged(self) -> None:
        """Then there is nothing to project and nothing open."""
        whole = plan("mus", MATERIAL, 3, 300_00)
        result = evaluate(whole, 3, 300_00, [judged(), judged(99_00), judged()])
        assert (result.projected_eurocent, result.bound_eurocent, result.uncertainty_basispoint) == (1_00, 1_00, 0)

    def test_is_never_more_than_there_is(self) -> None:
        """All lines wrong: 100 %."""
        result = found(*[judged(0)] * 300)
        assert result.projected_eurocent == result.bound_eurocent == CENTS
        assert (result.error_basispoint, result.bound_basispoint) == (100_00, 100_00)


class TestWhatWasPaidTooLittle:
    def test_is_told_apart_and_lowers_no_error(self) -> None:
        """EUR 50.00 too little on one line and EUR 50.00 too much on another do not make nothing."""
        both, only = found(judged(150_00), judged(50_00)), found(judged(50_00))
        assert both.understated_eurocent == 1_000_00
        assert only.understated_eurocent == 0
        for name in ("projected_eurocent", "bound_eurocent", "wrong_count", "verdict", "error_basispoint"):
            assert getattr(both, name) == getattr(only, name)


class TestTheVerdict:
    def test_is_that_the_error_is_too_large_above_1_percent(self) -> None:
        """Three whole lines of 300 are 1 %, and one cent more on a fourth is more."""
        at, over = found(*[judged(0)] * 3), found(*[judged(0)] * 3, judged(99_99))
        assert (at.error_basispoint, at.verdict) == (1_00, "approved")
        assert (over.error_basispoint, over.verdict) == (1_01, "error-too-large")

    def test_is_that_the_uncertainty_is_too_large_above_3_percent(self) -> None:
        """What cannot be established, with what the sample leaves open: 1 % here, so 2 % may be unknown."""
        at = found(*[judged(0, unsure=100_00)] * 6)
        over = found(*[judged(0, unsure=100_00)] * 6, judged(50_00, unsure=50_00))
        assert (at.error_basispoint, at.uncertainty_basispoint, at.verdict) == (0, 3_00, "approved")
        assert (over.error_basispoint, over.verdict) == (0, "uncertainty-too-large")
        assert over.uncertain_eurocent == 13_000_00

    def test_tells_the_error_first(self) -> None:
        """When both are too large."""
        assert found(*[judged(0)] * 4, *[judged(0, unsure=100_00)] * 20).verdict == "error-too-large"

    @pytest.mark.parametrize("method", ["mus", "random"])
    def test_approves_material_control_without_errors(self, method: str) -> None:
        """60 lines leave 5 % open: that is the precision that was agreed."""
        by = plan("mus" if method == "mus" else "random", MATERIAL, LINES, CENTS)
        assert found(by=by).verdict == "approved"
        assert 4_80 < found(by=by).uncertainty_basispoint <= 5_00


class TestLines:
    def test_are_counted_wrong_whatever_the_amount(self) -> None:
        """A cent too much, or all of it: one line of 294 is 0,35 %, with its exact bound."""
        cent, all_of_it = found(judged(99_99), by=BY_LINE), found(judged(0), by=BY_LINE)
        for name in ("wrong_count", "error_basispoint", "bound_basispoint", "verdict"):
            assert getattr(cent, name) == getattr(all_of_it, name)
        assert (cent.wrong_count, cent.error_basispoint, cent.bound_eurocent) == (1, 35, None)

    def test_give_an_amount_by_ratio(self) -> None:
        """One hundredth of what was judged is wrong, so one hundredth of all is likely to be; without a bound."""
        result = evaluate(BY_LINE, LINES, CENTS, [judged(99_00)] * BY_LINE.size)
        assert result.projected_eurocent == CENTS // 100

    def test_that_are_unsure_count_as_uncertainty(self) -> None:
        """Not as an error; a line that is wrong as well is an error."""
        unsure, wrong = found(judged(0, unsure=100_00), by=BY_LINE), found(judged(0, unsure=50_00), by=BY_LINE)
        assert (unsure.wrong_count, wrong.wrong_count) == (0, 1)
        assert unsure.uncertainty_basispoint == found(by=BY_LINE).uncertainty_basispoint + 35


class TestAnyJudgement:
    @settings(max_examples=100, deadline=None)
    @given(st.lists(st.tuples(st.integers(1, 300_000), st.integers(0, 400_000), st.integers(1, 3)), max_size=40))
    def test_keeps_the_bound_above_the_likely_error(self, lines: list[tuple[int, int, int]]) -> None:
        """And more error never makes either of them smaller."""
        items = [judged(right, of, hits=hits) for of, right, hits in lines]
        result, worse = found(*items), found(*items, judged(50_00))
        assert result.bound_eurocent is not None
        assert worse.bound_eurocent is not None
        assert result.projected_eurocent <= result.bound_eurocent <= CENTS
        assert result.projected_eurocent <= worse.projected_eurocent
        assert result.bound_eurocent <= worse.bound_eurocent


def covered(by: str, part_wrong: int, tries: int) -> float:
    """Return how often the bound holds: 2000 lines of all sizes, one in fifty of which is wrong for a percentage."""
    lines = [(f"d1/{number:04}", 500 + number_below("omvang", number, 20_000)) for number in range(2000)]
    wrong = {key for number, (key, _) in enumerate(sorted(lines)) if number_below("fout", number, 50) == 0}
    whole = population_of(lines)
    truth = Fraction(sum(of * part_wrong // 100 for key, of in lines if key in wrong))
    share = Fraction(len(wrong), len(lines))
    planned = plan("mus" if by == "mus" else "random", target_of(9_500, 5_00, 2_00), whole.count, whole.eurocent)
    held = 0
    for number in range(tries):
        items = [
            judged(
                one.eurocent - (one.eurocent * part_wrong // 100 if one.key in wrong else 0), one.eurocent, 0, one.hits
            )
            for one in draw(planned, f"proef {number}", whole)
        ]
        told = evaluate(planned, whole.count, whole.eurocent, items)
        if told.bound_eurocent is None:
            held += told.bound_basispoint >= share * 10_000
        else:
            held += told.bound_eurocent >= truth
    return held / tries


class TestTheConfidence:
    @pytest.mark.parametrize("part_wrong", [100, 30])
    @pytest.mark.parametrize("method", ["mus", "random"])
    def test_is_what_was_promised(self, method: str, part_wrong: int) -> None:
        """Of 300 samples with seeds that stand here, at least 95 % have a bound that the truth does not pass."""
        assert covered(method, part_wrong, 300) >= 0.95
