"""Which accesses somebody asked for: found in two questions to the log, however many there are."""

from typing import Any

import pytest

from ledger.log_reader import LogReader
from ledger.vocabulary.clock import SetClock
from tests.web.inzage import RUUD, SABA, lines, request
from web.composition import House
from web.inzagen import own, waiting


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every question to the log, as it is asked."""
    asked: list[str] = []
    rows = LogReader._rows

    def counted(self: LogReader, sql: str, values: Any) -> Any:
        asked.append(sql)
        return rows(self, sql, values)

    monkeypatch.setattr(LogReader, "_rows", counted)
    return asked


class TestTheAccessesOfSomebody:
    def test_are_found_in_two_questions(self, regional: House, questions: list[str]) -> None:
        """One for what was asked by them, one for all that was decided about it."""
        lines(regional, region="Rotterdam")
        request(regional, "s1", "totals", SABA)
        questions.clear()
        found = own(regional.ledger, RUUD.actor.id)
        assert [one.id for one in found] == ["i2", "i1"]
        assert len(questions) == 2
        assert [one.id for one in own(regional.ledger, SABA.actor.id)] == ["s1"]

    def test_are_of_nobody_with_a_part_of_the_name(self, regional: House) -> None:
        """Of a name that only begins the same, or that is written elsewhere, nothing is found."""
        lines(regional, region="Rotterdam")
        for name in ("auditor", "auditor-", "auditor-11", "", '"'):
            assert own(regional.ledger, name) == []

    def test_wait_only_for_others(self, regional: House, clock: SetClock) -> None:
        """Totals and lines wait for nobody."""
        lines(regional, region="Rotterdam")
        assert waiting(regional.ledger, SABA.actor.id, None, clock.moment.date()) == []
