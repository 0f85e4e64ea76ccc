"""Somebody else was first: decided again on what is true by then, a bounded number of times."""

import pytest

from ledger.aggregates.client import Client
from ledger.application import ATTEMPTS, Header, Transaction
from ledger.vocabulary.actor import Actor
from ledger.vocabulary.errors import Conflict
from tests.ledger.lines import FAMILY, client, died, raised, spend
from tests.ledger.story import Story
from web.composition import House


class TestADecision:
    def test_is_given_up_after_a_bounded_number_of_times(self, house: House) -> None:
        """Somebody else is first again and again: then it says so, and nothing of it is recorded."""
        story = Story(house)
        story.tell(client())
        tried = 0

        def too_late(transaction: Transaction) -> None:
            nonlocal tried
            tried += 1
            transaction.get(Client, "c1").report_death(house.clock.now().date())
            transaction.conclude(Header(Actor("x", "systeem"), f"late-{tried}"), "")
            story.tell(died("2026-03-03"), {"do": "withdraw_death", "client": "c1", "reason": "vergissing"})

        with pytest.raises(Conflict) as conflict:
            house.ledger.transact(too_late)
        assert (conflict.value.code, tried) == ("too-busy", ATTEMPTS)
        assert story.position() == 1 + 2 * ATTEMPTS
        assert house.ledger.receipt("x", "late-1") is None

    def test_is_taken_again_when_what_it_rested_on_has_moved(self, house: House) -> None:
        """It only read the client; the client changed before it was recorded."""
        story = Story(house)
        story.tell(*FAMILY)
        seen = []

        def look_then_write(transaction: Transaction) -> None:
            seen.append(transaction.get(Client, "c1").died_on)
            if len(seen) == 1:
                story.tell(died("2026-03-03"))
            other = transaction.find(Client, "c2")
            other.happened(Client.Registered(client="c2", region="Rotterdam", identity=""))
            transaction.conclude(Header(Actor("x", "systeem"), f"k{len(seen)}"), "")

        house.ledger.transact(look_then_write)
        assert [on is None for on in seen] == [True, False]
        assert [house.ledger.receipt("x", id) is None for id in ("k1", "k2")] == [True, False]

    def test_is_not_disturbed_by_what_it_did_not_look_at(self, house: House) -> None:
        """Another client, another budget."""
        story = Story(house)
        story.tell(*FAMILY)
        tried = []

        def register(transaction: Transaction) -> None:
            tried.append(transaction)
            transaction.find(Client, "c2").happened(Client.Registered(client="c2", region="Rotterdam", identity=""))
            transaction.conclude(Header(Actor("x", "systeem"), "k1"), "")
            story.tell(raised("1.00"), spend("e1", "1.00"))

        house.ledger.transact(register)
        assert len(tried) == 1
