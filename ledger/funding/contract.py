"""A contract as the models see it: who, for whom, over which days, by which composition of models."""

from collections.abc import Iterable
from datetime import date

import msgspec

from ledger.funding.facts import Person
from ledger.funding.model import Model, Owed
from ledger.vocabulary.agreeing import Act, Basis, Ceiling, Party, Rhythm, Settlement
from ledger.vocabulary.amounts import in_proportion
from ledger.vocabulary.percentages import WHOLE
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY, common


class Component(msgspec.Struct, frozen=True):
    """One model of a composition, and the prestaties or activities it covers (none named: the rest)."""

    model: Model
    covers: frozenset[str] = frozenset()


class Contract(msgspec.Struct, frozen=True, kw_only=True):
    """What was agreed, over days on which nothing of it changes.

    `provider` is the one that declares; `basispoint` the agreed part of the maximum rate (94,5 % is 9450).
    """

    contract: str
    provider: str
    payer: str
    act: Act
    region: str
    leveringsvormen: frozenset[str]
    period: Period
    parties: tuple[Party, ...]
    components: tuple[Component, ...]
    basispoint: int
    basis: Basis
    ceiling: Ceiling
    rhythm: Rhythm = "month"
    settlement: Settlement = "none"
    whole: Period | None = None
    """The days over all versions of the contract; None when this is the only one."""
    position: int = 0
    """Of the event in which these terms were agreed; 0 of what is not in the log."""

    @property
    def term(self) -> Period:
        """Return the days of the contract over all its versions."""
        return self.whole or self.period

    def covers(self, component: Component, code: str | None, activity: str | None = None) -> bool:
        """Tell whether a prestatie or an activity belongs to a component; one that names none has the rest.

        Of an activity with its prestatie the activity says more: who names the activity has it, also when another
        names the prestatie.
        """
        if activity:
            if activity in component.covers:
                return True
            if self._is_named_elsewhere(component, activity):
                return False
        return code in component.covers if component.covers else not self._is_named_elsewhere(component, code)

    def _is_named_elsewhere(self, component: Component, code: str | None) -> bool:
        return any(code in other.covers for other in self.components if other is not component)

    def days_of(self, person: Person, period: Period) -> list[Period]:
        """Return the stretches of a period in which this contract holds for a person, in order and apart.

        The contract runs and the person lives, in its region; for the Wlz there is a valid indicatie, and the
        leveringsvorm is one that the contract is for. A day counts once, also when two leveringsvormen hold on it.
        """
        if person.region != self.region or (within := common(self.period, period)) is None:
            return []
        if self.act == "Wmo":
            alive = common(within, Period(date.min, person.died_on))
            return [alive] if alive else []
        return _joined(
            found
            for form in person.leveringsvormen
            if form.word in self.leveringsvormen and (formed := common(form.period, within))
            for entitled in person.entitled
            if (found := common(entitled, formed))
        )

    def owed(self, eurocent: int) -> tuple[Owed, ...]:
        """Return what each onderaannemer is owed of an amount the hoofdaannemer is paid, by largest remainder.

        The rest, which is never named, is the hoofdaannemer's own.
        """
        shares = [party for party in self.parties if party.role == "onderaannemer" and party.share_basispoint]
        if not shares:
            return ()
        weights = [party.share_basispoint for party in shares]
        parts = in_proportion(eurocent, [*weights, max(WHOLE - sum(weights), 0)])
        return tuple(Owed(party.provider, part) for party, part in zip(shares, parts, strict=False))


def _joined(stretches: Iterable[Period]) -> list[Period]:
    """Join what overlaps or follows on the day after, so that no day counts twice."""
    joined: list[Period] = []
    for stretch in sorted(stretches, key=lambda period: period.first):
        before = joined[-1] if joined else None
        if before is None or (before.last is not None and stretch.first > before.last + ONE_DAY):
            joined.append(stretch)
        elif before.last is not None and (stretch.last is None or stretch.last > before.last):
            joined[-1] = Period(before.first, stretch.last)
    return joined
