"""Days as staff choose and read them."""

from datetime import date, timedelta

from web import dutch
from web.view_models.shell import Choice

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def with_weekday(on: date) -> str:
    """Return the day of the week with the date.

    >>> with_weekday(date(2026, 3, 4))
    'woensdag 4 maart 2026'
    """
    return f"{WEEKDAYS[on.weekday()]} {dutch.day(on)}"


def recent_days(today: date) -> tuple[Choice, ...]:
    """Return the two days on which most is written down."""
    yesterday = today - timedelta(days=1)
    return (
        Choice("today", "Vandaag", f"{WEEKDAYS[today.weekday()]} {dutch.day_without_year(today)}"),
        Choice("yesterday", "Gisteren", f"{WEEKDAYS[yesterday.weekday()]} {dutch.day_without_year(yesterday)}"),
    )


def near(on: date, today: date) -> str:
    """Return a day as people say it: 'vandaag', 'gisteren', else the date."""
    return {0: "vandaag", 1: "gisteren", -1: "morgen"}.get((today - on).days, dutch.day(on))


def until(last: date, today: date) -> str:
    """Return a last day, with its year only where that is another one."""
    return dutch.day_without_year(last) if last.year == today.year else dutch.day(last)
