"""What can be wrong with an AW319 file: one problem at one field of one record."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ledger.messages.aw319.layout import KINDS, field
from ledger.vocabulary.errors import Problem

SOURCE = "COD954-VEKT"
"""The code list of the retourcodes used here (Vektis, retourinformatie)."""

LENGTH_WRONG = "0804"
LINE_END_WRONG = "8095"
BEGIN_AFTER_DAGTEKENING = "8177"
END_AFTER_DAGTEKENING = "8178"

_FIELDS_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "0801": ("0202", "0402", "9802"),
        "0435": ("0203", "0403"),
        "8007": ("0414", "0415"),
        "0631": ("0427", "0430", "9908"),
        "1113": ("0412", "0413"),
        "0611": ("0425",),
    }
)
_RETOURCODES: Mapping[str, str] = MappingProxyType(
    {number: code for code, numbers in _FIELDS_OF.items() for number in numbers}
)


def retourcode_of(number: str | None) -> str | None:
    """The retourcode that says a field is missing or wrong; None where the list that we have holds none.

    >>> retourcode_of("0203"), retourcode_of("0210")
    ('0435', None)
    """
    return _RETOURCODES.get(number or "")


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One thing wrong. `record` is from 1, 0 for the file as a whole; `kind` is "04" and the like, empty if unknown.

    `number` is that of the field ("0429"), None where the whole record is meant; `code` is stable; `sentence` is Dutch
    and says what to do.
    """

    record: int
    kind: str
    number: str | None
    code: str
    sentence: str
    retourcode: str | None = None

    @property
    def place(self) -> str:
        """Where it is, in Dutch: "record 3 (prestatierecord), veld 0429"."""
        if not self.record:
            return "bestand"
        kind = f" ({KINDS[self.kind]})" if self.kind in KINDS else ""
        return f"record {self.record}{kind}" + (f", veld {self.number}" if self.number else "")

    def as_problem(self) -> Problem:
        """The same in the words that all refused input shares."""
        name = f"{self.number} {field(self.number).name}" if self.number else None
        return Problem(self.code, self.sentence, name, self.record or None)


def at_field(record: int, number: str, code: str, sentence: str, retourcode: str | None = None) -> FileProblem:
    """A problem of one field, with the retourcode that fits it."""
    return FileProblem(record, field(number).record, number, code, sentence, retourcode or retourcode_of(number))


def of_record(record: int, kind: str, code: str, sentence: str, retourcode: str | None = None) -> FileProblem:
    """A problem of a record as a whole."""
    return FileProblem(record, kind if kind in KINDS else "", None, code, sentence, retourcode)


def of_file(code: str, sentence: str, retourcode: str | None = None) -> FileProblem:
    """A problem of the file as a whole."""
    return FileProblem(0, "", None, code, sentence, retourcode)
