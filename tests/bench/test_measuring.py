"""A run of the benchmarks on a very small region: every row of the table that reads the log again is found."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench import __main__ as bench
from tests.bench import looking_back, replay
from tests.bench.memory import together_kib
from tests.bench.table import GOALS

CLIENTS = 20
ELSEWHERE = {"apply_rate", "http_rate", "http_p99_ms"}
"""Measured by what writes."""
SEEN = {"own_write_ms"}
"""Measured with a runner beside it."""


@pytest.mark.slow
def test_a_small_run_finds_every_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one database, into JSON, and from there as Markdown."""
    monkeypatch.setattr(looking_back, "LINES_A_YEAR", 2)
    monkeypatch.setattr(replay, "SAMPLE_CLIENTS", 2)
    found = replay.measure("sqlite", CLIENTS, lambda sentence: None, tmp_path, stock_times=1)
    assert {goal.name for goal in GOALS} - ELSEWHERE - SEEN <= set(found)
    assert found["events"] > CLIENTS * 90


def test_the_readme_tells_the_last_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what it was measured on."""
    machine = {"cores": 2, "memory_gib": 24, "python": "3.11", "system": "Linux"}
    found = {"sqlite": {"events": 3_000_000, "clients": 30_000, "stock_rate": 1_500, "rebuild_rate": 600_000}}
    file = tmp_path / "bench.json"
    file.write_text(json.dumps({"machine": machine, "found": found}))
    monkeypatch.setattr(sys, "argv", ["bench", "--readme", "--json", str(file)])
    bench.main()
    told = capsys.readouterr().out
    assert told.startswith("3,000,000 events of 30,000 clients on 2 cores")
    assert "| 600,000 | – |" in told


def test_what_writing_found_has_its_rows() -> None:
    """Requests over HTTP are asked of PostgreSQL only."""
    found = {"sqlite_together_per_second": 1, "postgresql_together_per_second": 2, "http_requests_per_second": 3}
    rows = bench.in_table(found | {"http_p99_ms": 4})
    assert set().union(*rows.values()) == ELSEWHERE
    assert rows["sqlite"] == {"apply_rate": 1}


def test_memory_is_that_of_a_process_with_what_it_started() -> None:
    """A child that holds 64 MiB counts."""
    alone = together_kib(os.getpid())
    code = "held = bytes([1]) * (64 << 20); print('held', flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        assert together_kib(os.getpid()) - alone > 60 << 10
        child.communicate(b"\n")
