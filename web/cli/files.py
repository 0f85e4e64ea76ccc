"""A file that somebody names at a terminal."""

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
