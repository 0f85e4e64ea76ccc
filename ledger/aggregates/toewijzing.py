"""The zorgtoewijzingen of a client, and what the providers report on them (iWlz 2.2: AW33, AW35, AW39).

A toewijzing is known by its logical key; a message may change or withdraw what an earlier one with that key said.
"""

from datetime import date
from typing import Any

import msgspec

from ledger.aggregates.base import Aggregate, Event
from ledger.aggregates.client import Leveringsvorm
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import NotFound, Refused
from ledger.vocabulary.periods import Period, check_order


class Key(msgspec.Struct, frozen=True):
    """What iWlz knows a toewijzing by: besluit, provider, soort, moment of assigning, zorgeenheid, first day."""

    besluitnummer: int
    provider: str
    soort: str
    assigned_at: str
    zorgeenheid: str
    first: date


class Toewijzing(msgspec.Struct):
    """A toewijzing as it is known now."""

    period: Period
    leveringsvorm: Leveringsvorm
    withdrawn: bool = False
    started_on: date | None = None
    ended_on: date | None = None
    mutations: tuple[tuple[str, date], ...] = ()


class OnToewijzing(Event, frozen=True, kw_only=True):
    """A fact about one toewijzing of a client."""

    client: str
    key: Key

    def of(self, aggregate: Any) -> Toewijzing:
        """Return the toewijzing it is about."""
        found: Toewijzing = aggregate.known[self.key]
        return found


class Agreed(OnToewijzing, frozen=True, kw_only=True):
    """What the zorgkantoor assigned, whole."""

    zorgkantoor: str
    zorgprofiel: str
    leveringsvorm: Leveringsvorm
    last: date | None = None
    percentage: int | None = None

    def apply(self, aggregate: "Toewijzingen") -> None:
        """This is what holds now; reports on it stay."""
        period = Period(self.key.first, self.last)
        if self.key in aggregate.known:
            known = self.of(aggregate)
            known.period, known.leveringsvorm, known.withdrawn = period, self.leveringsvorm, False
        else:
            aggregate.known[self.key] = Toewijzing(period, self.leveringsvorm)


class Toewijzingen(Aggregate):
    """All toewijzingen of one client."""

    STREAM = "toewijzing"
    MISSING = ("toewijzing-unknown", "Voor cliënt {id} is geen zorg toegewezen.")

    class Assigned(Agreed, frozen=True, kw_only=True):
        """The zorgkantoor assigned care to a provider."""

        TOPIC = "toewijzing.assigned"

    class Changed(Agreed, frozen=True, kw_only=True):
        """The zorgkantoor said something else about a toewijzing with the same key."""

        TOPIC = "toewijzing.changed"

    class Withdrawn(OnToewijzing, frozen=True, kw_only=True):
        """The zorgkantoor took the toewijzing back; `reden` is the code of COD RedenIntrekking."""

        TOPIC = "toewijzing.withdrawn"
        reden: str

        def apply(self, aggregate: "Toewijzingen") -> None:
            """It holds no more."""
            self.of(aggregate).withdrawn = True

    class ZorgStarted(OnToewijzing, frozen=True, kw_only=True):
        """The provider reports the first day of care (AW35)."""

        TOPIC = "zorg.started"
        on: date

        def apply(self, aggregate: "Toewijzingen") -> None:
            """Care runs."""
            known = self.of(aggregate)
            known.started_on, known.ended_on = self.on, None

    class StartWithdrawn(OnToewijzing, frozen=True, kw_only=True):
        """The provider takes the report of the first day back."""

        TOPIC = "zorg.start-withdrawn"
        on: date

        def apply(self, aggregate: "Toewijzingen") -> None:
            """Care did not start."""
            self.of(aggregate).started_on = None

    class ZorgChanged(OnToewijzing, frozen=True, kw_only=True):
        """The provider reports a mutation that does not end the care (AW39)."""

        TOPIC = "zorg.changed"
        on: date
        mutatiecode: str

        def apply(self, aggregate: "Toewijzingen") -> None:
            """Remember the mutation."""
            self.of(aggregate).mutations += ((self.mutatiecode, self.on),)

    class ZorgEnded(OnToewijzing, frozen=True, kw_only=True):
        """The provider reports the last day of care (AW39)."""

        TOPIC = "zorg.ended"
        on: date
        mutatiecode: str

        def apply(self, aggregate: "Toewijzingen") -> None:
            """Care ended."""
            known = self.of(aggregate)
            known.ended_on = self.on
            known.mutations += ((self.mutatiecode, self.on),)

    class ChangeWithdrawn(OnToewijzing, frozen=True, kw_only=True):
        """The provider takes a mutation back."""

        TOPIC = "zorg.change-withdrawn"
        on: date
        mutatiecode: str

        def apply(self, aggregate: "Toewijzingen") -> None:
            """Forget the mutation."""
            known = self.of(aggregate)
            known.mutations = tuple(m for m in known.mutations if m != (self.mutatiecode, self.on))
            if known.ended_on == self.on:
                known.ended_on = None

    def start(self) -> None:
        """Nothing is assigned."""
        self.known: dict[Key, Toewijzing] = {}

    def assign(self, assigned: Agreed) -> None:
        """Take in a toewijzing; the same key again with other content is a change."""
        check_order(assigned.key.first, assigned.last)
        if assigned.percentage is not None and not 1 <= assigned.percentage <= 100:
            raise Refused("percentage-invalid", "Een percentage is een heel getal van 1 tot en met 100.", "percentage")
        facts = msgspec.structs.asdict(assigned)
        self.happened(self.Changed(**facts) if assigned.key in self.known else self.Assigned(**facts))

    def withdraw(self, key: Key, reden: str) -> None:
        """Take a toewijzing back."""
        if self.toewijzing(key).withdrawn:
            raise Refused("toewijzing-withdrawn", "Deze toewijzing is al ingetrokken.", "besluitnummer")
        self.happened(self.Withdrawn(client=self.id, key=key, reden=reden))

    def start_zorg(self, key: Key, on: date) -> None:
        """Take in the first day of care, within the toewijzing (TR017)."""
        toewijzing = self.toewijzing(key)
        self._check_within(toewijzing, on)
        if toewijzing.started_on is not None and toewijzing.ended_on is None:
            raise Refused("zorg-started", f"De zorg is al begonnen op {day(toewijzing.started_on)}.", "on")
        self.happened(self.ZorgStarted(client=self.id, key=key, on=on))

    def withdraw_start(self, key: Key, on: date) -> None:
        """Take the first day of care back; not after the end was reported (TR071)."""
        toewijzing = self.toewijzing(key)
        if toewijzing.started_on != on or toewijzing.ended_on is not None:
            raise Refused("start-unknown", f"Er is geen lopende zorg gemeld vanaf {day(on)}.", "on")
        self.happened(self.StartWithdrawn(client=self.id, key=key, on=on))

    def mutate_zorg(self, key: Key, on: date, mutatiecode: str, ends: bool) -> None:
        """Take in a mutation or the end of care: only of care that started (TR078), within the toewijzing (TR020)."""
        toewijzing = self.toewijzing(key)
        self._check_within(toewijzing, on)
        if ends and toewijzing.started_on is None:
            raise Refused("zorg-not-started", "Er is nog niet gemeld dat deze zorg is begonnen.", "on")
        if (mutatiecode, on) in toewijzing.mutations:
            raise Refused("mutation-known", f"Deze mutatie op {day(on)} is al gemeld.", "on")
        event = self.ZorgEnded if ends else self.ZorgChanged
        self.happened(event(client=self.id, key=key, on=on, mutatiecode=mutatiecode))

    def withdraw_mutation(self, key: Key, on: date, mutatiecode: str) -> None:
        """Take a mutation back."""
        if (mutatiecode, on) not in self.toewijzing(key).mutations:
            raise Refused("mutation-unknown", f"Deze mutatie op {day(on)} is niet gemeld.", "on")
        self.happened(self.ChangeWithdrawn(client=self.id, key=key, on=on, mutatiecode=mutatiecode))

    def toewijzing(self, key: Key) -> Toewijzing:
        """Return a toewijzing by its key; an unknown key is an error (TR019)."""
        if key not in self.known:
            raise NotFound("toewijzing-unknown", "Deze toewijzing is niet bekend.", "besluitnummer")
        return self.known[key]

    def _check_within(self, toewijzing: Toewijzing, on: date) -> None:
        if toewijzing.withdrawn or not toewijzing.period.covers(on):
            raise Refused("outside-toewijzing", f"{day(on)} valt buiten de toewijzing.", "on")
