"""What goes wrong in real life: by the same seed always with the same clients, and with few."""

from random import Random

from ledger.demo.lives import Life

_SHARES = (
    ("late death", 0.4, True),
    ("ended before", 0.008, False),
    ("declared twice", 0.008, False),
    ("above maximum", 0.008, False),
    ("declared late", 0.01, False),
    ("long absence", 0.006, False),
)
"""A fault, the share of the clients with a package that have it, and whether that is of those who die."""

OLD_MONTHS = (2, 7)


def draw_fault(life: Life, seed: int) -> None:
    """Decide which fault there is in what is declared for a client, if any, and in which month."""
    chance = life.other = Random(f"{seed}/{life.index}/other")
    lot, month = chance.random(), chance.randint(*OLD_MONTHS)
    if life.kind.leveringsvorm not in ("verblijf", "vpt") or not life.providers:
        return
    for fault, share, dies in _SHARES:
        if dies != (life.dies_on is not None):
            continue
        if lot < share:
            life.fault, life.fault_month = fault, month
            return
        lot -= share
