"""What totals and declarations said when the log ended somewhere is what they say of that position ever after."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.commands.door import NotRecorded
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import SetClock
from tests.databases import Databases
from tests.houses import START, do
from tests.web.region_story import regional_house
from web.composition import House
from web.declarations import declarations_of
from web.questions import totals_of

ASKED: list[dict[str, Any]] = [
    {},
    {"provider": "p1"},
    {"region": "Rotterdam", "year": 2026},
    {"region": "Rotterdam", "period": "2026-02"},
    {"period": "2025-12-01..2026-02-28"},
]
"""Everything, a provider, a region and year, a month, months of two years."""


class Working:
    """Draws what a region does: names change, declarations come in and are judged, the contracteerruimte moves."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.made = 0

    def command(self) -> dict[str, Any]:
        """Draw one command, that may be refused."""
        self.made += 1
        kinds = (
            self.named,
            self.submitted,
            self.submitted,
            self.judged,
            self.judged,
            self.credited,
            self.room,
            self.spent,
        )
        return self.chance.choice(kinds)()

    def named(self) -> dict[str, Any]:
        name = self.chance.choice(("Linde", "De Linde", "Maas"))
        return {"do": "register_provider", "provider": self.provider(), "name": name}

    def submitted(self) -> dict[str, Any]:
        provider, month = self.provider(), self.chance.choice(("2025-12", "2026-01", "2026-02"))
        client = "c9" if provider == "p9" else self.chance.choice(("c1", "c2"))
        line = {"prestatie": "H126", "quantity": "1:00", "unit": "UUR", "client": client, "on": f"{month}-05"}
        lines = [line | {"line": str(number), "amount": self.euro()} for number in (1, 2)]
        about = {"provider": provider, "period": [f"{month}-01", f"{month}-28"]}
        return {"do": "submit_declaration", "declaration": f"n{self.made}", **about, "lines": lines}

    def judged(self) -> dict[str, Any]:
        what: dict[str, Any] = {"declaration": self.declaration(), "lines": [self.chance.choice("12")]}
        if self.chance.random() < 0.7:
            return {"do": "approve_declaration", **what}
        return {"do": "refuse_declaration", **what, "retourcode": "0553"}

    def credited(self) -> dict[str, Any]:
        where = {"declaration": self.declaration(), "line": self.chance.choice("12"), "credit": f"k{self.made}"}
        return {"do": "credit_line", **where, "amount": self.euro(), "reason": "korter"}

    def room(self) -> dict[str, Any]:
        about = {"region": "Rotterdam", "year": 2026, "ground": "Herschikking"}
        if self.chance.random() < 0.5:
            return {
                "do": "correct_contracteerruimte",
                **about,
                "amount": {"EUR": f"-{self.chance.randint(1, 3000)}.00"},
            }
        return {"do": "agree_with_provider", **about, "provider": self.provider(), "amount": self.euro()}

    def spent(self) -> dict[str, Any]:
        about = {"budget": "b1", "entry": f"s{self.made}", "on": f"2026-0{self.chance.randint(1, 3)}-03"}
        return {"do": "spend", **about, "amount": {"PUNT": "0.25"}, "what": "thee"}

    def provider(self) -> str:
        return self.chance.choice(("p1", "p9"))

    def declaration(self) -> str:
        return self.chance.choice(("d1", "d9", *(f"n{number}" for number in range(1, self.made))))

    def euro(self) -> dict[str, str]:
        return {"EUR": f"{self.chance.randint(1, 90)}.{self.chance.randint(10, 99)}"}


def position(house: House) -> int:
    """The end of the log."""
    head = house.ledger.head()
    return head.position if head else 0


def told(house: House, as_of: int | None = None) -> list[str]:
    """Every answer to the byte."""
    then = None if as_of is None else str(as_of)
    answers = [totals_of(house, SYSTEM, **asked, as_of=then) for asked in ASKED]
    answers += [declarations_of(house, SYSTEM, provider="p1", as_of=then)]
    answers += [declarations_of(house, SYSTEM, client="c1", period="2026-02", as_of=then)]
    return [json.dumps(answer) for answer in answers]


class TestTheSameEverAfter:
    @given(seed=st.integers(0, 2**32 - 1))
    @settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    def test_as_it_was_told_then(self, databases: Databases, seed: int) -> None:
        """After every command the answers are written down; at the end each is asked for again."""
        clock = SetClock(START)
        with regional_house(databases, clock) as house:
            working = Working(seed)
            before = {position(house): told(house)}
            for _ in range(25):
                try:
                    do(house, working.command())
                except NotRecorded:
                    continue
                before[position(house)] = told(house)
            assert len(before) > 8
            for at, answers in before.items():
                assert told(house, at) == answers


class TestDeclarations:
    @pytest.fixture
    def regional(self, databases: Databases, clock: SetClock) -> Iterator[House]:
        """A house in which the story of the region was told."""
        with regional_house(databases, clock) as house:
            yield house

    def test_add_up_to_the_totals_at_every_position(self, regional: House) -> None:
        for at in range(29, position(regional) + 1):
            totals = totals_of(regional, SYSTEM, provider="p1", as_of=str(at))["totals"]
            sums = declarations_of(regional, SYSTEM, provider="p1", as_of=str(at))
            for figure in ("declared", "approved", "refused", "credited", "paid"):
                assert sums[figure] == (totals[0][figure] if totals else "0.00"), (at, figure)

    def test_tell_the_state_that_was_known_then(self, regional: House) -> None:
        def states(at: int) -> list[str]:
            return [one["state"] for one in declarations_of(regional, SYSTEM, provider="p1", as_of=str(at))["lines"]]

        end = position(regional)
        found = [states(at) for at in range(29, end + 1)]
        assert [] in found
        assert ["submitted"] * 3 in found
        assert found[-1] == ["approved", "approved", "refused"]

    def test_wholly_taken_back_is_credited(self, regional: House) -> None:
        do(regional, {"do": "credit_line", "declaration": "d9", "line": "1", "credit": "c", "reason": "dubbel"})
        (line,) = declarations_of(regional, SYSTEM, provider="p9")["lines"]
        assert (line["state"], line["credited"], line["paid"]) == ("credited", "125.00", "0.00")

    @pytest.mark.parametrize(
        ("period", "lines"),
        [("2026-02", 3), ("2026-02-03..2026-02-03", 1), ("2026-02-04..2026-02-05", 2), ("2026-03", 0), ("2026", 3)],
    )
    def test_of_a_period_count_by_their_first_day(self, regional: House, period: str, lines: int) -> None:
        assert len(declarations_of(regional, SYSTEM, provider="p1", period=period)["lines"]) == lines
