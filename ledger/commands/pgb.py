"""Commands about what was paid from a persoonsgebonden budget. The SVB pays, on behalf of the zorgkantoor."""

from datetime import date

import msgspec

from ledger.aggregates.pgb import Pgb
from ledger.commands.base import PAYER_SIDE, Command, Desk, euros, from_day
from ledger.vocabulary.amounts import Amount
from ledger.vocabulary.identifiers import Identifier, Text


class RecordPgbPayment(Command, frozen=True, kw_only=True, tag="record_pgb_payment"):
    """Write down what was paid from the pgb of a client, for care over some days."""

    BY = PAYER_SIDE
    EXAMPLE = {
        "client": "c1",
        "payment": "svb-2026-03-1",
        "provider": "p2",
        "from": "2026-03-01",
        "to": "2026-03-31",
        "amount": {"EUR": "650.00"},
    }
    client: Identifier
    payment: Identifier
    provider: Identifier | None = None
    first: date = from_day()
    last: date = msgspec.field(name="to")
    amount: Amount

    def decide(self, desk: Desk) -> None:
        """Tell the pgb of the client."""
        desk.client(self.client)
        desk.find(Pgb, self.client).pay(
            Pgb.Paid(
                client=self.client,
                payment=self.payment,
                provider=self.provider,
                first=self.first,
                last=self.last,
                eurocent=euros(self.amount),
            )
        )


class WithdrawPgbPayment(Command, frozen=True, kw_only=True, tag="withdraw_pgb_payment"):
    """Take back a payment from a pgb that was a mistake, or that was paid back. Its number is not used again."""

    BY = PAYER_SIDE
    EXAMPLE = {"client": "c1", "payment": "svb-2026-03-1", "reason": "dubbel doorgegeven"}
    client: Identifier
    payment: Identifier
    reason: Text

    def decide(self, desk: Desk) -> None:
        """Tell the pgb of the client."""
        desk.client(self.client)
        desk.get(Pgb, self.client, "client").withdraw(self.payment, desk.seal_for_client(self.client, self.reason))
