"""Somebody else was first: decided again on what is true by then, a bounded number of times."""

import pytest

from ledger.aggregates.client import Client
from ledger.application import ATTEMPTS, Header, Overtaken, Transaction
from ledger.vocabulary.actor import Actor
from ledger.vocabulary.errors import Conflict
from tests.ledger.lines import FAMILY, client, died, raised, spend
from tests.ledger.story import Story
from web.composition import House


class TestADecision:
    def test_is_taken_at_last_when_nobody_else_can_be_first(self, house: House) -> None:
        """Somebody else is first again and again, as long as others can write."""
        story = Story(house)
        story.tell(client())
        tried = 0

        def too_late(transaction: Transaction) -> None:
            nonlocal tried
            tried += 1
            transaction.get(Client, "c1").report_death(house.clock.now().date())
            transaction.conclude(Header(Actor("x", "systeem"), f"late-{tried}"), "")
            if tried < ATTEMPTS:
                story.tell(died("2026-03-03"), {"do": "withdraw_death", "client": "c1", "reason": "vergissing"})

        house.ledger.transact(too_late)
        assert tried == ATTEMPTS
        assert story.position() == 1 + 2 * (ATTEMPTS - 1) + 1
        receipts = [house.ledger.receipt("x", f"late-{number}") for number in range(1, ATTEMPTS + 1)]
        assert [receipt is not None for receipt in receipts] == [False] * (ATTEMPTS - 1) + [True]

    def test_that_cannot_be_believed_even_then_is_given_up(self, house: House) -> None:
        """It says so, and nothing of it is recorded."""
        tried = []

        def never(transaction: Transaction) -> None:
            tried.append(transaction)
            raise Overtaken

        with pytest.raises(Conflict) as conflict:
            house.ledger.transact(never)
        assert (conflict.value.code, len(tried), house.ledger.head()) == ("too-busy", ATTEMPTS, None)

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
