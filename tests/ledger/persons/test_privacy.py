"""Who somebody is and what was said of them is sealed from the very first event; amounts are for everybody to check."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import MetaData, String, cast, literal, select

from ledger.persons.keyring import NewKeys
from ledger.persons.tables import person_keys
from ledger.vocabulary.clock import SetClock
from projections.client_budget.queries import budget_now, person
from tests.houses import opened
from tests.ledger.lines import FAMILY, budget, client, close, correct, indicatie, pot, release, reserve, spend, transfer
from tests.ledger.story import Story
from web.composition import House

BSN, BORN, NAME = "999900006", "1931-08-17", "Wilhelmina Zonderland"
SECRETS = [BSN, BORN, "Wilhelmina", "Zonderland", "19310817"]
WORDS = [f"geheimwoord-{number}" for number in range(20)]


def everything_that_is_said(word: Iterator[str]) -> list[dict[str, object]]:
    """Give every command that takes words of a person, each with another word."""
    about, ask = {"client": "c9"}, {"budget": "b9", "entry": "e1"}
    besluit = about | {"besluitnummer": 9}
    line = {"line": "1", "client": "c9", "prestatie": "H126", "on": "2026-03-04", "quantity": "1:00", "unit": "UUR"}
    declared = {
        "do": "submit_declaration",
        "declaration": "d9",
        "provider": "p1",
        "period": ["2026-03-01", "2026-03-31"],
    }
    moved = {
        "do": "move_modules",
        "from": "2026-05-01",
        "modules": 1,
        "giver": {"provider": "p1"},
        "taker": {"pgb": True},
    }
    return [
        client("c9", name=NAME, bsn=BSN, birth_date=BORN),
        indicatie(9, client="c9"),
        {"do": "amend_indicatie", "from": "2026-02-01", "reason": next(word)} | besluit,
        {"do": "allocate_modules", "from": "2026-01-01", "of": 4, "parts": [{"provider": "p1", "modules": 4}]} | about,
        moved | about | {"reason": next(word)},
        {"do": "end_allocation", "on": "2026-12-31", "reason": next(word)} | about,
        budget("b9", client="c9"),
        pot("pot9", "5.00"),
        {"do": "raise_budget", "budget": "b9", "amount": {"PUNT": "1.00"}, "on": "2026-03-04", "reason": next(word)},
        {"do": "lower_budget", "budget": "b9", "amount": {"PUNT": "1.00"}, "on": "2026-03-04", "reason": next(word)},
        reserve("r1", "1.00", budget="b9", what=next(word)),
        release("r1", budget="b9", reason=next(word)),
        spend("e1", "1.00", budget="b9", what=next(word)),
        spend("g1", "1.00", budget="pot9", what=next(word)),
        correct("e1", "0.50", budget="b9", reason=next(word)),
        transfer("t1", "b9", "pot9", "1.00", reason=next(word)),
        {"do": "question_entry", "text": next(word)} | ask,
        {"do": "answer_question", "text": next(word)} | ask,
        declared | {"lines": [line | {"amount": {"EUR": "60.00"}}]},
        {"do": "approve_declaration", "declaration": "d9", "lines": ["1"]},
        {"do": "credit_line", "declaration": "d9", "line": "1", "credit": "1c", "reason": next(word)},
        close(budget="b9", reason=next(word)),
        {"do": "report_death", "on": "2026-12-01"} | about,
        {"do": "withdraw_death", "reason": next(word)} | about,
        {"do": "end_indicatie", "on": "2026-12-31", "reason": next(word)} | besluit,
    ]


@pytest.fixture
def told(house: House) -> Story:
    """A life full of words, with the projections up to date."""
    story = Story(house)
    story.tell(*everything_that_is_said(iter(WORDS)))
    with house.reading():
        return story


class TestTheDatabase:
    @pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
    def test_holds_no_word_of_it_in_any_table(self, told: Story) -> None:
        """Every column of every table, on both databases: the log, the read models, the keys, the receipts."""
        metadata = MetaData()
        metadata.reflect(told.house.engine)
        assert len(metadata.tables) > 15
        found = []
        with told.house.engine.connect() as connection:
            for table in metadata.sorted_tables:
                for row in connection.execute(select(table)):
                    clear = " ".join(v.decode("latin-1") if isinstance(v, bytes) else str(v) for v in row)
                    found += [(table.name, secret) for secret in [*SECRETS, *WORDS, "geheim"] if secret in clear]
        assert found == []

    def test_holds_no_word_of_it_in_any_byte_of_its_files(self, told: Story) -> None:
        """Also not in what was deleted or not yet merged: the file, its write-ahead log, and its index."""
        url = told.house.settings.database_url
        if url.startswith("sqlite"):
            path = Path(url.removeprefix("sqlite:///"))
            files = [path, *path.parent.glob(f"{path.name}-*")]
            assert any(file.name.endswith("-wal") and file.stat().st_size for file in files)
            raw = b"".join(file.read_bytes() for file in files)
        else:
            with told.house.engine.connect() as connection:
                dump = [bytes(row[0]) for row in connection.exec_driver_sql("SELECT state FROM ledger_events")]
            raw = b"".join(dump)
        assert b"budget.spent" in raw or b'"budget":"b9"' in raw
        assert [secret for secret in [*SECRETS, *WORDS] if secret.encode() in raw] == []

    def test_gives_every_word_back_to_whoever_has_the_keys(self, told: Story) -> None:
        """Sealed is not lost: all of the words are there, under the client's key or the group's."""
        opened_words = set()
        for record in told.house.ledger.records(0):
            stored = json.loads(record.state)
            for name in ("what", "reason", "text"):
                if name in stored:
                    for subject in ("client-c9", "budget-pot9"):
                        opened_words.add(told.house.keyring.open(subject, stored[name]))
        assert opened_words - {None} == set(WORDS[:17])

    def test_gives_the_identity_back(self, told: Story) -> None:
        """Name, birth date and BSN, in one sealed text."""
        with told.house.reading() as connection:
            found = person(connection, "c9")
        assert found is not None
        identity = told.house.keyring.open("client-c9", found.identity)
        assert json.loads(str(identity)) == {"name": NAME, "birth_date": BORN, "bsn": BSN, "sex": None}
        assert told.house.keyring.subject_with_bsn(BSN) == "client-c9"
        assert told.house.keyring.subject_with_bsn("999900018") is None


class TestTheKeys:
    def test_of_one_client_do_not_open_another(self, house: House) -> None:
        """A text says whose it is: it cannot be moved to somebody else either."""
        story = Story(house)
        story.tell(*FAMILY, client("c2", name="Bea"), spend("e1", "1.00", what="wandelen"))
        with house.reading() as connection:
            (row,) = budget_now(connection, "b1").entries
        assert house.keyring.open("client-c1", row["what"]) == "wandelen"
        assert house.keyring.open("client-c2", row["what"]) is None

    def test_do_not_open_what_was_altered(self, story: Story) -> None:
        """One letter changed is seen, not shown."""
        sealed = NewKeys(story.house.keyring).seal("client-c1", "wandelen")
        altered = sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]
        assert story.house.keyring.open("client-c1", altered) is None

    def test_never_seal_the_same_text_in_the_same_way(self, story: Story) -> None:
        """Nobody learns that two lines say the same."""
        keys = NewKeys(story.house.keyring)
        assert len({keys.seal("client-c1", "wandelen") for _ in range(50)}) == 50

    def test_cannot_be_swapped_in_their_table(self, house: House) -> None:
        """A wrapped key is bound to its subject."""
        story = Story(house)
        story.tell(client("c1", name="Anna"), client("c2", name="Bea"))
        with house.engine.begin() as connection:
            other = select(person_keys.c.wrapped_key).where(person_keys.c.subject == "client-c2").scalar_subquery()
            connection.execute(
                person_keys.update().where(person_keys.c.subject == "client-c1").values(wrapped_key=other)
            )
        with opened(house.settings.database_url, SetClock(house.clock.now())) as again, pytest.raises(InvalidTag):
            again.keyring.cipher("client-c1")

    def test_once_deleted_leave_the_amounts_and_nothing_of_the_words(self, told: Story, clock: SetClock) -> None:
        """What was spent stays true for ever; what it was for is gone."""
        house = told.house
        balance, positions = told.balance("b9"), told.position()
        house.keyring.erase("client-c9")
        with opened(house.settings.database_url, clock) as again:
            later = Story(again)
            again.rebuild()
            assert (later.balance("b9"), later.position()) == (balance, positions)
            with again.reading() as connection:
                rows = budget_now(connection, "b9")
                found = person(connection, "c9")
            assert found is not None
            sealed = [found.identity, *(row["what"] for row in rows.entries), *(row["text"] for row in rows.remarks)]
            assert [again.keyring.open("client-c9", text) for text in sealed] == [None] * len(sealed)
            assert again.keyring.subject_with_bsn(BSN) is None

    def test_of_a_client_are_made_once(self, told: Story) -> None:
        """One for the client, one for the group that spent something."""
        with told.house.engine.connect() as connection:
            subjects = connection.scalars(select(cast(person_keys.c.subject, String)).order_by(literal(1))).all()
        assert sorted(subjects) == ["budget-pot9", "client-c9"]
