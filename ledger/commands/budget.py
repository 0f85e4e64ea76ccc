"""Commands about virtual budgets: open, raise, lower, share, carry over, close."""

from datetime import date

from msgspec import field

from ledger.aggregates.budget import Remainder, VirtualBudget
from ledger.commands.base import CARE_STAFF, PROVIDER_SIDE, Command, Desk, from_day
from ledger.vocabulary.amounts import Amount, check_same_unit
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import Identifier, Name, Text


class OpenBudget(Command, frozen=True, kw_only=True, tag="open_budget"):
    """Open a virtual budget for a client, or for a group (the group pot), in euro, points or hours."""

    BY = PROVIDER_SIDE
    EXAMPLE = {
        "budget": "b1",
        "client": "c1",
        "provider": "p1",
        "amount": {"PUNT": "120.00"},
        "from": "2026-01-01",
        "to": "2026-12-31",
    }
    budget: Identifier
    client: Identifier | None = None
    group: Name | None = None
    provider: Identifier
    amount: Amount
    first: date = from_day()
    last: date = field(name="to")
    overdraft: Amount | None = None
    remainder: Remainder = "lapses"

    def decide(self, desk: Desk) -> None:
        """Check who it is for, then open."""
        desk.check_provider(self.provider)
        if (self.client is None) == (self.group is None):
            raise Refused("owner-unclear", "Een budget is van een cliënt of van een groep. Noem er één.", "client")
        if self.client is not None:
            desk.client(self.client)
        if self.overdraft is not None:
            check_same_unit(self.overdraft, self.amount.unit, "overdraft")
        budget = desk.find(VirtualBudget, self.budget)
        if budget.version:
            raise Refused("budget-exists", f"Budget {self.budget} bestaat al. Kies een ander nummer.", "budget")
        budget.open(
            VirtualBudget.Opened(
                budget=self.budget,
                client=self.client,
                group=self.group,
                provider=self.provider,
                unit=self.amount.unit,
                quantity=self.amount.quantity,
                first=self.first,
                last=self.last,
                overdraft=self.overdraft.quantity if self.overdraft else 0,
                remainder=self.remainder,
            )
        )


class RaiseBudget(Command, frozen=True, kw_only=True, tag="raise_budget"):
    """Grant more from a day on."""

    BY = PROVIDER_SIDE
    EXAMPLE = {
        "budget": "b1",
        "amount": {"PUNT": "12.00"},
        "on": "2026-07-01",
        "reason": "meer zorg nodig na een val",
    }
    budget: Identifier
    amount: Amount
    on: date
    reason: Text

    def decide(self, desk: Desk) -> None:
        """Tell the budget."""
        budget = desk.budget(self.budget)
        budget.raise_by(self.amount, self.on, desk.seal_for_budget(budget, self.reason))


class LowerBudget(Command, frozen=True, kw_only=True, tag="lower_budget"):
    """Grant less from a day on, as far as it is still free."""

    BY = PROVIDER_SIDE
    EXAMPLE = {
        "budget": "b1",
        "amount": {"PUNT": "6.00"},
        "on": "2026-07-01",
        "reason": "herziening na evaluatie",
    }
    budget: Identifier
    amount: Amount
    on: date
    reason: Text

    def decide(self, desk: Desk) -> None:
        """Tell the budget."""
        budget = desk.budget(self.budget)
        budget.lower_by(self.amount, self.on, desk.seal_for_budget(budget, self.reason))


class CarryOver(Command, frozen=True, kw_only=True, tag="carry_over"):
    """Move all that is left to the next budget or the group pot, as was decided when the budget opened."""

    BY = PROVIDER_SIDE
    EXAMPLE = {"budget": "b1", "to_budget": "b2", "on": "2026-12-31"}
    budget: Identifier
    to_budget: Identifier
    on: date

    def decide(self, desk: Desk) -> None:
        """Tell both budgets."""
        desk.budget(self.budget).carry_over(desk.budget(self.to_budget, "to_budget"), self.on)


class CloseBudget(Command, frozen=True, kw_only=True, tag="close_budget"):
    """Close a budget: nothing new can be planned or spent."""

    BY = PROVIDER_SIDE
    EXAMPLE = {"budget": "b1", "on": "2026-12-31"}
    budget: Identifier
    on: date
    reason: Text | None = None

    def decide(self, desk: Desk) -> None:
        """Tell the budget."""
        budget = desk.budget(self.budget)
        budget.close(self.on, self.reason and desk.seal_for_budget(budget, self.reason))


class Transfer(Command, frozen=True, kw_only=True, tag="transfer"):
    """Move a part between a client and the group pot, with a reason (solidarity)."""

    BY = CARE_STAFF
    EXAMPLE = {
        "transfer": "t1",
        "from_budget": "b1",
        "to_budget": "pot1",
        "on": "2026-05-01",
        "amount": {"PUNT": "5.00"},
        "reason": "over door ziekenhuisopname",
    }
    transfer: Identifier
    from_budget: Identifier
    to_budget: Identifier
    on: date
    amount: Amount
    reason: Text

    def decide(self, desk: Desk) -> None:
        """Tell both budgets; each side has the reason under its own key."""
        giver = desk.budget(self.from_budget, "from_budget")
        taker = desk.budget(self.to_budget, "to_budget")
        reasons = (desk.seal_for_budget(giver, self.reason), desk.seal_for_budget(taker, self.reason))
        giver.transfer(taker, self.transfer, self.amount, self.on, reasons)
