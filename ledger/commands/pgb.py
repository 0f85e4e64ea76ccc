"""Commands about what was paid from a persoonsgebonden budget. The SVB pays, on behalf of the zorgkantoor."""

from datetime import date

import msgspec

from ledger.aggregates.pgb import Pgb, Why
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
        "on": "2026-04-02",
    }
    client: Identifier
    payment: Identifier
    provider: Identifier | None = None
    first: date = from_day()
    last: date = msgspec.field(name="to")
    amount: Amount
    on: date | None = None

    def decide(self, desk: Desk) -> None:
        """Tell the pgb of the client."""
        desk.client(self.client)
        on = self.on or desk.today
        desk.check_not_future(on)
        desk.find(Pgb, self.client).pay(
            Pgb.Paid(
                client=self.client,
                payment=self.payment,
                provider=self.provider,
                first=self.first,
                last=self.last,
                eurocent=euros(self.amount),
                on=on,
            )
        )


class WithdrawPgbPayment(Command, frozen=True, kw_only=True, tag="withdraw_pgb_payment"):
    """Take out a payment from a pgb that was a mistake, or that was paid back. Its number is not used again."""

    BY = PAYER_SIDE
    EXAMPLE = {"client": "c1", "payment": "svb-2026-03-1", "why": "mistake", "reason": "dubbel doorgegeven"}
    client: Identifier
    payment: Identifier
    why: Why
    reason: Text

    def decide(self, desk: Desk) -> None:
        """Tell the pgb of the client."""
        desk.client(self.client)
        reason = desk.seal_for_client(self.client, self.reason)
        desk.get(Pgb, self.client, "client").withdraw(self.payment, self.why, reason)
