"""`pvb import` and `pvb export aw319`: a table, JSON, CSV, and an exit code a script can trust."""

import csv
import json
from pathlib import Path

import pytest

from ledger.messages import aw319
from ledger.vocabulary.clock import SetClock
from tests.correspondence.aw319.declared import DECLARATION, RATE, approved, asked, file, head, knows, recorded
from tests.houses import KEY, START, do, opened
from tests.ledger.care_lines import delivered
from tests.ledger.declare_lines import declare
from tests.messages.aw319 import samples
from web.cli.main import main


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
    """The environment of the person at the terminal, whose ledger knows client, provider, contract and zorgplan."""
    monkeypatch.setenv("PVB_DATABASE_URL", database_url)
    monkeypatch.setenv("PVB_MASTER_KEY", KEY)
    monkeypatch.setenv("COLUMNS", "100")
    with opened(database_url, SetClock(START)) as house:
        knows(house)


def pvb(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    """Give a command; return its exit code."""
    monkeypatch.setattr("sys.argv", ["pvb", *map(str, words)])
    with pytest.raises(SystemExit) as left:
        main()
    code = left.value.code or 0
    assert isinstance(code, int)
    return code


def written(folder: Path, data: bytes) -> Path:
    """A file on disk."""
    path = folder / "maart.asc"
    path.write_bytes(data)
    return path


class TestImport:
    def test_answers_a_good_file(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """Exit code 0; the second time it says that nothing is new."""
        path = written(tmp_path, aw319.write(file()))
        assert pvb(monkeypatch, "import", path) == 0
        out = capsys.readouterr().out
        assert "AW319 2026-01 van 75999901: 1 van 1 regels aangenomen." in out
        assert "D1-1" in out
        assert pvb(monkeypatch, "import", path) == 0
        assert "al eerder ingelezen" in capsys.readouterr().out

    def test_answers_every_line_of_another(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """Exit code 1; the same JSON twice, and a CSV in the folder."""
        path = written(tmp_path, aw319.write(file(asked(), asked("D1-2", tarief_eurocent=RATE + 1))))
        answers = []
        for _ in range(2):
            assert pvb(monkeypatch, "import", path, "--json", "--return-to", tmp_path) == 1
            answers.append(capsys.readouterr().out)
        assert answers[0] == answers[1]
        answer = json.loads(answers[0])
        assert answer["message"] | {"position": None} == {
            "kind": "AW319",
            "sender": samples.PROVIDER,
            "receiver": "5521",
            "identification": "2026-01",
            "dagtekening": "2026-02-10",
            "test": False,
            "position": None,
            "declaration": DECLARATION,
        }
        good, bad = answer["lines"]
        assert (good["accepted"], bad["accepted"], bad["record"], bad["retourcodes"]) == (True, False, 4, ["0611"])
        (reason,) = bad["reasons"]
        assert {"retourcode", "description", "code", "field", "sentence"} == set(reason)
        with (tmp_path / "AW319-75999901-2026-01-antwoord.csv").open(encoding="utf-8", newline="") as answered:
            rows = list(csv.reader(answered))
        assert rows[0] == ["record", "referentienummer", "uitkomst", "retourcode", "omschrijving"]
        assert [row[:4] for row in rows[1:]] == [["3", "D1-1", "aangenomen", ""], ["4", "D1-2", "afgekeurd", "0611"]]

    def test_tells_why_a_line_is_refused(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """In Dutch, with the figures."""
        path = written(tmp_path, aw319.write(file(asked(tarief_eurocent=RATE + 1))))
        assert pvb(monkeypatch, "import", path) == 1
        assert "0611 Het tarief is € 56,71; afgesproken is hoogstens € 56,70 per eenheid." in capsys.readouterr().out

    def test_says_of_a_test_file_that_nothing_is_recorded(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, database_url: str
    ) -> None:
        """And that is so."""
        assert pvb(monkeypatch, "import", written(tmp_path, aw319.write(file(soort_bericht="T")))) == 0
        assert "testbestand; er is niets vastgelegd" in capsys.readouterr().out
        with opened(database_url, SetClock(START)) as house:
            assert recorded(house) == []

    @pytest.mark.parametrize("as_json", [True, False])
    def test_lists_every_fault_of_a_broken_file(
        self,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        tmp_path: Path,
        database_url: str,
        as_json: bool,
    ) -> None:
        """Exit code 2, nothing recorded, and the faults as CSV."""
        with opened(database_url, SetClock(START)) as house:
            before = head(house)
        path = written(tmp_path, aw319.write(file())[:-100].replace(b"20260105", b"20260135"))
        words = ["--json"] if as_json else []
        assert pvb(monkeypatch, "import", path, "--return-to", tmp_path, *words) == 2
        out, err = capsys.readouterr()
        if as_json:
            problems = json.loads(out)["error"]["problems"]
            assert {"record", "field", "code", "retourcode", "message"} == set(problems[0])
            assert {one["code"] for one in problems} >= {"record-truncated", "field-date"}
        else:
            assert "er is niets vastgelegd" in err
            assert "veld 0414" in err
        assert "afgekeurd" in (tmp_path / "maart-problemen.csv").read_text(encoding="utf-8")
        with opened(database_url, SetClock(START)) as house:
            assert head(house) == before

    def test_refuses_other_content_under_a_number_that_came_in(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """Exit code 1, with the number."""
        assert pvb(monkeypatch, "import", written(tmp_path, aw319.write(file()))) == 0
        assert pvb(monkeypatch, "import", written(tmp_path, aw319.write(file(asked(hours=5))))) == 1
        assert "factuurnummer-known: Factuur 2026-01 van 75999901" in capsys.readouterr().err


class TestExport:
    def test_writes_a_file_that_only_its_owner_reads(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, database_url: str
    ) -> None:
        """It holds names and BSNs. With credits it is another file, under another number."""
        with opened(database_url, SetClock(START.replace(month=4))) as house:
            do(house, delivered("l1", "1:00"), declare(), approved("1", declaration="p1-k1-2026-03"))
            taken = {"do": "credit_line", "declaration": "p1-k1-2026-03", "line": "1", "credit": "1c", "reason": "fout"}
            do(house, taken | {"amount": {"EUR": "1.00"}})
        to, credits = tmp_path / "uit.asc", tmp_path / "credits.asc"
        words = ("export", "aw319", "--declaration", "p1-k1-2026-03", "--uzovi", "5521")
        assert pvb(monkeypatch, *words, "--to", to) == 0
        assert f"Geschreven: {to}" in capsys.readouterr().err
        assert to.stat().st_mode & 0o077 == 0
        assert pvb(monkeypatch, *words, "--to", credits, "--credits", "--date", "2026-04-30") == 0
        debit, credit = (aw319.read(path.read_bytes()).file for path in (to, credits))
        assert debit is not None
        assert credit is not None
        assert debit.voorlooprecord.factuurnummer != credit.voorlooprecord.factuurnummer
        (line,) = credit.verzekerden[0].prestaties
        assert (line.saldo_eurocent, line.vorig_referentienummer) == (-100, "p1-k1-2026-03/1")
        assert credit.voorlooprecord.dagtekening.isoformat() == "2026-04-30"

    def test_tells_what_is_missing_and_writes_nothing(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, database_url: str
    ) -> None:
        """Exit code 1: no UZOVI number; and a folder that is not there."""
        with opened(database_url, SetClock(START.replace(month=4))) as house:
            do(house, delivered("l1", "1:00"), declare())
        to = tmp_path / "uit.asc"
        assert pvb(monkeypatch, "export", "aw319", "--declaration", "p1-k1-2026-03", "--to", to) == 1
        assert "uzovi-missing: Het UZOVI-nummer" in capsys.readouterr().err
        assert not to.exists()
        away = tmp_path / "weg" / "uit.asc"
        assert pvb(monkeypatch, "export", "aw319", "--declaration", "p1-k1-2026-03", "--to", away) == 1
        assert "folder-missing" in capsys.readouterr().err
