"""Rows put aside on disk by day, so that what was made client by client is read back as it happened: day by day.

Memory holds one part at a time while writing, and one day of all parts while reading, however many clients there are.
"""

import marshal
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

Slots = dict[int, list[tuple[Any, ...]]]


class Spill(NamedTuple):
    """A file with the rows of a part, slot after slot; `ends` tells where each slot ends, in bytes."""

    path: Path
    ends: "array[int]"


def spill(path: Path, slots: Slots, count: int) -> Spill:
    """Write rows by slot, of `count` slots; rows are of numbers, texts, bytes and None."""
    ends, end = array("Q"), 0
    with path.open("wb") as file:
        for slot in range(count):
            if rows := slots.get(slot):
                end += file.write(marshal.dumps(rows))
            ends.append(end)
    return Spill(path, ends)


def read(spills: Sequence[Spill], slots: Iterable[int]) -> Iterator[list[tuple[Any, ...]]]:
    """Yield for each slot the rows of all parts, in the order of the parts."""
    with ExitStack() as stack:
        files = [(stack.enter_context(one.path.open("rb")), one.ends) for one in spills]
        for slot in slots:
            found: list[tuple[Any, ...]] = []
            for file, ends in files:
                begin = ends[slot - 1] if slot else 0
                if ends[slot] > begin:
                    file.seek(begin)
                    found += marshal.loads(file.read(ends[slot] - begin))
            yield found
