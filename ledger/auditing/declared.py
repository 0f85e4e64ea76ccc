"""The declared lines of one client, as events tell them: submitted, judged, taken back."""

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from ledger.aggregates.declaration import Declaration
from ledger.auditing.entries import Entry
from ledger.rechtmatigheid.case import YearMonth, months_of
from ledger.rechtmatigheid.facts import Credit, Line

Judgement = Declaration.LineApproved | Declaration.LineRefused


class Declared:
    """Lines by key, and by every month in which they have a day; what was refused is in neither.

    `received` tells when each declaration came in.
    """

    def __init__(self, received: Mapping[str, date]) -> None:
        self._received = received
        self.lines: dict[str, Line] = {}
        self.months: dict[YearMonth, dict[str, Line]] = {}
        self.credits: list[Credit] = []

    def take(self, entry: Entry) -> str | None:
        """Take in an event; return the key of a line that was paid by it."""
        event = entry.event
        if isinstance(event, Declaration.LineSubmitted):
            received = self._received.get(event.declaration, entry.day)
            source = entry.header.source
            by_file = source is not None and source.kind == "message"
            self.keep(line_of(event, entry.position, received, entry.day, entry.giver, by_file))
        elif isinstance(event, Declaration.LineApproved):
            return self._approved(event, entry)
        elif isinstance(event, Declaration.LineRefused):
            self.drop(_key(event))
        elif isinstance(event, Declaration.LineCredited):
            self._credited(event, entry)
        return None

    def _approved(self, event: Declaration.LineApproved, entry: Entry) -> str | None:
        known = self.lines.get(_key(event))
        if known is None:
            return None
        self.keep(replace(known, status="approved", judged_by=entry.giver, events=(*known.events, entry.position)))
        return known.key

    def drop(self, key: str) -> None:
        """Leave out a line that was refused."""
        known = self.lines.pop(key, None)
        for month in months_of(known.period) if known else ():
            del self.months[month][key]

    def _credited(self, event: Declaration.LineCredited, entry: Entry) -> None:
        known = self.lines.get(_key(event))
        is_covered = known is not None and known.status == "approved" and event.eurocent <= known.left
        self.credits.append(_credit(event, entry.position, is_covered))
        if known is not None:
            left = known.left - event.eurocent
            self.keep(replace(known, left=left, events=(*known.events, entry.position)))

    def keep(self, line: Line) -> None:
        """Take in a line, or the line as it is known now."""
        self.lines[line.key] = line
        for month in months_of(line.period):
            self.months.setdefault(month, {})[line.key] = line


def _key(event: Judgement | Declaration.LineCredited) -> str:
    return f"{event.declaration}/{event.line}"


def line_of(
    event: Declaration.LineSubmitted,
    position: int,
    received: date,
    recorded: date,
    entered_by: str | None,
    by_file: bool,
) -> Line:
    """Return a line as rules see it, right after it was submitted."""
    derivation = event.derivation
    tarief = derivation.tarief if derivation else None
    return Line(
        declaration=event.declaration,
        line=event.line,
        client=event.client,
        provider=event.provider,
        region=event.region,
        prestatie=event.prestatie,
        first=event.first,
        last=event.last,
        quantity=event.quantity,
        unit=event.unit,
        eurocent=event.eurocent,
        left=event.eurocent,
        status="submitted",
        received=received,
        recorded=recorded,
        entered_by=entered_by,
        contract=derivation.contract if derivation else event.contract,
        model=derivation.model if derivation else None,
        rate_basispoint=derivation.rate_basispoint if derivation else None,
        tarief_eurocent=tarief.eurocent if tarief else None,
        tarief_unit=tarief.unit if tarief else None,
        price=event.price_eurocent,
        price_per=event.price_per,
        besluitnummer=event.besluitnummer,
        zorgprofiel=event.zorgprofiel,
        above=derivation.above_eurocent if derivation else 0,
        replaces=event.replaces is not None,
        settles=event.settles,
        by_file=by_file,
        events=(position,),
    )


def _credit(event: Declaration.LineCredited, position: int, is_covered: bool) -> Credit:
    return Credit(
        declaration=event.declaration,
        line=event.line,
        credit=event.credit,
        client=event.client,
        provider=event.provider,
        region=event.region,
        first=event.first,
        last=event.last,
        eurocent=event.eurocent,
        why=event.why,
        debit=is_covered,
        event=position,
    )
