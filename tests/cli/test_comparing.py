"""`pvb diff` and `pvb apply --dry-run`: what changed, and what would change."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Pvb


@pytest.fixture
def late(tmp_path: Path) -> Path:
    """A correction of March, and a credit that goes with it."""
    lines = (
        {"do": "correct_spend", "budget": "b1", "entry": "e2", "amount": {"PUNT": "4.00"}, "reason": "één dagdeel"},
        {"do": "credit_line", "declaration": "d1", "line": "2", "credit": "2c", "amount": {"EUR": "60.00"}}
        | {"reason": "één dagdeel"},
    )
    path = tmp_path / "late.ndjson"
    path.write_text("\n".join(json.dumps(one) for one in lines), encoding="utf-8")
    return path


class TestDiff:
    def test_tells_each_figure_and_the_events(self, told: Pvb) -> None:
        said = told("diff", "--as-of", 12, "--as-of", 13, "--client", "c1")
        assert said.code == 0
        assert [" ".join(line.split()) for line in said.out.splitlines()] == [
            "Wat anders werd voor cliënt c1",
            "van gebeurtenis 12 naar gebeurtenis 13.",
            "was wordt verschil",
            "over: budget b1, zorgaanbieder p1",
            "108,00 punten 108,50 punten +0,50 punten",
            "waarde van wat over is: budget b1, zorgaanbieder p1",
            "€ 1.350,00 € 1.356,25 +€ 6,25",
            "besteed: budget b1, zorgaanbieder p1, maart 2026",
            "12,00 punten 11,50 punten −0,50 punten",
            "13 Regel e1 van 4 maart 2026 is verbeterd: 1,50 punten in plaats van 2,00 punten.",
        ]

    def test_without_a_second_moment_it_is_until_now(self, told: Pvb) -> None:
        answer = json.loads(told("diff", "--as-of", 12, "--region", "Rotterdam", "--json").out)
        assert (answer["before"]["position"], answer["after"]["position"]) == (12, 27)
        assert {one["kind"] for one in answer["differences"]} == {
            "at_stake",
            "declared",
            "approved",
            "credited",
            "contracteerruimte",
        }

    def test_up_to_a_day_and_by_name(self, told: Pvb) -> None:
        told("snapshot", "begin", "--as-of", 12)
        said = told("diff", "--as-of", "begin", "--client", "c1", "--on", "2026-03-04")
        assert said.out.startswith(
            "Wat anders werd voor cliënt c1, tot en met 4 maart 2026\nvan gebeurtenis 12 (begin)"
        )
        assert "toegekend" not in said.out

    def test_of_what_is_the_same(self, told: Pvb) -> None:
        assert "Geen enkel cijfer is anders." in told("diff", "--as-of", 12, "--as-of", 12, "--provider", "p1").out
        assert "van het begin naar" in told("diff", "--as-of", 0, "--provider", "p1").out

    def test_says_why_not(self, told: Pvb) -> None:
        for words, code, problem in (
            (("--as-of", 12), 2, "subject-not-one"),
            (("--as-of", 1, "--as-of", 2, "--as-of", 3, "--client", "c1"), 2, "as-of-too-many"),
            (("--as-of", 99, "--client", "c1"), 1, "as-of-past-end"),
            (("--as-of", 1, "--client", "c7"), 1, "client-unknown"),
        ):
            said = told("diff", *words)
            assert (said.code, said.err.partition(":")[0]) == (code, problem)


class TestDryRun:
    def test_tells_what_would_change_and_records_nothing(self, told: Pvb, late: Path) -> None:
        before = told("balance", "b1", "--json")
        said = told("apply", "--dry-run", late)
        assert said.code == 0
        lines = [" ".join(line.split()) for line in said.out.splitlines()]
        assert lines[0].startswith("28 Regel e2 van 11 maart 2026 is verbeterd")
        assert lines[-4:] == [
            "Wat is gedeclareerd en blijft staan: −€ 60,00.",
            "Wat over is in budgetten: +6,00 punten.",
            "Waarde van wat over is: +€ 75,00.",
            "Er is niets vastgelegd.",
        ]
        assert told("balance", "b1", "--json") == before

    def test_as_json(self, told: Pvb, late: Path) -> None:
        answer = json.loads(told("apply", "--dry-run", "--json", late).out)
        assert answer["sums"] == {"declared": "-60.00", "available": {"PUNT": "6.00"}, "worth": "75.00"}
        assert answer["recorded"] is False

    def test_of_what_would_be_refused(self, told: Pvb, late: Path) -> None:
        late.write_text(late.read_text(encoding="utf-8").replace('"e2"', '"e77"'), encoding="utf-8")
        said = told("apply", "--dry-run", late)
        assert said.code == 1
        assert said.out.startswith("regel 1: entry-unknown")
        assert said.out.endswith("Er is niets vastgelegd.\n")

    def test_of_nothing(self, told: Pvb, tmp_path: Path) -> None:
        (tmp_path / "leeg.ndjson").write_text("\n", encoding="utf-8")
        assert told("apply", "--dry-run", tmp_path / "leeg.ndjson").code == 2
