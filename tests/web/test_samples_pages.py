"""Samples on the page: planned, drawn from what was shown, drawn again, and only by those who may."""

import pytest

from ledger.events import Declaration, Sample, decode
from tests.houses import do
from tests.ledger.rechtmatigheid.stories import plant
from tests.web.client import TestClient, errors, hidden, main_text, texts
from tests.web.conftest import LogIn
from tests.web.sampling_page import ADDRESS, ONE, auditor, drawn, end_of, planned, sample_of, told
from tests.web.story import PASSWORD
from web.auth.accounts import create_account
from web.composition import House

__all__ = ["auditor", "told"]


def accountant(house: House, as_user: LogIn) -> TestClient:
    """An accountant from outside, logged in."""
    create_account(house.engine, "accountant-1", PASSWORD, "Els Bos", "accountant")
    return as_user("accountant-1")


class TestThePlan:
    def test_tells_how_large_it_would_be_and_records_nothing(self, auditor: TestClient, told: House) -> None:
        """Formal control by itself: 95 % sure that no more than 1 % is wrong."""
        before = end_of(told)
        page = planned(auditor)
        shown = main_text(page)
        assert "3 goedgekeurde regels van samen € 260,50" in shown
        assert "U trekt 300 centen: uit elke € 0,86 een." in shown
        assert ("95%" in shown, "1%" in shown) == (True, True)
        assert end_of(told) == before

    @pytest.mark.parametrize(
        ("kind", "method", "said"),
        [
            ("material", "mus", "U trekt 60 centen: uit elke € 4,34 een."),
            ("formal", "random", "U trekt 3 regels uit 3."),
            ("", "", "U trekt 300 centen: uit elke € 0,86 een."),
        ],
    )
    def test_follows_the_kind_of_control(self, auditor: TestClient, kind: str, method: str, said: str) -> None:
        """Material control leaves five percent open; a random draw counts lines."""
        assert said in main_text(planned(auditor, kind=kind, method=method))

    def test_takes_figures_of_ones_own(self, auditor: TestClient) -> None:
        """With a comma, as people write them."""
        page = planned(auditor, kind="material", tolerable="2,5", expected="0,5 %", confidence="90")
        facts = texts(page, "//section[@aria-labelledby='voorbeeld']//dd")
        assert facts[1:4] == ["90%", "2,5%", "0,5%"]

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"sample": ""}, "#sample"),
            ({"sample": "s 1"}, "#sample"),
            ({"seed": ""}, "#seed"),
            ({"period": "maart"}, "#period"),
            ({"period": ""}, "#period"),
            ({"method": "raar"}, "#method"),
            ({"confidence": "veel"}, "#confidence"),
            ({"confidence": "100"}, "#confidence"),
            ({"confidence": "49,99"}, "#confidence"),
            ({"expected": "1"}, "#expected"),
            ({"tolerable": "0"}, "#tolerable"),
            ({"period": "2025"}, "#period"),
            ({"client": "c99"}, "#client"),
            ({"provider": "p99"}, "#provider"),
        ],
    )
    def test_says_what_is_wrong_at_the_field(self, auditor: TestClient, typed: dict[str, str], field: str) -> None:
        """And offers nothing to draw."""
        page = planned(auditor, **typed)
        assert page.status_code in (404, 409, 422)
        assert [one.partition(" ")[0] for one in errors(page)] == [field]
        assert texts(page, "//main//form[@method='post']") == []

    def test_says_everything_that_is_wrong_at_once(self, auditor: TestClient) -> None:
        """Nobody should have to send a form four times."""
        page = planned(auditor, sample="", seed="", period="ooit", tolerable="x")
        assert {one.partition(" ")[0] for one in errors(page)} == {"#sample", "#seed", "#period", "#tolerable"}

    def test_takes_fifty_percent_as_the_lowest_confidence(self, auditor: TestClient) -> None:
        """At the boundary."""
        assert planned(auditor, confidence="50").status_code == 200


class TestDrawing:
    def test_puts_seed_and_population_on_record(self, auditor: TestClient, told: House) -> None:
        """And leads to the sample, where both stand."""
        answer = drawn(auditor, kind="material", purpose="materiële controle")
        assert (answer.status_code, answer.headers["location"]) == (303, f"{ONE}?klaar=getrokken")
        event = sample_of(told).drawn
        assert (event.seed, event.population_count, event.population_eurocent) == ("4 1 6 3", 3, 26050)
        assert (event.tolerable_basispoint, event.uncertainty_limit_basispoint) == (500, 500)
        shown = main_text(auditor.get(ONE))
        assert "regio Rotterdam, zorg van 1 februari tot en met 28 februari 2026." in shown
        for fact in ("4 1 6 3", event.digest, "€ 260,50", "materiële controle", "Geldsteekproef".lower()):
            assert fact in shown

    def test_is_of_what_was_shown(self, auditor: TestClient, told: House) -> None:
        """A line that is taken in between the look and the draw is not in it."""
        page = planned(auditor)
        before = end_of(told)
        line = {"line": "1", "client": "c3", "prestatie": "H126", "on": "2026-02-09", "quantity": "1:00", "unit": "UUR"}
        facts = {"declaration": "d5", "provider": "p1", "period": ["2026-02-01", "2026-02-28"]}
        do(told, {"do": "submit_declaration", **facts, "lines": [{**line, "amount": {"EUR": "10.00"}}]})
        do(told, {"do": "approve_declaration", "declaration": "d5", "lines": ["1"]})
        assert auditor.post(ADDRESS, data=hidden(page, ADDRESS)).status_code == 303
        assert (sample_of(told).drawn.as_of, sample_of(told).drawn.population_count) == (before, 3)

    def test_under_a_number_that_is_taken_is_refused(self, auditor: TestClient) -> None:
        """At the number, with all that was typed still there."""
        drawn(auditor)
        again = drawn(auditor, seed="anders")
        assert (again.status_code, errors(again)[0].partition(" ")[0]) == (409, "#sample")
        assert texts(again, "//input[@id='seed']/@value") == ["anders"]

    def test_stands_in_the_list(self, auditor: TestClient) -> None:
        """With how far it is."""
        drawn(auditor)
        (row,) = texts(auditor.get(ADDRESS), "//main//tbody/tr")
        assert "s1 regio Rotterdam" in row
        assert "0 van 3 wordt beoordeeld" in row


class TestDrawnAgain:
    def test_are_the_same_lines(self, auditor: TestClient, told: House) -> None:
        """From the same population, with the same digest, and nothing is recorded."""
        drawn(auditor)
        before = end_of(told)
        shown = main_text(auditor.get(f"{ONE}?controle=ja"))
        assert "Opnieuw getrokken: dezelfde 3 regels uit 3 regels van samen € 260,50." in shown
        assert shown.count(sample_of(told).drawn.digest) == 2
        assert end_of(told) == before

    def test_tells_what_is_no_longer_the_same(self, auditor: TestClient, told: House) -> None:
        """A record whose digest and amount are not those of the log, as after tampering."""
        drawn(auditor)
        event = sample_of(told).drawn
        facts = {name: getattr(event, name) for name in event.__struct_fields__}
        forged = Sample.Drawn(**facts | {"sample": "s2", "digest": "0" * 64, "population_eurocent": 1})
        plant(told, Sample, "s2", forged)
        shown = main_text(auditor.get(f"{ADDRESS}/s2?controle=ja"))
        assert "dit is anders dan wat is vastgelegd: het bedrag en de SHA-256" in shown


class TestWhoMay:
    def test_an_accountant_looks_and_does_not_draw_or_judge(
        self, auditor: TestClient, told: House, as_user: LogIn
    ) -> None:
        """No plan, no form, no button; sent all the same it is refused."""
        drawn(auditor)
        browser, before = accountant(told, as_user), end_of(told)
        for address in (ADDRESS, ONE, f"{ONE}/regel/d1/1"):
            page = browser.get(address)
            assert page.status_code == 200
            assert texts(page, "//main//form") == []
            fields = hidden(auditor.get(f"{ONE}/regel/d1/1")) | {"csrf": texts(page, "//input[@name='csrf']/@value")[0]}
            assert browser.post(address, data=fields).status_code == 403
        assert end_of(told) == before
        assert "dezelfde 3 regels" in main_text(browser.get(f"{ONE}?controle=ja"))

    def test_a_payer_draws_in_its_own_region(self, as_user: LogIn, auditor: TestClient, told: House) -> None:
        """Of another region it is not told that there is a sample."""
        payer = as_user("inkoop-1")
        assert drawn(payer, region="").status_code == 303
        assert sample_of(told).drawn.region == "Rotterdam"
        assert planned(payer, region="Utrecht").status_code in (403, 404, 409, 422)
        drawn(auditor, sample="s2", region="")
        assert payer.get(f"{ADDRESS}/s2").status_code == 404
        assert texts(payer.get(ADDRESS), "//main//tbody/tr/th") == ["Steekproef s1"]

    @pytest.mark.parametrize("who", ["kantoor-1", "medewerker-17", "familie-1", "beheer-1"])
    def test_nobody_else(self, as_user: LogIn, auditor: TestClient, who: str) -> None:
        """Who is controlled does not see what is drawn."""
        drawn(auditor)
        for address in (ADDRESS, ONE, f"{ONE}/regel/d1/1"):
            assert as_user(who).get(address).status_code == 403


def test_the_lines_are_those_that_were_approved(told: House) -> None:
    """What these tests count on."""
    events = (decode(one.topic, one.state) for one in told.ledger.records(0))
    assert sum(one.eurocent for one in events if isinstance(one, Declaration.LineApproved)) == 26050
