"""One package a day: Z071 and Z081 are days of a zzp, H126 is a module of an mpt."""

from datetime import date
from typing import Any

import pytest

from ledger.rechtmatigheid.facts import Chosen
from ledger.rechtmatigheid.rules.packages import (
    more_days_than_the_month,
    mpt_beside_package,
    two_packages_on_one_day,
)
from ledger.vocabulary.periods import Period
from tests.ledger.care_lines import chosen, delivered, tarief
from tests.ledger.rechtmatigheid.declared_lines import asked, days, formal, paid, says, told
from tests.ledger.rechtmatigheid.made import a_case, a_delivery, a_line, a_month, rights
from tests.ledger.rechtmatigheid.test_leveringsvorm import allowed
from tests.ledger.story import Story

THIRTY_TWO = "In maart 2026 zijn 32 dagen gedeclareerd. De maand heeft er 31."
STAY = chosen("verblijf", **{"from": "2026-03-05"})


def a_package(prestatie: str = "Z071", first: int = 1, last: int = 31, count: int | None = None, **more: Any) -> Any:
    """Days of a package in March."""
    facts: dict[str, Any] = {"prestatie": prestatie, "first": date(2026, 3, first), "last": date(2026, 3, last)}
    facts |= {"quantity": last - first + 1 if count is None else count, "unit": "dag", "declaration": "d2"}
    return a_line(**facts | {"eurocent": 31_000, "left": 31_000, "events": (95,)} | more)


class TestAModuleBesideAStay:
    """The client goes to live in an institution on 5 March."""

    def test_is_lawful_until_the_day_before(self, home: Story) -> None:
        """On 4 March care was still given at home."""
        home.tell(STAY, *paid(asked("2026-03-04")))
        assert not told(home, "mpt-beside-package")

    def test_is_found_from_the_first_day(self, home: Story) -> None:
        """All care is in the package from that day on."""
        home.tell(STAY, *paid(asked("2026-03-05")))
        assert told(home, "mpt-beside-package") == [
            "Op 5 maart 2026 is een module van een mpt gedeclareerd, terwijl de leveringsvorm verblijf is."
        ]

    def test_becomes_unlawful_when_the_move_is_told_late(self, home: Story) -> None:
        """p1 was paid for an hour at home; afterwards the client turned out to have moved."""
        home.tell(*paid(asked("2026-03-05")), STAY)
        (one,) = says(home, "mpt-beside-package")
        assert (one.change, one.found.eurocent) == ("became-unlawful", 56_70)

    def test_knows_a_module_by_the_koppeltabel(self, home: Story) -> None:
        """H800 goes with an mpt and not with a stay; the plainer of two rules tells it."""
        home.tell(STAY, allowed("H800", profile=None), *paid(asked("2026-03-05", prestatie="H800")))
        assert told(home, "mpt-beside-package")
        assert not told(home, "prestatie-not-for-leveringsvorm")

    @pytest.mark.parametrize("prestatie", ["H335", "H999", "Z071"])
    def test_is_no_treatment_no_package_and_nothing_unknown(self, home: Story, prestatie: str) -> None:
        """Treatment goes beside a package without it; a code that nobody published is not guessed."""
        home.tell(STAY, *paid(asked("2026-03-05", prestatie=prestatie)))
        assert not told(home, "mpt-beside-package")

    def test_leaves_what_a_contract_comes_to_around_the_stay(self) -> None:
        """p1 declares March in one line; the hours were given before the move."""
        line = a_line(first=date(2026, 3, 1), last=date(2026, 3, 31), model="A")
        before, after = a_delivery(on=date(2026, 3, 4)), a_delivery(on=date(2026, 3, 5))
        forms = moved()
        assert not list(mpt_beside_package.judge(line, a_case(line, before, rights=forms)))
        assert list(mpt_beside_package.judge(line, a_case(line, after, rights=forms)))


def moved() -> Any:
    """At home until 4 March, in an institution from the 5th."""
    home = Chosen(Period(date(2026, 1, 1), date(2026, 3, 4)), "mpt", 3)
    return rights(forms=(home, Chosen(Period(date(2026, 3, 5)), "verblijf", 4)))


class TestAModuleBesideADeclaredPackage:
    def test_is_found_on_a_day_of_the_package_only(self, home: Story) -> None:
        """An institution declares the days from 5 March, p1 an hour on the 4th and the 5th."""
        home.tell(*paid(days("2026-03-05", "2026-03-31", 27), declaration="d9", provider="p2"))
        home.tell(*paid(asked("2026-03-04"), asked("2026-03-05")))
        (one,) = says(home, "mpt-beside-package")
        assert one.item.line == "2"
        assert one.found.told == (
            "Op 5 maart 2026 is een module van een mpt gedeclareerd op een dag waarvoor ook pakket Z071 is "
            "gedeclareerd."
        )

    @pytest.mark.parametrize(("count", "found"), [(31, 1), (30, 0)])
    def test_is_not_found_where_the_package_leaves_a_day_out(self, count: int, found: int) -> None:
        """Thirty of thirty-one days: on the day of the hour the client may have been at home."""
        line, package = a_line(), a_package(count=count)
        assert len(list(mpt_beside_package.judge(line, a_case(line, package)))) == found

    def test_counts_the_days_on_which_care_was_written_down(self) -> None:
        """Two days of care and one day that the package leaves out: one of them was beside it."""
        line = a_line(first=date(2026, 3, 1), last=date(2026, 3, 31), quantity=120)
        one, two = a_delivery(), a_delivery(levering="l2", on=date(2026, 3, 5))
        package = a_package(count=30)
        assert not list(mpt_beside_package.judge(line, a_case(line, one, package)))
        assert list(mpt_beside_package.judge(line, a_case(line, one, two, package)))

    def test_is_another_fault_where_the_koppeltabel_refuses_the_package(self, home: Story) -> None:
        """Then the package is what does not fit somebody at home."""
        home.tell(allowed(), *paid(days("2026-03-01", "2026-03-31", 31), declaration="d9", provider="p2"))
        home.tell(*paid(asked()))
        assert not told(home, "mpt-beside-package")
        assert [one.item.declaration for one in says(home, "prestatie-not-for-leveringsvorm")] == ["d9"]


class TestTwoPackages:
    def test_follow_each_other(self, home: Story) -> None:
        """From one institution to another: the days do not meet."""
        home.tell(*paid(days("2026-03-01", "2026-03-15", 15)))
        home.tell(*paid(days("2026-03-16", "2026-03-31", 16, "Z081"), declaration="d2", provider="p2"))
        assert not told(home, "two-packages-on-one-day")

    def test_share_no_day(self, home: Story) -> None:
        """One day too many; the line that came in later is found, whoever declared it."""
        home.tell(*paid(days("2026-03-01", "2026-03-15", 15)))
        home.tell(*paid(days("2026-03-15", "2026-03-31", 17, "Z081"), declaration="d2", provider="p2"))
        (one,) = says(home, "two-packages-on-one-day")
        assert (one.item.declaration, one.found.told) == (
            "d2",
            "Pakket Z081 is gedeclareerd van 15 maart 2026 tot en met 31 maart 2026, naast pakket Z071: 1 dag dubbel.",
        )

    def test_are_known_by_a_name_in_the_register_as_well(self, home: Story) -> None:
        """A zzp of which the code was not published anywhere."""
        home.tell(tarief("Z999", "dag", "100.00", name="ZZP 4vv incl. bh"), *paid(days("2026-03-04", "2026-03-04", 1)))
        home.tell(*paid(days("2026-03-04", "2026-03-04", 1, "Z999"), declaration="d2", provider="p2"))
        assert len(says(home, "two-packages-on-one-day")) == 1

    @pytest.mark.parametrize(("count", "found"), [(15, 0), (16, 0), (17, 1)])
    def test_may_lie_over_each_other_when_their_days_can_differ(self, count: int, found: int) -> None:
        """Fifteen days of March with one, and sixteen with the other: only thirty-two would not fit."""
        early, late = a_package(count=15, events=(80,)), a_package("Z081", count=count, declaration="d3")
        assert len(list(two_packages_on_one_day.judge(late, a_case(early, late)))) == found

    def test_of_one_prestatie_are_the_same_care_twice(self) -> None:
        """That rule has its own name."""
        early, late = a_package(events=(80,)), a_package(declaration="d3")
        assert not list(two_packages_on_one_day.judge(late, a_case(early, late)))

    def test_are_one_again_once_the_first_was_taken_back(self, home: Story) -> None:
        """The institution of before credits its days."""
        home.tell(*paid(days("2026-03-04", "2026-03-04", 1)))
        home.tell(*paid(days("2026-03-04", "2026-03-04", 1, "Z081"), declaration="d2", provider="p2"))
        credit = {"do": "credit_line", "declaration": "d1", "line": "1", "credit": "c1", "reason": "verhuisd"}
        home.tell(credit | {"amount": {"EUR": "56.70"}})
        (one,) = says(home, "two-packages-on-one-day")
        assert one.change == "became-lawful"


class TestMoreDaysThanTheMonth:
    @pytest.mark.parametrize(("count", "found"), [(31, 0), (32, 1)])
    def test_is_a_signal(self, count: int, found: int) -> None:
        """March has thirty-one days."""
        line = a_package(count=count, left=32_000)
        signals = list(more_days_than_the_month.judge(a_month(line), a_case(line)))
        assert [one.told for one in signals] == [THIRTY_TWO] * found
        assert [one.eurocent for one in signals] == [1_000] * found

    def test_adds_up_the_packages_of_all_providers(self, home: Story) -> None:
        """Twenty days here, and twelve there."""
        home.tell(STAY, *paid(days("2026-03-05", "2026-03-24", 20), days("2026-03-05", "2026-03-16", 12, "Z081")))
        assert told(home, "more-days-than-the-month") == [THIRTY_TWO]

    @pytest.mark.parametrize(
        "other", [{"prestatie": "H800"}, {"unit": "stuk"}, {"model": "C"}, {"left": 0}, {"prestatie": "X041"}]
    )
    def test_counts_packages_only(self, other: dict[str, Any]) -> None:
        """A module at home, pieces, an arrangement, what was taken back, an unknown code at home."""
        lines = a_package(), a_package(line="2", count=1, **{"prestatie": "Z081"} | other)
        assert not list(more_days_than_the_month.judge(a_month(*lines), a_case(*lines)))

    def test_counts_an_unknown_code_of_somebody_who_stays(self) -> None:
        """Demo codes are in no list: who lives in an institution has days of the package."""
        lines = a_package(first=5), a_package("X041", first=5, count=5, line="2")
        signals = more_days_than_the_month.judge(a_month(*lines), a_case(*lines, rights=moved()))
        assert [one.told for one in signals] == [THIRTY_TWO]

    def test_counts_of_a_line_over_two_months_what_lies_in_this_one_for_certain(self) -> None:
        """Thirty-two days from 1 March until 1 April: one of them was in April at most."""
        line = a_line(**PACKAGE | {"last": date(2026, 4, 1), "quantity": 32})
        other = a_package("Z081", first=1, last=1, line="2")
        assert not list(more_days_than_the_month.judge(a_month(line), a_case(line)))
        assert list(more_days_than_the_month.judge(a_month(line, other), a_case(line, other)))


PACKAGE: dict[str, Any] = {"prestatie": "Z071", "first": date(2026, 3, 1), "unit": "dag"}


class TestACleanStay:
    def test_is_lawful_as_far_as_packages_go(self, home: Story) -> None:
        """One package a day, all of the month."""
        home.tell(STAY, *paid(days("2026-03-05", "2026-03-31", 27)), delivered(on="2026-03-04"))
        assert not formal(home) & {"mpt-beside-package", "two-packages-on-one-day", "more-days-than-the-month"}
