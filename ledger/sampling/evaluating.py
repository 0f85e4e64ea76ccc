"""What a judged sample says of the whole: the error that is likely, the most it can be, and what that means.

Only what was paid too much is an error. What was paid too little is told apart: it makes no other error smaller, and
no bound. Amounts are exact fractions until the end, and are then rounded up to a cent.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from typing import Literal

import msgspec

from ledger.sampling.factors import MILLION, confidence_factor, most_wrong
from ledger.sampling.plan import Plan
from ledger.vocabulary.percentages import WHOLE

Verdict = Literal["approved", "error-too-large", "uncertainty-too-large"]


class JudgedItem(msgspec.Struct, frozen=True, kw_only=True):
    """A drawn line as it was judged: what was right of it, and of what it could not be established."""

    eurocent: int
    audited_eurocent: int
    uncertain_eurocent: int = 0
    hits: int = 1

    @property
    def error(self) -> int:
        """Return what was paid too much, in cents."""
        return max(0, self.eurocent - self.audited_eurocent - self.uncertain_eurocent)

    @property
    def understated(self) -> int:
        """Return what was paid too little, in cents."""
        return max(0, self.audited_eurocent - self.eurocent)


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """What a sample says of the whole. Cents, and basispunten of the money (mus) or of the lines (random).

    A random sample proves how many lines are wrong, not how much money: then there is no `bound_eurocent`. The
    uncertainty is what the bound is above the likely error, and what could not be established.
    """

    judged_count: int
    wrong_count: int
    found_eurocent: int
    projected_eurocent: int
    bound_eurocent: int | None
    uncertain_eurocent: int
    understated_eurocent: int
    error_basispoint: int
    bound_basispoint: int
    uncertainty_basispoint: int
    verdict: Verdict


def evaluate(plan: Plan, population_count: int, population_eurocent: int, items: Sequence[JudgedItem]) -> Evaluation:
    """Return what the judged items say of a population of so many lines and cents."""
    if plan.interval_eurocent is None:
        return _of_lines(plan, population_count, population_eurocent, items)
    if len(items) == population_count:
        return _of_money(plan, population_eurocent, items, _all_seen(items))
    return _of_money(plan, population_eurocent, items, _seen_by_cells(plan, population_eurocent, items))


class _Projected(msgspec.Struct, frozen=True):
    """What is likely in the whole, in cents."""

    error: Fraction
    bound: Fraction
    uncertain: Fraction
    understated: Fraction


def _all_seen(items: Sequence[JudgedItem]) -> _Projected:
    """Return what is known when every line of the population was judged: nothing is projected."""
    error = Fraction(sum(one.error for one in items))
    uncertain = Fraction(sum(one.uncertain_eurocent for one in items))
    return _Projected(error, error, uncertain, Fraction(sum(one.understated for one in items)))


def _seen_by_cells(plan: Plan, population_eurocent: int, items: Sequence[JudgedItem]) -> _Projected:
    """Project each hit over its interval; add what lines of the interval or more really are, which is no estimate.

    The bound is that of Stringer with Poisson factors, as AICPA, Audit Sampling, has it: the interval times the factor
    for no error, and for every error its part of the line times the rise of the factor, large parts first.
    """
    interval = plan.interval_eurocent
    assert interval is not None
    certain = _all_seen([one for one in items if one.eurocent >= interval])
    rest = [one for one in items if one.eurocent < interval]
    left = population_eurocent - sum(one.eurocent for one in items if one.eurocent >= interval)
    taints = sorted((Fraction(one.error, one.eurocent) for one in rest for _ in range(one.hits)), reverse=True)
    factors = [confidence_factor(plan.target.confidence_basispoint, number) for number in range(_some(taints) + 1)]
    weight = factors[0] + sum(
        (factors[number + 1] - factors[number]) * taints[number] for number in range(len(factors) - 1)
    )
    return _Projected(
        error=certain.error + interval * sum(taints),
        bound=certain.error + min(Fraction(left), interval * Fraction(weight) / MILLION),
        uncertain=certain.uncertain + _over(interval, [(one.uncertain_eurocent, one) for one in rest]),
        understated=certain.understated + _over(interval, [(one.understated, one) for one in rest]),
    )


def _some(taints: Sequence[Fraction]) -> int:
    return sum(1 for one in taints if one)


def _over(interval: int, parts: Sequence[tuple[int, JudgedItem]]) -> Fraction:
    return sum((Fraction(interval * part * one.hits, one.eurocent) for part, one in parts), Fraction(0))


def _of_money(plan: Plan, population_eurocent: int, items: Sequence[JudgedItem], projected: _Projected) -> Evaluation:
    # Whole intervals may come to a little more than there is.
    error = min(projected.error, Fraction(population_eurocent))
    bound = max(error, projected.bound)
    return _evaluation(
        plan,
        items,
        _Projected(error, bound, projected.uncertain, projected.understated),
        bound_eurocent=ceil(bound),
        shares=(error / population_eurocent, bound / population_eurocent, projected.uncertain / population_eurocent),
    )


def _of_lines(plan: Plan, population_count: int, population_eurocent: int, items: Sequence[JudgedItem]) -> Evaluation:
    """Count wrong lines, with the exact bound for drawing without replacement; the money is a ratio, without bound."""
    wrong = sum(1 for one in items if one.error)
    unsure = sum(1 for one in items if one.uncertain_eurocent and not one.error)
    most = most_wrong(plan.target.confidence_basispoint, wrong, len(items), population_count)
    ratio = Fraction(population_eurocent, sum(one.eurocent for one in items))
    seen = _all_seen(items)
    return _evaluation(
        plan,
        items,
        _Projected(seen.error * ratio, Fraction(0), seen.uncertain * ratio, seen.understated * ratio),
        bound_eurocent=None,
        shares=(
            Fraction(wrong, len(items)),
            max(Fraction(wrong, len(items)), Fraction(most, population_count)),
            Fraction(unsure, len(items)),
        ),
    )


def _evaluation(
    plan: Plan,
    items: Sequence[JudgedItem],
    projected: _Projected,
    bound_eurocent: int | None,
    shares: tuple[Fraction, Fraction, Fraction],
) -> Evaluation:
    """Round up, and judge by what is told: a share that reads 1 % is 1 % or less."""
    error, bound, uncertain = shares
    told, uncertainty = ceil(error * WHOLE), ceil((bound - error + uncertain) * WHOLE)
    verdict: Verdict = "approved"
    if told > plan.target.error_limit_basispoint:
        verdict = "error-too-large"
    elif uncertainty > plan.target.uncertainty_limit_basispoint:
        verdict = "uncertainty-too-large"
    return Evaluation(
        judged_count=len(items),
        wrong_count=sum(1 for one in items if one.error),
        found_eurocent=sum(one.error for one in items),
        projected_eurocent=ceil(projected.error),
        bound_eurocent=bound_eurocent,
        uncertain_eurocent=ceil(projected.uncertain),
        understated_eurocent=ceil(projected.understated),
        error_basispoint=told,
        bound_basispoint=ceil(bound * WHOLE),
        uncertainty_basispoint=uncertainty,
        verdict=verdict,
    )
