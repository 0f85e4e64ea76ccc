"""The pages on which an auditor asks for access, a second person decides, and everybody reads what was seen."""

from typing import Any

import pytest

from ledger.vocabulary.clock import SetClock
from tests.houses import do
from tests.web.client import TestClient, errors, heading, main_text, send, texts
from tests.web.conftest import LogIn
from tests.web.inzage import RUUD, SABA, lines, request
from web.auth.accounts import create_account
from web.composition import House
from web.inzagen import inzage_of, own

ASKED = {"purpose": "materiële controle 2026", "ground": "Wlz artikel 9.1.2", "until": "2026-03-31"}
START, REQUEST, DECIDE = "/controle/inzage", "/controle/inzage/vragen", "/controle/inzage/beslissen"


@pytest.fixture(autouse=True)
def gate() -> None:
    """Here it stands."""


@pytest.fixture
def told(regional: House) -> House:
    """The story of the region, with a second auditor and one from outside."""
    create_account(regional.engine, "auditor-2", "vier losse woorden hier", "Saba Tadese", "auditor")
    create_account(regional.engine, "accountant-1", "vier losse woorden hier", "Els Bos", "accountant")
    return regional


@pytest.fixture
def auditor(as_user: LogIn) -> TestClient:
    """The auditor, logged in."""
    return as_user("auditor-1")


@pytest.fixture
def waiting(told: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """He asks for the personal detail of one client."""
    monkeypatch.setattr("ledger.commands.inzage.is_drawn", lambda desk, sample: True)
    bounds: Any = {"region": "Rotterdam", "sample": "s1"}
    lines(told, region="Rotterdam")
    request(told, "i3", "sample", previous="i2", **bounds)
    request(told, "i4", "detail", previous="i3", clients=["c1"], **bounds)


def states(browser: TestClient) -> list[str]:
    """How the four steps stand."""
    return texts(browser.get(START), "//main//ol/li//span[contains(@class, 'pvb-badge')]")


class TestTheSteps:
    def test_begin_with_the_first(self, auditor: TestClient) -> None:
        """Only that one can be asked."""
        assert states(auditor) == ["u kunt dit vragen", "eerst stap 1", "eerst stap 2", "eerst stap 3"]
        assert texts(auditor.get(START), "//main//ol//a/@href") == [f"{REQUEST}?stap=totals"]

    def test_open_one_after_another(self, auditor: TestClient, told: House) -> None:
        """Each once the one before it is in force."""
        request(told, "i1", "totals")
        assert states(auditor) == ["loopt", "u kunt dit vragen", "eerst stap 2", "eerst stap 3"]

    def test_end_with_a_second_person(self, auditor: TestClient, waiting: None, told: House) -> None:
        """Until somebody else said yes."""
        assert states(auditor) == ["loopt", "loopt", "loopt", "wacht op een tweede persoon"]
        do(told, {"do": "grant_inzage", "inzage": "i4"}, mandate=SABA)
        assert states(auditor) == ["loopt"] * 4

    def test_are_over_after_the_last_day(self, as_user: LogIn, told: House, clock: SetClock) -> None:
        """On 31 March it is in force, on 1 April not."""
        request(told, "i1", "totals")
        clock.moment = clock.moment.replace(day=31)
        assert states(as_user("auditor-1"))[0] == "loopt"
        clock.moment = clock.moment.replace(month=4, day=1)
        assert states(as_user("auditor-1"))[0] == "u kunt dit vragen"
        assert "verlopen" in main_text(as_user("auditor-1").get(START))

    @pytest.mark.parametrize("username", ["familie-1", "medewerker-17", "kantoor-1", "beheer-1"])
    def test_are_for_auditors(self, as_user: LogIn, username: str) -> None:
        """Nobody else asks, decides, or reads what was seen."""
        for address in (START, REQUEST, DECIDE, f"{START}/nummer/i1"):
            assert as_user(username).get(address).status_code == 403


class TestAsking:
    def test_puts_it_on_record(self, auditor: TestClient, told: House) -> None:
        """With purpose, ground and last day; it is in force at once."""
        answer = send(auditor, f"{REQUEST}?stap=totals", **ASKED)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{START}?klaar=gevraagd")
        (one,) = own(told.ledger, "auditor-1")
        assert (one.asked.step, one.asked.purpose, one.state) == ("totals", "materiële controle 2026", "open")

    def test_twice_with_one_form_is_once(self, auditor: TestClient, told: House) -> None:
        """A second press changes nothing."""
        page = auditor.get(f"{REQUEST}?stap=totals")
        names, values = (texts(page, f"//main//form//input[@type='hidden']/@{one}") for one in ("name", "value"))
        sent = {**dict(zip(names, values, strict=True)), **ASKED}
        assert [auditor.post(REQUEST, data=sent).status_code for _ in range(2)] == [303, 303]
        assert len(own(told.ledger, "auditor-1")) == 1

    def test_is_filled_in_as_the_step_before(self, auditor: TestClient, told: House) -> None:
        """What was asked there may be narrowed here."""
        lines(told, region="Rotterdam", provider="p1")
        page = auditor.get(f"{REQUEST}?stap=sample")
        values = {name: texts(page, f"//input[@id='{name}']/@value")[0] for name in ("region", "provider", "ground")}
        assert values == {"region": "Rotterdam", "provider": "p1", "ground": "Wlz artikel 9.1.2"}
        assert texts(page, "//select[@id='previous']/option[@selected]/@value") == ["i2"]

    def test_for_a_step_that_was_skipped_is_refused(self, auditor: TestClient, told: House) -> None:
        """Whoever types the address himself gets no further."""
        answer = send(auditor, f"{REQUEST}?stap=detail", **ASKED, region="Rotterdam")
        assert answer.status_code == 409
        (told_so,) = errors(answer)
        assert told_so.startswith("#previous Vraag eerst inzage voor de stap steekproef")
        assert own(told.ledger, "auditor-1") == []

    @pytest.mark.parametrize(
        ("typed", "status", "field"),
        [
            ({"ground": ""}, 422, "#ground"),
            ({"purpose": " "}, 422, "#purpose"),
            ({"until": ""}, 422, "#until"),
            ({"until": "2026-03-03"}, 409, "#until"),
            ({"until": "2026-06-05"}, 409, "#until"),
            ({"region": ""}, 409, "#region"),
            ({"region": "", "clients": "c1 c77"}, 404, "#clients"),
            ({"provider": "p77"}, 404, "#provider"),
            ({"region": "Utrecht", "clients": "c1"}, 409, "#clients"),
        ],
    )
    def test_without_what_belongs_to_it_is_refused(
        self, auditor: TestClient, told: House, typed: dict[str, str], status: int, field: str
    ) -> None:
        """The mistake is told at its field, and what was typed stays."""
        request(told, "i1", "totals")
        answer = send(auditor, f"{REQUEST}?stap=lines", **{"previous": "i1", "region": "Rotterdam", **ASKED, **typed})
        assert answer.status_code == status, answer.text
        assert errors(answer)[0].startswith(field)
        assert texts(answer, "//select[@id='previous']/option[@selected]/@value") == ["i1"]

    def test_for_a_step_that_is_none_is_not_found(self, auditor: TestClient) -> None:
        """There are four."""
        assert auditor.get(f"{REQUEST}?stap=alles").status_code == 404

    def test_is_for_an_accountant_from_outside_too(self, as_user: LogIn, told: House) -> None:
        """Who reads under an inzage of their own, and decides about nobody's."""
        outside = as_user("accountant-1")
        assert send(outside, f"{REQUEST}?stap=totals", **ASKED).status_code == 303
        assert outside.get(DECIDE).status_code == 403


class TestDeciding:
    def test_lists_what_others_ask(self, as_user: LogIn, waiting: None) -> None:
        """Never one's own."""
        assert texts(as_user("auditor-2").get(DECIDE), "//main//th/a/@href") == [f"{DECIDE}/i4"]
        assert texts(as_user("inkoop-1").get(DECIDE), "//main//th/a/@href") == [f"{DECIDE}/i4"]
        assert "Er wacht niets" in main_text(as_user("auditor-1").get(DECIDE))
        assert as_user("auditor-1").get(f"{DECIDE}/i4").status_code == 404
        assert "1 aanvraag wacht op een tweede persoon" in main_text(as_user("auditor-2").get(START))

    @pytest.mark.parametrize(("decision", "state"), [("yes", "open"), ("no", "refused")])
    def test_is_yes_or_no(self, as_user: LogIn, waiting: None, told: House, decision: str, state: str) -> None:
        """A no says why."""
        why = {"reason": "De steekproef is nog niet beoordeeld."} if decision == "no" else {}
        answer = send(as_user("inkoop-1"), f"{DECIDE}/i4", decision=decision, **why)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{DECIDE}?klaar={decision}")
        one = inzage_of(told.ledger, "i4")
        assert one is not None
        assert one.state == state

    def test_tells_why_not_to_who_asked_and_who_decided(self, as_user: LogIn, waiting: None, told: House) -> None:
        """Another second person sees that it was refused, and by whom."""
        why = "De steekproef is nog niet beoordeeld."
        send(as_user("inkoop-1"), f"{DECIDE}/i4", decision="no", reason=why)
        shown = {
            name: main_text(as_user(name).get(f"{START}/nummer/i4")) for name in ("auditor-1", "inkoop-1", "auditor-2")
        }
        assert [why in one for one in shown.values()] == [True, True, False]
        assert all("Geweigerd door inkoop-1" in one for one in shown.values())
        assert "De tekst is verzegeld." in shown["auditor-2"]

    @pytest.mark.parametrize(("typed", "field"), [({}, "#decision"), ({"decision": "no"}, "#reason")])
    def test_takes_a_choice(self, as_user: LogIn, waiting: None, typed: dict[str, str], field: str) -> None:
        """And of a no the reason."""
        answer = send(as_user("auditor-2"), f"{DECIDE}/i4", **typed)
        assert (answer.status_code, errors(answer)[0].split()[0]) == (422, field)


class TestOneInzage:
    def test_tells_who_saw_what(self, auditor: TestClient, as_user: LogIn, told: House) -> None:
        """Each page, the last first, for the asker and for a second person."""
        lines(told, region="Rotterdam")
        auditor.get("/controle/client/c1")
        auditor.get("/controle/regio/Rotterdam")
        for browser in (auditor, as_user("auditor-2"), as_user("inkoop-1")):
            page = browser.get(f"{START}/nummer/i2")
            assert heading(page) == "Inzage i2"
            assert texts(page, "//tbody/tr/td[3]") == ["/controle/regio/Rotterdam", "/controle/client/c1"]
            assert texts(page, "//tbody/tr/td[2]") == ["auditor-1 (controleur)"] * 2

    def test_leads_to_what_may_be_seen(self, auditor: TestClient, told: House) -> None:
        """Of its bounds."""
        lines(told, region="Rotterdam")
        hrefs = texts(auditor.get(f"{START}/nummer/i2"), "//main//li/a/@href")
        assert hrefs == ["/controle/regio/Rotterdam"]
        assert auditor.get(hrefs[0]).status_code == 200

    def test_is_not_for_an_outsider(self, as_user: LogIn, told: House) -> None:
        """An accountant reads only their own; a number that nobody gave is not found."""
        lines(told, region="Rotterdam")
        assert as_user("accountant-1").get(f"{START}/nummer/i2").status_code == 404
        assert as_user("auditor-1").get(f"{START}/nummer/i9").status_code == 404

    def test_can_be_ended(self, auditor: TestClient, told: House) -> None:
        """By a button; after that there is none."""
        lines(told, region="Rotterdam")
        assert send(auditor, f"{START}/nummer/i2").status_code == 303
        one = inzage_of(told.ledger, "i2")
        assert one is not None
        assert one.state == "ended"
        assert texts(auditor.get(f"{START}/nummer/i2"), "//main//form[@method='post']") == []

    def test_that_is_over_cannot_be_ended_again(self, auditor: TestClient, told: House) -> None:
        """The page says so."""
        lines(told, region="Rotterdam")
        page = auditor.get(f"{START}/nummer/i2")
        do(told, {"do": "end_inzage", "inzage": "i2"}, mandate=RUUD)
        names, values = (texts(page, f"//main//form//input[@type='hidden']/@{one}") for one in ("name", "value"))
        answer = auditor.post(f"{START}/nummer/i2", data=dict(zip(names, values, strict=True)))
        assert answer.status_code == 403
        assert "is beëindigd" in " ".join(texts(answer, "//*[@role='status']"))
