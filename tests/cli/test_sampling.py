"""`pvb sample`: a sample from plan to verdict, and drawn again."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Pvb
from tests.ledger.care_lines import HOME
from tests.ledger.sample_lines import approved, declared

DRAW = ("--seed", "rotterdam 2026", "--period", "2026-03", "--tolerable", "5.00", "--region", "Rotterdam")


@pytest.fixture
def paid(pvb: Pvb, tmp_path: Path) -> Pvb:
    """A ledger with sixty approved lines of March."""
    journal = tmp_path / "paid.ndjson"
    journal.write_text("\n".join(json.dumps(one) for one in (*HOME, declared(), approved())), encoding="utf-8")
    assert pvb("apply", journal).code == 0
    return pvb


def items(pvb: Pvb) -> list[dict[str, object]]:
    """Return the items of s1."""
    found: list[dict[str, object]] = json.loads(pvb("sample", "items", "s1", "--json").out)["items"]
    return found


class TestPlan:
    def test_says_how_many(self, pvb: Pvb) -> None:
        """Formal control by itself; nothing is opened or recorded."""
        assert pvb("sample", "plan").out.startswith("300 centen ")
        assert pvb("sample", "plan", "--method", "random").out.startswith("299 regels: betrouwbaarheid 95%")
        answer = json.loads(pvb("sample", "plan", "--tolerable", "5.00", "--expected", "1.00", "--json").out)
        assert (answer["size"], answer["tolerable_basispoint"]) == (93, 500)

    def test_says_why_not(self, pvb: Pvb) -> None:
        """In one sentence, with what to do."""
        said = pvb("sample", "plan", "--expected", "1.00")
        assert (said.code, said.err.partition(":")[0]) == (1, "sample-expected-too-high")
        assert pvb("sample", "plan", "--method", "cellen").err.startswith("sample-method-unknown")
        said = pvb("sample", "plan", "--confidence", "95")
        assert (said.code, said.err.partition(":")[0]) == (2, "value-invalid")


class TestASample:
    def test_goes_from_draw_to_verdict(self, paid: Pvb) -> None:
        """Drawn, judged, evaluated, approved."""
        said = paid("sample", "draw", "s1", *DRAW, "--purpose", "materiële controle")
        assert said.code == 0
        assert said.out.startswith("Steekproef s1 (geldsteekproef): ")
        assert "uit 60 goedgekeurde regels van samen € 5.370,00 (regio Rotterdam)" in said.out
        assert paid("sample", "evaluate", "s1").err.startswith("sample-not-judged")
        for one in items(paid):
            right = f"{int(str(one['eurocent'])) // 100}.00"
            assert paid("sample", "judge", "s1", one["item"], right, "--reason", "gezien").code == 0
        said = paid("sample", "evaluate", "s1")
        assert said.code == 0
        assert "Steekproef s1: goedgekeurd." in said.out
        assert "60 van 60" not in said.err
        answer = json.loads(paid("sample", "items", "s1", "--json").out)
        assert answer["evaluation"]["verdict"] == "approved"
        assert answer["evaluation"]["current"] is True
        assert answer["items"][0]["judgement"]["uncertain_eurocent"] == 0

    def test_that_is_not_approved_leaves_with_one(self, paid: Pvb) -> None:
        """One whole line wrong, another unknown."""
        paid("sample", "draw", "s1", *DRAW)
        for one in items(paid):
            right = "0.00" if one["item"] == "d1/60" else f"{int(str(one['eurocent'])) // 100}.00"
            paid("sample", "judge", "s1", one["item"], right)
        said = paid("sample", "evaluate", "s1", "--json")
        assert said.code == 1
        assert json.loads(said.out)["evaluation"]["projected_eurocent"] == 119_00
        told = paid("sample", "judge", "s1", "d1/60", "100.00", "--uncertain", "19.00", "--ground", "Rzv 7.4", "--json")
        assert json.loads(told.out)["judgement"] == {
            "audited_eurocent": 100_00,
            "uncertain_eurocent": 19_00,
            "ground": "Rzv 7.4",
        }
        assert json.loads(paid("sample", "items", "s1", "--json").out)["evaluation"]["current"] is False
        assert "€ 19,00" in paid("sample", "items", "s1").out

    def test_is_drawn_the_same_by_another_ledger(self, paid: Pvb) -> None:
        """As of the same event and by the same seed, under another number."""
        first = json.loads(paid("sample", "draw", "s1", *DRAW, "--json").out)
        again = json.loads(paid("sample", "draw", "s2", *DRAW, "--as-of", first["scope"]["as_of"], "--json").out)
        assert [again[name] for name in ("population", "plan", "items")] == [
            first[name] for name in ("population", "plan", "items")
        ]

    def test_may_be_of_what_rules_found_fault_with(self, paid: Pvb) -> None:
        """Nothing was found yet, so there is nothing to draw from."""
        said = paid("sample", "draw", "s1", *DRAW, "--method", "random", "--rules", "no-indicatie,after-death")
        assert (said.code, said.err.partition(":")[0]) == (1, "sample-of-nothing")

    def test_is_unknown_when_nobody_drew_it(self, paid: Pvb) -> None:
        """For every verb."""
        for words in (("items", "s9"), ("verify", "s9"), ("evaluate", "s9"), ("judge", "s9", "d1/1", "1.00")):
            said = paid("sample", *words)
            assert (said.code, said.err.partition(":")[0]) == (1, "sample-unknown")


class TestVerify:
    def test_draws_it_again(self, paid: Pvb) -> None:
        """The same lines, and the digest of what there was."""
        drawn = json.loads(paid("sample", "draw", "s1", *DRAW, "--json").out)
        said = paid("sample", "verify", "s1")
        assert said.code == 0
        assert drawn["population"]["digest"] in said.out
        answer = json.loads(paid("sample", "verify", "s1", "--json").out)
        assert answer["same"] is True
        assert [one["item"] for one in answer["items"]] == [one["item"] for one in drawn["items"]]

    def test_finds_an_amount_that_somebody_changed_in_the_table(self, paid: Pvb, tmp_path: Path) -> None:
        """A cent less on one approved line, past this program."""
        paid("sample", "draw", "s1", *DRAW)
        with sqlite3.connect(tmp_path / "first.sqlite") as database:
            database.execute("DROP TRIGGER ledger_events_no_update")
            changed = database.execute(
                "UPDATE ledger_events SET state = CAST(replace(CAST(state AS TEXT), :was, :became) AS BLOB) "
                "WHERE topic = 'declaration.line-approved/1'",
                {"was": '"eurocent":6000', "became": '"eurocent":5999'},
            )
            assert changed.rowcount
        database.close()
        said = paid("sample", "verify", "s1")
        assert said.code == 1
        assert "klopt NIET" in said.out
        assert "digest" in json.loads(paid("sample", "verify", "s1", "--json").out)["different"]
