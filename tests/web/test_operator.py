"""Who watches over the machine sees what is wrong, and releases it; whoever reads figures is told that some miss."""

import pytest
from fastapi import FastAPI
from sqlalchemy import update

from projections.tables import projection_positions
from tests.houses import do
from tests.projections.parked import failing_runner
from tests.web.client import TestClient, heading, main_text, send, texts
from tests.web.conftest import LogIn
from tests.web.keys import system
from web.composition import House

MISSES = "Dit overzicht mist wijzigingen vanaf 4 maart 2026 om 11.15 uur. De beheerder weet het."


def spend(house: House, entry: str, budget: str = "b1") -> None:
    amount = {"PUNT": "1.00"}
    do(
        house,
        {"do": "spend", "budget": budget, "entry": entry, "on": "2026-03-04", "amount": amount, "what": "wandelen"},
    )


@pytest.fixture
def troubled(told: House) -> House:
    """The budget of c1 is set aside for one read model, from an entry that somebody just wrote."""
    told.runner.catch_up()
    spend(told, "trouble")
    failing_runner(told, lambda name, at: name == "client_budget" and at.stream == "budget-b1").catch_up()
    return told


class TestConditions:
    def test_are_where_an_operator_begins(self, as_user: LogIn, told: House) -> None:
        told.runner.catch_up()
        operator = as_user("beheer-1")
        assert operator.get("/").headers["location"] == "/beheer"
        page = operator.get("/beheer")
        assert heading(page) == "Beheer"
        assert "Alle gebeurtenissen zijn te verwerken." in main_text(page)
        assert texts(page, "//tbody//th") == [one.name for one in told.conditions().projections]

    def test_tell_how_far_each_read_model_is_behind(self, as_user: LogIn, told: House) -> None:
        told.runner.catch_up()
        spend(told, "new")
        assert "1 gebeurtenis, 0 seconden" in main_text(as_user("beheer-1").get("/beheer"))

    def test_tell_that_a_rebuild_is_wanted(self, as_user: LogIn, told: House) -> None:
        told.runner.catch_up()
        with told.engine.begin() as connection:
            connection.execute(update(projection_positions).values(version=0))
        assert "Bouw opnieuw op met pvb rebuild." in main_text(as_user("beheer-1").get("/beheer"))

    @pytest.mark.parametrize("user", ["familie-1", "medewerker-17", "kantoor-1", "auditor-1", "inkoop-1"])
    def test_are_for_nobody_else(self, as_user: LogIn, user: str) -> None:
        assert as_user(user).get("/beheer").status_code == 403
        assert as_user(user).get("/beheer/vrijgeven?stroom=x&overzicht=y").status_code == 403

    @pytest.mark.parametrize("address", ["/budget", "/vandaag", "/declareren", "/controle", "/regio"])
    def test_are_all_that_an_operator_sees(self, as_user: LogIn, address: str) -> None:
        assert as_user("beheer-1").get(address).status_code == 403


class TestReleasing:
    ADDRESS = "/beheer/vrijgeven?stroom=budget-b1&overzicht=client_budget"

    def test_asks_first_and_then_folds(self, as_user: LogIn, troubled: House) -> None:
        operator = as_user("beheer-1")
        page = operator.get("/beheer")
        assert "Er staat 1 stroom apart." in main_text(page)
        assert texts(page, "//main//table//a/@href") == [self.ADDRESS]
        assert heading(operator.get(self.ADDRESS)) == "Stroom vrijgeven?"
        answer = send(operator, self.ADDRESS)
        assert (answer.status_code, answer.headers["location"]) == (303, "/beheer?vrijgegeven=ja")
        assert "alsnog verwerkt" in main_text(operator.get(answer.headers["location"]))
        grown = troubled.conditions()
        troubled.rebuild()
        assert grown.parked == ()

    def test_that_does_not_work_yet_says_so(
        self, as_user: LogIn, troubled: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        failing = failing_runner(troubled, lambda name, at: at.stream == "budget-b1")
        monkeypatch.setattr(troubled.runner, "_folding", failing._folding)
        answer = send(as_user("beheer-1"), self.ADDRESS)
        assert answer.status_code == 409
        assert "nog niet verwerken: ValueError. Er is niets veranderd." in texts(answer, "//*[@role='alert']")[0]
        assert len(troubled.conditions().parked) == 1

    def test_of_what_is_not_parked_is_not_there(self, as_user: LogIn, told: House) -> None:
        assert as_user("beheer-1").get(self.ADDRESS).status_code == 404


class TestWhoReads:
    @pytest.mark.parametrize(
        ("user", "address"),
        [
            ("familie-1", "/budget"),
            ("medewerker-17", "/vandaag"),
            ("auditor-1", "/controle"),
            ("inkoop-1", "/regio"),
        ],
    )
    def test_is_told_that_figures_miss_and_not_why(
        self, as_user: LogIn, troubled: House, user: str, address: str
    ) -> None:
        browser = as_user(user)
        browser.follow_redirects = True
        page = browser.get(address)
        assert MISSES in main_text(page)
        assert "geheim" not in page.text

    @pytest.mark.parametrize(("user", "address"), [("familie-9", "/budget"), ("medewerker-90", "/vandaag")])
    def test_is_not_told_of_what_concerns_others(
        self, as_user: LogIn, troubled: House, user: str, address: str
    ) -> None:
        browser = as_user(user)
        browser.follow_redirects = True
        assert "mist wijzigingen" not in browser.get(address).text

    def test_is_told_when_much_is_wrong(self, as_user: LogIn, told: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """Then it is not found out whom it concerns."""
        monkeypatch.setattr("web.missing.LOOKED_INTO", 1)
        failing_runner(told, lambda name, at: at.stream in ("budget-b1", "client-c1")).catch_up()
        browser = as_user("familie-9")
        browser.follow_redirects = True
        assert "mist wijzigingen" in browser.get("/budget").text


class TestMetrics:
    def test_tell_what_is_wrong(self, app: FastAPI, troubled: House) -> None:
        lines = system(app, troubled, "beheerder").get("/metrics").text.splitlines()
        head = float(troubled.conditions().head)
        assert f"pvb_log_head {head}" in lines
        assert 'pvb_projection_parked_streams{projection="client_budget"} 1.0' in lines
        assert 'pvb_projection_lag_events{projection="client_budget"} 0.0' in lines
        assert 'pvb_projection_lag_seconds{projection="client_budget"} 0.0' in lines
        assert "pvb_rebuild_underway 0.0" in lines

    def test_count_requests_by_their_route(self, app: FastAPI, told: House, as_user: LogIn) -> None:
        """No number of a client and no unknown address becomes a label."""
        as_user("auditor-1").get("/controle/client/c1")
        as_user("auditor-1").get("/nergens/c1")
        found = system(app, told, "beheerder").get("/metrics").text
        counted = [line for line in found.splitlines() if line.startswith("pvb_requests_total")]
        assert any('status="404"' in line and 'route="none"' in line for line in counted)
        assert any('status="200"' in line and "{" in line.partition("{")[2] for line in counted)
        assert "c1" not in found

    @pytest.mark.parametrize(("role", "status"), [("auditor", 403), ("beheerder", 200)])
    def test_are_for_the_key_of_an_operator(self, app: FastAPI, told: House, role: str, status: int) -> None:
        assert system(app, told, role).get("/metrics").status_code == status

    def test_are_not_for_the_public(self, stranger: TestClient) -> None:
        answer = stranger.get("/metrics")
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "key-missing")

    def test_the_key_of_an_operator_opens_nothing_else(self, app: FastAPI, told: House) -> None:
        answer = system(app, told, "beheerder").get("/api/v1/balances/b1")
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "role-may-not")
