"""The one place that asks what time it is."""

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Clock(Protocol):
    """Tells the moment of recording, in UTC."""

    def now(self) -> datetime:
        """Return an aware moment in UTC."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Return the moment now, in UTC."""
        return datetime.now(UTC)


class SetClock:
    """A clock that stands where it was put: for stories, tests and the demo."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """Return the moment this clock was set to."""
        return self.moment


def today(clock: Clock) -> date:
    """Return the calendar day in the Netherlands at the clock's moment."""
    return clock.now().astimezone(AMSTERDAM).date()
