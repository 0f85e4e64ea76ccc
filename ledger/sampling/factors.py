"""What the sampling distributions say, by scipy: the only floating point here, and it leaves as whole numbers.

Factors come as millionths, rounded up, so that the last bit of a float never decides about a cent.
"""

from functools import cache
from math import ceil
from typing import Any

from ledger.vocabulary.percentages import WHOLE

MILLION = 1_000_000
MOST = 10_000
"""The largest sample that is planned."""
_NOISE = 1e-9
"""Below this a difference between two floats says nothing: it is far less than the last digit of any table."""


@cache
def confidence_factor(confidence_basispoint: int, errors: int) -> int:
    """Return the Poisson factor (a quantile of the gamma distribution) for so many whole errors, in millionths.

    AICPA, Audit Sampling (2017), appendix C: at 95 % 3.00, 4.75, 6.30 … for 0, 1, 2 … errors.
    """
    # Loading scipy takes more than a second; whoever draws no sample should not wait for it.
    from scipy.stats import gamma

    factor: int = ceil(gamma.ppf(confidence_basispoint / WHOLE, errors + 1) * MILLION - _NOISE)
    return factor


@cache
def normal_factor(share_basispoint: int) -> int:
    """Return how many deviations from the mean this share of a normal distribution lies within, in millionths.

    >>> normal_factor(95_00), normal_factor(99_80)
    (1959964, 3090233)
    """
    from scipy.stats import norm

    factor: int = ceil(norm.ppf((1 + share_basispoint / WHOLE) / 2) * MILLION - _NOISE)
    return factor


def money_size(confidence_basispoint: int, tolerable_basispoint: int, expected_basispoint: int) -> int | None:
    """Return how many cents to hit: the least at which the expected error stays within what is tolerable.

    The method of AICPA, Audit Sampling (2017), table C-1 (T. Stewart, Technical Notes, 2008): the expected error need
    not be whole, so the gamma distribution stands in for Poisson. None: more than `MOST`.
    """
    from numpy import arange
    from scipy.stats import gamma

    sizes = arange(1, MOST + 1)
    proven = gamma.cdf(sizes * (tolerable_basispoint / WHOLE), 1 + sizes * (expected_basispoint / WHOLE))
    return _first(proven >= confidence_basispoint / WHOLE - _NOISE)


def lines_size(
    confidence_basispoint: int, tolerable_basispoint: int, expected_basispoint: int, population: int | None = None
) -> int | None:
    """Return how many lines to draw: the least at which the expected wrong lines stay within what is tolerable.

    Of a population of lines by the hypergeometric distribution; without one by the binomial, as in AICPA, Audit
    Sampling (2017), tables A-1 and A-2. Expected wrong lines are rounded up. None: more than `MOST`.
    """
    from numpy import arange
    from scipy.stats import binom, hypergeom

    sizes = arange(1, min(MOST, population or MOST) + 1)
    wrong = -(-sizes * expected_basispoint // WHOLE)
    if population is None:
        missed = binom.cdf(wrong, sizes, tolerable_basispoint / WHOLE)
    else:
        missed = hypergeom.cdf(wrong, population, -(-population * tolerable_basispoint // WHOLE), sizes)
    return _first(missed <= 1 - confidence_basispoint / WHOLE + _NOISE)


def most_wrong(confidence_basispoint: int, wrong: int, drawn: int, population: int) -> int:
    """Return how many lines of a population may be wrong at most, when so many of those drawn are.

    The exact upper bound for drawing without replacement (hypergeometric). AICPA, Audit Sampling (2017), tables A-3 and
    A-4 are the same for a population without end.
    """
    from scipy.stats import hypergeom

    risk = 1 - confidence_basispoint / WHOLE
    low, high = wrong, population - (drawn - wrong)
    while low < high:
        middle = (low + high + 1) // 2
        if hypergeom.cdf(wrong, population, middle, drawn) > risk + _NOISE:
            low = middle
        else:
            high = middle - 1
    return low


def _first(holds: Any) -> int | None:
    """Return the first size at which it holds."""
    return int(holds.argmax()) + 1 if bool(holds.any()) else None
