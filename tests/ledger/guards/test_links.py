"""A provider reaches the clients whom the payer brought to it, never one it named itself."""

import pytest

from ledger.commands.catalogue import COMMANDS
from ledger.vocabulary.errors import NotFound
from tests.ledger.lines import Line, budget, client
from tests.ledger.story import Story, somebody
from web.questions import history_of

OWN = somebody("zorgaanbieder", provider="p2")
MODULES: Line = {"do": "allocate_modules", "client": "c1", "from": "2026-01-01", "of": 1}
DECLARE: Line = {"do": "submit_declaration"} | COMMANDS["submit_declaration"].EXAMPLE | {"provider": "p2"}


class TestWithoutALink:
    @pytest.mark.parametrize("line", [budget("mine", provider="p2"), DECLARE], ids=["budget", "declaration"])
    def test_a_provider_names_no_client(self, story: Story, line: Line) -> None:
        """The client is as unknown as one that is not there."""
        assert story.refused(line, by=OWN) == "client-unknown"

    @pytest.mark.parametrize("line", [budget("mine", provider="p2"), DECLARE], ids=["budget", "declaration"])
    def test_its_own_facts_open_no_history(self, story: Story, line: Line) -> None:
        """Even when they came in, by somebody of a provider without a scope."""
        story.tell(line, by=somebody("zorgaanbieder"))
        with pytest.raises(NotFound, match="niet bekend"):
            history_of(story.house, OWN, "c1")

    def test_a_provider_takes_no_agb_code_for_itself(self, story: Story) -> None:
        """Whose the code is decides whose clients one sees."""
        line = {"do": "register_provider", "provider": "p2", "name": "Wij", "agb": "47001234"}
        assert story.refused(line, by=OWN) == "agb-not-yours"


class TestWithALink:
    def test_modules_at_the_provider_are_one(self, story: Story) -> None:
        """Then it opens budgets, declares, and reads."""
        story.tell(MODULES | {"parts": [{"provider": "p2", "modules": 1}]})
        story.tell(budget("mine", provider="p2"), DECLARE, by=OWN)
        assert history_of(story.house, OWN, "c1")

    def test_so_is_a_budget_that_the_operator_opened(self, story: Story) -> None:
        """For reading what is known of the client."""
        story.tell(budget("theirs", provider="p2"))
        assert history_of(story.house, OWN, "c1")

    def test_so_are_modules_under_its_agb_code(self, story: Story) -> None:
        """As a message names it."""
        story.tell({"do": "register_provider", "provider": "p2", "name": "Wij", "agb": "47001234"})
        story.tell(MODULES | {"parts": [{"provider": "47001234", "modules": 1}]})
        story.tell(budget("mine", provider="p2"), by=OWN)
        assert history_of(story.house, OWN, "c1")


def test_an_agb_code_belongs_to_one_provider(empty_story: Story) -> None:
    """Of two, the first one has it, also when it takes another code later."""
    line = {"do": "register_provider", "provider": "p1", "name": "Een", "agb": "47001234"}
    empty_story.tell(client(), line, line | {"agb": "47001235"})
    assert empty_story.refused(line | {"provider": "p2"}) == "agb-known"
