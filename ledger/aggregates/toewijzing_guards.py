"""What one toewijzing is by now, and every rule of iWlz 2.2 that decides what may still be said of it.

A rule that is broken is a breach: with the id of the standard, so that a message can be answered with its retourcode,
and with our own code, so that a command can be refused. Both tell the same sentence.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

import msgspec

from ledger.aggregates.base import FROM_TO
from ledger.vocabulary.dutch import day
from ledger.vocabulary.leveringsvormen import Leveringsvorm
from ledger.vocabulary.periods import Period

ENDING = ("17", "19", "20")
"""Mutatiecodes that end the delivery of care: moved, closed, kept."""
_CLOSING = ("17", "19", "21")
_NO_DEMAND = "5"
_REGULAR = "1"


class Key(msgspec.Struct, frozen=True, rename=FROM_TO):
    """The logical key of a toewijzing.

    `zorgeenheid` is the ZzpCode ("753") or the code of a functie; a pgb has no provider, a functie no leveringsvorm.
    """

    besluitnummer: int
    zorgeenheid: str
    first: date
    provider: str | None = None
    leveringsvorm: Leveringsvorm | None = None


class Terms(msgspec.Struct, frozen=True):
    """What the zorgkantoor said last of a toewijzing. Withdrawn as of `last` when there is a reden_intrekking."""

    assigned_at: datetime
    soort: str
    last: date | None = None
    klasse: str | None = None
    opslag: int | None = None
    etmalen: str | None = None
    opname: bool | None = None
    reden_intrekking: str | None = None


class Mutation(msgspec.Struct, frozen=True):
    """A change in the delivery that the provider reported; `started_on` is the start that it ends."""

    on: date
    mutatiecode: str
    started_on: date | None = None
    leveringsstatus: str | None = None

    @property
    def ends(self) -> bool:
        """Tell whether the delivery of care ended."""
        return self.mutatiecode in ENDING

    @property
    def closes(self) -> bool:
        """Tell whether no care will follow on this toewijzing (OP151)."""
        return self.mutatiecode in _CLOSING or self.leveringsstatus == _NO_DEMAND


class Toewijzing(msgspec.Struct):
    """A toewijzing as it is known now."""

    key: Key
    terms: Terms
    starts: tuple[date, ...] = ()
    mutations: tuple[Mutation, ...] = ()

    @property
    def assigned(self) -> Period:
        """The days for which the zorgkantoor assigned it."""
        return Period(self.key.first, self.terms.last)

    @property
    def period(self) -> Period:
        """The days on which care may be delivered: until the provider closed it, never before its first (OP151×1)."""
        closed = [max(self.key.first, one.on) for one in self.mutations if one.closes]
        ends = [*closed, *([self.terms.last] if self.terms.last else [])]
        return Period(self.key.first, min(ends, default=None))

    def is_withdrawn(self, assigned_at: datetime, last: date, reden_intrekking: str) -> bool:
        """Tell whether this very withdrawal is known."""
        return (self.terms.assigned_at, self.terms.last, self.terms.reden_intrekking) == (
            assigned_at,
            last,
            reden_intrekking,
        )

    def start_before(self, on: date) -> date | None:
        """Return the start of the care that runs on a day: the latest one that was not ended."""
        ended = {one.started_on for one in self.mutations if one.ends}
        return max((start for start in self.starts if start <= on and start not in ended), default=None)

    def mutation_on(self, on: date) -> Mutation | None:
        """Return what was reported for a day."""
        return next((one for one in self.mutations if one.on == on), None)


class Breach(NamedTuple):
    """One rule that is broken: its id in iWlz 2.2, our code, the field of the command, a Dutch sentence."""

    rule: str
    code: str
    field: str
    sentence: str


def against_change(known: Toewijzing, terms: Terms) -> Iterator[Breach]:
    """What forbids to change a toewijzing: klasse and opslag do not become smaller (TR076)."""
    if larger(known.terms.klasse, terms.klasse):
        told = f"De klasse {terms.klasse} is kleiner dan de eerder toegewezen klasse {known.terms.klasse}."
        yield Breach("TR076", "klasse-smaller", "klasse", told)
    if (terms.opslag or 0) < (known.terms.opslag or 0):
        told = f"De opslag {terms.opslag or 0} is kleiner dan de eerder toegewezen opslag {known.terms.opslag}."
        yield Breach("TR076", "opslag-smaller", "opslag", told)


def against_start(known: Toewijzing, on: date, sleuteldatum: date | None = None) -> Iterator[Breach]:
    """What forbids to report a first day of care (TR017, TR074, TR121)."""
    for name, when in (("on", on), ("sleuteldatum", sleuteldatum)):
        if when is not None and not known.period.covers(when):
            yield Breach("TR017", "outside-toewijzing", name, f"{day(when)} valt buiten de toewijzing{_days(known)}.")
    if on in known.starts:
        yield Breach("TR074", "zorg-started", "on", f"De aanvang van zorg op {day(on)} is al gemeld.")
    for one in known.mutations:
        if one.ends and one.started_on is not None and one.started_on < on <= one.on:
            told = f"De zorg vanaf {day(one.started_on)} eindigde op {day(one.on)}. {day(on)} ligt in die periode."
            yield Breach("TR121", "in-ended-zorg", "on", told)


def against_withdrawing_start(known: Toewijzing, on: date) -> Iterator[Breach]:
    """What forbids to take a first day of care back (TR063, TR071)."""
    if on not in known.starts:
        yield Breach("TR063", "start-unknown", "on", f"Er is geen aanvang van zorg gemeld op {day(on)}.")
    ended = next((one for one in known.mutations if one.ends and one.started_on == on), None)
    if ended is not None:
        told = f"Het einde van deze zorg op {day(ended.on)} is al gemeld. Verwijder eerst die melding."
        yield Breach("TR071", "zorg-ended", "on", told)


def against_mutation(known: Toewijzing, mutation: Mutation) -> Iterator[Breach]:
    """What forbids to report a change in the delivery (TR020, TR069, TR073, TR074, TR078)."""
    on, last = mutation.on, known.period.last
    if last is not None and on > last:
        told = f"De toewijzing eindigt op {day(last)}. De mutatie op {day(on)} ligt daarna."
        yield Breach("TR020", "after-toewijzing", "on", told)
    if known.mutation_on(on) is not None:
        yield Breach("TR074", "mutation-known", "on", f"Op {day(on)} is al een mutatie gemeld.")
    if mutation.mutatiecode == "12" and known.terms.soort != _REGULAR:
        told = "Mutatiecode 12 kan alleen bij een reguliere toewijzing (soort 1)."
        yield Breach("TR073", "mutatiecode-not-regular", "mutatiecode", told)
    yield from _against_end(known, mutation) if mutation.ends else _against_waiting(known, mutation)


def against_withdrawing_mutation(known: Toewijzing, on: date) -> Iterator[Breach]:
    """What forbids to take a change back (TR063)."""
    if known.mutation_on(on) is None:
        yield Breach("TR063", "mutation-unknown", "on", f"Er is geen mutatie gemeld op {day(on)}.")


def larger(one: str | None, other: str | None) -> bool:
    """Tell whether a klasse is larger than another of the same sort.

    >>> larger("KE7", "KE4"), larger("KD10", "KD09"), larger("KE7", "K1")
    (True, True, False)
    """
    first, second = (re.fullmatch(r"([A-Z]*)([0-9]+)", klasse or "") for klasse in (one, other))
    return bool(first and second and first[1] == second[1] and int(first[2]) > int(second[2]))


def _against_end(known: Toewijzing, mutation: Mutation) -> Iterator[Breach]:
    running = known.start_before(mutation.on)
    if running is None:
        told = f"Op {day(mutation.on)} loopt geen zorg waarvan de aanvang is gemeld. Meld eerst de aanvang."
        yield Breach("TR069", "zorg-not-started", "started_on", told)
    elif mutation.started_on != running:
        told = f"De zorg die eindigt is gemeld vanaf {day(running)}; die begindatum hoort hier te staan."
        yield Breach("TR069", "other-start", "started_on", told)


def _against_waiting(known: Toewijzing, mutation: Mutation) -> Iterator[Breach]:
    kept = {one.started_on for one in known.mutations if one.mutatiecode == "20"}
    begun = [start for start in known.starts if start <= mutation.on and start not in kept]
    if begun:
        told = f"De aanvang van zorg op {day(max(begun))} is gemeld. Mutatiecode {mutation.mutatiecode} kan dan niet."
        yield Breach("TR078", "zorg-has-started", "mutatiecode", told)


def _days(known: Toewijzing) -> str:
    until = f" tot en met {day(known.period.last)}" if known.period.last else ""
    return f", die geldt vanaf {day(known.period.first)}{until}"
