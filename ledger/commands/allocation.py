"""Commands about the modules of a client."""

from datetime import date

import msgspec

from ledger.aggregates.allocation import Allocation, Holder, Part, Shifted
from ledger.commands.base import PAYER_SIDE, Command, Count, Desk, from_day, until_day
from ledger.vocabulary.identifiers import Identifier, Text

PGB = Holder(pgb=True)
UNUSED = Holder(unused=True)


class ModulePart(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Whole modules at one place: a provider, pgb or unused."""

    provider: Identifier | None = None
    pgb: bool = False
    unused: bool = False
    modules: Count

    def placed(self) -> Part:
        """Return the part as it is recorded."""
        return Part(Holder(provider=self.provider, pgb=self.pgb or None, unused=self.unused or None), self.modules)


class AllocateModules(Command, frozen=True, kw_only=True, tag="allocate_modules"):
    """Divide k equal modules over providers, pgb and unused. Modules stay whole; what is not named is unused."""

    BY = PAYER_SIDE
    EXAMPLE = {
        "client": "c1",
        "from": "2026-01-01",
        "of": 10,
        "parts": [
            {"provider": "p1", "modules": 5},
            {"pgb": True, "modules": 3},
            {"unused": True, "modules": 2},
        ],
    }
    client: Identifier
    first: date = from_day()
    last: date | None = until_day()
    of: Count
    parts: tuple[ModulePart, ...]

    def decide(self, desk: Desk) -> None:
        """Check the right to care, then place."""
        besluitnummer = desk.client(self.client).check_entitled(self.first)
        desk.find(Allocation, self.client).place(
            Allocation.ModulesPlaced(
                client=self.client,
                besluitnummer=besluitnummer,
                first=self.first,
                last=self.last,
                of=self.of,
                parts=tuple(part.placed() for part in self.parts),
            )
        )


class ShiftModules(Command, frozen=True, kw_only=True):
    """Move whole modules from one place to another from a day on."""

    client: Identifier
    first: date = from_day()
    modules: Count
    giver: Holder
    reason: Text | None = None

    def shift(self, desk: Desk, event: type[Shifted], taker: Holder) -> None:
        """Tell the allocation."""
        desk.client(self.client)
        reason = self.reason and desk.seal_for_client(self.client, self.reason)
        allocation = desk.get(Allocation, self.client, "client")
        allocation.shift(event, self.first, self.modules, self.giver, taker, reason)


class MoveModules(ShiftModules, frozen=True, kw_only=True, tag="move_modules"):
    """Move whole modules from one place to another from a day on."""

    BY = PAYER_SIDE
    EXAMPLE = {
        "client": "c1",
        "from": "2026-04-01",
        "modules": 2,
        "giver": {"provider": "p1"},
        "taker": {"provider": "p2"},
    }
    taker: Holder

    def decide(self, desk: Desk) -> None:
        """Move."""
        self.shift(desk, Allocation.ModulesMoved, self.taker)


class TurnModulesIntoPgb(ShiftModules, frozen=True, kw_only=True, tag="turn_modules_into_pgb"):
    """Turn whole modules into pgb from a day on."""

    BY = PAYER_SIDE
    EXAMPLE = {"client": "c1", "from": "2026-04-01", "modules": 1, "giver": {"provider": "p1"}}

    def decide(self, desk: Desk) -> None:
        """Move to pgb."""
        self.shift(desk, Allocation.ModulesTurnedIntoPgb, PGB)


class ForgoModules(ShiftModules, frozen=True, kw_only=True, tag="forgo_modules"):
    """Leave whole modules unused from a day on."""

    BY = PAYER_SIDE
    EXAMPLE = {"client": "c1", "from": "2026-04-01", "modules": 1, "giver": {"provider": "p1"}}

    def decide(self, desk: Desk) -> None:
        """Move to unused."""
        self.shift(desk, Allocation.ModulesForgone, UNUSED)


class EndAllocation(Command, frozen=True, kw_only=True, tag="end_allocation"):
    """Let the division of modules end: `on` is its last day."""

    BY = PAYER_SIDE
    EXAMPLE = {"client": "c1", "on": "2026-12-31", "reason": "verhuizing naar een verpleeghuis"}
    client: Identifier
    on: date
    reason: Text

    def decide(self, desk: Desk) -> None:
        """Tell the allocation."""
        desk.client(self.client)
        reason = desk.seal_for_client(self.client, self.reason)
        desk.get(Allocation, self.client, "client").end(self.on, reason)
