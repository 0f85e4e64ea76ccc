"""Commands about what may be spent on a client: the indicatiewaarde, meerzorg and extra kosten thuis (EKT)."""

from datetime import date

import msgspec

from ledger.aggregates.client import Client
from ledger.aggregates.tarieven import UsedTarief
from ledger.commands.base import PAYER_SIDE, Besluitnummer, Command, Desk, Year, euros, from_day, until_day
from ledger.commands.parameters import Percent
from ledger.dossier.rates import RegisterRates, used
from ledger.vocabulary.amounts import Amount
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import Identifier, TariefCode, Text
from ledger.vocabulary.leveringsvormen import Leveringsvorm
from ledger.vocabulary.percentages import parse_percentage
from ledger.vocabulary.prorata import Per

PER_OF_UNIT: dict[str, Per] = {"dag": "day", "etmaal": "day", "week": "week", "maand": "month", "jaar": "year"}
"""The units of the register that are a stretch of time."""


class SetIndicatiewaarde(Command, frozen=True, kw_only=True, tag="set_indicatiewaarde"):
    """Decide what may be spent on a client from a day on, for one leveringsvorm or for all.

    Either `value` with `per`, or `code`: a tariff of the register, of `year` or of the year of the first day. A value
    from the register holds within its year, also when no last day is named.
    """

    BY = PAYER_SIDE
    EXAMPLE = {
        "client": "c1",
        "leveringsvorm": "mpt",
        "from": "2026-01-01",
        "value": {"EUR": "46265.00"},
        "per": "year",
        "ground": "Beschikking van 5 januari 2026",
    }
    client: Identifier
    besluitnummer: Besluitnummer | None = None
    leveringsvorm: Leveringsvorm | None = None
    first: date = from_day()
    last: date | None = until_day()
    value: Amount | None = None
    per: Per | None = None
    code: TariefCode | None = None
    year: Year | None = None
    ground: Text

    def decide(self, desk: Desk) -> None:
        """Tell the client."""
        client = desk.client(self.client)
        besluitnummer = self.besluitnummer or client.check_entitled(self.first)
        eurocent, per, last, tarief = self._from_register(desk) if self.code else self._as_written()
        client.set_indicatiewaarde(
            Client.IndicatiewaardeSet(
                client=self.client,
                besluitnummer=besluitnummer,
                leveringsvorm=self.leveringsvorm,
                first=self.first,
                last=last,
                eurocent=eurocent,
                per=per,
                tarief=tarief,
                ground=self.ground,
            )
        )

    def _as_written(self) -> tuple[int, Per, date | None, UsedTarief | None]:
        if self.value is None or self.per is None or self.year is not None:
            raise Refused(
                "value-or-code",
                "Geef de waarde met de periode waarvoor zij is, of een code uit het register.",
                "value",
            )
        return euros(self.value, "value"), self.per, self.last, None

    def _from_register(self, desk: Desk) -> tuple[int, Per, date | None, UsedTarief | None]:
        assert self.code is not None
        if self.value is not None or self.per is not None:
            raise Refused("value-or-code", "Geef een waarde of een code uit het register, niet allebei.", "code")
        year = self.year or self.first.year
        end = date(year, 12, 31)
        if self.first.year != year or (self.last is not None and self.last > end):
            raise Refused(
                "outside-tariff-year",
                f"Een tarief van {year} geldt alleen in {year}. Stel de waarde voor elk jaar apart vast.",
                "year" if self.first.year != year else "to",
            )
        rate = RegisterRates(desk.find).rate(self.code, self.first)
        if rate.unit not in PER_OF_UNIT:
            raise Refused(
                "unit-not-a-period",
                f"{self.code} is een tarief per {rate.unit}. Een indicatiewaarde is per dag, week, maand of jaar.",
                "code",
            )
        return rate.eurocent, PER_OF_UNIT[rate.unit], self.last or end, used(rate)


class WithdrawIndicatiewaarde(Command, frozen=True, kw_only=True, tag="withdraw_indicatiewaarde"):
    """Take back what was decided apart from the day `from`. What else is known of these days counts again."""

    BY = PAYER_SIDE
    EXAMPLE = {"client": "c1", "leveringsvorm": "mpt", "from": "2026-01-01", "ground": "Verkeerde beschikking gelezen"}
    client: Identifier
    besluitnummer: Besluitnummer | None = None
    leveringsvorm: Leveringsvorm | None = None
    first: date = from_day()
    ground: Text

    def decide(self, desk: Desk) -> None:
        """Tell the client."""
        client = desk.client(self.client)
        client.withdraw_indicatiewaarde(
            Client.IndicatiewaardeWithdrawn(
                client=self.client,
                besluitnummer=self.besluitnummer or client.check_entitled(self.first),
                leveringsvorm=self.leveringsvorm,
                first=self.first,
                ground=self.ground,
            )
        )


class GrantMeerzorg(Command, frozen=True, kw_only=True, tag="grant_meerzorg"):
    """Let more be spent on a client than the indicatiewaarde, over days, with the ground of the decision."""

    BY = PAYER_SIDE
    EXAMPLE = {
        "client": "c1",
        "from": "2026-03-01",
        "to": "2026-08-31",
        "amount": {"EUR": "210.00"},
        "per": "week",
        "ground": "Beschikking meerzorg 2026",
    }
    client: Identifier
    first: date = from_day()
    last: date | None = until_day()
    amount: Amount
    per: Per
    ground: Text

    def decide(self, desk: Desk) -> None:
        """Tell the client."""
        desk.client(self.client).grant_meerzorg(
            Client.MeerzorgGranted(
                client=self.client,
                first=self.first,
                last=self.last,
                eurocent=euros(self.amount),
                per=self.per,
                ground=self.ground,
            )
        )


class EndMeerzorg(Command, frozen=True, kw_only=True, tag="end_meerzorg"):
    """Let the meerzorg that begins on `from` end: `to` is its last day. The day before `from` takes it away."""

    BY = PAYER_SIDE
    EXAMPLE = {"client": "c1", "from": "2026-03-01", "to": "2026-06-30", "ground": "Opname in het ziekenhuis"}
    client: Identifier
    first: date = from_day()
    last: date = msgspec.field(name="to")
    ground: Text

    def decide(self, desk: Desk) -> None:
        """Tell the client."""
        desk.client(self.client).end_meerzorg(
            Client.MeerzorgEnded(client=self.client, first=self.first, last=self.last, ground=self.ground)
        )


class GrantEkt(Command, frozen=True, kw_only=True, tag="grant_ekt"):
    """Let more be spent at home: a percentage of the indicatiewaarde on top of it, at most 25.00."""

    BY = PAYER_SIDE
    EXAMPLE = {
        "client": "c1",
        "from": "2026-01-01",
        "to": "2026-12-31",
        "percentage": "25.00",
        "ground": "Beschikking extra kosten thuis 2026",
    }
    client: Identifier
    first: date = from_day()
    last: date = msgspec.field(name="to")
    percentage: Percent
    ground: Text

    def decide(self, desk: Desk) -> None:
        """Tell the client."""
        desk.client(self.client).grant_ekt(
            Client.EktGranted(
                client=self.client,
                first=self.first,
                last=self.last,
                raise_basispoint=parse_percentage(self.percentage),
                ground=self.ground,
            )
        )


class EndEkt(Command, frozen=True, kw_only=True, tag="end_ekt"):
    """Let the EKT that begins on `from` end: `to` is its last day. The day before `from` takes it away."""

    BY = PAYER_SIDE
    EXAMPLE = {"client": "c1", "from": "2026-01-01", "to": "2026-06-30", "ground": "Woont niet meer thuis"}
    client: Identifier
    first: date = from_day()
    last: date = msgspec.field(name="to")
    ground: Text

    def decide(self, desk: Desk) -> None:
        """Tell the client."""
        desk.client(self.client).end_ekt(
            Client.EktEnded(client=self.client, first=self.first, last=self.last, ground=self.ground)
        )
