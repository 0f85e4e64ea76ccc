"""Findings taken together by the database, as they stand now. Amounts are in cents."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, String, cast, distinct, func, select

from projections.findings.queries import Total, Wanted, conditions_now
from projections.findings.tables import findings

By = Literal["rule", "provider", "month", "state"]


class Cell(NamedTuple):
    """Findings with the same rule, provider ('' for none), month or state, and about how many people they are."""

    key: str
    people: int
    total: Total


def cells_in(connection: Connection, wanted: Wanted, by: By) -> list[Cell]:
    """Return what is asked for, taken together, in the order of the keys."""
    key, people = _key(by).label("cell"), func.count(distinct(findings.c.client))
    sums = func.count(), func.sum(findings.c.eurocent), func.sum(findings.c.recovered)
    rows = connection.execute(select(key, people, *sums).where(*conditions_now(wanted)).group_by("cell"))
    return sorted(Cell(key, some, Total(count, int(cents), int(back))) for key, some, count, cents, back in rows)


def people_in(connection: Connection, wanted: Wanted) -> int:
    """Count the people that the findings are about."""
    query = select(func.count(distinct(findings.c.client))).where(*conditions_now(wanted))
    return int(connection.execute(query).scalar_one())


def people_of(connection: Connection, wanted: Wanted, by: By, keys: Sequence[str]) -> dict[str, frozenset[str]]:
    """Return the people of some cells, in one question."""
    key, client = _key(by), findings.c.client
    query = select(key, client).distinct().where(*conditions_now(wanted), key.in_(keys), client.is_not(None))
    found: dict[str, set[str]] = {one: set() for one in keys}
    for one, person in connection.execute(query):
        found[one].add(person)
    return {one: frozenset(people) for one, people in found.items()}


def _key(by: By) -> ColumnElement[Any]:
    """Return what findings are taken together by, as text."""
    if by == "month":
        month = func.substr(cast(findings.c.month + 100, String), 2)
        return cast(findings.c.year, String).concat("-").concat(month)
    return func.coalesce(findings.c[by], "")
