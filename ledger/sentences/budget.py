"""How virtual budgets are told in Dutch."""

from collections.abc import Callable
from typing import Any

from ledger.aggregates.base import Event
from ledger.aggregates.budget import VirtualBudget
from ledger.sentences.words import period, quantity
from ledger.vocabulary.amounts import Amount
from ledger.vocabulary.dutch import amount, day


def _together(event: Any) -> str:
    if not event.group_size:
        return ""
    others = event.group_size - 1
    return ", samen met 1 ander" if others == 1 else f", samen met {others} anderen"


SENTENCES: dict[type[Event], Callable[[Any], str]] = {
    VirtualBudget.Reserved: lambda e: f"{quantity(e)} gereserveerd voor {day(e.on)}, regel {e.entry}.",
    VirtualBudget.Released: lambda e: f"Reservering {e.entry} van {quantity(e)} is vrijgegeven.",
    VirtualBudget.Spent: lambda e: f"{quantity(e)} besteed op {day(e.on)}, regel {e.entry}{_together(e)}.",
    VirtualBudget.SpendCorrected: lambda e: (
        f"Regel {e.entry} van {day(e.on)} is verbeterd: {quantity(e)} in plaats van "
        f"{amount(Amount(e.unit, e.quantity_before))}."
    ),
    VirtualBudget.EntryQuestioned: lambda e: f"Er is een vraag gesteld over regel {e.entry}.",
    VirtualBudget.QuestionAnswered: lambda e: f"De vraag over regel {e.entry} is beantwoord.",
    VirtualBudget.Opened: lambda e: (
        f"Budget {e.budget} is geopend: {quantity(e)}, {period(e.first, e.last)}, bij {e.provider}"
        + (f", voor de groep {e.group}." if e.group else ".")
    ),
    VirtualBudget.Raised: lambda e: f"Budget {e.budget} is verhoogd met {quantity(e)} vanaf {day(e.on)}.",
    VirtualBudget.Lowered: lambda e: f"Budget {e.budget} is verlaagd met {quantity(e)} vanaf {day(e.on)}.",
    VirtualBudget.CarriedOver: lambda e: f"Meegenomen naar budget {e.to_budget}: {quantity(e)}.",
    VirtualBudget.BroughtForward: lambda e: f"Overgekomen van budget {e.from_budget}: {quantity(e)}.",
    VirtualBudget.TransferredOut: lambda e: f"Overgeboekt naar budget {e.to_budget}: {quantity(e)}.",
    VirtualBudget.TransferredIn: lambda e: f"Overgeboekt van budget {e.from_budget}: {quantity(e)}.",
    VirtualBudget.Closed: lambda e: (
        f"Budget {e.budget} is gesloten op {day(e.on)}; over: {amount(Amount(e.unit, e.left))}."
    ),
}
