"""Model G, abonnement: a fixed amount per enrolled person, who uses care or not."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar, NamedTuple

from ledger.funding.age_amounts import AgeAmount, Amounts, band_of, check_amounts
from ledger.funding.contract import Contract
from ledger.funding.criteria import Failure
from ledger.funding.facts import Person
from ledger.funding.model import Computed, Model, Rates, Work
from ledger.vocabulary.dutch import grouped
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import Dated, amount_between, common, days_of


class Membership(NamedTuple):
    """What one enrolled person brings in over the declared days."""

    days: int
    eurocent: int
    positions: tuple[int, ...]


class Abonnement(Model, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Enrolled people × the amount of their age band and sex, by days enrolled under this contract.

    Age counts on the first day of what is declared; who is born after it counts as 0. Lines are without client, one
    per band, so that they do not tell who uses care. Rounded per person, cumulatively over the calendar year: months
    add up to the year. `quantity` is the number of days that people were enrolled.
    """

    CODE: ClassVar[str] = "G"
    NAME: ClassVar[str] = "abonnement"
    PERSON_FOLLOWING: ClassVar[bool] = False
    COUNTS_ENROLLED: ClassVar[bool] = True
    FAILS: ClassVar[tuple[Failure, ...]] = (
        Failure(1, "Het bedrag per ingeschrevene is al betaald, dus een deel als pgb zou dubbel betaald zijn."),
        Failure(3, "Het bedrag per ingeschrevene hangt niet af van wat de cliënt als pgb zou krijgen."),
        Failure(4, "Er wordt per ingeschrevene betaald, met of zonder zorg, niet per prestatie."),
        Failure(6, "Het zorgprofiel telt niet mee; bij de andere leveringsvormen wel."),
    )

    prestatie: str
    amounts: Amounts

    def check(self, contract: Contract, rates: Rates) -> None:
        """Refuse bands that cannot be."""
        check_amounts(self.amounts)

    def computed(self, work: Work) -> Iterator[Computed]:
        """Yield a line per band. Somebody whose age or sex the amounts need and nobody knows is refused."""
        within = common(work.contract.period, work.period)
        if within is None or within.last is None:
            return
        bands: dict[AgeAmount, list[Membership]] = defaultdict(list)
        for person in work.people:
            enrolled = _enrolled(work.contract, person, within.first.year, within.last)
            if not any(period.overlaps(within) for period, _ in enrolled):
                continue
            age = person.age_on(within.first)
            band = band_of(self.amounts, person.client, None if age is None else max(age, 0), person.sex)
            bands[band].append(_membership(band, enrolled, within.first, within.last))
        for band in self.amounts:
            if bands[band]:
                yield self._line(work.contract.region, band, bands[band], within.first, within.last)

    def _line(self, region: str, band: AgeAmount, members: list[Membership], first: date, last: date) -> Computed:
        days = sum(member.days for member in members)
        people = "1 ingeschrevene" if len(members) == 1 else f"{grouped(len(members))} ingeschrevenen"
        return Computed(
            client=None,
            region=region,
            prestatie=self.prestatie,
            first=first,
            last=last,
            quantity=days,
            unit="dag",
            eurocent=sum(member.eurocent for member in members),
            steps=(
                f"{band.label}: {people} × {band.price}, samen {grouped(days)} dagen ingeschreven.",
                "Wie ingeschreven is telt mee, met of zonder zorg.",
            ),
            rests_on=tuple(sorted({position for member in members for position in member.positions})),
        )


def _membership(band: AgeAmount, enrolled: Iterable[tuple[Period, int]], first: date, last: date) -> Membership:
    declared = Period(first, last)
    known = tuple(enrolled)
    dated = [Dated(period, band.amount_eurocent, band.per) for period, _ in known]
    parts = [(part, position) for period, position in known if (part := common(period, declared))]
    return Membership(
        days=sum(days_of(part.first, part.last or last) for part, _ in parts),
        eurocent=amount_between(dated, first, last),
        positions=tuple(position for _, position in parts),
    )


def _enrolled(contract: Contract, person: Person, year: int, last: date) -> list[tuple[Period, int]]:
    """Return the days of the year so far on which a person is enrolled and the contract holds, with the evidence."""
    mine = [one for one in person.enrolled if (one.provider, one.contract) == (contract.provider, contract.contract)]
    held = contract.days_of(person, Period(date(year, 1, 1), last)) if mine else []
    return [(part, one.position) for one in mine for days in held if (part := common(one.period, days))]
