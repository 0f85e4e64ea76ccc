"""A simulation reads the log and leaves it as it was; the same question always has the same answer."""

from functools import partial

import pytest

from ledger.application import Ledger
from ledger.simulation import reading, run
from ledger.simulation.outcome import outcome
from ledger.simulation.run import simulate
from ledger.simulation.scenarios import HYBRID, SINGLE
from ledger.vocabulary.clock import SystemClock
from ledger.vocabulary.errors import Refused
from tests.houses import KEY
from tests.ledger.care_lines import care, delivered, plan
from tests.simulation.stories import GIVEN, asked, at_home, found, simulated, tells
from web.composition import House, open_house

EVERY = ",".join((*SINGLE, *HYBRID))


def ledger_at(url: str) -> Ledger:
    """Open a ledger once more, as another process does."""
    return open_house({"PVB_DATABASE_URL": url, "PVB_MASTER_KEY": KEY}, clock=SystemClock(), make=False).ledger


class TestTheLog:
    def test_is_left_as_it_was(self, any_region: House) -> None:
        before = [(one.position, one.state) for one in any_region.ledger.records(0)]
        simulated(any_region, EVERY)
        assert [(one.position, one.state) for one in any_region.ledger.records(0)] == before

    def test_gives_the_same_whether_read_in_parts_or_at_once(
        self, any_region: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tells(any_region, *at_home("c2", value="350.00"), delivered("l1", "7:30", "2026-03-01", client="c2"))
        at_once = found(any_region, EVERY)
        assert at_once.clients == 2
        monkeypatch.setattr(reading, "CHUNK", 1)
        monkeypatch.setattr(run, "PART", 1)
        assert found(any_region, EVERY) == at_once

    def test_gives_the_same_in_several_processes(self, any_region: House, monkeypatch: pytest.MonkeyPatch) -> None:
        tells(any_region, *at_home("c2", value="350.00"), delivered("l1", "7:30", "2026-03-01", client="c2"))
        alone = found(any_region, "A,C,F,H+A")
        monkeypatch.setattr(run, "PART", 1)
        told: list[tuple[int, int]] = []
        together = simulate(
            any_region.ledger,
            asked(any_region, "A,C,F,H+A"),
            lambda done, all: told.append((done, all)),
            opening=partial(ledger_at, any_region.settings.database_url),
            processes=2,
        )
        assert outcome(together) == alone
        assert told == [(1, 2), (2, 2)]

    def test_as_it_was_at_an_earlier_position(self, any_region: House) -> None:
        """What is recorded later changes nothing of the answer, nor of who is sampled."""
        position = asked(any_region).upto
        before = found(any_region, EVERY)
        tells(any_region, *at_home("c2"), delivered("l9", "8:00", "2026-05-01"))
        assert found(any_region, EVERY, upto=position) == before
        assert found(any_region, EVERY).clients == 2


class TestWhoCounts:
    def test_is_who_lives_in_the_region(self, region: House) -> None:
        tells(region, *at_home("c2", region="Utrecht"), delivered("l1", "1:00", "2026-03-01", client="c2"))
        assert [found(region, "A", region=one).clients for one in ("Rotterdam", "Utrecht", None)] == [1, 1, 2]

    def test_is_nobody_where_there_is_nobody(self, ground: House) -> None:
        told = found(ground, EVERY)
        assert told.clients == 0
        assert {one.paid_eurocent for one in told.figures} == {0}

    def test_of_two_regions_each_has_its_own_budgets(self, region: House) -> None:
        """F and H of Rotterdam pay nothing of the care in Utrecht."""
        alone = found(region, "F,H").figures
        tells(region, *at_home("c2", region="Utrecht"), delivered("l1", "1:00", "2026-03-01", client="c2"))
        both = found(region, "F,H").figures
        assert [one.undelivered_eurocent for one in both] == [one.undelivered_eurocent for one in alone]

    def test_without_a_birth_date_f_and_g_do_not_know(self, ground: House) -> None:
        tells(ground, *at_home(birth_date=None), plan(care()), *GIVEN)
        paid = {one.scenario.code: one.paid_eurocent for one in found(ground, "A,F,G,H").figures}
        assert paid == {"A": 368_55, "F": 0, "G": 0, "H": 14_782_50}


def test_a_scenario_that_contradicts_itself_is_refused(region: House) -> None:
    with pytest.raises(Refused) as refused:
        found(region, "D+G")
    assert refused.value.code == "composition-contradictory"
    assert "ingeschreven" in refused.value.message
