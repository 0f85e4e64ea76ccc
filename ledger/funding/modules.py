"""Model D, modules: k equal vouchers, each placed whole with one provider, turned into pgb, or forgone.

What a holder gets follows from the modules, whatever was delivered. The modules lie side by side in a fixed order
(providers by name, then pgb, then unused), and every boundary between two holders is rounded once, counted from
1 January. So the parts of all holders always add up to the indicatiewaarde, and the months of a holder to its year.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ledger.funding.claimed import Bound, Claimed
from ledger.funding.facts import Person, Placed
from ledger.funding.model import Computed, Model, Work
from ledger.vocabulary.amounts import rounded
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.percentages import WHOLE
from ledger.vocabulary.prorata import ONE_DAY, Dated, amount_between, common, unchanging


class Modules(Model, frozen=True, kw_only=True):
    """Value of the modules over the days they stand with the provider."""

    CODE = "D"
    NAME = "modules"

    prestatie: str

    def claims(self) -> tuple[str, ...]:
        """All modules of a client with the provider, whatever it covers."""
        return ("modules",)

    def bounds(self, claimed: Claimed, factor: int = WHOLE) -> Iterator[Bound]:
        """Yield the whole value: all modules may stand with one provider."""
        if claimed.prestatie == self.prestatie:
            yield claimed.within_value()

    def computed(self, work: Work) -> Iterator[Computed]:
        """Yield a line per client, and per stretch in which the number of its modules does not change."""
        provider = work.contract.provider
        for person in work.people:
            if all(one.provider != provider for one in person.placed):
                continue
            for stretch in work.contract.days_of(person, work.period):
                everyone = holdings(person, stretch.first, stretch.last or work.last)
                for held in _joined(one for one in everyone if one.provider == provider):
                    if held.eurocent:
                        yield Computed(
                            client=person.client,
                            region=person.region,
                            prestatie=self.prestatie,
                            first=held.first,
                            last=held.last,
                            quantity=held.modules,
                            unit="module",
                            eurocent=held.eurocent,
                            steps=_steps(person, held, provider),
                            rests_on=tuple(sorted({*held.positions, *person.grounds_over(held.first, held.last)})),
                        )


class Holding(NamedTuple):
    """The modules of one holder over days on which nothing of it changes, and their value in cents.

    Without a provider it is a pgb, or else it is unused.
    """

    provider: str | None
    pgb: bool
    modules: int
    of: int
    first: date
    last: date
    eurocent: int
    positions: tuple[int, ...]

    @property
    def is_unused(self) -> bool:
        """Tell whether nobody gets the money."""
        return self.provider is None and not self.pgb


def holdings(person: Person, first: date, last: date) -> Iterator[Holding]:
    """Yield who holds which modules of a person from a first to a last day (of one calendar year), in order of time."""
    for start, end in unchanging((one.period for one in person.placed), first, last):
        before, share = 0, Fraction(0)
        for provider, pgb, of, modules, positions in _standing(person.placed, start):
            share += Fraction(modules, of)
            upto = amount_between(person.values, start, end, share)
            yield Holding(provider, pgb, modules, of, start, end, upto - before, positions)
            before = upto


def _standing(placed: tuple[Placed, ...], on: date) -> list[tuple[str | None, bool, int, int, tuple[int, ...]]]:
    """Return per holder how many modules stand with it on a day, in the order in which the modules lie."""
    found: dict[tuple[bool, str, bool, int], list[Placed]] = {}
    for one in placed:
        if one.period.covers(on):
            found.setdefault((one.provider is None, one.provider or "", not one.pgb, one.of), []).append(one)
    return [
        (ones[0].provider, ones[0].pgb, ones[0].of, sum(one.modules for one in ones), tuple(o.position for o in ones))
        for _, ones in sorted(found.items())
    ]


def _joined(holdings: Iterator[Holding]) -> Iterator[Holding]:
    """Join what follows on the day after with the same modules: others changed, this holder did not."""
    held: Holding | None = None
    for one in holdings:
        if held and (held.modules, held.of, held.last + ONE_DAY) == (one.modules, one.of, one.first):
            positions = tuple(sorted({*held.positions, *one.positions}))
            held = held._replace(last=one.last, eurocent=held.eurocent + one.eurocent, positions=positions)
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


def _steps(person: Person, held: Holding, provider: str) -> tuple[str, ...]:
    """Tell what the modules are worth, and what is lost when they are too large for the care that was agreed."""
    value = amount_between(person.values, held.first, held.last)
    steps = [f"{held.modules} van de {held.of} modules van de indicatiewaarde {euro(value)} = {euro(held.eurocent)}."]
    if rounded(value * held.modules, held.of) != held.eurocent:
        steps.append("De afronding op centen loopt door vanaf 1 januari.")
    care = _agreed_care(person, held, provider)
    if 0 < care < held.eurocent:
        steps.append(
            f"De afgesproken zorg kost {euro(care)}. De modules zijn {euro(held.eurocent - care)} te groot: "
            f"dat verliest de cliënt."
        )
    return tuple(steps)


def _agreed_care(person: Person, held: Holding, provider: str) -> int:
    worths = (
        Dated(days, line.worth.eurocent, line.worth.per)
        for line in person.planned
        if line.provider == provider and (days := common(line.period, line.worth.period))
    )
    return amount_between(worths, held.first, held.last)
