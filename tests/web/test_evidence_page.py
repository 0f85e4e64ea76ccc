"""The evidence pack on a page: never without a question and a ground, only with inzage, and in the background."""

from collections.abc import Iterator
from threading import Event
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi import FastAPI

from ledger.events import Inzage, decode
from ledger.vocabulary.errors import Conflict
from tests.web.client import TestClient, errors, main_text, texts
from tests.web.conftest import LogIn
from tests.web.evidence_page import ADDRESS, ASKED, asked, auditor, end_of, fetched, gate, plain_report, told
from tests.web.inzage import lines
from web.composition import House
from web.evidence.pack import Pack
from web.packs import Packs

__all__ = ["auditor", "gate", "plain_report", "told"]


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
