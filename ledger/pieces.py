"""Files that hold rows of the log for a while, so that one reading of the log serves many processes.

They hold what the log holds, no more. Whoever makes them keeps them in a folder that only its owner can read.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from ledger.scanning import Row

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(list[Row])
_LENGTH = 8


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


def write_piece(piece: Path, rows: list[Row]) -> None:
    """Add rows to a piece."""
    content = _encoder.encode(rows)
    with piece.open("ab") as file:
        file.write(len(content).to_bytes(_LENGTH, "big"))
        file.write(content)


def read_piece(piece: Path) -> Iterator[list[Row]]:
    """Yield the rows of a piece, as they were added."""
    with piece.open("rb") as file:
        while length := file.read(_LENGTH):
            yield _decoder.decode(file.read(int.from_bytes(length, "big")))
