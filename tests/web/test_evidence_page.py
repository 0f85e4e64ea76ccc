"""The evidence pack on a page: never without a question and a ground, only with inzage, the same every time."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from threading import Event
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile

import pytest
from fastapi import FastAPI

from ledger.events import Inzage, decode
from ledger.vocabulary.errors import Conflict
from tests.web.client import TestClient, errors, main_text, texts
from tests.web.conftest import LogIn
from tests.web.evidence_story import opened, rows
from tests.web.inzage import lines
from web.composition import House
from web.evidence.pack import Pack
from web.packs import Packs

ADDRESS = "/controle/bewijs"
ASKED = {"question": "Is februari rechtmatig betaald?", "ground": "Wlz artikel 9.1.2", "kind": "provider", "id": "p1"}


@pytest.fixture(autouse=True)
def gate() -> None:
    """Here it stands."""


@pytest.fixture(autouse=True)
def plain_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """The report takes seconds to draw, and has tests of its own."""
    monkeypatch.setattr("web.evidence.pack.report", lambda *given: b"%PDF-")


@pytest.fixture
def told(regional: House) -> House:
    """The region, with declared care."""
    return regional


@pytest.fixture
def auditor(as_user: LogIn, told: House) -> TestClient:
    """The auditor, logged in, who may see the lines of p1."""
    lines(told, provider="p1")
    return as_user("auditor-1")


def asked(browser: TestClient, **more: str) -> Any:
    """Send the form."""
    return browser.get(ADDRESS, params={"maak": "ja", **ASKED, **more})


def fetched(browser: TestClient, **more: str) -> Any:
    """Send the form and follow the link to the archive."""
    page = asked(browser, **more)
    assert page.status_code == 200, main_text(page)
    (href,) = texts(page, "//a[contains(., 'Download')]/@href")
    return browser.get(href)


def end_of(house: House) -> int:
    """The last position."""
    record = house.ledger.head()
    return record.position if record else 0


def last(house: House) -> Any:
    """The last event of the log."""
    record = house.ledger.head()
    assert record is not None
    return decode(record.topic, record.state)


class TestTheForm:
    def test_shows_nothing_of_anybody(self, auditor: TestClient, told: House) -> None:
        """It is only asked."""
        before = end_of(told)
        assert texts(auditor.get(ADDRESS), "//main//form//input/@id") == ["ground", "id", "period", "stand"]
        assert end_of(told) == before

    @pytest.mark.parametrize(
        ("typed", "fields"),
        [
            ({"ground": ""}, ["#ground"]),
            ({"ground": "  "}, ["#ground"]),
            ({"question": ""}, ["#question"]),
            ({"id": ""}, ["#id"]),
            ({"kind": ""}, ["#kind"]),
            ({"kind": "klant"}, ["#kind"]),
            ({"question": "", "ground": "", "kind": "", "id": ""}, ["#question", "#ground", "#kind", "#id"]),
            ({"ground": "g" * 2001}, ["#ground"]),
            ({"period": "ooit"}, ["#period"]),
            ({"stand": "999999"}, ["#stand"]),
            ({"stand": "0"}, ["#stand"]),
        ],
    )
    def test_says_what_is_missing_at_the_field(
        self, auditor: TestClient, told: House, typed: dict[str, str], fields: list[str]
    ) -> None:
        """Without a ground there is no pack, and what was typed stays."""
        page = asked(auditor, **typed)
        assert page.status_code in (404, 409, 422)
        assert [one.partition(" ")[0] for one in errors(page)] == fields
        assert texts(page, "//a[contains(., 'Download')]") == []
        if "id" not in typed:
            assert texts(page, "//input[@id='id']/@value") == ["p1"]


class TestThePack:
    def test_is_an_archive_that_opens(self, auditor: TestClient) -> None:
        """Under a name that says what it is, and kept nowhere on the way."""
        answer = fetched(auditor, period="2026-02")
        assert answer.headers["content-type"] == "application/zip"
        named = answer.headers["content-disposition"]
        assert named.startswith('attachment; filename="bewijs-provider-p1-')
        assert named.endswith('.zip"')
        assert answer.headers["cache-control"] == "no-store"
        with ZipFile(BytesIO(answer.content)) as archive:
            assert archive.testzip() is None
            assert {"LEESMIJ.md", "question.json", "audit.csv", "verify.py"} <= set(archive.namelist())

    def test_of_the_same_event_is_the_same_to_the_byte(self, auditor: TestClient, told: House) -> None:
        """Though asking and fetching it moved the log."""
        stand = str(end_of(told))
        first = fetched(auditor, stand=stand).content
        assert end_of(told) > int(stand)
        assert fetched(auditor, stand=stand).content == first
        assert fetched(auditor).content != first

    def test_made_anew_is_the_same_too(self, auditor: TestClient, told: House, app: FastAPI) -> None:
        """Not only when it was kept."""
        stand = str(end_of(told))
        first = fetched(auditor, stand=stand).content
        app.state.packs = Packs(told)
        assert fetched(auditor, stand=stand).content == first

    def test_bears_what_was_asked(self, auditor: TestClient) -> None:
        """By whom, on which ground."""
        question = opened(fetched(auditor).content)["question.json"].decode()
        for word in (ASKED["question"], ASKED["ground"], '"auditor-1"', '"provider"'):
            assert word in question

    def test_has_no_name_in_it(self, auditor: TestClient) -> None:
        """Pseudonyms only."""
        files = opened(fetched(auditor).content)
        assert [name for name, data in files.items() if b"Jansen" in data or b"korter dan gepland" in data] == []

    def test_of_what_nobody_knows_is_outside_every_inzage(self, auditor: TestClient) -> None:
        """Whether there is such a client is not told."""
        assert asked(auditor, kind="client", id="c99").status_code == 403

    def test_of_what_was_not_known_yet_is_told_at_the_field(self, auditor: TestClient, told: House) -> None:
        """At the first event nobody had heard of p9: an empty pack would answer nothing."""
        lines(told, provider="p9", number="n")
        page = asked(auditor, id="p9", stand="1")
        assert (page.status_code, errors(page)[0].partition(" ")[0]) == (404, "#id")


class TestTheFigures:
    """They are those that pages show of the same event."""

    def test_are_the_totals_that_the_region_is_shown(self, auditor: TestClient, as_user: LogIn, told: House) -> None:
        """Declared, approved, refused and taken back in Rotterdam."""
        lines(told, region="Rotterdam", number="r")
        stand = str(end_of(told))
        files = opened(fetched(auditor, kind="region", id="Rotterdam", stand=stand).content)
        month = [row for row in rows(files, "control-totals.csv") if row["month"] == "2026-02"]
        page = as_user("inkoop-1").get(f"/regio?position={stand}")
        for provider, name in (("p1", "Zorggroep De Linde"), ("p9", "Thuiszorg Maas")):
            mine = {
                row["figure"]: f"€ {row['value'].replace('.', ',')}" for row in month if row["provider"] == provider
            }
            shown = texts(page, f"//tbody/tr[th[contains(., '{name}')]]/td")
            told_there = [mine[figure] for figure in ("gedeclareerd", "betaald", "afgekeurd", "teruggenomen")]
            assert shown[1:5] == told_there, provider

    def test_close_where_the_budget_stands(self, auditor: TestClient, told: House) -> None:
        """What is left of b1 on the last day is what its timeline shows, at that event."""
        lines(told, clients=["c1"], number="c")
        stand = str(end_of(told))
        files = opened(fetched(auditor, kind="client", id="c1", period="2026", stand=stand).content)
        (left,) = [row["closing"] for row in rows(files, "balances.csv") if (row["id"], row["told"]) == ("b1", "over")]
        shown = main_text(auditor.get(f"/controle/budget/b1?position={stand}"))
        assert f"{left.replace('.', ',')} punten over" in shown

    def test_open_where_they_closed_the_month_before(self, auditor: TestClient, told: House) -> None:
        """Of every account and every budget."""
        stand = str(end_of(told))
        january, february = (
            rows(opened(fetched(auditor, period=month, stand=stand).content), "balances.csv")
            for month in ("2026-01", "2026-02")
        )
        opens = {(row["kind"], row["id"], row["told"], row["unit"]): row["opening"] for row in february}
        for row in january:
            assert opens[(row["kind"], row["id"], row["told"], row["unit"])] == row["closing"]


class TestTheGate:
    def test_is_shut_without_inzage(self, as_user: LogIn, told: House) -> None:
        """Neither made nor fetched, and nothing is written down."""
        browser, before = as_user("auditor-1"), end_of(told)
        for answer in (asked(browser), browser.get(f"{ADDRESS}/pakket/provider/p1", params=ASKED)):
            assert answer.status_code == 403
            assert "inzage-needed" in answer.text
        assert end_of(told) == before

    @pytest.mark.parametrize(
        ("bounds", "kind", "id", "status"),
        [
            ({"provider": "p1"}, "provider", "p1", 200),
            ({"provider": "p1"}, "provider", "p9", 403),
            ({"provider": "p1"}, "region", "Rotterdam", 403),
            ({"provider": "p1"}, "client", "c1", 403),
            ({"region": "Rotterdam"}, "client", "c1", 200),
            ({"region": "Rotterdam"}, "provider", "p1", 403),
            ({"region": "Utrecht"}, "client", "c1", 403),
            ({"clients": ["c1"]}, "client", "c1", 200),
            ({"clients": ["c1"]}, "client", "c2", 403),
            ({"clients": ["c1"]}, "declaration", "d1", 403),
            ({"provider": "p1"}, "budget", "b1", 200),
            ({"provider": "p1"}, "budget", "b4", 403),
        ],
    )
    def test_opens_for_what_lies_wholly_within(
        self, as_user: LogIn, told: House, bounds: dict[str, Any], kind: str, id: str, status: int
    ) -> None:
        """An access to one provider is none to all that is known of a client."""
        lines(told, **bounds)
        assert asked(as_user("auditor-1"), kind=kind, id=id).status_code == status

    def test_writes_down_what_was_fetched(self, auditor: TestClient, told: House) -> None:
        """The archive by its own address, about the provider, under the inzage."""
        fetched(auditor)
        event = last(told)
        assert isinstance(event, Inzage.Viewed)
        told_of = (event.inzage, event.step, event.page, event.provider)
        assert told_of == ("i2", "lines", f"{ADDRESS}/pakket/provider/p1", "p1")

    @pytest.mark.parametrize("who", ["inkoop-1", "kantoor-1", "medewerker-17", "familie-1", "beheer-1"])
    def test_is_for_auditors(self, as_user: LogIn, told: House, who: str) -> None:
        """Others have their own pages."""
        assert asked(as_user(who)).status_code == 403


class TestALongPack:
    @pytest.fixture
    def slow(self, app: FastAPI, told: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
        """Making a pack waits until it is let go."""
        let_go = Event()

        def waiting(*given: object) -> Pack:
            let_go.wait(30)
            return Pack(b"PK", 1, 1, 0, "00")

        monkeypatch.setattr("web.packs.pack", waiting)
        app.state.packs = Packs(told, patience=0)
        yield let_go
        let_go.set()

    def test_is_made_in_the_background(self, auditor: TestClient, slow: Event, app: FastAPI) -> None:
        """The page says so, looks again by itself at the same event, and has it once it is there."""
        page = asked(auditor)
        assert "De berekening loopt" in main_text(page)
        here = page.headers["refresh"].partition("url=")[2]
        asks = parse_qs(urlsplit(here).query)
        assert (asks["id"], asks["maak"], asks["stand"][0].isdigit()) == (["p1"], ["ja"], True)
        early = auditor.get(f"{ADDRESS}/pakket/provider/p1", params={**ASKED, "stand": asks["stand"][0]})
        assert (early.status_code, early.headers["location"].partition("?")[0]) == (303, ADDRESS)
        slow.set()
        (running,) = app.state.packs._asked.values()
        running.ready.wait()
        assert "Het pakket is klaar" in main_text(auditor.get(here))

    def test_that_stops_says_so(self, auditor: TestClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
        """And may be asked again."""

        def broken(*given: object) -> Pack:
            raise RuntimeError("kapot")

        monkeypatch.setattr("web.packs.pack", broken)
        page = asked(auditor)
        assert page.status_code == 409
        assert "Het maken van het bewijspakket is gestopt." in main_text(page)
        with pytest.raises(Conflict) as failed:
            app.state.packs.ask(None)
        assert failed.value.code == "evidence-failed"

    def test_that_has_to_wait_for_too_many_says_so(
        self, auditor: TestClient, slow: Event, app: FastAPI, told: House
    ) -> None:
        """Four may wait; a fifth is told to come back."""
        stand = end_of(told)
        pages = [asked(auditor, stand=str(stand - place)) for place in range(5)]
        assert [one.status_code for one in pages] == [200, 200, 200, 200, 409]
        assert "Er worden al 4 bewijspakketten gemaakt." in main_text(pages[-1])
        with pytest.raises(Conflict) as busy:
            app.state.packs.ask(None)
        assert busy.value.code == "evidence-busy"


class TestWhatTheRulesFind:
    def test_stands_in_the_pack_of_a_client_and_of_a_provider(self, auditor: TestClient, told: House) -> None:
        """The same finding in both, then and now; of a region there is no such table."""
        lines(told, region="Rotterdam", number="r")
        of_client = self.found(fetched(auditor, kind="client", id="c1").content)
        of_provider = self.found(fetched(auditor).content)
        assert {row["client"] for row in of_client} == {"c1"}
        assert {row["provider"] for row in of_provider} == {"p1"}
        mine = {row["finding"] for row in of_client if row["about"] == "line" and row["provider"] == "p1"}
        assert mine
        assert mine <= {row["finding"] for row in of_provider}
        assert "audit.csv" not in opened(fetched(auditor, kind="region", id="Rotterdam").content)

    @staticmethod
    def found(data: bytes) -> list[dict[str, str]]:
        """The table of an archive."""
        return list(csv.DictReader(StringIO(opened(data)["audit.csv"].decode(), newline="")))
