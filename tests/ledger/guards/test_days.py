"""The day before, the first day, the last day and the day after: of a budget, an indicatie, and a life."""

from collections.abc import Callable

import pytest

from tests.ledger.lines import (
    Line,
    budget,
    client,
    close,
    died,
    indicatie,
    lowered,
    raised,
    reserve,
    spend,
    transfer,
)
from tests.ledger.story import Story

APRIL = {"from": "2026-04-01", "to": "2026-04-30"}

DATED_LINES = [
    pytest.param(lambda on: spend("x", "1.00", on, budget="april"), id="spend"),
    pytest.param(lambda on: reserve("x", "1.00", on, budget="april"), id="reserve"),
    pytest.param(lambda on: raised("1.00", on, budget="april"), id="raise"),
    pytest.param(lambda on: lowered("1.00", on, budget="april"), id="lower"),
    pytest.param(lambda on: close(on, budget="april"), id="close"),
    pytest.param(lambda on: transfer("t1", "april", "pot", "1.00", on), id="transfer out"),
    pytest.param(lambda on: transfer("t1", "pot", "april", "1.00", on), id="transfer in"),
]


class TestThePeriodOfABudget:
    """Every line with a day of its own falls within the period; the first and the last day belong to it."""

    @pytest.mark.parametrize("dated", DATED_LINES)
    @pytest.mark.parametrize("on", ["2026-04-01", "2026-04-30"])
    def test_its_first_and_last_day_are_within(self, story: Story, dated: Callable[..., Line], on: str) -> None:
        """Up to and including."""
        story.tell(budget("april", **APRIL), budget("pot", client=None, group="Woongroep"))
        assert story.accepts(dated(on))

    @pytest.mark.parametrize("dated", DATED_LINES)
    @pytest.mark.parametrize("on", ["2026-03-31", "2026-05-01"])
    def test_the_day_before_and_the_day_after_are_not(self, story: Story, dated: Callable[..., Line], on: str) -> None:
        """One day too early, one day too late."""
        story.tell(budget("april", **APRIL), budget("pot", client=None, group="Woongroep"))
        assert story.refused(dated(on)) == "outside-period"

    def test_of_one_day_is_possible_and_of_less_is_not(self, story: Story) -> None:
        """An outing has a budget of one day."""
        story.tell(
            budget("b2", **{"from": "2026-04-01", "to": "2026-04-01"}), spend("e1", "1.00", "2026-04-01", budget="b2")
        )
        assert story.refused(budget("b3", **{"from": "2026-04-02", "to": "2026-04-01"})) == "period-reversed"

    def test_on_a_leap_day(self, empty_story: Story) -> None:
        """29 February is a day like any other."""
        leap = {"from": "2028-02-29", "to": "2028-02-29"}
        empty_story.tell(client(), indicatie(1, "2028-01-01", None), budget("b1", **leap))
        empty_story.tell(spend("e1", "1.00", "2028-02-29"))
        assert empty_story.refused(spend("e2", "1.00", "2028-03-01")) == "outside-period"

    def test_at_the_ends_of_the_calendar(self, empty_story: Story) -> None:
        """No day that can be written makes the arithmetic fail."""
        always = {"from": "1900-01-01", "to": "2199-12-31"}
        empty_story.tell(client(), indicatie(1, "1900-01-01", None), budget("b1", **always))
        empty_story.tell(
            raised("1.00", "2199-12-31"), spend("e1", "10.00", "1900-01-01"), spend("e2", "1.00", "2199-12-31")
        )
        assert (empty_story.left(on="2199-12-30"), empty_story.left()) == ("0.00", "0.00")
        ended = {"do": "end_indicatie", "client": "c1", "besluitnummer": 1, "on": "1900-01-01", "reason": "fout"}
        empty_story.tell(ended)


class TestThePeriodOfAnIndicatie:
    @pytest.mark.parametrize(
        ("on", "code"),
        [
            ("2026-03-31", "no-indicatie"),
            ("2026-04-01", None),
            ("2026-04-30", None),
            ("2026-05-01", "no-indicatie"),
        ],
    )
    @pytest.mark.parametrize("planned", [spend, reserve])
    def test_care_lies_within_it(
        self, empty_story: Story, planned: Callable[..., Line], on: str, code: str | None
    ) -> None:
        """The budget is of the whole year, the right to care of April."""
        empty_story.tell(client(), indicatie(1, "2026-04-01", "2026-04-30"), budget())
        line = planned("x", "1.00", on)
        assert (empty_story.accepts(line) if code is None else empty_story.refused(line)) == (code or True)

    def test_without_any_care_is_refused(self, empty_story: Story) -> None:
        """The budget was opened before CIZ decided."""
        empty_story.tell(client(), budget())
        error = empty_story.refusal(spend("e1", "1.00"))
        assert (error.code, error.field) == ("no-indicatie", "on")

    def test_that_begins_later_is_named(self, empty_story: Story) -> None:
        """So that it is clear whether the day or the indicatie is wrong."""
        empty_story.tell(client(), indicatie(1, "2026-04-01", None), budget())
        assert "De indicatie begint op 1 april 2026." in empty_story.refusal(spend("e1", "1.00")).message

    def test_without_a_last_day_is_open(self, empty_story: Story) -> None:
        """Most indicaties have no last day."""
        empty_story.tell(client(), indicatie(1, "2026-01-01", None), budget("b1", **{"to": "2036-12-31"}))
        empty_story.tell(spend("e1", "1.00", "2036-12-31"))

    def test_a_group_needs_none(self, empty_story: Story) -> None:
        """The group pot is of nobody in particular."""
        empty_story.tell(budget("b1", client=None, group="Woongroep"), spend("e1", "1.00"))


class TestDeath:
    @pytest.mark.parametrize("planned", [spend, reserve])
    def test_the_last_day_is_the_day_of_death(self, story: Story, planned: Callable[..., Line]) -> None:
        """Care on that day was given; care on the day after cannot have been."""
        story.tell(died("2026-03-04"))
        story.tell(planned("x", "1.00", "2026-03-04"))
        error = story.refusal(planned("y", "1.00", "2026-03-05"))
        assert (error.code, error.field) == ("after-death", "on")
        assert "overleden op 4 maart 2026" in error.message

    def test_that_is_reported_later_leaves_what_was_written(self, story: Story) -> None:
        """What was lawful as known then stays on record; only new lines are refused."""
        story.tell(spend("e1", "4.00", "2026-03-05"), died("2026-03-04"))
        assert story.left() == "6.00"

    def test_is_reported_once_and_can_be_withdrawn(self, story: Story) -> None:
        """A mistaken report is taken back, not overwritten."""
        withdrawn = {"do": "withdraw_death", "client": "c1", "reason": "verkeerde persoon"}
        assert story.refused(withdrawn) == "death-unknown"
        story.tell(died("2026-03-04"))
        assert story.refused(died("2026-03-06")) == "death-known"
        story.tell(withdrawn, spend("e1", "1.00", "2026-03-05"), died("2026-03-06"))
        assert story.refused(spend("e2", "1.00", "2026-03-07")) == "after-death"

    def test_of_one_client_does_not_touch_another(self, story: Story) -> None:
        """Two clients of one provider."""
        story.tell(client("c2"), indicatie(2, client="c2"), budget("b2", client="c2"), died("2026-03-04"))
        story.tell(spend("e1", "1.00", "2026-12-31", budget="b2"))
