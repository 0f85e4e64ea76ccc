"""What an auditor sees: everything that was recorded, as known at any moment, and no name or word of a person."""

import msgspec
import pytest
from lxml import html

from ledger.events import CATALOGUE
from tests.houses import do, end_of, positions_of
from tests.web.client import TestClient
from tests.web.conftest import LogIn
from tests.web.region_story import of_lines
from tests.web.story import PEOPLE
from web.composition import House
from web.pages.auditor.facts import LABELS
from web.pages.auditor.timeline_view import PER_PAGE


@pytest.fixture
def told(regional: House) -> House:
    """Here the story of the region was told too."""
    return regional


@pytest.fixture
def end(told: House) -> int:
    """The last event of the stories."""
    return end_of(told)


@pytest.fixture
def auditor(as_user: LogIn) -> TestClient:
    """The auditor, logged in."""
    return as_user("auditor-1")


def read(browser: TestClient, address: str, status: int = 200) -> html.HtmlElement:
    """The page at an address."""
    answer = browser.get(address)
    assert answer.status_code == status, answer.text
    return html.document_fromstring(answer.text)


def text(page: html.HtmlElement, path: str = "//main") -> str:
    """All text at an XPath, with single spaces."""
    return " ".join(" ".join(one.text_content() for one in page.xpath(path)).split())


def positions(page: html.HtmlElement) -> list[int]:
    """The numbers of the events in the timeline, as they stand there."""
    return [int(link.xpath("text()")[-1]) for link in page.xpath("//table//th[@scope='row']/a")]


class TestWhoMayCome:
    @pytest.mark.parametrize("address", ["/controle", "/controle/client/c1", "/controle/gebeurtenis/4"])
    @pytest.mark.parametrize("username", ["familie-1", "medewerker-17", "kantoor-1", "inkoop-1"])
    def test_nobody_else(self, as_user: LogIn, username: str, address: str) -> None:
        assert as_user(username).get(address).status_code == 403

    def test_after_logging_in(self, stranger: TestClient) -> None:
        answer = stranger.get("/controle/client/c1?position=5")
        assert (answer.status_code, answer.headers["location"]) == (
            303,
            "/inloggen?naar=/controle/client/c1%3Fposition%3D5",
        )


class TestSearch:
    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ("c1", "/controle/client/c1"),
            ("C1", "/controle/client/c1"),
            ("b1", "/controle/budget/b1"),
            ("d9", "/controle/declaratie/d9"),
            ("linde", "/controle/zorgaanbieder/p1"),
            ("rotter", "/controle/regio/Rotterdam"),
            ("12", "/controle/gebeurtenis/12"),
        ],
    )
    def test_finds_by_number_and_by_the_name_of_a_provider(self, auditor: TestClient, typed: str, found: str) -> None:
        page = read(auditor, f"/controle?q={typed}")
        assert page.xpath("//main//li/a/@href")[0] == found

    @pytest.mark.parametrize("typed", ["Jansen", "999900006", "100%25", "_", "c1' OR 1=1", "nergens"])
    def test_finds_nobody_by_name_and_nothing_by_a_trick(self, auditor: TestClient, typed: str) -> None:
        assert "Niets gevonden" in text(read(auditor, f"/controle?q={typed}"))

    @pytest.mark.parametrize("typed", ["", "%20"])
    def test_asks_for_something_to_search(self, auditor: TestClient, typed: str) -> None:
        assert "Vul een nummer of een naam in" in text(read(auditor, f"/controle?q={typed}", 422))

    def test_tells_where_the_ledger_ends(self, auditor: TestClient, end: int) -> None:
        told = text(read(auditor, "/controle"))
        assert f"tot en met gebeurtenis {end}. Die is vastgelegd op 4 maart 2026 om 11.23 uur" in told


class TestTimeline:
    def test_is_newest_first_and_whole(self, auditor: TestClient, told: House) -> None:
        page = read(auditor, "/controle/client/c1")
        care = [25, 24, 23, 20, 19, 18, 17, 15, 12, 5, 4]
        assert positions(page) == [*reversed(of_lines(told, "1", "3")), *care]
        assert "19 gebeurtenissen, de nieuwste eerst" in text(page)

    def test_holds_findings_of_a_declaration_in_between(self, auditor: TestClient, told: House) -> None:
        """Two on each of the three lines of p1, right after the line; nobody agreed on them with p1."""
        (submitted,) = positions_of(told, "declaration.submitted", of="declaration-d1")
        judged = positions_of(told, "declaration.line-approved", "declaration.line-refused", of="declaration-d1")
        credited = positions_of(told, "declaration.line-credited")
        found = [one for one in positions_of(told, "finding.opened") if one < judged[0]][:6]
        assert found == list(range(submitted + 4, submitted + 10))
        shown = positions(read(auditor, "/controle/declaratie/d1"))
        lines = range(submitted, submitted + 4)
        assert shown == sorted([*lines, *found, *judged, *credited], reverse=True)

    @pytest.mark.parametrize(
        ("address", "events"),
        [
            ("zorgaanbieder/p9", 9),
            ("budget/b2", 2),
            ("declaratie/d1", 14),
            ("regio/Utrecht", 1),
        ],
    )
    def test_is_there_for_every_subject(self, auditor: TestClient, address: str, events: int) -> None:
        assert len(positions(read(auditor, f"/controle/{address}"))) == events

    @pytest.mark.parametrize("address", ["client/c77", "budget/c1", "baas/c1", "client/", "client/c%001"])
    def test_of_nothing_is_not_found(self, auditor: TestClient, address: str) -> None:
        read(auditor, f"/controle/{address}", 404)

    def test_holds_no_name_and_no_word_of_a_person(self, auditor: TestClient, end: int) -> None:
        pages = [text(read(auditor, f"/controle/client/{client}")) for client, _, _ in PEOPLE]
        pages += [text(read(auditor, f"/controle/gebeurtenis/{number}")) for number in range(1, end + 1)]
        for secret in ("Jansen", "wandelen", "samen koken", "regen", "Mijn moeder", "korter dan gepland"):
            assert secret not in " ".join(pages)

    def test_shows_amounts_with_their_sign(self, auditor: TestClient) -> None:
        page = read(auditor, "/controle/budget/b1")
        amounts = [text(row, "./td[2]") for row in page.xpath("//tbody/tr")]
        assert amounts == [
            "",
            "+0,50 punten",
            "3,00 punten",
            "−3,34 punten",
            "−2,00 punten",
            "−2,00 punten",
            "−2,00 punten",
            "+120,00 punten",
        ]

    def test_tells_what_was_written_long_after_the_day(self, auditor: TestClient, told: House) -> None:
        spend = {"do": "spend", "budget": "b3", "amount": {"PUNT": "1.00"}, "what": "wandelen"}
        do(told, {**spend, "entry": "l1", "on": "2026-02-25"}, {**spend, "entry": "l2", "on": "2026-02-24"})
        late = read(auditor, "/controle/budget/b3").xpath("//*[@class='pvb-late']")
        assert [one.text_content() for one in late] == ["8 dagen later vastgelegd"]

    def test_links_to_events_that_lead_back(self, auditor: TestClient) -> None:
        page = read(auditor, "/controle/zorgaanbieder/p1")
        event = read(auditor, page.xpath("//table//th/a/@href")[0])
        assert event.xpath("//p[@class='pvb-crumb']/a/@href") == ["/controle/zorgaanbieder/p1"]


class TestAsOf:
    def test_a_time_shows_what_was_known_then(self, auditor: TestClient) -> None:
        page = read(auditor, "/controle/client/c1?at=2026-02-01T12:00&position=")
        assert positions(page)[0] == 19
        assert "U kijkt terug" in text(page)
        assert "114,00 punten over van 120,00 punten" in text(page)

    def test_a_correction_is_seen_from_its_recording(self, auditor: TestClient) -> None:
        """It was recorded at 9.05 on Dutch clocks."""
        before = read(auditor, "/controle/budget/b1?at=2026-03-02T09:04")
        after = read(auditor, "/controle/budget/b1?at=2026-03-02T09:05")
        assert (positions(before)[0], positions(after)[0]) == (23, 24)

    def test_a_position_shows_the_same_as_its_time(self, auditor: TestClient) -> None:
        by_time = read(auditor, "/controle/client/c1?at=2026-02-01T12:00")
        assert positions(by_time) == positions(read(auditor, "/controle/client/c1?position=19"))

    def test_before_everything_there_is_nothing(self, auditor: TestClient) -> None:
        assert "Er was toen nog niets vastgelegd" in text(read(auditor, "/controle/client/c1?at=2025-12-31T23:59"))

    @pytest.mark.parametrize(
        ("query", "sentence"),
        [
            ("at=2026-02-01T12:00&position=5", "niet allebei"),
            ("at=2026-02-30T12:00", "bestaande dag en tijd"),
            ("at=gisteren", "bestaande dag en tijd"),
            ("at=2030-01-01T12:00", "moet nog komen"),
            ("position={after}", "loopt tot en met {end}"),
            ("position=-1", "met cijfers"),
            ("position=1e3", "met cijfers"),
            (f"position={'9' * 5000}", "met cijfers"),
        ],
    )
    def test_what_cannot_be_shown_is_told(self, auditor: TestClient, end: int, query: str, sentence: str) -> None:
        page = read(auditor, f"/controle/client/c1?{query.format(after=end + 1)}", 422)
        assert sentence.format(end=end) in text(page)
        assert len(positions(page)) == 19


class TestPages:
    @pytest.fixture
    def many(self, told: House) -> None:
        """More than two pages of spends from one budget."""
        spend = {"do": "spend", "budget": "b3", "on": "2026-03-04", "amount": {"PUNT": "0.01"}, "what": "thee"}
        do(told, *({**spend, "entry": f"m{number}"} for number in range(2 * PER_PAGE)))

    @pytest.mark.usefixtures("many")
    def test_hold_every_event_once(self, auditor: TestClient) -> None:
        found: list[int] = []
        address = "/controle/budget/b3"
        while address:
            page = read(auditor, address)
            found += positions(page)
            address = "".join(
                f"/controle/budget/b3?{href.partition('?')[2]}" for href in page.xpath("//a[@rel='next']/@href")
            )
        assert found == sorted(found, reverse=True)
        assert len(found) == 2 * PER_PAGE + 2

    @pytest.mark.usefixtures("many")
    def test_stay_at_the_moment_chosen(self, auditor: TestClient, end: int) -> None:
        page = read(auditor, f"/controle/budget/b3?position={end}&pagina=2")
        assert "Pagina 2 van 3" in text(page)
        assert f"position={end}" in page.xpath("//a[@rel='next']/@href")[0]

    @pytest.mark.usefixtures("many")
    @pytest.mark.parametrize(("asked", "shown"), [("0", 1), ("99", 3), ("x", 1), ("9" * 5000, 1)])
    def test_that_are_not_there_lead_to_the_nearest(self, auditor: TestClient, asked: str, shown: int) -> None:
        assert f"Pagina {shown} van 3" in text(read(auditor, f"/controle/budget/b3?pagina={asked}"))


class TestEvent:
    def test_shows_the_stored_form_exactly(self, auditor: TestClient, told: House) -> None:
        record = told.ledger.at(20)
        assert record is not None
        stored = read(auditor, "/controle/gebeurtenis/20").xpath("//pre/code")[0].text_content()
        assert msgspec.json.format(stored, indent=-1).encode() == record.state

    def test_tells_who_when_and_where_from(self, auditor: TestClient) -> None:
        told = text(read(auditor, "/controle/gebeurtenis/25"))
        for fact in ("familie-1 (familie)", "3 maart 2026 om 20.00 uur", "2026-03-03T19:00:00.000000Z", "versie 1"):
            assert fact in told

    def test_links_to_what_it_is_about(self, auditor: TestClient) -> None:
        page = read(auditor, "/controle/gebeurtenis/20")
        links = set(page.xpath("//dl//a/@href"))
        assert {"/controle/budget/b1", "/controle/client/c1", "/controle/zorgaanbieder/p1"} <= links

    def test_leads_to_its_neighbours(self, auditor: TestClient, end: int) -> None:
        first, last = (
            read(auditor, "/controle/gebeurtenis/1"),
            read(auditor, f"/controle/gebeurtenis/{end}?van=regio/Rotterdam"),
        )
        assert (first.xpath("//a[@rel='prev']"), first.xpath("//a[@rel='next']/@href")) == (
            [],
            ["/controle/gebeurtenis/2"],
        )
        assert last.xpath("//a[@rel='next']") == []
        assert last.xpath("//a[@rel='prev']/@href") == [f"/controle/gebeurtenis/{end - 1}?van=regio%2FRotterdam"]

    def test_leads_back_to_our_own_pages_only(self, auditor: TestClient) -> None:
        page = read(auditor, "/controle/gebeurtenis/20?van=//elders.example/x")
        assert page.xpath("//p[@class='pvb-crumb']/a/@href") == ["/controle/budget/b1"]

    @pytest.mark.parametrize("number", ["0", "{after}", "x", "-1", "9" * 5000])
    def test_that_is_not_there_is_not_found(self, auditor: TestClient, end: int, number: str) -> None:
        read(auditor, f"/controle/gebeurtenis/{number.format(after=end + 1)}", 404)

    def test_every_field_of_every_event_has_a_label(self) -> None:
        fields = {one.encode_name for kind in CATALOGUE.values() for one in msgspec.structs.fields(kind.stored)}
        assert fields <= set(LABELS), fields - set(LABELS)
