"""Stories as journal lines, as a care adviser would tell them; each file is one story.

A line with `do` is a command. With `refused` beside it, it is refused with that code. A line with `balance` asks for a
budget; every figure it names has to be so. `on` is the day it holds for, `as_known_after` a mark that an earlier line
left with `mark`. A line with `story` says what the story is about.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ledger.vocabulary.clock import SetClock
from projections.client_budget.balance import Balance, balance
from projections.client_budget.queries import budget_as_of, budget_now
from tests.ledger.story import Story
from web.composition import House

FOLDER = Path(__file__).parent
FIGURES = ("granted", "reserved", "spent", "available", "value_in_eur")


def lines_of(path: Path) -> list[dict[str, Any]]:
    """Read a story; lines that are blank are for the eye."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


class Teller:
    """Tells a story to a house."""

    def __init__(self, house: House) -> None:
        self.story = Story(house)
        self.marks: dict[str, int] = {}

    def tell(self, line: dict[str, Any]) -> None:
        """Give a command, or ask for a balance."""
        if "balance" in line:
            found = self.asked(line)
            figures = {name: value for name in FIGURES if (value := getattr(found, name)) is not None}
            expected = {name: line[name] for name in FIGURES if name in line}
            assert {name: figures[name].written() for name in expected} == expected, line
            return
        refused, mark = line.pop("refused", None), line.pop("mark", None)
        if refused is not None:
            assert self.story.refused(line) == refused, line
        else:
            self.story.tell(line)
        if mark is not None:
            self.marks[mark] = self.story.position()

    def asked(self, line: dict[str, Any]) -> Balance:
        """Return the balance that a line asks for."""
        house, on = self.story.house, date.fromisoformat(line["on"]) if "on" in line else None
        if "as_known_after" in line:
            return balance(budget_as_of(house.ledger, line["balance"], self.marks[line["as_known_after"]]), on)
        with house.reading() as connection:
            return balance(budget_now(connection, line["balance"]), on)


class TestStories:
    @pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ndjson")), ids=lambda path: path.stem)
    def test_go_as_they_are_told(self, house: House, clock: SetClock, path: Path) -> None:
        """Line by line, on both databases."""
        title, *lines = lines_of(path)
        assert title["story"].endswith(".")
        teller = Teller(house)
        for line in lines:
            teller.tell(line)

    def test_there_are_some(self) -> None:
        """Else the test above would be about nothing."""
        assert len(list(FOLDER.glob("*.ndjson"))) >= 5
