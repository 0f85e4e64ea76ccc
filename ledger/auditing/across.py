"""What rules look at across clients: the day of somebody who gives care, stays against the plafond, a provider's year.

A process counts for its own clients; the counts of all of them add up.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec
from msgspec.structs import replace

from ledger.auditing.history import ClientHistory
from ledger.auditing.judging import Bench
from ledger.auditing.variation import Key, Use, UseOf, use_of_client
from ledger.rechtmatigheid.facts import ColleagueDay, Given, Line, ProviderYear, Stay
from ledger.rechtmatigheid.register import Register, Registers
from ledger.vocabulary.units import PER_DAY

DAY_MINUTES = 24 * 60
_ROUND_MINUTES = 30
_ROUND_EUROCENT = 10_00
_LAST_DAYS = 2
_SOME_EVENTS = 20
"""How many events a finding about a provider's year names: the last ones, to look at first."""

Colleague = tuple[str, str, date]
"""A provider, who gives care there, and a day."""
OfPlafond = tuple[str, str, int]
"""A region, a provider and a year: what a plafond in days of stay is agreed for."""


class YearOf(msgspec.Struct):
    """The counts of a provider's year in one region."""

    lines: int = 0
    round_lines: int = 0
    eurocent: int = 0
    given: int = 0
    round_given: int = 0
    late_given: int = 0
    events: tuple[int, ...] = ()

    def add(self, other: "YearOf") -> None:
        """Add the counts of other clients."""
        for name in ("lines", "round_lines", "eurocent", "given", "round_given", "late_given"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.name_events(other.events)

    def name_events(self, events: tuple[int, ...]) -> None:
        """Keep the last events, in whatever order clients are counted."""
        if len(self.events) < _SOME_EVENTS or max(events, default=0) > self.events[0]:
            self.events = tuple(sorted((*self.events, *events))[-_SOME_EVENTS:])


class Counts(msgspec.Struct):
    """What was counted for some clients.

    `minutes` are those of a colleague's day, care that was put right as a whole day: it may have been that. `timed` are
    the days on which a time of day was written down more than once, `stays` lines in days that were approved,
    also those that were taken back since.
    """

    minutes: Counter[Colleague] = msgspec.field(default_factory=Counter)
    timed: Counter[Colleague] = msgspec.field(default_factory=Counter)
    stays: list[Line] = []
    years: dict[tuple[str, str, int], YearOf] = {}
    uses: dict[Key, Use] = {}

    def count(self, history: ClientHistory, region: str, registers: Registers) -> None:
        """Count one client."""
        for month in history.care.given.values():
            for given in month.values():
                self._given(given, region)
        for line in history.declared.lines.values():
            if line.status != "approved" or not line.eurocent:
                continue
            if line.left:
                self._line(line)
            if line.unit in PER_DAY and _of_plafond(line, registers) in registers.plafonds:
                self.stays.append(line)
        for key, use in use_of_client(history.declared.lines.values(), history.rights, registers.number_of):
            self.uses.setdefault(key, Use()).add(use)

    def add(self, other: "Counts") -> None:
        """Add what was counted for other clients."""
        self.minutes.update(other.minutes)
        self.timed.update(other.timed)
        self.stays.extend(other.stays)
        for key, year in other.years.items():
            self.years.setdefault(key, YearOf()).add(year)
        for of, use in other.uses.items():
            self.uses.setdefault(of, Use()).add(use)

    def uses_in(self, region: str | None) -> tuple[UseOf, ...]:
        """Return the use of every provider, of one region where that is given."""
        return tuple(UseOf(*of, use) for of, use in sorted(self.uses.items()) if region in (None, of[0]))

    def suspects(self) -> set[Colleague]:
        """Return the days of colleagues that are worth a look: more than a day holds, or several times of day."""
        too_long = {key for key, minutes in self.minutes.items() if minutes > DAY_MINUTES}
        return too_long | {key for key, times in self.timed.items() if times > 1}

    def _given(self, given: Given, region: str) -> None:
        colleague = (given.provider, given.given_by, given.on)
        self.minutes[colleague] += given.minutes if len(given.events) == 1 else DAY_MINUTES
        if given.starts_at is not None:
            self.timed[colleague] += 1
        year = self._year(given.provider, region, given.on.year)
        if not given.minutes:
            return
        is_round, is_late = given.minutes % _ROUND_MINUTES == 0, _is_late(given)
        year.given += 1
        year.round_given += is_round
        year.late_given += is_late
        if is_round or is_late:
            year.name_events(given.events)

    def _line(self, line: Line) -> None:
        year = self._year(line.provider, line.region, line.first.year)
        year.lines += 1
        year.eurocent += line.left
        if line.model is None and line.eurocent % _ROUND_EUROCENT == 0:
            year.round_lines += 1
            year.name_events(line.events)

    def _year(self, provider: str, region: str, year: int) -> YearOf:
        return self.years.setdefault((provider, region, year), YearOf())


def _is_late(given: Given) -> bool:
    """Tell whether care was written down on one of the last days of its month, in another week than it was given."""
    month_after = (given.recorded.replace(day=28) + timedelta(days=4)).replace(day=1)
    at_the_end = (month_after - given.recorded).days <= _LAST_DAYS
    same_month = (given.recorded.year, given.recorded.month) == (given.on.year, given.on.month)
    return at_the_end and same_month and given.recorded.isocalendar()[:2] != given.on.isocalendar()[:2]


def judge_stays(then: Bench, now: Bench, counts: Counts, registers: Registers, upto: int) -> None:
    """Judge every stay in the order in which they were paid, with the days of the year until then.

    As known then: with the days that were paid and not yet taken back, and the line as it was approved. As known now:
    with what stands.
    """
    _judge_stays_then(then, counts, registers)
    days = Counter[OfPlafond]()
    for line in sorted((one for one in counts.stays if one.left), key=lambda one: (one.events[1], one.key)):
        key = _of_plafond(line, registers)
        days[key] += line.quantity
        now.judge("stay", Stay(line=line, days_so_far=days[key]), Register(registers, upto))


def _judge_stays_then(then: Bench, counts: Counts, registers: Registers) -> None:
    """Follow the stays through the log: its days count from the approval of a line until nothing is left of it."""
    moments = [(line.events[1], line.key, line, True) for line in counts.stays]
    moments += [(line.events[-1], line.key, line, False) for line in counts.stays if not line.left]
    days = Counter[OfPlafond]()
    for position, _, line, is_paid in sorted(moments, key=lambda one: one[:2]):
        key = _of_plafond(line, registers)
        days[key] += line.quantity if is_paid else -line.quantity
        if is_paid:
            as_paid = replace(line, left=line.eurocent, events=line.events[:2])
            then.judge("stay", Stay(line=as_paid, days_so_far=days[key]), Register(registers, position))


def _of_plafond(line: Line, registers: Registers) -> OfPlafond:
    return line.region, registers.number_of(line.provider), line.first.year


def judge_years(now: Bench, counts: Counts, registers: Registers, upto: int) -> None:
    """Judge the year of every provider, as known now."""
    for (provider, region, year), one in sorted(counts.years.items()):
        facts = ProviderYear(
            provider=provider,
            region=region,
            year=year,
            lines=one.lines,
            round_lines=one.round_lines,
            eurocent=one.eurocent,
            given=one.given,
            round_given=one.round_given,
            late_given=one.late_given,
            events=one.events,
        )
        now.judge("provider", facts, Register(registers, upto))


def judge_colleagues(then: Bench, now: Bench, given: Iterable[Given], registers: Registers, upto: int) -> None:
    """Judge the days of colleagues: as known when the last care of the day was written down, and as known now.

    `given` holds each delivery once per event about it, in the order of the log, as it was known after that event.
    """
    days: dict[Colleague, dict[tuple[str, str], Given]] = {}
    for one in given:
        colleague = (one.provider, one.given_by, one.on)
        held = days.setdefault(colleague, {})
        is_new = (one.client, one.levering) not in held
        held[one.client, one.levering] = one
        if is_new:
            then.judge("colleague", _day_of(colleague, held), Register(registers, one.events[-1]))
    for colleague, held in days.items():
        now.judge("colleague", _day_of(colleague, held), Register(registers, upto))


def _day_of(colleague: Colleague, held: dict[tuple[str, str], Given]) -> ColleagueDay:
    provider, given_by, on = colleague
    standing: Iterator[Given] = (one for one in held.values() if one.minutes)
    return ColleagueDay(provider=provider, given_by=given_by, on=on, given=tuple(standing))
