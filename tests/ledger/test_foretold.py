"""A declaration tells on which events it rests, also when these are recorded in the same moment."""

from datetime import UTC, datetime

import msgspec
import pytest

from ledger.appending import Stale
from ledger.application import Header, Transaction
from ledger.commands.base import Desk
from ledger.commands.journal import read_command
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import SetClock
from tests.houses import do
from tests.ledger.care_lines import HOME, delivered, plan
from tests.ledger.lines import client
from web.composition import House

DECLARE = {"do": "declare", "contract": "k1", "provider": "p1", "period": "2026-03", "clients": ["c1"]}


def care_and_declaration() -> list[dict[str, object]]:
    """A client at home, two deliveries and the declaration of March."""
    return [*HOME, plan(), delivered("l1", "1:00"), delivered("l2", "0:30", on="2026-03-31"), DECLARE]


def positions(house: House) -> list[int]:
    """Return where the indicatie, the leveringsvorm and the two deliveries stand."""
    records = [*house.ledger.stream("client-c1"), *house.ledger.stream("levering-c1")]
    return [one.position for one in records if one.topic.startswith(("indicatie.", "leveringsvorm.", "levering."))]


def decided(house: House) -> Transaction:
    """Return a transaction in which all of it was decided, and nothing recorded."""
    transaction = Transaction(house.ledger, fresh=True)
    desk = Desk(transaction, SYSTEM)
    for one in care_and_declaration():
        read_command(one).command.decide(desk)
    transaction.conclude(Header(SYSTEM.actor, "alles"), "")
    return transaction


class TestEventsOfTheSameTransaction:
    def test_are_named_by_the_position_they_get(self, house: House, clock: SetClock) -> None:
        """A journal that is recorded whole: the line rests on the two deliveries, and on what may be spent."""
        clock.moment = datetime(2026, 4, 2, 8, tzinfo=UTC)
        do(house, *care_and_declaration())
        given = positions(house)
        (line,) = [one for one in house.ledger.stream("declaration-p1-k1-2026-03") if "line-submitted" in one.topic]
        assert msgspec.json.decode(line.state)["derivation"]["rests_on"] == given

    def test_are_written_as_was_foretold(self, house: House, clock: SetClock) -> None:
        """The rows that a transaction tells beforehand are the rows that it writes; telling them writes nothing."""
        clock.moment = datetime(2026, 4, 2, 8, tzinfo=UTC)
        do(house, client("c9"))
        transaction = decided(house)
        would_be = transaction.foretell()
        assert house.ledger.records(1) == []
        transaction.record(house.ledger.commits.record)
        assert [tuple(one) for one in house.ledger.records(1)] == [tuple(one) for one in would_be]

    def test_are_not_foretold_when_somebody_comes_between(self, house: House, clock: SetClock) -> None:
        """As when they were recorded."""
        clock.moment = datetime(2026, 4, 2, 8, tzinfo=UTC)
        transaction = decided(house)
        do(house, client("c9"))
        with pytest.raises(Stale):
            transaction.foretell()

    def test_of_nothing_are_none(self, house: House) -> None:
        assert Transaction(house.ledger, fresh=True).foretell() == []

    def test_are_never_named_wrongly_when_somebody_comes_between(self, house: House, clock: SetClock) -> None:
        """Then nothing is recorded, and it is decided anew: the foretold positions are taken."""
        clock.moment = datetime(2026, 4, 2, 8, tzinfo=UTC)
        transaction = decided(house)
        do(house, client("c9"))
        with pytest.raises(Stale):
            transaction.record(house.ledger.commits.record)
        do(house, *care_and_declaration())
        given = positions(house)
        (line,) = [one for one in house.ledger.stream("declaration-p1-k1-2026-03") if "line-submitted" in one.topic]
        assert msgspec.json.decode(line.state)["derivation"]["rests_on"] == given
