"""`pvb evidence`: an archive in a file, or a refusal that says what to add."""

import json
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.conftest import Pvb

ASKED = ("--question", "Klopt dit?", "--ground", "artikel 9.1.2 Wlz", "--scope", "client:c1", "--to", "bewijs.zip")


class TestEvidence:
    """One question, one archive."""

    def test_writes_the_archive_and_tells_its_digest(self, told: Pvb) -> None:
        """So that whoever gets the file can compare it."""
        said = told("evidence", *ASKED)
        assert said.code == 0, said.err
        assert sha256(Path("bewijs.zip").read_bytes()).hexdigest() in said.out
        with ZipFile("bewijs.zip") as archive:
            assert "LEESMIJ.md" in archive.namelist()

    def test_tells_the_same_as_json(self, told: Pvb) -> None:
        """The question, how much is in it, and where it was written."""
        answer = json.loads(told("evidence", *ASKED, "--period", "2026", "--json").out)
        assert answer["scope"] == {"kind": "client", "id": "c1"}
        assert answer["file"] == "bewijs.zip"
        assert answer["sha256"] == sha256(Path("bewijs.zip").read_bytes()).hexdigest()
        assert answer["events"] > 0

    @pytest.mark.parametrize(
        ("left_out", "code"),
        [("--question", "question-missing"), ("--ground", "ground-missing"), ("--scope", "scope-missing")],
    )
    def test_without_question_ground_or_scope_is_refused(self, told: Pvb, left_out: str, code: str) -> None:
        """And nothing is written."""
        place = ASKED.index(left_out)
        said = told("evidence", *ASKED[:place], *ASKED[place + 2 :])
        assert (said.code, said.err.partition(":")[0]) == (1, code)
        assert not Path("bewijs.zip").exists()

    def test_in_a_folder_that_is_not_there_is_refused(self, told: Pvb) -> None:
        """Before anything is read."""
        said = told("evidence", *ASKED[:-1], "nergens/bewijs.zip")
        assert (said.code, said.err.partition(":")[0]) == (1, "folder-missing")
