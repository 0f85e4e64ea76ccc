"""Over random histories every figure that is shown is the figure of its explanation, and its parts add up to it."""

from datetime import date

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from ledger.dossier.declared import Declared, declared_lines
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.errors import NotFound
from ledger.vocabulary.figures import BUDGET_FIGURES, PROVIDER_FIGURES
from projections.as_of import at_position
from projections.client_budget.balance import balance
from projections.client_budget.queries import budget_as_of
from tests.databases import Databases, SqliteDatabases
from tests.houses import copied_house, do
from tests.ledger.declare_lines import APRIL
from tests.ledger.histories.declaring import START, Told, everything
from tests.ledger.histories.history import History
from tests.ledger.histories.test_histories import migrated
from tests.web.trees import check_adds_up
from web.composition import House
from web.explaining.asking import MOST_DEEP, explanation
from web.questions import totals_of

PATIENT = settings(deadline=None, suppress_health_check=list(HealthCheck), stateful_step_count=15, print_blob=True)


def check_budget(house: House, budget: str, on: date | None, position: int) -> None:
    """Compare every figure of a budget with its explanation, and each of its lines."""
    known, rows = at_position(house.ledger, position), budget_as_of(house.ledger, budget, position)
    shown = balance(rows, on)
    for figure in BUDGET_FIGURES:
        expected = shown.value_in_eur if figure == "worth" else getattr(shown, figure)
        if expected is None:
            with pytest.raises(NotFound):
                explanation(house, SYSTEM, f"{budget}.worth", on, known)
            continue
        found = explanation(house, SYSTEM, f"{budget}.{figure}", on, known, MOST_DEEP)
        assert found.amount == expected
        check_adds_up(found)
    for entry in rows.entries:
        check_adds_up(explanation(house, SYSTEM, f"budget:{budget}/{entry['entry']}", known=known, depth=MOST_DEEP))


class Explained(History):
    """A history of which every balance that is looked at is explained too."""

    def check_balances(self, house: House, on: date | None, position: int) -> None:
        """Compare with the model, then explain."""
        super().check_balances(house, on, position)
        if position % 3:
            return
        for budget in self.worlds[position].budgets:
            check_budget(house, budget, on, position)


class TestRandomHistories:
    def test_of_budgets_are_explained_as_they_are_shown(self, databases: Databases) -> None:
        template = databases.template_once("migrated", migrated)

        class Here(Explained):
            """A history on this database."""

            def __init__(self) -> None:
                super().__init__(databases, template)

        run_state_machine_as_test(Here, settings=settings(PATIENT, max_examples=3))


def declared_again_and_again(house: House) -> None:
    """Declare everything, correct, and declare again; some is refused."""
    told = Told(house)
    for step in (
        ("declare all", 3),
        ("correct", "c1", 0, "0:35"),
        ("place", "c2", "2026-02-01", 7),
        ("declare all", 1),
        ("tarief", "H126", "61.00"),
        ("declare all", 0),
    ):
        told.step(*step)


def lines_declared(house: House, contract: str, period: str) -> tuple[Declared, ...]:
    """Return every line of a contract over a period."""
    return house.door.ask(lambda desk: declared_lines(desk.find, "p1", contract, period), SYSTEM)


class TestDeclaredAgainAndAgain:
    def test_every_line_and_total_is_explained_as_it_is_shown(self, sqlite_databases: SqliteDatabases) -> None:
        clock = SetClock(APRIL)

        def fill(house: House) -> None:
            assert isinstance(house.clock, SetClock)
            house.clock.moment = APRIL
            do(house, *START)
            declared_again_and_again(house)

        with copied_house(sqlite_databases, clock, "declared-again", fill) as house:
            (total,) = totals_of(house, SYSTEM, provider="p1", year=2026)["totals"]
            for figure in set(PROVIDER_FIGURES) & set(total):
                found = explanation(house, SYSTEM, f"provider:p1.{figure}@2026", depth=5)
                assert str(found.amount) == total[figure]
                check_adds_up(found)
            lines = 0
            for contract, period in everything():
                for one in lines_declared(house, contract, period):
                    address = f"declaration:{one.line.declaration}/{one.line.line}"
                    node = explanation(house, SYSTEM, address, depth=MOST_DEEP)
                    assert node.amount is not None
                    assert node.amount.quantity == one.left
                    assert node.children[0].amount is not None
                    assert node.children[0].amount.quantity == one.line.eurocent
                    check_adds_up(node)
                    lines += 1
            assert lines > 40
