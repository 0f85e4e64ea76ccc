"""What a family reads about one budget, and how it asks about a line."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from ledger.vocabulary.clock import SetClock
from tests.houses import do
from tests.web.client import TestClient, errors, heading, hidden, main_text, send, texts
from tests.web.story import FATMA
from web.composition import House

LogIn = Callable[[str], TestClient]
ASK = "/budget/b1/regel/e8/vraag"


class TestChoosingABudget:
    def test_several_budgets_are_a_choice(self, as_user: LogIn) -> None:
        answer = as_user("familie-1").get("/budget")
        assert heading(answer) == "Welkom, Marijke Jansen"
        assert texts(answer, "//main//a[@class='pvb-tile']/@href") == ["/budget/b1", "/budget/b4"]
        assert "Budget in punten bij Zorggroep De Linde" in main_text(answer)

    def test_a_single_budget_is_shown_at_once(self, as_user: LogIn) -> None:
        assert as_user("familie-9").get("/budget").headers["location"] == "/budget/b9"

    def test_no_budget_yet_is_said_in_words(self, as_user: LogIn) -> None:
        assert "Er staat nog niets voor u klaar" in main_text(as_user("familie-0").get("/budget"))


class TestThePage:
    def test_begins_with_one_sentence_and_its_worth(self, as_user: LogIn) -> None:
        """120 − (2 + 2 + 1,50) − 3,34 besteed − 3 gereserveerd."""
        text = main_text(as_user("familie-1").get("/budget/b1"))
        assert "U kunt nog 108,16 punten besteden tot en met 31 december 2026." in text
        assert "Dat is € 1.352,00 waard. Eén punt is € 12,50 waard, vanaf 1 januari 2026." in text

    def test_shows_the_three_states_and_the_time(self, as_user: LogIn) -> None:
        text = main_text(as_user("familie-1").get("/budget/b1"))
        assert "Van 120,00 punten is 8,84 punten besteed en 3,00 punten gereserveerd." in text
        assert "Van de tijd is 17% voorbij: 63 van de 365 dagen" in text

    def test_tells_where_this_pace_leads_and_from_what(self, as_user: LogIn) -> None:
        text = main_text(as_user("familie-1").get("/budget/b1"))
        assert "U houdt over. Als het zo doorgaat, is er op 31 december 2026 nog ongeveer 68,79 punten over." in text
        assert "8,84 punten in 63 dagen" in text

    def test_has_the_last_recorded_line_on_top(self, as_user: LogIn) -> None:
        answer = as_user("familie-1").get("/budget/b1")
        assert texts(answer, "//li[contains(@class, 'pvb-entry')]//h3") == [
            "verbetering van wandelen met begeleiding",
            "naar de markt",
            "samen koken",
            "wandelen met begeleiding",
            "wandelen met begeleiding",
            "wandelen met begeleiding",
            "Begin van het budget",
        ]

    def test_shows_a_correction_as_a_line_of_its_own_that_points_to_the_old_one(self, as_user: LogIn) -> None:
        answer = as_user("familie-1").get("/budget/b1")
        old, new = "//li[@id='regel-e22']", "//li[starts-with(@id, 'verbetering-')]"
        (anchor,) = texts(answer, f"{new}/@id")
        assert "#regel-e22" in texts(answer, f"{new}//a/@href")
        assert f"#{anchor}" in texts(answer, f"{old}//a/@href")
        assert "+0,50 punten bij" in texts(answer, new)[0]
        assert "Reden: we waren eerder terug door de regen" in texts(answer, new)[0]
        assert "−2,00 punten af" in texts(answer, old)[0]

    def test_unfolds_how_an_amount_came_about(self, as_user: LogIn) -> None:
        answer = as_user("familie-1").get("/budget/b1")
        assert texts(answer, "//li[@id='regel-g1']//ol/li") == [
            "Dit is samen gedaan met 2 anderen. Het geheel is precies verdeeld over 3.",
            "Uw deel 3,34 punten",
            "Eén punt is € 12,50 waard, vanaf 1 januari 2026.",
            "3,34 punten keer € 12,50 € 41,75",
        ]

    def test_names_who_wrote_a_line(self, as_user: LogIn) -> None:
        assert "8 januari 2026 · Fatma Yilmaz · € 25,00" in main_text(as_user("familie-1").get("/budget/b1"))

    def test_shows_an_open_question_with_its_clock(self, as_user: LogIn) -> None:
        answer = as_user("familie-1").get("/budget/b1")
        text = texts(answer, "//li[@id='regel-e15']")[0]
        assert "Mijn moeder was toen bij mij." in text
        assert "Antwoord uiterlijk op 14 april 2026 (nog 41 dagen)." in text
        assert texts(answer, "//li[@id='regel-e15']//a/@href") == []

    def test_says_what_happens_with_what_is_left(self, as_user: LogIn) -> None:
        assert "Wat op 31 december 2026 over is, vervalt." in main_text(as_user("familie-1").get("/budget/b1"))

    def test_leads_to_the_other_budgets(self, as_user: LogIn) -> None:
        answer = as_user("familie-1").get("/budget/b1")
        assert texts(answer, "//nav[@aria-labelledby='andere']//a/@href") == ["/budget/b4"]

    def test_without_a_rate_has_no_worth(self, as_user: LogIn) -> None:
        text = main_text(as_user("familie-1").get("/budget/b4"))
        assert "U kunt nog 40 uur besteden" in text
        assert "waard" not in text
        assert "Er is nog niets opgeschreven" not in text

    def test_of_an_ended_budget_has_no_forecast(self, as_user: LogIn, clock: SetClock) -> None:
        browser = as_user("familie-1")
        clock.moment = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
        told = main_text(as_user("familie-1").get("/budget/b1"))
        assert "Dit budget liep tot en met 31 december 2026. Er was toen 108,16 punten over." in told
        assert "schatting" not in told
        assert browser.get("/budget/b1").status_code == 303


class TestLookingBack:
    def test_on_a_day_leaves_out_what_is_dated_later(self, as_user: LogIn) -> None:
        """A correction counts on the day of the line it corrects."""
        answer = as_user("familie-1").get("/budget/b1?on=2026-01-31")
        assert "114,50 punten" in main_text(answer)
        assert "Stand op 31 januari 2026" in main_text(answer)
        assert "samen koken" not in main_text(answer)

    def test_as_known_at_an_event_leaves_out_what_was_recorded_later(self, as_user: LogIn, told: House) -> None:
        before = told.ledger.position_at(datetime(2026, 1, 31, tzinfo=UTC))
        answer = as_user("familie-1").get(f"/budget/b1?position={before}")
        assert "114,00 punten" in main_text(answer)
        assert f"tot en met gebeurtenis {before}." in main_text(answer)
        assert "Klopt dit niet?" not in main_text(answer)

    @pytest.mark.parametrize(
        ("query", "sentence"),
        [
            ("pagina=x", "De waarde van pagina moet een heel getal zijn."),
            ("pagina=1.5", "De waarde van pagina moet een heel getal zijn."),
            ("pagina=0", "De waarde van pagina kan hier niet."),
        ],
    )
    def test_what_cannot_be_read_is_said_in_words(self, as_user: LogIn, query: str, sentence: str) -> None:
        answer = as_user("familie-1").get(f"/budget/b1?{query}")
        assert (answer.status_code, heading(answer)) == (422, "Dit begrijpen we niet")
        assert texts(answer, "//main/p")[0] == sentence

    @pytest.mark.parametrize(
        ("query", "sentence"),
        [
            ("on=2026-02-30", "Vul een bestaande dag in"),
            ("on=gisteren", "Vul een bestaande dag in"),
            ("position=x", "met cijfers"),
            ("position=-1", "met cijfers"),
            ("position=99999", "het grootboek loopt tot en met"),
            ("at=2030-01-01T12:00", "moet nog komen"),
            ("stand=nergens", "geen stand met de naam"),
            ("position=20&today=2020-01-01", "Op die dag kon u dit niet zien"),
            ("position=20&today=2026-03-05", "Op die dag kon u dit niet zien"),
        ],
    )
    def test_what_cannot_be_shown_is_told_above_what_is_known_now(
        self, as_user: LogIn, query: str, sentence: str
    ) -> None:
        answer = as_user("familie-1").get(f"/budget/b1?{query}")
        assert answer.status_code == 422
        assert sentence in errors(answer)[0]
        assert "108,16 punten" in main_text(answer)

    def test_before_the_budget_was_there_is_not_found(self, as_user: LogIn) -> None:
        assert as_user("familie-1").get("/budget/b1?position=1").status_code == 404


class TestManyLines:
    def test_are_on_pages_and_a_link_finds_its_line_on_another(self, as_user: LogIn, told: House) -> None:
        spend = {"do": "spend", "budget": "b1", "on": "2026-03-03", "amount": {"PUNT": "1.00"}, "what": "fietsen"}
        do(told, *({**spend, "entry": f"f{number}"} for number in range(30)), mandate=FATMA)
        correction = {"do": "correct_spend", "budget": "b1", "entry": "e8", "amount": {"PUNT": "1.00"}}
        do(told, {**correction, "reason": "korter"}, mandate=FATMA)
        browser = as_user("familie-1")
        first = browser.get("/budget/b1")
        assert len(texts(first, "//li[contains(@class, 'pvb-entry')]")) == 20
        assert "/budget/b1?pagina=2#regel-e8" in texts(first, "//li//a/@href")
        second = browser.get("/budget/b1?pagina=2")
        assert texts(second, "//a[@rel='prev']/@href") == ["/budget/b1?pagina=1"]
        assert "Pagina 2 van 2" in main_text(second)
        assert texts(second, "//li[@id='regel-e8']//a[contains(@href, 'verbetering-')]/@href")[0].startswith(
            "/budget/b1?pagina=1#verbetering-"
        )


class TestAsking:
    def test_puts_the_question_on_record_and_says_what_happens_next(self, as_user: LogIn, told: House) -> None:
        browser = as_user("familie-1")
        answer = send(browser, ASK, text="Was dit niet korter?")
        assert answer.status_code == 303
        done = browser.get(answer.headers["location"])
        assert heading(done) == "Uw vraag is verstuurd"
        assert "U krijgt uiterlijk op 15 april 2026 antwoord." in main_text(done)
        assert "Was dit niet korter?" in main_text(done)
        assert "Was dit niet korter?" in texts(browser.get("/budget/b1"), "//li[@id='regel-e8']")[0]
        head = told.ledger.head()
        assert head is not None
        assert (head.topic, b"korter" in head.state) == ("budget.entry-questioned/1", False)

    def test_is_done_under_the_pseudonym_and_for_the_client(self, as_user: LogIn, told: House) -> None:
        send(as_user("familie-1"), ASK, text="Klopt dit?")
        head = told.ledger.head()
        assert head is not None
        assert b'"actor":{"id":"familie-1","role":"familie","on_behalf_of":"c1"}' in head.state

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [("  ", "Schrijf op wat er volgens u niet klopt."), ("x" * 2001, "Uw vraag is te lang.")],
    )
    def test_without_words_or_with_too_many_is_told_at_the_field(
        self, as_user: LogIn, told: House, text: str, sentence: str
    ) -> None:
        before = told.ledger.head()
        answer = send(as_user("familie-1"), ASK, text=text)
        assert answer.status_code == 422
        assert errors(answer)[0].startswith(f"#text {sentence}")
        assert texts(answer, "//textarea[@id='text']")[0].strip() == text.strip()
        assert told.ledger.head() == before

    def test_twice_by_a_double_tap_is_one_question(self, as_user: LogIn, told: House) -> None:
        browser = as_user("familie-1")
        form = {**hidden(browser.get(ASK)), "text": "Klopt dit?"}
        first = browser.post(ASK, data=form)
        head = told.ledger.head()
        second = browser.post(ASK, data=form)
        assert (first.status_code, second.status_code) == (303, 303)
        assert told.ledger.head() == head

    def test_again_while_a_question_is_open_is_refused_and_nothing_typed_is_lost(self, as_user: LogIn) -> None:
        answer = send(as_user("familie-1"), "/budget/b1/regel/e15/vraag", text="En nog iets")
        assert answer.status_code == 409
        assert "Bij deze regel staat al een vraag open." in main_text(answer)
        assert texts(answer, "//textarea")[0] == "En nog iets"

    def test_about_a_line_that_is_not_there_is_not_found(self, as_user: LogIn) -> None:
        browser = as_user("familie-1")
        assert browser.get("/budget/b1/regel/e99/vraag").status_code == 404
        assert browser.get("/budget/b1/regel/e8/vraag/verstuurd").status_code == 404
