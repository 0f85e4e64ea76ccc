"""Questions to the findings, as known now or at a position. Amounts are in cents.

As long as nothing was recorded of findings after that position, the database sums, leaves out and cuts off. Else a
finding of which more was recorded is folded again from its own stream, up to there.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from ledger.application import Ledger
from ledger.events import Finding
from ledger.vocabulary.periods import Period
from projections.findings.fold import FINDINGS
from projections.findings.tables import findings
from projections.folding import fold_all
from projections.rows import MemoryRows


class Found(NamedTuple):
    """A finding as it stands; `told` is one sentence without names, `recovered` what was taken back."""

    number: str
    rule: str
    about: str
    item: str
    client: str | None
    provider: str | None
    region: str | None
    declaration: str | None
    line: str | None
    first: date
    last: date
    year: int
    month: int
    eurocent: int
    recovered: int
    judgement: str
    state: str
    told: str
    opened_position: int
    last_position: int


class Wanted(NamedTuple):
    """Which findings are asked for; what is None or nothing leaves nothing out, but no rules is no finding.

    Of a period, findings count whose first day lies in it. `clients` are the only people that may be seen.
    """

    region: str | None = None
    provider: str | None = None
    rules: frozenset[str] | None = None
    state: str | None = None
    period: Period | None = None
    clients: frozenset[str] | None = None


class Part(NamedTuple):
    """A part of a list: from below an opening position, after so many, at most so many (None: all)."""

    before: int | None = None
    limit: int | None = None
    offset: int = 0


class Total(NamedTuple):
    """So many findings, with the cents at stake and the cents taken back."""

    findings: int
    eurocent: int
    recovered: int


WHOLE = Part()
_MOST_NAMED = 5_000
"""How many people one question names; of more, the rows are looked through here."""
_COLUMNS = tuple(findings.c[name] for name in Found._fields)


def finding_of(connection: Connection, ledger: Ledger, number: str, upto: int | None = None) -> Found | None:
    """Return one finding as it stood; None when it was not there."""
    rows = connection.execute(select(*_COLUMNS).where(findings.c.number == number)).all()
    found = as_known(ledger, (Found(*row) for row in rows), upto)
    return found[0] if found else None


def findings_in(
    connection: Connection,
    ledger: Ledger,
    wanted: Wanted,
    upto: int | None = None,
    part: Part = WHOLE,
) -> list[Found]:
    """Return the findings that are asked for, the last opened first; of a long list one part."""
    query = select(*_COLUMNS).where(*_conditions(wanted)).order_by(findings.c.opened_position.desc())
    if is_as_now(connection, wanted, upto):
        if part.before is not None:
            query = query.where(findings.c.opened_position < part.before)
        query = query.where(*conditions_now(wanted)).limit(part.limit).offset(part.offset or None)
        return [Found(*row) for row in connection.execute(query)]
    if upto is not None:
        query = query.where(findings.c.opened_position <= upto)
    known = as_known(ledger, (Found(*row) for row in connection.execute(query)), upto)
    suited = (one for one in known if _suits(one, wanted))
    left = [one for one in suited if part.before is None or one.opened_position < part.before]
    return left[part.offset : None if part.limit is None else part.offset + part.limit]


def total_in(connection: Connection, ledger: Ledger, wanted: Wanted, upto: int | None = None) -> Total:
    """Return how many findings are asked for, and what they come to."""
    if not is_as_now(connection, wanted, upto):
        found = findings_in(connection, ledger, wanted, upto)
        return Total(len(found), sum(one.eurocent for one in found), sum(one.recovered for one in found))
    columns = findings.c
    sums = func.coalesce(func.sum(columns.eurocent), 0), func.coalesce(func.sum(columns.recovered), 0)
    query = select(func.count(), *sums).select_from(findings).where(*conditions_now(wanted))
    count, eurocent, recovered = connection.execute(query).one()
    return Total(count, int(eurocent), int(recovered))


def is_as_now(connection: Connection, wanted: Wanted, upto: int | None) -> bool:
    """Tell whether the rows are how it was known at a position, so that the database can answer by itself."""
    if wanted.clients is not None and len(wanted.clients) > _MOST_NAMED:
        return False
    if upto is None:
        return True
    later = select(findings.c.number).where(findings.c.last_position > upto).limit(1)
    return connection.execute(later).first() is None


def as_known(ledger: Ledger, found: Iterable[Found], upto: int | None) -> Sequence[Found]:
    """Return findings as they stood at a position, without those that were not there."""
    some = list(found)
    if upto is None:
        return some
    some = [one for one in some if one.opened_position <= upto]
    later = [Finding.stream_of(one.number) for one in some if one.last_position > upto]
    if not later:
        return some
    rows = MemoryRows()
    for records in ledger.streams(later, upto).values():
        fold_all(FINDINGS, rows, records)
    then = {row["number"]: Found(*(row[name] for name in Found._fields)) for row in rows.all(findings)}
    return [then.get(one.number, one) for one in some]


def conditions_now(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Return all that is asked of a finding as it stands now."""
    found = _conditions(wanted)
    if wanted.state is not None:
        found.append(findings.c.state == wanted.state)
    if wanted.clients is not None:
        found.append(findings.c.client.in_(sorted(wanted.clients)))
    return found


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Return what never changes of a finding; its state is looked at once it is known."""
    columns: Any = findings.c
    found: list[ColumnElement[bool]] = []
    if wanted.region is not None:
        found.append(columns.region == wanted.region)
    if wanted.provider is not None:
        found.append(columns.provider == wanted.provider)
    if wanted.rules is not None:
        found.append(columns.rule.in_(sorted(wanted.rules)))
    if wanted.period is not None:
        found.append(columns.first >= wanted.period.first)
        if wanted.period.last is not None:
            found.append(columns.first <= wanted.period.last)
    return found


def _suits(one: Found, wanted: Wanted) -> bool:
    return wanted.state in (None, one.state) and (wanted.clients is None or one.client in wanted.clients)
