"""What became of a file, line by line, for the one who sent it in: as JSON, and as CSV for a spreadsheet.

The answer of the standard (AW320) has no public layout; this form is our own.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ledger.aggregates.message import Message
from ledger.correspondence.aw319.names import name_of
from ledger.correspondence.aw319.retourcodes import descriptions
from ledger.messages.aw319 import Declaratiebestand, FileProblem

CSV_COLUMNS = ("record", "referentienummer", "uitkomst", "retourcode", "omschrijving")
ACCEPTED, REFUSED = "aangenomen", "afgekeurd"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a line was not accepted: retourcode, its published description (or nothing), and our own sentence."""

    retourcode: str
    code: str
    field: str
    sentence: str

    @property
    def description(self) -> str:
        """What the code list says."""
        return descriptions()[self.retourcode]


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """What became of one line. `eurocent` is below zero for a credit; `client` is empty for an unknown person."""

    record: int
    reference: str
    eurocent: int
    reasons: tuple[Reason, ...]

    @property
    def accepted(self) -> bool:
        """Tell whether the line holds."""
        return not self.reasons

    def as_json(self) -> dict[str, Any]:
        """Return it as it stands in the answer."""
        return {
            "record": self.record,
            "reference": self.reference,
            "amount_eurocent": self.eurocent,
            "accepted": self.accepted,
            "retourcodes": list(dict.fromkeys(one.retourcode for one in self.reasons)),
            "reasons": [
                {
                    "retourcode": one.retourcode,
                    "description": one.description or None,
                    "code": one.code,
                    "field": one.field,
                    "sentence": one.sentence,
                }
                for one in self.reasons
            ],
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a file. `position` is where it was recorded: None for a test file.

    `known` tells that the same file had come in before; the answer is the one of that first time.
    """

    sender: str
    receiver: str
    factuurnummer: str
    dagtekening: date
    is_test: bool
    position: int | None
    declaration: str | None
    lines: tuple[LineAnswer, ...]
    known: bool = field(default=False, compare=False)

    @property
    def accepted(self) -> bool:
        """Tell whether every line holds."""
        return all(one.accepted for one in self.lines)

    @property
    def return_name(self) -> str:
        """The name of a file for the answer."""
        return f"AW319-{self.sender}-{name_of(self.factuurnummer)}-antwoord.csv"

    def as_json(self) -> dict[str, Any]:
        """Return the answer as one JSON object; the same for a file that comes in again."""
        return {
            "message": {
                "kind": "AW319",
                "sender": self.sender,
                "receiver": self.receiver,
                "identification": self.factuurnummer,
                "dagtekening": self.dagtekening.isoformat(),
                "test": self.is_test,
                "position": self.position,
                "declaration": self.declaration,
            },
            "lines": [one.as_json() for one in self.lines],
        }

    def as_csv(self) -> bytes:
        """Return a row per line, or per reason of a line that was refused."""
        return _csv(row for line in self.lines for row in _rows(line))


def answer_of(file: Declaratiebestand, message: Message, position: int | None, *, known: bool = False) -> Answer:
    """Return the answer to a file that was received; the message tells only the lines that were refused."""
    received = message.received
    assert received is not None
    lines = []
    for record, _, line in file.regels():
        against = message.refused.get(record)
        remarks = against.remarks if against else ()
        reasons = tuple(Reason(one.retourcode, one.rule, one.path, one.sentence or "") for one in remarks)
        lines.append(LineAnswer(record, line.referentienummer, line.saldo_eurocent, reasons))
    return Answer(
        sender=received.sender,
        receiver=received.receiver,
        factuurnummer=received.identification,
        dagtekening=received.dagtekening,
        is_test=file.voorlooprecord.soort_bericht == "T",
        position=position,
        declaration=received.declaration,
        lines=tuple(lines),
        known=known,
    )


def problems_as_csv(problems: tuple[FileProblem, ...]) -> bytes:
    """Return a row for each problem of a file that could not be read, in the same columns."""
    return _csv((str(one.record or ""), "", REFUSED, one.retourcode or "", one.sentence) for one in problems)


def _rows(line: LineAnswer) -> Iterator[tuple[str, ...]]:
    record = str(line.record)
    if line.accepted:
        yield record, line.reference, ACCEPTED, "", ""
    for one in line.reasons:
        told = f"{one.description}. {one.sentence}" if one.description else one.sentence
        yield record, line.reference, REFUSED, one.retourcode, told


def _csv(rows: Iterator[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")
