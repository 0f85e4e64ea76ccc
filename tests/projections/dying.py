"""Work on one part of a rebuild that ends badly, for processes that are started by another."""

import os
import signal
from collections.abc import Sequence
from pathlib import Path

from projections.rebuilding.rebuild import _fold_part

STAY = "PVB_TEST_STAY"
"""Environment variable: a pipe that a process opens, to stay at work until it is ended."""


def fold_part_or_die(
    database_url: str, folder: Path, number: int, projections: Sequence[str], expected: tuple[int, int]
) -> int:
    """Fold a part; whoever has the third is killed."""
    if expected[0] == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return _fold_part(database_url, folder, number, projections, expected)


def fold_part_and_stay(
    database_url: str, folder: Path, number: int, projections: Sequence[str], expected: tuple[int, int]
) -> int:
    """Fold the first part; with any other, stay at work."""
    if expected[0]:
        with Path(os.environ[STAY]).open("w", encoding="ascii") as pipe:
            pipe.write("at work\n")
            pipe.flush()
            signal.pause()
    return _fold_part(database_url, folder, number, projections, expected)
