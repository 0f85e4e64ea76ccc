"""The portfolio of findings: counted together, listed under pseudonyms, asked again by name; filters hold."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from ledger.events import Finding, decode
from tests.houses import do
from tests.web.client import TestClient, errors, hidden, main_text, texts
from tests.web.conftest import LogIn
from tests.web.findings_page import ADDRESS, D1, RULE, accountant, auditor, office, payer, rows, told
from tests.web.findings_story import number, opened
from tests.web.inzage import request as ask_inzage
from web.auth.accounts import remove_account
from web.auth.saved_questions import MOST
from web.composition import House

__all__ = ["auditor", "office", "payer", "told"]

FILTERS = {"region": "Rotterdam", "provider": "p1", "rule": RULE, "family": "formal", "period": "2026-02"}
QUERY = "&".join(f"{name}={text}" for name, text in FILTERS.items())


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
