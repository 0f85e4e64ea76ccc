"""Commands about zorgtoewijzingen and what providers report on them (iWlz 2.2)."""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta

from ledger.aggregates.client import Leveringsvorm
from ledger.aggregates.toewijzing import Key, Toewijzingen
from ledger.commands.base import PAYER_SIDE, PROVIDER_SIDE, Besluitnummer, Command, Desk, from_day, until_day
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import Identifier, Zorgprofiel, whole
from ledger.vocabulary.periods import Period

Code = Annotated[str, whole(r"[A-Z0-9]{1,4}", "schrijf een code van 1 tot 4 tekens")]
Percentage = Annotated[int, Meta(ge=1, le=100, description="schrijf een heel percentage van 1 tot en met 100")]
KEY_EXAMPLE = {
    "client": "c1",
    "besluitnummer": 123456789,
    "provider": "47001234",
    "soort": "3",
    "assigned_at": "2026-01-02T10:15:00",
    "zorgeenheid": "753",
    "from": "2026-01-05",
}


class OnToewijzing(Command, frozen=True, kw_only=True):
    """A command about one toewijzing, named by its logical key."""

    client: Identifier
    besluitnummer: Besluitnummer
    provider: Identifier
    soort: Code
    assigned_at: datetime
    zorgeenheid: Code
    first: date = from_day()

    def key(self) -> Key:
        """Return the logical key."""
        return Key(
            besluitnummer=self.besluitnummer,
            provider=self.provider,
            soort=self.soort,
            assigned_at=self.assigned_at.isoformat(),
            zorgeenheid=self.zorgeenheid,
            first=self.first,
        )

    def known(self, desk: Desk) -> Toewijzingen:
        """Return the toewijzingen of the client."""
        desk.client(self.client)
        return desk.get(Toewijzingen, self.client, "client")


class AssignZorg(OnToewijzing, frozen=True, kw_only=True, tag="assign_zorg"):
    """Assign care to a provider, within the indicatie (TR016); the same key again changes what was assigned."""

    BY = PAYER_SIDE
    EXAMPLE = KEY_EXAMPLE | {
        "zorgkantoor": "5512",
        "zorgprofiel": "4VV",
        "leveringsvorm": "mpt",
        "percentage": 100,
    }
    zorgkantoor: Code
    zorgprofiel: Zorgprofiel
    leveringsvorm: Leveringsvorm
    last: date | None = until_day()
    percentage: Percentage | None = None

    def decide(self, desk: Desk) -> None:
        """Check it against the indicatie, then tell the toewijzingen."""
        granted = desk.client(self.client).indicatie(self.besluitnummer).period
        assigned = Period(self.first, self.last)
        if not granted.contains(assigned):
            until = f" tot en met {day(granted.last)}" if granted.last else ""
            raise Refused(
                "outside-indicatie",
                f"De toewijzing moet vallen binnen de indicatie: vanaf {day(granted.first)}{until}.",
                "from",
            )
        desk.find(Toewijzingen, self.client).assign(
            Toewijzingen.Assigned(
                client=self.client,
                key=self.key(),
                zorgkantoor=self.zorgkantoor,
                zorgprofiel=self.zorgprofiel,
                leveringsvorm=self.leveringsvorm,
                last=self.last,
                percentage=self.percentage,
            )
        )


class WithdrawToewijzing(OnToewijzing, frozen=True, kw_only=True, tag="withdraw_toewijzing"):
    """Take a toewijzing back, with the code of the reason (RedenIntrekking)."""

    BY = PAYER_SIDE
    EXAMPLE = KEY_EXAMPLE | {"reden": "01"}
    reden: Code

    def decide(self, desk: Desk) -> None:
        """Tell the toewijzingen."""
        self.known(desk).withdraw(self.key(), self.reden)


class StartZorg(OnToewijzing, frozen=True, kw_only=True, tag="start_zorg"):
    """Report the first day of care (AW35)."""

    BY = PROVIDER_SIDE
    EXAMPLE = KEY_EXAMPLE | {"on": "2026-01-05"}
    on: date

    def decide(self, desk: Desk) -> None:
        """Tell the toewijzingen."""
        desk.check_provider(self.provider)
        self.known(desk).start_zorg(self.key(), self.on)


class WithdrawStart(OnToewijzing, frozen=True, kw_only=True, tag="withdraw_start"):
    """Take the report of the first day of care back."""

    BY = PROVIDER_SIDE
    EXAMPLE = KEY_EXAMPLE | {"on": "2026-01-05"}
    on: date

    def decide(self, desk: Desk) -> None:
        """Tell the toewijzingen."""
        desk.check_provider(self.provider)
        self.known(desk).withdraw_start(self.key(), self.on)


class ChangeZorg(OnToewijzing, frozen=True, kw_only=True, tag="change_zorg"):
    """Report a mutation that does not end the care (AW39)."""

    BY = PROVIDER_SIDE
    EXAMPLE = KEY_EXAMPLE | {"on": "2026-05-01", "mutatiecode": "04"}
    on: date
    mutatiecode: Code

    def decide(self, desk: Desk) -> None:
        """Tell the toewijzingen."""
        desk.check_provider(self.provider)
        self.known(desk).mutate_zorg(self.key(), self.on, self.mutatiecode, ends=False)


class EndZorg(OnToewijzing, frozen=True, kw_only=True, tag="end_zorg"):
    """Report the last day of care (AW39)."""

    BY = PROVIDER_SIDE
    EXAMPLE = KEY_EXAMPLE | {"on": "2026-09-30", "mutatiecode": "20"}
    on: date
    mutatiecode: Code

    def decide(self, desk: Desk) -> None:
        """Tell the toewijzingen."""
        desk.check_provider(self.provider)
        self.known(desk).mutate_zorg(self.key(), self.on, self.mutatiecode, ends=True)


class WithdrawMutation(OnToewijzing, frozen=True, kw_only=True, tag="withdraw_mutation"):
    """Take a reported mutation or end of care back."""

    BY = PROVIDER_SIDE
    EXAMPLE = KEY_EXAMPLE | {"on": "2026-09-30", "mutatiecode": "20"}
    on: date
    mutatiecode: Code

    def decide(self, desk: Desk) -> None:
        """Tell the toewijzingen."""
        desk.check_provider(self.provider)
        self.known(desk).withdraw_mutation(self.key(), self.on, self.mutatiecode)
