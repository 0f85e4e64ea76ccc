"""A line in a summary list: what a question, a correction or a confirmation is about."""

from projections.client_budget.balance import BudgetRows
from projections.rows import Row
from web import dutch
from web.pages.words import Words
from web.view_models.shell import Fact


def line_facts(entry: Row, rows: BudgetRows, words: Words) -> tuple[Fact, ...]:
    """Return what, when, how much, what it is worth, and who wrote it."""
    unit: dutch.Unit = rows.budget["unit"]
    facts = [
        Fact("Wat", words.open(entry["what"])),
        Fact("Wanneer", dutch.day(entry["on"])),
        Fact("Hoeveel", dutch.amount_short(entry["quantity"], unit)),
    ]
    if entry["value_eurocent"] is not None:
        facts.append(Fact("Waarde", dutch.euro(entry["value_eurocent"])))
    return (*facts, Fact("Opgeschreven door", words.who(entry["by"])))
