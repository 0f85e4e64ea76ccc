"""What is published on audit sampling, held against what we calculate.

AICPA, Audit Guide: Audit Sampling (2017): tables A-1 and A-2 (sample sizes for lines), A-3 and A-4 (upper bounds), C-1
(sample sizes for money) and C-2 (confidence factors). P. Touw and L. Hoogduin, Statistiek voor audit en controlling
(2011), pages 17 and 23.
"""

from fractions import Fraction
from math import ceil

import pytest

from ledger.sampling.evaluating import JudgedItem, evaluate
from ledger.sampling.factors import confidence_factor, lines_size, money_size, most_wrong
from ledger.sampling.plan import Plan, target_of

FACTORS = {
    9_500: (3.00, 4.75, 6.30, 7.76, 9.16, 10.52, 11.85, 13.15, 14.44, 15.71, 16.97, 18.21, 19.45, 20.67, 21.89, 23.10),
    9_000: (2.31, 3.89, 5.33, 6.69, 8.00, 9.28, 10.54, 11.78, 13.00, 14.21, 15.41, 16.60, 17.79, 18.96, 20.13, 21.30),
    8_500: (1.90, 3.38, 4.73, 6.02, 7.27, 8.50, 9.71, 10.90, 12.08, 13.25, 14.42, 15.57, 16.72, 17.86, 19.00, 20.13),
}
"""AICPA: the factor for 0, 1, 2 … overstatements, rounded up to hundredths."""

TOLERABLE = (50_00, 30_00, 10_00, 8_00, 6_00, 5_00, 4_00, 3_00, 2_00, 1_00)
MONEY = {
    (9_500, 0): (6, 10, 30, 38, 50, 60, 75, 100, 150, 300),
    (9_500, 10): (8, 13, 37, 46, 62, 74, 92, 123, 184, 368),
    (9_500, 20): (10, 16, 47, 58, 78, 93, 116, 155, 232, 463),
    (9_500, 30): (12, 20, 60, 75, 100, 120, 150, 200, 300, 600),
    (9_500, 40): (17, 27, 81, 102, 135, 162, 203, 270, 405, 809),
    (9_500, 50): (24, 39, 116, 145, 193, 231, 289, 385, 577, 1154),
    (9_000, 0): (5, 8, 24, 29, 39, 47, 58, 77, 116, 231),
    (9_000, 20): (7, 12, 35, 43, 57, 69, 86, 114, 171, 341),
    (9_000, 50): (16, 27, 80, 100, 134, 160, 200, 267, 400, 799),
}
"""AICPA, table C-1: by confidence and the expected as a part of the tolerable error, per tolerable error."""

EXPECTED = tuple(range(0, 425, 25))
LINES = {
    (9_500, 2_00): (149, 236, 313, 386, 590, 1030),
    (9_500, 3_00): (99, 157, 157, 208, 257, 303, 392, 562, 846, 1466),
    (9_500, 4_00): (74, 117, 117, 117, 156, 156, 192, 227, 294, 390, 513, 722, 1098, 1936),
    (9_500, 5_00): (59, 93, 93, 93, 93, 124, 124, 153, 181, 208, 234, 286, 361, 458, 624, 877, 1348),
    (9_500, 10_00): (29, 46, 46, 46, 46, 46, 46, 46, 46, 61, 61, 61, 61, 61, 76, 76, 89),
    (9_000, 2_00): (114, 194, 194, 265, 398, 708, 1463),
    (9_000, 10_00): (22, 38, 38, 38, 38, 38, 38, 38, 38, 38, 38, 52, 52, 52, 52, 52, 65),
}
"""AICPA, tables A-1 and A-2: by confidence and tolerable rate, per expected rate from 0 % in steps of 0.25 %."""

BOUNDS = {
    (9_500, 20): (140, 217, 283, 344, 402),
    (9_500, 60): (49, 77, 102, 125, 147),
    (9_500, 100): (30, 47, 62, 76, 90),
    (9_500, 200): (15, 24, 32, 39, 46),
    (9_500, 500): (6, 10, 13, 16, 19),
    (9_000, 20): (109, 181, 245, 305, 361),
    (9_000, 100): (23, 39, 53, 66, 79),
}
"""AICPA, tables A-3 and A-4: by confidence and lines drawn, for 0, 1, 2 … wrong lines; tenths of a percent."""

WITHOUT_END = 10_000_000


class TestConfidenceFactors:
    @pytest.mark.parametrize("confidence", list(FACTORS))
    def test_are_those_of_the_aicpa(self, confidence: int) -> None:
        """Three hits without an error are worth 1/1 of the interval at 95 %: the famous 3.00."""
        ours = [confidence_factor(confidence, errors) for errors in range(16)]
        assert [ceil(Fraction(one, 10_000)) / 100 for one in ours] == list(FACTORS[confidence])


class TestHowManyCents:
    @pytest.mark.parametrize(("confidence", "expected"), list(MONEY))
    def test_is_table_c_1_of_the_aicpa(self, confidence: int, expected: int) -> None:
        """The more error is expected, the more lines it takes."""
        ours = [money_size(confidence, tolerable, tolerable * expected // 100) for tolerable in TOLERABLE]
        assert ours == list(MONEY[confidence, expected])

    def test_is_that_of_touw_and_hoogduin(self) -> None:
        """Page 17: 300 at 5 % risk and 1 %. Page 23: EUR 100 000 of EUR 5 000 000 takes 150, at 12.5 % risk 104."""
        assert [money_size(9_500, 1_00, 0), money_size(9_500, 2_00, 0), money_size(8_750, 2_00, 0)] == [300, 150, 104]


class TestHowManyLines:
    @pytest.mark.parametrize(("confidence", "tolerable"), list(LINES))
    def test_is_tables_a_1_and_a_2_of_the_aicpa(self, confidence: int, tolerable: int) -> None:
        """59 lines without a fault prove less than 5 %; with one expected fault it takes 93."""
        table = LINES[confidence, tolerable]
        assert [lines_size(confidence, tolerable, expected) for expected in EXPECTED[: len(table)]] == list(table)


class TestHowManyWrongLinesAtMost:
    @pytest.mark.parametrize(("confidence", "drawn"), list(BOUNDS))
    def test_is_tables_a_3_and_a_4_of_the_aicpa(self, confidence: int, drawn: int) -> None:
        """Of very many lines: then it makes no difference that none is drawn twice."""
        ours = [most_wrong(confidence, wrong, drawn, WITHOUT_END) for wrong in range(5)]
        assert [ceil(Fraction(one * 1000, WITHOUT_END)) for one in ours] == list(BOUNDS[confidence, drawn])


def found_of(confidence: int, size: int, interval: int, *wrong: tuple[int, int]) -> tuple[int, int]:
    """Return projected error and bound of 2 500 000 in whole euros, from book and audit values; the rest is right."""
    judged = [JudgedItem(eurocent=book * 100, audited_eurocent=audit * 100) for book, audit in wrong]
    right = [JudgedItem(eurocent=100_00, audited_eurocent=100_00)] * (size - len(wrong))
    plan = Plan(method="mus", target=target_of(confidence, 5_00), size=size, interval_eurocent=interval * 100)
    found = evaluate(plan, 15_000, 2_500_000_00, [*judged, *right])
    assert found.bound_eurocent is not None
    return found.projected_eurocent // 100, found.bound_eurocent // 100


class TestWorkedExamples:
    """Textbooks round their factors to a decimal, upwards: ours give a little less, and never more."""

    def test_messier_basic_precision(self) -> None:
        """W. Messier e.a., Auditing & Assurance Services: 93 items of 26 882, so 26 882 x 3.0 = 80 646 at most.

        5 % tolerable, 1 % expected, 95 %.
        """
        assert money_size(9_500, 5_00, 1_00) == 93
        projected, bound = found_of(9_500, 93, 2_500_000 // 93 + 1)
        assert (projected, bound) == (0, 80_531)
        assert bound <= 80_646

    def test_four_errors_of_which_one_above_the_interval(self) -> None:
        """University of Florida, ACG 5637, lecture 12, problem 16-P7: 59 items of 42 373 at 90 %.

        Projected 25 424 + 12 712 + 4 237 + 10 699; bound 97 882 + 40 678 + 17 797 + 5 932 + 10 699 = 172 988, by the
        factors 2.31, 3.9, 5.3 and 6.7.
        """
        wrong = (71_330, 60_631), (18_996, 17_096), (30_081, 21_057), (3_555, 1_422)
        projected, bound = found_of(9_000, 59, 42_373, *wrong)
        assert abs(projected - (25_424 + 12_712 + 4_237 + 10_699)) <= 2
        assert 172_500 < bound <= 172_988
        by_hand = 42_373 * (2.302585 + 0.6 * 1.587135 + 0.3 * 1.432600 + 0.1 * 1.358463) + 10_699
        assert abs(bound - by_hand) < 12
