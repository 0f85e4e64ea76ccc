"""What was paid from the persoonsgebonden budget of a client: by the SVB, on behalf of the zorgkantoor (Wlz 3.3.3).

Nothing of it is checked against a right: whether it was lawful is for the rules to say.
"""

from datetime import date
from typing import Literal

from ledger.aggregates.base import Aggregate, Event
from ledger.vocabulary.errors import NotFound, Refused
from ledger.vocabulary.periods import check_order

Why = Literal["mistake", "paid-back"]
"""Why a payment does not stand: it was never made, or the money came back."""


class Pgb(Aggregate):
    """The payments of one client by their number. A withdrawn number is not used again."""

    STREAM = "pgb"
    MISSING = ("pgb-unknown", "Voor cliënt {id} is nog niets uit een pgb betaald.")

    class Paid(Event, frozen=True, kw_only=True):
        """Care from `first` to `last` was paid from the pgb, `on` a day.

        `provider` is who was paid, when it is one that is known here.
        """

        TOPIC = "pgb.paid"
        client: str
        payment: str
        provider: str | None = None
        first: date
        last: date
        eurocent: int
        on: date

        def apply(self, aggregate: "Pgb") -> None:
            """Keep it by its number."""
            aggregate.used.add(self.payment)
            aggregate.paid[self.payment] = self

    class PaymentWithdrawn(Event, frozen=True, kw_only=True):
        """A payment was written down by mistake, or was paid back. `reason` is sealed."""

        TOPIC = "pgb.payment-withdrawn"
        client: str
        payment: str
        provider: str | None = None
        first: date
        last: date
        eurocent: int
        why: Why
        reason: str

        def apply(self, aggregate: "Pgb") -> None:
            """Leave it out."""
            del aggregate.paid[self.payment]

    def start(self) -> None:
        """Nothing was paid."""
        self.paid: dict[str, Pgb.Paid] = {}
        self.used: set[str] = set()

    def pay(self, paid: Paid) -> None:
        """Take in a payment above zero, under a new number."""
        if paid.payment in self.used:
            raise Refused(
                "payment-exists", f"Betaling {paid.payment} is al vastgelegd. Gebruik een ander nummer.", "payment"
            )
        check_order(paid.first, paid.last)
        if paid.eurocent <= 0:
            raise Refused(
                "amount-not-positive",
                "Een betaling is meer dan nul. Trek een betaling die terugkwam in (withdraw_pgb_payment).",
                "amount",
            )
        self.happened(paid)

    def withdraw(self, payment: str, why: Why, reason: str) -> None:
        """Leave a payment out."""
        paid = self.paid.get(payment)
        if paid is None:
            raise NotFound("payment-unknown", f"Betaling {payment} is niet bekend bij deze cliënt.", "payment")
        self.happened(
            self.PaymentWithdrawn(
                client=self.id,
                payment=payment,
                provider=paid.provider,
                first=paid.first,
                last=paid.last,
                eurocent=paid.eurocent,
                why=why,
                reason=reason,
            )
        )
