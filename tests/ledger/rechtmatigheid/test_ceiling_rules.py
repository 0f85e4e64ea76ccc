"""Does what is spent on a client stay within the indicatiewaarde, and within its modules."""

from datetime import date
from typing import Any

import pytest

from ledger.rechtmatigheid.facts import Chosen, Entitled, Line, Placed
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.rules.ceiling import above_indicatiewaarde, modules_not_whole
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import Dated
from tests.ledger.care_lines import delivered, plan
from tests.ledger.contract_lines import amended
from tests.ledger.declare_lines import APRIL, declare, judged
from tests.ledger.rechtmatigheid.made import YEAR, a_case, a_line, a_month, rights
from tests.ledger.rechtmatigheid.made_care import an_agreement, day, finds
from tests.ledger.rechtmatigheid.made_money import K1, money_on_file, paid
from tests.ledger.rechtmatigheid.stories import found
from tests.ledger.story import Story

ROOM = 310000
"""March at € 100,00 a day."""
HUNDRED = (Dated(YEAR, 10000, "day"),)
JANUARY = Period(day("01-01"), day("01-31"))
MPT = (Chosen(YEAR, "mpt_pgb", 3),)


def spent(eurocent: int, **changes: Any) -> Line:
    """A line for the whole of March, under k1."""
    facts = {"first": day("03-01"), "last": day("03-31"), "contract": "k1", "eurocent": eurocent, "left": eurocent}
    return a_line(**(facts | changes))


def above(*lines: Line, **around: Any) -> list[Found]:
    """Return what is found of March."""
    facts = {"rights": rights(worth=HUNDRED, forms=MPT), "register": K1} | around
    return finds(above_indicatiewaarde, a_month(*lines), a_case(*lines, **facts))


def stakes(*lines: Line, **around: Any) -> list[int]:
    """Return what is at stake in March."""
    return [one.eurocent for one in above(*lines, **around)]


class TestAMonth:
    """The indicatiewaarde of March is € 3.100,00."""

    @pytest.mark.parametrize(("eurocent", "expected"), [(ROOM, []), (ROOM + 1, [1])])
    def test_is_lawful_up_to_the_cent(self, eurocent: int, expected: list[int]) -> None:
        """By one line, or by several of several providers."""
        assert stakes(spent(eurocent)) == expected
        assert stakes(spent(eurocent - 5000), spent(5000, declaration="d2", provider="p2", events=(95,))) == expected

    @pytest.mark.parametrize(("eurocent", "expected"), [(10000, []), (10001, [1])])
    def test_has_pgb_in_it(self, eurocent: int, expected: list[int]) -> None:
        """What was paid; what was only granted is no payment."""
        assert stakes(spent(ROOM - 10000), pgb=(paid(eurocent),)) == expected
        assert stakes(pgb=(paid(ROOM + eurocent - 10000),)) == expected

    @pytest.mark.parametrize(("eurocent", "expected"), [(ROOM + 50000 + 77500, []), (ROOM + 50000 + 77501, [1])])
    def test_has_ekt_and_meerzorg_taken_in(self, eurocent: int, expected: list[int]) -> None:
        """EKT of a quarter, and € 500,00 of meerzorg in March."""
        worth = (*HUNDRED, Dated(YEAR, 2500, "day"), Dated(Period(day("03-01"), day("03-31")), 50000, "month"))
        assert stakes(spent(eurocent), rights=rights(worth=worth, forms=MPT)) == expected

    def test_is_told_with_its_figures(self) -> None:
        """And with the ceiling of the contract, that does not make it lawful."""
        ceiling = money_on_file(an_agreement(ceiling="none"))
        (one,) = above(spent(ROOM), pgb=(paid(4286),), register=ceiling)
        assert one.eurocent == 4286
        assert one.events == (90, 50)
        assert one.told == (
            "In maart 2026 gaat € 3.142,86 naar zorg thuis, waarvan € 42,86 uit het pgb; de indicatiewaarde met EKT en "
            "meerzorg is € 3.100,00, dus dit is € 42,86 te veel, ook al heeft het contract geen plafond."
        )
        (one,) = above(spent(ROOM + 1), register=money_on_file(an_agreement(ceiling="provider")))
        assert one.told.endswith("te veel, ook al heeft het contract een plafond per zorgaanbieder.")
        (one,) = above(spent(ROOM + 1))
        assert one.told.endswith("€ 0,01 te veel.")

    @pytest.mark.parametrize(
        ("line", "around"),
        [
            (spent(ROOM * 2, left=0), {}),
            (spent(ROOM * 2), {"rights": rights(worth=HUNDRED, forms=(Chosen(YEAR, "verblijf", 3),))}),
            (spent(ROOM * 2), {"rights": rights(worth=(), forms=MPT)}),
            (spent(ROOM * 2), {"rights": rights(worth=HUNDRED, forms=())}),
            (spent(ROOM * 2), {"register": money_on_file(an_agreement(act="Wmo"))}),
            (spent(ROOM * 2), {"rights": rights(worth=HUNDRED, forms=MPT, died_on=day("03-30"))}),
            (
                spent(ROOM * 2),
                {
                    "rights": rights(
                        worth=HUNDRED, forms=MPT, entitled=(Entitled(Period(day("03-02")), 1, "4VV", (2,)),)
                    )
                },
            ),
        ],
    )
    def test_counts_only_care_at_home_with_a_right_to_it(self, line: Line, around: dict[str, Any]) -> None:
        """Stay, the Wmo, an unknown value; care after death or without an indicatie is a fault of its own."""
        assert stakes(line, **around) == []

    def test_until_death_counts(self) -> None:
        """The last day of life is a day of care."""
        alive = rights(worth=HUNDRED, forms=MPT, died_on=day("03-31"))
        assert stakes(spent(ROOM + 1), rights=alive) == [1]

    def test_holds_the_days_with_a_leveringsvorm_at_home(self) -> None:
        """At home from 11 March: 21 days of € 100,00."""
        forms = (Chosen(Period(day("01-01"), day("03-10")), "verblijf", 2), Chosen(Period(day("03-11")), "mpt", 3))
        moved = rights(worth=HUNDRED, forms=forms)
        assert stakes(spent(210000, first=day("03-11")), rights=moved) == []
        assert stakes(spent(210001, first=day("03-11")), rights=moved) == [1]


class TestAWeekOverTheTurnOfTheMonth:
    """30 March up to and including 5 April: two days of March, five of April."""

    WEEK = {"first": day("03-30"), "last": day("04-05"), "declaration": "d2", "events": (95,)}
    RAISED = (Dated(Period(day("01-01"), day("03-31")), 10000, "day"), Dated(Period(day("04-01")), 20000, "day"))

    @pytest.mark.parametrize(("eurocent", "expected"), [(70000, []), (70003, []), (70004, [1]), (77000, [2000])])
    def test_counts_for_the_part_that_is_of_the_month(self, eurocent: int, expected: list[int]) -> None:
        """A cent of rounding is not held against it: two sevenths of € 700,03 are € 200,0086."""
        rest = spent(290000, last=day("03-29"))
        assert stakes(rest, spent(eurocent, **self.WEEK)) == expected

    @pytest.mark.parametrize(("eurocent", "expected"), [(40002, []), (40004, [2])])
    def test_may_be_one_whole_cent_above(self, eurocent: int, expected: list[int]) -> None:
        """Half of four days: exactly one cent is rounding, two are not."""
        four = self.WEEK | {"last": day("04-02")}
        assert stakes(spent(290000, last=day("03-29")), spent(eurocent, **four)) == expected

    def test_counts_by_what_its_days_are_worth(self) -> None:
        """Worth € 1.200,00 with the raise of April; two days of March are € 200,00 of it, and not two sevenths."""
        raised = rights(worth=self.RAISED, forms=MPT)
        rest = spent(290000, last=day("03-29"))
        assert stakes(rest, spent(120000, **self.WEEK), rights=raised) == []
        assert stakes(rest, spent(121200, **self.WEEK), rights=raised) == [200]

    def test_counts_by_its_days_where_nothing_is_known(self) -> None:
        """A payment over days before there was a value."""
        late = rights(worth=(Dated(Period(day("03-31")), 10000, "day"),), forms=MPT)
        assert stakes(pgb=(paid(62000, "02-01", "03-30"),), rights=late) == [62000 * 30 // 58 - 10000]


class TestModules:
    """Ten modules of € 10,00 a day each."""

    RIGHTS = rights(worth=HUNDRED, forms=MPT)

    def found(self, *numbers: int, of: int = 10, last: date | None = JANUARY.last) -> list[Found]:
        placed = tuple(
            Placed(Period(day("01-01"), last), f"p{number}", False, modules, of, 20)
            for number, modules in enumerate(numbers, start=1)
        )
        return finds(modules_not_whole, placed, a_case(rights=self.RIGHTS, today=day("02-10")))

    def test_of_ten_are_lawful_up_to_ten(self) -> None:
        """The eleventh is worth a tenth of January."""
        assert not self.found(5, 3, 2)
        (one,) = self.found(5, 3, 3)
        assert (one.eurocent, one.events) == (31000, (20,))
        assert (
            one.told == "Vanaf 1 januari 2026 tot en met 31 januari 2026 zijn er 10 modules, en er zijn er 11 verdeeld."
        )

    def test_without_an_end_are_worth_what_they_cost_until_now(self) -> None:
        """Ten days of February more."""
        (one,) = self.found(11, last=None)
        assert one.eurocent == 41000
        assert one.told.startswith("Vanaf 1 januari 2026 zijn er 10 modules")

    @pytest.mark.parametrize("numbers", [(10, 0), (10, -1)])
    def test_are_above_zero(self, numbers: tuple[int, ...]) -> None:
        """What is below zero does not make room for more either."""
        (one,) = self.found(*numbers)
        assert one.eurocent == 0
        assert one.told.endswith("staat op 1 van de 2 plekken geen heel aantal modules boven nul.")
        assert len(self.found(11, -1)) == 2

    def test_of_none_are_nothing_to_look_at(self) -> None:
        """And a division in nought parts is no division."""
        assert not finds(modules_not_whole, (), a_case())
        assert len(self.found(1, of=0)) == 1


class TestAHistory:
    HOURS = [delivered(f"l{number}", "6:00", on=f"2026-03-{number:02}") for number in range(1, 9)]
    """Forty-eight hours of € 56,70 in March: € 2.721,60, where € 2.657,15 may be spent (rounded on from 1 January)."""

    def test_within_the_ceiling_of_the_contract_is_lawful(self, home: Story, clock: SetClock) -> None:
        """What is above was not paid."""
        clock.moment = APRIL
        home.tell(plan(), *self.HOURS, declare(), judged("approve"))
        assert not found(home.house, "c1", "above-indicatiewaarde")

    def test_of_a_contract_without_a_ceiling_is_not(self, home: Story, clock: SetClock) -> None:
        """Everything was paid: € 64,45 more than may be."""
        clock.moment = APRIL
        home.tell(amended(ceiling="none", **{"from": "2026-01-01"}), plan(), *self.HOURS, declare(), judged("approve"))
        (one,) = found(home.house, "c1", "above-indicatiewaarde")
        assert (one.item.key, one.found.eurocent, one.change) == ("c1/2026-03", 6445, "same")
        assert one.found.told.endswith(", ook al heeft het contract geen plafond.")
