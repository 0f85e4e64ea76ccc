"""Composing a zorgplan with a client: what is added, changed, removed, worked out, and agreed."""

from collections.abc import Callable, Iterator

import msgspec
import pytest
from httpx import Response

from ledger.vocabulary.clock import SetClock
from tests.databases import Databases
from tests.houses import copied_house, do
from tests.web.client import TestClient, errors, heading, hidden, main_text, send, texts
from tests.web.zorgplan_story import contract, part, tell_zorgplan
from web.composition import House

LogIn = Callable[[str], TestClient]
ADDRESS = "/zorgplan/b1"
CARE, SHOWER, DAY = "p1|prestatie|H126", "p1|activity|douchen", "p9|prestatie|H811"
THREE = {
    "regel_0": CARE,
    "hoeveel_0": "5:27",
    "regel_1": SHOWER,
    "hoeveel_1": "3",
    "regel_2": "pgb",
    "hoeveel_2": "100,00",
}
AGREED = {"goals": "Weer zelf koken", "from": "2026-03-04", "evaluate_by": "2026-09-02", "remainder_to": "unused"}


@pytest.fixture
def told(databases: Databases, clock: SetClock) -> Iterator[House]:
    """A house in which a zorgplan can be agreed."""
    with copied_house(databases, clock, "zorgplan", tell_zorgplan) as house:
        yield house


@pytest.fixture
def fatma(as_user: LogIn) -> TestClient:
    return as_user("medewerker-17")


def headline(answer: Response) -> str:
    return texts(answer, "//p[@class='pvb-hero__sentence']")[0]


def keys(answer: Response) -> list[str]:
    return texts(answer, "//input[starts-with(@name, 'regel_')]/@value")


def head(house: House) -> int:
    record = house.ledger.head()
    assert record is not None
    return record.position


class TestTheFirstLook:
    def test_is_reached_from_the_page_of_the_client(self, fatma: TestClient) -> None:
        assert ADDRESS in texts(fatma.get("/regels/b1"), "//a/@href")
        answer = fatma.get(ADDRESS)
        assert (heading(answer), headline(answer)) == (
            "Samen een zorgplan maken",
            "Er is nog € 600,00 per week te verdelen.",
        )

    def test_offers_what_the_own_contracts_hold_with_its_price_and_nothing_of_others(self, fatma: TestClient) -> None:
        answer = fatma.get(ADDRESS)
        assert texts(answer, "//optgroup/@label") == ["Zelf inkopen", "Zorggroep De Linde"]
        assert texts(answer, "//option")[1:] == [
            "Pgb, in euro per week",
            "Persoonlijke verzorging, € 56,70 per uur, demo-tarief",
            "Douchen, € 18,00 per keer",
        ]

    def test_offers_an_arrangement_that_needs_no_number(self, fatma: TestClient, told: House) -> None:
        do(told, contract("p1", "k3", part("C", ["Z999"], prestatie="H811")))
        answer = send(fatma, ADDRESS, step="add", wat="p1|arrangement|middel")
        assert headline(answer) == "Er is nog € 150,00 per week te verdelen."
        assert texts(answer, "//input[@id='hoeveel_0']") == []

    def test_offers_no_prestatie_that_the_register_does_not_allow(self, fatma: TestClient, told: House) -> None:
        allowed = {"do": "allow_combinatie", "year": 2026, "code": "H300", "leveringsvorm": "mpt"}
        do(told, {**allowed, "source": "demo: verzonnen combinatie"})
        offered = texts(fatma.get(ADDRESS), "//option/@value")
        assert offered == ["", "pgb", SHOWER]

    def test_is_for_no_client_whom_the_payer_did_not_bring(self, fatma: TestClient) -> None:
        """Budget b3 is at this provider, but there is no toewijzing."""
        assert fatma.get("/zorgplan/b3").status_code == 404
        assert "/zorgplan/b3" not in texts(fatma.get("/regels/b3"), "//a/@href")

    def test_says_why_there_can_be_no_plan_yet(self, as_user: LogIn, told: House) -> None:
        """There is an indicatie and a provider, but nobody chose a leveringsvorm."""
        assigned = {"do": "assign_zorg", "client": "c3", "besluitnummer": 403, "zorgeenheid": "753", "soort": "1"}
        place = {"provider": "p1", "leveringsvorm": "mpt", "from": "2026-01-05", "zorgkantoor": "5521"}
        do(told, {**assigned, **place, "assigned_at": "2026-01-02T10:15:00"})
        answer = as_user("medewerker-17").get("/zorgplan/b3")
        assert "Op 4 maart 2026 is nog geen leveringsvorm gekozen. Kies die eerst." in main_text(answer)
        assert texts(answer, "//main//form[@method='post']") == []


class TestComposing:
    def test_adds_a_line_and_shows_what_is_left(self, fatma: TestClient) -> None:
        answer = send(fatma, ADDRESS, step="add", wat=CARE, hoeveel="5:27")
        assert (answer.status_code, headline(answer)) == (200, "Er is nog € 292,87 per week te verdelen.")
        assert keys(answer) == [CARE]
        assert "5:27 uur telt als 5:25 uur: we rekenen per 5 minuten." in main_text(answer)
        assert texts(answer, "//input[@id='hoeveel']/@value") == [""]

    def test_adds_it_too_when_it_is_only_worked_out_again(self, fatma: TestClient) -> None:
        assert keys(send(fatma, ADDRESS, step="calculate", wat=CARE, hoeveel="1:00", **THREE)) == [
            CARE,
            SHOWER,
            "pgb",
            CARE,
        ]

    def test_adds_up_care_and_pgb(self, fatma: TestClient) -> None:
        answer = send(fatma, ADDRESS, step="add", wat=SHOWER, hoeveel="1", **THREE)
        assert headline(answer) == "Er is nog € 120,87 per week te verdelen."
        assert texts(answer, "//table[@class='pvb-legend']//tbody/tr/td[1]") == ["€ 379,13", "€ 100,00", "€ 120,87"]

    def test_adds_nothing_of_another_provider(self, fatma: TestClient) -> None:
        answer = send(fatma, ADDRESS, step="add", wat=DAY, hoeveel="1")
        assert errors(answer) == ["#hoeveel Dit is niet meer te kiezen. Haal deze regel weg."]

    def test_changes_and_removes_a_line(self, fatma: TestClient) -> None:
        changed = send(fatma, ADDRESS, step="calculate", **{**THREE, "hoeveel_1": "4"})
        assert headline(changed) == "Er is nog € 120,87 per week te verdelen."
        removed = send(fatma, ADDRESS, step="remove-0", **THREE)
        assert (keys(removed), headline(removed)) == ([SHOWER, "pgb"], "Er is nog € 446,00 per week te verdelen.")
        assert texts(removed, "//input[@id='hoeveel_0']/@value") == ["3"]

    def test_exactly_the_ceiling_fits_and_a_cent_more_does_not(self, fatma: TestClient) -> None:
        exactly = send(fatma, ADDRESS, step="add", wat="pgb", hoeveel="600,00")
        assert headline(exactly) == "Er is nog € 0,00 per week te verdelen."
        assert "Het plan past precies." in main_text(exactly)
        over = send(fatma, ADDRESS, step="add", wat="pgb", hoeveel="600,01")
        assert headline(over) == "Er is € 0,01 per week te veel verdeeld."
        assert "Daarvan te veel" in main_text(over)

    def test_tells_step_by_step_why(self, fatma: TestClient) -> None:
        steps = texts(send(fatma, ADDRESS, step="calculate", **THREE), "//ol[@class='pvb-why__steps']/li")
        assert steps[2] == (
            "Persoonlijke verzorging (Zorggroep De Linde). 5:25 uur per week keer € 56,70 per uur "
            "(contract k1: 94,5% van het maximum 2026, demo). € 307,13 per week"
        )

    @pytest.mark.parametrize(
        ("typed", "problems"),
        [
            ({"step": "add"}, ["#wat Kies wat er in het plan komt."]),
            (
                {"step": "add", "wat": SHOWER, "hoeveel": "1,5"},
                ["#hoeveel Vul een heel getal in van 1 tot en met 1.000, bijvoorbeeld 2."],
            ),
            (
                {"step": "add", "wat": SHOWER, "hoeveel": ""},
                ["#hoeveel Vul in hoe vaak per week, bijvoorbeeld 2."],
            ),
            (
                {"step": "add", "wat": "pgb", "hoeveel": "-5"},
                ["#hoeveel Vul een bedrag zonder minteken in, bijvoorbeeld 12,50."],
            ),
            (
                {"step": "add", "wat": "p7|prestatie|H126", "hoeveel": "1:00"},
                ["#hoeveel Dit is niet meer te kiezen. Haal deze regel weg."],
            ),
            (
                {"step": "calculate", "regel_0": CARE, "hoeveel_0": "168:01"},
                ["#hoeveel_0 Persoonlijke verzorging: een week heeft 168 uur. Vul minder uren in."],
            ),
            (
                {"step": "calculate", "regel_0": "p7|prestatie|H126", "hoeveel_0": "1:00"},
                ["#hoeveel_0 Dit is niet meer te kiezen. Haal deze regel weg."],
            ),
        ],
    )
    def test_what_is_wrong_is_told_at_its_field(
        self, fatma: TestClient, typed: dict[str, str], problems: list[str]
    ) -> None:
        answer = send(fatma, ADDRESS, **typed)
        assert (answer.status_code, errors(answer)) == (422, problems)


class TestWithAnotherProvider:
    """The payer agreed two dagdelen of p9 (€ 151,20), as the first line, and an hour of p1."""

    @pytest.fixture
    def shared(self, told: House) -> House:
        goals = [{"goal": "g1", "text": "Weer zelf koken"}]
        facts = {"do": "agree_zorgplan", "client": "c1", "zorgplan": "z1", "from": "2026-03-01", "goals": goals}
        day = {"line": "1", "provider": "p9", "prestatie": "H811", "count_per_week": 2}
        hour = {"line": "2", "provider": "p1", "prestatie": "H126", "minutes_per_week": {"UUR": "1:00"}}
        do(told, {**facts, "lines": [day, hour], "remainder_to": "unused"})
        return told

    def test_its_lines_stand_there_and_cannot_be_changed(self, fatma: TestClient, shared: House) -> None:
        page = fatma.get(ADDRESS)
        assert (keys(page), headline(page)) == ([CARE], "Er is nog € 392,10 per week te verdelen.")
        assert "Thuiszorg Maas · 2 keer per week Dit staat vast." in main_text(page)
        steps = texts(page, "//ol[@class='pvb-why__steps']/li")
        assert "Dagbesteding (Thuiszorg Maas). Vast bedrag van € 151,20 per week. € 151,20 per week" in steps
        assert "k9" not in main_text(page)

    def test_its_lines_stay_in_the_plan_that_is_agreed(self, fatma: TestClient, shared: House) -> None:
        answer = send(fatma, ADDRESS, step="record", **{**THREE, "hoeveel_2": "50"}, **AGREED)
        assert answer.headers["location"] == "/regels/b1?gedaan=zorgplan"
        record = shared.ledger.head()
        assert record is not None
        lines = msgspec.json.decode(record.state)["lines"]
        assert [(one["line"], one.get("provider")) for one in lines] == [
            ("2", "p1"),
            ("3", "p1"),
            ("4", None),
            ("1", "p9"),
        ]


class TestAgreeing:
    def test_records_the_plan_in_the_name_of_whoever_is_logged_in(self, fatma: TestClient, told: House) -> None:
        answer = send(fatma, ADDRESS, step="record", **THREE, **AGREED)
        assert answer.headers["location"] == "/regels/b1?gedaan=zorgplan"
        record = told.ledger.head()
        assert record is not None
        assert record.topic == "zorgplan.agreed/1"
        assert b'"medewerker-17"' in record.state
        assert b"Weer zelf koken" not in record.state

    def test_twice_by_a_double_tap_is_one_plan(self, fatma: TestClient, told: House) -> None:
        form = {**hidden(fatma.get(ADDRESS)), "step": "record", **THREE, **AGREED}
        assert fatma.post(ADDRESS, data=form).status_code == 303
        recorded = head(told)
        assert fatma.post(ADDRESS, data=form).status_code == 303
        assert head(told) == recorded

    def test_of_a_plan_that_runs_is_a_revision_and_starts_from_it(self, fatma: TestClient, told: House) -> None:
        send(fatma, ADDRESS, step="record", **THREE, **AGREED)
        page = fatma.get(ADDRESS)
        assert (heading(page), keys(page)) == ("Samen het zorgplan herzien", [CARE, SHOWER, "pgb"])
        assert texts(page, "//textarea") == ["Weer zelf koken"]
        assert texts(page, "//input[starts-with(@id, 'hoeveel_')]/@value") == ["5:25", "3", "100,00"]
        send(fatma, ADDRESS, step="record", **{**THREE, "hoeveel_1": "4"}, **AGREED)
        record = told.ledger.head()
        assert record is not None
        assert record.topic == "zorgplan.revised/1"

    def test_of_too_much_is_told_with_all_that_is_missing_and_nothing_is_recorded(
        self, fatma: TestClient, told: House
    ) -> None:
        before = head(told)
        typed = {**THREE, "hoeveel_2": "300", "goals": "", "from": "", "to": "morgen", "evaluate_by": ""}
        answer = send(fatma, ADDRESS, step="record", **typed)
        assert answer.status_code == 422
        assert texts(answer, "//div[contains(@class, 'pvb-errors')]//li") == [
            "Er is € 61,13 per week te veel verdeeld. Haal iets weg, of maak iets kleiner.",
            "Schrijf minstens één doel op.",
            "Vul een dag in.",
            "Vul een dag in, of laat dit leeg.",
            "Vul een dag in.",
        ]
        assert head(told) == before

    def test_of_nothing_is_told(self, fatma: TestClient) -> None:
        assert errors(send(fatma, ADDRESS, step="record", **AGREED)) == ["#wat Zet eerst iets in het plan."]

    def test_does_not_forget_what_was_not_added_yet(self, fatma: TestClient) -> None:
        answer = send(fatma, ADDRESS, step="record", wat=CARE, hoeveel="1:00", **THREE, **AGREED)
        assert errors(answer) == [
            "#wat Hier staat nog iets dat niet in het plan zit. Zet het in het plan, of maak dit leeg."
        ]
        assert texts(answer, "//option[@selected]/@value") == [CARE]

    def test_with_an_evaluation_before_the_first_day_is_told_at_its_field(self, fatma: TestClient) -> None:
        answer = send(fatma, ADDRESS, step="record", **THREE, **{**AGREED, "evaluate_by": "2026-03-03"})
        assert (answer.status_code, errors(answer)[0].split(" ")[0]) == (409, "#evaluate_by")
