"""The ledger against an independent simple model, over random histories, on both databases."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from ledger.vocabulary.clock import SetClock
from tests.databases import Databases
from tests.houses import START, opened
from tests.ledger.histories.history import History

PATIENT = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    stateful_step_count=40,
    print_blob=True,
)


def migrated(url: str) -> None:
    """Make the tables."""
    with opened(url, SetClock(START)):
        pass


def run(databases: Databases, profile: settings) -> None:
    """Tell histories until the profile is content; a failure is shrunk to a short story."""
    template = databases.template_once("migrated", migrated)

    class Here(History):
        """A history on this database."""

        def __init__(self) -> None:
            super().__init__(databases, template)

    run_state_machine_as_test(Here, settings=profile)


class TestRandomHistories:
    def test_give_the_same_answers_and_balances_as_the_model(self, databases: Databases) -> None:
        """Open, raise, plan, spend, correct, share, close, die; back-dated, twice, in sets, wrong; and look back."""
        run(databases, settings(PATIENT, max_examples=9))

    @pytest.mark.slow
    def test_give_the_same_answers_and_balances_in_many_longer_ones(self, databases: Databases) -> None:
        """The same, for longer."""
        phases = [Phase.explicit, Phase.generate, Phase.shrink]
        run(databases, settings(PATIENT, max_examples=10, stateful_step_count=60, phases=phases))
