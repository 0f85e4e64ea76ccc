"""Commands through the API: the same answers per line as `pvb apply --json`, all of them or none."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI

from ledger.application import Ledger, Outcome
from ledger.commands.door import Door, Request
from ledger.vocabulary.actor import SYSTEM, Mandate
from ledger.vocabulary.errors import Conflict
from ledger.vocabulary.source import Source
from tests.web.client import TestClient
from tests.web.keys import system
from web.api.commands import MOST_COMMANDS
from web.api.route import LARGEST_BODY
from web.composition import House
from web.recording import apply_journal

ADDRESS = "/api/v1/commands"
LINES = {"content-type": "application/x-ndjson"}
JSON = {"content-type": "application/json"}


def spend(entry: str, amount: str = "1.00", **more: Any) -> dict[str, Any]:
    """A spend from budget b1."""
    facts = {"budget": "b1", "entry": entry, "on": "2026-03-04", "amount": {"PUNT": amount}, "what": "wandelen"}
    return {"do": "spend", **facts, **more}


def position(ledger: Ledger) -> int:
    """The last position of the log."""
    head = ledger.head()
    return head.position if head else 0


@pytest.fixture
def care(app: FastAPI, told: House) -> TestClient:
    """The system of provider p1."""
    return system(app, told, "zorgaanbieder", provider="p1")


TEST = Source("journal", "test")


class TestOneCommand:
    def test_is_answered_with_what_it_wrote(self, care: TestClient, told: House) -> None:
        before = position(told.ledger)
        answer = care.post(ADDRESS, json=spend("x1", command_id="mijn-1"))
        assert answer.status_code == 200
        events = [{"position": before + 1, "topic": "budget.spent/1"}]
        assert answer.json() == {"line": 1, "ok": True, "command_id": "mijn-1", "events": events}

    def test_is_seen_by_the_next_question(self, care: TestClient) -> None:
        before = care.get("/api/v1/balances/b1").json()["spent"]
        care.post(ADDRESS, json=spend("x1", "1.25"))
        assert (before, care.get("/api/v1/balances/b1").json()["spent"]) == ("8.84", "10.09")

    def test_stands_in_the_log_under_the_name_of_its_key(self, care: TestClient, told: House) -> None:
        care.post(ADDRESS, json=spend("x1"))
        head = told.ledger.head()
        assert head is not None
        stored = json.loads(head.state)
        assert stored["actor"] == {"id": "api:zorgaanbieder-p1", "role": "zorgaanbieder"}
        assert stored["source"] == {"kind": "api", "name": "zorgaanbieder-p1", "line": 1}

    def test_sent_twice_is_recorded_once(self, care: TestClient, told: House) -> None:
        first = care.post(ADDRESS, json=spend("x1", command_id="mijn-1"))
        after = position(told.ledger)
        assert care.post(ADDRESS, json=spend("x1", command_id="mijn-1")).json() == first.json()
        assert position(told.ledger) == after
        other = care.post(ADDRESS, json=spend("x2", command_id="mijn-1"))
        assert (other.status_code, other.json()["error"]["code"]) == (409, "command-id-used")

    def test_refused_tells_why_with_the_numbers(self, care: TestClient) -> None:
        answer = care.post(ADDRESS, json=spend("x1", "500.00", command_id="te-veel"))
        assert answer.status_code == 409
        told = answer.json()
        assert (told["ok"], told["command_id"], told["error"]["field"]) == (False, "te-veel", "amount")
        assert "108,16 punten" in told["error"]["message"]

    def test_malformed_lists_every_problem(self, care: TestClient) -> None:
        answer = care.post(ADDRESS, json={**spend("x 1", "1.5"), "kleur": "rood", "on": "2026-02-30"})
        assert answer.status_code == 422
        told = answer.json()
        assert told["error"] == told["problems"][0]
        assert {problem["field"] for problem in told["problems"]} == {"kleur", "entry", "on", "amount"}

    @pytest.mark.parametrize("body", [b"", b"[", b"{", b"\xff", b"[" * 100_000, b'"spend"', b"null", b"\x00"])
    def test_that_is_no_command_is_a_problem_not_an_accident(self, care: TestClient, body: bytes) -> None:
        answer = care.post(ADDRESS, content=body, headers=JSON)
        assert answer.status_code == 422, answer.text
        assert answer.json()["error"]["message"]


class TestSeveralCommands:
    def test_are_recorded_together(self, care: TestClient, told: House) -> None:
        before = position(told.ledger)
        answer = care.post(ADDRESS, json=[spend("x1"), spend("x2")])
        assert [one["events"][0]["position"] for one in answer.json()] == [before + 1, before + 2]

    def test_one_refused_leaves_all_unrecorded(self, care: TestClient, told: House) -> None:
        before = position(told.ledger)
        answer = care.post(ADDRESS, json=[spend("x1"), spend("x2", "500.00"), spend("x3")])
        assert answer.status_code == 409
        assert [one["error"]["code"] for one in answer.json()] == ["not-recorded", "over-budget", "not-recorded"]
        assert [one["line"] for one in answer.json()] == [1, 2, 3]
        assert position(told.ledger) == before

    def test_all_malformed_ones_are_told_at_once(self, care: TestClient, told: House) -> None:
        before = position(told.ledger)
        answer = care.post(ADDRESS, json=[spend("x1"), {"do": "dansen"}, 7, spend("x 4")])
        assert answer.status_code == 422
        codes = [one["error"]["code"] for one in answer.json()]
        assert codes == ["not-recorded", "command-unknown", "not-an-object", "value-invalid"]
        assert position(told.ledger) == before

    def test_a_later_command_sees_what_an_earlier_one_did(self, care: TestClient) -> None:
        answer = care.post(ADDRESS, json=[spend("x1", "60.00"), spend("x2", "60.00")])
        assert [one["error"]["code"] for one in answer.json()] == ["not-recorded", "over-budget"]

    def test_none_at_all_is_told(self, care: TestClient) -> None:
        assert care.post(ADDRESS, json=[]).json()["error"]["code"] == "no-commands"

    def test_too_many_are_not_taken(self, care: TestClient) -> None:
        answer = care.post(ADDRESS, json=[{}] * (MOST_COMMANDS + 1))
        assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too-many-commands")


class TestLines:
    def test_are_answered_with_lines(self, care: TestClient) -> None:
        body = "\n".join([json.dumps(spend("x1")), "", json.dumps(spend("x2"))])
        answer = care.post(ADDRESS, content=body, headers=LINES)
        assert answer.headers["content-type"] == "application/x-ndjson"
        assert [json.loads(line)["line"] for line in answer.text.splitlines()] == [1, 3]

    def test_are_the_answers_of_the_command_line(self, care: TestClient, told: House) -> None:
        body = "\n".join([json.dumps(spend("x1")), "{", json.dumps(spend("x2"))])
        answer = care.post(ADDRESS, content=body, headers=LINES)
        same = apply_journal(told, body.encode().split(b"\n"), SYSTEM, Source("journal", "cli"))
        assert [json.loads(line) for line in answer.text.splitlines()] == same


class TestWhatIsNotTaken:
    @pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data", ""])
    def test_another_content_type(self, care: TestClient, kind: str) -> None:
        answer = care.post(ADDRESS, content=json.dumps(spend("x1")), headers={"content-type": kind})
        assert (answer.status_code, answer.json()["error"]["code"]) == (415, "content-type-unknown")

    def test_the_longest_body_and_one_byte_more(self, care: TestClient) -> None:
        whole = json.dumps(spend("x1")).encode()
        at_the_limit = whole + b" " * (LARGEST_BODY - len(whole))
        assert care.post(ADDRESS, content=at_the_limit, headers=JSON).status_code == 200
        too_long = care.post(ADDRESS, content=at_the_limit + b" ", headers=JSON)
        assert (too_long.status_code, too_long.json()["error"]["code"]) == (413, "body-too-large")

    def test_an_unknown_parameter(self, care: TestClient) -> None:
        answer = care.post(f"{ADDRESS}?keep_going=true", json=spend("x1"))
        assert (answer.status_code, answer.json()["error"]["field"]) == (422, "keep_going")


class TestKeepGoing:
    """What `pvb apply --keep-going` rests on."""

    def test_records_what_can_be(self, told: House) -> None:
        before = position(told.ledger)
        lines = [json.dumps(one).encode() for one in (spend("x1"), spend("x2", "500.00"), spend("x3"))]
        answers = apply_journal(told, [*lines[:2], b"{", *lines[2:]], SYSTEM, TEST, keep_going=True)
        assert [one["ok"] for one in answers] == [True, False, False, True]
        assert [one["error"]["code"] for one in answers if not one["ok"]] == ["over-budget", "not-json"]
        assert position(told.ledger) == before + 2


class BusyDoor(Door):
    """A door at which somebody else was first, every time."""

    def accept_from(self, given: Sequence[tuple[Request, Mandate, Source]]) -> list[Outcome]:
        """Give up."""
        raise Conflict("too-busy", "Iemand anders wijzigt dit op hetzelfde moment. Probeer het zo nog eens.")


class TestWhenSomebodyElseWasFirst:
    def test_every_line_says_so(self, told: House) -> None:
        """So that all of them can be sent again as they are."""
        busy = replace(told, door=BusyDoor(told.ledger))
        answers = apply_journal(busy, [json.dumps(spend(entry)).encode() for entry in ("x1", "x2")], SYSTEM, TEST)
        assert [one["error"]["code"] for one in answers] == ["too-busy", "too-busy"]
