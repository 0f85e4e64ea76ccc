"""A position says one thing, whatever is set aside: from the tables, from the log, ever after; or tells what misses."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from fastapi import FastAPI

from ledger.events import CATALOGUE, Declaration, Event
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.errors import Refused
from projections.audit_trail.queries import Asked, count, timeline
from projections.client_budget.fold import CLIENT_BUDGET
from projections.provider_totals.fold import PROVIDER_TOTALS
from projections.rows import Recorded, Rows
from projections.running.releasing import release
from tests.databases import Databases
from tests.houses import do, end_of, positions_of
from tests.projections.parked import Fails, failing_runner
from tests.web.client import TestClient, main_text
from tests.web.conftest import LogIn
from tests.web.keys import system
from tests.web.region_story import regional_house
from web.answers import Answer
from web.app import create_app
from web.auth.sessions import start_session
from web.auth.visitor import COOKIE
from web.composition import House
from web.declarations import declarations_of
from web.differences.answers import compared_answer
from web.differences.comparing import about_of, compared
from web.explaining.asking import explanation_of
from web.questions import balance_of, history_of, totals_of

LINE: dict[str, Any] = {"line": "1", "client": "c1", "prestatie": "H126", "quantity": "3:00", "unit": "UUR"}
LINE |= {"on": "2026-03-02", "amount": {"EUR": "225.00"}}
"""What the stream that is set aside says."""
BOTH = ("provider_totals", "audit_trail")
SUBMITTED = Declaration.LineSubmitted.stored_topic()
SPENT: dict[str, Any] = {"do": "spend", "budget": "b1", "entry": "late", "on": "2026-03-04", "what": "wandelen"}
SPENT |= {"amount": {"PUNT": "1.00"}}


@pytest.fixture
def app(region: House) -> FastAPI:
    """The application on the region."""
    return create_app(region)


@pytest.fixture
def as_user(app: FastAPI, region: House) -> LogIn:
    """Log somebody of the region in."""

    def log_in(username: str) -> TestClient:
        token = start_session(region.engine, username, region.clock.now())
        return TestClient(app, follow_redirects=False, cookies={COOKIE: token})

    return log_in


@pytest.fixture
def region(databases: Databases, clock: SetClock) -> Iterator[House]:
    """A region with declarations of two providers, and one more of p1 that no projection has folded."""
    with regional_house(databases, clock) as house:
        house.runner.catch_up()
        yield house


def declare(house: House, id: str) -> int:
    """Declare a line at p1; return the last position."""
    period = ["2026-03-01", "2026-03-31"]
    do(house, {"do": "submit_declaration", "declaration": id, "provider": "p1", "period": period, "lines": [LINE]})
    return end_of(house)


def line_of(house: House, id: str) -> int:
    """The position of the line of a declaration; what was found against it comes after."""
    (position,) = positions_of(house, "declaration.line-submitted", of=f"declaration-{id}")
    return position


def move_on(house: House) -> None:
    do(house, {"do": "register_provider", "provider": "p8", "name": "Later"})


def parks(*projections: str, stream: str = "declaration-late") -> Fails:
    return lambda name, at: name in projections and at.stream == stream


def answers(house: House, as_of: str | None) -> dict[str, Answer]:
    """Everything that is told about p1 and c1."""
    found = compared(house, SYSTEM, about_of(None, "p1", None), "1", as_of)
    return {
        "totals": totals_of(house, SYSTEM, "p1", as_of=as_of),
        "region": totals_of(house, SYSTEM, region="Rotterdam", as_of=as_of),
        "declarations": declarations_of(house, SYSTEM, "p1", as_of=as_of),
        "history": history_of(house, SYSTEM, "c1", as_of),
        "diff": compared_answer(house.ledger, found),
        "explained": explanation_of(house, SYSTEM, "provider:p1.declared@2026-03", as_of=as_of, depth=4),
    }


class TestWhatIsParked:
    @pytest.mark.parametrize(
        "projections", [("provider_totals",), ("audit_trail",), ("provider_totals", "audit_trail")]
    )
    def test_is_told_as_if_it_were_not(self, region: House, projections: tuple[str, ...]) -> None:
        last = declare(region, "late")
        failing_runner(region, parks(*projections)).catch_up()
        assert {one.stream for one in region.conditions().parked} == {"declaration-late"}
        now, at = answers(region, None), answers(region, str(last))
        move_on(region)
        after = answers(region, str(last))
        assert now == at == after
        assert "misses_since" not in str(after)
        assert now["declarations"]["declared"] == now["totals"]["totals"][0]["declared"]
        assert "late" in str(now["history"])
        for one in region.conditions().parked:
            release(region.runner, one.stream, one.projection)
        assert answers(region, str(last)) == after

    def test_halfway_is_told_as_if_it_were_not(self, region: House) -> None:
        """The tables hold what came before: that is not counted twice."""
        declare(region, "late")
        region.runner.catch_up()
        do(region, {"do": "approve_declaration", "declaration": "late", "lines": ["1"]})
        last = end_of(region)
        failing_runner(region, parks(*BOTH)).catch_up()
        now = answers(region, None)
        assert len(region.conditions().parked) == 2
        move_on(region)
        assert answers(region, str(last)) == now

    def test_is_counted_in_a_trail(self, region: House) -> None:
        """The number above a timeline is that of its lines, and whom it does not concern sees none of it."""
        declare(region, "late")
        region.runner.catch_up()
        do(region, {"do": "approve_declaration", "declaration": "late", "lines": ["1"]})
        failing_runner(region, parks("audit_trail")).catch_up()
        with region.reading() as connection:
            for kind, id in (("client", "c1"), ("declaration", "late"), ("client", "c2"), ("provider", "p9")):
                for upto in (None, end_of(region), end_of(region) - 1):
                    asked = Asked(kind, id, upto)
                    lines = timeline(connection, region.ledger, asked)
                    assert count(connection, region.ledger, asked) == len(lines)
                    assert any(one.stream == "declaration-late" for one in lines) == (id in ("c1", "late"))


@pytest.fixture
def poison(region: House, monkeypatch: pytest.MonkeyPatch) -> int:
    """A line of p1 that no fold of totals takes, in the tables nor in a replay; return its position."""
    fold = PROVIDER_TOTALS.folds_by_topic[SUBMITTED]

    def failing(rows: Rows, at: Recorded, event: Declaration.LineSubmitted) -> None:
        fold(rows, at, event)
        if at.stream == "declaration-late":
            raise ValueError("geheim van c1")

    monkeypatch.setitem(PROVIDER_TOTALS.folds_by_topic, SUBMITTED, failing)
    declare(region, "late")
    failing_runner(region, parks("provider_totals")).catch_up()
    return line_of(region, "late")


class TestWhatNothingCanTake:
    def test_is_missing_from_totals_and_they_say_so(self, region: House, poison: int) -> None:
        """For whom it concerns; and later, of the same position, the same."""
        before = totals_of(region, SYSTEM, "p1", as_of=str(poison - 1))
        asked: list[dict[str, Any]] = [{}, {"provider": "p1"}, {"region": "Rotterdam"}, {"provider": "p9"}]
        now = [totals_of(region, SYSTEM, **one) for one in asked]
        assert [one["as_of"].get("misses_since") for one in now] == [poison, poison, poison, None]
        assert now[1]["totals"] == before["totals"]
        assert "misses_since" not in before["as_of"]
        last = end_of(region)
        move_on(region)
        assert [totals_of(region, SYSTEM, **one, as_of=str(last)) for one in asked] == now

    def test_is_missing_from_a_replay_by_several_processes(
        self, region: House, poison: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Each takes a part; who meets it says so."""
        monkeypatch.setattr("projections.replaying.PART", 5)
        move_on(region)
        found = totals_of(region, SYSTEM, "p1", as_of=str(poison))
        assert found["as_of"]["misses_since"] == poison

    def test_leaves_no_explanation_of_what_it_is_in(self, app: FastAPI, region: House, poison: int) -> None:
        """Parts must add up; those of others do."""
        key = system(app, region, "auditor")
        answer = key.get("/api/v1/explanations/provider:p1.declared")
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "event-not-taken")
        assert f"Gebeurtenis {poison} ({SUBMITTED})" in answer.json()["error"]["message"]
        assert "c1" not in answer.text
        assert key.get("/api/v1/explanations/provider:p9.declared").status_code == 200

    def test_stops_no_page_of_a_region(self, as_user: LogIn, region: House, poison: int) -> None:
        """It says what it misses, looking back as well."""
        browser = as_user("inkoop-1")
        for address in ("/regio", f"/regio?position={poison}"):
            page = browser.get(address)
            assert (page.status_code, "mist wijzigingen" in main_text(page)) == (200, True)

    def test_stops_the_figures_of_a_budget(
        self, app: FastAPI, as_user: LogIn, region: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """And not the timeline of its client: the trail can take it."""

        def failing(rows: Rows, at: Recorded, event: object) -> None:
            raise ValueError("geheim van c1")

        monkeypatch.setitem(CLIENT_BUDGET.folds_by_topic, "budget.spent/1", failing)
        answer = system(app, region, "auditor").get("/api/v1/balances/b1")
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "event-not-taken")
        assert "geheim" not in answer.text
        assert as_user("auditor-1").get("/controle/client/c1").status_code == 200
        assert balance_of(region, SYSTEM, "b9")["available"] == "1500.00"


class Unreadable:
    """Reads every line but those of one declaration."""

    def __init__(self) -> None:
        self.decoder = CATALOGUE[SUBMITTED].decoder

    def decode(self, state: bytes, /) -> Event:
        if b'"late"' in state:
            raise msgspec.DecodeError("geheim van c1")
        return self.decoder.decode(state)


class TestWhatCannotBeRead:
    def test_may_be_about_anybody(self, region: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """Answers about whom its stream does not name say what they may miss."""
        monkeypatch.setitem(CATALOGUE, SUBMITTED, CATALOGUE[SUBMITTED]._replace(decoder=Unreadable()))
        declare(region, "late")
        position = line_of(region, "late")
        failing_runner(region, parks()).catch_up()
        assert history_of(region, SYSTEM, "c9")["as_of"]["misses_since"] == position
        assert declarations_of(region, SYSTEM, "p9")["as_of"]["misses_since"] == position
        found = compared(region, SYSTEM, about_of("c1", None, None), str(position - 1), None)
        assert (found.before.misses_since, found.after.misses_since) == (None, position)
        assert totals_of(region, SYSTEM, "p9")["as_of"]["misses_since"] == position
        assert "misses_since" not in history_of(region, SYSTEM, "c9", str(position - 1))["as_of"]

    def test_stops_answers_about_whom_its_stream_names(self, region: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """And only those."""
        declare(region, "late")
        region.runner.catch_up()
        monkeypatch.setitem(CATALOGUE, SUBMITTED, CATALOGUE[SUBMITTED]._replace(decoder=Unreadable()))
        for asked in (
            lambda: history_of(region, SYSTEM, "c1"),
            lambda: declarations_of(region, SYSTEM, "p1"),
            lambda: compared(region, SYSTEM, about_of(None, "p1", None), "1", None),
        ):
            with pytest.raises(Refused) as refused:
                asked()
            assert refused.value.code == "event-not-taken"
            assert "geheim" not in refused.value.message
        assert "misses_since" not in history_of(region, SYSTEM, "c9")["as_of"]


class TestPages:
    def test_that_look_back_keep_their_bytes(self, as_user: LogIn, region: House) -> None:
        """They are made by a replay: what is set aside in the tables is in them."""
        last = declare(region, "late")
        move_on(region)
        region.runner.catch_up()
        seen = {as_user("inkoop-1"): f"/regio?position={last}", as_user("familie-1"): f"/budget/b1?position={last}"}
        before = {browser: browser.get(address).content for browser, address in seen.items()}
        do(region, SPENT)
        fails = lambda name, at: at.stream in ("declaration-later", "budget-b1")  # noqa: E731
        declare(region, "later")
        failing_runner(region, fails).catch_up()
        assert len({one.stream for one in region.conditions().parked}) == 2
        for browser, address in seen.items():
            assert "mist wijzigingen" in main_text(browser.get(address.partition("?")[0]))
            assert browser.get(address).content == before[browser]

    def test_that_look_back_in_a_table_say_what_it_misses(self, as_user: LogIn, region: House) -> None:
        """The search of an auditor finds what the table of the trail knows."""
        last = declare(region, "late")
        failing_runner(region, parks("audit_trail")).catch_up()
        move_on(region)
        page = as_user("auditor-1").get(f"/controle?q=late&position={last}")
        assert "mist wijzigingen" in main_text(page)
