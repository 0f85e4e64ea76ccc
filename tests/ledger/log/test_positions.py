"""The order of the log: no gaps, time only forward, and a moment that names one part of it for ever."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.commands.door import NotRecorded
from ledger.recorder import Record
from ledger.vocabulary.clock import AMSTERDAM, SetClock
from tests.houses import START, do, opened
from tests.ledger.lines import FAMILY, client, pot, raised, spend, transfer
from tests.ledger.story import Story
from web.composition import House

TICK = timedelta(microseconds=1)


def check_order(records: list[Record]) -> None:
    """See to it that positions count from one and that time and versions only go forward."""
    assert [record.position for record in records] == list(range(1, len(records) + 1))
    moments = [record.recorded_at for record in records]
    assert moments == sorted(moments)
    versions: dict[str, int] = {}
    for record in records:
        assert record.version == versions.get(record.stream, 0) + 1
        versions[record.stream] = record.version


@pytest.fixture
def family(house: House) -> Story:
    """The family, on both databases."""
    story = Story(house)
    story.tell(*FAMILY)
    return story


class TestPositions:
    def test_have_no_gap_after_a_refusal(self, family: Story) -> None:
        """What was refused leaves no number behind, alone or in a set."""
        family.refusal(spend("e1", "11.00"))
        family.refusal(raised("1.00"), spend("e1", "12.00"))
        family.tell(spend("e1", "1.00"))
        check_order(family.house.ledger.records(0))
        assert family.position() == 4

    def test_have_no_gap_after_a_conflict(self, family: Story) -> None:
        """Eight at once on one budget: each is decided again until it is its turn."""
        with ThreadPoolExecutor(8) as threads:
            list(threads.map(lambda number: family.tell(spend(f"e{number}", "0.01")), range(24)))
        check_order(family.house.ledger.records(0))
        assert family.position() == 3 + 24

    def test_have_no_gap_after_a_break_in_the_middle_of_writing(
        self, family: Story, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The events are in, their receipts are not: all of it is gone, and the next command goes on from before."""

        def broken(*_: object) -> None:
            raise OSError("the disk is full")

        before = family.traces()
        with monkeypatch.context() as breaking:
            for writing in ("_SQLiteWriting", "_PostgresWriting"):
                breaking.setattr(f"ledger.recorder.{writing}.write_receipts", broken)
            with pytest.raises(OSError, match="disk is full"):
                family.tell(client("c2", name="Bea"))
        assert family.traces() == before
        family.tell(client("c2", name="Bea"), spend("e1", "1.00"))
        check_order(family.house.ledger.records(0))

    def test_survive_a_clean_up_of_the_file(self, story: Story) -> None:
        """SQLite may number rows anew when it packs them; these stay, and the log goes on after them."""
        story.tell(*(spend(f"e{number}", "0.10") for number in range(20)))
        before = story.house.ledger.records(0)
        with story.house.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql("BEGIN")
        assert story.house.ledger.records(0) == before
        story.tell(spend("later", "0.10"))
        check_order(story.house.ledger.records(0))

    def test_of_one_command_follow_each_other(self, family: Story) -> None:
        """Both sides of a transfer, at one moment."""
        (_, told) = family.tell(pot(), transfer("t1", "b1", "pot", "1.00"))
        out, into = (family.house.ledger.at(position) for position, _ in told.events)
        assert out is not None
        assert into is not None
        assert (into.position, into.recorded_at) == (out.position + 1, out.recorded_at)

    def test_can_be_read_in_parts(self, family: Story) -> None:
        """After a position, up to a position, at most so many."""
        family.tell(*(spend(f"e{number}", "0.10") for number in range(5)))
        whole = family.house.ledger.records(0)
        for after, upto, limit in product(range(9), range(9), (1, 3, 10)):
            expected = [record for record in whole if after < record.position <= upto][:limit]
            assert family.house.ledger.records(after, upto, limit) == expected
        assert [family.house.ledger.at(position) for position in (0, 9, -1)] == [None, None, None]


class TestRecordedAt:
    def test_runs_forward_when_the_clock_stands_still(self, family: Story) -> None:
        """One microsecond at a time, so that a moment names one transaction."""
        family.tell(*(spend(f"e{number}", "0.10") for number in range(4)))
        moments = [record.recorded_at for record in family.house.ledger.records(0)]
        assert [later - earlier for earlier, later in pairwise(moments)] == [TICK] * 6

    def test_runs_forward_when_the_clock_runs_back(self, family: Story, clock: SetClock) -> None:
        """The clock of a server is put right now and then."""
        for number, hours in enumerate((5, -5, -5000, 0, 1)):
            clock.moment = START + timedelta(hours=hours)
            family.tell(spend(f"e{number}", "0.10"))
        moments = [record.recorded_at for record in family.house.ledger.records(3)]
        five = START + timedelta(hours=5)
        assert moments == [five, five + TICK, five + 2 * TICK, five + 3 * TICK, five + 4 * TICK]

    def test_is_one_moment_for_a_set(self, family: Story) -> None:
        """What is recorded together is known together."""
        do(family.house, spend("e1", "1.00"), spend("e2", "1.00"))
        first, second = family.house.ledger.records(3)
        assert first.recorded_at == second.recorded_at

    def test_is_in_utc_whatever_zone_the_clock_keeps(self, family: Story, clock: SetClock) -> None:
        """A quarter past eleven in Amsterdam is a quarter past ten."""
        clock.moment = (START + timedelta(hours=1)).astimezone(AMSTERDAM)
        family.tell(spend("e1", "1.00"))
        record = family.house.ledger.head()
        assert record is not None
        assert record.state.startswith(b'{"recorded_at":"2026-03-04T11:15:00.000000Z",')


class TestAMoment:
    @pytest.fixture
    def year(self, family: Story, clock: SetClock) -> Story:
        """Something every hour, at times two things in one set, at times a clock that runs back."""
        for number in range(12):
            clock.moment = START + timedelta(hours=number if number % 4 else number - 3)
            together = [spend(f"e{number}", "0.10"), spend(f"f{number}", "0.10")]
            do(family.house, *together[: 1 + number % 2])
        clock.moment = START + timedelta(days=30)
        return family

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(seconds=st.integers(-4 * 3600, 14 * 3600), nudge=st.integers(-2, 2))
    def test_names_all_that_was_recorded_until_then(self, year: Story, seconds: int, nudge: int) -> None:
        """Against a plain walk over the whole log; a microsecond before and after the hour as well."""
        moment = START + timedelta(seconds=seconds // 1800 * 1800, microseconds=nudge)
        known = [record.position for record in year.house.ledger.records(0) if record.recorded_at <= moment]
        assert year.house.ledger.position_at(moment) == max(known, default=0)

    def test_names_the_same_part_for_ever(self, year: Story, clock: SetClock) -> None:
        """Whatever is recorded later, also by a clock that was put back to before it."""
        moments = [record.recorded_at for record in year.house.ledger.records(0)]
        before = [year.house.ledger.position_at(moment) for moment in moments]
        clock.moment = START - timedelta(days=100)
        year.tell(spend("late", "0.10"), raised("1.00"))
        assert [year.house.ledger.position_at(moment) for moment in moments] == before

    def test_never_cuts_a_set_in_two(self, year: Story) -> None:
        """What was recorded together is known together, or not at all."""
        records = year.house.ledger.records(0)
        cuts = {year.house.ledger.position_at(record.recorded_at) for record in records}
        for first, second in pairwise(records):
            if first.recorded_at == second.recorded_at:
                assert first.position not in cuts

    def test_before_everything_and_after_everything(self, year: Story) -> None:
        """Nothing, and all of it."""
        assert year.house.ledger.position_at(START - timedelta(days=1)) == 0
        assert year.house.ledger.position_at(START + timedelta(days=1)) == year.position()

    def test_in_an_empty_log_is_nothing(self, house: House) -> None:
        """Before the first client."""
        assert house.ledger.head() is None
        assert house.ledger.position_at(START) == 0


class TestTwoHousesOnOneLog:
    def test_see_what_the_other_wrote(self, family: Story, clock: SetClock) -> None:
        """A web server and a command line at the same time, each with what it remembers."""
        with opened(family.house.settings.database_url, clock) as second:
            other = Story(second)
            other.tell(spend("e1", "9.00"))
            assert family.refused(spend("e2", "1.01")) == "over-budget"
            assert family.refused(spend("e1", "1.00")) == "entry-exists"
            family.tell(raised("5.00"), spend("e2", "6.00"))
            assert other.refused(spend("e3", "0.01")) == "over-budget"
            assert other.left() == family.left() == "0.00"
            with suppress(NotRecorded):
                do(second, spend("e2", "0.01"))
            family.tell({"do": "report_death", "client": "c1", "on": "2026-03-03"})
            assert other.refused(raised("1.00"), spend("e4", "0.01")) == "after-death"
            other.tell({"do": "withdraw_death", "client": "c1", "reason": "vergissing"}, raised("1.00"))
            family.tell(spend("e4", "1.00"))
        check_order(family.house.ledger.records(0))
