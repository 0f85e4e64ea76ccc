"""A sample on its page: judged line by line, and evaluated once every line is."""

from typing import Any

import pytest

from tests.houses import do
from tests.ledger.sample_lines import judged
from tests.web.client import TestClient, button, errors, heading, hidden, main_text, send, texts
from tests.web.inzage import RUUD
from tests.web.sampling_page import ONE, auditor, drawn, end_of, sample_of, told
from web.composition import House

__all__ = ["auditor", "told"]

ITEMS = {"d1/1": "60,00", "d1/2": "75,50", "d9/1": "125,00"}


def judge(browser: TestClient, key: str, right: str, **more: str) -> Any:
    """Judge a line through its form."""
    return send(browser, f"{ONE}/regel/{key}", audited=right, **more)


class TestJudging:
    @pytest.fixture(autouse=True)
    def sample(self, told: House, auditor: TestClient) -> None:
        """Every line is in."""
        assert drawn(auditor).status_code == 303

    def test_shows_the_amounts_of_each_line(self, auditor: TestClient) -> None:
        """Under pseudonyms, each with its form."""
        page = auditor.get(ONE)
        assert texts(page, "//main//tbody/tr/th") == [f"Regel {key}" for key in ITEMS]
        assert texts(page, "//main//tbody/tr/td[2]") == [f"€ {amount}" for amount in ITEMS.values()]
        one = auditor.get(f"{ONE}/regel/d1/1")
        assert heading(one) == "Regel d1/1"
        assert "/controle/client/c1" in texts(one, "//main//a/@href")
        assert "Jansen" not in page.text + one.text

    def test_puts_what_is_right_on_record_and_seals_why(self, auditor: TestClient, told: House) -> None:
        """The ground stays readable."""
        answer = judge(auditor, "d1/1", "40,00", uncertain="5", ground="Wlz artikel 3.1.1", reason="te veel minuten")
        assert answer.headers["location"] == f"{ONE}?klaar=beoordeeld"
        event = sample_of(told).judged["d1/1"]
        assert (event.audited_eurocent, event.uncertain_eurocent, event.ground) == (4000, 500, "Wlz artikel 3.1.1")
        assert "minuten" not in str(event.reason)
        page = auditor.get(ONE)
        assert "€ 40,00" in texts(page, "//main//tbody/tr[1]/td[3]")
        assert "1 van de 3 regels beoordeeld" in main_text(page)
        assert texts(page, "//main//a[contains(., 'volgende regel')]/@href") == [f"{ONE}/regel/d1/2"]

    @pytest.mark.parametrize(
        ("typed", "status", "field"),
        [
            ({"audited": ""}, 422, "#audited"),
            ({"audited": "veel"}, 422, "#audited"),
            ({"audited": "-1"}, 422, "#audited"),
            ({"audited": "40,00", "uncertain": "20,01"}, 409, "#uncertain"),
            ({"audited": "40,00", "uncertain": "x"}, 422, "#uncertain"),
            ({"audited": "40,00", "ground": "g" * 201}, 422, "#ground"),
        ],
    )
    def test_says_what_is_wrong_at_the_field(
        self, auditor: TestClient, told: House, typed: dict[str, str], status: int, field: str
    ) -> None:
        """Also a cent more than the line, and nothing is recorded."""
        more = {name: value for name, value in typed.items() if name != "audited"}
        answer = judge(auditor, "d1/1", right=typed["audited"], **more)
        assert (answer.status_code, errors(answer)[0].partition(" ")[0]) == (status, field)
        assert sample_of(told).judged == {}

    def test_takes_what_fills_the_line_to_the_cent(self, auditor: TestClient) -> None:
        """At the boundary."""
        assert judge(auditor, "d1/1", "40,00", uncertain="20,00").status_code == 303
        assert judge(auditor, "d1/2", "0").status_code == 303

    def test_of_a_line_that_was_not_drawn_is_not_there(self, auditor: TestClient) -> None:
        """Line 3 was refused, so it was never in."""
        assert auditor.get(f"{ONE}/regel/d1/3").status_code == 404

    def test_sent_twice_counts_once(self, auditor: TestClient, told: House) -> None:
        """The back button is no second judgement."""
        here = f"{ONE}/regel/d1/1"
        fields = {**hidden(auditor.get(here), here), "audited": "60,00"}
        before = end_of(told)
        assert [auditor.post(here, data=fields).status_code for _ in range(2)] == [303, 303]
        assert end_of(told) == before + 1


class TestEvaluating:
    def all_judged(self, house: House, browser: TestClient, kind: str = "formal", **wrong: str) -> Any:
        """Draw, judge every line (as it was approved, but for what is named), evaluate; return the page."""
        drawn(browser, kind=kind)
        right = {"d1/1": "60.00", "d1/2": "75.50", "d9/1": "125.00"} | {
            key.replace("_", "/"): euros for key, euros in wrong.items()
        }
        do(house, *(judged(key, euros) for key, euros in right.items()), mandate=RUUD)
        assert button(browser, ONE, ONE).headers["location"] == f"{ONE}?klaar=geevalueerd"
        return browser.get(ONE)

    def test_waits_for_every_line(self, auditor: TestClient, told: House) -> None:
        """There is no button before; sent all the same it says how many wait."""
        drawn(auditor)
        do(told, judged("d1/1", "60.00"), judged("d1/2", "75.50"), mandate=RUUD)
        page = auditor.get(ONE)
        assert texts(page, "//main//form[@method='post']") == []
        fields = hidden(auditor.get(f"{ONE}/regel/d9/1"))
        answer = auditor.post(ONE, data=fields)
        assert answer.status_code == 409
        assert "1 van 3 regels nog niet beoordeeld" in answer.text

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({}, "Goedgekeurd: waarschijnlijk is 0% van het geld fout (hoogstens 1% mag)"),
            ({"d9_1": "122.40"}, "Goedgekeurd: waarschijnlijk is 1% van het geld fout (hoogstens 1% mag)"),
            (
                {"d9_1": "122.39"},
                "De fout is te groot: waarschijnlijk is 1,01% van het geld fout, en hoogstens",
            ),
        ],
    )
    def test_tells_the_verdict_in_one_sentence(
        self, auditor: TestClient, told: House, wrong: dict[str, str], said: str
    ) -> None:
        """EUR 2.60 of 260.50 is under one percent; a cent more is over it, rounded up as it is told."""
        assert said in main_text(self.all_judged(told, auditor, **wrong))

    def test_tells_what_is_not_known(self, auditor: TestClient, told: House) -> None:
        """Four percent that nobody can establish is more than three."""
        drawn(auditor)
        do(told, judged("d1/1", "49.58", uncertain={"EUR": "10.42"}), mandate=RUUD)
        do(told, judged("d1/2", "75.50"), judged("d9/1", "125.00"), mandate=RUUD)
        button(auditor, ONE, ONE)
        assert "De onzekerheid is te groot: 4%, en hoogstens 3% mag." in main_text(auditor.get(ONE))

    def test_is_over_once_a_line_is_judged_again(self, auditor: TestClient, told: House) -> None:
        """The old verdict says so, and can be made anew."""
        self.all_judged(told, auditor)
        do(told, judged("d1/1", "0.00"), mandate=RUUD)
        assert "Daarna is een regel opnieuw beoordeeld." in main_text(auditor.get(ONE))
        button(auditor, ONE, ONE)
        assert "De fout is te groot: waarschijnlijk is 23,04%" in main_text(auditor.get(ONE))
