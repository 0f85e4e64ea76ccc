"""AW319 v1.4: the declaration of Wlz care in fixed positions (Vektis, edition 7 of 7 September 2016), bytes ↔ typed.

Public names (`from ledger.messages import aw319`):

* `read(data, received=None) -> Reading`: a `Declaratiebestand`, or every problem by record and field number;
* `check(file) -> list[FileProblem]`: the rules over a typed file, control totals among them;
* `write(file) -> bytes`: the file; raises `UnwritableFile` with every problem;
* `new_file(voorlooprecord, verzekerden)`: a file with its numbers and control totals filled in;
* `new_prestatie(…)`, `credit_of(debit, …)`, `comment(text)`: lines for it;
* `tijdseenheid`, `latin`, `initials`: the ledger's words as the format spells them.

Rules that need the ledger (allocation, contract rate, lines declared before) are for `ledger.correspondence`: it walks
`file.regels()`, which gives each prestatie with its record number and verzekerde, and reports with `at_field`.
"""

from ledger.messages.aw319.building import comment, credit_of, new_file, new_prestatie
from ledger.messages.aw319.layout import code_list, field
from ledger.messages.aw319.model import (
    ZONDER_BSN,
    Commentaar,
    Declaratiebestand,
    Prestatie,
    Sluitrecord,
    Verzekerde,
    Voorlooprecord,
)
from ledger.messages.aw319.problems import FileProblem, at_field, of_file, of_record, retourcode_of
from ledger.messages.aw319.reading import MAX_BYTES, Reading, read
from ledger.messages.aw319.rules import check
from ledger.messages.aw319.spelling import TIJDSONAFHANKELIJK, initials, latin, tijdseenheid
from ledger.messages.aw319.writing import UnwritableFile, write

__all__ = [
    "MAX_BYTES",
    "TIJDSONAFHANKELIJK",
    "ZONDER_BSN",
    "Commentaar",
    "Declaratiebestand",
    "FileProblem",
    "Prestatie",
    "Reading",
    "Sluitrecord",
    "UnwritableFile",
    "Verzekerde",
    "Voorlooprecord",
    "at_field",
    "check",
    "code_list",
    "comment",
    "credit_of",
    "field",
    "initials",
    "latin",
    "new_file",
    "new_prestatie",
    "of_file",
    "of_record",
    "read",
    "retourcode_of",
    "tijdseenheid",
    "write",
]
