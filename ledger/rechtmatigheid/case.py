"""One client as known at one position, with what the payer had on file then: what a rule looks around in."""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from ledger.rechtmatigheid.facts import (
    Absent,
    Assigned,
    Bsn,
    Chosen,
    Credit,
    Entitled,
    Evaluation,
    Given,
    Line,
    PgbPaid,
    Placed,
    Plan,
    Planned,
)
from ledger.rechtmatigheid.register import Agreement, Register
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import Dated

__all__ = ["Case", "Evaluation"]

YearMonth = tuple[int, int]


class Rights(msgspec.Struct, frozen=True, kw_only=True):
    """Who the client is and what may be spent: all that is on the stream of the client itself.

    `registered` is the day on which the client became known here, `born` None where that is not known. `events` are
    those of registration and death.
    """

    region: str
    registered: date
    born: date | None
    died_on: date | None
    bsn: Bsn
    entitled: tuple[Entitled, ...] = ()
    forms: tuple[Chosen, ...] = ()
    worth: tuple[Dated, ...] = ()
    events: tuple[int, ...] = ()
    death: tuple[int, ...] = ()


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about one client at a stand: `today` is the Dutch day of that stand, `upto` its position."""

    client: str
    upto: int
    today: date
    rights: Rights
    register: Register
    assigned: tuple[Assigned, ...] = ()
    placed: tuple[Placed, ...] = ()
    planned: tuple[Planned, ...] = ()
    plans: tuple[Plan, ...] = ()
    given: Mapping[YearMonth, Mapping[str, Given]] = {}
    """Deliveries by year and month and then by number, in the order in which they were written down."""
    lines: Mapping[YearMonth, Mapping[str, Line]] = {}
    """Declared lines that were not refused by key, in every month in which they have a day."""
    pgb: tuple[PgbPaid, ...] = ()
    absences: tuple[Absent, ...] = ()
    credits: tuple[Credit, ...] = ()

    def entitled_on(self, on: date) -> Entitled | None:
        """Return the indicatie of a day."""
        return next((one for one in self.rights.entitled if one.period.covers(on)), None)

    def form_on(self, on: date) -> Chosen | None:
        """Return the leveringsvorm of a day."""
        return next((one for one in self.rights.forms if one.period.covers(on)), None)

    def planned_on(self, period: Period) -> Iterator[Planned]:
        """Yield the lines of a zorgplan that hold on a day of a period."""
        return (one for one in self.planned if one.period.overlaps(period))

    def given_in(self, period: Period) -> Iterator[Given]:
        """Yield the deliveries of a period that were not withdrawn."""
        for month in months_of(period):
            yield from (one for one in self.given.get(month, {}).values() if one.minutes and period.covers(one.on))

    def lines_on(self, period: Period) -> Iterator[Line]:
        """Yield, each once, the lines that still stand and have a day in a period."""
        seen: set[str] = set()
        for month in months_of(period):
            for one in self.lines.get(month, {}).values():
                if one.left and one.key not in seen and one.period.overlaps(period):
                    seen.add(one.key)
                    yield one

    def contracts_of(self, line: Line) -> tuple[Agreement, ...]:
        """Return the contracts of a provider that hold for this client on the first day of a line."""
        return self.contracts_on(line.provider, line.first, line.region)

    def contracts_on(self, provider: str, on: date, region: str) -> tuple[Agreement, ...]:
        """Return the contracts of a provider that hold for this client on a day."""
        form = self.form_on(on)
        return tuple(
            one
            for one in self.register.contracts(provider)
            if one.period.covers(on)
            and one.region == region
            and (one.act == "Wmo" or (form is not None and form.leveringsvorm in one.leveringsvormen))
        )


def months_of(period: Period) -> Iterator[YearMonth]:
    """Yield the months of a period with a last day, as year and month.

    >>> list(months_of(Period(date(2025, 12, 31), date(2026, 1, 1))))
    [(2025, 12), (2026, 1)]
    """
    last = period.last or period.first
    year, month = period.first.year, period.first.month
    while (year, month) <= (last.year, last.month):
        yield year, month
        year, month = year + month // 12, month % 12 + 1
