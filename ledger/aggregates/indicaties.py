"""The indicaties of a client: what CIZ granted, from which day to which, and with which profile and value on each day.

Wlz 3.2.3.
"""

from datetime import date

import msgspec

from ledger.aggregates.base import Aggregate, Event, latest
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import NotFound, Refused
from ledger.vocabulary.periods import Period, check_order
from ledger.vocabulary.prorata import Per


class IndicatieTerms(msgspec.Struct, frozen=True):
    """What a besluit says from a day on: the profile, and the indicatiewaarde where the besluit names one."""

    zorgprofiel: str
    value_eurocent: int | None
    per: Per | None


class Indicatie(msgspec.Struct):
    """One besluit: its period, and its terms by the first day on which they hold."""

    period: Period
    terms: dict[date, IndicatieTerms]

    @property
    def withdrawn(self) -> bool:
        """Tell whether it ended before its first day, and so never held."""
        return self.period.last is not None and self.period.last < self.period.first

    @property
    def zorgprofiel(self) -> str:
        """Return the profile that holds last."""
        return self.terms[max(self.terms)].zorgprofiel

    @property
    def value_eurocent(self) -> int | None:
        """Return the value that the besluit itself names last."""
        return self.terms[max(self.terms)].value_eurocent

    def terms_on(self, on: date) -> IndicatieTerms:
        """Return the terms of a day; before the first day those of the first."""
        return self.terms[latest(self.terms, on) or min(self.terms)]


class Indicaties(Aggregate):
    """The besluiten of one client by their number; no two hold on one day, and none after death."""

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

        def apply(self, aggregate: "Indicaties") -> None:
            """Open the period of this besluit."""
            terms = IndicatieTerms(self.zorgprofiel, self.value_eurocent, self.per)
            aggregate.indicaties[self.besluitnummer] = Indicatie(Period(self.first, self.last), {self.first: terms})

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

        def apply(self, aggregate: "Indicaties") -> None:
            """Keep the first day and what held before; whatever was said of this day and later is replaced."""
            known = aggregate.indicaties[self.besluitnummer]
            before = {first: terms for first, terms in known.terms.items() if first < self.first}
            before[self.first] = self.terms
            aggregate.indicaties[self.besluitnummer] = Indicatie(Period(known.period.first, self.last), before)

        @property
        def terms(self) -> IndicatieTerms:
            """Return what holds from that day on."""
            return IndicatieTerms(self.zorgprofiel, self.value_eurocent, self.per)

    class IndicatieEnded(Event, frozen=True, kw_only=True):
        """The indicatie holds up to and including a day."""

        TOPIC = "indicatie.ended"
        client: str
        besluitnummer: int
        last: date
        reason: str

        def apply(self, aggregate: "Indicaties") -> None:
            """Close the period."""
            indicatie = aggregate.indicaties[self.besluitnummer]
            indicatie.period = Period(indicatie.period.first, self.last)

    def start(self) -> None:
        """Nothing is granted yet."""
        self.died_on: date | None = None
        self.indicaties: dict[int, Indicatie] = {}

    def check_entitled(self, on: date) -> int:
        """Return the besluit that care on a day rests on; refuse a day after death or outside every indicatie."""
        self.check_alive(on)
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

    def check_alive(self, on: date) -> None:
        """Refuse a day after death."""
        if self.died_on is not None and on > self.died_on:
            raise Refused(
                "after-death",
                f"De cliënt is overleden op {day(self.died_on)}. Op {day(on)} kan niets worden geschreven.",
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

    def _check_no_overlap(self, besluitnummer: int, period: Period) -> None:
        for number, other in self.indicaties.items():
            if number != besluitnummer and not other.withdrawn and other.period.overlaps(period):
                raise Refused(
                    "indicatie-overlaps",
                    f"Besluit {number} geldt al in deze periode (vanaf {day(other.period.first)}). "
                    "Beëindig dat besluit eerst.",
                    "from",
                )
