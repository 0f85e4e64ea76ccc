"""A virtual budget: an amount for a period, of one client or of a group (the group pot) of one provider."""

from datetime import date
from typing import Literal

from ledger.aggregates.entries import Entries
from ledger.aggregates.whose import OnBudget
from ledger.vocabulary.amounts import Amount, Unit, check_same_unit
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.periods import check_order

Remainder = Literal["lapses", "carries_over", "to_group"]
"""What happens with what is left, decided beforehand: it lapses, goes to the next budget, or to the group pot."""


class GrantChange(OnBudget, frozen=True, kw_only=True):
    """More was granted from a day on."""

    on: date
    unit: Unit
    quantity: int

    def apply(self, aggregate: "VirtualBudget") -> None:
        """Add to what is granted."""
        aggregate.headroom.grant(self.on, self.quantity)


class GrantCut(GrantChange, frozen=True, kw_only=True):
    """Less is granted from a day on."""

    def apply(self, aggregate: "VirtualBudget") -> None:
        """Take from what is granted."""
        aggregate.headroom.grant(self.on, -self.quantity)


class VirtualBudget(Entries):
    """Granted, raised, lowered, shared, carried over, closed; its lines are in `entries`."""

    STREAM = "budget"
    MISSING = (
        "budget-unknown",
        "Budget {id} is niet bekend. Controleer het nummer of open het budget eerst.",
    )

    class Opened(OnBudget, frozen=True, kw_only=True):
        """A budget starts with an amount. Either `client` or `group` is given."""

        TOPIC = "budget.opened"
        group: str | None = None
        unit: Unit
        quantity: int
        first: date
        last: date
        overdraft: int = 0
        remainder: Remainder

        def apply(self, aggregate: "VirtualBudget") -> None:
            """Grant the amount from the first day on."""
            aggregate.client = self.client
            aggregate.provider = self.provider
            aggregate.unit = self.unit
            aggregate.first = self.first
            aggregate.last = self.last
            aggregate.overdraft = self.overdraft
            aggregate.remainder = self.remainder
            aggregate.headroom.grant(self.first, self.quantity)

    class Raised(GrantChange, frozen=True, kw_only=True):
        """An increase was decided; `reason` is sealed."""

        TOPIC = "budget.raised"
        reason: str

    class Lowered(GrantCut, frozen=True, kw_only=True):
        """A decrease was decided; `reason` is sealed."""

        TOPIC = "budget.lowered"
        reason: str

    class CarriedOver(GrantCut, frozen=True, kw_only=True):
        """What was left went to another budget."""

        TOPIC = "budget.carried-over"
        to_budget: str

    class BroughtForward(GrantChange, frozen=True, kw_only=True):
        """What was left of another budget came in."""

        TOPIC = "budget.brought-forward"
        from_budget: str

    class TransferredOut(GrantCut, frozen=True, kw_only=True):
        """A part went to the group pot or to a client; `reason` is sealed."""

        TOPIC = "budget.transferred-out"
        transfer: str
        to_budget: str
        reason: str

        def apply(self, aggregate: "VirtualBudget") -> None:
            """Take from what is granted, once per transfer."""
            super().apply(aggregate)
            aggregate.transfers.add(self.transfer)

    class TransferredIn(GrantChange, frozen=True, kw_only=True):
        """A part came from the group pot or from a client; `reason` is sealed."""

        TOPIC = "budget.transferred-in"
        transfer: str
        from_budget: str
        reason: str

        def apply(self, aggregate: "VirtualBudget") -> None:
            """Add to what is granted, once per transfer."""
            super().apply(aggregate)
            aggregate.transfers.add(self.transfer)

    class Closed(OnBudget, frozen=True, kw_only=True):
        """Nothing new may be planned or spent; `left` is what was left. `reason` is sealed."""

        TOPIC = "budget.closed"
        on: date
        unit: Unit
        left: int
        reason: str | None = None

        def apply(self, aggregate: "VirtualBudget") -> None:
            """Remember the day."""
            aggregate.closed_on = self.on

    remainder: Remainder

    def start(self) -> None:
        """Nothing is granted, used or transferred."""
        super().start()
        self.transfers: set[str] = set()

    def open(self, opened: Opened) -> None:
        """Start the budget."""
        check_order(opened.first, opened.last)
        if opened.quantity < 0 or opened.overdraft < 0:
            raise Refused("amount-negative", "Een budget kan niet kleiner zijn dan nul.", "amount")
        self.happened(opened)

    def raise_by(self, amount: Amount, on: date, reason: str) -> None:
        """Grant more from a day on."""
        self.check_day_open(on)
        self.check_amount(amount)
        self.happened(self.Raised(**self.whose, on=on, unit=self.unit, quantity=amount.quantity, reason=reason))

    def lower_by(self, amount: Amount, on: date, reason: str) -> None:
        """Grant less from a day on, as far as it is free."""
        self.check_day_open(on)
        self.check_amount(amount)
        self.check_fits(on, amount.quantity, overdraft=False)
        self.happened(self.Lowered(**self.whose, on=on, unit=self.unit, quantity=amount.quantity, reason=reason))

    def carry_over(self, to: "VirtualBudget", on: date) -> None:
        """Move all that is left to another budget, as was decided when this one opened."""
        self.check_day_open(on)
        check_same_unit(Amount(self.unit, 0), to.unit, "to_budget")
        self._check_remainder_goes_to(to)
        left = self.headroom.available(self.last)
        if left <= 0:
            raise Refused("nothing-left", "Er is niets over om mee te nemen.", "budget")
        self.check_fits(on, left, overdraft=False)
        arrives = max(on, to.first)
        to.check_day_open(arrives)
        self.happened(self.CarriedOver(**self.whose, on=on, unit=self.unit, quantity=left, to_budget=to.id))
        to.happened(to.BroughtForward(**to.whose, on=arrives, unit=self.unit, quantity=left, from_budget=self.id))

    def transfer(self, to: "VirtualBudget", transfer: str, amount: Amount, on: date, reasons: tuple[str, str]) -> None:
        """Move a part between a client and the group pot. The reason is sealed for each side by itself."""
        if (self.client is None) == (to.client is None):
            raise Refused(
                "transfer-needs-group",
                "Overboeken kan alleen tussen een cliënt en de groepspot.",
                "to_budget",
            )
        if self.provider != to.provider:
            raise Refused("provider-differs", "Beide budgetten moeten van dezelfde zorgaanbieder zijn.", "to_budget")
        if transfer in self.transfers or transfer in to.transfers:
            raise Refused("transfer-exists", f"Overboeking {transfer} is al vastgelegd.", "transfer")
        for budget in (self, to):
            budget.check_day_open(on)
            budget.check_amount(amount)
        self.check_fits(on, amount.quantity, overdraft=False)
        self.happened(
            self.TransferredOut(
                **self.whose,
                transfer=transfer,
                on=on,
                unit=self.unit,
                quantity=amount.quantity,
                to_budget=to.id,
                reason=reasons[0],
            )
        )
        to.happened(
            to.TransferredIn(
                **to.whose,
                transfer=transfer,
                on=on,
                unit=self.unit,
                quantity=amount.quantity,
                from_budget=self.id,
                reason=reasons[1],
            )
        )

    def close(self, on: date, reason: str | None) -> None:
        """Close the budget; planned care must be used or released first."""
        self.check_day_open(on)
        open_lines = [number for number, entry in self.entries.items() if entry.kind == "reserved"]
        if open_lines:
            raise Refused(
                "reservations-open",
                f"Er staan nog reserveringen open ({', '.join(open_lines[:3])}). Geef ze vrij of schrijf ze af.",
                "budget",
            )
        used = [entry.on for entry in self.entries.values() if entry.kind == "spent" and entry.quantity]
        last_line = max(used, default=on)
        if last_line > on:
            raise Refused(
                "lines-later",
                f"Op {day(last_line)} staat nog een regel. Sluit het budget op die dag of later.",
                "on",
            )
        left = self.headroom.available(self.last)
        self.happened(self.Closed(**self.whose, on=on, unit=self.unit, left=left, reason=reason))

    def _check_remainder_goes_to(self, to: "VirtualBudget") -> None:
        allowed = {
            "lapses": False,
            "carries_over": to.client == self.client,
            "to_group": to.client is None,
        }[self.remainder]
        if not allowed or to.id == self.id or to.provider != self.provider:
            rule = {
                "lapses": "vervalt wat over is",
                "carries_over": "gaat wat over is naar een volgend budget van dezelfde cliënt en zorgaanbieder",
                "to_group": "gaat wat over is naar de groepspot van dezelfde zorgaanbieder",
            }[self.remainder]
            raise Refused("remainder-rule", f"Bij dit budget {rule}. Dat is vooraf zo afgesproken.", "to_budget")
