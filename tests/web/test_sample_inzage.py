"""Samples behind the gate: planned and drawn within an access to lines, their lines seen within one to the sample."""

from typing import Any

import pytest
from fastapi import FastAPI

from ledger.events import Inzage, decode
from ledger.vocabulary.actor import Actor, Mandate
from tests.houses import do
from tests.ledger.sample_lines import judged
from tests.web.client import TestClient, errors, hidden, main_text, texts
from tests.web.conftest import LogIn
from tests.web.inzage import RUUD, lines, request
from tests.web.keys import system
from web.composition import House

ADDRESS = "/controle/steekproeven"
ONE = f"{ADDRESS}/s1"
DRAW = {"do": "draw_sample", "method": "random", "seed": "4 1 6 3", "period": ["2026-02-01", "2026-02-28"]}


@pytest.fixture(autouse=True)
def gate() -> None:
    """Here it stands."""


@pytest.fixture
def told(regional: House) -> House:
    """The region, of which a sample s1 was drawn with all three lines, and s2 of p9 alone."""
    do(regional, {**DRAW, "sample": "s1", "region": "Rotterdam"}, {**DRAW, "sample": "s2", "provider": "p9"})
    return regional


@pytest.fixture
def auditor(as_user: LogIn) -> TestClient:
    """The auditor, logged in."""
    return as_user("auditor-1")


def last(house: House) -> Any:
    """The last event of the log."""
    record = house.ledger.head()
    assert record is not None
    return decode(record.topic, record.state)


def sampled(house: House, **more: Any) -> None:
    """Ask for the lines of Rotterdam, and then for the sample."""
    lines(house, region="Rotterdam")
    request(house, "i3", "sample", previous="i2", region="Rotterdam", sample="s1", **more)


class TestWithLines:
    def test_shows_how_it_was_drawn_and_no_line(self, auditor: TestClient, told: House) -> None:
        """With the way to ask for the next step, filled in."""
        lines(told, region="Rotterdam")
        page = auditor.get(ONE)
        assert "4 1 6 3" in main_text(page)
        assert texts(page, "//main//tbody") == []
        (ask,) = texts(page, "//main//a[contains(., 'Vraag inzage')]/@href")
        assert texts(auditor.get(ask), "//input[@id='sample']/@value") == ["s1"]
        assert (last(told).step, last(told).page) == ("lines", ONE)

    def test_does_not_open_a_line_or_its_judgement(self, auditor: TestClient, told: House) -> None:
        """Not by its address, and not by sending the form."""
        lines(told, region="Rotterdam")
        fields = hidden(auditor.get("/controle/inzage/vragen?stap=totals"))
        for answer in (
            auditor.get(f"{ONE}/regel/d1/1"),
            auditor.post(f"{ONE}/regel/d1/1", data={**fields, "audited": "60"}),
            auditor.post(ONE, data=fields),
        ):
            assert (answer.status_code, "inzage-needed" in answer.text) == (403, True)

    def test_tells_only_of_samples_that_lie_within(self, auditor: TestClient, told: House) -> None:
        """What was drawn of p9 in all regions is not within Rotterdam."""
        lines(told, region="Rotterdam")
        assert texts(auditor.get(ADDRESS), "//main//tbody/tr/th") == ["Steekproef s1"]
        assert auditor.get(f"{ADDRESS}/s2").status_code == 403
        lines(told, provider="p9", number="p")
        assert texts(auditor.get(ADDRESS), "//main//tbody/tr/th") == ["Steekproef s2", "Steekproef s1"]

    @pytest.mark.parametrize(
        ("bounds", "asked", "status"),
        [
            ({"region": "Rotterdam"}, {"region": "Rotterdam"}, 200),
            ({"region": "Rotterdam"}, {"region": "Rotterdam", "provider": "p1"}, 200),
            ({"region": "Rotterdam"}, {}, 422),
            ({"region": "Rotterdam"}, {"provider": "p1"}, 422),
            ({"region": "Rotterdam"}, {"region": "Utrecht"}, 422),
            ({"clients": ["c1"]}, {"client": "c1"}, 200),
            ({"clients": ["c1"]}, {"client": "c2"}, 422),
        ],
    )
    def test_plans_within_it(
        self, auditor: TestClient, told: House, bounds: dict[str, Any], asked: dict[str, str], status: int
    ) -> None:
        """Outside it is not told how many lines there are, nor is anything drawn."""
        lines(told, **bounds)
        plan = {"plan": "ja", "sample": "s3", "seed": "5", "period": "2026-02", **asked}
        page = auditor.get(ADDRESS, params=plan)
        assert page.status_code == status
        before = told.ledger.head()
        if status == 422:
            assert errors(page)[0].startswith("#region Uw inzage gaat hier niet over.")
            assert "goedgekeurde regel" not in main_text(page)
            fields = hidden(auditor.get("/controle/inzage/vragen?stap=totals"))
            assert auditor.post(ADDRESS, data={**fields, **plan}).status_code == 422
            assert not list(told.ledger.stream("sample-s3"))
        assert before is not None

    def test_starts_the_plan_with_its_bounds(self, auditor: TestClient, told: House) -> None:
        """Nobody has to type them again."""
        lines(told, region="Rotterdam", provider="p1")
        page = auditor.get(ADDRESS)
        assert texts(page, "//input[@id='region']/@value") == ["Rotterdam"]
        assert texts(page, "//input[@id='provider']/@value") == ["p1"]

    def test_of_a_sample_that_is_not_there_is_not_found(self, auditor: TestClient, told: House) -> None:
        """Only for who may see any."""
        assert auditor.get(f"{ADDRESS}/s9").status_code == 403
        lines(told, region="Rotterdam")
        assert auditor.get(f"{ADDRESS}/s9").status_code == 404


class TestWithTheSample:
    def test_shows_its_lines_and_writes_down_whose(self, auditor: TestClient, told: House) -> None:
        """The page of a line is about its client."""
        sampled(told)
        assert len(texts(auditor.get(ONE), "//main//tbody/tr")) == 3
        assert (last(told).inzage, last(told).step, last(told).client) == ("i3", "sample", None)
        assert auditor.get(f"{ONE}/regel/d9/1").status_code == 200
        event = last(told)
        assert isinstance(event, Inzage.Viewed)
        assert (event.step, event.client, event.provider) == ("sample", "c9", "p9")

    def test_of_one_client_leaves_the_others_out(self, auditor: TestClient, told: House) -> None:
        """The page says how many; by its address a line of somebody else is not shown."""
        sampled(told, clients=["c1"])
        page = auditor.get(ONE)
        assert texts(page, "//main//tbody/tr/th") == ["Regel d1/1"]
        assert "2 regels vallen buiten uw inzage." in main_text(page)
        assert "inzage-outside" in auditor.get(f"{ONE}/regel/d1/2").text

    def test_opens_no_other_sample(self, auditor: TestClient, told: House) -> None:
        """Each is asked for by itself."""
        sampled(told)
        assert auditor.get(f"{ADDRESS}/s2/regel/d9/1").status_code == 403

    def test_goes_on_to_the_verdict(self, auditor: TestClient, told: House) -> None:
        """Judged and evaluated under the access."""
        sampled(told)
        do(told, judged("d1/1", "60.00"), judged("d1/2", "75.50"), mandate=RUUD)
        here = f"{ONE}/regel/d9/1"
        assert auditor.post(here, data={**hidden(auditor.get(here), here), "audited": "125"}).status_code == 303
        assert auditor.post(ONE, data=hidden(auditor.get(ONE), ONE)).status_code == 303
        assert "Goedgekeurd: waarschijnlijk is 0% van de regels fout" in main_text(auditor.get(ONE))


KEY = Mandate(Actor("api:auditor", "auditor"))
JUDGE = {"do": "judge_item", "sample": "s1", "item": "d1/1", "audited": {"EUR": "60.00"}}
TOO_MUCH = {**JUDGE, "audited": {"EUR": "99999.00"}, "uncertain": {"EUR": "0.01"}}
"""The refusal of it would tell the amount of the line."""


@pytest.fixture
def control(app: FastAPI, told: House) -> TestClient:
    """The system of an auditor."""
    return system(app, told, "auditor")


def given(control: TestClient, *commands: Any) -> tuple[int, list[str | None]]:
    """Send commands; return the status, and of each why not, if so."""
    answer = control.post("/api/v1/commands", json=list(commands))
    return answer.status_code, [None if one["ok"] else one["error"]["code"] for one in answer.json()]


def seen(house: House, inzage: str) -> list[tuple[str, str, str | None]]:
    """What was written down under an access: step, page, client."""
    records = house.ledger.stream(Inzage.stream_of(inzage))
    views = [decode(one.topic, one.state) for one in records if one.topic.startswith(Inzage.Viewed.TOPIC)]
    return [(one.step, one.page, one.client) for one in views if isinstance(one, Inzage.Viewed)]


class TestOverTheApi:
    """What the pages ask for is asked of a key too: answers and refusals tell of how much lines are."""

    @pytest.mark.parametrize(
        "command", [{**DRAW, "sample": "s3", "client": "c1"}, TOO_MUCH, {"do": "evaluate_sample", "sample": "s1"}]
    )
    def test_nothing_is_told_without_inzage(self, control: TestClient, told: House, command: Any) -> None:
        """Neither the draw, nor an amount in a refusal; and nothing is recorded."""
        before = told.ledger.head()
        answer = control.post("/api/v1/commands", json=command)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "inzage-needed")
        assert "€" not in answer.text
        assert told.ledger.head() == before

    def test_is_drawn_within_an_inzage_in_lines(self, control: TestClient, told: House) -> None:
        """All of what it is drawn from lies within; the view stands in the log."""
        lines(told, KEY, clients=["c1"])
        assert given(control, {**DRAW, "sample": "s3", "client": "c1"}) == (200, [None])
        assert given(control, {**DRAW, "sample": "s4", "client": "c2"}) == (403, ["inzage-outside"])
        assert given(control, {**DRAW, "sample": "s4"}) == (403, ["inzage-outside"])
        assert seen(told, "i2") == [("lines", "/api/v1/commands", "c1")]

    def test_is_judged_within_an_inzage_in_the_sample(self, control: TestClient, told: House) -> None:
        """A refused judgement tells the amount too, so that it is a view as well; each line once in a request."""
        lines(told, KEY, region="Rotterdam")
        assert given(control, TOO_MUCH) == (403, ["inzage-needed"])
        request(told, "i3", "sample", KEY, previous="i2", region="Rotterdam", sample="s1", clients=["c1"])
        assert given(control, TOO_MUCH) == (409, ["item-uncertain-too-large"])
        assert given(control, JUDGE, JUDGE) == (200, [None, None])
        assert seen(told, "i3") == [("sample", "/api/v1/commands", "c1")] * 2
        assert given(control, {**JUDGE, "item": "d1/2"}) == (403, ["inzage-outside"])
        assert given(control, JUDGE, {**JUDGE, "sample": "s2"}) == (403, ["not-recorded", "inzage-outside"])

    def test_of_a_payer_asks_for_no_inzage(self, app: FastAPI, told: House) -> None:
        """The lines are its own."""
        payer = system(app, told, "zorgkantoor", region="Rotterdam")
        assert given(payer, JUDGE, {**DRAW, "sample": "s3"}) == (200, [None, None])


class TestAPreview:
    @pytest.mark.parametrize(
        "command",
        [
            {**DRAW, "sample": "s3", "client": "c1"},
            TOO_MUCH,
            {"do": "evaluate_sample", "sample": "s1"},
            {"do": "grant_inzage", "inzage": "i4"},
            {"do": "record_view", "inzage": "i2", "step": "lines", "page": "/verzonnen"},
        ],
    )
    def test_of_control_is_not_given(self, control: TestClient, told: House, command: Any) -> None:
        """It would tell how many lines there are, and of how much, and leave nothing in the log."""
        lines(told, KEY, region="Rotterdam")
        answer = control.post("/api/v1/previews", json=command)
        (line,) = answer.json()["lines"]
        assert (answer.status_code, line["error"]["code"]) == (409, "preview-of-control")
        assert (answer.json()["events"], "€" in answer.text) == ([], False)
