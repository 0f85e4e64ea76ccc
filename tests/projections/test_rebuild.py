"""Rebuilt rows are the rows that grew, however the log is cut; what differs is shown, and nothing is switched then."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, insert, select

from ledger.vocabulary.clock import SetClock
from projections import catalogue
from projections.caseload.fold import CASELOAD
from projections.catalogue import PROJECTIONS
from projections.client_budget.fold import CLIENT_BUDGET
from projections.client_budget.tables import entries
from projections.provider_totals.fold import PROVIDER_TOTALS
from projections.rebuilding.rebuild import Differs
from projections.tables import build_parts, projection_positions
from tests.databases import Databases
from tests.houses import copied_house, do
from tests.ledger.lines import spend
from tests.projections.rebuilding import by_hand, folded, in_small_parts, left_over, live_together, rebuild_of, stored
from tests.projections.test_runner import empty, live_a_little
from web.composition import House

TAMPERING = {
    "changed": "UPDATE client_budget_entry SET quantity = quantity + 1 WHERE budget = 'b-0'",
    "missing": "DELETE FROM client_budget_entry WHERE budget = 'b-1' AND entry = 'b-1-e2'",
    "extra": "INSERT INTO client_budget_provider VALUES ('p-nobody', 'Niemand')",
}


@pytest.fixture
def lived(databases: Databases, clock: SetClock) -> Iterator[House]:
    """A house with some lives in it, on both databases."""
    with copied_house(databases, clock, "lives together", live_together) as house:
        yield house


def position(house: House) -> int:
    """Return the end of the log."""
    head = house.ledger.head()
    return head.position if head else 0


class TestRebuiltRows:
    @settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
    @given(part=st.integers(1, 60), stretch=st.integers(1, 60), held=st.integers(1, 5_000), batch=st.integers(1, 40))
    def test_are_those_that_grew(self, lived: House, part: int, stretch: int, held: int, batch: int) -> None:
        """Whatever the size of parts, stretches, pieces and batches; and with events that come in meanwhile."""
        late = 0

        def happen(phase: str, done: int, of: int) -> None:
            nonlocal late
            if phase == "fold" and late < 3:
                late += 1
                do(lived, spend(f"e-{position(lived)}", "0.01"))

        with pytest.MonkeyPatch.context() as patch:
            in_small_parts(patch, part)
            patch.setattr("projections.rebuilding.rebuild.STRETCH", stretch)
            patch.setattr("projections.rebuilding.spilling.HELD", held)
            patch.setattr("projections.rebuilding.rebuild.BATCH", batch)
            lived.rebuild(happen)
        assert late
        assert stored(lived) == folded(lived)
        assert left_over(lived) == []

    def test_come_in_the_place_of_none(self, lived: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """After a new version of the tables: some projections have rows to compare with, others start."""
        in_small_parts(monkeypatch)
        by_hand(lived, "DELETE FROM projection_positions WHERE projection IN ('caseload', 'provider_totals')")
        for table in (*CASELOAD.tables, *PROVIDER_TOTALS.tables):
            by_hand(lived, f"DELETE FROM {table.name}")
        lived.rebuild()
        assert stored(lived) == folded(lived)
        assert left_over(lived) == []

    @pytest.mark.slow
    def test_of_a_year_are_those_that_grew(
        self, databases: Databases, clock: SetClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """In some tens of parts, by two processes; and then again by one."""
        in_small_parts(monkeypatch, 60)
        monkeypatch.setattr("projections.rebuilding.rebuild.STRETCH", 400)
        with copied_house(databases, clock, "a small year", live_a_little) as house:
            house.runner.catch_up()
            grown = stored(house)
            told: list[tuple[str, int, int]] = []
            house.rebuild(lambda *step: told.append(step), workers=2)
            assert stored(house) == grown == folded(house)
            for phase in ("read", "fold"):
                done = [done for one, done, _ in told if one == phase]
                assert done == sorted(done)
                assert len(done) > 3
                assert done[-1] == position(house)
            empty(house)
            house.rebuild()
            assert stored(house) == grown


class TestOnlySome:
    def test_are_built_and_the_others_stay(self, lived: House) -> None:
        """The tampered rows of another projection are nobody's business here."""
        by_hand(lived, TAMPERING["changed"])
        before = stored(lived)
        rebuild_of(lived, CASELOAD, PROVIDER_TOTALS).run()
        assert stored(lived) == before
        assert left_over(lived) == []

    def test_can_be_told_from_an_unfinished_rebuild_of_all(self, lived: House) -> None:
        """That one is left, with all that it made; nothing moves on with it any more."""
        by_hand(lived, TAMPERING["changed"])
        with pytest.raises(Differs):
            lived.rebuild()
        rebuild_of(lived, CASELOAD).run()
        assert left_over(lived) == []
        do(lived, spend("e-later", "0.10"))
        lived.runner.catch_up()
        assert followed(lived) == set()


class TestADifference:
    @pytest.mark.parametrize("how", TAMPERING)
    def test_stops_the_switch_until_it_is_accepted(self, lived: House, how: str) -> None:
        """It is told with the table, the column and the keys; live rows stay, and both go on with what happens."""
        by_hand(lived, TAMPERING[how])
        before = stored(lived)
        with pytest.raises(Differs) as stopped:
            lived.rebuild()
        (found,) = stopped.value.found
        told: dict[str, tuple[Any, ...]] = {
            "changed": ("client_budget_entry", 0, 0, {"quantity": 3}),
            "missing": ("client_budget_entry", 0, 1, {}),
            "extra": ("client_budget_provider", 1, 0, {}),
        }
        assert (found.table, found.missing, found.added, found.changed) == told[how]
        assert found.examples
        assert all(set(one) <= {"budget", "entry", "provider"} for one in found.examples)
        assert stored(lived) == before
        do(lived, spend("e-later", "0.10"), spend("e-later-still", "0.10", budget="b-3"))
        lived.runner.catch_up()
        assert followed(lived) == {1}
        with pytest.raises(Differs):
            lived.rebuild()
        done = lived.rebuild(accept=True)
        assert done.differences == [found]
        assert stored(lived) == folded(lived)
        assert left_over(lived) == []

    def test_can_be_left_for_what_it_is(self, lived: House) -> None:
        """Given up: what was built is gone, nothing moves on with it, and the live rows do."""
        by_hand(lived, TAMPERING["extra"])
        before = stored(lived)
        with pytest.raises(Differs):
            lived.rebuild()
        rebuild_of(lived, *PROJECTIONS).give_up()
        assert stored(lived) == before
        assert left_over(lived) == []
        do(lived, spend("e-later", "0.10"))
        lived.runner.catch_up()
        assert followed(lived) == set()

    def test_that_a_new_version_declares_stops_nothing(self, lived: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """Of one column, or of a whole table; what is not declared is compared all the same."""
        by_hand(lived, TAMPERING["changed"])
        by_hand(lived, TAMPERING["extra"])
        changed(monkeypatch, differs=frozenset({"client_budget_entry.quantity"}))
        with pytest.raises(Differs) as stopped:
            rebuild_of(lived, catalogue.by_name("client_budget")).run()
        assert [one.table for one in stopped.value.found] == ["client_budget_provider"]
        changed(monkeypatch, differs=frozenset({"client_budget_entry.quantity", "client_budget_provider"}))
        rebuild_of(lived, catalogue.by_name("client_budget")).run()
        assert stored(lived) == folded(lived)
        by_hand(lived, TAMPERING["changed"])
        with pytest.raises(Differs):
            rebuild_of(lived, catalogue.by_name("client_budget")).run()

    def test_of_folds_that_changed_since_starts_anew(self, lived: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """Rows of other folds are not mixed with theirs."""
        by_hand(lived, TAMPERING["changed"])
        with pytest.raises(Differs):
            rebuild_of(lived, CLIENT_BUDGET).run()
        changed(monkeypatch, differs=frozenset({"client_budget_entry"}))
        rebuild_of(lived, catalogue.by_name("client_budget")).run()
        assert stored(lived) == folded(lived)
        assert left_over(lived) == []
        with lived.engine.connect() as connection:
            assert connection.scalar(select(func.max(build_parts.c.build))) == 2


class TestRowsThatCannotFollow:
    @pytest.mark.parametrize("accept", [False, True])
    def test_are_never_switched(self, lived: House, accept: bool) -> None:
        """A row that is in the way of a new event in the new tables alone: they stay behind, and are built anew."""
        by_hand(lived, TAMPERING["changed"])
        with pytest.raises(Differs):
            lived.rebuild()
        with lived.engine.begin() as connection:
            found = connection.execute(select(entries).limit(1)).mappings().one()
            beside = entries.to_metadata(type(entries.metadata)(), name="client_budget_entry__build1")
            connection.execute(insert(beside).values(dict(found) | {"budget": "b-2", "entry": "e-later"}))
        do(lived, spend("e-later", "0.10", budget="b-2"))
        lived.runner.catch_up()
        assert 1 not in {place for name, place in followers(lived).items() if name == "client_budget"}
        told: list[str] = []
        if accept:
            lived.rebuild(lambda phase, done, of: told.append(phase), accept=True)
            assert stored(lived) == folded(lived)
        else:
            with pytest.raises(Differs):
                lived.rebuild(lambda phase, done, of: told.append(phase))
        assert "fold" in told


def followers(house: House) -> dict[str, int | None]:
    """Return for each projection the build that moves on with it."""
    with house.engine.connect() as connection:
        query = select(projection_positions.c.projection, projection_positions.c.followed_by)
        return {row.projection: row.followed_by for row in connection.execute(query)}


def followed(house: House) -> set[int]:
    """Return the builds that move on with something."""
    return {number for number in followers(house).values() if number is not None}


def changed(patch: pytest.MonkeyPatch, differs: frozenset[str]) -> None:
    """Let the budgets have a new version, which may differ there."""
    new = replace(CLIENT_BUDGET, version=catalogue.by_name("client_budget").version + 1, differs=differs)
    patch.setattr(catalogue, "PROJECTIONS", tuple(new if p.name == new.name else p for p in catalogue.PROJECTIONS))
