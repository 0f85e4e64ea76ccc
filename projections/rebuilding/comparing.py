"""Comparing the rows of two tables of the same form, key by key, in the database."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, and_, case, func, or_, select

EXAMPLES = 3


class TableDifference(NamedTuple):
    """What differs between the live rows of a table and the new ones, with the keys of some."""

    table: str
    missing: int
    """Rows that only the live table has."""
    added: int
    """Rows that only the new table has."""
    changed: dict[str, int]
    """For each column, in how many rows it differs."""
    examples: list[dict[str, Any]]


def compare(connection: Connection, live: Table, new: Table, left_out: Collection[str] = ()) -> TableDifference | None:
    """Return what differs; None when nothing does. Columns in `left_out` may differ."""
    key = [column.name for column in live.primary_key.columns]
    rest = [column.name for column in live.columns if column.name not in key and column.name not in left_out]
    same_key = and_(*(live.c[name] == new.c[name] for name in key))
    first = key[0]
    missing = _alone(connection, live, new, same_key, first)
    added = _alone(connection, new, live, same_key, first)
    differs = {name: live.c[name].is_distinct_from(new.c[name]) for name in rest}
    changed: dict[str, int] = {}
    examples: list[dict[str, Any]] = []
    if differs:
        both = live.join(new, same_key)
        counted = [func.sum(case((unlike, 1), else_=0)) for unlike in differs.values()]
        found = connection.execute(select(*counted).select_from(both)).one()
        changed = {name: int(count) for name, count in zip(rest, found, strict=True) if count}
        if changed:
            columns = [live.c[name] for name in key]
            some = select(*columns).select_from(both).where(or_(*differs.values())).limit(EXAMPLES)
            examples += [dict(row) for row in connection.execute(some).mappings()]
    if not (missing or added or changed):
        return None
    for here, there in ((live, new), (new, live)):
        query = select(*(here.c[name] for name in key)).select_from(here.outerjoin(there, same_key))
        some = query.where(there.c[first].is_(None)).limit(EXAMPLES)
        examples += [dict(row) for row in connection.execute(some).mappings()]
    return TableDifference(live.name, missing, added, changed, examples)


def _alone(connection: Connection, here: Table, there: Table, same_key: Any, first: str) -> int:
    query = select(func.count()).select_from(here.outerjoin(there, same_key)).where(there.c[first].is_(None))
    return connection.scalar(query) or 0
