"""`GET /api/v1/findings` and `/api/v1/audits`: what was put on record, what rules find now, and for whom."""

from threading import Event
from typing import Any

import pytest
from fastapi import FastAPI
from jsonschema_rs import Draft202012Validator

from ledger.auditing.audit import Audit
from tests.houses import do
from tests.web.client import TestClient
from tests.web.findings_story import number, opening
from tests.web.keys import system
from web import findings
from web.api.findings import AUDIT, FINDING, FINDINGS
from web.auditing.asking import Question
from web.audits import Audits
from web.composition import House
from web.in_background import Progress

RULE = "declared-late"
D1 = number(RULE, "d1/1")
ADDRESS = "/api/v1/findings"
AUDITS = "/api/v1/audits"


@pytest.fixture
def told(regional: House) -> House:
    """The region, with findings about two lines of p1 and one of p9."""
    do(regional, *(opening(RULE, item) for item in ("d1/1", "d1/2", "d9/1")))
    return regional


@pytest.fixture
def app(app: FastAPI, told: House) -> FastAPI:
    """The application, which waits for an audit however busy the machine is."""
    app.state.audits = Audits(told, patience=60)
    return app


@pytest.fixture
def control(app: FastAPI, told: House) -> TestClient:
    """The system of an auditor."""
    return system(app, told, "auditor")


def code(answer: Any) -> tuple[int, str]:
    """The status, and the code of what is wrong."""
    return answer.status_code, answer.json()["error"]["code"]


class TestFindings:
    def test_are_as_described(self, control: TestClient) -> None:
        answer = control.get(ADDRESS, params={"rule": RULE})
        assert answer.status_code == 200, answer.text
        found = answer.json()
        assert Draft202012Validator(FINDINGS).is_valid(found)
        assert [one["item"] for one in found["findings"]] == ["d9/1", "d1/2", "d1/1"]
        assert (found["count"], found["at_stake"], found["next"]) == (3, "180.00", None)

    def test_of_one_tells_its_life(self, control: TestClient, told: House) -> None:
        do(told, {"do": "dismiss_finding", "finding": D1, "reason": "het klopte"})
        answer = control.get(f"{ADDRESS}/{D1}")
        assert Draft202012Validator(FINDING).is_valid(answer.json()), answer.text
        found = answer.json()
        assert (found["state"], found["rests_on"], found["judged_with"]) == ("dismissed", [4, 5], 5)
        assert [one["topic"] for one in found["life"]] == ["finding.opened/1", "finding.dismissed/1"]
        opened = found["opened"]
        then = control.get(f"{ADDRESS}/{D1}", params={"as_of": str(opened)}).json()
        assert (then["state"], len(then["life"])) == ("open", 1)
        assert code(control.get(f"{ADDRESS}/{D1}", params={"as_of": str(opened - 1)})) == (404, "finding-unknown")

    def test_come_in_parts(self, control: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
        """Each part says where the next begins; together they are all of them, each once."""
        monkeypatch.setattr(findings, "PER_ANSWER", 2)
        first = control.get(ADDRESS, params={"rule": RULE}).json()
        assert len(first["findings"]) == 2
        rest = control.get(ADDRESS, params={"rule": RULE, "before": str(first["next"])}).json()
        assert [one["item"] for one in rest["findings"]] == ["d1/1"]
        assert rest["next"] is None

    @pytest.mark.parametrize(
        ("scope", "items"),
        [
            (("zorgaanbieder", {"provider": "p1"}), {"d1/1", "d1/2"}),
            (("zorgkantoor", {"region": "Rotterdam"}), {"d1/1", "d1/2", "d9/1"}),
            (("zorgkantoor", {"region": "Utrecht"}), set()),
        ],
    )
    def test_stay_within_the_mandate(
        self, app: FastAPI, told: House, scope: tuple[str, dict[str, str]], items: set[str]
    ) -> None:
        role, bounds = scope
        key = system(app, told, role, **bounds)
        assert {one["item"] for one in key.get(ADDRESS, params={"rule": RULE}).json()["findings"]} == items
        other = key.get(f"{ADDRESS}/{number(RULE, 'd9/1')}")
        assert (other.status_code == 200) is ("d9/1" in items)

    @pytest.mark.parametrize(("role", "scope"), [("familie", {"client": "c1"}), ("medewerker", {"provider": "p1"})])
    def test_are_not_for_others(self, app: FastAPI, told: House, role: str, scope: dict[str, str]) -> None:
        key = system(app, told, role, **scope)
        for address in (ADDRESS, f"{ADDRESS}/{D1}", AUDITS):
            assert code(key.get(address)) == (403, "role-may-not")

    @pytest.mark.parametrize(
        ("parameters", "problem"),
        [
            ({"rule": "nergens"}, (422, "rule-unknown")),
            ({"family": "raar"}, (422, "family-unknown")),
            ({"state": "raar"}, (422, "state-unknown")),
            ({"period": "ooit"}, (422, "period-unreadable")),
            ({"before": "-1"}, (422, "value-invalid")),
            ({"as_of": "999999"}, (409, "as-of-past-end")),
            ({"kleur": "rood"}, (422, "field-unknown")),
        ],
    )
    def test_are_asked_for_strictly(
        self, control: TestClient, parameters: dict[str, str], problem: tuple[int, str]
    ) -> None:
        assert code(control.get(ADDRESS, params=parameters)) == problem

    def test_that_are_none_are_not_found(self, control: TestClient) -> None:
        for one in ("0123456789abcdef", "geen-nummer"):
            assert code(control.get(f"{ADDRESS}/{one}")) == (404, "finding-unknown")


class TestAnAudit:
    def test_is_as_described(self, control: TestClient) -> None:
        """Both judgements of everything in a region."""
        answer = control.get(AUDITS, params={"region": "Rotterdam"})
        assert answer.status_code == 200, answer.text
        told = answer.json()
        assert list(Draft202012Validator(AUDIT).iter_errors(told)) == []
        assert told["findings"]
        assert {"then", "now", "change"} <= told["findings"][0].keys()

    def test_of_a_client_is_about_that_client(self, control: TestClient) -> None:
        told = control.get(AUDITS, params={"client": "c1", "rules": "allocation-missing"}).json()
        assert {one["client"] for one in told["findings"]} == {"c1"}
        assert [one["rule"] for one in told["rules"]] == ["allocation-missing"]

    def test_of_a_payer_is_of_its_region(self, app: FastAPI, told: House) -> None:
        """Also where a rule looks across clients."""
        payer = system(app, told, "zorgkantoor", region="Utrecht")
        assert payer.get(AUDITS).json()["findings"] == []
        assert code(payer.get(AUDITS, params={"region": "Rotterdam"})) == (404, "region-unknown")
        assert code(payer.get(AUDITS, params={"client": "c1"})) == (404, "client-unknown")

    def test_is_not_for_a_provider(self, app: FastAPI, told: House) -> None:
        provider = system(app, told, "zorgaanbieder", provider="p1")
        assert code(provider.get(AUDITS)) == (403, "role-may-not")

    def test_that_takes_long_can_be_asked_again(self, app: FastAPI, told: House, control: TestClient) -> None:
        """The answer says how far it is; the address to ask again is about the same part of the log."""

        def slow(house: House, asked: Question, progress: Progress) -> Audit:
            progress(1, 4)
            gate.wait()
            return Audit(asked.known.position, told.clock.now().date(), ())

        gate = Event()
        app.state.audits = Audits(told, slow, patience=0)
        answer = control.get(AUDITS)
        gate.set()
        assert answer.status_code == 202
        head = told.ledger.head()
        assert head is not None
        assert answer.headers["location"] == f"{AUDITS}?as_of={head.position}"

    def test_that_breaks_says_so(self, app: FastAPI, told: House, control: TestClient) -> None:
        """And can be asked again."""

        def never(house: House, asked: Question, progress: Progress) -> Audit:
            raise RuntimeError("stuk")

        app.state.audits = Audits(told, never, patience=60)
        assert code(control.get(AUDITS)) == (409, "audit-failed")
        assert code(control.get(AUDITS)) == (409, "audit-failed")

    def test_waits_its_turn(self, app: FastAPI, told: House, control: TestClient) -> None:
        """Of many at once the last are asked to come back."""
        gate = Event()

        def slow(house: House, asked: Question, progress: Progress) -> Audit:
            gate.wait()
            return Audit(asked.known.position, told.clock.now().date(), ())

        app.state.audits = Audits(told, slow, patience=0)
        periods = [f"2026-0{month}" for month in range(1, 6)]
        answers = [control.get(AUDITS, params={"period": period}) for period in periods]
        gate.set()
        assert [one.status_code for one in answers] == [202, 202, 202, 202, 409]
        assert code(answers[-1]) == (409, "audit-busy")
