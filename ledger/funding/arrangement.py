"""Model C, arrangement: a fixed share of the indicatiewaarde, in one prestatie per period, whatever was delivered.

The plan says which arrangement a client has with the hoofdaannemer, who pays the onderaannemers their shares. What the
arrangement leaves is for the client: as pgb, or unused.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ledger.funding.claimed import Bound, Claimed
from ledger.funding.contract import Contract
from ledger.funding.facts import Person
from ledger.funding.model import Computed, Model, Rates, Share, Work
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.percentages import WHOLE, of, percentage
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import amount_between, common, days_of

USUAL = (Share("licht", 5_000), Share("middel", 7_500), Share("zwaar", WHOLE))


class Arrangement(Model, frozen=True, kw_only=True):
    """Share × indicatiewaarde over the days of the plan."""

    CODE = "C"
    NAME = "arrangement"
    ONE_DECLARES = True

    prestatie: str
    shares: tuple[Share, ...] = USUAL

    def claims(self) -> tuple[str, ...]:
        """The arrangement of a client with the provider, whatever it covers."""
        return ("arrangement",)

    def check(self, contract: Contract, rates: Rates) -> None:
        """Refuse a share above the whole, and an arrangement that is named twice."""
        words = [share.word for share in self.shares]
        for share in self.shares:
            if share.share_basispoint > WHOLE:
                raise Refused(
                    "share-above-whole",
                    f"Arrangement {share.word} is {percentage(share.share_basispoint)} van de indicatiewaarde. "
                    f"Spreek hoogstens 100% af.",
                    "shares",
                )
            if words.count(share.word) > 1:
                raise Refused("arrangement-twice", f"Arrangement {share.word} staat er twee keer in.", "shares")

    def arrangements(self) -> tuple[Share, ...]:
        """Return the arrangements of these terms."""
        return self.shares

    def bounds(self, claimed: Claimed, factor: int = WHOLE) -> Iterator[Bound]:
        """Yield the largest share of the indicatiewaarde."""
        if claimed.prestatie == self.prestatie:
            most = max((one.share_basispoint for one in self.shares), default=0)
            yield claimed.within_value(Fraction(most, WHOLE))

    def computed(self, work: Work) -> Iterator[Computed]:
        """Yield one line per client. A word that these terms do not know is of another contract."""
        shares = {share.word: share.share_basispoint for share in self.shares}
        for person in work.people:
            parts = list(_parts(person, work, shares))
            if eurocent := sum(part.eurocent for part in parts):
                yield Computed(
                    client=person.client,
                    region=person.region,
                    prestatie=self.prestatie,
                    first=min(part.first for part in parts),
                    last=max(part.last for part in parts),
                    quantity=sum(days_of(part.first, part.last) for part in parts),
                    unit="dag",
                    eurocent=eurocent,
                    steps=tuple(part.step for part in parts),
                    rests_on=tuple(sorted({position for part in parts for position in part.positions})),
                    owed=work.contract.owed(eurocent),
                )


class _Part(NamedTuple):
    """What one line of the plan gives, over days without a break."""

    first: date
    last: date
    eurocent: int
    step: str
    positions: frozenset[int]


def _parts(person: Person, work: Work, shares: dict[str, int]) -> Iterator[_Part]:
    days: list[Period] | None = None
    for line in person.planned:
        if line.provider != work.contract.provider or line.arrangement not in shares:
            continue
        days = work.contract.days_of(person, work.period) if days is None else days
        share = shares[line.arrangement]
        for stretch in days:
            if held := common(line.period, stretch):
                last = held.last or work.last
                value = amount_between(person.values, held.first, last)
                eurocent = amount_between(person.values, held.first, last, Fraction(share, WHOLE))
                step = (
                    f"Arrangement {line.arrangement}: {percentage(share)} van de indicatiewaarde {euro(value)} over "
                    f"{days_of(held.first, last)} dagen = {euro(eurocent)}."
                )
                if of(value, share) != eurocent:
                    step += " De afronding op centen loopt door vanaf 1 januari."
                positions = frozenset({line.position, *person.grounds_over(held.first, last)})
                yield _Part(held.first, last, eurocent, step, positions)
