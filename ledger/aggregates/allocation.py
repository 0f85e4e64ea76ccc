"""The modules of a client: k equal vouchers, each whole with one provider, as pgb, or unused.

Model D of the bekostigingsmodellen. Modules are whole and never more than k; the events name the whole outcome
from a day on, so that replay needs no arithmetic.
"""

from datetime import date
from typing import Literal

import msgspec

from ledger.aggregates.base import Aggregate, Event, latest
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import Identifier
from ledger.vocabulary.periods import Period, check_order
from ledger.vocabulary.prorata import ONE_DAY


class Holder(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where modules are: with a provider, turned into pgb, or unused. Exactly one of the three."""

    provider: Identifier | None = None
    pgb: Literal[True] | None = None
    unused: Literal[True] | None = None

    def check_one(self, field: str) -> None:
        """Refuse none or more than one of the three."""
        if [self.provider, self.pgb, self.unused].count(None) != 2:
            raise Refused(
                "holder-unclear",
                "Noem precies één plek: een zorgaanbieder, pgb of ongebruikt.",
                field,
            )

    def __str__(self) -> str:
        return self.provider or ("pgb" if self.pgb else "ongebruikt")


class Part(msgspec.Struct, frozen=True):
    """A number of modules and where they are."""

    holder: Holder
    modules: int


Parts = tuple[Part, ...]


class Stretch(msgspec.Struct):
    """Where the modules are over days on which they do not move, and by which version it is known."""

    period: Period
    of: int
    parts: Parts
    version: int


class Placed(Event, frozen=True, kw_only=True):
    """What the modules are from a day on: `of` modules in all, `parts` where they are."""

    client: str
    first: date
    of: int
    parts: Parts

    def apply(self, aggregate: "Allocation") -> None:
        """This outcome counts from its first day."""
        aggregate.outcomes = {start: parts for start, parts in aggregate.outcomes.items() if start < self.first}
        aggregate.outcomes[self.first] = self.parts
        aggregate.of = self.of
        aggregate.cut(self.first - ONE_DAY)
        last = self.last_of(aggregate)
        aggregate.stretches.append(Stretch(Period(self.first, last), self.of, self.parts, aggregate.version + 1))

    def last_of(self, aggregate: "Allocation") -> date | None:
        """Return the last day: that of the division, which moving does not change."""
        return aggregate.period.last


class Shifted(Placed, frozen=True, kw_only=True):
    """A number of modules went from one place to another; `parts` is the whole outcome."""

    modules: int
    giver: Holder
    taker: Holder
    reason: str | None = None


class Allocation(Aggregate):
    """One allocation at a time; moving modules keeps their number."""

    STREAM = "allocation"
    MISSING = ("allocation-unknown", "Voor cliënt {id} zijn nog geen modules verdeeld.")

    class ModulesPlaced(Placed, frozen=True, kw_only=True):
        """The modules were divided for a period."""

        TOPIC = "modules.placed"
        besluitnummer: int
        last: date | None = None

        def apply(self, aggregate: "Allocation") -> None:
            """A new division replaces what stood from its first day on."""
            super().apply(aggregate)
            aggregate.period = Period(self.first, self.last)

        def last_of(self, aggregate: "Allocation") -> date | None:
            """Return the last day of the new division."""
            return self.last

    class ModulesMoved(Shifted, frozen=True, kw_only=True):
        """Modules went from one place to another; `reason` is sealed."""

        TOPIC = "modules.moved"

    class ModulesTurnedIntoPgb(Shifted, frozen=True, kw_only=True):
        """Modules became pgb."""

        TOPIC = "modules.turned-into-pgb"

    class ModulesForgone(Shifted, frozen=True, kw_only=True):
        """The client leaves modules unused."""

        TOPIC = "modules.forgone"

    class ModulesEnded(Event, frozen=True, kw_only=True):
        """The division holds up to and including a day; `reason` is sealed."""

        TOPIC = "modules.ended"
        client: str
        last: date
        reason: str

        def apply(self, aggregate: "Allocation") -> None:
            """Close the period."""
            aggregate.period = Period(aggregate.period.first, self.last)
            aggregate.cut(self.last)

    of: int
    period: Period

    def start(self) -> None:
        """No modules yet."""
        self.outcomes: dict[date, Parts] = {}
        self.stretches: list[Stretch] = []

    def cut(self, last: date) -> None:
        """Let what stands end on a day, and forget what would begin after it."""
        self.stretches = [one for one in self.stretches if one.period.first <= last]
        for one in self.stretches:
            if one.period.last is None or one.period.last > last:
                one.period = Period(one.period.first, last)

    def place(self, placed: ModulesPlaced) -> None:
        """Divide k modules: each whole, each in one place, together at most k; the rest is unused."""
        check_order(placed.first, placed.last)
        if self.version and placed.first <= self.period.first:
            raise Refused(
                "allocation-overlaps",
                f"Vanaf {day(self.period.first)} zijn de modules al verdeeld. Verplaats modules, of beëindig eerst.",
                "from",
            )
        holders = [part.holder for part in placed.parts]
        for holder in holders:
            holder.check_one("parts")
        if len(set(holders)) != len(holders):
            raise Refused("holder-twice", "Noem elke plek één keer.", "parts")
        total = sum(part.modules for part in placed.parts)
        if total > placed.of:
            raise Refused(
                "too-many-modules",
                f"Er zijn {placed.of} modules en u verdeelt er {total}. Verdeel er {total - placed.of} minder.",
                "parts",
            )
        self.happened(msgspec.structs.replace(placed, parts=_with_rest_unused(placed.parts, placed.of)))

    def shift(
        self,
        shifted: type[Shifted],
        first: date,
        modules: int,
        giver: Holder,
        taker: Holder,
        reason: str | None,
    ) -> None:
        """Move whole modules from one place to another from a day on."""
        giver.check_one("giver")
        taker.check_one("taker")
        if giver == taker:
            raise Refused("same-holder", "De modules staan daar al. Kies een andere plek.", "taker")
        self._check_runs(first)
        held = {part.holder: part.modules for part in self.parts_on(first)}
        if held.get(giver, 0) < modules:
            raise Refused(
                "too-few-modules",
                f"Bij {giver} staan {held.get(giver, 0)} modules op {day(first)}. Verplaatsen van {modules} kan niet.",
                "modules",
            )
        held[giver] -= modules
        held[taker] = held.get(taker, 0) + modules
        parts = tuple(Part(holder, number) for holder, number in held.items() if number)
        self.happened(
            shifted(
                client=self.id,
                first=first,
                of=self.of,
                parts=parts,
                modules=modules,
                giver=giver,
                taker=taker,
                reason=reason,
            )
        )

    def end(self, last: date, reason: str) -> None:
        """End the division."""
        self._check_runs(last, "on")
        self.happened(self.ModulesEnded(client=self.id, last=last, reason=reason))

    def parts_on(self, on: date) -> Parts:
        """Return where the modules are on a day."""
        first = latest(self.outcomes, on)
        return self.outcomes[first] if first and self.period.covers(on) else ()

    def _check_runs(self, on: date, field: str = "from") -> None:
        if not self.period.covers(on):
            raise Refused("outside-allocation", f"Op {day(on)} zijn er geen modules verdeeld.", field)
        if max(self.outcomes) > on:
            raise Refused(
                "later-change-exists",
                f"Op {day(max(self.outcomes))} is de verdeling al gewijzigd. Kies die dag of later.",
                field,
            )


def _with_rest_unused(parts: Parts, of: int) -> Parts:
    rest = of - sum(part.modules for part in parts)
    if not rest:
        return parts
    unused = Holder(unused=True)
    named = sum(part.modules for part in parts if part.holder == unused)
    return (*(part for part in parts if part.holder != unused), Part(unused, named + rest))
