"""A file that somebody names at a terminal."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase
from pathlib import Path
from typing import cast

from ledger.vocabulary.errors import Malformed, Problem

CHUNK = 1 << 20
"""Bytes that are read at once."""


def content_of(file: Path) -> bytes:
    """Return the content of a file, a pipe too. Raises `Malformed` (exit code 2) where it cannot be read."""
    with _told_in_dutch(file):
        return file.read_bytes()


def lines_as_they_come(file: Path | None, most: int) -> Iterator[list[bytes]]:
    """Yield the lines of a file, or of standard input, in groups of at most so many: those that are there by now.

    A program that writes a line and waits for its answer gets it: nothing waits for a group to be full.
    """
    if file is None:
        yield from _groups(cast(BufferedIOBase, sys.stdin.buffer), most)
        return
    with _told_in_dutch(file), file.open("rb") as opened:
        yield from _groups(opened, most)


def _groups(opened: BufferedIOBase, most: int) -> Iterator[list[bytes]]:
    rest = b""
    while read := opened.read1(CHUNK):
        whole, end, rest = (rest + read).rpartition(b"\n")
        lines = (whole + end).splitlines()
        for start in range(0, len(lines), most):
            yield lines[start : start + most]
    if rest:
        yield rest.splitlines()


@contextmanager
def _told_in_dutch(file: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise Malformed([Problem("file-missing", f"Het bestand {file} bestaat niet.")]) from error
    except IsADirectoryError as error:
        raise Malformed([Problem("file-is-folder", f"{file} is een map. Noem een bestand.")]) from error
    except OSError as error:
        raise Malformed([Problem("file-unreadable", f"Het bestand {file} kan niet worden gelezen.")]) from error


def write_whole(path: Path, data: bytes) -> Path:
    """Write a file that is there whole or not at all, also when the process is killed."""
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as open_file:
            open_file.write(data)
            open_file.flush()
            os.fsync(open_file.fileno())
        os.replace(unfinished, path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    return path
