"""How far an inzage reaches: its bounds, its last day, personal detail by a second person, the people of a sample."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI

from ledger.aggregates.inzage import Bounds
from ledger.events import Declaration, decode
from ledger.vocabulary.actor import Actor, Mandate
from ledger.vocabulary.clock import SetClock
from tests.houses import do
from tests.ledger.care_lines import tarief
from tests.web.client import TestClient, main_text, texts
from tests.web.conftest import LogIn
from tests.web.gated import auditor, code, control, gate, last, position, told
from tests.web.inzage import RUUD, lines, request
from tests.web.story import PEOPLE
from web.composition import House
from web.inspected import clients_in_sample, covers

__all__ = ["auditor", "control", "gate", "told"]


class TestTheBounds:
    @pytest.mark.parametrize(
        ("bounds", "seen", "hidden"),
        [
            ({"region": "Rotterdam"}, "/controle/client/c1", "/controle/zorgaanbieder/p1"),
            ({"region": "Rotterdam"}, "/controle/regio/Rotterdam", "/controle/regio/Utrecht"),
            ({"region": "Rotterdam"}, "/controle/declaratie/d1", "/controle/zorgaanbieder/p9"),
            ({"region": "Utrecht"}, "/controle/regio/Utrecht", "/controle/client/c1"),
            ({"region": "Utrecht"}, "/controle/regio/Utrecht", "/controle/declaratie/d1"),
            ({"clients": ["c1"]}, "/controle/client/c1", "/controle/declaratie/d1"),
            ({"provider": "p1"}, "/controle/zorgaanbieder/p1", "/controle/zorgaanbieder/p9"),
            ({"provider": "p1"}, "/controle/budget/b1", "/controle/budget/b4"),
            ({"provider": "p1"}, "/controle/declaratie/d1", "/controle/regio/Rotterdam"),
            ({"provider": "p1"}, "/controle/declaratie/d1", "/controle/declaratie/d9"),
            ({"clients": ["c1"]}, "/controle/client/c1", "/controle/client/c2"),
            ({"clients": ["c1"]}, "/controle/budget/b1", "/controle/budget/b2"),
            ({"clients": ["c1"]}, "/controle/gebeurtenis/20", "/controle/zorgaanbieder/p1"),
        ],
    )
    def test_are_kept(self, auditor: TestClient, told: House, bounds: Any, seen: str, hidden: str) -> None:
        """What lies within is shown; what lies outside says that the inzage is not about it."""
        lines(told, **bounds)
        assert auditor.get(seen).status_code == 200, seen
        assert code(auditor.get(hidden)) == "inzage-outside"

    def test_of_a_provider_leave_out_other_providers(self, control: TestClient, told: House) -> None:
        """Of the same client too."""
        lines(told, Mandate(Actor("api:auditor", "auditor")), provider="p1")
        assert control.get("/api/v1/balances/b1").status_code == 200
        assert code(control.get("/api/v1/balances/b4")) == "inzage-outside"

    def test_of_a_provider_leave_out_what_others_did_for_a_client(
        self, auditor: TestClient, control: TestClient, told: House
    ) -> None:
        """Her other budget is at p9, and is no part of this control: not its figures, not its events."""
        by = Mandate(Actor("api:auditor", "auditor"))
        lines(told, by, "a", provider="p1")
        lines(told, provider="p1")
        events = control.get("/api/v1/clients/c1/history").json()["events"]
        assert {one["data"]["budget"] for one in events if "budget" in one["data"]} == {"b1"}
        page = auditor.get("/controle/client/c1")
        assert texts(page, "//main//dl//dt") == ["Budget b1"]
        assert "van p9" not in main_text(page)
        assert len(texts(page, "//main//tbody/tr")) == len(events) + 1

    @pytest.mark.parametrize(("clients", "seen"), [({"c1"}, False), ({"c1", "c2"}, True)])
    def test_of_clients_let_nobody_stand_beside_them(self, told: House, clients: set[str], seen: bool) -> None:
        """What is about two people is seen under an inzage in both."""
        about = [("client", "c1"), ("client", "c2")]
        with told.reading() as connection:
            assert covers(connection, told.ledger, RUUD, Bounds(clients=frozenset(clients)), about) is seen

    def test_hold_for_the_lines_of_a_draw(self, auditor: TestClient, told: House) -> None:
        """A sample of everybody is seen by nobody who is limited; one within the bounds is, and by nobody beside it."""
        draw = {"do": "draw_sample", "method": "random", "seed": "4", "period": ["2026-02-01", "2026-02-28"]}
        positions = []
        for number, scope in (("s1", {}), ("s2", {"region": "Rotterdam"}), ("s3", {"client": "c1"})):
            do(told, {**draw, "sample": number, **scope})
            positions.append(position(told))
        everybody, region, client = (f"/controle/gebeurtenis/{one}" for one in positions)
        lines(told, clients=["c1"])
        assert auditor.get(client).status_code == 200
        assert [code(auditor.get(one)) for one in (everybody, region)] == ["inzage-outside"] * 2
        lines(told, number="r", region="Rotterdam")
        assert auditor.get(region).status_code == 200
        assert code(auditor.get(everybody)) == "inzage-outside"

    def test_hold_for_what_names_nobody(self, auditor: TestClient, told: House) -> None:
        """Why somebody else looks is not told; a tariff is of everybody."""
        request(told, "s1", "totals", Mandate(Actor("auditor-2", "auditor")))
        other = position(told)
        do(told, tarief("H300", "uur", "60.00"))
        of_all = position(told)
        lines(told, clients=["c1"])
        assert auditor.get(f"/controle/gebeurtenis/{of_all}").status_code == 200
        assert code(auditor.get(f"/controle/gebeurtenis/{other}")) == "inzage-outside"

    def test_hold_for_what_a_search_finds(self, auditor: TestClient, told: House) -> None:
        """What lies outside is not found."""
        lines(told, clients=["c1"])
        assert texts(auditor.get("/controle?q=c1"), "//main//li/a/@href") == ["/controle/client/c1"]
        assert "Niets gevonden" in main_text(auditor.get("/controle?q=c2"))
        assert "Niets gevonden" in main_text(auditor.get("/controle?q=linde"))

    def test_of_totals_are_a_region(self, control: TestClient, told: House) -> None:
        """With the totals of one region there are none of everything."""
        by = Mandate(Actor("api:auditor", "auditor"))
        request(told, "t1", "totals", by, region="Rotterdam")
        assert control.get("/api/v1/totals?region=Rotterdam").status_code == 200
        assert code(control.get("/api/v1/totals")) == "inzage-outside"
        assert code(control.get("/api/v1/totals?region=Utrecht")) == "inzage-outside"

    def test_of_totals_show_no_lines(self, control: TestClient, told: House) -> None:
        """A step shows what it is for; lines show totals too."""
        by = Mandate(Actor("api:auditor", "auditor"))
        request(told, "t1", "totals", by)
        assert control.get("/api/v1/totals").status_code == 200
        assert code(control.get("/api/v1/clients/c1/history")) == "inzage-needed"

    def test_are_ones_own(self, auditor: TestClient, told: House) -> None:
        """The inzage of a colleague shows nothing."""
        lines(told, Mandate(Actor("auditor-2", "auditor")), region="Rotterdam")
        assert code(auditor.get("/controle/client/c1")) == "inzage-needed"


class TestTheLastDay:
    def test_counts_and_the_day_after_does_not(
        self, app: FastAPI, as_user: LogIn, told: House, clock: SetClock
    ) -> None:
        """On 31 March it is shown, on 1 April the code says why not."""
        lines(told, region="Rotterdam")
        clock.moment = clock.moment.replace(day=31)
        assert as_user("auditor-1").get("/controle/client/c1").status_code == 200
        clock.moment += timedelta(days=1)
        answer = as_user("auditor-1").get("/controle/client/c1")
        assert (code(answer), "31 maart 2026" in main_text(answer)) == ("inzage-expired", True)

    def test_is_earlier_when_it_is_ended(self, auditor: TestClient, told: House) -> None:
        """From then on nothing."""
        do(told, {"do": "end_inzage", "inzage": lines(told, region="Rotterdam")}, mandate=RUUD)
        assert code(auditor.get("/controle/client/c1")) == "inzage-over"


class TestPersonalDetail:
    @pytest.fixture
    def asked(self, told: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """Of client c1, in a sample in which she and c2 are."""
        monkeypatch.setattr("ledger.commands.inzage.is_drawn", lambda desk, sample: True)
        monkeypatch.setattr("web.inspected.clients_in_sample", lambda ledger, sample: frozenset({"c1", "c2"}))
        lines(told, region="Rotterdam")
        bounds: Any = {"region": "Rotterdam", "sample": "s1"}
        request(told, "i3", "sample", previous="i2", **bounds)
        request(told, "i4", "detail", previous="i3", clients=["c1"], **bounds)

    def test_is_for_nobody_before_a_second_person_said_yes(self, auditor: TestClient, asked: None) -> None:
        """Lines and samples do not open it."""
        assert code(auditor.get("/controle/persoon/c1")) == "inzage-not-granted"

    def test_is_shown_once_it_was_granted(self, auditor: TestClient, asked: None, told: House) -> None:
        """Her name and what was written about her, and no BSN; the view is on record."""
        do(told, {"do": "grant_inzage", "inzage": "i4"}, mandate=Mandate(Actor("auditor-2", "auditor")))
        shown = main_text(auditor.get("/controle/persoon/c1"))
        for told_there in ("Mevrouw Jansen", "wandelen met begeleiding", "Mijn moeder was toen bij mij."):
            assert told_there in shown
        assert "999900006" not in shown
        assert (last(told).inzage, last(told).step, last(told).client) == ("i4", "detail", "c1")
        assert code(auditor.get("/controle/persoon/c2")) == "inzage-outside"

    def test_is_not_opened_when_it_was_refused(self, auditor: TestClient, asked: None, told: House) -> None:
        """No is no."""
        no = {"do": "refuse_inzage", "inzage": "i4", "reason": "De steekproef is nog niet beoordeeld."}
        do(told, no, mandate=Mandate(Actor("auditor-2", "auditor")))
        assert code(auditor.get("/controle/persoon/c1")) == "inzage-was-refused"

    def test_of_the_sample_is_pseudonymous(self, auditor: TestClient, asked: None, told: House) -> None:
        """The sample limits who is seen to those that were drawn."""
        do(told, {"do": "end_inzage", "inzage": "i2"}, mandate=RUUD)
        assert "Jansen" not in auditor.get("/controle/client/c1").text
        assert auditor.get("/controle/client/c2").status_code == 200
        assert code(auditor.get("/controle/client/c3")) in ("inzage-over", "inzage-outside")


class TestASample:
    def test_is_of_the_clients_whose_lines_were_drawn(self, auditor: TestClient, told: House) -> None:
        """Only they are seen; a sample that was not drawn has nobody."""
        drawn = {"do": "draw_sample", "sample": "s1", "method": "random", "seed": "4 1 6 3", "region": "Rotterdam"}
        do(told, {**drawn, "period": ["2026-01-01", "2026-12-31"]})
        sample = last(told)
        keys = {item.key for item in sample.items}
        of_lines = {(line.declaration, line.line): line.client for line in _submitted(told)}
        expected = {of_lines[key.split("/")[0], key.split("/")[1]] for key in keys} - {None}
        assert clients_in_sample(told.ledger, "s1") == expected
        assert expected
        assert clients_in_sample(told.ledger, "s2") == frozenset()

    def test_limits_lines_too(self, auditor: TestClient, told: House) -> None:
        """Under an inzage of the sample alone nobody else is seen."""
        drawn = {"do": "draw_sample", "sample": "s1", "method": "random", "seed": "4 1 6 3", "region": "Rotterdam"}
        do(told, {**drawn, "period": ["2026-01-01", "2026-12-31"]})
        lines(told, sample="s1")
        drawn_are = clients_in_sample(told.ledger, "s1")
        (other, *_) = sorted({client for client, _, _ in PEOPLE} - drawn_are)
        assert auditor.get(f"/controle/client/{min(drawn_are)}").status_code == 200
        assert code(auditor.get(f"/controle/client/{other}")) == "inzage-outside"


def _submitted(house: House) -> list[Declaration.LineSubmitted]:
    events = (decode(one.topic, one.state) for one in house.ledger.records(0))
    return [event for event in events if isinstance(event, Declaration.LineSubmitted)]
