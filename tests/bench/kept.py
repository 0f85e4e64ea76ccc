"""Filled databases that are kept between runs in `var/bench`: one per size, as an SQLite file, and copied for use.

A file is named after the shape and after what makes it: its code, and the events as they are stored today.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from ledger.persons.master_key import MasterKey
from ledger.vocabulary.clock import SetClock
from tests.bench import declarations, lives, log_rows, purses, region, registers, shape, spilled, stored
from tests.bench.log_rows import keys_of, rows_of, write
from tests.bench.region import Shape, made, moment, write_region
from tests.databases import SQLITE_PREFIX, PostgresDatabases
from tests.houses import KEY, opened
from tests.postgres_server import running_server
from web.composition import House

FOLDER = Path("var/bench")
_CODE = (declarations, lives, log_rows, purses, region, registers, shape, spilled, stored)
_SAMPLE = Shape.of(3)
_MASTER = MasterKey.existing({"PVB_MASTER_KEY": KEY}, Path())
Say = Callable[[str], None]


def kept_file(asked: Shape, folder: Path = FOLDER, say: Say = lambda sentence: None) -> Path:
    """Return the filled file of a shape, which is made the first time; an outdated one of the same size is removed."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"region-{asked.clients}-{_digest(asked)}.sqlite"
    if not file.exists():
        for outdated in folder.glob(f"region-{asked.clients}-*"):
            outdated.unlink()
        say(f"filling {file}: {asked.clients:,} clients")
        draft = file.with_suffix(".draft")
        with opened(f"{SQLITE_PREFIX}{draft}", SetClock(moment())):
            pass
        assert _MASTER is not None
        write_region(f"{SQLITE_PREFIX}{draft}", _MASTER, asked, alone=True)
        draft.rename(file)
    return file


@contextmanager
def filled_sqlite(asked: Shape, folder: Path = FOLDER, say: Say = lambda sentence: None) -> Iterator[str]:
    """Give the URL of a copy of the filled file; it is removed afterwards."""
    kept = kept_file(asked, folder, say)
    with TemporaryDirectory(dir=folder) as place:
        copy = Path(place) / "bench.sqlite"
        shutil.copyfile(kept, copy)
        yield f"{SQLITE_PREFIX}{copy.absolute()}"


@contextmanager
def filled_postgres(asked: Shape, folder: Path = FOLDER, say: Say = lambda sentence: None) -> Iterator[str]:
    """Start a durable PostgreSQL of our own and give the URL of a database with the same rows."""
    kept = kept_file(asked, folder, say)
    with running_server(durable=True) as server:
        url = PostgresDatabases(server).fresh_database()
        with opened(url, SetClock(moment())):
            pass
        say(f"copying {kept} into PostgreSQL")
        write(url, rows_of(str(kept)), keys_of(str(kept)))
        yield url


@contextmanager
def house_at(url: str) -> Iterator[House]:
    """Open the house at a filled database; processes that it starts find it by the settings of this one."""
    settings = {"PVB_DATABASE_URL": url, "PVB_MASTER_KEY": KEY}
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        with opened(url, SetClock(moment())) as house:
            yield house
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _digest(asked: Shape) -> str:
    digest = sha256(repr(asked).encode())
    for module in _CODE:
        assert module.__file__ is not None
        digest.update(Path(module.__file__).read_bytes())
    assert _MASTER is not None
    with made(_SAMPLE, _MASTER) as sample:
        for row in sample.rows():
            digest.update(repr(row).encode())
    return digest.hexdigest()[:12]
