"""What goes wrong in real life: by the same seed always with the same clients, and with few."""

from collections.abc import Callable
from datetime import date
from random import Random

from ledger.demo.lives import Life
from ledger.demo.stage import Stage

_MONTHS = (2, 7)
_PACKAGES = ("verblijf", "vpt")
_DIES_BY = 8


def draw_faults(stage: Stage) -> None:
    """Decide in whose declarations there is a fault, which one, and in which month; of every kind at least one."""
    chance = Random(f"{stage.seed}/faults")
    left = [life for life in stage.lives if life.providers and life.kind.leveringsvorm in _PACKAGES]
    for fault, (share, may_have) in _FAULTS.items():
        able = [life for life in left if not life.fault and may_have(life)]
        for life in chance.sample(able, min(max(int(len(able) * share), 1), len(able))):
            life.fault, life.fault_month = fault, chance.randint(*_MONTHS)


def _dies(life: Life) -> bool:
    return life.dies_on is not None and life.dies_on < date(life.care_from.year, _DIES_BY + 1, 1)


def _stays(life: Life) -> bool:
    return life.dies_on is None and life.care_from.month == 1


def _stays_with_a_provider(life: Life) -> bool:
    return _stays(life) and life.kind.leveringsvorm == "verblijf"


def _came_later(life: Life) -> bool:
    return life.dies_on is None and _MONTHS[0] <= life.care_from.month <= _MONTHS[1]


_FAULTS: dict[str, tuple[float, Callable[[Life], bool]]] = {
    "late death": (0.4, _dies),
    "ended before": (0.008, _stays_with_a_provider),
    "long absence": (0.006, _stays_with_a_provider),
    "declared twice": (0.008, _stays),
    "above maximum": (0.008, _stays),
    "declared late": (0.01, _stays),
    "assigned late": (0.1, _came_later),
}
"""Each fault, with the share of those who can have it that does."""
