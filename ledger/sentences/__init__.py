"""The Dutch sentence of every event. A sentence never holds sealed text."""

from collections.abc import Callable
from typing import Any

from ledger.aggregates.base import Event
from ledger.sentences import budget, care, client, control, inzage, navraag, payer, samples, standen

SENTENCES: dict[type[Event], Callable[[Any], str]] = {
    **client.SENTENCES,
    **care.SENTENCES,
    **control.SENTENCES,
    **budget.SENTENCES,
    **payer.SENTENCES,
    **standen.SENTENCES,
    **samples.SENTENCES,
    **inzage.SENTENCES,
    **navraag.SENTENCES,
}
