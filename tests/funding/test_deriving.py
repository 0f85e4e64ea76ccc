"""From contract and facts to lines: what always holds, and how little a new model takes."""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from ledger.funding import catalogue
from ledger.funding.activiteiten import Activiteiten
from ledger.funding.arrangement import Arrangement
from ledger.funding.contract import Component, Contract
from ledger.funding.deriving import Line, derive
from ledger.funding.facts import Delivered, Person
from ledger.funding.inspanning import Inspanning
from ledger.funding.model import Activity, Computed, Model, Work
from ledger.funding.modules import Modules, holdings
from ledger.funding.staffel import Step
from ledger.vocabulary.agreeing import Ceiling
from ledger.vocabulary.errors import NotFound, Refused
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import amount_between
from tests.funding.samples import (
    MARCH,
    MONTHS,
    OTHER,
    OWN,
    YEAR,
    Register,
    contract,
    figures,
    lines,
    person,
    placed,
    planned,
)

FEW = settings(max_examples=25, deadline=None)
MODELS: tuple[Model, ...] = (
    Inspanning(),
    Inspanning(staffel=(Step(600, 50_000), Step(1_200, 90_000))),
    Activiteiten(activities=(Activity("douchen", "Douchen", "H126", 20, 2_000),)),
    Arrangement(prestatie="A001"),
    Modules(prestatie="M001"),
)
CEILINGS: tuple[Ceiling, ...] = ("client", "provider", "none")
days_of_year = st.integers(0, 364).map(lambda number: date(2026, 1, 1) + timedelta(days=number))


@st.composite
def clients(draw: st.DrawFn, name: str) -> Person:
    """A client with care, a plan and modules; the value is at least ten euro a week."""
    moment = draw(days_of_year)
    until, since = Period(date(2025, 1, 1), moment), Period(moment + timedelta(days=1))
    own = draw(st.integers(0, 6))
    return person(
        name,
        draw(st.integers(1_000, 200_000)),
        draw(st.sampled_from(["week", "month"])),
        delivered=tuple(
            Delivered(on, OWN, "H126", "douchen", 5 * fives, position)
            for position, (on, fives) in enumerate(
                draw(st.lists(st.tuples(days_of_year, st.integers(1, 60)), max_size=8))
            )
        ),
        planned=(
            planned(arrangement=draw(st.sampled_from(["licht", "middel", "zwaar"])), period=until),
            planned(activity="douchen", count=draw(st.integers(0, 20))),
            planned(provider=draw(st.sampled_from([None, OTHER])), worth=draw(st.integers(0, 90_000)), period=since),
        ),
        placed=(
            placed(OWN, own),
            placed(OTHER, 2, period=until),
            placed(None, 2, pgb=draw(st.booleans()), period=since),
        ),
    )


crowds = st.tuples(*(clients(f"k{number}") for number in (1, 2, 3))).map(list)


@st.composite
def contracts(draw: st.DrawFn) -> Contract:
    """Any of A to D under any ceiling."""
    model, basis = draw(st.sampled_from(MODELS)), draw(st.sampled_from(["delivered", "plan"]))
    return contract(model, ceiling=draw(st.sampled_from(CEILINGS)), basis=basis)


def in_months(terms: Contract, people: list[Person]) -> list[Line]:
    """Derive every month of the year."""
    return [line for month in MONTHS for line in lines(terms, people, month)]


class TestAlways:
    @FEW
    @for_all(terms=contracts(), people=crowds)
    def test_paid_and_unpaid_are_what_was_computed(self, terms: Contract, people: list[Person]) -> None:
        """No cent is lost at a ceiling, and nothing below zero is paid."""
        for line in in_months(terms, people):
            assert line.paid_eurocent + line.unpaid_eurocent == line.computed.eurocent
            assert 0 <= line.unpaid_eurocent <= line.above_eurocent <= line.computed.eurocent
            assert line.unpaid_eurocent == {"client": line.above_eurocent, "none": 0}.get(
                terms.ceiling, line.unpaid_eurocent
            )

    @FEW
    @for_all(people=crowds, model=st.sampled_from(MODELS[1:]), basis=st.sampled_from(["delivered", "plan"]))
    def test_months_add_up_to_the_year(self, people: list[Person], model: Model, basis: str) -> None:
        """A payer who adds up twelve months finds the year."""
        terms = contract(model, ceiling="none", basis=basis)
        months, year = in_months(terms, people), lines(terms, people, YEAR)
        assert sum(line.paid_eurocent for line in months) == sum(line.paid_eurocent for line in year)

    @FEW
    @for_all(people=crowds)
    def test_months_of_hours_add_up_when_the_minutes_are_whole_fives(self, people: list[Person]) -> None:
        """Of A each line is rounded by itself: five minutes of € 60,00 an hour are exactly € 5,00."""
        terms = contract(Inspanning(), ceiling="none")
        months, year = in_months(terms, people), lines(terms, people, YEAR)
        assert sum(line.paid_eurocent for line in months) == sum(line.paid_eurocent for line in year)

    @FEW
    @for_all(terms=contracts(), people=crowds, shuffled=st.permutations(range(3)))
    def test_the_order_of_people_changes_nothing(
        self, terms: Contract, people: list[Person], shuffled: list[int]
    ) -> None:
        """Not a line, not a cent."""
        assert lines(terms, [people[place] for place in shuffled]) == lines(terms, people)

    @FEW
    @for_all(
        value=st.integers(100, 10_000_000),
        parts=st.lists(st.integers(0, 4), min_size=1, max_size=5),
        of=st.integers(20, 30),
        start=days_of_year,
        length=st.integers(0, 60),
    )
    def test_parts_of_all_holders_are_the_value(
        self, value: int, parts: list[int], of: int, start: date, length: int
    ) -> None:
        """Every module stands somewhere: providers, and the rest is unused."""
        last = min(start + timedelta(days=length), date(2026, 12, 31))
        holders = [placed(f"p{number}", modules, of=of) for number, modules in enumerate(parts)]
        client = person(value=value, per="year", placed=(*holders, placed(None, of - sum(parts), of=of)))
        assert sum(one.eurocent for one in holdings(client, start, last)) == amount_between(client.values, start, last)


class TestPeriod:
    @pytest.mark.parametrize(
        ("last", "is_refused"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True), (None, True)]
    )
    def test_over_two_years_is_refused(self, last: date | None, is_refused: bool) -> None:
        """A year has its own rates and its own contracteerruimte."""
        period, terms = Period(date(2026, 12, 28), last), [contract(Inspanning())]
        if not is_refused:
            assert derive(terms, period, [], Register()) == []
            return
        with pytest.raises(Refused) as refused:
            derive(terms, period, [], Register())
        assert refused.value.code == "period-two-years"

    def test_without_a_contract_there_is_nothing(self) -> None:
        """Before its first day, and without any version."""
        assert lines([], person()) == []
        assert lines(contract(Inspanning(), period=Period(date(2026, 4, 1))), person()) == []


class TestCatalogue:
    def test_knows_its_models_by_their_letter(self) -> None:
        """The letter is the class's own."""
        assert all(code == model.CODE for code, model in catalogue.MODELS.items())
        assert {"A", "B", "C", "D"} <= catalogue.MODELS.keys()

    def test_an_unknown_letter_is_told_what_there_is(self) -> None:
        """With the names."""
        with pytest.raises(NotFound) as refused:
            catalogue.model_of("Q")
        assert refused.value.code == "model-unknown"
        assert "A (inspanning)" in refused.value.message


class Bezoek(Model, frozen=True, kw_only=True):
    """A ninth model: a fixed amount for every client with an indicatie."""

    CODE = "I"
    NAME = "bezoek"

    prestatie: str
    price_eurocent: int

    def computed(self, work: Work) -> Iterator[Computed]:
        """Yield a line per client for whom the contract holds."""
        for one in work.people:
            if work.contract.days_of(one, work.period):
                yield Computed(
                    client=one.client,
                    region=one.region,
                    prestatie=self.prestatie,
                    first=work.first,
                    last=work.last,
                    quantity=1,
                    unit="stuk",
                    eurocent=self.price_eurocent,
                    steps=("Eén bezoek.",),
                )


class TestANinthModel:
    def test_takes_one_class_and_one_line(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """From stored terms to a line under a ceiling, beside another model: nothing else knows about it."""
        monkeypatch.setitem(catalogue.MODELS, "I", Bezoek)
        stored = {"prestatie": "B001", "price_eurocent": 50_000}
        ninth = Component(msgspec.convert(stored, catalogue.model_of("I")), frozenset({"B001"}))
        beside = contract(Component(Inspanning()), ninth, basispoint=10_000)
        client = person(value=300_00, per="month", delivered=(Delivered(MARCH.first, OWN, "H126", None, 60, 1),))
        found = lines(beside, client)
        assert [line.model for line in found] == ["A", "I"]
        assert figures(found) == [(6_349, 0, 0), (23_651, 26_349, 26_349)]
