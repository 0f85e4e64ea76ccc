"""Draws journal lines about what is there: mostly right, at times a little wrong, at times quite wrong.

Few budgets, few days and small amounts, so that lines meet each other and the ends of budgets. The chance comes from
Hypothesis, by a seed per line, so that a history that fails can be told again and made shorter.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from tests.ledger.histories.model import Budget, Line
from tests.ledger.histories.world import World
from tests.ledger.lines import client, indicatie

T = TypeVar("T")

FIRST = date(2026, 1, 1)
DAYS = [(FIRST + timedelta(days=number)).isoformat() for number in range(-1, 11)]
WHY = {"reason": "omdat het zo is"}

_TEN = {"do": "open_budget", "provider": "p1", "from": DAYS[1], "to": DAYS[10], "amount": {"PUNT": "10.00"}}
OPENING: list[Line] = [
    client("c1"),
    client("c2"),
    indicatie(1, DAYS[1], DAYS[10]),
    indicatie(2, DAYS[3], DAYS[8], client="c2"),
    _TEN | {"budget": "b1", "client": "c1", "remainder": "to_group"},
    _TEN | {"budget": "b2", "client": "c2", "remainder": "carries_over", "overdraft": {"PUNT": "2.00"}},
    _TEN | {"budget": "pot", "group": "Woongroep", "remainder": "lapses"},
]


class Drawing:
    """One line, drawn with a view of the world."""

    def __init__(self, seed: int, number: int, world: World) -> None:
        self.chance = Random(f"{seed}-{number}")
        self.world = world

    def line(self) -> Line:
        """Draw a line: spends and plans most, the end of things least."""
        kinds: dict[Callable[[], Line], int] = {
            self.spend: 24,
            self.from_plan: 12,
            self.reserve: 12,
            self.correct: 14,
            self.together: 5,
            self.release: 4,
            self.raised: 8,
            self.lowered: 6,
            self.transfer: 8,
            self.carry_over: 4,
            self.opened: 4,
            self.question: 4,
            self.answer: 4,
            self.value: 4,
            self.death: 1,
            self.life: 3,
            self.end: 1,
            self.close: 2,
        }
        (kind,) = self.chance.choices(list(kinds), list(kinds.values()))
        return kind()

    def mostly(self, right: list[T], wrong: list[T], often: float = 0.93) -> T:
        """Choose from what is right, seldom from what may be wrong."""
        return self.chance.choice(right if right and self.chance.random() < often else wrong)

    def budget(self, fits: Callable[[Budget], bool] = lambda budget: True) -> str:
        """Choose a budget, mostly one that is open and fits."""
        open_ones = [name for name, one in self.world.budgets.items() if not one.closed and fits(one)]
        return self.mostly(open_ones, [*self.world.budgets, "b9"])

    def day(self, budget: str) -> str:
        """Choose a day, mostly in the budget's period."""
        one = self.world.budgets.get(budget)
        within = [day for day in DAYS if one and one.first.isoformat() <= day <= one.last.isoformat()]
        return self.mostly(within, DAYS)

    def amount(self, budget: str, most: int = 300) -> dict[str, str]:
        """Choose an amount: small, or exactly what is left, or a hundredth more; seldom of another unit or none."""
        one = self.world.budgets.get(budget)
        unit = one.unit if one else "PUNT"
        left = one.free(one.last) if one else 0
        small = [self.chance.randint(1, most) for _ in range(7)]
        quantity = self.mostly([*small, max(left, 1), left + 1], [0, -1, 100_000], 0.97)
        unit = self.mostly([unit], ["PUNT", "UUR"], 0.97)
        minus, rest = "-" if quantity < 0 else "", abs(quantity)
        whole, mark = (60, ":") if unit == "UUR" else (100, ".")
        return {unit: f"{minus}{rest // whole}{mark}{rest % whole:02}"}

    def entry(self, budget: str, *kinds: str) -> str:
        """Choose a line that is there, mostly of a kind."""
        one = self.world.budgets.get(budget)
        entries = one.entries if one else {}
        return self.mostly([name for name, entry in entries.items() if entry.kind in kinds], [*entries, "e0"])

    def new(self, budget: str) -> str:
        """Choose a number, mostly one that is free."""
        one = self.world.budgets.get(budget)
        return self.mostly([f"e{len(one.entries) + 1}"] if one else [], [f"e{self.chance.randint(1, 9)}"])

    def on(self, do: str, budget: str) -> Line:
        """Draw what most lines have."""
        return {"do": do, "budget": budget, "on": self.day(budget), "amount": self.amount(budget)}

    def spend(self) -> Line:
        """Care that was given."""
        budget = self.budget()
        return self.on("spend", budget) | {"entry": self.new(budget), "what": "wandelen"}

    def reserve(self) -> Line:
        """Care that is planned."""
        return self.spend() | {"do": "reserve"}

    def from_plan(self) -> Line:
        """Care that was planned and given."""
        budget = self.budget(lambda one: any(entry.kind == "reserved" for entry in one.entries.values()))
        line = self.on("spend", budget) | {"entry": self.new(budget), "what": "wandelen"}
        return line | {"from_reservation": self.entry(budget, "reserved")}

    def together(self) -> Line:
        """Care for several."""
        names = list(
            dict.fromkeys(self.budget(lambda one: one.unit == "PUNT") for _ in range(self.chance.randint(3, 5)))
        )
        budgets = self.mostly([names], [names[:1], [names[0], names[0]]], 0.95)
        line = self.on("spend_together", budgets[0]) | {"budgets": budgets, "entry": f"g{self.chance.randint(1, 30)}"}
        line.pop("budget")
        return line | {"what": "samen koken"}

    def release(self) -> Line:
        """A plan given up."""
        budget = self.budget(lambda one: any(entry.kind == "reserved" for entry in one.entries.values()))
        return {"do": "release", "budget": budget, "entry": self.entry(budget, "reserved")}

    def correct(self) -> Line:
        """A spend put right, now and then withdrawn."""
        budget = self.mostly([name for name, one in self.world.budgets.items() if one.entries], ["b9"])
        amount = self.mostly([self.amount(budget)], [{"PUNT": "0.00"}], 0.8)
        return {"do": "correct_spend", "budget": budget, "entry": self.entry(budget, "spent"), "amount": amount} | WHY

    def raised(self) -> Line:
        """More granted."""
        return self.on("raise_budget", self.budget()) | WHY

    def lowered(self) -> Line:
        """Less granted."""
        return self.raised() | {"do": "lower_budget"}

    def transfer(self) -> Line:
        """From one to another."""
        giver = self.budget()
        group = giver in self.world.budgets and self.world.budgets[giver].client is None
        taker = self.budget(lambda one: (one.client is None) != group)
        line = self.on("transfer", giver) | {"from_budget": giver, "to_budget": taker}
        line.pop("budget")
        return line | {"transfer": f"t{self.chance.randint(1, 40)}"} | WHY

    def carry_over(self) -> Line:
        """What is left, to another."""
        budget = self.budget(lambda one: one.remainder != "lapses")
        giver = self.world.budgets.get(budget)
        taker = self.budget(lambda one: giver is not None and one is not giver and one.client in (giver.client, None))
        return {"do": "carry_over", "budget": budget, "to_budget": taker, "on": self.mostly(DAYS[8:], DAYS)}

    def opened(self) -> Line:
        """Another budget."""
        name = self.mostly(["b3", "b4", "b5", "pot2", "uur", "euro"], ["b1"])
        owner: Line = {"group": "Woongroep"} if name == "pot2" else {"client": self.chance.choice(["c1", "c2"])}
        amounts: dict[str, Line] = {"uur": {"UUR": "5:00"}, "euro": {"EUR": "100.00"}}
        line = {"do": "open_budget", "budget": name, "provider": self.mostly(["p1"], ["p2"], 0.8)} | owner
        line |= {"from": self.chance.choice(DAYS[:5]), "to": self.mostly(DAYS[6:], DAYS[:4])}
        line |= {"remainder": self.chance.choice(["lapses", "carries_over", "to_group"])}
        return line | {
            "amount": amounts.get(name) or self.mostly([{"PUNT": "7.00"}, {"PUNT": "0.00"}], [{"PUNT": "-0.01"}])
        }

    def question(self) -> Line:
        """A line doubted."""
        budget = self.budget(lambda one: bool(one.entries))
        return {"do": "question_entry", "budget": budget, "entry": self.entry(budget, "spent"), "text": "Klopt dit?"}

    def answer(self) -> Line:
        """A doubt answered."""
        asked = [
            (name, e) for name, one in self.world.budgets.items() for e, entry in one.entries.items() if entry.asked
        ]
        budget, entry = self.mostly(asked, [("b1", "e1")])
        return {"do": "answer_question", "budget": budget, "entry": entry, "text": "Ja."}

    def value(self) -> Line:
        """What a point or hour is worth."""
        line = {"do": "set_value", "provider": "p1", "unit": self.chance.choice(["PUNT", "UUR"])}
        value = {"EUR": self.chance.choice(["12.50", "0.33", "7.77"])}
        return line | {"value": value, "from": self.chance.choice([DAYS[0], DAYS[5]])}

    def death(self) -> Line:
        """Somebody died."""
        return {"do": "report_death", "client": self.chance.choice(["c1", "c2"]), "on": self.chance.choice(DAYS[4:])}

    def life(self) -> Line:
        """It was somebody else."""
        who = self.mostly(list(self.world.deaths), ["c1", "c2"], 0.8)
        return {"do": "withdraw_death", "client": who} | WHY

    def end(self) -> Line:
        """The right to care ends."""
        number = self.chance.choice([1, 2])
        line = {"do": "end_indicatie", "client": f"c{number}", "besluitnummer": number}
        return line | {"on": self.mostly(DAYS[7:], DAYS, 0.8)} | WHY

    def close(self) -> Line:
        """A budget is done with."""
        budget = self.budget(lambda one: all(entry.kind != "reserved" for entry in one.entries.values()))
        return {"do": "close_budget", "budget": budget, "on": self.day(budget)}
