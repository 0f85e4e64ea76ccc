"""Amounts that are none, and credits that take back what is not there."""

from typing import Any

import pytest

from ledger.aggregates.declaration import Declaration
from ledger.rechtmatigheid.rules.credits import amount_not_positive, credit_without_debit
from ledger.vocabulary.clock import SetClock
from tests.ledger.declare_lines import APRIL, CARE, declare, judged
from tests.ledger.rechtmatigheid.made import a_case, a_line
from tests.ledger.rechtmatigheid.made_care import day, finds
from tests.ledger.rechtmatigheid.made_money import a_credit
from tests.ledger.rechtmatigheid.stories import found, plant
from tests.ledger.story import Story

CREDITED = {"do": "credit_line", "declaration": "p1-k1-2026-03", "line": "1", "credit": "1c", "reason": "te veel"}


class TestAnAmount:
    @pytest.mark.parametrize(("eurocent", "expected"), [(1, []), (0, [0]), (-1, [1]), (-5670, [5670])])
    def test_is_above_zero(self, eurocent: int, expected: list[int]) -> None:
        """At stake is what it takes, without a line to take it from."""
        line = a_line(eurocent=eurocent, left=eurocent)
        assert [one.eurocent for one in finds(amount_not_positive, line, a_case())] == expected

    def test_that_settles_may_give_back(self) -> None:
        """But then it gives something back."""
        assert not finds(amount_not_positive, a_line(eurocent=-100, left=-100, settles=True), a_case())
        assert finds(amount_not_positive, a_line(eurocent=0, left=0, settles=True), a_case())

    def test_below_zero_in_a_history_is_found(self, home: Story, clock: SetClock) -> None:
        """Written past the guards, by another program."""
        clock.moment = APRIL
        line = Declaration.LineSubmitted(
            declaration="d9",
            provider="p1",
            line="1",
            client="c1",
            region="Rotterdam",
            prestatie="H126",
            first=day("03-04"),
            last=day("03-04"),
            quantity=60,
            unit="minuut",
            eurocent=-5670,
        )
        plant(home.house, Declaration, "d9", line)
        (one,) = found(home.house, "c1", "amount-not-positive")
        assert (one.item.key, one.found.eurocent) == ("d9/1", 5670)
        assert one.found.told == (
            "Op 4 maart 2026 vraagt de regel −€ 56,70, en het is geen creditregel van een eerdere regel."
        )


class TestACredit:
    @pytest.mark.parametrize(
        ("changes", "expected"),
        [({}, []), ({"debit": False}, [2000]), ({"eurocent": 0}, [0]), ({"eurocent": -5}, [5])],
    )
    def test_has_its_debit_and_an_amount(self, changes: dict[str, Any], expected: list[int]) -> None:
        """Of an approved line with that much left."""
        credit = a_credit(**changes)
        assert [one.eurocent for one in finds(credit_without_debit, credit, a_case())] == expected

    def test_of_what_was_left_is_lawful_and_a_cent_more_is_not(self, home: Story, clock: SetClock) -> None:
        """€ 85,05 was approved and taken back; then a cent more, past the guards."""
        clock.moment = APRIL
        home.tell(*CARE[-3:], declare(), judged("approve"), CREDITED)
        assert not found(home.house, "c1", "credit-without-debit")
        credit = Declaration.LineCredited(
            declaration="p1-k1-2026-03",
            provider="p1",
            on=day("04-02"),
            credit="2c",
            line="1",
            client="c1",
            region="Rotterdam",
            prestatie="H126",
            first=day("03-01"),
            last=day("03-31"),
            eurocent=1,
            why="message",
        )
        position = plant(home.house, Declaration, "p1-k1-2026-03", credit)
        (one,) = found(home.house, "c1", "credit-without-debit")
        assert (one.item.key, one.found.eurocent, one.found.events) == ("p1-k1-2026-03/2c", 1, (position,))
