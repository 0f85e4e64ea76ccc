"""A bonus per client whose score rose: the part of model E that pays for a result instead of for hours."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from ledger.funding.contract import Contract
from ledger.funding.facts import Person, Score
from ledger.funding.model import Cents, Computed, Work
from ledger.vocabulary.dutch import day, euro
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import common

Rise = Annotated[int, Meta(ge=1, description="schrijf een stijging van minstens 1")]


class Bonus(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cents for each client who rises at least `rise` on an indicator; declared as `prestatie`.

    Compared are the client's first score within the contract and a later one of the same scale. It is paid once per
    client: in the period that holds the first score that is high enough; a later fall takes nothing back. The client
    must have had care from a party of the contract, or be enrolled or planned there, by the day of that score.
    """

    prestatie: str
    indicator: str
    rise: Rise
    price_eurocent: Cents

    def computed(self, work: Work) -> Iterator[Computed]:
        """Yield a line for each client who rose far enough within the period."""
        for person in work.people:
            reached = self._reached(work, person)
            if reached is None:
                continue
            start, end = reached
            if work.period.covers(end.on) and _is_served(work, person, end.on):
                yield self._line(work.contract.region, person.client, start, end)

    def _reached(self, work: Work, person: Person) -> tuple[Score, Score] | None:
        """Return the first score within the contract, and the first one after it that is high enough."""
        if len(person.scores) < 2:
            return None
        days = _whole(work).days_of(person, Period(work.term.first, work.last))
        return risen(person.scores, self.indicator, days, self.rise)

    def _line(self, region: str, client: str, start: Score, end: Score) -> Computed:
        return Computed(
            client=client,
            region=region,
            prestatie=self.prestatie,
            first=end.on,
            last=end.on,
            quantity=1,
            unit="stuk",
            eurocent=self.price_eurocent,
            steps=(
                f"Score op {self.indicator}: {start.score} op {day(start.on)}, {end.score} op {day(end.on)}.",
                f"Minstens {self.rise} omhoog: {euro(self.price_eurocent)}, één keer per cliënt.",
            ),
            rests_on=tuple(sorted((start.position, end.position))),
        )


def risen(scores: Iterable[Score], indicator: str, days: Sequence[Period], rise: int = 1) -> tuple[Score, Score] | None:
    """Return the first score within the days, and the first one after it that is so much higher on the same scale.

    None of a client who did not rise. A bonus of model E and an option that has to be earned both rest on it.
    """
    counting = sorted(
        (one for one in scores if one.indicator == indicator and any(stretch.covers(one.on) for stretch in days)),
        key=lambda one: (one.on, one.position),
    )
    for end in counting[1:]:
        start = counting[0]
        same_scale = (start.lowest, start.highest) == (end.lowest, end.highest)
        if same_scale and end.score - start.score >= rise:
            return start, end
    return None


def _whole(work: Work) -> Contract:
    """Return the contract over the days of all its versions."""
    return msgspec.structs.replace(work.contract, period=work.term)


def _is_served(work: Work, person: Person, until: date) -> bool:
    """Tell whether a client had anything to do with the parties of the contract, from its first day until a day."""
    parties = {work.contract.provider, *(party.provider for party in work.contract.parties)}
    days = common(work.term, Period(work.term.first, until))
    if days is None:
        return False
    return (
        any(one.provider in parties and days.covers(one.on) for one in person.delivered)
        or any(one.contract == work.contract.contract and one.period.overlaps(days) for one in person.enrolled)
        or any(one.provider in parties and one.period.overlaps(days) for one in person.planned)
        or any(one.provider in parties and one.period.overlaps(days) for one in person.placed)
    )
