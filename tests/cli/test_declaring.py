"""`pvb declare` shows what may be declared, with every step; submits it; finds what changed after it was declared."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Pvb
from tests.ledger.care_lines import redelivered
from tests.ledger.declare_lines import CARE
from tests.ledger.lines import Line, client

MARCH = ("declare", "--provider", "p1", "--period", "2026-03", "--contract", "k1")


class Desk:
    """A terminal with the story of a month in its ledger."""

    def __init__(self, pvb: Pvb, folder: Path) -> None:
        self.pvb = pvb
        self._folder = folder

    def tell(self, *lines: Line) -> None:
        """Record lines of a journal."""
        file = self._folder / "journal.ndjson"
        file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
        said = self.pvb("apply", file)
        assert said.code == 0, said.out

    def answers(self, *words: str) -> list[Any]:
        """Return the JSON that a command answers."""
        return [json.loads(line) for line in self.pvb(*words, "--json").out.splitlines()]


@pytest.fixture
def desk(pvb: Pvb, tmp_path: Path) -> Desk:
    """An hour and a half of care in March, with three contracts."""
    made = Desk(pvb, tmp_path)
    made.tell(*CARE)
    return made


class TestAPreview:
    def test_shows_the_lines_with_their_steps_and_records_nothing(self, desk: Desk) -> None:
        """Line, client, prestatie, quantity, amount, what is not paid; and below them how it was computed."""
        said = desk.pvb(*MARCH, "--preview")
        assert said.code == 0
        shown = said.out.splitlines()
        assert shown[0] == "p1, contract k1, 2026-03"
        assert shown[2].split() == ["1", "c1", "H126", "1:30", "uur", "€", "85,05", "€", "0,00"]
        assert shown[3].startswith("1: 94,5% van het maximum € 60,00")
        assert shown[-1] == "Nieuw € 85,05, terug € 0,00, samen € 85,05. Er is niets vastgelegd."
        assert desk.answers(*MARCH, "--preview")[0]["refusal"] is None

    def test_of_a_month_that_is_still_running_says_so(self, desk: Desk) -> None:
        """It is shown, and would not be taken in."""
        desk.tell(client("c2"))
        said = desk.pvb("declare", "--provider", "p1", "--period", "2026-12", "--contract", "k1", "--preview")
        assert said.code == 1
        assert "2026-12 loopt nog tot en met 31 december 2026" in said.out


class TestDeclaring:
    def test_submits_what_was_shown(self, desk: Desk) -> None:
        """And a second time there is nothing."""
        said = desk.pvb(*MARCH)
        assert said.code == 0
        assert said.out.splitlines()[-1].endswith("Ingediend: 3 gebeurtenissen.")
        again = desk.pvb(*MARCH)
        assert again.code == 0
        assert "niets nieuws te declareren" in again.out

    def test_takes_every_contract_of_the_period(self, desk: Desk) -> None:
        """Each is answered by itself; those of another rhythm are not of this period."""
        found = desk.answers("declare", "--provider", "p1", "--period", "2026-03")
        assert [(one["contract"], one["declared"]) for one in found] == [
            ("k1", "85.05"),
            ("k2", "0.00"),
            ("k3", "0.00"),
        ]
        assert ["events" in one for one in found] == [True, False, False]

    @pytest.mark.parametrize(
        ("period", "provider", "code", "exit_code"),
        [
            ("2026-W10", "p1", "contract-unknown", 1),
            ("2026-03", "p8", "contract-unknown", 1),
            ("maart", "p1", "period-label-invalid", 1),
        ],
    )
    def test_says_what_is_not_there(self, desk: Desk, period: str, provider: str, code: str, exit_code: int) -> None:
        """Another rhythm, another provider, no period."""
        said = desk.pvb("declare", "--provider", provider, "--period", period)
        assert (said.code, said.err.partition(":")[0]) == (exit_code, code)


class TestWhatIsAffected:
    @pytest.fixture
    def changed(self, desk: Desk) -> Desk:
        """March was declared and approved; afterwards a delivery turned out to be twice as long."""
        assert desk.pvb(*MARCH).code == 0
        desk.tell(
            {"do": "approve_declaration", "declaration": "p1-k1-2026-03", "lines": ["1"]}, redelivered("1:00", "l2")
        )
        return desk

    @pytest.mark.parametrize("year", ["2026", "2026-11"])
    def test_is_credited_and_declared_anew(self, changed: Desk, year: str) -> None:
        """Shown first, then submitted, then all is well."""
        affected = ("declare", "--provider", "p1", "--period", year, "--affected")
        (shown,) = changed.answers(*affected, "--preview")
        assert (shown["period"], shown["credited"], shown["declared"], shown["change"]) == (
            "2026-03",
            "85.05",
            "113.40",
            "28.35",
        )
        assert shown["lines"][0]["replaces"] == {"declaration": "p1-k1-2026-03", "line": "1"}
        said = changed.pvb(*affected)
        assert "Terug: regel 1 van p1-k1-2026-03 (c1), € 85,05: vervangen door een nieuwe regel." in said.out
        assert said.out.splitlines()[-1].endswith("Ingediend: 3 gebeurtenissen.")
        again = changed.pvb(*affected)
        assert (again.code, again.out) == (0, "")
        assert "Over 2026 klopt alles wat is gedeclareerd." in again.err

    def test_of_another_year_or_contract_is_left_alone(self, changed: Desk) -> None:
        """Nothing was declared in 2025, nor under k2."""
        for more in (("--period", "2025"), ("--period", "2026", "--contract", "k2")):
            assert changed.pvb("declare", "--provider", "p1", *more, "--affected", "--preview").out == ""

    def test_that_waits_for_a_judgement_is_told_and_not_done(self, desk: Desk) -> None:
        """Exit code 1."""
        desk.pvb(*MARCH)
        desk.tell(redelivered("1:00", "l2"))
        said = desk.pvb("declare", "--provider", "p1", "--period", "2026", "--affected")
        assert said.code == 1
        assert "wacht nog op een oordeel" in said.out

    def test_is_not_what_was_taken_back_by_hand_or_refused(self, desk: Desk) -> None:
        """The facts are the same: it would only undo what somebody decided."""
        desk.pvb(*MARCH)
        credit = {"do": "credit_line", "declaration": "p1-k1-2026-03", "line": "1", "credit": "1c", "reason": "te veel"}
        approved = {"do": "approve_declaration", "declaration": "p1-k1-2026-03", "lines": ["1"]}
        desk.tell(approved, credit | {"amount": {"EUR": "5.05"}})
        affected = ("declare", "--provider", "p1", "--period", "2026", "--affected")
        assert "Over 2026 klopt alles wat is gedeclareerd." in desk.pvb(*affected).err
        desk.tell(redelivered("1:00", "l2"))
        (shown,) = desk.answers(*affected, "--preview")
        assert (shown["credited"], shown["declared"]) == ("80.00", "113.40")

    def test_needs_a_year(self, desk: Desk) -> None:
        """At the least."""
        said = desk.pvb("declare", "--provider", "p1", "--period", "maart", "--affected")
        assert (said.code, said.err.partition(":")[0]) == (2, "period-label-invalid")
