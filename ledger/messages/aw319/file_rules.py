"""Rules about a file as a whole: the order of its records, their numbers and references, and the control totals."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import cast

from ledger.messages.aw319.layout import COMMENTAAR, KINDS, PRESTATIE, SLUIT, VERZEKERDE, VOORLOOP, field
from ledger.messages.aw319.model import Commentaar, Prestatie, Sluitrecord, Verzekerde
from ledger.messages.aw319.problems import FileProblem, at_field, of_file, of_record
from ledger.messages.aw319.rows import Row, of_kind
from ledger.vocabulary.dutch import euro

DETAILS = (VERZEKERDE, PRESTATIE, COMMENTAAR)
"""The kinds of record between the first and the last."""

_COUNTS = (
    ("9902", (VERZEKERDE,), "verzekerdenrecords"),
    ("9904", (PRESTATIE,), "prestatierecords"),
    ("9905", (COMMENTAAR,), "commentaarrecords"),
    ("9906", DETAILS, "detailrecords"),
)


def order(rows: Sequence[Row]) -> Iterator[FileProblem]:
    """First the voorlooprecord, last the sluitrecord, each once; a prestatie below its verzekerde; a commentaar below
    the verzekerde or prestatie it is about."""
    if not rows:
        return
    if rows[0].kind != VOORLOOP:
        told = "Het bestand begint niet met een voorlooprecord (01). Zet dat vooraan."
        yield of_record(1, rows[0].kind, "voorlooprecord-not-first", told)
    insured, before = False, ""
    for row in rows:
        if row.kind == VOORLOOP and row.number > 1:
            told = "Een voorlooprecord (01) staat alleen aan het begin van het bestand. Verwijder dit record."
            yield of_record(row.number, row.kind, "voorlooprecord-not-first", told)
        elif row.kind == VERZEKERDE:
            insured = True
        elif row.kind == PRESTATIE and not insured:
            told = "Boven dit prestatierecord staat geen verzekerdenrecord (02). Zet dat ervoor."
            yield of_record(row.number, row.kind, "prestatie-without-verzekerde", told)
        elif row.kind == COMMENTAAR and before not in DETAILS and before in (*KINDS, ""):
            told = "Dit commentaarrecord volgt niet op een verzekerde of prestatie. Zet het onder waar het over gaat."
            yield of_record(row.number, row.kind, "commentaar-out-of-place", told)
        before = row.kind
    yield from _closing(rows)


def _closing(rows: Sequence[Row]) -> Iterator[FileProblem]:
    closing = of_kind(rows, SLUIT)
    if not closing:
        yield of_file("sluitrecord-missing", "Het sluitrecord (99) ontbreekt: het bestand is niet volledig.")
    for row in closing:
        if row.number < len(rows):
            after = len(rows) - row.number
            told = f"Na dit sluitrecord (99) volgen nog {after} records. Het sluitrecord staat één keer, als laatste."
            yield of_record(row.number, row.kind, "sluitrecord-not-last", told)


_IDENTIFICATION = {VERZEKERDE: "0202", PRESTATIE: "0402", COMMENTAAR: "9802"}


def identifications(rows: Sequence[Row]) -> Iterator[FileProblem]:
    """Each detail record has a higher identification than the one before it, so that each has its own."""
    last = 0
    for row in rows:
        number = _IDENTIFICATION.get(row.kind)
        if number is None or number in row.unsound:
            continue
        own = cast(Verzekerde | Prestatie | Commentaar, row.record).identificatie
        if own <= last:
            told = f"De identificatie is {own}, en die van een eerder detailrecord {last}. Nummer oplopend."
            yield at_field(row.number, number, "identificatie-not-ascending", told)
        else:
            last = own


def references(rows: Sequence[Row]) -> Iterator[FileProblem]:
    """No reference number stands twice in one file."""
    seen: dict[str, int] = {}
    for row in rows:
        if row.kind == PRESTATIE and "0431" not in row.unsound:
            own = cast(Prestatie, row.record).referentienummer
            earlier = seen.setdefault(own, row.number)
            if earlier != row.number:
                told = f"Referentienummer {own} staat ook in record {earlier}. Geef elke regel een eigen nummer."
                yield at_field(row.number, "0431", "reference-twice", told)


def totals(rows: Sequence[Row]) -> Iterator[FileProblem]:
    """What the sluitrecord says equals what the file holds. An amount that cannot be read leaves the sum untold."""
    closing = of_kind(rows, SLUIT)
    if len(closing) != 1:
        return
    row = closing[0]
    counted = Counter(one.kind for one in rows)
    for number, kinds, words in _COUNTS:
        right = sum(counted[kind] for kind in kinds)
        if number not in row.unsound and (said := getattr(row.record, field(number).name)) != right:
            told = f"Het sluitrecord telt {said} {words}; in het bestand staan er {right}."
            yield at_field(row.number, number, "total-wrong", told)
    prestaties = of_kind(rows, PRESTATIE)
    if not any(one.unsound & {"0429", "0430"} for one in prestaties):
        yield from _balance(row, sum(cast(Prestatie, one.record).saldo_eurocent for one in prestaties))


def _balance(row: Row, right: int) -> Iterator[FileProblem]:
    closing = cast(Sluitrecord, row.record)
    if "9907" not in row.unsound and closing.totaal_eurocent != abs(right):
        told = f"Het sluitrecord telt {euro(closing.totaal_eurocent)}; het saldo van de regels is {euro(abs(right))}."
        yield at_field(row.number, "9907", "total-amount-wrong", told)
    side = side_of(right)
    if "9908" not in row.unsound and closing.debet_credit != side:
        told = f"Veld 9908 is {closing.debet_credit}; het saldo van de regels is {euro(right)}, dus hoort er {side}."
        yield at_field(row.number, "9908", "total-side-wrong", told)


def side_of(eurocent: int) -> str:
    """D, or C for what is below zero.

    >>> side_of(0), side_of(-1)
    ('D', 'C')
    """
    return "C" if eurocent < 0 else "D"


ALL = (order, identifications, references, totals)
