"""What was given to a client: real minutes of a prestatie or an activity, by a provider, on a day."""

from datetime import date
from sys import intern
from typing import NamedTuple

from ledger.aggregates.base import Aggregate, Event
from ledger.vocabulary.dutch import hours_short
from ledger.vocabulary.errors import NotFound, Refused

DAY_MINUTES = 24 * 60
"""No care on one day lasts longer."""


class Given(NamedTuple):
    """A delivery as it is known now; no minutes means that it was withdrawn. `version` is the event that says so."""

    on: date
    provider: str
    prestatie: str
    activity: str | None
    minutes: int
    version: int


class Levering(Aggregate):
    """The deliveries of one client by their number; lean, because a simulation folds those of a whole region."""

    STREAM = "levering"
    MISSING = ("levering-unknown", "Voor cliënt {id} is nog geen levering vastgelegd.")

    class Recorded(Event, frozen=True, kw_only=True):
        """Care was given, from `starts_at` where that was said. The minutes are real; `norm_minutes` is the rekentijd.

        `group_size` counts the clients over whom the time was split, this one included. `budget` and `entry` name the
        spend that was written down in the same act.
        """

        TOPIC = "levering.recorded"
        client: str
        levering: str
        provider: str
        on: date
        starts_at: str | None = None
        prestatie: str
        activity: str | None = None
        minutes: int
        norm_minutes: int | None = None
        given_by: str
        group_size: int | None = None
        budget: str | None = None
        entry: str | None = None

        def apply(self, aggregate: "Levering") -> None:
            """Keep what was given."""
            activity = None if self.activity is None else intern(self.activity)
            aggregate.given[self.levering] = Given(
                self.on, intern(self.provider), intern(self.prestatie), activity, self.minutes, aggregate.version + 1
            )

    class Corrected(Event, frozen=True, kw_only=True):
        """Other minutes; zero withdraws the delivery. Counts on the day of the delivery. `reason` is sealed."""

        TOPIC = "levering.corrected"
        client: str
        levering: str
        provider: str
        on: date
        prestatie: str
        minutes: int
        minutes_before: int
        reason: str
        corrected_by: str

        def apply(self, aggregate: "Levering") -> None:
            """Count the new minutes instead of the old."""
            known = aggregate.given[self.levering]
            aggregate.given[self.levering] = known._replace(minutes=self.minutes, version=aggregate.version + 1)

    def start(self) -> None:
        """Nothing was given."""
        self.given: dict[str, Given] = {}

    def record(self, recorded: Recorded) -> None:
        """Write down care, once per number."""
        if recorded.levering in self.given:
            raise Refused(
                "levering-exists",
                f"Levering {recorded.levering} is al vastgelegd. Gebruik een ander nummer, of verbeter die levering.",
                "levering",
            )
        check_minutes(recorded.minutes)
        self.happened(recorded)

    def levering(self, number: str) -> Given:
        """Return a delivery; an unknown number is an error."""
        if number not in self.given:
            raise self.unknown(number)
        return self.given[number]

    @staticmethod
    def unknown(number: str) -> NotFound:
        """Return the error for a number that no delivery has, or that is not for the asker to see."""
        return NotFound("levering-unknown", f"Levering {number} is niet bekend bij deze cliënt.", "levering")

    def correct(self, number: str, minutes: int, reason: str, by: str) -> None:
        """Give a delivery other minutes, none to withdraw it."""
        known = self.levering(number)
        if minutes:
            check_minutes(minutes)
        if minutes == known.minutes:
            told = f"duurde al {hours_short(minutes)}" if minutes else "is al ingetrokken"
            raise Refused("correction-changes-nothing", f"Levering {number} {told}.", "minutes")
        self.happened(
            self.Corrected(
                client=self.id,
                levering=number,
                provider=known.provider,
                on=known.on,
                prestatie=known.prestatie,
                minutes=minutes,
                minutes_before=known.minutes,
                reason=reason,
                corrected_by=by,
            )
        )


def check_minutes(minutes: int) -> None:
    """Refuse no time at all, and more than there is in a day."""
    if minutes <= 0:
        raise Refused("amount-not-positive", "Vul een tijd in die langer is dan nul minuten.", "minutes")
    if minutes > DAY_MINUTES:
        raise Refused(
            "longer-than-a-day",
            f"Een levering duurt hoogstens 24:00 uur op één dag. U vulde {hours_short(minutes)} in.",
            "minutes",
        )
