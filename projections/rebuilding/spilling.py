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

from ledger.pieces import Stretch, read_piece, write_piece
from ledger.scanning import Part, Row, scanning

HELD = 60_000
"""Rows of the log that a process holds before it writes them to the pieces."""
_stream = itemgetter(1)


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
                    write_piece(folder / f"{part}-{stretch.number:04}", rows[start:end])
    return found


def dealt(folder: Path, part: int, expected: int) -> Iterator[Row]:
    """Yield the rows of a part, each stream in its own order. Raises `OSError` when they are not as many as dealt."""
    found = 0
    for piece in sorted(folder.glob(f"{part}-*")):
        for rows in read_piece(piece):
            found += len(rows)
            yield from rows
    if found != expected:
        raise OSError(f"van deel {part} zijn {found} van {expected} gebeurtenissen teruggevonden in {folder}")
