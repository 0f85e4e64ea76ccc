"""The zorgtoewijzingen of a client, and what the providers report on them (iWlz 2.2: AW33, AW35, AW39).

A toewijzing is known by its logical key. What the zorgkantoor says of it carries the moment of assigning: the latest
moment counts, in whatever order messages come in (OP080, IV013).
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import msgspec

from ledger.aggregates import toewijzing_guards as guards
from ledger.aggregates.base import FROM_TO, Aggregate, Event
from ledger.aggregates.toewijzing_guards import Breach, Key, Mutation, Terms, Toewijzing
from ledger.vocabulary.errors import NotFound, Refused
from ledger.vocabulary.leveringsvormen import Leveringsvorm
from ledger.vocabulary.periods import check_order


class Asked(msgspec.Struct, frozen=True, omit_defaults=True, rename=FROM_TO):
    """What a request wants for one provider: from when, which share in whole percents."""

    provider: str
    soort: str
    first: date
    last: date | None = None
    percentage: int | None = None
    opname: bool | None = None


class OnToewijzing(Event, frozen=True, kw_only=True):
    """A fact about one toewijzing of a client."""

    client: str
    key: Key

    def of(self, aggregate: Any) -> Toewijzing:
        """Return the toewijzing it is about."""
        found: Toewijzing = aggregate.known[self.key]
        return found


class Agreed(OnToewijzing, frozen=True, kw_only=True):
    """What the zorgkantoor assigned, whole. `assigned_at` is a moment on Dutch clocks."""

    assigned_at: datetime
    soort: str
    zorgkantoor: str
    zorgprofiel: str | None = None
    last: date | None = None
    percentage: int | None = None
    klasse: str | None = None
    opslag: int | None = None
    etmalen: str | None = None
    opname: bool | None = None
    dossierhouder: str | None = None
    coordinator_zorg_thuis: str | None = None

    @property
    def terms(self) -> Terms:
        """The part of it that decides what may be reported."""
        return Terms(self.assigned_at, self.soort, self.last, self.klasse, self.opslag, self.etmalen, self.opname)

    def apply(self, aggregate: "Toewijzingen") -> None:
        """This is what holds now; reports on it stay."""
        if self.key in aggregate.known:
            self.of(aggregate).terms = self.terms
        else:
            aggregate.known[self.key] = Toewijzing(self.key, self.terms)
        aggregate.agreed[self.key] = self


class Mutated(OnToewijzing, frozen=True, kw_only=True):
    """A change that the provider reports: day, code, the start it ends, and how the client waits since."""

    on: date
    mutatiecode: str
    started_on: date | None = None
    leveringsstatus: str | None = None
    classificatie: str | None = None
    instelling_bestemming: str | None = None

    @property
    def mutation(self) -> Mutation:
        """The part of it that decides what may be reported next."""
        return Mutation(self.on, self.mutatiecode, self.started_on, self.leveringsstatus)

    def apply(self, aggregate: "Toewijzingen") -> None:
        """Remember the change."""
        self.of(aggregate).mutations += (self.mutation,)


class Toewijzingen(Aggregate):
    """All toewijzingen of one client."""

    STREAM = "toewijzing"
    MISSING = ("toewijzing-unknown", "Voor cliënt {id} is geen zorg toegewezen.")

    class Assigned(Agreed, frozen=True, kw_only=True):
        """The zorgkantoor assigned care to a provider, or told of a pgb."""

        TOPIC = "toewijzing.assigned"

    class Changed(Agreed, frozen=True, kw_only=True):
        """The zorgkantoor said something else about a toewijzing with the same key."""

        TOPIC = "toewijzing.changed"

    class Withdrawn(OnToewijzing, frozen=True, kw_only=True):
        """The zorgkantoor withdrew the toewijzing: `last` is its last day, with the code of RedenIntrekking."""

        TOPIC = "toewijzing.withdrawn"
        assigned_at: datetime
        last: date
        reden_intrekking: str
        instelling_bestemming: str | None = None

        def apply(self, aggregate: "Toewijzingen") -> None:
            """It holds up to and including that day."""
            known = self.of(aggregate)
            known.terms = msgspec.structs.replace(
                known.terms, assigned_at=self.assigned_at, last=self.last, reden_intrekking=self.reden_intrekking
            )

    class Requested(Event, frozen=True, kw_only=True):
        """A provider asked the zorgkantoor for another toewijzing (Aanvraag in an AW39); an AW33 will answer."""

        TOPIC = "toewijzing.requested"
        client: str
        besluitnummer: int
        provider: str
        zorgeenheid: str
        leveringsvorm: Leveringsvorm
        asked: tuple[Asked, ...]

        def apply(self, aggregate: "Toewijzingen") -> None:
            """A request changes nothing."""

    class ZorgStarted(OnToewijzing, frozen=True, kw_only=True):
        """The provider reports the first day of care (AW35)."""

        TOPIC = "zorg.started"
        on: date
        sleuteldatum: date | None = None
        klasse: str | None = None
        opslag: int | None = None
        etmalen: str | None = None
        behandeling: bool | None = None

        def apply(self, aggregate: "Toewijzingen") -> None:
            """Care runs."""
            self.of(aggregate).starts += (self.on,)

    class StartWithdrawn(OnToewijzing, frozen=True, kw_only=True):
        """The provider takes the report of the first day back."""

        TOPIC = "zorg.start-withdrawn"
        on: date

        def apply(self, aggregate: "Toewijzingen") -> None:
            """Care did not start that day."""
            known = self.of(aggregate)
            known.starts = tuple(start for start in known.starts if start != self.on)

    class ZorgChanged(Mutated, frozen=True, kw_only=True):
        """The provider reports a mutation that does not end the delivery: the client waits, or goes elsewhere."""

        TOPIC = "zorg.changed"

    class ZorgEnded(Mutated, frozen=True, kw_only=True):
        """The provider reports the last day of care (AW39)."""

        TOPIC = "zorg.ended"

    class ChangeWithdrawn(OnToewijzing, frozen=True, kw_only=True):
        """The provider takes a mutation or an end back."""

        TOPIC = "zorg.change-withdrawn"
        on: date
        mutatiecode: str

        def apply(self, aggregate: "Toewijzingen") -> None:
            """Forget what was reported for that day."""
            known = self.of(aggregate)
            known.mutations = tuple(one for one in known.mutations if one.on != self.on)

    def start(self) -> None:
        """Nothing is assigned."""
        self.known: dict[Key, Toewijzing] = {}
        self.agreed: dict[Key, Agreed] = {}

    def assign(self, facts: Agreed) -> None:
        """Take in a toewijzing; the same key again with other content is a change."""
        check_order(facts.key.first, facts.last)
        if facts.key not in self.known:
            self.happened(self.Assigned(**msgspec.structs.asdict(facts)))
            return
        self._check_not_older(facts.key, facts.assigned_at)
        if self.says_the_same(facts):
            raise Refused("toewijzing-known", "Deze toewijzing is al zo vastgelegd.", "assigned_at")
        _refuse(guards.against_change(self.known[facts.key], facts.terms))
        self.happened(self.Changed(**msgspec.structs.asdict(facts)))

    def withdraw(self, withdrawn: Withdrawn) -> None:
        """Withdraw a toewijzing as of a last day."""
        known = self.toewijzing(withdrawn.key)
        check_order(withdrawn.key.first, withdrawn.last)
        self._check_not_older(withdrawn.key, withdrawn.assigned_at)
        if known.is_withdrawn(withdrawn.assigned_at, withdrawn.last, withdrawn.reden_intrekking):
            raise Refused("toewijzing-withdrawn", "Deze toewijzing is al zo ingetrokken.", "besluitnummer")
        self.happened(withdrawn)

    def says_the_same(self, facts: Agreed) -> bool:
        """Tell whether a toewijzing adds nothing to what is known."""
        known = self.known.get(facts.key)
        if known is None or known.terms.reden_intrekking is not None:
            return False
        return msgspec.structs.asdict(self.agreed[facts.key]) == msgspec.structs.asdict(facts)

    def start_zorg(self, started: ZorgStarted) -> None:
        """Take in the first day of care."""
        _refuse(guards.against_start(self.toewijzing(started.key), started.on, started.sleuteldatum))
        self.happened(started)

    def withdraw_start(self, key: Key, on: date) -> None:
        """Take the first day of care back."""
        _refuse(guards.against_withdrawing_start(self.toewijzing(key), on))
        self.happened(self.StartWithdrawn(client=self.id, key=key, on=on))

    def mutate_zorg(self, mutated: Mutated) -> None:
        """Take in a change or the end of care."""
        _refuse(guards.against_mutation(self.toewijzing(mutated.key), mutated.mutation))
        self.happened(mutated)

    def withdraw_mutation(self, key: Key, on: date) -> None:
        """Take a change or an end back."""
        known = self.toewijzing(key)
        _refuse(guards.against_withdrawing_mutation(known, on))
        mutation = known.mutation_on(on)
        assert mutation is not None
        self.happened(self.ChangeWithdrawn(client=self.id, key=key, on=on, mutatiecode=mutation.mutatiecode))

    def request(self, requested: Requested) -> None:
        """Take in a request; only of a provider that has a toewijzing on the besluit (TR107)."""
        if not self.has_assigned(requested.besluitnummer, requested.provider):
            told = f"Op besluit {requested.besluitnummer} is aan {requested.provider} geen zorg toegewezen."
            raise Refused("no-toewijzing", told, "besluitnummer")
        self.happened(requested)

    def has_assigned(self, besluitnummer: int, provider: str) -> bool:
        """Tell whether a provider has a toewijzing on a besluit."""
        return any((key.besluitnummer, key.provider) == (besluitnummer, provider) for key in self.known)

    def toewijzing(self, key: Key) -> Toewijzing:
        """Return a toewijzing by its key; an unknown key is an error (TR019)."""
        if key not in self.known:
            raise NotFound("toewijzing-unknown", "Deze toewijzing is niet bekend.", "besluitnummer")
        return self.known[key]

    def _check_not_older(self, key: Key, assigned_at: datetime) -> None:
        latest = self.known[key].terms.assigned_at
        if assigned_at < latest:
            told = f"Deze toewijzing is later opnieuw vastgesteld, op {latest.isoformat(' ', 'minutes')}."
            raise Refused("toewijzing-older", told, "assigned_at")


def _refuse(breaches: Iterable[Breach]) -> None:
    for breach in breaches:
        raise Refused(breach.code, breach.sentence, breach.field)
