"""How staff write down, plan, correct and answer; a refusal keeps what was typed."""

from collections.abc import Callable

import pytest

from projections.client_budget.balance import balance
from projections.client_budget.queries import budget_now
from tests.houses import do
from tests.web.client import TestClient, button, errors, heading, hidden, main_text, send, texts
from tests.web.story import FATMA
from web.composition import House

LogIn = Callable[[str], TestClient]
SPEND, PLAN = "/opschrijven/b1", "/plannen/b1"
WALK = {"what": "wandelen met begeleiding", "amount": "2,00", "on": "today", "from_reservation": ""}


def available(house: House, budget: str = "b1") -> str:
    with house.reading() as connection:
        return str(balance(budget_now(connection, budget)).available)


@pytest.fixture
def fatma(as_user: LogIn) -> TestClient:
    return as_user("medewerker-17")


class TestWritingDown:
    def test_offers_what_was_used_last(self, fatma: TestClient) -> None:
        answer = fatma.get(SPEND)
        assert texts(answer, "//input[@name='what']/@value") == ["wandelen met begeleiding", "other"]
        assert texts(answer, "//input[@name='amount']/@value") == ["1,50", "2,00", "other"]
        assert texts(answer, "//input[@checked]/@value") == ["", "today"]

    def test_takes_three_choices_and_shows_the_new_balance(self, fatma: TestClient, told: House) -> None:
        answer = send(fatma, SPEND, **WALK)
        assert answer.status_code == 303
        done = fatma.get(answer.headers["location"])
        assert heading(done) == "Opgeschreven"
        assert "Wandelen met begeleiding, vandaag: 2,00 punten." in main_text(done)
        assert "Mevrouw Jansen heeft nu nog 106,16 punten tot en met 31 december 2026" in main_text(done)
        assert available(told) == "106.16"

    def test_is_recorded_by_whoever_is_logged_in_whatever_the_form_says(self, fatma: TestClient, told: House) -> None:
        send(fatma, SPEND, **WALK, by="iemand-anders")
        head = told.ledger.head()
        assert head is not None
        assert b'"given_by":"medewerker-17"' in head.state
        assert b'"source":{"kind":"form","name":"opschrijven"}' in head.state

    def test_takes_other_words_another_amount_and_another_day(self, fatma: TestClient, told: House) -> None:
        other = {"what": "other", "what_other": "Naar de kapper", "amount": "other", "amount_other": "1,25"}
        answer = send(fatma, SPEND, **other, on="other", on_other="2026-02-27")
        assert "Naar de kapper, 27 februari 2026: 1,25 punten." in main_text(fatma.get(answer.headers["location"]))
        assert available(told) == "106.91"

    def test_from_a_plan_ends_the_plan_and_frees_what_was_not_used(self, fatma: TestClient, told: House) -> None:
        form = fatma.get(f"{SPEND}?plan=r1")
        checked = texts(form, "//input[@checked]/@value")
        assert checked == ["r1", "naar de markt", "3,00", "today"]
        send(fatma, SPEND, what="naar de markt", amount="2,00", on="today", from_reservation="r1")
        assert available(told) == "109.16"
        assert texts(fatma.get("/regels/b1"), "//section[@aria-labelledby='gepland']") == []

    def test_twice_by_a_double_tap_is_one_line(self, fatma: TestClient, told: House) -> None:
        form = {**hidden(fatma.get(SPEND)), **WALK}
        first, second = fatma.post(SPEND, data=form), fatma.post(SPEND, data=form)
        assert first.headers["location"] == second.headers["location"]
        assert available(told) == "106.16"

    def test_again_from_the_same_form_with_another_amount_asks_first(self, fatma: TestClient, told: House) -> None:
        """After the back button; the form that comes back has a new id, so sending it once more is meant."""
        form = {**hidden(fatma.get(SPEND)), **WALK}
        fatma.post(SPEND, data=form)
        asked = fatma.post(SPEND, data={**form, "amount": "1,50"})
        assert asked.status_code == 409
        assert "Dit formulier was al opgeslagen" in main_text(asked)
        assert available(told) == "106.16"
        assert fatma.post(SPEND, data={**hidden(asked), **WALK, "amount": "1,50"}).status_code == 303
        assert available(told) == "104.66"

    @pytest.mark.parametrize(
        ("typed", "problems"),
        [
            (
                {"on": "today"},
                ["#what Kies wat er is gedaan, of schrijf het op.", "#amount Kies hoeveel punten."],
            ),
            ({**WALK, "what": "other", "what_other": " "}, ["#what_other Kies wat er is gedaan, of schrijf het op."]),
            (
                {**WALK, "amount": "other", "amount_other": "twee"},
                ["#amount_other Dit kunnen we niet lezen. Vul een aantal punten in met cijfers, bijvoorbeeld 1,50."],
            ),
            (
                {**WALK, "on": "other", "on_other": "2026-03-05"},
                ["#on_other Deze dag is nog niet geweest. Kies een eerdere dag, of plan het."],
            ),
            ({**WALK, "on": "other", "on_other": ""}, ["#on_other Vul een dag in, bijvoorbeeld 4 maart 2026."]),
            ({**WALK, "on": "morgen"}, ["#on Kies wanneer het was."]),
            ({**WALK, "what": "x" * 201}, ["#what Gebruik hoogstens 200 tekens."]),
        ],
    )
    def test_what_is_missing_or_unreadable_is_told_at_its_field(
        self, fatma: TestClient, told: House, typed: dict[str, str], problems: list[str]
    ) -> None:
        before = told.ledger.head()
        answer = send(fatma, SPEND, **typed)
        assert (answer.status_code, errors(answer)) == (422, problems)
        assert texts(answer, "//title") == ["Fout: Opschrijven voor Mevrouw Jansen - PVB-grootboek"]
        assert told.ledger.head() == before

    def test_too_much_is_refused_with_the_numbers_and_nothing_typed_is_lost(self, fatma: TestClient) -> None:
        typed = {"what": "other", "what_other": "Verre reis", "amount": "other", "amount_other": "340"}
        answer = send(fatma, SPEND, **typed, on="yesterday")
        assert answer.status_code == 409
        assert errors(answer) == [
            "#amount_other Dit past niet: van dit budget is nog 108,16 punten vrij tot en met 31 december 2026. "
            "Verlaag het aantal of vraag een ophoging aan."
        ]
        assert texts(answer, "//input[@checked]/@value") == ["", "other", "other", "yesterday"]
        assert texts(answer, "//input[@id='what_other']/@value") == ["Verre reis"]
        assert texts(answer, "//input[@id='amount_other']/@value") == ["340"]

    def test_before_the_indicatie_is_told_at_the_day(self, fatma: TestClient) -> None:
        answer = send(fatma, SPEND, **{**WALK, "on": "other", "on_other": "2025-12-31"})
        assert errors(answer)[0].startswith("#on_other Op 31 december 2025 is er geen geldige indicatie.")

    def test_from_a_plan_that_is_gone_is_told_at_the_plan(self, fatma: TestClient, told: House) -> None:
        do(told, {"do": "release", "budget": "b1", "entry": "r1"}, mandate=FATMA)
        answer = send(fatma, SPEND, **{**WALK, "from_reservation": "r1"})
        assert errors(answer) == ["#from_reservation Regel r1 is geen reservering die nog open staat."]

    def test_can_be_undone_at_once_and_both_lines_stay(self, fatma: TestClient, told: House) -> None:
        done = send(fatma, SPEND, **WALK).headers["location"]
        undone = button(fatma, done, done.replace("opgeschreven", "ongedaan"))
        assert undone.headers["location"] == done.replace("opgeschreven", "verbeterd")
        assert available(told) == "108.16"
        page = fatma.get("/regels/b1")
        assert texts(page, "//h3[@class='pvb-entry__what']")[1:3] == [
            "intrekking van wandelen met begeleiding",
            "wandelen met begeleiding",
        ]
        assert texts(fatma.get(done), "//main//form") == []


class TestPlanning:
    def test_holds_the_amount(self, fatma: TestClient, told: House) -> None:
        answer = send(
            fatma, PLAN, what="other", what_other="Concert", amount="other", amount_other="5", on="2026-04-01"
        )
        done = fatma.get(answer.headers["location"])
        assert heading(done) == "Gereserveerd"
        assert "Mevrouw Jansen heeft nu nog 103,16 punten" in main_text(done)
        assert available(told) == "103.16"

    def test_can_be_released(self, fatma: TestClient, told: House) -> None:
        answer = button(fatma, "/regels/b1", "/regels/b1/r1/vrijgeven")
        assert answer.headers["location"] == "/regels/b1?gedaan=vrij"
        assert "Wat gereserveerd was, is weer vrij." in main_text(fatma.get(answer.headers["location"]))
        assert available(told) == "111.16"

    @pytest.mark.parametrize(
        ("on", "problem"),
        [
            ("2026-03-03", "#on Deze dag is al geweest. Kies vandaag of later, of schrijf op dat het is gedaan."),
            ("", "#on Vul een dag in, bijvoorbeeld 4 maart 2026."),
        ],
    )
    def test_is_for_today_or_later(self, fatma: TestClient, on: str, problem: str) -> None:
        answer = send(fatma, PLAN, what="wandelen met begeleiding", amount="2,00", on=on)
        assert errors(answer) == [problem]

    def test_after_the_last_day_is_refused(self, fatma: TestClient) -> None:
        answer = send(fatma, PLAN, what="wandelen met begeleiding", amount="2,00", on="2027-01-01")
        assert (answer.status_code, errors(answer)[0][:20]) == (409, "#on Dit budget loopt")


class TestCorrecting:
    ADDRESS = "/regels/b1/e8/verbeteren"

    def test_is_a_new_line_with_a_reason(self, fatma: TestClient, told: House) -> None:
        answer = send(fatma, self.ADDRESS, amount="1,50", reason="het duurde korter")
        assert answer.headers["location"] == "/regels/b1/e8/verbeterd"
        assert "Mevrouw Jansen heeft nu nog 108,66 punten" in main_text(fatma.get("/regels/b1/e8/verbeterd"))
        assert "Reden: het duurde korter" in texts(fatma.get("/regels/b1"), "//li[contains(@class,'pvb-entry')]")[1]
        assert available(told) == "108.66"

    def test_to_zero_withdraws_the_line_which_can_then_be_corrected_no_more(
        self, fatma: TestClient, told: House
    ) -> None:
        send(fatma, self.ADDRESS, amount="0", reason="other", reason_other="verkeerde cliënt")
        assert available(told) == "110.16"
        assert self.ADDRESS not in texts(fatma.get("/regels/b1"), "//a/@href")

    @pytest.mark.parametrize(
        ("typed", "status", "problems"),
        [
            ({"amount": "1,50"}, 422, ["#reason Kies een reden, of schrijf die op."]),
            (
                {"amount": "1,50", "reason": "other", "reason_other": ""},
                422,
                ["#reason_other Kies een reden, of schrijf die op."],
            ),
            ({"amount": "2,00", "reason": "x"}, 409, ["#amount Regel e8 is al 2,00 punten."]),
        ],
    )
    def test_needs_a_reason_and_another_amount(
        self, fatma: TestClient, typed: dict[str, str], status: int, problems: list[str]
    ) -> None:
        answer = send(fatma, self.ADDRESS, **typed)
        assert (answer.status_code, errors(answer)) == (status, problems)
        assert texts(answer, "//input[@id='amount']/@value") == [typed["amount"]]

    def test_of_a_plan_is_not_found(self, fatma: TestClient) -> None:
        assert fatma.get("/regels/b1/r1/verbeteren").status_code == 404


class TestAnswering:
    ADDRESS = "/regels/b1/e15/antwoord"

    def test_is_seen_by_the_family(self, fatma: TestClient, as_user: LogIn) -> None:
        assert self.ADDRESS in texts(fatma.get("/regels/b1"), "//a/@href")
        answer = send(fatma, self.ADDRESS, text="Dat klopt, wij verbeteren het.")
        assert answer.headers["location"] == "/regels/b1?gedaan=antwoord#regel-e15"
        line = texts(as_user("familie-1").get("/budget/b1"), "//li[@id='regel-e15']")[0]
        assert "Antwoord van Fatma Yilmaz, 4 maart 2026 Dat klopt, wij verbeteren het." in line
        assert "Klopt dit niet?" in line
        assert self.ADDRESS not in texts(fatma.get("/regels/b1"), "//a/@href")

    def test_without_words_is_told_at_the_field(self, fatma: TestClient) -> None:
        answer = send(fatma, self.ADDRESS, text=" ")
        assert (answer.status_code, errors(answer)) == (422, ["#text Schrijf een antwoord op."])

    def test_where_no_question_is_open_is_refused(self, fatma: TestClient) -> None:
        answer = fatma.get("/regels/b1/e8/antwoord")
        assert answer.status_code == 409
        assert "Misschien was een collega u voor." in main_text(answer)
