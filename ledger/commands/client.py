"""Commands about a client, the indicatie and the leveringsvorm."""

from datetime import date

import msgspec

from ledger.aggregates.client import Client
from ledger.commands.base import PAYER_SIDE, Besluitnummer, Command, Desk, euros, from_day, until_day
from ledger.funding.facts import Sex
from ledger.vocabulary.amounts import Amount
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import Identifier, Name, Text, Zorgprofiel, is_bsn
from ledger.vocabulary.leveringsvormen import Leveringsvorm
from ledger.vocabulary.prorata import Per


class RegisterClient(Command, frozen=True, kw_only=True, tag="register_client"):
    """Make a person known under a pseudonym. Name, birth date, BSN and sex are sealed under a key of their own."""

    BY = PAYER_SIDE
    EXAMPLE = {
        "client": "c1",
        "region": "Rotterdam",
        "birth_date": "1943-05-02",
        "bsn": "999900006",
        "name": "Anna de Vries",
        "sex": "vrouw",
    }
    client: Identifier
    region: Name
    birth_date: date | None = None
    bsn: str | None = None
    name: Name | None = None
    sex: Sex | None = None

    def decide(self, desk: Desk) -> None:
        """Seal the identity, claim the BSN, register."""
        desk.check_region(self.region)
        client = desk.find(Client, self.client)
        if client.version:
            raise Refused("client-exists", f"Cliënt {self.client} is al ingeschreven.", "client")
        if is_bsn(self.client):
            raise Refused("client-is-bsn", "Gebruik geen BSN als cliëntnummer. Kies een pseudoniem.", "client")
        if self.bsn is not None:
            if not is_bsn(self.bsn):
                raise Refused("bsn-invalid", "Dit BSN klopt niet (elfproef). Controleer de negen cijfers.", "bsn")
            desk.claim_bsn(self.client, self.bsn)
        identity = {"name": self.name, "birth_date": self.birth_date, "bsn": self.bsn, "sex": self.sex}
        sealed = desk.seal_for_client(self.client, msgspec.json.encode(identity).decode())
        client.happened(Client.Registered(client=self.client, region=self.region, identity=sealed))


class ReportDeath(Command, frozen=True, kw_only=True, tag="report_death"):
    """Report the day on which the client died. Nothing can be spent after it."""

    BY = PAYER_SIDE
    EXAMPLE = {"client": "c1", "on": "2026-11-03"}
    client: Identifier
    on: date

    def decide(self, desk: Desk) -> None:
        """Tell the client."""
        desk.client(self.client).report_death(self.on)


class WithdrawDeath(Command, frozen=True, kw_only=True, tag="withdraw_death"):
    """Take a mistaken report of death back."""

    BY = PAYER_SIDE
    EXAMPLE = {"client": "c1", "reason": "verkeerde persoon"}
    client: Identifier
    reason: Text

    def decide(self, desk: Desk) -> None:
        """Tell the client."""
        desk.client(self.client).withdraw_death(desk.seal_for_client(self.client, self.reason))


class GrantIndicatie(Command, frozen=True, kw_only=True, tag="grant_indicatie"):
    """Record what CIZ granted: profile and period, with the indicatiewaarde where it is known."""

    BY = PAYER_SIDE
    EXAMPLE = {
        "client": "c1",
        "besluitnummer": 123456789,
        "zorgprofiel": "4VV",
        "from": "2026-01-01",
        "to": None,
        "value": {"EUR": "600.00"},
        "per": "week",
    }
    client: Identifier
    besluitnummer: Besluitnummer
    issued: date | None = None
    zorgprofiel: Zorgprofiel
    first: date = from_day()
    last: date | None = until_day()
    value: Amount | None = None
    per: Per | None = None

    def decide(self, desk: Desk) -> None:
        """Tell the client."""
        cents = _indicatiewaarde(self.value, self.per)
        desk.client(self.client).grant_indicatie(
            Client.IndicatieGranted(
                client=self.client,
                besluitnummer=self.besluitnummer,
                issued=self.issued,
                zorgprofiel=self.zorgprofiel,
                first=self.first,
                last=self.last,
                value_eurocent=cents,
                per=self.per,
            )
        )


class AmendIndicatie(Command, frozen=True, kw_only=True, tag="amend_indicatie"):
    """Change profile, last day or value of an indicatie from a day on. What is left out stays as it was."""

    BY = PAYER_SIDE
    EXAMPLE = {
        "client": "c1",
        "besluitnummer": 123456789,
        "from": "2026-07-01",
        "zorgprofiel": "5VV",
        "reason": "herindicatie",
    }
    client: Identifier
    besluitnummer: Besluitnummer
    first: date = from_day()
    zorgprofiel: Zorgprofiel | None = None
    last: date | msgspec.UnsetType | None = msgspec.field(name="to", default=msgspec.UNSET)
    value: Amount | None = None
    per: Per | None = None
    reason: Text

    def decide(self, desk: Desk) -> None:
        """Tell the client the whole outcome, for each day from which it differs."""
        client = desk.client(self.client)
        indicatie = client.indicatie(self.besluitnummer)
        changed = self.value is not None or self.per is not None
        value = _indicatiewaarde(self.value, self.per)
        if changed:
            client.check_value_not_set(self.besluitnummer, self.first)
        last = indicatie.period.last if self.last is msgspec.UNSET else self.last
        reason = desk.seal_for_client(self.client, self.reason)
        later = [first for first in sorted(indicatie.terms) if first > self.first and (last is None or first <= last)]
        for first in (self.first, *later):
            terms = indicatie.terms_on(first)
            outcome = Client.IndicatieAmended(
                client=self.client,
                besluitnummer=self.besluitnummer,
                first=first,
                zorgprofiel=self.zorgprofiel or terms.zorgprofiel,
                last=last,
                value_eurocent=value if changed else terms.value_eurocent,
                per=self.per if changed else terms.per,
                reason=reason,
            )
            if first == self.first or client.indicatie(self.besluitnummer).terms_on(first) != outcome.terms:
                client.amend_indicatie(outcome)


class EndIndicatie(Command, frozen=True, kw_only=True, tag="end_indicatie"):
    """Let an indicatie end: `on` is its last day. The day before its first day withdraws it."""

    BY = PAYER_SIDE
    EXAMPLE = {"client": "c1", "besluitnummer": 123456789, "on": "2026-12-31", "reason": "nieuw besluit"}
    client: Identifier
    besluitnummer: Besluitnummer
    on: date
    reason: Text

    def decide(self, desk: Desk) -> None:
        """Tell the client."""
        client = desk.client(self.client)
        client.end_indicatie(self.besluitnummer, self.on, desk.seal_for_client(self.client, self.reason))


class ChooseLeveringsvorm(Command, frozen=True, kw_only=True, tag="choose_leveringsvorm"):
    """Choose how care is delivered from a day on (Wlz 3.3.1)."""

    BY = PAYER_SIDE
    EXAMPLE = {"client": "c1", "leveringsvorm": "mpt", "from": "2026-01-01"}
    client: Identifier
    leveringsvorm: Leveringsvorm
    first: date = from_day()

    def decide(self, desk: Desk) -> None:
        """Tell the client."""
        desk.client(self.client).choose_leveringsvorm(self.leveringsvorm, self.first)


def _indicatiewaarde(value: Amount | None, per: Per | None) -> int | None:
    if (value is None) != (per is None):
        raise Refused("value-needs-period", "Geef de waarde en de periode (per) samen, of geen van beide.", "per")
    if value is None:
        return None
    if value.quantity <= 0:
        raise Refused("amount-not-positive", "De waarde van de indicatie moet groter zijn dan nul.", "value")
    return euros(value, "value")
