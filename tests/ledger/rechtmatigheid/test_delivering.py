"""Care that was given and never declared, and care that was paid and never given."""

from typing import Any

import pytest

from ledger.rechtmatigheid.rules.delivering import delivered_never_declared, paid_never_delivered
from ledger.vocabulary.clock import SetClock
from tests.ledger.care_lines import delivered, plan, redelivered
from tests.ledger.contract_lines import concluded
from tests.ledger.declare_lines import declare, judged
from tests.ledger.rechtmatigheid.made import a_case, a_delivery, rights
from tests.ledger.rechtmatigheid.made_care import an_agreement, day, finds, in_march, on_file
from tests.ledger.rechtmatigheid.stories import found
from tests.ledger.story import Story

K1 = on_file(an_agreement())
JUNE = day("06-01")


class TestCareThatWasGivenAndNeverDeclared:
    def test_is_found_after_two_months(self, home: Story, clock: SetClock) -> None:
        """Care of March is declared by the end of May; on 31 May there is still time, on 1 June not."""
        home.tell(plan(), delivered())
        clock.moment = clock.moment.replace(month=5, day=31)
        assert not found(home.house, "c1", "delivered-never-declared")
        clock.moment = clock.moment.replace(month=6, day=1)
        (one,) = found(home.house, "c1", "delivered-never-declared")
        assert (one.item.key, one.found.eurocent, one.then) == ("c1/l1", 0, None)

    def test_is_not_found_when_it_was_declared(self, home: Story, clock: SetClock) -> None:
        """In April, for March."""
        home.tell(plan(), delivered())
        clock.moment = clock.moment.replace(month=4, day=2)
        home.tell(declare(), judged("approve"))
        clock.moment = clock.moment.replace(month=6, day=1)
        assert not found(home.house, "c1", "delivered-never-declared")

    def test_was_declared_on_its_day_by_its_provider(self) -> None:
        """The last day of a line is in it, the day after is not; nor a line of another, or one that was taken back."""
        late = a_delivery(on=day("03-31"))
        for line in (in_march(), in_march(provider="11111111")):
            case = a_case(late, line, today=JUNE, register=on_file(an_agreement(), agb="11111111"))
            assert not finds(delivered_never_declared, late, case)
        others: tuple[dict[str, Any], ...] = ({"last": day("03-30")}, {"provider": "p2"}, {"prestatie": "H800"})
        for other in (*others, {"left": 0}):
            case = a_case(late, in_march(**other), today=JUNE, register=K1)
            assert len(finds(delivered_never_declared, late, case)) == 1, other

    @pytest.mark.parametrize(
        ("terms", "activity", "expected"),
        [
            ({}, None, 1),
            ({"models": ("B",)}, "douchen", 1),
            ({"models": ("B",), "basis": "plan"}, "douchen", 0),
            ({"models": ("B",)}, None, 0),
            ({}, "douchen", 0),
            ({"models": ("E",)}, None, 1),
            ({"models": ("A", "H")}, None, 0),
            ({"models": ("C",)}, None, 0),
            ({"models": ("D",)}, None, 0),
            ({"covered": frozenset({"H800"})}, None, 0),
            ({"region": "Utrecht"}, None, 0),
        ],
    )
    def test_is_of_a_contract_that_pays_for_what_was_given(
        self, terms: dict[str, Any], activity: str | None, expected: int
    ) -> None:
        """Hours by model A, activities by B where it counts what was delivered; not what is paid whatever was given."""
        one = a_delivery(activity=activity)
        case = a_case(one, today=JUNE, register=on_file(an_agreement(**terms)))
        assert len(finds(delivered_never_declared, one, case)) == expected

    def test_was_given(self) -> None:
        """What was withdrawn is no care."""
        gone = a_delivery(minutes=0)
        assert not finds(delivered_never_declared, gone, a_case(gone, today=JUNE, register=K1))


class TestCareThatWasPaidAndNeverGiven:
    def test_became_unlawful_when_its_delivery_was_withdrawn(self, home: Story, clock: SetClock) -> None:
        """It was paid in good faith; later the delivery turned out to be a mistake, and nothing was taken back."""
        home.tell(plan(), delivered())
        clock.moment = clock.moment.replace(month=4, day=2)
        home.tell(declare(), judged("approve"))
        assert not found(home.house, "c1", "paid-never-delivered")
        home.tell(redelivered("0:00"))
        (one,) = found(home.house, "c1", "paid-never-delivered")
        assert (one.change, one.found.eurocent) == ("became-unlawful", 28_35)

    def test_is_lawful_under_a_plan(self, home: Story, clock: SetClock) -> None:
        """What is declared as agreed, needs no delivery (model B by plan)."""
        shower = {"activity": "douchen", "name": "Douchen", "prestatie": "H126", "norm": {"UUR": "0:20"}}
        activities = [shower | {"price": {"EUR": "18.00"}}]
        home.tell(
            {"do": "end_contract", "contract": "k2", "provider": "p1", "to": "2026-02-28", "ground": "anders"},
            concluded(
                "k4",
                components=[{"model": "B", "covers": ["douchen"], "parameters": {"activities": activities}}],
                basis="plan",
                **{"from": "2026-03-01"},
            ),
            plan({"line": "1", "provider": "p1", "activity": "douchen", "count_per_week": 7}),
        )
        clock.moment = clock.moment.replace(month=4, day=2)
        home.tell(declare("k4"), judged("approve", "p1-k4-2026-03"))
        assert not found(home.house, "c1", "paid-never-delivered")

    @pytest.mark.parametrize(
        ("care", "expected"),
        [
            ({"on": day("03-31")}, 0),
            ({"on": day("04-01")}, 1),
            ({"on": day("02-28")}, 1),
            ({"prestatie": "H800"}, 1),
            ({"provider": "p2"}, 1),
            ({"minutes": 0}, 1),
        ],
    )
    def test_was_not_given_in_the_days_of_the_line(self, care: dict[str, Any], expected: int) -> None:
        """Once, of that prestatie, by that provider, is enough; the day before or after is not."""
        line = in_march()
        findings = finds(paid_never_delivered, line, a_case(line, a_delivery(**care), register=K1))
        assert [one.eurocent for one in findings] == [line.left] * expected

    @pytest.mark.parametrize(
        ("line", "terms", "expected"),
        [
            ({"model": "B", "unit": "stuk"}, {"models": ("B",)}, 1),
            ({"model": "B", "unit": "stuk"}, {"models": ("B",), "basis": "plan"}, 0),
            ({"model": "E"}, {"models": ("E",)}, 1),
            ({"model": "E", "unit": "stuk", "quantity": 1, "last": day("03-01")}, {"models": ("E",)}, 0),
            ({"model": "E", "unit": "stuk", "quantity": 2, "last": day("03-01")}, {"models": ("E",)}, 1),
            *(({"model": letter}, {"models": (letter,)}, 0) for letter in "CDFGH"),
            ({"settles": True}, {}, 0),
            ({"status": "submitted"}, {}, 0),
            ({"left": 0}, {}, 0),
            ({"model": None, "contract": None}, {}, 1),
            ({"model": None, "contract": None}, {"models": ("A", "H")}, 0),
            ({"contract": "k9"}, {}, 0),
        ],
    )
    def test_is_of_a_line_that_rests_on_deliveries(
        self, line: dict[str, Any], terms: dict[str, Any], expected: int
    ) -> None:
        """Not a bonus, a settlement, what was not paid, or what is paid whatever was given."""
        declared = in_march(**line)
        case = a_case(declared, register=on_file(an_agreement(**terms)))
        assert len(finds(paid_never_delivered, declared, case)) == expected

    def test_is_not_told_of_a_full_package(self) -> None:
        """Nobody writes down each hour of somebody who lives in a home."""
        declared = in_march(model=None, contract=None)
        register = on_file(an_agreement(leveringsvormen=frozenset({"verblijf"})))
        form = rights().forms[0]
        at_home = rights(forms=(type(form)(form.period, "verblijf", 3),))
        assert not finds(paid_never_delivered, declared, a_case(declared, rights=at_home, register=register))
