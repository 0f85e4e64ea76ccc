"""Words that sentences share: periods, amounts, forms of care."""

from typing import Any

from ledger.vocabulary.amounts import Amount
from ledger.vocabulary.dutch import amount, day

FORM = {
    "verblijf": "verblijf",
    "vpt": "volledig pakket thuis",
    "mpt": "modulair pakket thuis",
    "pgb": "persoonsgebonden budget",
    "mpt_pgb": "modulair pakket thuis met pgb",
    "dtv": "deeltijdverblijf",
}


def period(first: Any, last: Any) -> str:
    """Tell the days from a first, up to and including a last where there is one."""
    return f"van {day(first)} tot en met {day(last)}" if last else f"vanaf {day(first)}"


def quantity(event: Any) -> str:
    """Tell the amount of an event in its unit."""
    return amount(Amount(event.unit, event.quantity))
