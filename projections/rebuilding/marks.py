"""By which code a projection was folded: rows of other folds are not mixed with these.

The mark is taken when the program starts, from the files it was read from: a program that was replaced on the disk
while it runs still tells what it is itself.
"""

from hashlib import sha256
from inspect import getfile
from pathlib import Path

import ledger.events
import ledger.subjects
from projections import folding, rows
from projections.catalogue import PROJECTIONS
from projections.projection import Projection


def _hashed(*sources: Path) -> bytes:
    digest = sha256()
    for source in sorted(sources):
        digest.update(source.name.encode() + source.read_bytes())
    return digest.digest()


def _folders(projection: Projection) -> set[Path]:
    return {Path(getfile(fold)).parent for fold in projection.folds.values()}


_SHARED = _hashed(
    *{Path(getfile(kind.event)) for kind in ledger.events.CATALOGUE.values()},
    *(Path(getfile(module)) for module in (ledger.events, ledger.subjects, folding, rows)),
)
"""What an event is and whom it is about, and how folds work, is the same for all."""
_BY_FOLDER = {folder: _hashed(*folder.glob("*.py")) for projection in PROJECTIONS for folder in _folders(projection)}


def mark_of(projection: Projection) -> str:
    """Return 16 characters that differ when the code, the tables or the version of a projection do."""
    digest = sha256(_SHARED)
    digest.update(f"{projection.name}/{projection.version}".encode())
    for table in projection.tables:
        digest.update(repr([(column.name, str(column.type)) for column in table.columns]).encode())
    for folder in sorted(_folders(projection)):
        digest.update(_BY_FOLDER.get(folder) or _hashed(*folder.glob("*.py")))
    return digest.hexdigest()[:16]
