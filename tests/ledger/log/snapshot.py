"""The stored JSON of every event, under version control: `python -m tests.ledger.log.snapshot` writes it anew."""

import json
import tempfile
from pathlib import Path
from typing import Any

from ledger.recorder import Appending, Record
from ledger.vocabulary.clock import SetClock
from tests.houses import START, opened
from tests.ledger.log.samples import entries
from web.composition import House

FILE = Path(__file__).parent.parent / "snapshots" / "events.json"

Snapshot = dict[str, dict[str, dict[str, Any]]]
"""By topic and by form (complete, required) the stored JSON."""


def form_of(record: Record) -> str:
    """Tell which of the two forms a sample has."""
    return record.stream.split("-")[1]


def recorded(house: House) -> list[Record]:
    """Record every sample in one transaction; return them as they stand in the log."""
    house.ledger.events.put(entries(), appending=Appending(now=house.ledger.clock.now))
    return house.ledger.records(0)


def read() -> Snapshot:
    """Return what is under version control."""
    found: Snapshot = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def write() -> None:
    """Write down what is stored now."""
    snapshot: Snapshot = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(f"sqlite:///{folder}/snapshot.sqlite", SetClock(START)) as house,
    ):
        for record in recorded(house):
            snapshot.setdefault(record.topic, {})[form_of(record)] = json.loads(record.state)
    FILE.write_text(json.dumps(snapshot, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
