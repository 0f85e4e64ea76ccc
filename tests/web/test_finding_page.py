"""One finding on its page: the law, both judgements and the evidence; decided by whoever may, and once."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI

from ledger.events import Finding, decode
from ledger.rechtmatigheid.catalogue import BY_ID
from ledger.vocabulary.actor import Actor, Mandate
from tests.houses import do
from tests.web.client import TestClient, errors, heading, hidden, main_text, texts
from tests.web.conftest import LogIn
from tests.web.findings_page import ADDRESS, D1, RULE, accountant, auditor, office, payer, told
from tests.web.findings_story import opened
from web.composition import House

__all__ = ["auditor", "office", "payer", "told"]


def last_of(house: House, finding: str) -> Any:
    """The last event of a finding."""
    record = house.ledger.stream(Finding.stream_of(finding))[-1]
    return decode(record.topic, record.state)


def hidden_forms(answer: Any) -> list[str]:
    """The forms in the main part of a page that write."""
    return texts(answer, "//main//form[@method='post']/@action")


class TestOneFinding:
    def test_tells_the_law_both_judgements_and_its_evidence(self, auditor: TestClient) -> None:
        """And leads to the events and the timelines."""
        page = auditor.get(f"{ADDRESS}/nummer/{D1}")
        assert heading(page) == BY_ID[RULE].label
        links = [urlsplit(href).path for href in texts(page, "//main//a/@href")]
        assert {"/controle/gebeurtenis/4", "/controle/gebeurtenis/5", "/controle/client/c1"} <= set(links)
        assert "Zoals bekend bij het betalen gevonden" in main_text(page)
        assert "formele controle" in main_text(page)
        assert texts(page, "//main//li[contains(@class, 'utrecht-unordered-list__item')]") != []

    def test_shows_no_name_of_anybody(self, auditor: TestClient, payer: TestClient) -> None:
        """Pseudonyms only."""
        for browser in (auditor, payer):
            for path in ("", "/lijst", f"/nummer/{D1}"):
                assert "Jansen" not in browser.get(f"{ADDRESS}{path}").text

    def test_shows_a_provider_no_events_of_another(self, office: TestClient, told: House) -> None:
        """Care that p9 declared beside it stays between p9 and the payer."""
        record = next(iter(told.ledger.stream("declaration-d9")))
        finding = opened(told, "declared-twice", "d1/1", rests_on=[4, record.position], as_of=record.position)
        page = office.get(f"{ADDRESS}/nummer/{finding}")
        assert str(record.position) not in texts(page, "(//main//table)[1]//tbody/tr/th")

    def test_that_is_not_there_is_not_found(self, auditor: TestClient) -> None:
        assert auditor.get(f"{ADDRESS}/nummer/0123456789abcdef").status_code == 404


class TestWhatMayBeDone:
    def test_a_provider_explains_and_the_payer_reads_it(
        self, office: TestClient, payer: TestClient, auditor: TestClient, told: House
    ) -> None:
        """The auditor reads that it is sealed."""
        here = f"{ADDRESS}/nummer/{D1}"
        page = office.get(here)
        fields = hidden(page, here)
        assert office.post(here, data=fields).status_code == 422
        answer = office.post(here, data={**fields, "text": "Het systeem lag plat."})
        assert (answer.status_code, answer.headers["location"]) == (303, f"{here}?klaar=explain")
        assert "Het systeem lag plat." in payer.get(here).text
        assert "Het systeem lag plat." in office.get(here).text
        shown = auditor.get(here)
        assert "plat" not in shown.text
        assert "De tekst is verzegeld." in main_text(shown)
        assert hidden_forms(office.get(here)) == []

    @pytest.mark.parametrize(
        ("who", "doing", "event"),
        [
            ("inkoop-1", "accept", Finding.Accepted),
            ("inkoop-1", "dismiss", Finding.Dismissed),
            ("inkoop-1", "recover", Finding.Recovered),
            ("auditor-1", "accept", Finding.Accepted),
            ("auditor-1", "dismiss", Finding.Dismissed),
        ],
    )
    def test_is_decided_once(self, as_user: LogIn, told: House, who: str, doing: str, event: type) -> None:
        """After that there is nothing left to do."""
        browser, here = as_user(who), f"{ADDRESS}/nummer/{D1}"
        answer = browser.post(here, data={**hidden(browser.get(here), here), "doing": doing, "text": "gezien"})
        assert (answer.status_code, answer.headers["location"]) == (303, f"{here}?klaar={doing}")
        assert isinstance(last_of(told, D1), event)
        assert hidden_forms(browser.get(here)) == []

    @pytest.mark.parametrize(("amount", "status"), [("60,00", 303), ("60,01", 409), ("veel", 422), ("", 303)])
    def test_no_more_is_taken_back_than_is_at_stake(
        self, payer: TestClient, told: House, amount: str, status: int
    ) -> None:
        """Exactly that, or all of it when nothing is filled in; a cent more says why not, at the field."""
        here = f"{ADDRESS}/nummer/{D1}"
        fields = {**hidden(payer.get(here), here), "doing": "recover", "text": "te laat", "amount": amount}
        answer = payer.post(here, data=fields)
        assert answer.status_code == status
        if status == 303:
            assert last_of(told, D1).eurocent == 6000
        else:
            assert errors(answer)[0].startswith("#amount")

    @pytest.mark.parametrize(("who", "doing"), [("auditor-1", "recover"), ("kantoor-1", "accept"), ("inkoop-1", "x")])
    def test_not_everything_by_everybody(self, as_user: LogIn, told: House, who: str, doing: str) -> None:
        """What is not in the form is refused when it is sent all the same."""
        browser, here = as_user(who), f"{ADDRESS}/nummer/{D1}"
        answer = browser.post(here, data={**hidden(browser.get(here), here), "doing": doing, "text": "gezien"})
        assert answer.status_code == 403
        assert isinstance(last_of(told, D1), Finding.Opened)

    def test_nothing_is_chosen_and_nothing_is_said(self, payer: TestClient) -> None:
        """Both are asked for."""
        here = f"{ADDRESS}/nummer/{D1}"
        answer = payer.post(here, data=hidden(payer.get(here), here))
        assert [one.partition(" ")[0] for one in errors(answer)] == ["#doing", "#text"]

    def test_an_accountant_only_reads(self, told: House, as_user: LogIn) -> None:
        """No buttons, no saving, nothing on record."""
        browser = accountant(told, as_user)
        for path in ("", "/lijst", f"/nummer/{D1}", "/toetsen"):
            page = browser.get(f"{ADDRESS}{path}")
            assert page.status_code == 200
            assert texts(page, "//main//form[@method='post']") == []


def test_an_explanation_is_not_judged_by_who_gave_it(told: House, app: FastAPI, as_user: LogIn) -> None:
    """Not even when the roles of one account would allow it."""
    by = Mandate(Actor("inkoop-1", "zorgaanbieder"), provider="p1")
    do(told, {"do": "explain_finding", "finding": D1, "text": "Zo kwam het."}, mandate=by)
    browser, here = as_user("inkoop-1"), f"{ADDRESS}/nummer/{D1}"
    answer = browser.post(here, data={**hidden(browser.get(here), here), "doing": "accept", "text": "akkoord"})
    assert (answer.status_code, errors(answer)[0].startswith("#doing")) == (409, True)
