"""The report of a pack as a tagged PDF (PDF/UA-1): what a person reads first, with the same tables as the CSV files."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ledger.vocabulary.dutch import hundredths
from ledger.vocabulary.errors import Refused
from web.answers import moment
from web.dutch import count
from web.evidence.pages import made, period_told
from web.evidence.question import Question
from web.evidence.tables import Table

MOST_ROWS = 50
"""Rows of one table in the report; the files have them all."""


_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]{2}")


class Part(NamedTuple):
    """A chapter: a title, what it tells, and rows of some columns; `figures` are the columns that hold numbers."""

    title: str
    told: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    figures: tuple[int, ...] = ()
    more: str = ""


def part(title: str, source: Table, columns: dict[str, str], figures: Sequence[str] = ()) -> Part:
    """Take some columns of a table, under Dutch names, and no more rows than a person reads."""
    places = [source.columns.index(name) for name in columns]
    rows = tuple(tuple(_dutch(row[place]) for place in places) for row in source.rows[:MOST_ROWS])
    told = source.told if source.rows else f"{source.told} Er is er geen."
    left = len(source.rows) - len(rows)
    more = f"En nog {count(left, 'rij', 'rijen')} in {source.file}." if left else ""
    numbers = tuple(place for place, name in enumerate(columns) if name in figures)
    return Part(title, told, tuple(columns.values()), rows, numbers, more)


def _dutch(cell: str) -> str:
    """Write a plain decimal as Dutch readers do: 1234.50 is 1.234,50."""
    if not _DECIMAL.fullmatch(cell):
        return cell
    return hundredths(int(cell.replace(".", "")))


def report(question: Question, parts: Sequence[Part], facts: Sequence[tuple[str, str]], version: str) -> bytes:
    """Return the PDF; the same bytes for the same tables on the same machine. Raises `Refused` without Pango."""
    assert question.known.recorded_at is not None
    created = moment(question.known.recorded_at)
    page = made("report.html", question=question, parts=parts, facts=facts, created=created, version=version)
    identifier = f"pvb-{question.known.position}".encode()
    try:
        from weasyprint import HTML  # type: ignore[import-untyped]
    except OSError as error:
        raise Refused(
            "pdf-unavailable",
            "Voor het rapport is Pango nodig. Installeer het met: sudo apt-get install libpango-1.0-0 "
            "libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core",
        ) from error
    pdf: bytes = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    return pdf


def facts_of(question: Question) -> list[tuple[str, str]]:
    """Return the question as rows."""
    known = question.known
    at = "" if known.recorded_at is None else f", vastgelegd {moment(known.recorded_at)}"
    return [
        ("Vraag", question.question),
        ("Grond", question.ground),
        ("Reikwijdte", str(question.scope)),
        ("Periode", period_told(question)),
        ("Bekend tot en met", f"gebeurtenis {known.position}{at}"),
        ("Gevraagd door", f"{question.asked_by.id} ({question.asked_by.role})"),
    ]
