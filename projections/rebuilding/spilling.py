"""Dealing the log out into files, one for each part: read once from front to back, as a disk likes it.

Every part is a range of streams. Several processes deal at once, each a stretch of the log; so a part is made of one
piece per stretch, and its pieces in order give each stream in order. The files hold what the log holds, no more; they
lie in a folder that only their owner can read, and go when the rebuild ends.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import msgspec

from ledger.scanning import Part, Row, scanning

HELD = 60_000
"""Rows of the log that a process holds before it writes them to the pieces."""
_stream = itemgetter(1)

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(list[Row])


class Stretch(NamedTuple):
    """The positions after one, up to and including another."""

    number: int
    after: int
    upto: int


def stretches(upto: int, count: int) -> list[Stretch]:
    """Cut the log into about equal stretches.

    >>> stretches(5, 2)
    [Stretch(number=0, after=0, upto=2), Stretch(number=1, after=2, upto=5)]
    """
    edges = [number * upto // count for number in range(count + 1)]
    return [Stretch(number, edges[number], edges[number + 1]) for number in range(count)]


def deal(
    database_url: str, folder: Path, parts: Sequence[Part], wanted: Collection[int], stretch: Stretch
) -> Counter[int]:
    """Write the rows of a stretch to its pieces of the parts that are wanted; return how many each part got.

    The parts are in the order of their streams, as this program orders names.
    """
    edges = [part.first for part in parts[1:]]
    found: Counter[int] = Counter()
    with scanning(database_url) as scan:
        for rows in scan.between(stretch.after, stretch.upto, HELD):
            rows.sort(key=_stream)
            cuts = [bisect_left(rows, edge, key=_stream) for edge in edges]
            for part, (start, end) in enumerate(pairwise([0, *cuts, len(rows)])):
                found[part] += end - start
                if start < end and part in wanted:
                    _write(folder / f"{part}-{stretch.number:04}", rows[start:end])
    return found


def dealt(folder: Path, part: int, expected: int) -> Iterator[Row]:
    """Yield the rows of a part, each stream in its own order. Raises `OSError` when they are not as many as dealt."""
    found = 0
    for piece in sorted(folder.glob(f"{part}-*")):
        with piece.open("rb") as file:
            while length := file.read(8):
                rows = _decoder.decode(file.read(int.from_bytes(length, "big")))
                found += len(rows)
                yield from rows
    if found != expected:
        raise OSError(f"van deel {part} zijn {found} van {expected} gebeurtenissen teruggevonden in {folder}")


def _write(piece: Path, rows: list[Row]) -> None:
    content = _encoder.encode(rows)
    with piece.open("ab") as file:
        file.write(len(content).to_bytes(8, "big"))
        file.write(content)
