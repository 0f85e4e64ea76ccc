"""The amount of an event for the column beside its sentence, with its sign for the budget it is about."""

from collections.abc import Callable
from typing import Any

from ledger.events import Client, Contracteerruimte, Declaration, Event, Provider, Tarieven, VirtualBudget
from ledger.vocabulary.amounts import Amount, Unit
from web import dutch

Tell = Callable[[Any], str]
UNITS: dict[Unit, dutch.Unit] = {Unit.EUR: "EUR", Unit.PUNT: "PUNT", Unit.UUR: "UUR"}


def written(amount: Amount) -> str:
    """Write an amount for a cell or a list."""
    return dutch.amount_short(amount.quantity, UNITS[amount.unit])


def _plain(event: Any) -> str:
    return dutch.amount_short(event.quantity, event.unit.name)


def _out(event: Any) -> str:
    return dutch.signed(-event.quantity, event.unit.name)


def _in(event: Any) -> str:
    return dutch.signed(event.quantity, event.unit.name)


def _cents(event: Any) -> str:
    return dutch.euro(event.eurocent)


AMOUNTS: dict[type[Event], Tell] = {
    VirtualBudget.Opened: _in,
    VirtualBudget.Raised: _in,
    VirtualBudget.BroughtForward: _in,
    VirtualBudget.TransferredIn: _in,
    VirtualBudget.Lowered: _out,
    VirtualBudget.CarriedOver: _out,
    VirtualBudget.TransferredOut: _out,
    VirtualBudget.Spent: _out,
    VirtualBudget.SpendCorrected: lambda e: dutch.signed(e.quantity_before - e.quantity, e.unit.name),
    VirtualBudget.Reserved: _plain,
    VirtualBudget.Released: _plain,
    Provider.ValueSet: lambda e: dutch.euro(e.rate_eurocent),
    Declaration.Submitted: _cents,
    Declaration.LineSubmitted: _cents,
    Declaration.LineApproved: _cents,
    Declaration.LineRefused: _cents,
    Declaration.LineCredited: lambda e: dutch.signed(-e.eurocent, "EUR"),
    Client.IndicatiewaardeSet: _cents,
    Client.MeerzorgGranted: _cents,
    Tarieven.TariefSet: _cents,
    Contracteerruimte.Set: _cents,
    Contracteerruimte.Corrected: lambda e: dutch.signed(e.change_eurocent, "EUR"),
    Contracteerruimte.AgreementMade: _cents,
}
"""The events that have an amount."""


def amount_of(event: Event) -> str:
    """Return the amount in Dutch; '' when the event has none."""
    tell = AMOUNTS.get(type(event))
    return tell(event) if tell else ""
