"""The books in a pack: an auditfile for every year, and beside it what is counted in points, hours and days."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from ledger.application import Header
from ledger.books.auditfile import About, Booked, auditfile, years_of
from ledger.books.bookings import Books, Posted
from ledger.events import Declaration, Levering, sentence
from ledger.messages import xaf
from ledger.scanning import recorded_at
from ledger.vocabulary.amounts import Amount, Unit
from ledger.vocabulary.clock import AMSTERDAM
from projections.provider_totals.queries import names_as_of
from web.composition import House
from web.evidence.gathering import INSIDE, Gathered, Proof
from web.evidence.question import Question
from web.evidence.tables import Table, euro, table

SOFTWARE = "PVB-grootboek"
_COLUMNS = (
    *("transaction", "recorded_at", "date", "topic", "unit", "quantity", "debit", "credit"),
    *("client", "provider", "budget", "entry", "declaration", "line", "prestatie", "worth_eur", "rate_eur"),
)
_ABOUT = ("client", "provider", "budget", "entry", "declaration", "line", "prestatie")


class Kept(NamedTuple):
    """All entries of a pack, those of before the period too, each with the event it is of."""

    entries: tuple[Posted, ...]
    booked: tuple[Booked, ...]


def keep_books(gathered: Gathered) -> Kept:
    """Book the events about a scope, in order."""
    books = Books()
    booked = []
    for one in gathered.proofs:
        entry = books.post(one.position, one.event)
        if entry is not None:
            actor = msgspec.json.decode(one.state, type=Header).actor
            booked.append(Booked(entry, sentence(one.event), actor.id))
    return Kept(tuple(one.entry for one in booked), tuple(booked))


def auditfiles(house: House, question: Question, kept: Kept, version: str) -> dict[str, bytes]:
    """Return the books of every year, by the name of the file."""
    assert question.known.recorded_at is not None, "there is an event about the scope, so something was recorded"
    made_on = question.known.recorded_at.astimezone(AMSTERDAM).date()
    names = names_as_of(house.ledger, question.known.position)
    about = About(f"{SOFTWARE}: {question.scope}"[:999], names, made_on, SOFTWARE, version)
    euros = [one for one in kept.entries if one.unit is Unit.EUR]
    years = years_of(euros, question.period, made_on.year)
    made = {year: auditfile(year, kept.booked, question.period, about) for year in years}
    return {f"auditfile-{year}.xaf": xaf.write(file) for year, file in made.items()}


def companion(gathered: Gathered, kept: Kept) -> Table:
    """Return what is in points, hours and days, with the numbers of the transactions in the auditfiles."""
    entries = {one.position: one for one in kept.entries}
    return table(
        "companion.csv",
        "Punten, uren en dagen, met dezelfde transactienummers als de auditfiles (die alleen euro's bevatten).",
        _COLUMNS,
        [row for one in gathered.proofs if one.part == INSIDE for row in _counted(one, entries.get(one.position))],
    )


def _counted(proof: Proof, entry: Posted | None) -> Iterator[Sequence[object]]:
    event: Any = proof.event
    if entry is not None and entry.unit is not Unit.EUR:
        worth = getattr(event, "worth", None)
        amounts = (None, None) if worth is None else (euro(worth.eurocent), euro(worth.rate_eurocent))
        for one in entry.movements:
            quantity = str(Amount(entry.unit, one.quantity))
            yield _row(proof, entry.on, (entry.unit.name, quantity, one.debit, one.credit), amounts)
    elif isinstance(event, Declaration.LineSubmitted):
        quantity = str(Amount(Unit.UUR, event.quantity)) if event.unit == "minuut" else str(event.quantity)
        unit = "UUR" if event.unit == "minuut" else event.unit
        yield _row(proof, event.first, (unit, quantity, None, None), (euro(event.eurocent), None))
    elif isinstance(event, Levering.Recorded | Levering.Corrected):
        given = str(Amount(Unit.UUR, event.minutes))
        yield _row(proof, event.on, ("UUR", given, None, None), (None, None))


def _row(proof: Proof, on: date, counted: Sequence[object], amounts: Sequence[object]) -> Sequence[object]:
    at = recorded_at(proof.state).isoformat()
    about = (getattr(proof.event, name, None) for name in _ABOUT)
    return (proof.position, at, on, proof.topic, *counted, *about, *amounts)
