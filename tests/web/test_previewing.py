"""What commands would change, told before they are recorded: over the API and on a page, within every mandate."""

import json
from typing import Any

import pytest
from fastapi import FastAPI
from lxml import html

from tests.web.client import TestClient
from tests.web.conftest import LogIn
from tests.web.keys import system
from web.composition import House

CORRECT = {"do": "correct_spend", "budget": "b1", "entry": "e8", "amount": {"PUNT": "1.00"}, "reason": "korter"}
CREDIT = {"do": "credit_line", "declaration": "d1", "line": "1", "credit": "1c", "amount": {"EUR": "10.00"}}
CREDIT |= {"reason": "korter"}
RUIMTE = {"do": "agree_with_provider", "region": "Rotterdam", "year": 2026, "provider": "p1"}
RUIMTE |= {"amount": {"EUR": "5000.00"}, "ground": "Zorgovereenkomst 2026"}


@pytest.fixture
def told(regional: House) -> House:
    """Here the story of the region was told too."""
    return regional


@pytest.fixture
def end(told: House) -> int:
    """The last event of the stories."""
    head = told.ledger.head()
    assert head is not None
    return head.position


def parsed(page: str) -> Any:
    """The page as a tree."""
    return html.document_fromstring(page)


def text(page: str, path: str = "//main") -> str:
    """All text at an XPath, with single spaces."""
    return " ".join(" ".join(one.text_content() for one in parsed(page).xpath(path)).split())


class TestPreviewOverTheApi:
    def test_tells_what_changes_and_records_nothing(self, app: FastAPI, told: House, end: int) -> None:
        office = system(app, told, "zorgaanbieder", provider="p1")
        answer = office.post("/api/v1/previews", json=CORRECT)
        found = answer.json()
        assert (answer.status_code, found["ok"], found["recorded"]) == (200, True, False)
        assert found["sums"] == {"declared": "0.00", "available": {"PUNT": "1.00"}, "worth": "12.50"}
        assert [(one["position"], one["topic"]) for one in found["events"]] == [(end + 1, "budget.spend-corrected/1")]
        head = told.ledger.head()
        assert head is not None
        assert head.position == end

    def test_a_refused_command_is_told_as_when_it_is_recorded(self, app: FastAPI, told: House) -> None:
        office = system(app, told, "zorgaanbieder", provider="p1")
        wrong = CORRECT | {"entry": "e99"}
        answer = office.post("/api/v1/previews", json=[CORRECT, wrong])
        recorded = office.post("/api/v1/commands", json=[CORRECT, wrong])
        assert answer.status_code == recorded.status_code == 404
        assert [one["error"] for one in answer.json()["lines"]] == [one["error"] for one in recorded.json()]
        assert answer.json()["differences"] == []

    def test_of_nothing(self, app: FastAPI, told: House) -> None:
        office = system(app, told, "zorgaanbieder", provider="p1")
        answer = office.post("/api/v1/previews", content=b"\n", headers={"content-type": "application/x-ndjson"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "no-commands")

    def test_of_too_much(self, app: FastAPI, told: House) -> None:
        office = system(app, told, "zorgaanbieder", provider="p1")
        answer = office.post("/api/v1/previews", json=[CORRECT] * 1_001)
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "preview-too-large")

    def test_who_may_not_declare_sees_nothing_of_it(self, app: FastAPI, told: House) -> None:
        """Staff of p1 see the budget; what the office would declare is not for them."""
        staff = system(app, told, "medewerker", provider="p1").post("/api/v1/previews", json=CORRECT).json()
        assert staff["declarations"] is None
        assert len(staff["differences"]) == 3

    def test_a_payer_sees_its_own_region_only(self, app: FastAPI, told: House) -> None:
        payer = system(app, told, "zorgkantoor", region="Rotterdam")
        found = payer.post("/api/v1/previews", json=[CREDIT, RUIMTE]).json()
        assert [one["kind"] for one in found["differences"]] == ["agreed", "credited"]
        assert found["sums"]["declared"] == "-10.00"
        agreed, credited = (one["figure"] for one in found["differences"])
        assert agreed == "provider:p1.agreed@2026@Rotterdam"
        assert credited.startswith("provider:p1.credited@2026-")
        assert (
            system(app, told, "zorgkantoor", region="Utrecht").post("/api/v1/previews", json=CREDIT).status_code == 404
        )


class TestThePageOfAPreview:
    def send(self, browser: TestClient, *lines: Any, **more: str) -> Any:
        """Fill in the form and send it."""
        page = parsed(browser.get("/regio/wat-verandert-er").text)
        fields = {one.get("name"): one.get("value") for one in page.xpath("//main//input[@type='hidden']")}
        typed = "\r\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines)
        return browser.post("/regio/wat-verandert-er", data=fields | {"opdrachten": typed})

    def test_tells_what_changes_and_records_nothing(self, as_user: LogIn, told: House, end: int) -> None:
        answer = self.send(as_user("inkoop-1"), CREDIT, RUIMTE)
        said = text(answer.text)
        assert answer.status_code == 200
        assert "Er is niets vastgelegd. Wat is gedeclareerd en blijft staan −€ 10,00" in said
        assert "Productieafspraak zorgaanbieder p1, regio Rotterdam, 2026 Waarom?" in said
        assert "−€ 1.000,00 € 6.000,00 € 5.000,00" in said
        (why,) = parsed(answer.text).xpath("//tbody//a/@href")
        assert "€ 6.000,00" in text(as_user("inkoop-1").get(why).text)
        head = told.ledger.head()
        assert head is not None
        assert head.position == end

    def test_says_what_is_wrong_and_keeps_what_was_typed(self, as_user: LogIn) -> None:
        answer = self.send(as_user("inkoop-1"), CREDIT, CREDIT, "geen opdracht")
        assert answer.status_code == 422
        assert "Regel 3:" in text(answer.text, "//*[@role='alert']")
        assert "geen opdracht" in text(answer.text, "//textarea")

    def test_asks_for_a_command(self, as_user: LogIn) -> None:
        answer = self.send(as_user("inkoop-1"))
        assert (answer.status_code, "minstens één opdracht" in answer.text) == (422, True)

    def test_is_not_for_too_much(self, as_user: LogIn) -> None:
        answer = self.send(as_user("inkoop-1"), *[CREDIT] * 1_001)
        assert (answer.status_code, "hoogstens 1000 opdrachten" in answer.text) == (409, True)

    def test_is_for_payers(self, as_user: LogIn) -> None:
        assert as_user("kantoor-1").get("/regio/wat-verandert-er").status_code == 403
