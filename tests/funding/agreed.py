"""Contracts, people and registers for the tests of models E–H and of compositions."""

from datetime import date, timedelta

from ledger.funding.contract import Component, Contract
from ledger.funding.facts import Delivered, Enrolled, Person, Residents, Score, Sex, Terms
from ledger.funding.model import Computed, Model, Rate, Work
from ledger.vocabulary.agreeing import Act, Party
from ledger.vocabulary.errors import NotFound
from ledger.vocabulary.periods import Period

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


class Register:
    """Hourly prestaties at € 60,00."""

    def rate(self, code: str, on: date) -> Rate:
        """H126 and H300 are known, nothing else."""
        if code not in ("H126", "H300"):
            raise NotFound("tariff-unknown", f"Voor {code} is geen bedrag bekend.", "code")
        return Rate(on.year, code, "uur", 6000, 1, "demo")


def contract(
    *components: Component | Model,
    period: Period = YEAR,
    act: Act = "Wmo",
    forms: frozenset[str] = frozenset(),
    parties: tuple[Party, ...] = (),
) -> Contract:
    """A contract of provider `p1` in region `r1`, at the whole of the maximum rate."""
    return Contract(
        contract="c1",
        provider="p1",
        payer="gemeente",
        act=act,
        region="r1",
        leveringsvormen=forms,
        period=period,
        parties=parties,
        components=tuple(one if isinstance(one, Component) else Component(one) for one in components),
        basispoint=10_000,
        basis="delivered",
        ceiling="none",
    )


def month(number: int, year: int = 2026) -> Period:
    """A calendar month."""
    following = date(year + number // 12, number % 12 + 1, 1)
    return Period(date(year, number, 1), following - timedelta(days=1))


MONTHS = [month(number) for number in range(1, 13)]


def lines(
    agreed: Contract,
    period: Period,
    *people: Person,
    scores: tuple[Score, ...] = (),
    residents: tuple[Residents, ...] = (),
    whole: Period | None = None,
) -> list[Computed]:
    """What all components of a contract compute, before any ceiling."""
    return [
        line
        for component in agreed.components
        for line in component.model.computed(
            Work(
                agreed,
                component,
                period,
                people,
                Register(),
                scores,
                residents,
                whole,
            )
        )
    ]


def total(found: list[Computed]) -> int:
    """Cents."""
    return sum(line.eurocent for line in found)


def person(
    client: str = "k1",
    *,
    born: date | None = date(1980, 6, 15),
    sex: Sex | None = "vrouw",
    delivered: tuple[Delivered, ...] = (),
    enrolled: tuple[Enrolled, ...] = (),
    scores: tuple[Score, ...] = (),
    forms: tuple[Terms, ...] = (),
    entitled: tuple[Period, ...] = (),
) -> Person:
    """Somebody in region `r1`."""
    return Person(
        client=client,
        region="r1",
        birth_date=born,
        sex=sex,
        delivered=delivered,
        enrolled=enrolled,
        scores=scores,
        leveringsvormen=forms,
        entitled=entitled,
    )


def hours(on: date, minutes: int, prestatie: str = "H126", position: int = 1, provider: str = "p1") -> Delivered:
    """Care that was given."""
    return Delivered(on, provider, prestatie, None, minutes, position)


def enrolment(period: Period = YEAR, position: int = 1, contract: str = "c1", provider: str = "p1") -> Enrolled:
    """Under contract `c1`."""
    return Enrolled(period, provider, contract, position)


def step_on(on: date, value: int, position: int = 1, indicator: str = "dagbesteding") -> Score:
    """A score of a client on a domain of the zelfredzaamheid-matrix."""
    return Score(indicator, "outcome", Period(on, on), on, value, 1, 5, position)
