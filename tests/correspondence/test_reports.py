"""What a provider reports (AW35, AW39), against what the ledger knows: every rule at its boundary."""

from collections.abc import Iterator, Sequence

import pytest

from ledger.messages.iwlz import retourcode_of, rule_texts
from ledger.vocabulary.clock import SetClock
from tests.correspondence.arrivals import (
    TODAY,
    D,
    accepted,
    asked,
    assigned,
    bring,
    changed,
    name,
    rules,
    started,
    toewijzingen_of,
    topics,
)
from tests.correspondence.report_situations import CHANGES, STARTS, Make, delivered, functie
from tests.databases import SqliteDatabases
from tests.houses import START, copied_house, opened
from tests.messages import samples
from web.composition import House


@pytest.fixture
def small_house(sqlite_databases: SqliteDatabases) -> Iterator[House]:
    """The rules do not depend on the database."""
    with copied_house(sqlite_databases, SetClock(START)) as made:
        yield made


class TestEveryRule:
    @pytest.mark.parametrize(
        ("before", "make", "found"), [case[1:] for case in STARTS + CHANGES], ids=[case[0] for case in STARTS + CHANGES]
    )
    def test_at_its_boundary(
        self, small_house: House, before: Sequence[Make], make: Make, found: list[tuple[str, str]]
    ) -> None:
        """Accepted and recorded, or rejected with the retourcode of the rule and nothing recorded of the client."""
        accepted(small_house, *(earlier() for earlier in before))
        receipt = bring(small_house, make())
        assert rules(receipt) == found
        (client,) = receipt.clients
        assert client.accepted == (not found)
        assert set(client.retourcodes) == {retourcode_of(rule) for rule, _ in found}
        assert bool(client.events) == client.accepted

    def test_every_rule_against_the_ledger_is_here_or_in_another_test(self) -> None:
        """TR056 and CS064 are about the message; TR076 is about the AW33."""
        told = {rule for *_, found in STARTS + CHANGES for rule, _ in found}
        of_the_ledger = {rule for rule, text in rule_texts().items() if text.place == "grootboek"}
        assert of_the_ledger - told == {"TR056", "CS064", "TR076"}


class TestReports:
    def test_are_recorded_with_their_facts(self, house: House) -> None:
        """The first day, then the end with its code and the start it ends."""
        _, start, end = accepted(house, assigned(), started(), changed())
        assert (topics(start), topics(end)) == (["zorg.started"], ["zorg.ended"])
        (known,) = toewijzingen_of(house).known.values()
        assert known.starts == (D("2026-01-05"),)
        assert (known.mutations[0].on, known.mutations[0].started_on) == (D("2026-01-10"), D("2026-01-05"))
        assert (known.assigned.last, known.period.last) == (None, D("2026-01-10"))

    def test_an_end_may_be_removed_and_sent_anew_in_one_message(self, house: House) -> None:
        """The removal goes first, wherever it stands (IV008)."""
        accepted(house, assigned(), started(), changed())
        anew = [samples.mutatie(mutatiedatum=D("2026-01-12")), samples.mutatie(status_aanlevering="3")]
        message = samples.aw39([samples.client_aw39(mutaties=anew)], identificatie=name(), dagtekening=TODAY)
        (receipt,) = accepted(house, message)
        assert topics(receipt) == ["zorg.change-withdrawn", "zorg.ended"]
        (known,) = toewijzingen_of(house).known.values()
        assert [one.on for one in known.mutations] == [D("2026-01-12")]

    def test_a_removed_end_opens_the_toewijzing_again(self, house: House) -> None:
        """Mutatiecode 19 closed it."""
        accepted(house, assigned(), started(), changed(), changed(status_aanlevering="3"))
        (known,) = toewijzingen_of(house).known.values()
        assert (known.period.last, known.start_before(D("2026-03-01"))) == (None, D("2026-01-05"))

    def test_a_functie_has_its_own_toewijzing(self, house: House) -> None:
        """Beside the profile, without a leveringsvorm."""
        accepted(house, functie("KD09", 1), delivered("KD09", 1))
        keys = {(key.zorgeenheid, key.leveringsvorm) for key in toewijzingen_of(house).known}
        assert keys == {("753", "mpt"), ("82", None)}

    def test_a_request_is_recorded_and_changes_nothing(self, house: House) -> None:
        """An AW33 will answer it."""
        _, receipt = accepted(house, assigned(), asked())
        assert topics(receipt) == ["toewijzing.requested"]
        assert [key.leveringsvorm for key in toewijzingen_of(house).known] == ["mpt"]


class TestAnotherProcess:
    def test_that_removed_a_report_is_seen_before_a_no_is_told(self, house: House) -> None:
        """What one process keeps in memory may be old: a rejection rests on what the log says now."""
        accepted(house, assigned(), started())
        with opened(house.settings.database_url, SetClock(START)) as elsewhere:
            accepted(elsewhere, started(status_aanlevering="3"))
        (receipt,) = accepted(house, started())
        assert topics(receipt) == ["zorg.started"]
