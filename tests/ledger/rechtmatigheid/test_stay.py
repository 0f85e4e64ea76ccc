"""Days of stay: those that were agreed for a year, and those on which the client was not there."""

from collections.abc import Sequence
from typing import Any

import pytest

from ledger.rechtmatigheid.facts import Absent, Chosen, Line
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.rules.stay import absence_paid_too_long, plafond_passed
from ledger.vocabulary.clock import SetClock
from tests.ledger.care_lines import chosen
from tests.ledger.rechtmatigheid.made import YEAR, a_case, rights
from tests.ledger.rechtmatigheid.made_care import day, finds
from tests.ledger.rechtmatigheid.made_money import a_stay, days_of_stay, money_on_file
from tests.ledger.rechtmatigheid.stories import found
from tests.ledger.story import Story

STAYS = rights(forms=(Chosen(YEAR, "verblijf", 3),))


class TestThePlafond:
    """A hundred days of stay were agreed for 2026."""

    AGREED = money_on_file(plafond=100)

    @pytest.mark.parametrize(
        ("so_far", "expected"), [(99, []), (100, []), (101, [20000]), (110, [200000]), (200, [200000])]
    )
    def test_is_held_up_to_its_last_day(self, so_far: int, expected: list[int]) -> None:
        """At stake are the days of the line above it, at € 200,00 each: never more days than the line has."""
        assert [one.eurocent for one in finds(plafond_passed, a_stay(so_far), self.AGREED)] == expected

    def test_is_told_with_its_figures(self) -> None:
        """Days agreed, days declared, days too many."""
        (one,) = finds(plafond_passed, a_stay(103), self.AGREED)
        assert one.events == (90, 9)
        assert one.told == (
            "Met deze regel zijn er in 2026 103 dagen verblijf gedeclareerd, en afgesproken zijn er 100: 3 van de 10 "
            "dagen van deze regel is te veel."
        )

    def test_is_of_a_region_a_year_and_a_provider(self) -> None:
        """Also of a provider that is named by its AGB code; without an agreement there is none."""
        assert not finds(plafond_passed, a_stay(101, region="Noord"), self.AGREED)
        assert not finds(plafond_passed, a_stay(101, provider="p2"), self.AGREED)
        assert not finds(plafond_passed, a_stay(101), money_on_file())
        assert finds(
            plafond_passed, a_stay(101, provider="11111111"), money_on_file(plafond=100, agb={"11111111": "p1"})
        )

    def test_takes_only_what_is_left_of_a_line(self) -> None:
        """Half of it was taken back."""
        (one,) = finds(plafond_passed, a_stay(105, left=100000), self.AGREED)
        assert one.eurocent == 50000


def away(first: str, last: str, kind: str = "opname", number: str = "a1", **changes: Any) -> Absent:
    """Days on which the client was not with p1."""
    facts: dict[str, Any] = {"absence": number, "provider": "p1", "kind": kind, "first": day(first), "last": day(last)}
    return Absent(**(facts | {"events": (int(number[1:]) + 40,)} | changes))


def too_long(absences: Sequence[Absent], *lines: Line, at: int = -1, **around: Any) -> list[Found]:
    """Return what is found of an absence, the last of these unless said otherwise."""
    facts = {"rights": STAYS, "absences": tuple(absences)} | around
    return finds(absence_paid_too_long, absences[at], a_case(*lines, **facts))


HALF_A_YEAR = days_of_stay("01-01", "06-30")


class TestAnAdmission:
    """Ninety-one days in a row, also over the turn of a year: from 10 January up to and including 10 April."""

    @pytest.mark.parametrize(("last", "expected"), [("04-10", []), ("04-11", [20000]), ("04-20", [200000])])
    def test_is_paid_until_the_ninety_first_day(self, last: str, expected: list[int]) -> None:
        """At stake are the days after it that were declared."""
        assert [one.eurocent for one in too_long([away("01-10", last)], HALF_A_YEAR)] == expected

    def test_is_told_with_its_figures(self) -> None:
        """And that the zorgkantoor may have allowed more."""
        (one,) = too_long([away("01-10", "04-12")], HALF_A_YEAR)
        assert one.events == (41, 90)
        assert one.told == (
            "De cliënt was afwezig van 10 januari 2026 tot en met 12 april 2026: zonder toestemming van het "
            "zorgkantoor mogen er 91 dagen achter elkaar worden gedeclareerd, en vanaf 11 april 2026 zijn er nog 2 "
            "gedeclareerd."
        )

    def test_in_parts_that_join_is_one(self) -> None:
        """A day at home between them begins to count anew."""
        parts = [away("01-10", "02-10"), away("02-11", "04-12", number="a2")]
        (one,) = too_long(parts, HALF_A_YEAR)
        assert (one.eurocent, one.events) == (40000, (42, 41, 90))
        assert not too_long(parts, HALF_A_YEAR, at=0)
        assert not too_long([away("01-10", "02-10"), away("02-12", "04-12", number="a2")], HALF_A_YEAR)
        assert not too_long([away("01-10", "02-10", "vakantie"), away("02-11", "04-12", number="a2")], HALF_A_YEAR)

    @pytest.mark.parametrize(
        ("line", "around"),
        [
            (days_of_stay("01-01", "04-10"), {}),
            (days_of_stay("01-01", "06-30", left=0), {}),
            (days_of_stay("01-01", "06-30", provider="p2"), {}),
            (days_of_stay("01-01", "06-30", unit="dagdeel"), {}),
            (days_of_stay("01-01", "06-30", settles=True), {}),
            (days_of_stay("01-01", "06-30", quantity=180), {}),
            (HALF_A_YEAR, {"rights": rights()}),
        ],
    )
    def test_counts_only_days_that_were_certainly_declared(self, line: Line, around: dict[str, Any]) -> None:
        """A line of 180 of 181 days may have left out the one day too many; at home with an mpt nothing is per day."""
        assert not too_long([away("01-10", "04-11")], line, **around)

    def test_counts_a_stay_whatever_the_leveringsvorm_while_it_is_not_known(self) -> None:
        """Nobody chose one."""
        assert too_long([away("01-10", "04-11")], HALF_A_YEAR, rights=rights(forms=()))

    def test_before_a_limit_is_known_is_not_judged(self) -> None:
        """Of 2022 no limit is known, and of staying with family none at all."""
        old = away("2022-01-01", "2022-12-31")
        assert not too_long([old], days_of_stay("2022-01-01", "2022-12-31"))
        assert not too_long([away("01-01", "06-30", "logeren")], HALF_A_YEAR)


class TestAHoliday:
    @pytest.mark.parametrize(("last", "expected"), [("02-14", []), ("02-15", [20000])])
    def test_is_paid_for_fourteen_days(self, last: str, expected: list[int]) -> None:
        """In a row."""
        assert [one.eurocent for one in too_long([away("02-01", last, "vakantie")], HALF_A_YEAR)] == expected

    def test_is_paid_for_forty_two_days_in_a_year_with_detention(self) -> None:
        """Three times fourteen days; then one day of detention is too many, and so is one of holiday."""
        fortnights = [
            away(f"{month}-01", f"{month}-14", "vakantie", f"a{number}")
            for number, month in enumerate(("01", "02", "03"), start=1)
        ]
        assert not too_long(fortnights, HALF_A_YEAR)
        for kind in ("elders", "vakantie"):
            (one,) = too_long([*fortnights, away("05-01", "05-01", kind, "a4")], HALF_A_YEAR)
            assert one.eurocent == 20000
            assert "er mogen 42 dagen per kalenderjaar worden gedeclareerd, en vanaf 1 mei 2026" in one.told
            assert {41, 42, 43, 44, 90} == set(one.events)

    def test_of_the_next_year_counts_anew(self) -> None:
        """Detention from 1 December: 31 days in 2026 and 42 in 2027; the 43rd of January and February is too many."""
        whole = days_of_stay("12-01", "2027-02-28")
        assert not too_long([away("12-01", "2027-02-11", "elders")], whole)
        (one,) = too_long([away("12-01", "2027-02-12", "elders")], whole)
        assert one.eurocent == 20000


class TestAHistory:
    def test_of_an_admission_of_ninety_two_days(self, home: Story, clock: SetClock) -> None:
        """c1 stays with p1; April was declared whole, and its 11th was the ninety-second day in hospital."""
        clock.moment = clock.moment.replace(month=5, day=4)
        home.tell(
            chosen("verblijf"),
            {"do": "record_absence", "client": "c1", "absence": "a1", "provider": "p1", "kind": "opname"}
            | {"from": "2026-01-10", "to": "2026-04-10"},
            {"do": "submit_declaration", "declaration": "d9", "provider": "p1", "period": ["2026-04-01", "2026-04-30"]}
            | {
                "lines": [
                    {"line": "1", "client": "c1", "prestatie": "Z041", "on": "2026-04-01", "to": "2026-04-30"}
                    | {"quantity": "30", "unit": "DAG", "amount": {"EUR": "6000.00"}}
                ]
            },
            {"do": "approve_declaration", "declaration": "d9", "lines": ["1"]},
        )
        assert not found(home.house, "c1", "absence-paid-too-long")
        home.tell(
            {"do": "correct_absence", "client": "c1", "absence": "a1", "to": "2026-04-11", "reason": "bleef langer"}
        )
        (one,) = found(home.house, "c1", "absence-paid-too-long")
        assert (one.item.key, one.found.eurocent) == ("c1/a1", 20000)

    def test_of_an_absence_that_is_still_going_on(self, home: Story, clock: SetClock) -> None:
        """It counts until today: on 10 April it may still be paid, on the 11th a day is too many."""
        clock.moment = clock.moment.replace(month=4, day=10)
        april = {"line": "1", "client": "c1", "prestatie": "Z041", "on": "2026-04-01", "to": "2026-04-30"}
        home.tell(
            chosen("verblijf"),
            {"do": "record_absence", "client": "c1", "absence": "a1", "provider": "p1", "kind": "opname"}
            | {"from": "2026-01-10"},
            {"do": "submit_declaration", "declaration": "d9", "provider": "p1", "period": ["2026-04-01", "2026-04-30"]}
            | {"lines": [april | {"quantity": "30", "unit": "DAG", "amount": {"EUR": "6000.00"}}]},
            {"do": "approve_declaration", "declaration": "d9", "lines": ["1"]},
        )
        assert not found(home.house, "c1", "absence-paid-too-long")
        clock.moment = clock.moment.replace(day=11)
        (one,) = found(home.house, "c1", "absence-paid-too-long")
        assert (one.item.last, one.found.eurocent) == (day("04-11"), 20000)
