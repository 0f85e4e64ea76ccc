"""Opening a ledger: what is not there is told in one sentence, and nothing is made that nobody asked for."""

from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Pvb

JOURNAL = EXAMPLES / "first.ndjson"


class TestTheKey:
    def test_of_a_ledger_that_has_one_is_never_made_again(self, told: Pvb, tmp_path: Path) -> None:
        """The missing file is named; the copy that is put back opens the ledger."""
        key = tmp_path / "first.sqlite.key"
        kept = key.rename(tmp_path / "copy")
        for words in (("balance", "b1"), ("apply", JOURNAL)):
            said = told(*words)
            assert (said.code, said.err.partition(":")[0]) == (1, "master-key-missing")
            assert str(key) in said.err
        assert not key.exists()
        kept.rename(key)
        assert told("balance", "b1").code == 0

    @pytest.mark.parametrize(
        ("name", "value", "code"),
        [("PVB_MASTER_KEY", "kort", "master-key-invalid"), ("PVB_KEY_FILE", "x/y.key", "master-key-folder-missing")],
    )
    def test_that_cannot_be_is_refused_before_anything_is_made(
        self, pvb: Pvb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, code: str
    ) -> None:
        """No database and no folder."""
        monkeypatch.setenv(name, value)
        said = pvb("apply", JOURNAL)
        assert (said.code, said.err.partition(":")[0]) == (1, code)
        assert list(tmp_path.iterdir()) == []


class TestTheDatabase:
    @pytest.mark.parametrize(
        "words",
        [
            ("balance", "b1"),
            ("history", "c1"),
            ("totals",),
            ("rebuild",),
            ("users", "list"),
            ("users", "remove", "niemand"),
            ("keys", "list"),
        ],
    )
    def test_is_not_made_by_a_question(self, pvb: Pvb, tmp_path: Path, words: tuple[str, ...]) -> None:
        """The place is named whole."""
        said = pvb(*words)
        assert said.code == 1
        assert said.err.startswith(f"ledger-missing: Hier is geen grootboek: {tmp_path}/first.sqlite.")
        assert list(tmp_path.iterdir()) == []

    def test_that_is_new_is_for_its_owner_only(self, told: Pvb, tmp_path: Path) -> None:
        assert (tmp_path / "first.sqlite").stat().st_mode & 0o777 == 0o600

    def test_that_is_empty_is_no_ledger_to_a_question(self, pvb: Pvb, tmp_path: Path) -> None:
        """No tables are made in it."""
        (tmp_path / "first.sqlite").touch()
        assert pvb("balance", "b1").err.startswith("ledger-missing: ")

    def test_that_is_none_is_told_in_one_sentence(self, pvb: Pvb, tmp_path: Path) -> None:
        """A file of something else is left as it is."""
        (tmp_path / "first.sqlite").write_text("een boodschappenlijst, geen grootboek")
        said = pvb("apply", JOURNAL)
        assert (said.code, said.err.count("\n")) == (1, 1)
        assert said.err.startswith("database-invalid: ")
        assert (tmp_path / "first.sqlite").read_text() == "een boodschappenlijst, geen grootboek"

    def test_that_is_a_folder_is_told(self, pvb: Pvb, tmp_path: Path) -> None:
        (tmp_path / "first.sqlite").mkdir()
        assert pvb("apply", JOURNAL).err.startswith("database-is-folder: ")

    def test_in_a_folder_that_is_not_there_names_it_whole(
        self, pvb: Pvb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PVB_DATABASE_URL", "sqlite:///weg/first.sqlite")
        assert f"De map {tmp_path}/weg bestaat niet." in pvb("balance", "b1").err
