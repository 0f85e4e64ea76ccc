"""Every question takes when it holds and what was known, and refuses what cannot be; to systems and at a terminal."""

import pytest
from fastapi import FastAPI

from tests.cli.conftest import Pvb, pvb, told
from tests.houses import do, positions_of
from tests.web.asking import app, ask, control
from tests.web.client import TestClient
from tests.web.keys import system
from web.composition import House

__all__ = ["app", "control", "pvb", "told"]


QUESTIONS = {
    "balance b1": "balances/b1",
    "history c1": "clients/c1/history",
    "totals": "totals",
    "declarations --provider p1": "declarations?provider=p1",
}
WRONG_MOMENTS = [
    ("999", "as-of-past-end"),
    ("2099-01-01T00:00:00Z", "as-of-in-future"),
    ("nergens", "stand-unknown"),
    ("2026-03-04T11:15:00", "as-of-zone-missing"),
    ("-1", "as-of-invalid"),
]
WRONG_PERIODS = [
    ("2026-03-31..2026-03-01", "period-reversed"),
    ("2026-13", "period-unreadable"),
    ("2026-00", "period-unreadable"),
    ("1999", "period-unreadable"),
    ("2101", "period-unreadable"),
    ("2026-02-01..2026-02-29", "period-day-missing"),
    ("2026-02-01..2026-02-32", "period-unreadable"),
    ("2026-02-01..", "period-unreadable"),
    ("maart", "period-unreadable"),
    ("", "period-unreadable"),
]
NOT_MONTHS = ["2026-02-02..2026-02-28", "2026-02-01..2026-02-27", "2028-02-01..2028-02-28"]


class TestWhatCannotBe:
    @pytest.mark.parametrize("question", QUESTIONS.values())
    @pytest.mark.parametrize(("as_of", "code"), WRONG_MOMENTS)
    def test_known_is_told_to_a_system(self, control: TestClient, question: str, as_of: str, code: str) -> None:
        address, _, asked = question.partition("?")
        parameters = dict(one.split("=") for one in asked.split("&") if one) | {"as_of": as_of}
        told = control.get(f"/api/v1/{address}", params=parameters).json()["error"]
        assert (told["code"], told["field"]) == (code, "as_of")

    @pytest.mark.parametrize("question", QUESTIONS)
    @pytest.mark.parametrize(("as_of", "code"), WRONG_MOMENTS)
    def test_known_is_told_at_a_terminal(self, told: Pvb, question: str, as_of: str, code: str) -> None:
        said = told(*question.split(), f"--as-of={as_of}")
        assert said.err.startswith(f"{code}: ")
        assert said.code in (1, 2)

    @pytest.mark.parametrize(("period", "code"), WRONG_PERIODS)
    def test_a_period_is_told_to_both(self, control: TestClient, told: Pvb, period: str, code: str) -> None:
        for question in ("totals", "declarations?provider=p1"):
            address, _, asked = question.partition("?")
            parameters = dict(one.split("=") for one in asked.split("&") if one) | {"period": period}
            answer = control.get(f"/api/v1/{address}", params=parameters).json()["error"]
            assert (answer["code"], answer["field"]) == (code, "period")
        for words in (("totals",), ("declarations", "--provider", "p1")):
            assert told(*words, f"--period={period}").err.startswith(f"{code}: ")

    @pytest.mark.parametrize("period", NOT_MONTHS)
    def test_whole_months_is_told_for_totals_only(self, control: TestClient, told: Pvb, period: str) -> None:
        answer = control.get("/api/v1/totals", params={"period": period})
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "period-not-months")
        assert told("totals", "--period", period).err.startswith("period-not-months: Totalen zijn er per hele maand.")
        assert ask(control, "declarations", provider="p1", period=period)["period"]["from"] == period[:10]

    def test_both_a_year_and_a_period_is_told(self, control: TestClient, told: Pvb) -> None:
        answer = control.get("/api/v1/totals?year=2026&period=2026").json()["error"]
        assert answer["code"] == "period-twice"
        assert told("totals", "--year", "2026", "--period", "2026").err.startswith("period-twice: ")

    def test_declarations_of_nobody_is_told(self, control: TestClient, told: Pvb) -> None:
        answer = control.get("/api/v1/declarations").json()["error"]
        assert answer["code"] == "declarations-of-whom"
        assert told("declarations").err.startswith("declarations-of-whom: ")


class TestTotals:
    def test_as_of_tell_names_and_contracteerruimte_as_known_then(self, control: TestClient, regional: House) -> None:
        do(regional, {"do": "register_provider", "provider": "p1", "name": "De Nieuwe Linde"})
        (corrected,) = positions_of(regional, "contracteerruimte.corrected")
        now = ask(control, "totals", region="Rotterdam")
        then = ask(control, "totals", region="Rotterdam", as_of=str(corrected - 1))
        assert now["totals"][0]["name"] == "De Nieuwe Linde"
        assert then["totals"][0]["name"] == "Zorggroep De Linde"
        assert [one["amount"] for one in then["contracteerruimte"]] == ["10000.00", "9000.00"]
        assert [one["amount"] for one in now["contracteerruimte"]] == ["7500.00", "9000.00"]

    def test_of_months_count_those_months(self, control: TestClient) -> None:
        february = ask(control, "totals", provider="p1", period="2026-02")
        assert february["totals"][0]["declared"] == "175.75"
        assert february["period"] == {"from": "2026-02-01", "to": "2026-02-28"}
        assert ask(control, "totals", provider="p1", period="2026-03-01..2026-12-31")["totals"] == []
        spent = [ask(control, "totals", provider="p1", period=month)["spending"] for month in ("2026-01", "2026-02")]
        assert [[one["amount"] for one in some] for some in spent] == [["5.50"], ["10.00"]]

    def test_of_a_month_stand_beside_the_production_of_the_whole_year(self, control: TestClient) -> None:
        (ruimte,) = ask(control, "totals", region="Rotterdam", period="2026-03")["contracteerruimte"]
        assert (ruimte["year"], ruimte["production"]) == (2026, "240.00")


class TestHistory:
    def test_on_a_day_leaves_out_what_is_dated_later(self, control: TestClient, told: Pvb) -> None:
        whole, part = ask(control, "clients/c1/history"), ask(control, "clients/c1/history", on="2026-01-15")
        later = {event["position"] for event in whole["events"]} - {event["position"] for event in part["events"]}
        dated = {event["position"]: event["data"].get("on", "") for event in whole["events"]}
        assert part["on"] == "2026-01-15"
        assert later
        assert all(dated[position] > "2026-01-15" or not dated[position] for position in later)
        assert told("history", "c1", "--on", "2026-03-04").out != told("history", "c1").out
        assert told("history", "c1", "--on", "31-02-2026").err.startswith("day-missing: ")


class TestWhoMaySeeDeclarations:
    def test_a_provider_its_own(self, app: FastAPI, regional: House) -> None:
        own = system(app, regional, "zorgaanbieder", provider="p9")
        assert [one["declaration"] for one in ask(own, "declarations")["lines"]] == ["d9"]
        assert own.get("/api/v1/declarations?provider=p1").status_code == 404
        assert own.get("/api/v1/declarations?client=c2").status_code == 404

    def test_a_family_of_their_own_client(self, app: FastAPI, regional: House) -> None:
        family = system(app, regional, "familie", client="c2")
        assert {one["client"] for one in ask(family, "declarations")["lines"]} == {"c2"}
        assert family.get("/api/v1/declarations?client=c1").status_code == 404

    def test_a_payer_of_its_own_region(self, app: FastAPI, regional: House) -> None:
        utrecht = system(app, regional, "zorgkantoor", region="Utrecht")
        assert ask(utrecht, "declarations", provider="p1")["lines"] == []
        assert utrecht.get("/api/v1/declarations?client=c1").status_code == 404

    def test_a_member_of_staff_of_one_client(self, app: FastAPI, regional: House) -> None:
        staff = system(app, regional, "medewerker", provider="p1")
        answer = staff.get("/api/v1/declarations")
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "role-may-not")

    def test_is_judged_as_of_now(self, app: FastAPI, regional: House) -> None:
        """Before everything, too, what is not yours is not there."""
        own = system(app, regional, "zorgaanbieder", provider="p9")
        assert own.get("/api/v1/declarations?provider=p1&as_of=0").status_code == 404
        assert ask(own, "declarations", as_of="0")["lines"] == []

    def test_nobody_reads_words_of_people(self, control: TestClient) -> None:
        assert "korter dan gepland" not in str(ask(control, "declarations", provider="p1"))
