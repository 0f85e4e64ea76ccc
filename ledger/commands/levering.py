"""Commands about care that was given: its real minutes, for one client or split exactly over a group."""

from collections.abc import Sequence
from datetime import date

import msgspec

from ledger.aggregates.client import Client
from ledger.aggregates.contracts import Contracts
from ledger.aggregates.levering import Levering, check_minutes
from ledger.aggregates.tarieven import Tarieven
from ledger.commands.base import CARE_STAFF, Command, Desk, minutes_in
from ledger.commands.entries import Spend, write_spend
from ledger.dossier.prestaties import check_allowed
from ledger.dossier.prices import activity_of, contracts_for, every_contract, is_wmo
from ledger.dossier.rates import RegisterRates
from ledger.funding.contract import Contract
from ledger.vocabulary.amounts import Amount, split
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import ClockTime, Identifier, Text


class AlsoSpent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The spend from a virtual budget that is the same act: written down once, recorded in both places."""

    budget: Identifier
    entry: Identifier
    amount: Amount
    what: Text
    from_reservation: Identifier | None = None


class RecordDelivery(Command, frozen=True, kw_only=True, tag="record_delivery"):
    """Write down care that was given, in real minutes. With `clients` the time is split exactly over them.

    Of an activity, prestatie and rekentijd are those of the contract of the provider. `spend` writes the spend from
    the budget of the client as well.
    """

    BY = CARE_STAFF
    EXAMPLE = {
        "client": "c1",
        "levering": "l1",
        "provider": "p1",
        "prestatie": "H126",
        "on": "2026-03-04",
        "starts_at": "09:30",
        "minutes": {"UUR": "0:30"},
        "by": "medewerker-17",
        "spend": {"budget": "b1", "entry": "e1", "amount": {"PUNT": "2.00"}, "what": "wandelen"},
    }
    client: Identifier | None = None
    clients: tuple[Identifier, ...] = ()
    levering: Identifier
    provider: Identifier
    prestatie: Identifier | None = None
    activity: Identifier | None = None
    on: date
    starts_at: ClockTime | None = None
    minutes: Amount
    by: Identifier | None = None
    spend: AlsoSpent | None = None

    def decide(self, desk: Desk) -> None:
        """Give every client their part of the time; all of them, or none."""
        desk.check_provider(self.provider)
        ids = self._ids()
        clients = [desk.client(id) for id in ids]
        desk.check_not_future(self.on)
        minutes = minutes_in(self.minutes)
        check_minutes(minutes)
        for client, part in zip(clients, split(minutes, len(ids)), strict=True):
            self._record(desk, client, part)
        if self.spend is not None:
            self._spend(desk, self.spend, ids)

    def _ids(self) -> tuple[str, ...]:
        if (self.client is None) == (not self.clients):
            raise Refused("clients-unclear", "Noem één cliënt, of een groep.", "client")
        if self.client is not None:
            return (self.client,)
        if len(self.clients) < 2 or len(set(self.clients)) != len(self.clients):
            raise Refused("clients-unclear", "Een groep is twee of meer cliënten, elk één keer genoemd.", "clients")
        return self.clients

    def _record(self, desk: Desk, client: Client, minutes: int) -> None:
        known = every_contract(desk.find(Contracts, self.provider))
        holding = contracts_for(known, self.on, client.region, client.leveringsvorm_on(self.on))
        wmo = is_wmo(holding, self.prestatie, self.activity)
        client.check_alive(self.on)
        if not wmo:
            client.check_entitled(self.on)
        prestatie, norm_minutes = self._what(holding)
        RegisterRates(desk.find).rate(prestatie, self.on)
        if not wmo:
            check_allowed(client, desk.find(Tarieven, Tarieven.id_of(self.on.year)), prestatie, self.on)
        desk.find(Levering, client.id).record(
            Levering.Recorded(
                client=client.id,
                levering=self.levering,
                provider=self.provider,
                on=self.on,
                starts_at=self.starts_at,
                prestatie=prestatie,
                activity=self.activity,
                minutes=minutes,
                norm_minutes=norm_minutes,
                given_by=desk.by(self.by),
                group_size=len(self.clients) or None,
                budget=self.spend.budget if self.spend else None,
                entry=self.spend.entry if self.spend else None,
            )
        )

    def _what(self, holding: Sequence[Contract]) -> tuple[str, int | None]:
        """Return the prestatie, and the rekentijd when it is an activity."""
        if self.activity is None and self.prestatie is not None:
            return self.prestatie, None
        if self.activity is None or self.prestatie is not None:
            raise Refused("care-unclear", "Noem een prestatie of een activiteit, niet allebei.", "prestatie")
        activity = activity_of(holding, self.provider, self.activity, self.on)
        return activity.prestatie, activity.norm_minutes

    def _spend(self, desk: Desk, spend: AlsoSpent, clients: tuple[str, ...]) -> None:
        """Write the spend by the decision of its own command; it is of this client, at this provider."""
        budget = desk.budget(spend.budget, "spend.budget")
        if len(clients) > 1:
            told = "Bij een groep hoort geen besteding. Schrijf die apart op, met spend_together."
            raise Refused("spend-of-group", told, "spend")
        if budget.client not in (None, *clients) or budget.provider != self.provider:
            told = f"Budget {budget.id} is van een andere cliënt of zorgaanbieder. Kies een budget van deze cliënt."
            raise Refused("budget-differs", told, "spend.budget")
        command = Spend(
            budget=spend.budget,
            entry=spend.entry,
            on=self.on,
            amount=spend.amount,
            what=spend.what,
            by=self.by,
            from_reservation=spend.from_reservation,
        )
        write_spend(desk, budget, command, spend.amount, levering=self.levering)


class CorrectDelivery(Command, frozen=True, kw_only=True, tag="correct_delivery"):
    """Give a delivery other minutes, with a reason. Zero withdraws it. It counts on the day of the delivery.

    More than before needs the same right to care on that day as a delivery. A spend that was the same act stays as
    it is: `correct_spend` corrects that.
    """

    BY = CARE_STAFF
    EXAMPLE = {"client": "c1", "levering": "l1", "minutes": {"UUR": "0:25"}, "reason": "eerder klaar"}
    client: Identifier
    levering: Identifier
    minutes: Amount
    reason: Text
    by: Identifier | None = None

    def decide(self, desk: Desk) -> None:
        """Tell the deliveries of the client."""
        client = desk.client(self.client)
        leveringen = desk.get(Levering, self.client, "client")
        known = leveringen.levering(self.levering)
        if desk.mandate.provider not in (None, known.provider):
            raise leveringen.unknown(self.levering)
        minutes = minutes_in(self.minutes)
        if minutes > known.minutes:
            client.check_entitled(known.on)
        reason = desk.seal_for_client(self.client, self.reason)
        leveringen.correct(self.levering, minutes, reason, desk.by(self.by))
