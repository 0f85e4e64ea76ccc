"""Days on which a client was not there: in hospital, on holiday, staying with family, or elsewhere.

An absence begins on the day after leaving and ends on the day before coming back, so that every day of it is a whole
one. How many of these days may be declared is in `ledger/tariffs/afwezigheid.csv`.
"""

from datetime import date

from ledger.aggregates.base import Aggregate, Event
from ledger.tariffs.afwezigheid import AbsenceKind
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import NotFound, Refused
from ledger.vocabulary.periods import Period, check_order


class Afwezigheid(Aggregate):
    """The absences of one client by their number; at one provider never two on one day."""

    STREAM = "afwezigheid"
    MISSING = ("absence-unknown", "Voor cliënt {id} is nog geen afwezigheid vastgelegd.")

    class Recorded(Event, frozen=True, kw_only=True):
        """The client was not with a provider, from the day after leaving up to the day before coming back.

        Without a last day it is still going on. Of `elders` is not told why.
        """

        TOPIC = "afwezigheid.recorded"
        client: str
        absence: str
        provider: str
        first: date
        last: date | None = None
        kind: AbsenceKind

        def apply(self, aggregate: "Afwezigheid") -> None:
            """Keep it by its number."""
            aggregate.used.add(self.absence)
            aggregate.absences[self.absence] = self

    class Corrected(Event, frozen=True, kw_only=True):
        """The last day, or another, or with `withdrawn` no absence at all. `reason` is sealed."""

        TOPIC = "afwezigheid.corrected"
        client: str
        absence: str
        provider: str
        first: date
        last: date | None = None
        kind: AbsenceKind
        withdrawn: bool = False
        reason: str

        def apply(self, aggregate: "Afwezigheid") -> None:
            """Count the days that hold now, or none."""
            if self.withdrawn:
                del aggregate.absences[self.absence]
                return
            aggregate.absences[self.absence] = Afwezigheid.Recorded(
                client=self.client,
                absence=self.absence,
                provider=self.provider,
                first=self.first,
                last=self.last,
                kind=self.kind,
            )

    def start(self) -> None:
        """Always there."""
        self.absences: dict[str, Afwezigheid.Recorded] = {}
        self.used: set[str] = set()

    def record(self, recorded: Recorded) -> None:
        """Take in an absence, under a new number."""
        if recorded.absence in self.used:
            raise Refused(
                "absence-exists",
                f"Afwezigheid {recorded.absence} is al vastgelegd. Gebruik een ander nummer, of verbeter die.",
                "absence",
            )
        check_order(recorded.first, recorded.last)
        self._check_free(recorded, recorded.last)
        self.happened(recorded)

    def absence(self, number: str) -> Recorded:
        """Return an absence that holds; any other number is an error."""
        if number not in self.absences:
            raise self.unknown(number)
        return self.absences[number]

    @staticmethod
    def unknown(number: str) -> NotFound:
        """Return the error for a number that no absence has, or that is not for the asker to see."""
        return NotFound("absence-unknown", f"Afwezigheid {number} is niet bekend bij deze cliënt.", "absence")

    def correct(self, number: str, last: date, reason: str) -> None:
        """Give an absence a last day, or another."""
        known = self.absence(number)
        if last == known.last:
            raise Refused(
                "correction-changes-nothing",
                f"Afwezigheid {number} duurde al tot en met {day(last)}.",
                "to",
            )
        check_order(known.first, last)
        self._check_free(known, last)
        self._corrected(known, last, reason, withdrawn=False)

    def withdraw(self, number: str, reason: str) -> None:
        """Say that there was no absence. Its number is not used again."""
        known = self.absence(number)
        self._corrected(known, known.last, reason, withdrawn=True)

    def _corrected(self, known: Recorded, last: date | None, reason: str, withdrawn: bool) -> None:
        self.happened(
            self.Corrected(
                client=known.client,
                absence=known.absence,
                provider=known.provider,
                first=known.first,
                last=last,
                kind=known.kind,
                withdrawn=withdrawn,
                reason=reason,
            )
        )

    def _check_free(self, asked: Recorded, last: date | None) -> None:
        days = Period(asked.first, last)
        for other in self.absences.values():
            same = other.absence == asked.absence or other.provider != asked.provider
            if not same and days.overlaps(Period(other.first, other.last)):
                raise Refused(
                    "absence-overlaps",
                    f"{_days(other)} is afwezigheid {other.absence} al vastgelegd bij deze zorgaanbieder. "
                    "Kies andere dagen, of verbeter die.",
                    "from",
                )


def _days(absence: Afwezigheid.Recorded) -> str:
    if absence.last is None:
        return f"Vanaf {day(absence.first)}"
    return f"Van {day(absence.first)} tot en met {day(absence.last)}"
