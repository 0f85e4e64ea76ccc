"""A client: the person whom money, points and hours follow; the indicaties, the leveringsvorm, the day of death.

Wlz 3.2.3 (indicatie), 3.3.1 (leveringsvormen).
"""

from datetime import date
from typing import Literal

import msgspec

from ledger.aggregates.base import Aggregate, Event, latest
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import NotFound, Refused
from ledger.vocabulary.periods import Period, check_order
from ledger.vocabulary.prorata import Per

Leveringsvorm = Literal["verblijf", "vpt", "mpt", "pgb", "mpt_pgb", "dtv"]


class Indicatie(msgspec.Struct):
    """One besluit: profile and period as they are known now."""

    zorgprofiel: str
    period: Period
    value_eurocent: int | None
    per: Per | None

    @property
    def withdrawn(self) -> bool:
        """Tell whether it ended before its first day, and so never held."""
        return self.period.last is not None and self.period.last < self.period.first


class Client(Aggregate):
    """Known under a pseudonym; the identity is sealed under a key of their own."""

    STREAM = "client"
    MISSING = (
        "client-unknown",
        "Cliënt {id} is niet bekend. Controleer het nummer of registreer de cliënt eerst.",
    )

    class Registered(Event, frozen=True, kw_only=True):
        """A person is known here. `identity` is the sealed JSON of name, BSN and birth date."""

        TOPIC = "client.registered"
        client: str
        region: str
        identity: str

        def apply(self, aggregate: "Client") -> None:
            """Start with no rights."""
            aggregate.region, aggregate.identity = self.region, self.identity

    class DeathReported(Event, frozen=True, kw_only=True):
        """The client died on a day."""

        TOPIC = "client.death-reported"
        client: str
        on: date

        def apply(self, aggregate: "Client") -> None:
            """Nothing may be spent after this day."""
            aggregate.died_on = self.on

    class DeathWithdrawn(Event, frozen=True, kw_only=True):
        """The report of a death was a mistake; `reason` is sealed."""

        TOPIC = "client.death-withdrawn"
        client: str
        on: date
        reason: str

        def apply(self, aggregate: "Client") -> None:
            """Undo the report."""
            aggregate.died_on = None

    class IndicatieGranted(Event, frozen=True, kw_only=True):
        """CIZ granted entitlement and profile; the indicatiewaarde in cents, per day, week, month or year.

        `issued` is the afgiftedatum of the besluit.
        """

        TOPIC = "indicatie.granted"
        client: str
        besluitnummer: int
        issued: date | None = None
        zorgprofiel: str
        first: date
        last: date | None = None
        value_eurocent: int | None = None
        per: Per | None = None

        def apply(self, aggregate: "Client") -> None:
            """Open the period of this besluit."""
            aggregate.indicaties[self.besluitnummer] = Indicatie(
                self.zorgprofiel, Period(self.first, self.last), self.value_eurocent, self.per
            )

    class IndicatieAmended(Event, frozen=True, kw_only=True):
        """Profile, last day or value are different from a day on. Holds the whole outcome, not the change."""

        TOPIC = "indicatie.amended"
        client: str
        besluitnummer: int
        first: date
        zorgprofiel: str
        last: date | None = None
        value_eurocent: int | None = None
        per: Per | None = None
        reason: str

        def apply(self, aggregate: "Client") -> None:
            """Keep the first day, take over the rest."""
            start = aggregate.indicaties[self.besluitnummer].period.first
            aggregate.indicaties[self.besluitnummer] = Indicatie(
                self.zorgprofiel, Period(start, self.last), self.value_eurocent, self.per
            )

    class IndicatieEnded(Event, frozen=True, kw_only=True):
        """The indicatie holds up to and including a day."""

        TOPIC = "indicatie.ended"
        client: str
        besluitnummer: int
        last: date
        reason: str

        def apply(self, aggregate: "Client") -> None:
            """Close the period."""
            indicatie = aggregate.indicaties[self.besluitnummer]
            indicatie.period = Period(indicatie.period.first, self.last)

    class LeveringsvormChosen(Event, frozen=True, kw_only=True):
        """From a day on care is received in this form."""

        TOPIC = "leveringsvorm.chosen"
        client: str
        besluitnummer: int
        leveringsvorm: Leveringsvorm
        first: date

        def apply(self, aggregate: "Client") -> None:
            """The latest choice from a day counts."""
            aggregate.leveringsvormen[self.first] = self.leveringsvorm

    region: str
    identity: str

    def start(self) -> None:
        """Nothing is known yet."""
        self.died_on: date | None = None
        self.indicaties: dict[int, Indicatie] = {}
        self.leveringsvormen: dict[date, Leveringsvorm] = {}

    def leveringsvorm_on(self, on: date) -> Leveringsvorm | None:
        """Return the form chosen for that day."""
        first = latest(self.leveringsvormen, on)
        return self.leveringsvormen[first] if first else None

    def check_entitled(self, on: date) -> int:
        """Return the besluit that care on a day rests on; refuse a day after death or outside every indicatie."""
        if self.died_on is not None and on > self.died_on:
            raise Refused(
                "after-death",
                f"De cliënt is overleden op {day(self.died_on)}. Op {day(on)} kan niets worden geschreven.",
                "on",
            )
        for besluitnummer, indicatie in self.indicaties.items():
            if indicatie.period.covers(on):
                return besluitnummer
        starts = [i.period.first for i in self.indicaties.values() if i.period.first > on and not i.withdrawn]
        known = f" De indicatie begint op {day(min(starts))}." if starts else ""
        raise Refused(
            "no-indicatie",
            f"Op {day(on)} is er geen geldige indicatie.{known} Controleer de datum of de indicatie.",
            "on",
        )

    def grant_indicatie(self, granted: IndicatieGranted) -> None:
        """Take in a besluit; every besluitnummer once, and no two on one day."""
        check_order(granted.first, granted.last)
        if granted.besluitnummer in self.indicaties:
            raise Refused(
                "indicatie-exists",
                f"Besluit {granted.besluitnummer} is al vastgelegd. Wijzig dat besluit, of gebruik een ander nummer.",
                "besluitnummer",
            )
        self._check_no_overlap(granted.besluitnummer, Period(granted.first, granted.last))
        self.happened(granted)

    def amend_indicatie(self, amended: IndicatieAmended) -> None:
        """Change a besluit from a day on; that day lies within the besluit."""
        indicatie = self.indicatie(amended.besluitnummer)
        period = Period(indicatie.period.first, amended.last)
        check_order(amended.first, amended.last)
        if amended.first < period.first:
            raise Refused(
                "before-indicatie",
                f"De indicatie begint op {day(period.first)}. De wijziging kan niet eerder ingaan.",
                "from",
            )
        self._check_no_overlap(amended.besluitnummer, period)
        self.happened(amended)

    def end_indicatie(self, besluitnummer: int, last: date, reason: str) -> None:
        """End a besluit; ending it before its first day withdraws it altogether."""
        first, known_last = self.indicatie(besluitnummer).period.first, self.indicatie(besluitnummer).period.last
        if (first - last).days > 1:
            raise Refused(
                "before-indicatie",
                f"De indicatie begint op {day(first)}. Zij kan niet eerder eindigen dan de dag daarvoor.",
                "on",
            )
        if known_last is not None and last > known_last:
            raise Refused(
                "after-indicatie",
                f"De indicatie eindigt al op {day(known_last)}. Wijzig het besluit om haar te verlengen.",
                "on",
            )
        self.happened(self.IndicatieEnded(client=self.id, besluitnummer=besluitnummer, last=last, reason=reason))

    def indicatie(self, besluitnummer: int) -> Indicatie:
        """Return a besluit of this client; an unknown number is an error."""
        if besluitnummer not in self.indicaties:
            raise NotFound(
                "indicatie-unknown",
                f"Besluit {besluitnummer} is niet bekend bij deze cliënt.",
                "besluitnummer",
            )
        return self.indicaties[besluitnummer]

    def choose_leveringsvorm(self, leveringsvorm: Leveringsvorm, first: date) -> None:
        """Choose the form of delivery from a day on which there is an indicatie."""
        besluitnummer = self.check_entitled(first)
        self.happened(
            self.LeveringsvormChosen(
                client=self.id, besluitnummer=besluitnummer, leveringsvorm=leveringsvorm, first=first
            )
        )

    def report_death(self, on: date) -> None:
        """Take in the day of death, once."""
        if self.died_on is not None:
            raise Refused(
                "death-known",
                f"Het overlijden op {day(self.died_on)} is al gemeld. Trek die melding eerst in.",
                "on",
            )
        self.happened(self.DeathReported(client=self.id, on=on))

    def withdraw_death(self, reason: str) -> None:
        """Undo a mistaken report."""
        if self.died_on is None:
            raise Refused("death-unknown", "Er is geen overlijden gemeld.", "client")
        self.happened(self.DeathWithdrawn(client=self.id, on=self.died_on, reason=reason))

    def _check_no_overlap(self, besluitnummer: int, period: Period) -> None:
        for number, other in self.indicaties.items():
            if number != besluitnummer and not other.withdrawn and other.period.overlaps(period):
                raise Refused(
                    "indicatie-overlaps",
                    f"Besluit {number} geldt al in deze periode (vanaf {day(other.period.first)}). "
                    "Beëindig dat besluit eerst.",
                    "from",
                )
