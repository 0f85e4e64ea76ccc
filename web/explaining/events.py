"""Which figure an event is about, so that its page can explain it."""

from ledger.events import Contracteerruimte, Declaration, Event, VirtualBudget
from web.explaining.addresses import provider_address

_LINES = (VirtualBudget.Spent, VirtualBudget.SpendCorrected, VirtualBudget.Reserved, VirtualBudget.Released)
_GRANTS = (
    *(VirtualBudget.Opened, VirtualBudget.Raised, VirtualBudget.Lowered),
    *(VirtualBudget.TransferredIn, VirtualBudget.TransferredOut),
    *(VirtualBudget.CarriedOver, VirtualBudget.BroughtForward),
)
_DECLARED = (
    *(Declaration.LineSubmitted, Declaration.LineApproved),
    *(Declaration.LineRefused, Declaration.LineCredited),
)


def figure_of(event: Event) -> str:
    """Return the address of the figure that an event changed; '' when it changed none."""
    match event:
        case Contracteerruimte.Set() | Contracteerruimte.Corrected():
            return f"region:{event.region}.contracteerruimte@{event.year}"
        case Contracteerruimte.AgreementMade():
            return provider_address(event.provider, "agreed", str(event.year), event.region)
        case _ if isinstance(event, _LINES):
            return f"budget:{event.budget}/{event.entry}"
        case _ if isinstance(event, _GRANTS):
            return f"{event.budget}.granted"
        case _ if isinstance(event, _DECLARED):
            return f"declaration:{event.declaration}/{event.line}"
    return ""
