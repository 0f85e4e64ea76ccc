"""`pvb import`: a file in, a receipt out, the return message in a folder, and an exit code a script can trust."""

import json
import sqlite3
from pathlib import Path

import pytest

from ledger.messages import iwlz
from tests.correspondence.arrivals import D
from tests.houses import KEY
from tests.messages import samples
from tests.messages.schemas import assert_valid
from web.cli.files import write_whole
from web.cli.main import main

SAMPLE = Path(__file__).parents[1] / "messages" / "data" / "aw33_voorbeeld.xml"


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
    """The environment of the person at the terminal."""
    monkeypatch.setenv("PVB_DATABASE_URL", database_url)
    monkeypatch.setenv("PVB_MASTER_KEY", KEY)


def pvb(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    """Give a command; return its exit code."""
    monkeypatch.setattr("sys.argv", ["pvb", *map(str, words)])
    with pytest.raises(SystemExit) as left:
        main()
    assert isinstance(left.value.code, int)
    return left.value.code


class TestAMessageInOrder:
    def test_gives_a_receipt_and_the_return_message(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """Twice: the same JSON, the same file."""
        receipts = []
        for _ in range(2):
            assert pvb(monkeypatch, "import", SAMPLE, "--json", "--return-to", tmp_path) == 0
            receipts.append(capsys.readouterr().out)
        assert receipts[0] == receipts[1]
        receipt = json.loads(receipts[0])
        assert (receipt["message"]["kind"], receipt["message"]["identification"]) == ("AW33", "DEMO0001")
        (client,) = receipt["clients"]
        assert {"client", "besluitnummer", "accepted", "events", "retourcodes"} <= set(client)
        assert [event["topic"].partition("/")[0] for event in client["events"]][1:3] == [
            "indicatie.granted",
            "toewijzing.assigned",
        ]
        (written,) = tmp_path.iterdir()
        assert written.name == f"AW34-{receipt['message']['return']['identification']}.xml"
        assert_valid(written.read_bytes(), "AW34")

    def test_is_told_in_dutch(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """What became of the message, and where the answer is."""
        assert pvb(monkeypatch, "import", SAMPLE, "--return-to", tmp_path) == 0
        told = capsys.readouterr().out
        assert "Bericht AW33 DEMO0001 van 5521: 1 van 1 cliënten verwerkt." in told
        assert "Retourbericht AW34:" in told
        assert pvb(monkeypatch, "import", SAMPLE) == 0
        assert "Het was al eerder ingelezen" in capsys.readouterr().out


class TestAMessageThatIsNot:
    def test_in_order_says_which_client_and_why(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """Exit code 1, with the retourcode and the sentence."""
        message = tmp_path / "aw35.xml"
        message.write_bytes(iwlz.write(samples.aw35()))
        assert pvb(monkeypatch, "import", message) == 1
        told = capsys.readouterr().out
        assert "0 van 1 cliënten verwerkt" in told
        assert "9019 TR019: Bij deze melding is geen zorgtoewijzing bekend." in told

    def test_acceptable_as_a_whole_says_so(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """Exit code 1: its dagtekening lies far ahead."""
        message = tmp_path / "aw33.xml"
        message.write_bytes(iwlz.write(samples.aw33(dagtekening=D("2999-01-01"))))
        assert pvb(monkeypatch, "import", message) == 1
        assert "als geheel afgekeurd" in capsys.readouterr().out

    @pytest.mark.parametrize("as_json", [True, False])
    def test_readable_lists_every_problem(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, as_json: bool
    ) -> None:
        """Exit code 2, each with line, element and reason."""
        message = tmp_path / "broken.xml"
        message.write_bytes(SAMPLE.read_bytes().replace(b"999900006", b"12").replace(b"KE7", b"XX"))
        assert pvb(monkeypatch, "import", message, *(["--json"] if as_json else [])) == 2
        out, err = capsys.readouterr()
        if as_json:
            problems = json.loads(out)["error"]["problems"]
            assert [problem["line"] for problem in problems][:1] == [20]
            assert {"line", "field", "code", "message"} == set(problems[0])
        else:
            assert "regel 20:" in err
            assert "Bericht/Clienten/Client[1]/Bsn" in err

    def test_there_is_told(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """Exit code 2."""
        assert pvb(monkeypatch, "import", tmp_path / "nowhere.xml") == 2
        assert "nowhere.xml" in capsys.readouterr().err


class TestTheFolderOfTheReturnMessage:
    def test_that_does_not_exist_is_an_error_before_anything_is_recorded(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """Afterwards the message is as new."""
        assert pvb(monkeypatch, "import", SAMPLE, "--return-to", tmp_path / "missing") != 0
        assert "missing" in capsys.readouterr().err
        assert pvb(monkeypatch, "import", SAMPLE, "--json") == 0
        assert json.loads(capsys.readouterr().out)["message"]["position"] == 5

    def test_holds_the_file_whole_or_not_at_all(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """Killed while it is put in place: the folder is as it was."""

        def die(*names: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("os.replace", die)
        with pytest.raises(KeyboardInterrupt):
            write_whole(tmp_path / "AW34-X.xml", b"<Bericht/>")
        assert list(tmp_path.iterdir()) == []


def test_an_unreadable_file_makes_no_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The file is read before the ledger is opened."""
    monkeypatch.setenv("PVB_DATABASE_URL", f"sqlite:///{tmp_path / 'new.sqlite'}")
    (tmp_path / "bad.xml").write_bytes(b"<Bericht/>")
    assert pvb(monkeypatch, "import", tmp_path / "bad.xml") == 2
    assert not (tmp_path / "new.sqlite").exists()
    assert pvb(monkeypatch, "import", SAMPLE) == 0
    with sqlite3.connect(tmp_path / "new.sqlite") as connection:
        assert connection.execute("SELECT COUNT(*) FROM ledger_events").fetchone() == (5,)
    connection.close()
