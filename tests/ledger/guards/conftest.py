"""A month of care that can be declared, on both databases or on SQLite alone; it is April. And what control found."""

import pytest

from ledger.vocabulary.clock import SetClock
from tests.ledger.control_lines import declared, opened
from tests.ledger.declare_lines import APRIL, CARE
from tests.ledger.story import Story
from web.composition import House


@pytest.fixture
def march(house: House, clock: SetClock) -> Story:
    """Care in March, on both databases."""
    clock.moment = APRIL
    story = Story(house)
    story.tell(*CARE)
    return story


@pytest.fixture
def sqlite_march(empty_story: Story, clock: SetClock) -> Story:
    """The same, where the database has no part in it."""
    clock.moment = APRIL
    empty_story.tell(*CARE)
    return empty_story


@pytest.fixture
def paid_story(story: Story) -> Story:
    """Sixty euro were declared and paid for c1."""
    story.tell(*declared())
    return story


@pytest.fixture
def found(paid_story: Story) -> Story:
    """A finding about them is open."""
    paid_story.tell(opened())
    return paid_story
