"""A terminal in an empty folder, with nothing set but the address of a ledger that is not there yet."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from web.cli.main import main

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


class Said(NamedTuple):
    """What a command left: its exit code, its answer, and what it told beside that."""

    code: int
    out: str
    err: str


Pvb = Callable[..., Said]


@pytest.fixture
def pvb(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Pvb:
    """Give a command: `pvb("balance", "b1")`."""
    monkeypatch.chdir(tmp_path)
    for name in ("PVB_MASTER_KEY", "PVB_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PVB_DATABASE_URL", "sqlite:///first.sqlite")
    monkeypatch.setenv("COLUMNS", "80")

    def give(*words: object) -> Said:
        monkeypatch.setattr("sys.argv", ["pvb", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            main()
        code = left.value.code or 0
        assert isinstance(code, int)
        return Said(code, *capsys.readouterr())

    return give


@pytest.fixture
def told(pvb: Pvb) -> Pvb:
    """The same, with the ledger of the README in place."""
    assert pvb("apply", EXAMPLES / "first.ndjson").code == 0
    return pvb
