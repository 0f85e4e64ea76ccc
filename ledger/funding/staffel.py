"""A staffel: an amount per step of minutes, for one client in a contract year."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from ledger.funding.model import Cents, Minutes
from ledger.vocabulary.dutch import euro, grouped
from ledger.vocabulary.errors import Refused


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From so many minutes on, a client is worth this amount in cents; below the first step nothing is paid."""

    from_minutes: Minutes
    amount_eurocent: Cents


def check_ascending(staffel: Sequence[Step]) -> None:
    """Refuse steps that do not go up, in minutes and in money: more care may never pay less."""
    for before, after in pairwise(staffel):
        if after.from_minutes <= before.from_minutes or after.amount_eurocent <= before.amount_eurocent:
            raise Refused(
                "staffel-not-ascending",
                f"De trap vanaf {grouped(after.from_minutes)} minuten ({euro(after.amount_eurocent)}) volgt op die "
                f"vanaf {grouped(before.from_minutes)} minuten ({euro(before.amount_eurocent)}). "
                "Zet de trappen van laag naar hoog.",
                "staffel",
            )


def reached(staffel: Sequence[Step], minutes: int) -> Step | None:
    """Return the highest step that was reached, if any."""
    return next((step for step in reversed(staffel) if step.from_minutes <= minutes), None)


def worth(staffel: Sequence[Step], minutes: int) -> int:
    """Return what a client's minutes are worth, in cents.

    >>> [worth([Step(6_000, 1_300_000), Step(12_000, 2_200_000)], m) for m in (5_999, 6_000, 11_999, 12_000)]
    [0, 1300000, 1300000, 2200000]
    """
    step = reached(staffel, minutes)
    return step.amount_eurocent if step else 0
