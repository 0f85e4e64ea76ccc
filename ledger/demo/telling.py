"""How a story is told: dated lines of the journal, each with a comment that says why."""

from dataclasses import dataclass
from datetime import date, timedelta

from ledger.demo.agenda import JournalLine, Moment, at_time
from ledger.vocabulary.actor import Role

WEEKS = 51
"""A story lasts so many whole weeks from the first Monday of the year; in 2026 to 27 December."""


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a story. `hour` is on Dutch clocks: 9.5 is half past nine."""

    day: date
    hour: float
    actor: str
    role: Role
    comment: str
    command: JournalLine

    def moment(self) -> Moment:
        """Return the moment at which this is recorded."""
        return Moment(at_time(self.day, self.hour), self.actor, self.role, [self.command])


def first_monday(year: int) -> date:
    """Return the first Monday of a year; the stories count their weeks from there.

    >>> first_monday(2026)
    datetime.date(2026, 1, 5)
    """
    start = date(year, 1, 1)
    return start + timedelta(days=-start.weekday() % 7)


def week_label(monday: date) -> str:
    """Return what a week is called in a declaration.

    >>> week_label(date(2026, 1, 5))
    '2026-W02'
    """
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


def day_of(monday: date, week: int, weekday: int = 0) -> date:
    """Return a day of a week of the story; weeks count from 1, weekdays from 0 for Monday."""
    return monday + timedelta(weeks=week - 1, days=weekday)
