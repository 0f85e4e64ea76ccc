"""The portfolio of findings: counted together, listed under pseudonyms, decided by whoever may; filters hold."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi import FastAPI

from ledger.events import Finding, decode
from ledger.rechtmatigheid.catalogue import BY_ID
from ledger.vocabulary.actor import Actor, Mandate
from tests.houses import do
from tests.web.client import TestClient, errors, heading, hidden, main_text, texts
from tests.web.conftest import LogIn
from tests.web.findings_story import number, opened, opening
from tests.web.inzage import request as ask_inzage
from tests.web.story import PASSWORD
from web.auth.accounts import create_account, remove_account
from web.auth.saved_questions import MOST
from web.composition import House

RULE = "declared-late"
D1 = number(RULE, "d1/1")
ADDRESS = "/controle/bevindingen"
FILTERS = {"region": "Rotterdam", "provider": "p1", "rule": RULE, "family": "formal", "period": "2026-02"}
QUERY = "&".join(f"{name}={text}" for name, text in FILTERS.items())


@pytest.fixture
def told(regional: House) -> House:
    """The region with findings about three lines of p1 and one of p9, and one about the year of p9."""
    do(regional, opening(RULE, "d1/1"), opening(RULE, "d1/2"), opening(RULE, "d9/1"))
    year = {"about": "provider", "provider": "p9", "region": "Rotterdam", "amount": {"EUR": "0.00"}}
    do(regional, opening("round-numbers", "p9/2026", **year))
    return regional


@pytest.fixture
def auditor(as_user: LogIn) -> TestClient:
    """The auditor, logged in."""
    return as_user("auditor-1")


@pytest.fixture
def payer(as_user: LogIn) -> TestClient:
    """The payer of Rotterdam, logged in."""
    return as_user("inkoop-1")


@pytest.fixture
def office(as_user: LogIn) -> TestClient:
    """The office of p1, logged in."""
    return as_user("kantoor-1")


def accountant(house: House, as_user: LogIn) -> TestClient:
    """An accountant from outside, logged in."""
    create_account(house.engine, "accountant-1", PASSWORD, "Els Bos", "accountant")
    return as_user("accountant-1")


def rows(answer: Any) -> list[str]:
    """The rows of the first table."""
    return texts(answer, "(//main//table)[1]//tbody/tr")


def last_of(house: House, finding: str) -> Any:
    """The last event of a finding."""
    record = house.ledger.stream(Finding.stream_of(finding))[-1]
    return decode(record.topic, record.state)


class TestThePortfolio:
    def test_hides_what_is_about_too_few_people(self, auditor: TestClient) -> None:
        """Three clients in all: no number about them is told; what is about no client is."""
        page = auditor.get(f"{ADDRESS}?rule={RULE}")
        assert [row.endswith("te weinig cliënten") for row in rows(page)] == [True]
        assert "€ 180,00" not in main_text(page)
        whole = auditor.get(f"{ADDRESS}?rule=round-numbers")
        assert "te weinig" not in rows(whole)[0]

    def test_counts_a_region_with_many_clients(self, auditor: TestClient, told: House) -> None:
        """Ten clients with a finding of sixty euro each."""
        client = {"do": "register_client", "region": "Rotterdam", "name": "Verzonnen"}
        for place in range(10):
            do(told, {**client, "client": f"m{place}"})
            opened(told, "bsn-invalid", f"m{place}", about="client", client=f"m{place}", region="Rotterdam")
        page = auditor.get(f"{ADDRESS}?rule=bsn-invalid")
        told_of_all = ["10", "€ 600,00", "€ 0,00"]
        assert texts(page, "(//main//table)[1]//tbody//td") == told_of_all
        assert texts(page, "(//main//table)[1]//tfoot//td") == told_of_all

    @pytest.mark.parametrize("by", ["rule", "provider", "month", "state"])
    def test_leads_to_the_list_of_the_same_findings(self, auditor: TestClient, by: str) -> None:
        """Each row with its filter, beside those that were chosen; the list holds as many."""
        page = auditor.get(f"{ADDRESS}?{QUERY}&by={by}")
        assert page.status_code == 200
        for href in texts(page, "(//main//table)[1]//tbody//a/@href"):
            kept = {name: one for name, (one,) in parse_qs(urlsplit(href).query).items()}
            assert kept.items() >= {name: text for name, text in FILTERS.items() if name not in (by, "period")}.items()
            assert auditor.get(href).status_code == 200

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ("rule=nergens", "#rule"),
            ("family=raar", "#family"),
            ("state=raar", "#state"),
            ("period=ooit", "#period"),
            ("period=2026-02-30..2026-03-01", "#period"),
            ("region=a%01b", "#region"),
        ],
    )
    def test_says_what_is_wrong_with_a_filter(self, auditor: TestClient, query: str, field: str) -> None:
        """At the field, and nothing is shown."""
        for path in ("", "/lijst"):
            page = auditor.get(f"{ADDRESS}{path}?{query}")
            assert page.status_code == 422
            assert errors(page)[0].startswith(field)
            assert rows(page) == []

    def test_of_a_payer_is_of_its_region(self, payer: TestClient) -> None:
        """Another region is not there for it."""
        assert payer.get(f"{ADDRESS}/lijst?region=Utrecht").status_code == 422
        assert len(rows(payer.get(f"{ADDRESS}/lijst?rule={RULE}"))) == 3

    def test_of_a_provider_is_its_own(self, office: TestClient) -> None:
        """Two of the three."""
        assert len(rows(office.get(f"{ADDRESS}/lijst?rule={RULE}"))) == 2
        assert office.get(f"{ADDRESS}/nummer/{number(RULE, 'd9/1')}").status_code == 404

    @pytest.mark.parametrize("who", ["medewerker-17", "familie-1", "beheer-1"])
    def test_is_not_for_others(self, as_user: LogIn, who: str) -> None:
        """They have no business here."""
        for path in ("", "/lijst", f"/nummer/{D1}", "/toetsen", "/praktijk"):
            assert as_user(who).get(f"{ADDRESS}{path}").status_code == 403


class TestTheFilters:
    def test_hold_on_every_view_and_in_every_link(self, auditor: TestClient, told: House) -> None:
        """From the portfolio to the list, a finding, its event, and all the way back."""
        last = told.ledger.head()
        assert last is not None
        asked = {**FILTERS, "position": str(last.position)}
        query = "&".join(f"{name}={text}" for name, text in asked.items())
        one = f"{ADDRESS}/nummer/{D1}"
        for path, wanted in (
            (ADDRESS, (f"{ADDRESS}/lijst", f"{ADDRESS}/toetsen", f"{ADDRESS}/praktijk")),
            (f"{ADDRESS}/lijst", (ADDRESS, one)),
            (one, (f"{ADDRESS}/lijst", "/controle/gebeurtenis/4")),
            ("/controle/gebeurtenis/4", (one, "/controle/gebeurtenis/3")),
        ):
            page = auditor.get(f"{path}?{query}&van=bevinding/{D1}")
            assert page.status_code == 200
            links = {urlsplit(href).path: parse_qs(urlsplit(href).query) for href in texts(page, "//main//a/@href")}
            for target in wanted:
                kept = {name: links[target].get(name, [""])[0] for name in asked}
                assert kept == asked, (path, target)

    def test_stand_in_the_forms_too(self, auditor: TestClient) -> None:
        """Choosing another moment keeps them; choosing other filters keeps the moment."""
        page = auditor.get(f"{ADDRESS}?{QUERY}&position=20")
        kept = dict(
            zip(
                texts(page, "//form[@method='get'][.//input[@name='at']]//input[@type='hidden']/@name"),
                texts(page, "//form[@method='get'][.//input[@name='at']]//input[@type='hidden']/@value"),
                strict=True,
            )
        )
        assert kept.items() >= FILTERS.items()
        assert texts(page, "//form[.//select[@id='rule']]//input[@name='position']/@value") == ["20"]

    def test_of_a_moment_show_what_was_known_then(self, auditor: TestClient, told: House) -> None:
        """Before it was opened it is not in the list, and has no page."""
        first = told.ledger.stream(Finding.stream_of(D1))[0].position
        assert len(rows(auditor.get(f"{ADDRESS}/lijst?rule={RULE}&position={first}"))) == 1
        assert len(rows(auditor.get(f"{ADDRESS}/lijst?rule={RULE}&position={first - 1}"))) == 0
        assert auditor.get(f"{ADDRESS}/nummer/{D1}?position={first - 1}").status_code == 404


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


def hidden_forms(answer: Any) -> list[str]:
    """The forms in the main part of a page that write."""
    return texts(answer, "//main//form[@method='post']/@action")


class TestSavedQuestions:
    def keep(self, browser: TestClient, name: str, query: str = QUERY) -> Any:
        """Save what is asked under a name."""
        page = browser.get(f"{ADDRESS}?{query}")
        fields = dict(
            zip(
                texts(page, "//form[.//input[@id='name']]//input[@type='hidden']/@name"),
                texts(page, "//form[.//input[@id='name']]//input[@type='hidden']/@value"),
                strict=True,
            )
        )
        return browser.post(f"{ADDRESS}/vragen", data={**fields, "name": name})

    def test_lead_to_the_same_filters(self, auditor: TestClient) -> None:
        """Under their name, with what they ask in words."""
        answer = self.keep(auditor, "Te laat bij p1", f"{QUERY}&by=month")
        assert answer.status_code == 303
        page = auditor.get(ADDRESS)
        (href,) = texts(page, "//ul[contains(@class, 'pvb-saved')]//a/@href")
        kept = {name: one for name, (one,) in parse_qs(urlsplit(href).query).items()}
        assert kept == {**FILTERS, "by": "month"}

    def test_are_of_one_account(self, auditor: TestClient, payer: TestClient, told: House, as_user: LogIn) -> None:
        """The payer does not see them; an accountant may use those of auditors."""
        self.keep(auditor, "Te laat bij p1")
        assert texts(payer.get(ADDRESS), "//ul[contains(@class, 'pvb-saved')]//a") == []
        outside = accountant(told, as_user)
        assert texts(outside.get(ADDRESS), "//ul[contains(@class, 'pvb-saved')]//a") == ["Te laat bij p1"]
        assert outside.post(f"{ADDRESS}/vragen", data={"name": "x"}).status_code == 403

    def test_can_be_thrown_away(self, auditor: TestClient) -> None:
        """By their own button."""
        self.keep(auditor, "Te laat bij p1")
        page = auditor.get(ADDRESS)
        names = texts(page, "//ul[contains(@class, 'pvb-saved')]//form//input/@name")
        values = texts(page, "//ul[contains(@class, 'pvb-saved')]//form//input/@value")
        auditor.post(f"{ADDRESS}/vragen", data=dict(zip(names, values, strict=True)))
        assert texts(auditor.get(ADDRESS), "//ul[contains(@class, 'pvb-saved')]//a") == []

    @pytest.mark.parametrize("name", ["", "   ", "x" * 61])
    def test_need_a_name(self, auditor: TestClient, name: str) -> None:
        assert self.keep(auditor, name).status_code == 409

    def test_are_not_more_than_can_be_overseen(self, auditor: TestClient) -> None:
        """One more than the most is refused; the same name again is not one more."""
        for place in range(MOST):
            assert self.keep(auditor, f"vraag {place}").status_code == 303
        assert self.keep(auditor, "nog een").status_code == 409
        assert self.keep(auditor, "vraag 0").status_code == 303

    def test_lead_nowhere_else(self, auditor: TestClient) -> None:
        """What is no filter is left out."""
        fields = hidden(auditor.get(ADDRESS), f"{ADDRESS}/vragen")
        auditor.post(f"{ADDRESS}/vragen", data={**fields, "name": "slim", "query": "klaar=weg&x=//elders&rule=a"})
        (href,) = texts(auditor.get(ADDRESS), "//ul[contains(@class, 'pvb-saved')]//a/@href")
        assert href == f"{ADDRESS}?rule=a"

    def test_go_when_the_account_goes(self, auditor: TestClient, told: House, as_user: LogIn) -> None:
        """Nothing of a person is left behind."""
        self.keep(auditor, "Te laat bij p1")
        remove_account(told.engine, "auditor-1", told.clock.now())
        outside = accountant(told, as_user)
        assert texts(outside.get(ADDRESS), "//ul[contains(@class, 'pvb-saved')]//a") == []


class TestBehindTheGate:
    @pytest.fixture(autouse=True)
    def gate(self) -> None:
        """Here it stands."""

    @pytest.fixture
    def browser(self, as_user: LogIn) -> TestClient:
        """The auditor, logged in."""
        return as_user("auditor-1")

    def test_totals_show_no_lines(self, browser: TestClient, told: House) -> None:
        """The portfolio is the first step, the list the second."""
        ask_inzage(told, "t1", "totals")
        assert browser.get(ADDRESS).status_code == 200
        assert browser.get(f"{ADDRESS}/lijst").status_code == 403
        assert browser.get(f"{ADDRESS}/nummer/{D1}").status_code == 403

    @pytest.mark.parametrize(
        ("bounds", "count"),
        [({"region": "Rotterdam"}, 3), ({"region": "Utrecht"}, 0), ({"provider": "p9"}, 1), ({"clients": ["c2"]}, 1)],
    )
    def test_only_what_lies_within_is_shown(
        self, browser: TestClient, told: House, bounds: dict[str, Any], count: int
    ) -> None:
        """In the list, by its number, and in the totals."""
        ask_inzage(told, "t1", "totals")
        ask_inzage(told, "t2", "lines", previous="t1", **bounds)
        assert len(rows(browser.get(f"{ADDRESS}/lijst?rule={RULE}"))) == count
        seen = browser.get(f"{ADDRESS}/nummer/{number(RULE, 'd1/1')}").status_code == 200
        assert seen is (bounds == {"region": "Rotterdam"})

    def test_a_view_is_written_down(self, browser: TestClient, told: House) -> None:
        """The page of a finding with the client it is about."""
        ask_inzage(told, "t1", "totals")
        ask_inzage(told, "t2", "lines", previous="t1", region="Rotterdam")
        assert browser.get(f"{ADDRESS}/nummer/{D1}").status_code == 200
        record = told.ledger.head()
        assert record is not None
        event: Any = decode(record.topic, record.state)
        assert (event.page, event.client, event.step) == (f"{ADDRESS}/nummer/{D1}", "c1", "lines")


def test_an_explanation_is_not_judged_by_who_gave_it(told: House, app: FastAPI, as_user: LogIn) -> None:
    """Not even when the roles of one account would allow it."""
    by = Mandate(Actor("inkoop-1", "zorgaanbieder"), provider="p1")
    do(told, {"do": "explain_finding", "finding": D1, "text": "Zo kwam het."}, mandate=by)
    browser, here = as_user("inkoop-1"), f"{ADDRESS}/nummer/{D1}"
    answer = browser.post(here, data={**hidden(browser.get(here), here), "doing": "accept", "text": "akkoord"})
    assert (answer.status_code, errors(answer)[0].startswith("#doing")) == (409, True)
