"""Model F, populatie: a fixed amount per resident of an area, whoever uses care. One provider has the area."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import ClassVar

from ledger.funding.age_amounts import AgeAmount, Amounts, band_of_group, check_amounts
from ledger.funding.contract import Contract
from ledger.funding.criteria import Failure
from ledger.funding.facts import Residents
from ledger.funding.model import Computed, Model, Rates, Work
from ledger.vocabulary.dutch import day, grouped
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY, Dated, amount_between, common, days_of

Counts = list[tuple[Period, tuple[Residents, ...]]]
"""What was counted, over the days until the next count."""


class Populatie(Model, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Residents × the amount of their age band and sex, by day. No zorgprofiel and no client comes into it.

    A count holds until the next one. Lines are without client, one per band. The rounding is cumulative over the
    calendar year: months add up to the year. `quantity` is the number of days that residents were counted for.
    """

    CODE: ClassVar[str] = "F"
    NAME: ClassVar[str] = "populatie"
    PERSON_FOLLOWING: ClassVar[bool] = False
    FAILS: ClassVar[tuple[Failure, ...]] = (
        Failure(1, "Het bedrag per inwoner is al betaald, dus een deel als pgb zou dubbel betaald zijn."),
        Failure(2, "Het gebied heeft één zorgaanbieder."),
        Failure(3, "Er is geen bedrag per cliënt dat met een pgb te vergelijken is."),
        Failure(4, "Er wordt per inwoner betaald, niet per prestatie."),
        Failure(6, "Het zorgprofiel telt niet mee; bij de andere leveringsvormen wel."),
    )

    prestatie: str
    area: str
    amounts: Amounts

    def check(self, contract: Contract, rates: Rates) -> None:
        """Refuse another area than the contract's, and bands that cannot be."""
        if self.area != contract.region:
            told = f"Het contract geldt voor {contract.region}, dit model voor {self.area}. Kies hetzelfde gebied."
            raise Refused("area-differs", told, "components")
        check_amounts(self.amounts)

    def claims(self) -> tuple[str, ...]:
        """The residents, whatever care it covers."""
        return (f"populatie {self.area}",)

    def computed(self, work: Work) -> Iterator[Computed]:
        """Yield a line per band. A day for which nobody counted the residents is refused."""
        within = common(work.contract.period, work.period)
        if within is None or within.last is None:
            return
        counts = _counts(work, within)
        bands: dict[AgeAmount, list[tuple[Period, Residents]]] = defaultdict(list)
        for period, groups in counts:
            for group in groups:
                bands[band_of_group(self.amounts, group)].append((period, group))
        for band in self.amounts:
            if bands[band]:
                yield self._line(work.contract.region, band, bands[band], within.first, within.last)

    def _line(
        self, region: str, band: AgeAmount, groups: Sequence[tuple[Period, Residents]], first: date, last: date
    ) -> Computed:
        told, days = [], 0
        dated = [Dated(period, group.persons * band.amount_eurocent, band.per) for period, group in groups]
        declared = Period(first, last)
        counted = [(common(period, declared), group) for period, group in groups]
        current = [(period, group) for period, group in counted if period is not None]
        for since, same in groupby(current, key=lambda one: one[0]):
            persons = sum(group.persons for _, group in same)
            length = days_of(since.first, since.last or last)
            days += persons * length
            told.append(
                f"{band.label}: {grouped(persons)} inwoners × {band.price}, {length} dagen vanaf {day(since.first)}."
            )
        return Computed(
            client=None,
            region=region,
            prestatie=self.prestatie,
            first=first,
            last=last,
            quantity=days,
            unit="dag",
            eurocent=amount_between(dated, first, last),
            steps=tuple(told),
            rests_on=tuple(sorted({group.position for _, group in current})),
        )


def _counts(work: Work, within: Period) -> Counts:
    """Return the counts of the year so far, each until the day before the next, within the contract."""
    year = Period(date(within.first.year, 1, 1), within.last)
    known = sorted(work.residents, key=lambda group: group.since)
    by_day = [(since, tuple(groups)) for since, groups in groupby(known, key=lambda group: group.since)]
    if not by_day or by_day[0][0] > within.first:
        told = f"Op {day(within.first)} is niet bekend hoeveel mensen er in {work.contract.region} wonen."
        raise Refused("residents-unknown", f"{told} Leg eerst de telling vast.", "region")
    ends = [since - ONE_DAY for since, _ in by_day[1:]]
    counts: Counts = []
    for (since, groups), end in zip(by_day, [*ends, None], strict=True):
        in_year = common(Period(since, end), year)
        if in_year is not None and (counted := common(in_year, work.contract.period)):
            counts.append((counted, groups))
    return counts
