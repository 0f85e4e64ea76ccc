"""The bonus of model E per client who rises, and the Wmo example of domain.md §8."""

from datetime import date, timedelta

import msgspec
import pytest

from ledger.funding.bonus import Bonus
from ledger.funding.composition import check_composition
from ledger.funding.contract import Contract
from ledger.funding.facts import Person, Planned, Score
from ledger.funding.lumpsum import Lumpsum
from ledger.funding.uitkomst import Uitkomst
from ledger.vocabulary.agreeing import Party
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import Dated
from tests.funding.agreed import (
    MONTHS,
    YEAR,
    Register,
    contract,
    enrolment,
    hours,
    lines,
    month,
    person,
    step_on,
    total,
)

BONUS = Uitkomst(bonus=Bonus(prestatie="07A01", indicator="dagbesteding", rise=1, price_eurocent=50_000))
CARE = (hours(YEAR.first, 60),)
FIRST, LATER = date(2026, 1, 10), date(2026, 6, 10)


def scored(*scores: Score, client: str = "k1") -> Person:
    """Somebody whom the provider gave care on the first day."""
    return person(client, delivered=CARE, scores=scores)


def paid_in(agreed: Contract, *people: Person) -> list[int]:
    """The months in which something is paid."""
    return [number for number, one in enumerate(MONTHS, start=1) if total(lines(agreed, one, *people))]


class TestRise:
    """From the first score within the contract to a later one."""

    @pytest.mark.parametrize(("value", "months"), [(1, []), (2, []), (3, [6]), (5, [6])])
    def test_at_least_one_step(self, value: int, months: list[int]) -> None:
        """From 2: one step up is paid, staying or falling is not, three steps pay no more."""
        someone = scored(step_on(FIRST, 2, 7), step_on(LATER, value, 8))
        assert paid_in(contract(BONUS), someone) == months
        assert total(lines(contract(BONUS), month(6), someone)) == 50_000 * len(months)

    def test_line_tells_what_it_rests_on(self) -> None:
        """Both scores; on the day of the second."""
        [line] = lines(contract(BONUS), month(6), scored(step_on(FIRST, 2, 7), step_on(LATER, 3, 8)))
        assert (line.client, line.prestatie, line.first, line.last) == ("k1", "07A01", LATER, LATER)
        assert line.rests_on == (7, 8)
        assert line.steps == (
            "Score op dagbesteding: 2 op 10 januari 2026, 3 op 10 juni 2026.",
            "Minstens 1 omhoog: € 500,00, één keer per cliënt.",
        )

    def test_is_paid_once(self) -> None:
        """Another rise, or a fall and a rise, pays no second bonus and takes nothing back."""
        values = [(date(2026, number, 10), value) for number, value in ((1, 2), (3, 3), (5, 2), (7, 3), (9, 5))]
        assert paid_in(contract(BONUS), scored(*(step_on(on, value) for on, value in values))) == [3]

    def test_only_scores_within_the_contract_count(self) -> None:
        """From the first day: a score on the day before is no start; up to the last: the day after is no rise."""
        early, last = YEAR.first - timedelta(days=1), date(2026, 12, 31)
        agreed = contract(BONUS, period=YEAR)
        assert paid_in(agreed, scored(step_on(early, 1), step_on(FIRST, 2), step_on(LATER, 2))) == []
        assert paid_in(agreed, scored(step_on(YEAR.first, 1), step_on(last, 2))) == [12]
        assert lines(agreed, month(1, 2027), scored(step_on(FIRST, 1), step_on(date(2027, 1, 1), 2))) == []

    def test_other_indicators_and_scales_do_not_count(self) -> None:
        """Housing is not day activity; 6 of 10 is no rise from 3 of 5."""
        other_scale = msgspec.structs.replace(step_on(LATER, 6), highest=10)
        assert paid_in(contract(BONUS), scored(step_on(FIRST, 3), other_scale)) == []
        assert paid_in(contract(BONUS), scored(step_on(FIRST, 3), step_on(LATER, 4, indicator="huisvesting"))) == []

    def test_counts_on_over_an_amendment(self) -> None:
        """The first score lies before the amendment."""
        amended = contract(BONUS, period=Period(date(2026, 3, 1), YEAR.last))
        someone = scored(step_on(FIRST, 2), step_on(LATER, 3))
        assert total(lines(amended, month(6), someone, whole=YEAR)) == 50_000
        assert lines(amended, month(6), someone) == []


class TestWhose:
    """Only clients whom the parties of the contract had to do with."""

    def test_a_stranger_brings_no_bonus(self) -> None:
        """Care from somebody else, or only after the rise."""
        scores = (step_on(FIRST, 2), step_on(LATER, 3))
        stranger = person(delivered=(hours(YEAR.first, 60, provider="p9"),), scores=scores)
        later = person(delivered=(hours(LATER + timedelta(days=1), 60),), scores=scores)
        assert paid_in(contract(BONUS), person(scores=scores), stranger, later) == []

    def test_care_enrolment_or_a_plan_is_enough(self) -> None:
        """On the day of the rise itself; of a coalition partner too."""
        scores = (step_on(FIRST, 2), step_on(LATER, 3))
        day = Period(LATER, LATER)
        plan = Planned(day, "p1", "07A01", None, None, 0, 1, Dated(day, 1, "week"), 1)
        agreed = contract(BONUS, parties=(Party("p1", "coalitiepartner"), Party("p2", "coalitiepartner")))
        for someone in (
            person(delivered=(hours(LATER, 60, provider="p2"),), scores=scores),
            person(enrolled=(enrolment(day),), scores=scores),
            msgspec.structs.replace(person(scores=scores), planned=(plan,)),
        ):
            assert paid_in(agreed, someone) == [6]


class TestWmoExample:
    """Day activity, two providers in a coalition, a base fee, a bonus per client who rises (domain.md §8)."""

    def test_two_years(self) -> None:
        """€ 240 000 in 24 instalments of € 10 000; two of three clients rise: € 1 000 more."""
        base = Lumpsum(prestatie="07A00", total_eurocent=24_000_000, instalments=24)
        agreed = contract(
            base,
            BONUS,
            period=Period(date(2026, 1, 1), date(2027, 12, 31)),
            parties=(Party("p1", "coalitiepartner"), Party("p2", "coalitiepartner")),
        )
        for component in agreed.components:
            component.model.check(agreed, Register())
        assert check_composition(agreed.components, agreed.leveringsvormen, "Wmo") == ()
        people = (
            scored(step_on(FIRST, 2), step_on(LATER, 3), client="k1"),
            scored(step_on(FIRST, 1), step_on(date(2027, 2, 1), 3), client="k2"),
            scored(step_on(FIRST, 4), step_on(LATER, 4), client="k3"),
        )
        months = {(year, n): lines(agreed, month(n, year), *people) for year in (2026, 2027) for n in range(1, 13)}
        assert {key: total(found) for key, found in months.items() if total(found) != 1_000_000} == {
            (2026, 6): 1_050_000,
            (2027, 2): 1_050_000,
        }
        assert sum(map(total, months.values())) == 24_100_000
        assert {line.client for found in months.values() for line in found} == {None, "k1", "k2"}
