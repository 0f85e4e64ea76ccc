"""Reading many aggregates at once: the same answers, sooner."""

from ledger.aggregates.client import Client
from ledger.aggregates.toewijzing import Toewijzingen
from ledger.application import Header, Transaction
from ledger.replaying import Kept
from ledger.vocabulary.actor import Actor
from tests.ledger.lines import client, died
from tests.ledger.story import Story
from web.composition import House

CLIENTS = [f"c{number}" for number in range(1, 251)]
"""More than one question to the database names."""


def told(house: House, *clients: str) -> Story:
    """A story with these clients, of which nothing is kept in memory."""
    story = Story(house)
    story.tell(*(client(one) for one in clients))
    house.ledger.kept = Kept()
    return story


class TestPrefetching:
    def test_gives_what_is_read_one_by_one(self, house: House) -> None:
        """Of everybody, and of who was never heard of."""
        told(house, *CLIENTS)
        many = Transaction(house.ledger, fresh=False)
        many.prefetch([Client, Toewijzingen], [*CLIENTS, "nobody"])
        single = Transaction(house.ledger, fresh=True)
        for one in (*CLIENTS, "nobody"):
            assert many.find(Client, one).version == single.find(Client, one).version
            assert many.find(Toewijzingen, one).version == 0
        assert many.find(Client, "c7").identity == single.find(Client, "c7").identity

    def test_asks_the_log_nothing_more(self, house: House) -> None:
        """What was read is not read again, also not by a second prefetch."""
        told(house, "c1", "c2")
        transaction = Transaction(house.ledger, fresh=False)
        transaction.prefetch([Client], ["c1"])
        found = transaction.find(Client, "c1")
        transaction.prefetch([Client], ["c1", "c2"])
        assert transaction.find(Client, "c1") is found

    def test_is_verified_when_it_is_recorded(self, house: House) -> None:
        """Somebody died meanwhile: it is decided again, on what is true by then."""
        story = told(house, "c1")
        seen = []

        def decide(transaction: Transaction) -> None:
            transaction.prefetch([Client], ["c1"])
            seen.append(transaction.find(Client, "c1").died_on)
            if len(seen) == 1:
                story.tell(died("2026-03-03"))
            transaction.find(Toewijzingen, "c1")
            if seen[-1] is None:
                transaction.get(Client, "c1").report_death(house.clock.now().date())
            transaction.conclude(Header(Actor("x", "systeem"), "once"), "")

        house.ledger.transact(decide)
        assert [one is None for one in seen] == [True, False]
        assert story.position() == 2


class TestReadingKeysAhead:
    def test_opens_what_was_sealed(self, house: House) -> None:
        """Of many people, with one question per two hundred."""
        told(house, "c1", "c2")
        house.keyring.read_ahead(Client.stream_of(one) for one in ("c1", "c2", "nobody"))
        sealed = Transaction(house.ledger, fresh=True).get(Client, "c1").identity
        assert house.keyring.open(Client.stream_of("c1"), sealed) is not None

    def test_brings_no_key_back_that_was_destroyed(self, house: House) -> None:
        """Who is erased stays erased."""
        told(house, "c1")
        sealed = Transaction(house.ledger, fresh=True).get(Client, "c1").identity
        house.keyring.erase(Client.stream_of("c1"))
        house.keyring.read_ahead([Client.stream_of("c1")])
        assert house.keyring.open(Client.stream_of("c1"), sealed) is None
