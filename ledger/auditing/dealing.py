"""Dealing the log out by client: read once from front to back, each client's events in one bucket, in order.

What says something about the payer's side goes to a pile of its own, which every process reads first.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from ledger.aggregates.agb import Agb
from ledger.aggregates.declaration import Declaration
from ledger.auditing.audit import OF_CLIENT
from ledger.auditing.registering import KINDS
from ledger.pieces import Stretch, read_piece, write_piece
from ledger.scanning import Row, scanning

HELD = 50_000
"""Rows of the log that a process holds before it writes them to the pieces."""
REGISTER = "/register"
"""No number of a client begins with a slash."""
PILE = "register"
_OF_CLIENT = frozenset(kind.STREAM for kind in OF_CLIENT)
_OF_PAYER = frozenset(kind.STREAM for kind in (*KINDS, Agb))
_HEADER = Declaration.Submitted.stored_topic()
_CLIENT = re.compile(rb'"client":"([^"]+)"')
_PROVIDER = re.compile(rb'"provider":"([^"]+)"')


def whose(row: Row) -> str | None:
    """Return by what name the history is known that a row belongs to; `REGISTER` for the payer's side, None for none.

    A pot of a group goes by its budget, and a declared line for nobody in particular by its provider.
    """
    _, stream, topic, state = row
    kind, _, id = stream.partition("-")
    if kind in _OF_CLIENT:
        return id
    if kind in _OF_PAYER or topic == _HEADER:
        return REGISTER
    if kind == "budget":
        client = _CLIENT.search(state)
        return client[1].decode() if client else f"/{stream}"
    if kind == "declaration":
        client = _CLIENT.search(state)
        return client[1].decode() if client else f"/{_provider(state)}"
    return None


def is_client(name: str) -> bool:
    """Tell whether a history is that of a client."""
    return not name.startswith("/")


def deal(database_url: str, folder: Path, buckets: int, stretch: Stretch) -> int:
    """Write the rows of a stretch to the pieces of their buckets; return how many rules may look at."""
    dealt = 0
    with scanning(database_url) as scan:
        for rows in scan.between(stretch.after, stretch.upto, HELD):
            held: dict[str, list[Row]] = {}
            for row in rows:
                name = whose(row)
                if name is not None:
                    held.setdefault(_bucket(name, buckets), []).append(row)
            for bucket, some in held.items():
                dealt += len(some)
                write_piece(folder / f"{bucket}-{stretch.number:04}", some)
    return dealt


def dealt(folder: Path, bucket: str) -> Iterator[Row]:
    """Yield the rows of a bucket, in the order of the log."""
    for piece in sorted(folder.glob(f"{bucket}-*")):
        for rows in read_piece(piece):
            yield from rows


def _bucket(name: str, buckets: int) -> str:
    return PILE if name == REGISTER else str(crc32(name.encode()) % buckets)


def _provider(state: bytes) -> str:
    found = _PROVIDER.search(state)
    assert found is not None, "every declared line has a provider"
    return found[1].decode()
