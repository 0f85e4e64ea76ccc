"""The things that rules look at, one at a time, each with what a finding says of it."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from typing import Any

from ledger.rechtmatigheid.case import Case, YearMonth
from ledger.rechtmatigheid.facts import (
    Absent,
    ColleagueDay,
    Credit,
    Given,
    Line,
    Month,
    PgbPaid,
    Placed,
    Plan,
    ProviderYear,
    Spend,
    Stay,
)
from ledger.rechtmatigheid.finding import About, Item
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY

_KEYS: dict[type, Callable[[Any, str], str]] = {
    Line: lambda one, client: one.key,
    Stay: lambda one, client: one.line.key,
    Credit: lambda one, client: f"{one.declaration}/{one.credit}",
    Given: lambda one, client: f"{one.client}/{one.levering}",
    Spend: lambda one, client: f"{one.budget}/{one.entry}",
    Month: lambda one, client: f"{one.client}/{one.first.year}-{one.first.month:02}",
    PgbPaid: lambda one, client: f"{client}/{one.payment}",
    Absent: lambda one, client: f"{client}/{one.absence}",
    Plan: lambda one, client: f"{client}/{one.plan}",
    tuple: lambda one, client: f"{client}/{one[0].period.first}",
    Case: lambda one, client: client,
    ColleagueDay: lambda one, client: f"{one.provider}/{one.given_by}/{one.on}",
    ProviderYear: lambda one, client: f"{one.provider}/{one.region}/{one.year}",
}
_ABOUT: dict[type, About] = {
    Line: "line",
    Stay: "stay",
    Credit: "credit",
    Given: "delivery",
    Spend: "spend",
    Month: "month",
    PgbPaid: "payment",
    Absent: "absence",
    Plan: "plan",
    tuple: "modules",
    Case: "client",
    ColleagueDay: "colleague",
    ProviderYear: "provider",
}
_FIRSTS: dict[type, Callable[[Any], date]] = {
    Stay: lambda one: one.line.first,
    Given: lambda one: one.on,
    Spend: lambda one: one.on,
    Plan: lambda one: one.period.first,
    tuple: lambda one: one[0].period.first,
    Case: lambda one: one.rights.registered,
    ColleagueDay: lambda one: one.on,
    ProviderYear: lambda one: date(one.year, 1, 1),
}


def key_of(thing: Any, client: str = "") -> str:
    """Return by what a thing is known among those of its kind; `client` is whose it is."""
    return _KEYS[type(thing)](thing, client)


def first_of(thing: Any) -> date:
    """Return the first day of a thing, which decides whether a rule holds for it."""
    found = _FIRSTS.get(type(thing))
    if found is not None:
        return found(thing)
    first: date = thing.first
    return first


def item_of(thing: Any, world: Any, client: str = "") -> Item:
    """Return what a finding says of a thing, seen in its world: the case of a client, or a register."""
    line = thing.line if isinstance(thing, Stay) else thing
    return Item(
        about=_ABOUT[type(thing)],
        key=key_of(thing, client),
        first=first_of(thing),
        last=_last_of(thing, world),
        client=_client_of(line, client),
        provider=_provider_of(line),
        region=_region_of(line, world),
        declaration=line.declaration if isinstance(line, Line | Credit) else None,
        line=line.line if isinstance(line, Line | Credit) else None,
    )


def _last_of(thing: Any, world: Any) -> date:
    if isinstance(thing, Line | Credit | Month | PgbPaid | Absent):
        return thing.last
    if isinstance(thing, Given | Spend | ColleagueDay):
        return thing.on
    if isinstance(thing, Stay):
        return thing.line.last
    if isinstance(thing, ProviderYear):
        return date(thing.year, 12, 31)
    today: date = world.today
    if isinstance(thing, Case):
        return today
    period: Period = thing.period if isinstance(thing, Plan) else thing[0].period
    return period.last or max(period.first, today)


def _client_of(thing: Any, client: str) -> str | None:
    if isinstance(thing, Line | Credit | Given | Spend):
        return thing.client
    return client or None


def _provider_of(thing: Any) -> str | None:
    """Return the provider that a thing is about; of a month that of all lines, when it is one."""
    if isinstance(thing, Month):
        providers = {one.provider for one in thing.lines}
        return providers.pop() if len(providers) == 1 else None
    return getattr(thing, "provider", None)


def _region_of(thing: Any, world: Any) -> str | None:
    if isinstance(thing, Line | Credit | ProviderYear):
        return thing.region
    return (world.rights.region or None) if isinstance(world, Case) else None


def month_of(case: Case, month: YearMonth) -> Month:
    """Return what stands for a client in a month: lines by their first day, payments from the pgb by theirs."""
    first = date(*month, 1)
    last = date(first.year + first.month // 12, first.month % 12 + 1, 1) - ONE_DAY
    period = Period(first, last)
    return Month(
        client=case.client,
        first=first,
        last=last,
        lines=tuple(one for one in case.lines.get(month, {}).values() if one.left and period.covers(one.first)),
        pgb=tuple(one for one in case.pgb if period.covers(one.first)),
    )


def divisions_of(placed: Iterable[Placed]) -> list[tuple[Placed, ...]]:
    """Return the divisions of modules, each with all its parts."""
    return [tuple(parts) for _, parts in groupby(placed, key=lambda one: (one.period, one.event))]
