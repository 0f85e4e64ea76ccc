"""A region in which nothing is wrong, and the same region with every known fault planted in it."""

import pytest

from ledger.auditing.audit import Audit
from ledger.rechtmatigheid.catalogue import BY_ID, RULES
from ledger.vocabulary.clock import SetClock
from tests.databases import Databases, SqliteDatabases
from tests.ledger.rechtmatigheid.planting.auditing import audited, formal, grown
from tests.ledger.rechtmatigheid.planting.backdating import EVENTS, Late, Turned
from tests.ledger.rechtmatigheid.planting.faults import FAULTS, plant
from tests.ledger.rechtmatigheid.planting.sowing import Sower


class TestACleanRegion:
    def test_has_no_finding_at_all(self, databases: Databases, clock: SetClock) -> None:
        """Half a year of care for fifty-four clients; also nothing material, and no signal."""
        with grown(databases, clock) as region:
            audit = audited(region)
            assert audit.findings == ()
            ledger = region.house.ledger
            lines = [one for name in ledger.stream_names("declaration-") for one in ledger.stream(name)]
            assert sum(one.topic.startswith("declaration.line-approved") for one in lines) > 300
            assert len(region.lives) == 54


class TestAPlantedRegion:
    def test_every_formal_rule_has_a_fault(self) -> None:
        """A rule that is added without one makes this red."""
        assert set(FAULTS) == {one.id for one in RULES if one.family == "formal"}

    @pytest.mark.parametrize("seed", [1, 2])
    def test_is_found_and_nothing_else(self, databases: Databases, clock: SetClock, seed: int) -> None:
        """Every planted fault, on its own victim, by its own rule; no formal rule says anything more."""
        with grown(databases, clock, seed) as region:
            planted = plant(Sower(region, seed))
            found = formal(audited(region))
            assert sorted(found) == sorted(planted)


def turned(audit: Audit) -> list[Turned]:
    """Return what the formal rules judge otherwise than when it was paid."""
    told = (Turned(one.change, one.rule, one.item.key) for one in audit.findings)
    return sorted(one for one in told if one.change != "same" and BY_ID[one.rule].family == "formal")


class TestALateEvent:
    @pytest.mark.parametrize("seed", [1, 2])
    def test_turns_a_judgement_exactly_where_it_was_planted(
        self, databases: Databases, clock: SetClock, seed: int
    ) -> None:
        """As known when it was paid and as known now differ there, and nowhere else."""
        with grown(databases, clock, seed) as region:
            sower = Sower(region, seed)
            expected = [one for late in EVENTS for one in late(sower)]
            assert {one.change for one in expected} == {"became-unlawful", "became-lawful"}
            assert turned(audited(region)) == sorted(expected)

    def test_leaves_planted_faults_as_they_were(self, databases: Databases, clock: SetClock) -> None:
        """What was wrong from the first day was wrong then too: it is no late knowledge."""
        with grown(databases, clock) as region:
            plant(Sower(region, 1))
            assert turned(audited(region)) == []

    @pytest.mark.parametrize("late", EVENTS, ids=lambda late: late.__name__)
    def test_is_known_from_its_own_position_on(
        self, sqlite_databases: SqliteDatabases, clock: SetClock, late: Late
    ) -> None:
        """An audit as of the position before it finds what was known then, without any difference."""
        with grown(sqlite_databases, clock) as region:
            sower = Sower(region, 3)
            expected = late(sower)
            head = region.house.ledger.head()
            assert head is not None
            assert turned(audited(region)) == sorted(expected)
            assert turned(audited(region, head.position - 1)) == []
