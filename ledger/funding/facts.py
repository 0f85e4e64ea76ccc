"""What a model may look at: facts about people, providers and areas, as they hold by day. No aggregate, no event."""

from datetime import date
from typing import Literal, NamedTuple

import msgspec

from ledger.vocabulary.identifiers import Sex as Sex
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import Dated


class Delivered(NamedTuple):
    """Care that was given: real minutes, and the position of the event that says so."""

    on: date
    provider: str
    prestatie: str
    activity: str | None
    minutes: int
    position: int


class Planned(msgspec.Struct, frozen=True):
    """A line of a zorgplan over the days it holds: a prestatie, an activity or an arrangement; or a pgb (no provider).

    `worth` is what it costs, as it was decided when the plan was agreed, and `contract` the one it was priced by.
    """

    period: Period
    provider: str | None
    prestatie: str | None
    activity: str | None
    arrangement: str | None
    minutes_per_week: int
    count_per_week: int
    worth: Dated
    position: int
    contract: str | None = None


class Placed(msgspec.Struct, frozen=True):
    """Modules over the days in which they stand with one holder: a provider, else pgb or unused. `of` is k."""

    period: Period
    provider: str | None
    pgb: bool
    modules: int
    of: int
    position: int


class Enrolled(msgspec.Struct, frozen=True):
    """The days over which somebody is enrolled with a provider, under a contract."""

    period: Period
    provider: str
    contract: str
    position: int


class Score(msgspec.Struct, frozen=True):
    """A quality score: of a provider or of a client, over a period, on a scale of whole numbers."""

    indicator: str
    family: Literal["structure", "process", "outcome"]
    period: Period
    on: date
    score: int
    lowest: int
    highest: int
    position: int


class Residents(msgspec.Struct, frozen=True):
    """How many people of an age and sex live in an area from a day on; without a last age it is open."""

    since: date
    age_from: int
    age_to: int | None
    sex: Sex | None
    persons: int
    position: int


class Terms(msgspec.Struct, frozen=True):
    """What holds for a client from a day on, by one word: a zorgprofiel or a leveringsvorm."""

    period: Period
    word: str


class Ground(NamedTuple):
    """The days about which an event says what may be spent: indicatie, leveringsvorm, value, meerzorg, EKT."""

    period: Period
    position: int


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One client, with everything that money may follow.

    `entitled` are the days with a valid indicatie, until death; `values` is the indicatiewaarde with EKT and meerzorg
    as amounts of their own: what holds on one day together is added up. `grounds` are the events that say so.
    `rest_is_pgb` are the days on which the zorgplan leaves the rest of the value to the client, as pgb.
    """

    client: str
    region: str
    birth_date: date | None = None
    sex: Sex | None = None
    died_on: date | None = None
    entitled: tuple[Period, ...] = ()
    zorgprofielen: tuple[Terms, ...] = ()
    leveringsvormen: tuple[Terms, ...] = ()
    values: tuple[Dated, ...] = ()
    grounds: tuple[Ground, ...] = ()
    delivered: tuple[Delivered, ...] = ()
    planned: tuple[Planned, ...] = ()
    rest_is_pgb: tuple[Period, ...] = ()
    placed: tuple[Placed, ...] = ()
    enrolled: tuple[Enrolled, ...] = ()
    scores: tuple[Score, ...] = ()

    def age_on(self, on: date) -> int | None:
        """Return the age in whole years, where the birth date is known."""
        if self.birth_date is None:
            return None
        had_birthday = (on.month, on.day) >= (self.birth_date.month, self.birth_date.day)
        return on.year - self.birth_date.year - (not had_birthday)

    def grounds_over(self, first: date, last: date) -> set[int]:
        """Return the positions of the events that say what may be spent from a first to a last day."""
        asked = Period(first, last)
        return {one.position for one in self.grounds if one.period.overlaps(asked)}

    def delivered_by(self, provider: str, period: Period) -> list[Delivered]:
        """Return what a provider gave in a period. Asked for every client and period, so kept lean."""
        first, last = period.first, period.last or date.max
        return [one for one in self.delivered if first <= one.on <= last and one.provider == provider]
