"""What is agreed in the stories about models: c1 in Rotterdam with € 600,00 a week, p1 with a contract of two weeks.

The contract k1 runs from Monday 2 February until Sunday 15 February 2026, at 100 % of the maximum, and is declared by
the month. An hour of H126 is € 60,00, an hour of H300 € 50,00. The amendment is from Monday 9 February.
"""

from typing import Any, NamedTuple

from tests.ledger.care_lines import chosen, delivered, enrolled, plan, tarief
from tests.ledger.contract_lines import amended, concluded
from tests.ledger.lines import Line, client, indicatie
from tests.ledger.stories.teller import submitted
from tests.ledger.story import Story

FIRST, LAST, AMENDED = "2026-02-02", "2026-02-15", "2026-02-09"
BEFORE, AFTER, EVE = "2026-02-01", "2026-02-16", "2026-02-08"
"""The day before the contract, the day after it, and the day before the amendment."""
START = (
    client(),
    indicatie(last=None, value={"EUR": "600.00"}, per="week"),
    chosen("mpt_pgb"),
    tarief("H126", "uur", "60.00"),
    tarief("H300", "uur", "50.00"),
    {"do": "count_population", "region": "Rotterdam", "from": "2026-01-01", "source": "demo: test"}
    | {"groups": [{"age_from": 0, "persons": 10}]},
    {"do": "record_score", "score": "s1", "provider": "p1", "indicator": "tevreden", "family": "outcome"}
    | {"instrument": "prom", "from": "2025-01-01", "to": "2025-12-31", "on": "2026-01-15"}
    | {"value": 8, "lowest": 0, "highest": 10},
)


def euros(written: str) -> Line:
    """Write an amount."""
    return {"EUR": written}


def agreed(*components: Line, **more: Any) -> Line:
    """Conclude k1; what the law says of F, G and H is acknowledged."""
    days: Line = {"from": FIRST, "to": LAST}
    terms: Line = {"components": list(components), "leveringsvormen": ["mpt", "mpt_pgb"], "rate": "100.00"}
    return concluded(**(days | terms | {"acknowledged": True} | more))


def model(letter: str, *covers: str, **parameters: Any) -> Line:
    """Write a component."""
    return {"model": letter, "covers": list(covers), "parameters": parameters}


def activity(word: str = "douchen", price: str = "20.00") -> Line:
    """An activity of twenty minutes."""
    return {"activity": word, "name": word.capitalize(), "prestatie": "H126", "norm": {"UUR": "0:20"}} | {
        "price": euros(price)
    }


def by_score(factor: str, **more: Any) -> Line:
    """The terms of model E: a factor from score 8 on, as it is known beforehand."""
    steps = [{"from_score": 8, "factor": {"PCT": factor}}]
    return {"base": "A", "indicator": "tevreden", "known": "before", "steps": steps} | more


def per_year(amount: str) -> list[Line]:
    """One amount for everybody."""
    return [{"age_from": 0, "amount": euros(amount)}]


def hours_on(*days: str, prestatie: str = "H126", length: str = "1:00") -> tuple[Line, ...]:
    """An hour of care on each of the days."""
    return tuple(delivered(f"{prestatie}-{day}", length, on=day, prestatie=prestatie) for day in days)


def showers_on(*days: str, word: str = "douchen") -> tuple[Line, ...]:
    """A shower on each of the days."""
    return tuple(delivered(f"{word}-{day}", "0:30", on=day, prestatie=None, activity=word) for day in days)


def placed(modules: int) -> Line:
    """Place so many of ten modules with p1 from New Year's Day on."""
    parts = [{"provider": "p1", "modules": modules}]
    return {"do": "allocate_modules", "client": "c1", "from": "2026-01-01", "of": 10, "parts": parts}


def planned(*lines: Line) -> Line:
    """Agree a zorgplan from the first day of the contract on."""
    return plan(*lines, **{"from": FIRST})


def arranged(word: str = "middel") -> Line:
    """A line of a zorgplan."""
    return {"line": "1", "provider": "p1", "arrangement": word}


class Case(NamedTuple):
    """A model in a contract: its terms, other terms, the facts, and the cents of each line by the terms.

    `amended` are the lines when the other terms count from the day of the amendment on; none: they never do.
    """

    component: Line
    other: Line
    facts: tuple[Line, ...]
    lines: tuple[int, ...]
    amended: tuple[int, ...]
    rate: str | None = None
    """The rate of the amendment, where that is what changes."""

    def amendment(self, first: str = AMENDED) -> Line:
        """Amend the contract to the other terms."""
        return amended(components=[self.other], rate=self.rate, acknowledged=True, **{"from": first})


_DAYS = (FIRST, EVE, AMENDED, LAST)
CASES = {
    "A": Case(model("A"), model("A"), hours_on(BEFORE, *_DAYS, AFTER), (240_00,), (120_00, 60_00), "50.00"),
    "B": Case(
        model("B", activities=[activity()]),
        model("B", activities=[activity(price="10.00")]),
        showers_on(*_DAYS),
        (80_00,),
        (40_00, 20_00),
    ),
    "C": Case(
        model("C", prestatie="A001"),
        model("C", prestatie="A001", shares=[{"word": "middel", "share": {"PCT": "50.00"}}]),
        (planned(arranged()),),
        (900_00,),
        (450_00, 300_00),
    ),
    "D": Case(model("D", prestatie="M001"), model("D", prestatie="M002"), (placed(5),), (600_00,), (300_00, 300_00)),
    "E": Case(
        model("E", **by_score("110.00")),
        model("E", **by_score("90.00")),
        hours_on(BEFORE, *_DAYS, AFTER),
        (264_00,),
        (132_00, 108_00),
    ),
    "F": Case(
        model("F", prestatie="P001", area="Rotterdam", amounts=per_year("365.00")),
        model("F", prestatie="P001", area="Rotterdam", amounts=per_year("730.00")),
        (),
        (140_00,),
        (70_00, 140_00),
    ),
    "G": Case(
        model("G", prestatie="G001", amounts=per_year("365.00")),
        model("G", prestatie="G001", amounts=per_year("730.00")),
        (enrolled(first=FIRST),),
        (14_00,),
        (7_00, 14_00),
    ),
    "H": Case(
        model("H", prestatie="L001", total=euros("3000.00"), dates=[EVE, AMENDED]),
        model("H", prestatie="L001", total=euros("4000.00"), dates=[EVE, AMENDED]),
        (),
        (1500_00, 1500_00),
        (),
    ),
}
"""Every model, with the four days that matter: the first and last of the contract, and both sides of the amendment."""


def declared(story: Story, period: str = "2026-02", contract: str = "k1") -> list[Line]:
    """Declare a contract over a period and approve every line; return the lines."""
    story.tell({"do": "declare", "contract": contract, "provider": "p1", "period": period, "clients": ["c1"]})
    lines = submitted(story, f"p1-{contract}-{period}")
    numbers = [one["line"] for one in lines]
    story.tell({"do": "approve_declaration", "declaration": f"p1-{contract}-{period}", "lines": numbers})
    return lines


def amounts(lines: list[Line]) -> tuple[int, ...]:
    """Return the cents of each line."""
    return tuple(one["eurocent"] for one in lines)
