"""Starts workers in processes of their own, and reads what they acknowledge."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ledger.application import Ledger
from ledger.events import VirtualBudget, decode
from ledger.recorder import Record

ROOT = Path(__file__).parents[3]
Worker = subprocess.Popen[str]


class Heard(NamedTuple):
    """What a worker told: the position of each accepted entry, and the codes of refusals."""

    accepted: dict[str, int]
    refused: list[str]


@contextmanager
def worker(url: str, name: str, count: int, amount: str, size: int = 1) -> Iterator[Worker]:
    """Start a worker, wait until it is ready; end it, if it has not, on the way out."""
    command = [sys.executable, "-m", "tests.ledger.crowds.worker", url, name, str(count), amount, str(size)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def begin(process: Worker) -> None:
    """Let a worker that is ready begin."""
    assert process.stdin is not None
    process.stdin.write("begin\n")
    process.stdin.flush()


def understood(lines: list[str]) -> Heard:
    """Read what was told; a line that was cut off tells nothing."""
    whole = [line.split() for line in lines if line.endswith("\n")]
    accepted = {entry: int(position) for verdict, entry, position in whole if verdict == "yes"}
    return Heard(accepted, [code for verdict, _, code in whole if verdict == "no"])


def heard(process: Worker) -> Heard:
    """Read everything that a worker tells until it ends."""
    assert process.stdout is not None
    lines = process.stdout.readlines()
    assert process.wait() == 0
    return understood(lines)


def spends(ledger: Ledger) -> dict[str, tuple[Record, VirtualBudget.Spent]]:
    """Return every spend in the log by its entry; an entry that stands there twice is an error."""
    found: dict[str, tuple[Record, VirtualBudget.Spent]] = {}
    for record in ledger.records(0, limit=1_000_000):
        event = decode(record.topic, record.state)
        if isinstance(event, VirtualBudget.Spent):
            assert event.entry not in found
            found[event.entry] = record, event
    return found
