"""Reading the log: single events, streams, and what was answered to commands."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from ledger.recorder import EVENTS_TABLE, Log, Record, recorded_at
from ledger.scanning import beyond
from ledger.transaction import Outcome

T = TypeVar("T")

_COLUMNS = "{}, originator_id, originator_version, topic, state"
OPENING = 64
"""Bytes at the front of a stored event that surely hold its moment."""
PROBES = 60
"""Rows that are looked at in one question when a moment is searched for."""
_PAGE = 200
"""How many streams or positions one question names."""


class LogReader:
    """All that is asked of one log; nothing is written."""

    recorder: Log

    def records(self, after: int, upto: int | None = None, limit: int = 10_000) -> list[Record]:
        """Return the rows of the log after a position, in order."""
        position = self.recorder.POSITION
        sql = f"SELECT {_COLUMNS.format(position)} FROM {EVENTS_TABLE} WHERE {position} > ?"
        values: list[Any] = [after]
        if upto is not None:
            sql, values = f"{sql} AND {position} <= ?", [after, upto]
        return self._rows(f"{sql} ORDER BY {position} LIMIT ?", [*values, limit])

    def stream(self, name: str, upto: int | None = None) -> list[Record]:
        """Return the rows of one stream, up to and including a position of the log."""
        position = self.recorder.POSITION
        sql = f"SELECT {_COLUMNS.format(position)} FROM {EVENTS_TABLE} WHERE originator_id = ?"
        values: list[Any] = [name]
        if upto is not None:
            sql, values = f"{sql} AND {position} <= ?", [name, upto]
        return self._rows(f"{sql} ORDER BY originator_version", values)

    def stream_names(self, prefix: str, after: str = "", limit: int = 1_000) -> list[str]:
        """Return the names of streams that begin with a prefix, in the order of the database, after one name."""
        sql = (
            f"SELECT originator_id FROM {EVENTS_TABLE} WHERE originator_version = 1 "
            "AND originator_id >= ? AND originator_id > ? AND originator_id < ? AND substr(originator_id, 1, ?) = ? "
            "ORDER BY originator_id LIMIT ?"
        )
        with self.recorder.reading() as query:
            return [name for (name,) in query(sql, [prefix, after, beyond(prefix), len(prefix), prefix, limit])]

    def openings(self, names: Sequence[str]) -> Iterator[Record]:
        """Yield the first row of each of some streams."""
        for some in _chunks(names):
            marks = ", ".join("?" * len(some))
            sql = f"SELECT {_COLUMNS.format(self.recorder.POSITION)} FROM {EVENTS_TABLE} "
            yield from self._rows(f"{sql} WHERE originator_version = 1 AND originator_id IN ({marks})", some)

    def openings_holding(self, prefix: str, text: str) -> list[Record]:
        """Return the first rows that hold a text, of streams that begin with a prefix, in the order of the log."""
        position = self.recorder.POSITION
        sql = (
            f"SELECT {_COLUMNS.format(position)} FROM {EVENTS_TABLE} WHERE originator_version = 1 "
            "AND originator_id >= ? AND originator_id < ? AND substr(originator_id, 1, ?) = ? "
            f"AND {self.recorder.HOLDS} ORDER BY {position}"
        )
        return self._rows(sql, [prefix, beyond(prefix), len(prefix), prefix, text.encode()])

    def streams_holding(self, prefix: str, text: str) -> list[str]:
        """Return the names of streams that begin with a prefix and hold a text in an event, in order."""
        sql = (
            f"SELECT DISTINCT originator_id FROM {EVENTS_TABLE} WHERE originator_id >= ? "
            f"AND substr(originator_id, 1, ?) = ? AND {self.recorder.HOLDS} ORDER BY originator_id"
        )
        with self.recorder.reading() as query:
            return [name for (name,) in query(sql, [prefix, len(prefix), prefix, text.encode()])]

    def streams(self, names: Sequence[str], upto: int | None = None) -> dict[str, list[Record]]:
        """Return the rows of many streams at once, each in order, up to and including a position of the log."""
        position = self.recorder.POSITION
        bound, values = ("", []) if upto is None else (f"AND {position} <= ? ", [upto])
        sql = f"SELECT {_COLUMNS.format(position)} FROM {EVENTS_TABLE} WHERE originator_id IN ({{}}) "
        sql = f"{sql}{bound}ORDER BY originator_id, originator_version"
        found: dict[str, list[Record]] = {}
        for some in _chunks(names):
            for record in self._rows(sql.format(", ".join("?" * len(some))), [*some, *values]):
                found.setdefault(record.stream, []).append(record)
        return found

    def of_topics(self, names: Sequence[str], topics: Sequence[str], upto: int | None = None) -> Iterator[Record]:
        """Yield the rows of some kinds in some streams, by stream and in order, up to and including a position."""
        position = self.recorder.POSITION
        kinds, bound = ", ".join("?" * len(topics)), f"AND {position} <= ? " if upto is not None else ""
        sql = f"SELECT {_COLUMNS.format(position)} FROM {EVENTS_TABLE} WHERE originator_id IN ({{}}) "
        sql = f"{sql}AND topic IN ({kinds}) {bound}ORDER BY originator_id, originator_version"
        values: list[Any] = [*topics, *([] if upto is None else [upto])]
        for some in _chunks(names):
            yield from self._rows(sql.format(", ".join("?" * len(some))), [*some, *values])

    def lines_for(self, clients: Sequence[str], upto: int | None = None) -> list[Record]:
        """Return the events about declared lines for some clients, in order, up to and including a position."""
        position = self.recorder.POSITION
        bound, values = ("", []) if upto is None else (f"AND {position} <= ? ", [upto])
        sql = (
            f"SELECT {_COLUMNS.format(position)} FROM {EVENTS_TABLE} WHERE {self.recorder.IS_LINE} "
            f"AND {self.recorder.LINE_CLIENT} IN ({{}}) {bound}"
        )
        found = [
            row
            for some in _chunks(clients)
            for row in self._rows(sql.format(", ".join("?" * len(some))), [*some, *values])
        ]
        return sorted(found, key=itemgetter(0))

    def positions(self, names: Sequence[str], upto: int | None = None) -> list[int]:
        """Return the positions of all events of some streams, in order, up to and including one."""
        position = self.recorder.POSITION
        sql = f"SELECT {position} FROM {EVENTS_TABLE} WHERE originator_id IN ({{}})"
        found: list[int] = []
        with self.recorder.reading() as query:
            for some in _chunks(names):
                found += [at for (at,) in query(sql.format(", ".join("?" * len(some))), some)]
        return sorted(at for at in found if upto is None or at <= upto)

    def at_positions(self, positions: Sequence[int]) -> Iterator[Record]:
        """Yield the rows of the log at some positions, in the order asked; read a page at a time."""
        position = self.recorder.POSITION
        for some in _chunks(positions):
            marks = ", ".join("?" * len(some))
            sql = f"SELECT {_COLUMNS.format(position)} FROM {EVENTS_TABLE} WHERE {position} IN ({marks})"
            found = {record.position: record for record in self._rows(sql, some)}
            yield from (found[at] for at in some)

    def head(self) -> Record | None:
        """Return the last row of the log."""
        position = self.recorder.POSITION
        rows = self._rows(
            f"SELECT {_COLUMNS.format(position)} FROM {EVENTS_TABLE} ORDER BY {position} DESC LIMIT 1", []
        )
        return rows[0] if rows else None

    def at(self, position: int) -> Record | None:
        """Return one row of the log."""
        rows = self.records(position - 1, position)
        return rows[0] if rows else None

    def position_at(self, moment: datetime) -> int:
        """Return the last position recorded at or before a moment; 0 when there is none."""
        position = self.recorder.POSITION
        opening = f"SELECT {position}, substr(state, 1, {OPENING}) FROM {EVENTS_TABLE} WHERE {position} IN ({{}})"
        with self.recorder.reading() as query:
            low, high = 0, query(f"SELECT MAX({position}) FROM {EVENTS_TABLE}", [])[0][0] or 0
            while low < high:
                probes = list(range(high, low, -max(1, (high - low) // PROBES)))
                for at, state in query(opening.format(", ".join("?" * len(probes))), probes):
                    if recorded_at(bytes(state)) <= moment:
                        low = max(low, at)
                    else:
                        high = min(high, at - 1)
        return low

    def receipt(self, giver: str, command_id: str) -> tuple[str, Outcome] | None:
        """Return digest and outcome of a command that was accepted before."""
        return self.receipts([(giver, command_id)])[giver, command_id]

    def receipts(self, commands: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, Outcome] | None]:
        """Return digest and outcome of each of the commands (giver, id); None of one that was not accepted."""
        asked: dict[str, list[str]] = {}
        found: dict[tuple[str, str], tuple[str, Outcome] | None] = {}
        for giver, command_id in commands:
            asked.setdefault(giver, []).append(command_id)
            found[giver, command_id] = None
        position = self.recorder.POSITION
        sql = (
            f"SELECT command_id, digest, {position}, topic FROM command_receipts LEFT JOIN {EVENTS_TABLE} "
            f"ON {position} >= first_position AND {position} < first_position + event_count "
            f"WHERE giver = ? AND command_id IN ({self.recorder.LISTED}) ORDER BY command_id, {position}"
        )
        with self.recorder.reading() as query:
            for giver, ids in asked.items():
                for id, rows in groupby(query(sql, [giver, self.recorder.listed(ids)]), key=itemgetter(0)):
                    told = list(rows)
                    events = tuple((at, topic) for _, _, at, topic in told if at is not None)
                    found[giver, id] = told[0][1], Outcome(id, events)
        return found

    def versions(self, streams: Iterable[str]) -> dict[str, int]:
        """Return how many events each stream has."""
        sql = (
            f"SELECT asked, (SELECT MAX(originator_version) FROM {EVENTS_TABLE} WHERE originator_id = asked) "
            f"FROM ({self.recorder.LISTED}) AS named"
        )
        with self.recorder.reading() as query:
            return {stream: version or 0 for stream, version in query(sql, [self.recorder.listed(streams)])}

    def _rows(self, sql: str, values: Sequence[Any]) -> list[Record]:
        with self.recorder.reading() as query:
            return [Record(p, s, v, t, bytes(state)) for p, s, v, t, state in query(sql, values)]


def _chunks(values: Sequence[T]) -> Iterator[list[T]]:
    for start in range(0, len(values), _PAGE):
        yield list(values[start : start + _PAGE])
