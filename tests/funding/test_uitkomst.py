"""Model E, uitkomst: a price that depends on a quality score, and a bonus per client."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.funding.contract import Component
from ledger.funding.facts import Score
from ledger.funding.model import Activity
from ledger.funding.staffel import Step
from ledger.funding.uitkomst import FactorStep, Known, Uitkomst
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.periods import Period
from tests.funding.agreed import YEAR, Register, contract, hours, lines, month, person, total

STEPS = (FactorStep(2, 9_500), FactorStep(3, 10_000), FactorStep(4, 10_500))
JANUARY = month(1)
SINCE_2025 = Period(date(2025, 1, 1), date(2026, 12, 31))


def terms(known: Known = "before") -> Uitkomst:
    """Hours, by the experience of clients."""
    return Uitkomst(base="A", indicator="ervaring", known=known, steps=STEPS)


def score(
    value: int,
    first: date = date(2025, 1, 1),
    last: date = date(2025, 12, 31),
    *,
    on: date | None = None,
    family: Literal["structure", "process", "outcome"] = "outcome",
    position: int = 50,
) -> Score:
    """How clients of the provider experienced a period; by itself, last year."""
    return Score("ervaring", family, Period(first, last), on or last, value, 1, 5, position)


SOMEONE = person(delivered=(hours(date(2026, 1, 5), 600),))
"""Ten hours in January: € 600,00 before any factor."""


class TestFactor:
    """By steps of the score."""

    @pytest.mark.parametrize(("value", "factor"), [(1, 10_000), (2, 9_500), (3, 10_000), (4, 10_500), (5, 10_500)])
    def test_is_that_of_the_step_reached(self, value: int, factor: int) -> None:
        """Exactly on a step, one below it, above the last; below the first it is neutral."""
        assert terms().factor(value) == factor


class TestKnownBefore:
    """The score of the last period that ended before the year."""

    def test_worked_figure(self) -> None:
        """Ten hours × € 60,00 × 105 % = € 630,00 (docs/models/e-uitkomst.md)."""
        [line] = lines(contract(terms()), JANUARY, SOMEONE, scores=(score(4),))
        assert (line.eurocent, line.settles, line.rests_on) == (63_000, False, (1, 50))
        assert line.steps[-2:] == (
            "Score 4 op ervaring, over 1 januari 2025 t/m 31 december 2025: factor 105%.",
            "€ 600,00 × 105% = € 630,00.",
        )

    @pytest.mark.parametrize(
        ("scores", "eurocent"),
        [
            ((score(4), score(2, date(2024, 1, 1), date(2024, 12, 31))), 63_000),
            ((score(4), score(2, date(2025, 7, 1), date(2026, 1, 1))), 63_000),
            ((score(4), score(2, date(2025, 7, 1), date(2025, 12, 31), position=51)), 57_000),
            ((score(2, on=date(2026, 2, 1)), score(4, on=date(2026, 1, 1))), 57_000),
        ],
    )
    def test_takes_the_period_that_ended_last(self, scores: tuple[Score, ...], eurocent: int) -> None:
        """Not the year before, not one that ends within the year; of two on the same day the last that was measured."""
        assert total(lines(contract(terms()), JANUARY, SOMEONE, scores=scores)) == eurocent

    @pytest.mark.parametrize(
        ("on", "until", "eurocent"),
        [
            (date(2026, 1, 1), date(2026, 12, 31), 57_000),
            (date(2026, 1, 2), date(2026, 12, 31), 63_000),
            (date(2025, 6, 1), date(2026, 1, 1), 57_000),
        ],
    )
    def test_takes_a_structure_score_that_holds_on_the_first_day(self, on: date, until: date, eurocent: int) -> None:
        """Measured on the first day: it counts. The day after: last year's counts."""
        structure = score(2, date(2025, 6, 1), until, on=on, family="structure", position=60)
        assert total(lines(contract(terms()), JANUARY, SOMEONE, scores=(score(4), structure))) == eurocent

    def test_a_newcomer_is_paid_at_the_neutral_factor(self) -> None:
        """In the first contract year."""
        [line] = lines(contract(terms()), JANUARY, SOMEONE)
        assert line.eurocent == 60_000
        assert "Nieuwkomer: er is nog geen score. In het eerste contractjaar is de factor dan 100%." in line.steps

    def test_nobody_is_new_for_more_than_a_year(self) -> None:
        """The last day of the first year, and the day after; neutral still, for another reason."""
        agreed = contract(terms(), period=Period(date(2025, 1, 6), date(2026, 12, 31)))
        new, old = (
            lines(agreed, Period(day, day), person(delivered=(hours(day, 600),)))[0]
            for day in (date(2026, 1, 5), date(2026, 1, 6))
        )
        assert new.eurocent == old.eurocent == 60_000
        assert any("Nieuwkomer" in step for step in new.steps)
        assert "Er is geen score over een periode van vóór 2026 vastgelegd. De factor is dan 100%." in old.steps

    def test_an_amendment_makes_nobody_new(self) -> None:
        """The year counts from the first version."""
        amended = contract(terms(), period=YEAR)
        [line] = lines(amended, JANUARY, SOMEONE, whole=SINCE_2025)
        assert not any("Nieuwkomer" in step for step in line.steps)


class TestKnownAfter:
    """Neutral first, settled when the score is there."""

    def test_is_neutral_until_the_score_over_the_period_is_known(self) -> None:
        """A score that misses a day of it says nothing."""
        partly = score(4, date(2026, 1, 1), date(2026, 1, 30))
        for scores in ((), (score(4),), (partly,)):
            [line] = lines(contract(terms("after")), JANUARY, SOMEONE, scores=scores)
            assert (line.eurocent, line.settles) == (60_000, False)

    @pytest.mark.parametrize(("value", "difference"), [(4, 3_000), (2, -3_000)])
    def test_settles_the_difference(self, value: int, difference: int) -> None:
        """Up or down; the first line stays as it was."""
        before = lines(contract(terms("after")), JANUARY, SOMEONE)
        covering = score(value, date(2026, 1, 1), date(2026, 1, 31))
        first, settled = lines(contract(terms("after")), JANUARY, SOMEONE, scores=(covering,))
        assert [first] == before
        assert (settled.eurocent, settled.settles, settled.quantity) == (difference, True, 0)
        assert (settled.client, settled.prestatie, settled.rests_on) == ("k1", "H126", (1, 50))

    def test_settles_nothing_at_the_neutral_factor(self) -> None:
        """No line of € 0,00."""
        covering = score(3, date(2026, 1, 1), date(2026, 1, 31))
        assert len(lines(contract(terms("after")), JANUARY, SOMEONE, scores=(covering,))) == 1

    @given(
        st.lists(st.integers(0, 20_000), min_size=1, max_size=5), st.integers(0, 20_000), st.sampled_from(["A", "B"])
    )
    def test_neutral_and_settled_are_what_the_factor_gives_at_once(
        self, minutes: list[int], factor: int, base: Literal["A", "B"]
    ) -> None:
        """For any care, any factor and both bases."""
        people = [
            person(f"k{n}", delivered=(hours(date(2026, 1, 5), one)._replace(activity="douchen"),))
            for n, one in enumerate(minutes)
        ]
        showering = Activity("douchen", "Douchen", "H126", 20, 2_000)
        agreed = {
            known: Uitkomst(
                base=base,
                activities=(showering,) if base == "B" else (),
                indicator="ervaring",
                known=known,
                steps=(FactorStep(1, factor),),
            )
            for known in ("before", "after")
        }
        direct = lines(contract(agreed["before"]), JANUARY, *people, scores=(score(4),))
        later = lines(contract(agreed["after"]), JANUARY, *people, scores=(score(4, YEAR.first, date(2026, 12, 31)),))
        for one in people:
            assert sum(line.eurocent for line in later if line.client == one.client) == sum(
                line.eurocent for line in direct if line.client == one.client
            )


class TestDelimited:
    """E on a part, the rest by another model."""

    def test_only_its_own_part_gets_the_factor(self) -> None:
        """Ten hours of H126 at 105 %, five of H300 by model A."""
        care = (hours(date(2026, 1, 5), 600), hours(date(2026, 1, 6), 300, "H300", 2))
        agreed = contract(
            Component(terms(), frozenset({"H126"})),
            Component(Uitkomst(base="A", indicator="x", steps=(FactorStep(1, 10_000),))),
        )
        found = lines(agreed, JANUARY, person(delivered=care), scores=(score(4),))
        assert {line.prestatie: line.eurocent for line in found} == {"H126": 63_000, "H300": 30_000}

    def test_tells_the_activities_of_its_base(self) -> None:
        """For the register of what may be delivered."""
        showering = Activity("douchen", "Douchen", "H126", 20, 2_000)
        with_activities = Uitkomst(base="B", activities=(showering,), indicator="x", steps=STEPS)
        assert with_activities.activity("douchen") == showering
        assert terms().activity("douchen") is None


@dataclass
class Wrong:
    """Terms that cannot be, and the code of the refusal."""

    terms: Uitkomst
    code: str


class TestTerms:
    """What cannot be agreed."""

    @pytest.mark.parametrize(
        "wrong",
        [
            Wrong(Uitkomst(), "uitkomst-empty"),
            Wrong(Uitkomst(base="A", indicator="x"), "uitkomst-incomplete"),
            Wrong(Uitkomst(base="A", steps=STEPS), "uitkomst-incomplete"),
            Wrong(
                Uitkomst(base="A", indicator="x", steps=STEPS, activities=(Activity("d", "D", "H126", 20, 1),)),
                "uitkomst-base-differs",
            ),
            Wrong(
                Uitkomst(base="B", indicator="x", steps=STEPS, staffel=(Step(0, 1),)),
                "uitkomst-base-differs",
            ),
            Wrong(Uitkomst(base="A", indicator="x", steps=STEPS[::-1]), "factor-steps-disordered"),
            Wrong(Uitkomst(base="A", indicator="x", steps=STEPS[:1] * 2), "factor-steps-disordered"),
            Wrong(Uitkomst(base="B", indicator="x", steps=STEPS), "activities-missing"),
        ],
    )
    def test_is_refused(self, wrong: Wrong) -> None:
        """Each with its own code; what the base cannot be, E cannot be."""
        with pytest.raises(Refused) as refused:
            wrong.terms.check(contract(wrong.terms), Register())
        assert refused.value.code == wrong.code

    def test_is_agreed(self) -> None:
        """A base with its factor."""
        terms().check(contract(terms()), Register())


class TestDays:
    """Care outside the contract is not paid, whatever the score."""

    def test_the_day_before_and_after(self) -> None:
        """Only the days between."""
        first, last = date(2026, 1, 10), date(2026, 1, 20)
        agreed = contract(terms(), period=Period(first, last))
        one = timedelta(days=1)
        care = tuple(hours(on, 60, position=n) for n, on in enumerate((first - one, first, last, last + one)))
        assert total(lines(agreed, JANUARY, person(delivered=care), scores=(score(4),))) == 12_600
