"""What holds of every scenario, whatever the care was: amounts add up, and no order matters."""

from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.funding.facts import Delivered, Person, Placed, Planned, Score, Terms
from ledger.simulation.calibration import Calibration, Lengths
from ledger.simulation.cared import Ground, cared_for
from ledger.simulation.replay import Replay
from ledger.simulation.scenarios import HYBRID, SINGLE, Usual, personal_contract, scenario_of
from ledger.simulation.tally import Forecast, Tally
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import Dated
from tests.funding.samples import Register

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 364).map(lambda days: FIRST + timedelta(days=days))
PROVIDERS = st.sampled_from(["p1", "p2", "p3"])
CODES = st.sampled_from(["H126", "V001"])


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Days that begin in the year; some go on."""
    first = draw(DAYS)
    return Period(first, draw(st.none() | st.integers(0, 200).map(lambda days: first + timedelta(days=days))))


@st.composite
def plan_lines(draw: st.DrawFn) -> Planned:
    """A line of a zorgplan; without a provider it is a pgb."""
    period, provider = draw(periods()), draw(st.none() | PROVIDERS)
    code = draw(CODES) if provider else None
    worth = Dated(period, draw(st.integers(0, 60_000)), "week")
    return Planned(period, provider, code, None, None, draw(st.integers(0, 600)) if code else 0, 0, worth, 1)


@st.composite
def modules(draw: st.DrawFn) -> Placed:
    """Modules with a provider, as pgb, or unused."""
    provider = draw(st.none() | PROVIDERS)
    return Placed(draw(periods()), provider, provider is None and draw(st.booleans()), draw(st.integers(1, 3)), 10, 1)


def _delivered() -> st.SearchStrategy[Delivered]:
    parts = (DAYS, PROVIDERS, CODES, st.none() | st.just("douchen"), st.integers(1, 900), st.just(1))
    return st.builds(Delivered, *parts)


def _score() -> st.SearchStrategy[Score]:
    return st.builds(
        lambda on, value: Score("dagbesteding", "outcome", Period(on, on), on, value, 1, 5, 1), DAYS, st.integers(1, 5)
    )


@st.composite
def persons(draw: st.DrawFn, client: str = "c1") -> Person:
    """Somebody at home in the north for some of the year, with any plan and any care."""
    values = st.builds(Dated, periods(), st.integers(0, 90_000), st.just("week"))
    some: dict[str, Any] = {
        "values": tuple(draw(st.lists(values, max_size=2))),
        "planned": tuple(draw(st.lists(plan_lines(), max_size=4))),
        "placed": tuple(draw(st.lists(modules(), max_size=2))),
        "delivered": tuple(sorted(draw(st.lists(_delivered(), max_size=8)), key=lambda one: one.on)),
        "scores": tuple(draw(st.lists(_score(), max_size=3))),
    }
    return Person(
        client=client,
        region="Noord",
        birth_date=draw(st.none() | st.dates(date(1920, 1, 1), date(2027, 1, 1))),
        entitled=(draw(st.just(Period(FIRST)) | periods()),),
        leveringsvormen=(Terms(Period(FIRST), "mpt"),),
        **some,
    )


def crowds() -> st.SearchStrategy[list[Person]]:
    """A few people."""
    return st.tuples(*(persons(client=f"c{number}") for number in range(2))).map(list)


def replayed(code: str, people: list[Person], known: list[Person]) -> Tally:
    """Replay people, all of them sampled, on what was known of some on 1 January."""
    calibration, lengths = Calibration(), Lengths()
    for person in known:
        calibration.take(person, 2026)
        lengths.take(person)
    usual = Usual({"H126": 6000}, {"V001": 1181}, lengths.usual(), "H126")
    ground = Ground(2026, Register(), usual, lambda provider: (), calibration)
    replay = Replay(scenario_of(code), ground)
    for person in people:
        days = personal_contract(replay.scenario, "", person.region, ground.period, ())
        if cared := cared_for(person, days, ground, sampled=True):
            replay.take(cared)
    replay.conclude(1)
    return replay.tally


def unordered(tally: Tally) -> dict[str, Any]:
    """A tally without the order in which clients came; counts of nothing are no counts."""
    found: dict[str, Any] = {one.name: getattr(tally, one.name) for one in fields(tally)}
    found["per_client"] = sorted(tally.per_client)
    return {name: +value if hasattr(value, "elements") else value for name, value in found.items()}


@pytest.mark.slow
@pytest.mark.parametrize("code", [*SINGLE, *HYBRID])
class TestEveryScenario:
    @settings(max_examples=8, deadline=None)
    @given(people=crowds())
    def test_pays_what_it_computes_less_what_it_does_not_pay(self, code: str, people: list[Person]) -> None:
        tally = replayed(code, people, people)
        assert tally.paid + tally.unpaid == tally.computed
        assert sum(tally.per_provider.values()) == tally.paid
        assert sum(tally.pgb_known.values()) == tally.clients == len(tally.per_client)
        assert 0 <= tally.on_prestatie <= tally.paid
        assert 0 <= tally.undelivered <= tally.paid
        assert tally.unused >= 0
        if code in ("A", "E", "E+A"):
            assert tally.undelivered == 0

    @settings(max_examples=4, deadline=None)
    @given(people=crowds())
    def test_does_not_depend_on_the_order_of_clients(self, code: str, people: list[Person]) -> None:
        assert unordered(replayed(code, people, people)) == unordered(replayed(code, people[::-1], people[::-1]))


def tallies() -> st.SearchStrategy[Tally]:
    """Tallies with a few counts in them."""
    amounts, names = st.integers(0, 10**12), st.sampled_from(["p1", "p2"])

    def made(paid: int, most: int, costs: list[int], by: dict[str, int], known: list[date], far: list[int]) -> Tally:
        tally = Tally(paid=paid, most_providers=most)
        tally.per_client.extend(costs)
        tally.per_provider.update(by)
        tally.pgb_known.update(known)
        tally.forecasts[0] = Forecast(*far)
        return tally

    far = st.lists(amounts, min_size=2, max_size=2)
    by = st.dictionaries(names, amounts)
    return st.builds(
        made, amounts, st.integers(0, 9), st.lists(amounts, max_size=3), by, st.lists(DAYS, max_size=3), far
    )


def added(*parts: Tally) -> Tally:
    """A new tally of parts."""
    whole = Tally()
    for part in parts:
        whole.add(part)
    return whole


@given(tallies(), tallies(), tallies())
def test_tallies_add_up_in_any_grouping(one: Tally, two: Tally, three: Tally) -> None:
    assert added(added(one, two), three) == added(one, added(two, three)) == added(one, two, three)
    assert unordered(added(one, two)) == unordered(added(two, one))
