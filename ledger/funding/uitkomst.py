"""Model E, uitkomst: hours or activities at a price that depends on a quality score, and a bonus per client."""

from collections.abc import Iterator
from typing import ClassVar, Literal

import msgspec
from msgspec.structs import replace

from ledger.funding.activiteiten import Activiteiten
from ledger.funding.bonus import Bonus
from ledger.funding.claimed import Bound, Claimed
from ledger.funding.contract import Contract
from ledger.funding.facts import Score
from ledger.funding.inspanning import Inspanning
from ledger.funding.model import Activity, Basispoint, Computed, Model, Rates, Work
from ledger.funding.staffel import Step
from ledger.vocabulary.dutch import day, euro
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.percentages import WHOLE, of, percentage

Known = Literal["before", "after"]
"""Whether the score is known beforehand (last year's, or a structure indicator), or only when the period is over."""


class FactorStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From this score on, the price times this factor (95 % is 9500)."""

    from_score: int
    factor_basispoint: Basispoint


class Uitkomst(Model, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What A or B computes × factor(score), and optionally a bonus; without a base, only the bonus.

    `known: before`: the structure score that holds on the first day, else the score over the period that ended last
    before the calendar year. Without one the factor is neutral; a step says whether that is because of a newcomer (the
    first contract year) or because nobody recorded a score. `known: after`: neutral, and once a score over the whole
    period is known a line that settles the difference. Below the first step the factor is neutral too.
    """

    CODE: ClassVar[str] = "E"
    NAME: ClassVar[str] = "uitkomst"
    BY_THE_HOUR: ClassVar[bool] = True

    base: Literal["A", "B"] | None = None
    activities: tuple[Activity, ...] = ()
    staffel: tuple[Step, ...] = ()
    indicator: str = ""
    known: Known = "before"
    steps: tuple[FactorStep, ...] = ()
    bonus: Bonus | None = None

    def check(self, contract: Contract, rates: Rates) -> None:
        """Refuse a base and a factor without each other, terms of another base, and steps that do not go up."""
        if self.base is None and self.bonus is None:
            told = "Model E heeft een basis nodig (A of B), of een bonus per cliënt. Kies er minstens één."
            raise Refused("uitkomst-empty", told, "components")
        if (self.base is not None) != bool(self.indicator and self.steps):
            told = "Een basis (A of B) en een factor horen bij elkaar. Noem de basis, de indicator en de stappen."
            raise Refused("uitkomst-incomplete", told, "components")
        if (self.activities and self.base != "B") or (self.staffel and self.base != "A"):
            told = "Activiteiten horen bij basis B en een staffel bij basis A. Haal weg wat niet past."
            raise Refused("uitkomst-base-differs", told, "components")
        scores = [step.from_score for step in self.steps]
        if scores != sorted(set(scores)):
            told = "De stappen van de factor lopen niet op. Zet de laagste score vooraan en noem elke score één keer."
            raise Refused("factor-steps-disordered", told, "components")
        if base := self._base():
            base.check(contract, rates)

    def claims(self) -> tuple[str, ...]:
        """The bonus, which is paid for a client whatever care is covered."""
        return (f"bonus {self.bonus.indicator}",) if self.bonus else ()

    def computed(self, work: Work) -> Iterator[Computed]:
        """Yield the lines of the base at the factor, and what is settled; then the bonuses."""
        if base := self._base():
            yield from self._settled(base, work) if self.settles() else self._weighed(base, work)
        if self.bonus:
            yield from self.bonus.computed(work)

    def settles(self) -> bool:
        """Only a score that is known afterwards settles, and only where there is a base to settle."""
        return self.base is not None and self.known == "after"

    def catalogue(self) -> tuple[Activity, ...]:
        """Return the activities of the base."""
        return self.activities

    def offers_prestaties(self) -> bool:
        """What the base says."""
        base = self._base()
        return base is not None and base.offers_prestaties()

    def bounds(self, claimed: Claimed, factor: int = WHOLE) -> Iterator[Bound]:
        """Yield the base at the highest factor there is, as the score may have come out; and the bonus."""
        if base := self._base():
            yield from base.bounds(claimed, max((factor, *(one.factor_basispoint for one in self.steps))))
        if self.settles() and claimed.timeless and claimed.is_covered():
            yield claimed.within_value()  # what settles is a difference: it has no price of its own
        if self.bonus and self.bonus.prestatie == claimed.prestatie and claimed.timeless:
            yield Bound(self.bonus.price_eurocent, claimed.units * self.bonus.price_eurocent)

    def factor(self, score: int) -> int:
        """Return the factor of a score in basispunten; below the first step it is neutral."""
        reached = [step.factor_basispoint for step in self.steps if step.from_score <= score]
        return reached[-1] if reached else WHOLE

    def _base(self) -> Model | None:
        if self.base is None:
            return None
        return Inspanning(staffel=self.staffel) if self.base == "A" else Activiteiten(activities=self.activities)

    def _weighed(self, base: Model, work: Work) -> Iterator[Computed]:
        score = _known_before(self.indicator, work)
        factor = WHOLE if score is None else self.factor(score.score)
        why = _without_score(work) if score is None else _told(score, factor)
        evidence = () if score is None else (score.position,)
        for line in base.computed(work):
            eurocent = of(line.eurocent, factor)
            product = f"{euro(line.eurocent)} × {percentage(factor)} = {euro(eurocent)}."
            yield replace(
                line, eurocent=eurocent, steps=(*line.steps, why, product), rests_on=(*line.rests_on, *evidence)
            )

    def _settled(self, base: Model, work: Work) -> Iterator[Computed]:
        score = _known_after(self.indicator, work)
        neutral = "Factor 100%. Zodra de score over deze periode bekend is, wordt het verschil verrekend."
        for line in base.computed(work):
            yield replace(line, steps=(*line.steps, neutral))
            if score is not None:
                yield from self._difference(line, score)

    def _difference(self, line: Computed, score: Score) -> Iterator[Computed]:
        factor = self.factor(score.score)
        direct = of(line.eurocent, factor)
        if direct == line.eurocent:
            return
        told = (
            f"{euro(line.eurocent)} × {percentage(factor)} = {euro(direct)}. "
            f"Eerder tegen 100%: {euro(line.eurocent)}. Verschil: {euro(direct - line.eurocent)}."
        )
        yield replace(
            line,
            quantity=0,
            eurocent=direct - line.eurocent,
            steps=(_told(score, factor), told),
            rests_on=(*line.rests_on, score.position),
            settles=True,
        )


def _known_before(indicator: str, work: Work) -> Score | None:
    """Return the score that the price of a period rests on: known before the period begins."""
    mine = [one for one in work.scores if one.indicator == indicator]
    structure = [
        one for one in mine if one.family == "structure" and one.on <= work.first and one.period.covers(work.first)
    ]
    if structure:
        return max(structure, key=lambda one: (one.on, one.position))
    ended = [(one.period.last, one.on, one.position, one) for one in mine if one.period.last is not None]
    before = [one for one in ended if one[0].year < work.first.year]
    return max(before, key=lambda one: one[:3])[3] if before else None


def _known_after(indicator: str, work: Work) -> Score | None:
    """Return the latest score over a period that holds all days of this one."""
    covering = [one for one in work.scores if one.indicator == indicator and one.period.contains(work.period)]
    return max(covering, key=lambda one: (one.on, one.position), default=None)


def _told(score: Score, factor: int) -> str:
    over = day(score.period.first) + (f" t/m {day(score.period.last)}" if score.period.last else "")
    return f"Score {score.score} op {score.indicator}, over {over}: factor {percentage(factor)}."


def _without_score(work: Work) -> str:
    if work.contract_year(work.first).first == work.term.first:
        return "Nieuwkomer: er is nog geen score. In het eerste contractjaar is de factor dan 100%."
    return f"Er is geen score over een periode van vóór {work.first.year} vastgelegd. De factor is dan 100%."
