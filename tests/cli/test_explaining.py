"""`pvb explain`: a figure as a tree, down to events."""

import json

import pytest

from tests.cli.conftest import Pvb
from web.explaining.addresses import ADDRESSES


class TestExplain:
    def test_shows_what_a_figure_is_made_of(self, told: Pvb) -> None:
        said = told("explain", "b1.available", "--depth", 2)
        assert said.code == 0
        lines = said.out.splitlines()
        assert lines[0] == "Over, tot en met 31 december 2026: 97,50 punten"
        assert "├── Toegekend: 115,00 punten" in lines
        assert any("gebeurtenis 16, door systeem" in line for line in lines)
        assert "1 deel: pvb explain 'b1/e2'" in said.out
        assert lines[-1].startswith("Stand: gebeurtenis 27, vastgelegd ")

    def test_takes_both_times_and_says_which(self, told: Pvb) -> None:
        told("snapshot", "maart", "--as-of", 12)
        asked = ("explain", "b1.spent", "--on", "2026-03-31", "--as-of", "maart")
        answer = json.loads(told(*asked, "--json").out)
        assert (answer["on"], answer["as_of"]["position"], answer["as_of"]["name"]) == ("2026-03-31", 12, "maart")
        assert answer["explanation"]["amount"] == {"PUNT": "12.00"}
        assert "Stand: gebeurtenis 12 (maart), vastgelegd " in told(*asked).out

    def test_tells_every_address_in_its_help(self, told: Pvb) -> None:
        help = " ".join(told("explain", "--help").out.split())
        assert [one for one in ADDRESSES if one not in help] == []

    @pytest.mark.parametrize(
        ("words", "code", "said"),
        [
            (("b1.over",), 1, "figure-unknown"),
            (("b9.spent",), 1, "budget-unknown"),
            (("b1.spent", "--as-of", "99"), 1, "as-of-past-end"),
            (("provider:p1.paid", "--on", "2026-03-01"), 2, "on-not-of-totals"),
        ],
    )
    def test_says_why_not(self, told: Pvb, words: tuple[str, ...], code: int, said: str) -> None:
        answer = told("explain", *words)
        assert (answer.code, answer.err.partition(":")[0]) == (code, said)

    @pytest.mark.parametrize("figure", ["b1/e1", "d1/1", "provider:p1.paid@2026", "region:Rotterdam.left@2026"])
    def test_explains_every_kind(self, told: Pvb, figure: str) -> None:
        assert told("explain", figure, "--depth", 8).code == 0

    def test_makes_no_ledger(self, pvb: Pvb) -> None:
        assert pvb("explain", "b1.spent").code == 1
