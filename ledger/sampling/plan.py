"""How large a sample is: what it should prove, and how many items that takes.

Formal control: 95 % confidence, 99 % precision. Material control: 95 % and 95 %. The accountant tolerates 1 % error and
3 % uncertainty; a plan that promises no more than 95 % precision leaves 5 % open, so that is what is tolerated there.
"""

from typing import Literal

import msgspec

from ledger.sampling.factors import MOST, lines_size, money_size
from ledger.vocabulary.dutch import grouped
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.percentages import WHOLE, percentage

Method = Literal["mus", "random"]
"""Every cent has the same chance (monetary-unit sampling), or every line has."""

ERROR = 100
UNCERTAINTY = 300
LOWEST_CONFIDENCE = 5_000


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """What a sample should prove, in basispunten of the money (mus) or of the lines (random).

    With this confidence: there is no more error than tolerable, when there is no more than expected. The limits are
    what the judgement tolerates of the outcomes of the same name.
    """

    confidence_basispoint: int = 9_500
    tolerable_basispoint: int = 100
    expected_basispoint: int = 0
    error_limit_basispoint: int = ERROR
    uncertainty_limit_basispoint: int = UNCERTAINTY


FORMAL = Target()
MATERIAL = Target(tolerable_basispoint=500, uncertainty_limit_basispoint=500)


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A sample as it will be drawn: so many items; for mus one cent of every `interval_eurocent`."""

    method: Method
    target: Target
    size: int
    interval_eurocent: int | None = None


def target_of(confidence: int, tolerable: int, expected: int = 0) -> Target:
    """Return the target for these basispunten, with what the judgement then tolerates."""
    return Target(
        confidence_basispoint=confidence,
        tolerable_basispoint=tolerable,
        expected_basispoint=expected,
        uncertainty_limit_basispoint=max(UNCERTAINTY, tolerable),
    )


def size_of(method: Method, target: Target, population_count: int | None = None) -> int:
    """Return how many items to draw. Raises `Refused` when the target cannot be met, or not by so few."""
    _check_target(target)
    figures = target.confidence_basispoint, target.tolerable_basispoint, target.expected_basispoint
    size = money_size(*figures) if method == "mus" else lines_size(*figures, population_count)
    if size is None and method == "random" and population_count is not None and population_count <= MOST:
        return population_count
    if size is None:
        raise Refused(
            "sample-too-large",
            f"Hiervoor zijn meer dan {grouped(MOST)} regels nodig: de verwachte fout "
            f"({percentage(target.expected_basispoint)}) ligt te dicht bij de toegestane fout "
            f"({percentage(target.tolerable_basispoint)}). Kies een ruimere toegestane fout.",
            "expected",
        )
    return size


def plan(method: Method, target: Target, population_count: int, population_eurocent: int) -> Plan:
    """Plan a sample of a population. Raises `Refused` when there is nothing to draw from."""
    if population_count < 1:
        raise Refused(
            "sample-of-nothing",
            "Er zijn geen goedgekeurde regels in deze periode en dit bereik. Kies een ruimere periode of een ander "
            "bereik.",
            "period",
        )
    size = size_of(method, target, population_count)
    interval = max(1, population_eurocent // size) if method == "mus" else None
    return Plan(method=method, target=target, size=size, interval_eurocent=interval)


def _check_target(target: Target) -> None:
    if not LOWEST_CONFIDENCE <= target.confidence_basispoint < WHOLE:
        raise Refused(
            "sample-confidence-impossible",
            f"Een betrouwbaarheid van {percentage(target.confidence_basispoint)} kan niet. "
            "Kies 50% of meer, en minder dan 100%.",
            "confidence",
        )
    if not 0 < target.tolerable_basispoint < WHOLE:
        raise Refused(
            "sample-tolerable-impossible",
            f"Een toegestane fout van {percentage(target.tolerable_basispoint)} kan niet. "
            "Kies meer dan 0% en minder dan 100%.",
            "tolerable",
        )
    if target.expected_basispoint >= target.tolerable_basispoint:
        raise Refused(
            "sample-expected-too-high",
            f"De verwachte fout ({percentage(target.expected_basispoint)}) moet kleiner zijn dan de toegestane fout "
            f"({percentage(target.tolerable_basispoint)}). Anders bewijst de steekproef niets.",
            "expected",
        )
