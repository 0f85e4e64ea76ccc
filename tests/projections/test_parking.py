"""An event that a fold cannot take sets its stream aside and nothing else; released, the rows are as they should be."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from ledger.commands.catalogue import COMMANDS
from ledger.demo.play import play
from ledger.demo.region import lives
from ledger.events import Contracteerruimte
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.errors import Conflict, NotFound, Refused
from projections.catalogue import PROJECTIONS
from projections.rows import Recorded, Rows
from projections.running.parking import Parked
from projections.running.releasing import release
from projections.running.runner import Runner
from projections.tables import parked, projection_positions
from tests.databases import Databases
from tests.houses import copied_house, do
from tests.ledger.lines import FAMILY, spend
from tests.ledger.tables import all_rows
from tests.projections.parked import at_positions, failing_runner
from web.composition import House

NAMES = [projection.name for projection in PROJECTIONS]


def live_shortly(house: House) -> None:
    """Two clients of the demo and its families; no projection has seen it."""
    assert isinstance(house.clock, SetClock)
    play(house.door, house.clock, lives(2, 5))


@pytest.fixture
def year(databases: Databases, clock: SetClock) -> Iterator[House]:
    """A year in which nothing was projected yet, on both databases."""
    with copied_house(databases, clock, "a very small year", live_shortly) as house:
        yield house


@pytest.fixture
def family(house: House) -> House:
    """A family with a budget, of which nothing was folded yet."""
    do(house, *FAMILY)
    return house


def empty(house: House) -> None:
    """Throw away what was projected."""
    with house.engine.begin() as connection:
        for table in (*(table for one in PROJECTIONS for table in one.tables), projection_positions, parked):
            connection.execute(delete(table))


def first_of(house: House, start: str) -> int:
    """The position of the first event of the first stream that begins so."""
    return next(one.position for one in house.ledger.records(0) if one.stream.startswith(start))


def aside(house: House) -> tuple[Parked, ...]:
    return house.conditions().parked


class TestReleasing:
    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def test_whatever_was_parked_in_any_order_gives_the_rows_of_a_rebuild(
        self, year: House, data: st.DataObject
    ) -> None:
        """Half the year, trouble at random events, the other half, and a repair. A rebuild compares every row."""
        empty(year)
        last = len(year.ledger.records(0, limit=1_000_000))
        trouble = st.tuples(st.sampled_from(NAMES), st.integers(1, last))
        bad = data.draw(st.sets(trouble, min_size=1, max_size=8))
        runner = failing_runner(year, at_positions(bad))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("projections.running.runner.BATCH", data.draw(st.integers(100, 1_000)))
            runner.catch_up()
        parked_now = aside(year)
        assert {(one.projection, one.position) for one in parked_now} <= bad
        bad.clear()
        for one in data.draw(st.permutations(parked_now)):
            assert release(year.runner, one.stream, one.projection) == [one]
        released = all_rows(year)
        assert aside(year) == ()
        year.rebuild()
        assert all_rows(year) == released

    def test_takes_what_came_after_as_well(self, family: House) -> None:
        """Parked at its first event, the stream went on; what others did was folded meanwhile."""
        bad = {("client_budget", first_of(family, "budget-"))}
        runner = failing_runner(family, at_positions(bad))
        runner.catch_up()
        do(family, spend("e1", "1.00"), spend("e2", "2.00"))
        runner.catch_up()
        assert [(one.projection, one.stream) for one in aside(family)] == [("client_budget", "budget-b1")]
        bad.clear()
        do(family, spend("e3", "3.00"))
        release(runner, "budget-b1")
        runner.catch_up()
        grown = all_rows(family)
        family.rebuild()
        assert all_rows(family) == grown

    def test_that_still_fails_changes_nothing(self, family: House) -> None:
        """Nor for the projection that could take it by now: all or none, and it says which event."""
        position = first_of(family, "budget-")
        bad = {("client_budget", position), ("caseload", position)}
        runner = failing_runner(family, at_positions(bad))
        runner.catch_up()
        before, was = all_rows(family), aside(family)
        bad.remove(("caseload", position))
        with pytest.raises(Refused, match=rf"gebeurtenis {position} .* nog niet verwerken") as refused:
            release(runner, "budget-b1")
        assert refused.value.code == "stream-still-failing"
        assert "geheim" not in refused.value.message
        assert (all_rows(family), aside(family)) == (before, was)
        assert [one.projection for one in release(runner, "budget-b1", "caseload")] == ["caseload"]

    def test_of_what_is_not_parked_or_not_there(self, family: House) -> None:
        """Nothing to do is no success."""
        with pytest.raises(NotFound, match="staat niet apart") as found:
            release(family.runner, "budget-b1")
        assert found.value.code == "stream-not-parked"
        with pytest.raises(NotFound, match="bestaat niet") as unknown:
            release(family.runner, "budget-b1", "elsewhere")
        assert unknown.value.code == "projection-unknown"


class TestParking:
    def test_keeps_what_the_same_batch_held_before_it(self, family: House) -> None:
        """Parked from that event on, and not from the start of the batch."""
        do(family, spend("e1", "1.00"))
        last = family.ledger.head()
        assert last is not None
        failing_runner(family, at_positions({("client_budget", last.position)})).catch_up()
        [one] = aside(family)
        assert (one.stream, one.position, one.topic) == ("budget-b1", last.position, "budget.spent/1")
        assert len(all_rows(family)["client_budget"]) == 1

    def test_is_an_alarm_without_what_people_wrote(self, family: House) -> None:
        """The log line has a name that does not change, and says of the error what it is and where."""
        with capture_logs() as lines:
            failing_runner(family, at_positions({("caseload", first_of(family, "budget-"))})).catch_up()
        [line] = [line for line in lines if line["event"] == "stream parked"]
        assert (line["log_level"], line["projection"], line["stream"]) == ("warning", "caseload", "budget-b1")
        assert "geheim" not in str(line)
        assert aside(family)[0].error.startswith("ValueError in parked.py, regel ")

    def test_of_rows_that_the_database_does_not_take(self, family: House) -> None:
        """A fold that makes half a row fails only when that is written."""
        original = next(one for one in PROJECTIONS if one.name == "contracteerruimte")
        table = original.tables[0]

        def half(rows: Rows, at: Recorded, event: Contracteerruimte.Set) -> None:
            rows.add(table, dict.fromkeys(column.name for column in table.columns))

        broken = replace(original, folds={**original.folds, Contracteerruimte.Set: half})
        do(family, {"do": "set_contracteerruimte"} | COMMANDS["set_contracteerruimte"].EXAMPLE)
        Runner(family.ledger, family.engine, [broken]).catch_up()
        [one] = aside(family)
        assert (one.topic, one.error.partition(" ")[0]) == ("contracteerruimte.set/1", "IntegrityError")

    def test_is_not_for_a_database_that_fails(self, family: House) -> None:
        """A full disk is nobody's stream: nothing is set aside, and the next try goes on where it was."""
        full = OperationalError("INSERT", {}, Exception("disk is full"))
        position = first_of(family, "budget-")
        runner = failing_runner(family, at_positions({("client_budget", position)}), full)
        with pytest.raises(OperationalError):
            runner.catch_up()
        assert aside(family) == ()
        family.runner.catch_up()
        grown = all_rows(family)
        family.rebuild()
        assert all_rows(family) == grown


class TestVersions:
    def test_newer_rows_are_left_alone(self, family: House) -> None:
        """Old folds on new rows would spoil them: neither folding nor releasing goes on."""
        family.runner.catch_up()
        set_version(family, 2)
        do(family, spend("e1", "1.00"))
        before = all_rows(family)
        for attempt in (family.runner.catch_up, lambda: release(family.runner, "budget-b1")):
            with pytest.raises(Conflict, match="nieuwere versie") as refused:
                attempt()
            assert refused.value.code == "projection-newer"
        assert all_rows(family) == before

    def test_older_rows_go_on_with_the_folds_of_today(self, family: House) -> None:
        """And whoever watches is told that a rebuild is wanted."""
        family.runner.catch_up()
        set_version(family, 0)
        do(family, spend("e1", "1.00"))
        assert family.runner.catch_up() == family.conditions().head
        assert {one.wants_rebuild for one in family.conditions().projections} == {True}


def set_version(house: House, version: int) -> None:
    with house.engine.begin() as connection:
        connection.execute(update(projection_positions).values(version=version))
