"""A house of which an evidence pack is made: the money of Rotterdam, with care that was declared by a contract."""

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zipfile import ZipFile

from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import SetClock
from projections.as_of import resolve
from tests.databases import Databases
from tests.houses import copied_house, do
from tests.web.declaring_story import MARCH, judged, redelivered, tell_declaring
from web.composition import House
from web.evidence.control import Findings
from web.evidence.pack import pack
from web.evidence.question import question_of

DECLARATION = "p1-k1-2026-03"
GROUND = "artikel 9.1.2 Wlz"


@contextmanager
def declared_house(databases: Databases, clock: SetClock) -> Iterator[House]:
    """Open a house in which March was declared for c1 and c2; one line is approved and taken back, one refused."""

    def fill(house: House) -> None:
        tell_declaring(house)
        do(house, {"do": "declare", "clients": ["c1", "c2"], **MARCH})
        do(house, judged("1"), judged("2", verdict="refuse"))
        credit = {"do": "credit_line", "declaration": DECLARATION, "line": "1", "credit": "1c", "reason": "te lang"}
        do(house, credit | {"amount": {"EUR": "100.00"}}, redelivered("a2", "c1", "4:00"))

    with copied_house(databases, clock, "declared-and-taken-back", fill) as house:
        yield house


def made(
    house: House,
    scope: str,
    period: str | None = None,
    as_of: str | None = None,
    findings: Findings | None = None,
    drawn: bool = False,
) -> bytes:
    """Return the archive for a question; the report, which takes seconds, is drawn only where that is asked."""
    known = resolve(house.ledger, as_of)
    asked = question_of("Is dit rechtmatig betaald?", GROUND, scope, period, known, SYSTEM.actor)
    with nullcontext() if drawn else patch("web.evidence.pack.report", return_value=b"%PDF-"):
        return pack(house, asked, findings).data


def opened(data: bytes) -> dict[str, bytes]:
    """Return the files of an archive."""
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    """Return a table of a pack."""
    return list(csv.DictReader(StringIO(files[name].decode(), newline="")))


def events(files: dict[str, bytes]) -> list[dict[str, Any]]:
    """Return the events of a pack."""
    return [json.loads(line) for line in files["events.ndjson"].splitlines()]


def verified(folder: Path, files: dict[str, bytes], *more: object) -> tuple[int, str]:
    """Unpack a pack, and let its own script judge it with nothing but Python."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    told = subprocess.run(
        [sys.executable, "-I", "-S", str(folder / "verify.py"), *map(str, more)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert not told.stderr, told.stderr
    return told.returncode, told.stdout
