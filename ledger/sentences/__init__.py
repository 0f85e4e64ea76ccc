"""The Dutch sentence of every event. A sentence never holds sealed text."""

from collections.abc import Callable
from typing import Any

from ledger.aggregates.base import Event
from ledger.sentences import budget, care, client, payer, standen

SENTENCES: dict[type[Event], Callable[[Any], str]] = {
    **client.SENTENCES,
    **care.SENTENCES,
    **budget.SENTENCES,
    **payer.SENTENCES,
    **standen.SENTENCES,
}
