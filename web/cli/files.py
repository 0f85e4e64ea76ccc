"""A file that somebody names at a terminal."""

import os
import tempfile
from pathlib import Path

from ledger.vocabulary.errors import Malformed, Problem


def content_of(file: Path) -> bytes:
    """Return the content of a file, a pipe too. Raises `Malformed` (exit code 2) where it cannot be read."""
    try:
        return file.read_bytes()
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
