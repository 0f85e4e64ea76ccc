"""Commands about the contracteerruimte of a region."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from ledger.aggregates.contracteerruimte import Contracteerruimte
from ledger.commands.base import PAYER_SIDE, Command, Desk, Year, euros
from ledger.vocabulary.amounts import Amount
from ledger.vocabulary.identifiers import Identifier, Name, Text

Days = Annotated[int, Meta(ge=0, le=9_999_999, description="schrijf een heel getal van 0 tot en met 9999999")]


class SetContracteerruimte(Command, frozen=True, kw_only=True, tag="set_contracteerruimte"):
    """Set the envelope of a region for a year, with its legal ground."""

    BY = PAYER_SIDE
    EXAMPLE = {
        "region": "Rotterdam",
        "year": 2026,
        "amount": {"EUR": "10000000.00"},
        "ground": "Voorlopige kaderbrief Wlz 2026",
    }
    region: Name
    year: Year
    on: date | None = None
    amount: Amount
    ground: Text

    def decide(self, desk: Desk) -> None:
        """Tell the envelope."""
        desk.check_region(self.region)
        desk.find(Contracteerruimte, Contracteerruimte.id_of(self.region, self.year)).set(
            Contracteerruimte.Set(
                region=self.region,
                year=self.year,
                on=self.on or desk.today,
                eurocent=euros(self.amount),
                ground=self.ground,
            )
        )


class CorrectContracteerruimte(Command, frozen=True, kw_only=True, tag="correct_contracteerruimte"):
    """Make the envelope larger, or smaller with a negative amount; on which law, why, and where that was published."""

    BY = PAYER_SIDE
    EXAMPLE = {
        "region": "Rotterdam",
        "year": 2026,
        "amount": {"EUR": "-250000.00"},
        "ground": "artikel 49e Wmg",
        "motivation": "Herschikking november 2026",
        "source": "demo: verzonnen besluit",
    }
    region: Name
    year: Year
    on: date | None = None
    amount: Amount
    ground: Text
    motivation: Text | None = None
    source: Text | None = None

    def decide(self, desk: Desk) -> None:
        """Tell the envelope."""
        _existing(desk, self.region, self.year).correct(
            Contracteerruimte.Corrected(
                region=self.region,
                year=self.year,
                on=self.on or desk.today,
                change_eurocent=euros(self.amount),
                ground=self.ground,
                motivation=self.motivation,
                reference=self.source,
            )
        )


class AgreeWithProvider(Command, frozen=True, kw_only=True, tag="agree_with_provider"):
    """Agree with a provider up to which amount it produces in the year."""

    BY = PAYER_SIDE
    EXAMPLE = {
        "region": "Rotterdam",
        "year": 2026,
        "provider": "p1",
        "amount": {"EUR": "1500000.00"},
        "ground": "Zorgovereenkomst 2026",
    }
    region: Name
    year: Year
    on: date | None = None
    provider: Identifier
    amount: Amount
    ground: Text

    def decide(self, desk: Desk) -> None:
        """Tell the envelope."""
        _existing(desk, self.region, self.year).agree(
            Contracteerruimte.AgreementMade(
                region=self.region,
                year=self.year,
                on=self.on or desk.today,
                provider=self.provider,
                eurocent=euros(self.amount),
                ground=self.ground,
            )
        )


class AgreePlafond(Command, frozen=True, kw_only=True, tag="agree_plafond"):
    """Agree with a provider how many days of stay it may declare in the year. A later agreement replaces it."""

    BY = PAYER_SIDE
    EXAMPLE = {
        "region": "Rotterdam",
        "year": 2026,
        "provider": "p1",
        "days": 14600,
        "ground": "Zorgovereenkomst 2026",
    }
    region: Name
    year: Year
    on: date | None = None
    provider: Identifier
    days: Days
    ground: Text

    def decide(self, desk: Desk) -> None:
        """Tell the envelope."""
        _existing(desk, self.region, self.year).agree_plafond(
            Contracteerruimte.PlafondAgreed(
                region=self.region,
                year=self.year,
                on=self.on or desk.today,
                provider=self.provider,
                days=self.days,
                ground=self.ground,
            )
        )


def _existing(desk: Desk, region: str, year: int) -> Contracteerruimte:
    desk.check_region(region)
    return desk.get(Contracteerruimte, Contracteerruimte.id_of(region, year), "region")
