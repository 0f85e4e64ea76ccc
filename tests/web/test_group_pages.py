"""One activity of several clients: the division is looked at before it is saved, and exact."""

from collections.abc import Callable
from typing import Any

import pytest

from ledger.vocabulary.actor import Actor
from tests.houses import do
from tests.web.client import TestClient, button, errors, heading, hidden, main_text, texts
from tests.web.story import FATMA
from web.composition import House

LogIn = Callable[[str], TestClient]
BAKING: dict[str, Any] = {"what": "Samen bakken", "budgets": ["b3", "b1"], "amount": "5,01", "on": "2026-03-04"}
OFFICE = Actor("kantoor-1", "zorgaanbieder")


@pytest.fixture
def fatma(as_user: LogIn) -> TestClient:
    return as_user("medewerker-17")


def division(answer: Any) -> list[str]:
    """The rows of the table that shows who pays what."""
    rows = "//table[contains(@class, 'utrecht-table')]//tr[td]"
    return [" ".join(texts(answer, f"({rows})[{row}]/*")).strip() for row in range(1, len(texts(answer, rows)) + 1)]


def send_step(browser: TestClient, step: str, **typed: Any) -> Any:
    page = browser.get("/samen")
    action = texts(page, "//main//form/@action")[0]
    return browser.post(action, data={**hidden(page), "step": step, **typed})


class TestTheGroup:
    def test_offers_the_clients_whose_budget_runs_today(self, fatma: TestClient) -> None:
        answer = fatma.get("/samen")
        assert texts(answer, "//input[@name='budgets']/@value") == ["b2", "b3", "b1"]
        assert "nog 8,67 punten tot en met 30 juni" in main_text(answer)

    def test_counts_in_one_unit_and_leads_to_the_others(self, as_user: LogIn) -> None:
        browser = as_user("medewerker-90")
        page = browser.get("/samen?eenheid=UUR")
        assert texts(page, "//input[@name='budgets']/@value") == ["b4"]
        assert texts(page, "//nav[@aria-label='Kies een soort budget']//a/@href") == [
            "/samen?eenheid=EUR",
            "/samen?eenheid=UUR",
        ]
        assert "Hoeveel uren voor de hele groep?" in main_text(page)

    def test_is_shown_divided_before_anything_is_saved(self, fatma: TestClient, told: House) -> None:
        before = told.ledger.head()
        answer = send_step(fatma, "preview", **BAKING)
        assert (answer.status_code, heading(answer)) == (200, "Klopt de verdeling?")
        assert division(answer) == [
            "Mevrouw Jansen 2,51 punten 105,65 punten",
            "Mevrouw de Vries 2,50 punten 74,17 punten",
            "Samen 5,01 punten",
        ]
        assert told.ledger.head() == before

    def test_is_saved_exactly_as_it_was_shown(self, fatma: TestClient) -> None:
        preview = send_step(fatma, "preview", **BAKING)
        fields = {
            name: texts(preview, f"//main//input[@name='{name}']/@value")
            for name in ("csrf", "command_id", "budgets", "what", "amount", "on")
        }
        saved = fatma.post("/samen?eenheid=PUNT", data={**fields, "step": "save"})
        assert saved.status_code == 303
        done = fatma.get(saved.headers["location"])
        assert "Samen bakken, 4 maart 2026. Samen 5,01 punten." in main_text(done)
        assert division(done) == division(preview)
        again = fatma.post("/samen?eenheid=PUNT", data={**fields, "step": "save"})
        assert again.headers["location"] == saved.headers["location"]

    def test_can_be_changed_after_looking(self, fatma: TestClient) -> None:
        answer = send_step(fatma, "change", **BAKING)
        assert heading(answer) == "Samen gedaan"
        assert texts(answer, "//input[@name='budgets'][@checked]/@value") == ["b3", "b1"]
        assert texts(answer, "//input[@id='amount']/@value") == ["5,01"]

    def test_can_be_undone_for_everybody(self, fatma: TestClient) -> None:
        answer = button(fatma, "/samen/b1/g1", "/samen/b1/g1/ongedaan")
        assert answer.headers["location"] == "/vandaag?gedaan=samen-ongedaan"
        page = fatma.get(answer.headers["location"])
        assert "bij iedereen ongedaan gemaakt" in main_text(page)
        assert "12,00 punten" in texts(page, "//a[@href='/regels/b2']")[0]
        assert texts(fatma.get("/samen/b1/g1"), "//main//form") == []

    @pytest.mark.parametrize("at_once", [True, False])
    def test_is_not_another_one_with_the_same_number(self, fatma: TestClient, told: House, at_once: bool) -> None:
        """Numbers of lines are unique in a budget, not at a provider; not even within one journal."""
        year = {"do": "open_budget", "from": "2026-01-01", "to": "2026-12-31", "provider": "p1"}
        for number, client in enumerate(("c1", "c2", "c3", "c1"), start=5):
            do(told, {**year, "budget": f"b{number}0", "client": client, "amount": {"PUNT": "10.00"}})
        both = [
            {"do": "spend_together", "entry": "g", "budgets": pair, "on": "2026-03-04", "what": what}
            | {"amount": {"PUNT": "2.00"}}
            for pair, what in ((["b50", "b60"], "zingen"), (["b70", "b80"], "dansen"))
        ]
        for commands in [both] if at_once else [[one] for one in both]:
            do(told, *commands, mandate=FATMA)
        assert "Dansen" in main_text(fatma.get("/samen/b80/g"))
        button(fatma, "/samen/b70/g", "/samen/b70/g/ongedaan")
        assert "Samen 0,00 punten" in division(fatma.get("/samen/b80/g"))
        assert "Samen 2,00 punten" in division(fatma.get("/samen/b50/g"))

    def test_that_is_not_there_is_not_found(self, fatma: TestClient) -> None:
        assert fatma.get("/samen/b1/e8").status_code == 404


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            ({"what": ""}, "#what Schrijf op wat er is gedaan."),
            ({"what": "x" * 201}, "#what Gebruik hoogstens 200 tekens."),
            ({"budgets": ["b1"]}, "#budgets Kies twee of meer cliënten."),
            ({"budgets": ["b1", "b9"]}, "#budgets Kies alleen cliënten uit deze lijst."),
            ({"amount": "0,01"}, "#budgets Het aantal is te klein om over zoveel cliënten te verdelen."),
            ({"amount": "0"}, "#amount Vul een aantal punten in dat meer is dan 0."),
            ({"on": "2026-03-05"}, "#on Deze dag is nog niet geweest. Kies een eerdere dag, of plan het."),
        ],
    )
    @pytest.mark.parametrize("step", ["preview", "save"])
    def test_is_told_at_its_field(
        self, fatma: TestClient, told: House, step: str, change: dict[str, Any], problem: str
    ) -> None:
        before = told.ledger.head()
        answer = send_step(fatma, step, **{**BAKING, **change})
        assert (answer.status_code, errors(answer)) == (422, [problem])
        assert told.ledger.head() == before

    def test_names_whose_budget_cannot_bear_it(self, fatma: TestClient) -> None:
        answer = send_step(fatma, "preview", **{**BAKING, "budgets": ["b1", "b2"], "amount": "20"})
        assert errors(answer) == [
            "#budgets Dit past niet bij Meneer El Amrani (nog 8,67 punten). "
            "Verlaag het aantal, of kies andere cliënten."
        ]

    def test_at_exactly_what_is_left_it_fits(self, fatma: TestClient) -> None:
        answer = send_step(fatma, "preview", **{**BAKING, "budgets": ["b1", "b2"], "amount": "17,34"})
        assert division(answer)[1] == "Meneer El Amrani 8,67 punten 0,00 punten"

    def test_the_ledger_has_the_last_word(self, fatma: TestClient, told: House) -> None:
        """A day before the indicatie is only seen there."""
        answer = send_step(fatma, "save", **{**BAKING, "on": "2025-12-31"})
        assert answer.status_code == 409
        assert errors(answer)[0].startswith("#on Op 31 december 2025 is er geen geldige indicatie.")
        assert texts(answer, "//input[@name='budgets'][@checked]/@value") == ["b3", "b1"]

    def test_a_closed_budget_takes_no_part(self, fatma: TestClient, told: House) -> None:
        do(told, {"do": "close_budget", "budget": "b2", "on": "2026-03-03"}, mandate=FATMA._replace(actor=OFFICE))
        assert texts(fatma.get("/samen"), "//input[@name='budgets']/@value") == ["b3", "b1"]
