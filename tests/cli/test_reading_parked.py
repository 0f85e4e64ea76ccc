"""`pvb` says the same of a position whatever is set aside, and tells in Dutch what no fold can take."""

import os
from contextlib import closing

import pytest

from ledger.events import Declaration
from projections.provider_totals.fold import PROVIDER_TOTALS
from projections.rows import Recorded, Rows
from tests.cli.conftest import Pvb
from tests.projections.parked import failing_runner
from web.composition import open_house

BOTH = ("provider_totals", "audit_trail")


def park(stream: str) -> None:
    with closing(open_house(os.environ, make=False)) as house:
        failing_runner(house, lambda name, at: name in BOTH and at.stream == stream).catch_up()
        assert len(house.conditions().parked) == 2


QUESTIONS = (
    ("totals", "--provider", "p1"),
    ("declarations", "--provider", "p1"),
    ("history", "c1"),
    ("explain", "provider:p1.paid"),
)


@pytest.mark.parametrize("words", QUESTIONS, ids=lambda words: words[0])
def test_a_position_says_the_same_now_and_later(told: Pvb, words: tuple[str, ...]) -> None:
    park("declaration-d1")
    now = told(*words)
    assert now.code == 0
    told("snapshot", "later")
    assert told(*words, "--as-of", "27").out == now.out
    assert "mist wijzigingen" not in now.out
    if words[0] == "totals":
        assert "225,00" in now.out


def test_what_no_fold_takes_is_told(told: Pvb, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the figures, and as a field of the JSON."""

    def failing(rows: Rows, at: Recorded, event: Declaration.LineApproved) -> None:
        raise ValueError("geheim van c1")

    monkeypatch.setitem(PROVIDER_TOTALS.folds_by_topic, Declaration.LineApproved.stored_topic(), failing)
    park("declaration-d1")
    said = told("totals", "--provider", "p1")
    assert "Let op: dit mist wijzigingen vanaf gebeurtenis 23. Kijk met pvb projections." in said.out
    assert '"misses_since": 23' in told("totals", "--provider", "p1", "--json").out
    refused = told("explain", "provider:p1.paid")
    assert refused.code == 1
    assert "event-not-taken: Gebeurtenis 23" in refused.err
    assert "geheim" not in refused.err
