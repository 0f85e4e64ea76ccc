"""Commands about zorgtoewijzingen and what providers report on them (iWlz 2.2)."""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta

from ledger.aggregates.toewijzing import Agreed, Mutated, Toewijzingen
from ledger.aggregates.toewijzing_guards import ENDING, Key
from ledger.commands.base import PAYER_SIDE, PROVIDER_SIDE, Besluitnummer, Command, Desk, from_day, until_day
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import Identifier, Zorgprofiel, whole
from ledger.vocabulary.leveringsvormen import Leveringsvorm
from ledger.vocabulary.periods import Period, check_order

Code = Annotated[str, whole(r"[A-Z0-9]{1,4}", "schrijf een code van 1 tot 4 tekens")]
Etmalen = Annotated[str, whole(r"[0-9],[0-9]", "schrijf het aantal etmalen als 3,5")]
Opslag = Annotated[int, Meta(ge=0, le=99, description="schrijf een getal van 0 tot en met 99")]
Percentage = Annotated[int, Meta(ge=1, le=100, description="schrijf een heel percentage van 1 tot en met 100")]
LocalTime = Annotated[datetime, Meta(tz=False, description="schrijf een tijdstip zonder zone, als 2026-01-31T10:15:00")]
KEY_EXAMPLE = {
    "client": "c1",
    "besluitnummer": 123456789,
    "zorgeenheid": "753",
    "provider": "47001234",
    "leveringsvorm": "mpt",
    "from": "2026-01-05",
}


class OnToewijzing(Command, frozen=True, kw_only=True):
    """A command about one toewijzing, named by its logical key."""

    client: Identifier
    besluitnummer: Besluitnummer
    zorgeenheid: Code
    provider: Identifier | None = None
    leveringsvorm: Leveringsvorm | None = None
    first: date = from_day()

    def key(self) -> Key:
        """Return the logical key."""
        return Key(self.besluitnummer, self.zorgeenheid, self.first, self.provider, self.leveringsvorm)

    def known(self, desk: Desk) -> Toewijzingen:
        """Return the toewijzingen of the client."""
        desk.client(self.client)
        return desk.get(Toewijzingen, self.client, "client")


class AssignZorg(OnToewijzing, frozen=True, kw_only=True, tag="assign_zorg"):
    """Assign care to a provider, or tell of a pgb, within the indicatie (TR016).

    The same key again, assigned later, changes it.
    """

    BY = PAYER_SIDE
    EXAMPLE = KEY_EXAMPLE | {
        "assigned_at": "2026-01-02T10:15:00",
        "soort": "1",
        "zorgkantoor": "5521",
        "zorgprofiel": "4VV",
        "percentage": 100,
        "coordinator_zorg_thuis": "47001234",
    }
    assigned_at: LocalTime
    soort: Code
    zorgkantoor: Code
    zorgprofiel: Zorgprofiel | None = None
    last: date | None = until_day()
    percentage: Percentage | None = None
    klasse: Code | None = None
    opslag: Opslag | None = None
    etmalen: Etmalen | None = None
    opname: bool | None = None
    dossierhouder: Identifier | None = None
    coordinator_zorg_thuis: Identifier | None = None

    def facts(self) -> Agreed:
        """Return what is assigned, whole."""
        return Toewijzingen.Assigned(
            client=self.client,
            key=self.key(),
            assigned_at=self.assigned_at,
            soort=self.soort,
            zorgkantoor=self.zorgkantoor,
            zorgprofiel=self.zorgprofiel,
            last=self.last,
            percentage=self.percentage,
            klasse=self.klasse,
            opslag=self.opslag,
            etmalen=self.etmalen,
            opname=self.opname,
            dossierhouder=self.dossierhouder,
            coordinator_zorg_thuis=self.coordinator_zorg_thuis,
        )

    def decide(self, desk: Desk) -> None:
        """Check it against the indicatie, then tell the toewijzingen."""
        if (self.leveringsvorm == "pgb") != (self.provider is None):
            raise Refused("provider-or-pgb", "Zorg heeft een aanbieder; alleen een pgb heeft die niet.", "provider")
        self._check_within_indicatie(desk)
        desk.find(Toewijzingen, self.client).assign(self.facts())

    def _check_within_indicatie(self, desk: Desk) -> None:
        """What was assigned on a besluit that a later one ended is kept: it holds as long as its besluit does."""
        indicaties = desk.client(self.client).indicaties
        granted = desk.client(self.client).indicatie(self.besluitnummer).period
        check_order(self.first, self.last)
        superseded = any(other.period.first > granted.first for other in indicaties.values() if not other.withdrawn)
        within = granted.first <= self.first if superseded else granted.contains(Period(self.first, self.last))
        if not within:
            until = f" tot en met {day(granted.last)}" if granted.last else ""
            raise Refused(
                "outside-indicatie",
                f"De toewijzing moet vallen binnen de indicatie: vanaf {day(granted.first)}{until}.",
                "from",
            )


class WithdrawToewijzing(OnToewijzing, frozen=True, kw_only=True, tag="withdraw_toewijzing"):
    """Withdraw a toewijzing as of its last day, with the code of the reason (RedenIntrekking)."""

    BY = PAYER_SIDE
    EXAMPLE = KEY_EXAMPLE | {"assigned_at": "2026-03-02T09:00:00", "on": "2026-03-31", "reden_intrekking": "5"}
    assigned_at: LocalTime
    on: date
    reden_intrekking: Code
    instelling_bestemming: Identifier | None = None

    def decide(self, desk: Desk) -> None:
        """Tell the toewijzingen."""
        self.known(desk).withdraw(
            Toewijzingen.Withdrawn(
                client=self.client,
                key=self.key(),
                assigned_at=self.assigned_at,
                last=self.on,
                reden_intrekking=self.reden_intrekking,
                instelling_bestemming=self.instelling_bestemming,
            )
        )


class Report(OnToewijzing, frozen=True, kw_only=True):
    """What the provider of a toewijzing reports about one day."""

    on: date

    def of_own(self, desk: Desk) -> Toewijzingen:
        """Return the toewijzingen; a provider reports only on its own, and on a pgb nobody does."""
        if self.provider is None:
            raise Refused("provider-missing", "Geef de aanbieder van de toewijzing.", "provider")
        desk.check_provider(self.provider)
        return self.known(desk)


class StartZorg(Report, frozen=True, kw_only=True, tag="start_zorg"):
    """Report the first day of care (AW35)."""

    BY = PROVIDER_SIDE
    EXAMPLE = KEY_EXAMPLE | {"on": "2026-01-05"}
    sleuteldatum: date | None = None
    klasse: Code | None = None
    opslag: Opslag | None = None
    etmalen: Etmalen | None = None
    behandeling: bool | None = None

    def decide(self, desk: Desk) -> None:
        """Tell the toewijzingen."""
        self.of_own(desk).start_zorg(
            Toewijzingen.ZorgStarted(
                client=self.client,
                key=self.key(),
                on=self.on,
                sleuteldatum=self.sleuteldatum,
                klasse=self.klasse,
                opslag=self.opslag,
                etmalen=self.etmalen,
                behandeling=self.behandeling,
            )
        )


class WithdrawStart(Report, frozen=True, kw_only=True, tag="withdraw_start"):
    """Take the report of the first day of care back."""

    BY = PROVIDER_SIDE
    EXAMPLE = KEY_EXAMPLE | {"on": "2026-01-05"}

    def decide(self, desk: Desk) -> None:
        """Tell the toewijzingen."""
        self.of_own(desk).withdraw_start(self.key(), self.on)


class Mutation(Report, frozen=True, kw_only=True):
    """A change in the delivery, with the codes of the AW39."""

    mutatiecode: Code
    leveringsstatus: Code | None = None
    classificatie: Code | None = None
    instelling_bestemming: Identifier | None = None

    def tell(self, desk: Desk, kind: type[Mutated], started_on: date | None) -> None:
        """Tell the toewijzingen."""
        ends = kind is Toewijzingen.ZorgEnded
        if (self.mutatiecode in ENDING) != ends:
            word = "end_zorg" if self.mutatiecode in ENDING else "change_zorg"
            raise Refused("mutatiecode-not-here", f"Gebruik {word} bij mutatiecode {self.mutatiecode}.", "mutatiecode")
        self.of_own(desk).mutate_zorg(
            kind(
                client=self.client,
                key=self.key(),
                on=self.on,
                mutatiecode=self.mutatiecode,
                started_on=started_on,
                leveringsstatus=self.leveringsstatus,
                classificatie=self.classificatie,
                instelling_bestemming=self.instelling_bestemming,
            )
        )


class ChangeZorg(Mutation, frozen=True, kw_only=True, tag="change_zorg"):
    """Report that care has not begun, or goes to another provider before it began (AW39: 12, 18, 21)."""

    BY = PROVIDER_SIDE
    EXAMPLE = KEY_EXAMPLE | {"on": "2026-01-05", "mutatiecode": "18", "leveringsstatus": "7", "classificatie": "12"}

    def decide(self, desk: Desk) -> None:
        """Tell the toewijzingen."""
        self.tell(desk, Toewijzingen.ZorgChanged, None)


class EndZorg(Mutation, frozen=True, kw_only=True, tag="end_zorg"):
    """Report the last day of care (AW39: 17, 19, 20). Without `started_on`: of the care that runs."""

    BY = PROVIDER_SIDE
    EXAMPLE = KEY_EXAMPLE | {"on": "2026-09-30", "mutatiecode": "20", "leveringsstatus": "3", "classificatie": "19"}
    started_on: date | None = None

    def decide(self, desk: Desk) -> None:
        """Tell the toewijzingen."""
        running = self.of_own(desk).toewijzing(self.key()).start_before(self.on)
        self.tell(desk, Toewijzingen.ZorgEnded, self.started_on or running)


class WithdrawMutation(Report, frozen=True, kw_only=True, tag="withdraw_mutation"):
    """Take back what was reported for a day: a mutation or an end of care."""

    BY = PROVIDER_SIDE
    EXAMPLE = KEY_EXAMPLE | {"on": "2026-09-30"}

    def decide(self, desk: Desk) -> None:
        """Tell the toewijzingen."""
        self.of_own(desk).withdraw_mutation(self.key(), self.on)
