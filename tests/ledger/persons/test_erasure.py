"""Erasing a person: the key is gone for every process, and no new one is ever made."""

from ledger.persons.keyring import Keyring, NewKeys
from tests.ledger.lines import client, spend
from tests.ledger.story import Story

ANNA = "client-c1"


def test_an_erased_person_gets_no_new_text(story: Story) -> None:
    """A new key would hide that the old one is gone."""
    sealed = NewKeys(story.house.keyring).seal(ANNA, "wandelen")
    assert story.house.keyring.open(ANNA, sealed) == "wandelen"
    story.house.keyring.erase(ANNA)
    assert story.house.keyring.open(ANNA, sealed) is None
    assert story.refused(spend("e1", "1.00")) == "person-erased"


def test_an_erased_bsn_finds_nobody(empty_story: Story) -> None:
    """So the person may come back as somebody new."""
    empty_story.tell(client("c1", bsn="999900006"))
    empty_story.house.keyring.erase(ANNA)
    assert empty_story.house.keyring.subject_with_bsn("999900006") is None
    empty_story.tell(client("c2", bsn="999900006"))


def test_another_process_forgets_the_key_within_a_minute(story: Story) -> None:
    """It reads the key again after sixty seconds."""
    seconds = [0.0]
    other = Keyring(story.house.engine, story.house.keyring.master, lambda: seconds[0])
    sealed = NewKeys(other).seal(ANNA, "wandelen")
    story.house.keyring.erase(ANNA)
    seconds[0] = 59.0
    assert other.open(ANNA, sealed) == "wandelen"
    seconds[0] = 60.0
    assert other.open(ANNA, sealed) is None


def test_what_no_key_opens_is_nothing(story: Story) -> None:
    """Another form, no base64, altered."""
    assert [story.house.keyring.open(ANNA, text) for text in ("s9.AAAA", "s1.?", "s1.AAAA", "")] == [None] * 4
