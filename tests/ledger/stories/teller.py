"""Tells a story that is written as journal lines, and sees to it that every figure in it is so.

A line with `do` is a command. With `refused` beside it, it is refused with that code, and with `says` in those words.
A line with `today` moves the clock. Every other line asks for something; each figure it names has to be just that.

* `balance`: a budget. `on` is the day it holds for, `as_known_after` a mark that an earlier line left with `mark`.
* `declared`: the lines of a declaration, in order, with for each what is to be paid (`amount`) and what is not.
* `paid`: what a provider was paid in all: approved, less what was taken back.
* `room`: what the zorgplan of a client uses of the indicatiewaarde in a week, and leaves.
* `state_of`: a finding: how far it is (`state`), and what was taken back for it (`taken`).
* `cut`: what each provider gets when a region and year come above their contracteerruimte.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, time
from datetime import date as day
from pathlib import Path

import msgspec

from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.amounts import Amount, Unit
from ledger.vocabulary.clock import SetClock
from projections.client_budget.balance import Balance, balance
from projections.client_budget.queries import budget_as_of, budget_now
from projections.provider_totals.queries import provider_totals
from tests.ledger.lines import Line
from tests.ledger.story import Story
from web.composition import House
from web.questions import totals_of

FOLDER = Path(__file__).parent
ABOUT = ("on", "as_known_after", "year")
"""What a question says beside the figures that it asks for."""
FIGURES = ("granted", "reserved", "spent", "available", "value_in_eur")


def lines_of(path: Path) -> list[Line]:
    """Read a story; lines that are blank are for the eye."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def told(house: House, name: str) -> Story:
    """Tell one of the stories of this folder from beginning to end."""
    title, *lines = lines_of(FOLDER / f"{name}.ndjson")
    assert title["story"].endswith(".")
    teller = Teller(house)
    for line in lines:
        teller.tell(line)
    return teller.story


class Teller:
    """Tells a story to a house."""

    def __init__(self, house: House) -> None:
        self.story = Story(house)
        self.marks: dict[str, int] = {}
        self.questions: dict[str, Callable[[Line], Line]] = {
            "balance": self.balance,
            "declared": self.declared,
            "paid": self.paid,
            "room": self.room,
            "cut": self.cut,
            "state_of": self.state_of,
        }

    def tell(self, line: Line) -> None:
        """Give a command, move the clock, or ask."""
        if "today" in line:
            self.move(line["today"])
            return
        asked = next((name for name in self.questions if name in line), None)
        if asked is not None:
            answer, wanted = self.questions[asked](line), line.keys() - {asked, *ABOUT}
            assert wanted, line
            found = {name: answer.get(name) for name in wanted}
            assert found == {name: line[name] for name in wanted}, f"{line} but {found}"
            return
        refused, mark, says = (line.pop(name, None) for name in ("refused", "mark", "says"))
        if refused is not None:
            error = self.story.refusal(line)
            assert error.code == refused, line
            assert says is None or says in error.message, error.message
        else:
            self.story.tell(line)
        if mark is not None:
            self.marks[mark] = self.story.position()

    def move(self, today: str) -> None:
        """Let it be noon on another day."""
        clock = self.story.house.clock
        assert isinstance(clock, SetClock)
        clock.moment = datetime.combine(day.fromisoformat(today), time(12), UTC)

    def balance(self, line: Line) -> Line:
        """Return the figures of a budget."""
        found = self._asked(line)
        return {name: value.written() for name in FIGURES if (value := getattr(found, name)) is not None}

    def _asked(self, line: Line) -> Balance:
        house, on = self.story.house, day.fromisoformat(line["on"]) if "on" in line else None
        if "as_known_after" in line:
            return balance(budget_as_of(house.ledger, line["balance"], self.marks[line["as_known_after"]]), on)
        with house.reading() as connection:
            return balance(budget_now(connection, line["balance"]), on)

    def declared(self, line: Line) -> Line:
        """Return the lines of a declaration, each with the figures that the story names of it."""
        found = submitted(self.story, line["declared"])
        assert len(found) == len(line["lines"]), found
        return {"lines": [shown(one, wanted) for one, wanted in zip(found, line["lines"], strict=True)]}

    def paid(self, line: Line) -> Line:
        """Return what a provider was paid."""
        return {"amount": euro(paid(self.story, line["paid"]))}

    def room(self, line: Line) -> Line:
        """Return the room of the zorgplan that was agreed or revised last for a client."""
        stream = self.story.house.ledger.stream(f"zorgplan-{line['room']}")
        room = [state["check"] for one in stream if "check" in (state := msgspec.json.decode(one.state))][-1]
        return {name: euro(room[f"{name}_week_eurocent"]) for name in ("ceiling", "used", "left")}

    def state_of(self, line: Line) -> Line:
        """Return what became of a finding."""
        stream = self.story.house.ledger.stream(f"finding-{line['state_of']}")
        last = msgspec.json.decode(stream[-1].state)
        state = stream[-1].topic.removeprefix("finding.").removesuffix("/1")
        return {"state": state, "taken": euro(last["eurocent"] if state == "recovered" else 0)}

    def cut(self, line: Line) -> Line:
        """Return the production of a region and year and its cut, as `pvb totals --json` tells them."""
        told = totals_of(self.story.house, SYSTEM, region=line["cut"], year=line["year"])
        (found,) = told["contracteerruimte"]
        return {
            "production": {"EUR": found["production"]},
            "providers": {one["provider"]: {"EUR": one["amount"]} for one in found["cut"]},
        }


def euro(cents: int) -> dict[str, str]:
    """Write cents as the journal does."""
    return {"EUR": str(Amount(Unit.EUR, cents))}


def submitted(story: Story, declaration: str) -> list[Line]:
    """Return the lines that a declaration holds, as they are stored."""
    found = story.house.ledger.stream(f"declaration-{declaration}")
    return [msgspec.json.decode(one.state) for one in found if one.topic.startswith("declaration.line-submitted")]


def paid(story: Story, provider: str | None = None) -> int:
    """Return the cents that were approved and not taken back."""
    with story.house.reading() as connection:
        return sum(total.paid for total in provider_totals(connection, provider))


def shown(stored: Line, wanted: Line) -> Line:
    """Return a stored line with the names and in the words of a story; of `says`, the words when it says them."""
    derived = stored.get("derivation", {})
    told = " ".join(derived.get("steps", ()))
    figures = stored | {
        "amount": euro(stored["eurocent"]),
        "computed": euro(derived.get("computed_eurocent", 0)),
        "unpaid": euro(derived.get("unpaid_eurocent", 0)),
        "above": euro(derived.get("above_eurocent", 0)),
        "owed": {one["provider"]: euro(one["eurocent"]) for one in stored.get("owed", ())},
        "says": wanted["says"] if wanted.get("says", "?") in told else told,
    }
    return {name: figures.get(name) for name in wanted}
