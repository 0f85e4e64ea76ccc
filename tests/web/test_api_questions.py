"""Balances, histories and totals through the API: exact, on a day, as known at a moment, and no more than is due."""

import pytest
from fastapi import FastAPI

from ledger.vocabulary.actor import SYSTEM
from tests.houses import do, end_of
from tests.web.asking import app, ask, control
from tests.web.client import TestClient
from tests.web.keys import system
from tests.web.region_story import of_lines
from web.composition import House
from web.questions import history_of

__all__ = ["app", "control"]


class TestABalance:
    def test_holds_every_figure_as_exact_text(self, control: TestClient, regional: House) -> None:
        assert ask(control, "balances/b1") == {
            "budget": "b1",
            "client": "c1",
            "unit": "PUNT",
            "granted": "120.00",
            "reserved": "3.00",
            "spent": "8.84",
            "available": "108.16",
            "value_in_eur": "1352.00",
            "on": "2026-12-31",
            "as_of": {"position": end_of(regional), "recorded_at": "2026-03-04T10:23:00.000000Z"},
        }

    def test_in_hours_without_a_rate_has_no_value(self, control: TestClient) -> None:
        told = ask(control, "balances/b4")
        assert (told["unit"], told["available"], told["value_in_eur"]) == ("UUR", "40:00", None)

    def test_on_a_day_leaves_out_what_is_dated_later(self, control: TestClient) -> None:
        told = ask(control, "balances/b1", on="2026-01-15")
        assert (told["spent"], told["reserved"], told["on"]) == ("4.00", "0.00", "2026-01-15")

    def test_a_correction_is_known_from_its_recording_and_counts_on_the_day_of_its_line(
        self, control: TestClient
    ) -> None:
        before = ask(control, "balances/b1", on="2026-01-22", as_of="2026-03-02T08:04:59Z")
        after = ask(control, "balances/b1", on="2026-01-22", as_of="2026-03-02T08:05:00Z")
        assert (before["spent"], after["spent"]) == ("6.00", "5.50")

    def test_as_of_a_time_names_a_position_that_gives_the_same(self, control: TestClient) -> None:
        by_time = ask(control, "balances/b1", as_of="2026-02-01T00:00:00+01:00")
        by_position = ask(control, "balances/b1", as_of=str(by_time["as_of"]["position"]))
        assert by_time == by_position
        assert by_time["as_of"] == {"position": 19, "recorded_at": "2026-01-22T14:30:00.000000Z"}

    def test_before_it_was_opened_it_is_not_there(self, control: TestClient) -> None:
        assert control.get("/api/v1/balances/b1?as_of=11").status_code == 404


class TestAsOf:
    @pytest.mark.parametrize(
        ("text", "status", "code"),
        [
            ("{end}", 200, None),
            ("{after}", 409, "as-of-past-end"),
            ("999999999999999999", 409, "as-of-past-end"),
            ("2026-03-04T11:15:00Z", 200, None),
            ("2026-03-04T11:15:00.000001Z", 409, "as-of-in-future"),
            ("2026-03-04T12:15:00+01:00", 200, None),
            ("2026-03-04T11:15:00", 422, "as-of-zone-missing"),
            ("2026-03-04", 422, "as-of-zone-missing"),
            ("2026-03-04T11:15:00 01:00", 422, "as-of-invalid"),
            ("gisteren", 404, "stand-unknown"),
            ("g" * 60, 404, "stand-unknown"),
            ("g" * 61, 422, "as-of-invalid"),
            ("g\n", 422, "as-of-invalid"),
            ("-1", 422, "as-of-invalid"),
            ("", 422, "as-of-invalid"),
            ("0001-01-01T00:00:00+23:59", 422, "as-of-invalid"),
        ],
    )
    def test_at_the_end_and_just_past_it(
        self, control: TestClient, regional: House, text: str, status: int, code: str | None
    ) -> None:
        end = end_of(regional)
        as_of = text.format(end=end, after=end + 1)
        answer = control.get("/api/v1/balances/b1", params={"as_of": as_of})
        assert answer.status_code == status, answer.text
        if code is not None:
            assert (answer.json()["error"]["code"], answer.json()["error"]["field"]) == (code, "as_of")


class TestAHistory:
    def test_tells_every_event_about_a_client_in_order(self, control: TestClient, regional: House) -> None:
        told = ask(control, "clients/c1/history")
        positions = [event["position"] for event in told["events"]]
        assert positions == [4, 5, 12, 15, 17, 18, 19, 20, 23, 24, 25, *of_lines(regional, "1", "3")]
        assert [one["topic"] for one in told["events"][-8:]] == [
            "declaration.line-submitted/1",
            "declaration.line-submitted/1",
            *["finding.opened/1"] * 4,
            "declaration.line-approved/1",
            "declaration.line-refused/1",
        ]
        assert told["events"][4] == {
            "position": 17,
            "recorded_at": "2026-01-08T14:30:00.000000Z",
            "topic": "budget.spent/1",
            "sentence": "2,00 punten besteed op 8 januari 2026, regel e8.",
            "actor": {"id": "medewerker-17", "role": "medewerker"},
            "command_id": told["events"][4]["command_id"],
            "source": "journal:test",
            "data": told["events"][4]["data"],
            "sealed": ["what"],
        }
        facts = told["events"][4]["data"]
        assert {name: facts[name] for name in ("budget", "entry", "on", "unit", "quantity", "given_by")} == {
            "budget": "b1",
            "entry": "e8",
            "on": "2026-01-08",
            "unit": "punt/100",
            "quantity": 200,
            "given_by": "medewerker-17",
        }

    def test_as_of_leaves_out_what_came_later(self, control: TestClient) -> None:
        told = ask(control, "clients/c1/history", as_of="15")
        assert [event["position"] for event in told["events"]] == [4, 5, 12, 15]

    def test_stays_sealed_for_an_auditor(self, control: TestClient) -> None:
        told = ask(control, "clients/c1/history")
        assert "Jansen" not in str(told)
        assert "wandelen" not in str(told)

    def test_is_opened_for_the_family(self, app: FastAPI, regional: House) -> None:
        told = ask(system(app, regional, "familie", client="c1"), "clients/c1/history")
        assert told["events"][0]["data"]["identity"]["name"] == "Mevrouw Jansen"
        assert told["events"][4]["data"]["what"] == "wandelen met begeleiding"
        assert {tuple(event["sealed"]) for event in told["events"]} == {()}

    def test_tells_a_provider_nothing_of_another_provider(self, app: FastAPI, regional: House) -> None:
        told = ask(system(app, regional, "zorgaanbieder", provider="p9"), "clients/c1/history")
        assert [event["position"] for event in told["events"]] == [4, 5, 15]

    def test_holds_no_lines_of_other_clients(self, control: TestClient) -> None:
        declared = [e for e in ask(control, "clients/c2/history")["events"] if "declaration" in e["topic"]]
        assert [one["topic"] for one in declared] == [
            "declaration.line-submitted/1",
            "declaration.line-approved/1",
            "declaration.line-credited/1",
        ]
        assert {one["data"]["client"] for one in declared} == {"c2"}

    def test_with_its_key_gone_says_nothing_instead_of_failing(self, regional: House) -> None:
        do(regional, {"do": "register_client", "client": "c5", "region": "Rotterdam", "name": "Meneer Weg"})
        erased = regional.keyring.open
        regional.keyring.open = lambda subject, sealed: None  # type: ignore[method-assign]
        told = history_of(regional, SYSTEM, "c5")
        regional.keyring.open = erased  # type: ignore[method-assign]
        assert told["events"][0]["data"]["identity"] is None


class TestTotals:
    def test_of_a_provider_and_year(self, app: FastAPI, regional: House) -> None:
        told = ask(system(app, regional, "zorgaanbieder", provider="p1"), "totals", year="2026")
        assert told["totals"] == [
            {
                "provider": "p1",
                "name": "Zorggroep De Linde",
                "region": "Rotterdam",
                "year": 2026,
                "lines": 3,
                "declared": "175.75",
                "approved": "135.50",
                "refused": "40.25",
                "credited": "20.50",
                "paid": "115.00",
            }
        ]
        spending = {"provider": "p1", "year": 2026, "unit": "PUNT", "spends": 6, "amount": "15.50"}
        assert told["spending"] == [spending]
        assert told["contracteerruimte"] == []

    def test_of_a_region_hold_its_contracteerruimte(self, app: FastAPI, regional: House) -> None:
        told = ask(system(app, regional, "zorgkantoor", region="Rotterdam"), "totals", year="2026")
        assert [total["provider"] for total in told["totals"]] == ["p1", "p9"]
        assert told["spending"] == []
        (ruimte,) = told["contracteerruimte"]
        assert (ruimte["region"], ruimte["amount"]) == ("Rotterdam", "7500.00")
        assert [change["amount"] for change in ruimte["changes"]] == ["10000.00", "-2500.00"]
        assert [(change["ground"], change["motivation"], change["source"]) for change in ruimte["changes"]] == [
            ("Voorlopige kaderbrief", None, None),
            ("artikel 49e Wmg", "Herschikking tussen regio's", "demo: verzonnen besluit"),
        ]
        assert [agreed["amount"] for agreed in ruimte["agreements"]] == ["6000.00", "100.00"]
        assert (ruimte["production"], ruimte["cut"]) == ("240.00", [])

    @pytest.mark.parametrize(
        ("correction", "cut"), [("-2500.01", {}), ("-7260.00", {}), ("-7260.01", {"p1": "115.00", "p9": "124.99"})]
    )
    def test_are_cut_from_a_cent_above_the_contracteerruimte(
        self, app: FastAPI, regional: House, correction: str, cut: dict[str, str]
    ) -> None:
        """Exactly at it, everything is paid."""
        about = {"do": "correct_contracteerruimte", "region": "Rotterdam", "year": 2026, "ground": "Herschikking"}
        do(regional, about | {"amount": {"EUR": correction}})
        told = ask(system(app, regional, "zorgkantoor", region="Rotterdam"), "totals", year="2026")
        (ruimte,) = told["contracteerruimte"]
        assert {one["provider"]: one["amount"] for one in ruimte["cut"]} == cut

    def test_of_everything_for_an_auditor(self, control: TestClient, regional: House) -> None:
        told = ask(control, "totals")
        places = [(ruimte["region"], ruimte["year"]) for ruimte in told["contracteerruimte"]]
        assert places == [("Rotterdam", 2026), ("Utrecht", 2026), ("Rotterdam", 2025)]
        assert told["as_of"] == {"position": end_of(regional), "recorded_at": "2026-03-04T10:23:00.000000Z"}

    @pytest.mark.parametrize(
        ("address", "field"),
        [
            ("totals?year=26", "year"),
            ("totals?year=2101", "year"),
            ("totals?year=2026&year=2025", "year"),
            ("totals?jaar=2026", "jaar"),
            ("totals?region=", "region"),
            ("totals?provider=p%201", "provider"),
            ("balances/b1?on=2026-02-30", "on"),
            ("balances/b1?on=20260228", "on"),
            ("balances/b1?on=", "on"),
        ],
    )
    def test_a_wrong_parameter_is_named(self, control: TestClient, address: str, field: str) -> None:
        answer = control.get(f"/api/v1/{address}")
        assert (answer.status_code, answer.json()["error"]["field"]) == (422, field)

    @pytest.mark.parametrize(
        "address", ["balances/b%00", "balances/b%201", "clients/%22/history", "clients/x%0A/history"]
    )
    def test_what_can_be_no_number_is_not_found(self, control: TestClient, address: str) -> None:
        assert control.get(f"/api/v1/{address}").status_code == 404
