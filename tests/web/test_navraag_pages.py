"""Questions to the client: asked by who controls, within an inzage; answered by the family, or not, as it likes."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from ledger.events import Navraag, decode
from ledger.vocabulary.actor import Actor, Mandate
from ledger.vocabulary.clock import SetClock
from tests.databases import Databases
from tests.houses import START, copied_house, do
from tests.web.client import TestClient, errors, heading, hidden, main_text, texts
from tests.web.conftest import LogIn
from tests.web.cycle_story import SECRET, asked, tell_cycle
from tests.web.inzage import RUUD, lines
from web.auth.accounts import create_account
from web.composition import House

PAGE = "/controle/client/c1/zorgplan"
ASK = "/controle/client/c1/vraag"
OF_DELIVERY = f"{ASK}?levering=l4"
OF_LINE = f"{ASK}?declaratie=d1&regel=1"
WORDS = {"purpose": "materiële controle 2026", "text": SECRET}
BLOCK = "//section[@aria-labelledby='vragen']"


@pytest.fixture(autouse=True)
def gate() -> None:
    """Here it stands."""


@pytest.fixture
def told(databases: Databases, clock: SetClock) -> Iterator[House]:
    """A house with the plan of c1 and the care that followed."""
    with copied_house(databases, clock, "cycle", tell_cycle) as house:
        clock.moment = START + timedelta(hours=2)
        yield house


@pytest.fixture
def auditor(as_user: LogIn, told: House) -> TestClient:
    """The auditor, with an inzage in the lines of Rotterdam."""
    lines(told, region="Rotterdam")
    return as_user("auditor-1")


@pytest.fixture
def payer(as_user: LogIn) -> TestClient:
    """The zorgkantoor of Rotterdam."""
    return as_user("inkoop-1")


@pytest.fixture
def daughter(as_user: LogIn) -> TestClient:
    """Family of c1."""
    return as_user("familie-1")


def last(house: House) -> Any:
    """The last event about a question."""
    names = house.ledger.stream_names(Navraag.stream_of(""))
    record = max((row for name in names for row in house.ledger.stream(name)), key=lambda row: row.position)
    return decode(record.topic, record.state)


def ask(browser: TestClient, address: str = OF_DELIVERY, **typed: str) -> Any:
    """Open the form and send it."""
    return browser.post(ASK, data={**hidden(browser.get(address)), **WORDS, **typed})


class TestAsking:
    def test_about_a_delivery(self, auditor: TestClient, told: House) -> None:
        """From the page of the client; what was asked is sealed, and shown there with its state."""
        assert OF_DELIVERY in texts(auditor.get(PAGE), "//main//a/@href")
        form = auditor.get(OF_DELIVERY)
        assert heading(form) == "Vraag het de cliënt"
        assert "Antwoorden mag, en hoeft niet." in main_text(form)
        assert "materiële controle 2026" in texts(form, "//input[@name='purpose']/@value"), "that of the inzage"
        sent = ask(auditor)
        assert sent.headers["location"] == f"{PAGE}?klaar=gevraagd#vragen"
        event = last(told)
        assert (event.levering, event.line, event.asked_by) == ("l4", None, "auditor-1")
        assert SECRET not in event.text
        page = main_text(auditor.get(sent.headers["location"]))
        assert "levering l4 van Zorggroep De Linde, op 4 februari 2026" in page
        assert "Nog geen antwoord" in page
        assert SECRET not in page

    def test_about_a_declared_line(self, payer: TestClient, told: House) -> None:
        """By the zorgkantoor, which reads its own words again."""
        assert "€ 28,35" in main_text(payer.get(OF_LINE))
        assert ask(payer, OF_LINE).status_code == 303
        assert (last(told).declaration, last(told).line, last(told).levering) == ("d1", "1", None)
        assert SECRET in main_text(payer.get(PAGE))

    def test_twice_with_one_form_asks_once(self, payer: TestClient, told: House) -> None:
        """Somebody pressed the button again."""
        filled = {**hidden(payer.get(OF_DELIVERY)), **WORDS}
        for _ in range(2):
            assert payer.post(ASK, data=filled).status_code == 303
        assert len(told.ledger.stream_names(Navraag.stream_of(""))) == 1

    @pytest.mark.parametrize(
        ("typed", "told_at"),
        [
            ({"purpose": " "}, "#purpose Schrijf op waarvoor u dit vraagt."),
            ({"text": ""}, "#text Schrijf uw vraag op."),
            ({"text": "x" * 2001}, "#text Uw vraag is te lang. Gebruik hoogstens 2000 tekens."),
        ],
    )
    def test_needs_a_purpose_and_words(self, payer: TestClient, typed: dict[str, str], told_at: str) -> None:
        """What was typed stays; two thousand characters are enough."""
        answer = ask(payer, **typed)
        assert (answer.status_code, errors(answer)) == (422, [told_at])
        assert ask(payer, text="x" * 2000).status_code == 303

    @pytest.mark.parametrize("address", [f"{ASK}?levering=l99", f"{ASK}?declaratie=d1&regel=9", ASK])
    def test_is_about_care_that_is_there(self, payer: TestClient, address: str) -> None:
        """Of this client."""
        assert payer.get(address).status_code == 404

    def test_needs_an_open_inzage_that_covers_the_client(self, as_user: LogIn, told: House) -> None:
        """Without one, or with one for somebody else, neither the form nor the button works."""
        browser = as_user("auditor-1")
        assert browser.get(OF_DELIVERY).status_code == 403
        number = lines(told, clients=["c2"])
        assert browser.get(OF_DELIVERY).status_code == 403
        lines(told, number="j", clients=["c1"])
        filled = {**hidden(browser.get(OF_DELIVERY)), **WORDS}
        do(told, {"do": "end_inzage", "inzage": "j2"}, mandate=RUUD)
        assert number == "i2"
        assert browser.post(ASK, data=filled).status_code == 403
        assert told.ledger.stream_names(Navraag.stream_of("")) == []

    def test_under_an_inzage_in_one_provider_is_about_its_care(self, as_user: LogIn, told: House) -> None:
        """Care of p1 is not there for who controls p9."""
        lines(told, provider="p9")
        assert as_user("auditor-1").get(OF_DELIVERY).status_code == 404

    def test_is_not_for_who_only_reads(self, as_user: LogIn, told: House) -> None:
        """An accountant sees the page, without any link to ask; the form is not there either."""
        create_account(told.engine, "accountant-1", "vier losse woorden hier", "Els Bos", "accountant")
        lines(told, Mandate(Actor("accountant-1", "accountant")), region="Rotterdam")
        browser = as_user("accountant-1")
        assert "Vraag het de cliënt" not in main_text(browser.get(PAGE))
        answer = browser.get(OF_DELIVERY)
        assert (answer.status_code, "mag u de cliënt niets vragen" in main_text(answer)) == (403, True)
        assert as_user("familie-1").get(OF_DELIVERY).status_code == 403

    def test_is_not_for_another_region(self, as_user: LogIn, told: House) -> None:
        """There the client is not known."""
        create_account(told.engine, "inkoop-2", "vier losse woorden hier", "Jo", "zorgkantoor", region="Utrecht")
        assert as_user("inkoop-2").get(OF_DELIVERY).status_code == 404


class TestTheFamily:
    @pytest.fixture(autouse=True)
    def question(self, told: House) -> None:
        """The auditor asked about 4 February."""
        do(told, asked(), mandate=RUUD)

    def test_reads_the_question_at_the_budget(self, daughter: TestClient) -> None:
        """Who asks, about what, why, in which words; and that nobody has to answer."""
        (block,) = texts(daughter.get("/budget/b1"), BLOCK)
        for there in (
            "U hoeft niet te antwoorden.",
            "dan gebeurt er niets",
            "Zorg van Zorggroep De Linde, op 4 februari 2026",
            "De controleur vroeg dit op 4 maart 2026",
            "Waarvoor: materiële controle 2026.",
            SECRET,
        ):
            assert there in block

    def test_has_two_buttons_of_equal_weight(self, daughter: TestClient) -> None:
        """Of one kind; so too on the form."""
        page = daughter.get("/budget/b1")
        answer = texts(page, f"{BLOCK}//a[starts-with(., 'Antwoorden')]/@class")
        rather_not = texts(page, f"{BLOCK}//button[starts-with(., 'Niet antwoorden')]/@class")
        assert answer == rather_not == ["nl-button nl-button--secondary"]
        assert set(texts(daughter.get("/vragen/n1"), "//main//form//button/@class")) == {*answer}

    def test_answers(self, daughter: TestClient, told: House) -> None:
        """In one of four ways, with words if wanted; it is shown to both, the words to nobody but the family."""
        form = hidden(daughter.get("/vragen/n1"))
        sent = daughter.post("/vragen/n1", data={**form, "doing": "answer", "answer": "partly", "text": "Korter."})
        assert sent.headers["location"] == "/vragen?klaar=antwoord"
        assert (last(told).answer, last(told).answered_by) == ("partly", "familie-1")
        page = main_text(daughter.get("/vragen"))
        assert "Uw antwoord: voor een deel. Korter." in page
        assert texts(daughter.get("/budget/b1"), BLOCK) == []
        assert "/vragen" in texts(daughter.get("/budget/b1"), "//main//a/@href")

    def test_rather_does_not_with_one_button(self, daughter: TestClient, told: House) -> None:
        """No reason, no second page; the page says that this is fine."""
        page = daughter.get("/budget/b1")
        sent = daughter.post("/vragen/n1", data=hidden(page, "/vragen/n1"))
        assert sent.headers["location"] == "/vragen?klaar=geen-antwoord"
        assert isinstance(last(told), Navraag.Unanswered)
        assert "Geen antwoord, en dat is goed" in main_text(daughter.get("/vragen"))

    def test_rather_does_not_on_the_form(self, daughter: TestClient, told: House) -> None:
        """Whatever else was filled in."""
        form = hidden(daughter.get("/vragen/n1"))
        assert daughter.post("/vragen/n1", data={**form, "doing": "decline", "text": "x"}).status_code == 303
        assert isinstance(last(told), Navraag.Unanswered)

    def test_is_told_what_is_missing(self, daughter: TestClient) -> None:
        """What was typed stays."""
        form = hidden(daughter.get("/vragen/n1"))
        answer = daughter.post("/vragen/n1", data={**form, "doing": "answer", "text": "Korter."})
        assert answer.status_code == 422
        assert errors(answer) == ["#answer Kies hoe het was, of kies: niet antwoorden."]
        assert "Korter." in answer.text
        long = {**form, "doing": "answer", "answer": "yes", "text": "x" * 2001}
        assert errors(daughter.post("/vragen/n1", data=long)) == [
            "#text Uw woorden zijn te lang. Gebruik hoogstens 2000 tekens."
        ]

    def test_answers_once(self, daughter: TestClient) -> None:
        """A second form says how it stands; the address of an ended question leads to the list."""
        first, second = hidden(daughter.get("/vragen/n1")), hidden(daughter.get("/vragen/n1"))
        daughter.post("/vragen/n1", data={**first, "doing": "answer", "answer": "yes"})
        again = daughter.post("/vragen/n1", data={**second, "doing": "decline"})
        assert (again.status_code, "al beantwoord" in main_text(again)) == (409, True)
        assert daughter.get("/vragen/n1").headers["location"] == "/vragen"

    def test_of_another_client_sees_nothing_of_it(self, as_user: LogIn) -> None:
        """Not at the budget, not in the list, not by its number."""
        son = as_user("familie-9")
        assert "Vragen van het zorgkantoor" not in main_text(son.get("/budget/b9"))
        assert "Er zijn geen vragen aan u gesteld." in main_text(son.get("/vragen"))
        assert son.get("/vragen/n1").status_code == 404
        csrf = texts(son.get("/vragen"), "//input[@name='csrf']/@value")[0]
        assert son.post("/vragen/n1", data={"csrf": csrf, "doing": "decline"}).status_code == 404

    def test_finds_it_where_there_are_several_budgets(self, daughter: TestClient) -> None:
        """Among the choices, with that it is free."""
        page = daughter.get("/budget")
        assert "/vragen" in texts(page, "//main//a/@href")
        assert "U hoeft niet te antwoorden" in main_text(page)

    def test_looking_back_sees_what_was_open_then(self, daughter: TestClient, told: House) -> None:
        """Without buttons: answering is of now."""
        then = last_position(told)
        daughter.post("/vragen/n1", data={**hidden(daughter.get("/vragen/n1")), "doing": "answer", "answer": "no"})
        (block,) = texts(daughter.get(f"/budget/b1?position={then}"), BLOCK)
        assert SECRET in block
        assert "Niet antwoorden" not in block
        assert texts(daughter.get(f"/budget/b1?position={then - 1}"), BLOCK) == []

    def test_is_only_for_family(self, as_user: LogIn) -> None:
        """Who is asked about does not read it."""
        for username in ("kantoor-1", "medewerker-17", "inkoop-1"):
            assert as_user(username).get("/vragen").status_code == 403


class TestAnAnswer:
    def test_is_read_by_who_asked(self, payer: TestClient, daughter: TestClient, told: House) -> None:
        """The zorgkantoor reads the words on its own question; of one of the auditor only how it stands."""
        ask(payer)
        number = last(told).navraag
        do(told, asked("n7", declaration="d1", line="1"), mandate=RUUD)
        for one, words in ((number, "Maar tien minuten."), ("n7", "Voor de controleur.")):
            form = hidden(daughter.get(f"/vragen/{one}"))
            daughter.post(f"/vragen/{one}", data={**form, "doing": "answer", "answer": "no", "text": words})
        page = main_text(payer.get(PAGE))
        assert "Maar tien minuten." in page
        assert "Voor de controleur." not in page
        assert "De tekst is verzegeld." in page
        assert page.count("nee, zo was het niet") == 2

    def test_is_sealed_for_an_auditor(self, auditor: TestClient, daughter: TestClient, told: House) -> None:
        """How it was is told under the pseudonym; the words are on the page of the person, with inzage in that."""
        do(told, asked(), mandate=RUUD)
        form = hidden(daughter.get("/vragen/n1"))
        daughter.post("/vragen/n1", data={**form, "doing": "answer", "answer": "no", "text": "Niemand gezien."})
        page = main_text(auditor.get(PAGE))
        assert "nee, zo was het niet" in page
        assert "Niemand gezien." not in page

    def test_missing_changes_nothing(self, payer: TestClient, daughter: TestClient, told: House) -> None:
        """The rules find the same with and without it."""
        found = "//section[@aria-labelledby='bevindingen']"
        before = texts(payer.get(PAGE), found)
        do(told, asked(), mandate=RUUD)
        daughter.post("/vragen/n1", data=hidden(daughter.get("/budget/b1"), "/vragen/n1"))
        assert texts(payer.get(PAGE), found) == before
        assert "Geen antwoord: dat mag" in main_text(payer.get(PAGE))


def last_position(house: House) -> int:
    """The end of the log."""
    record = house.ledger.head()
    assert record is not None
    return record.position
