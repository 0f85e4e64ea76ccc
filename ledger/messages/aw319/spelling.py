"""How the words of the ledger are spelled in this format: units of time, and names in its character set.

>>> tijdseenheid("uur"), tijdseenheid("week")
('04', None)
>>> latin("Yılmaz-Šarić", 25), initials("J.P.  de")
('Yilmaz-Saric', 'JPde')
"""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

TIJDSEENHEDEN: Mapping[str, str] = MappingProxyType(
    {"minuut": "01", "uur": "04", "5 minuten": "07", "dag": "14", "etmaal": "14", "dagdeel": "16"}
)
"""Codes of COD218 for units that are a time; a dag of care is an etmaal."""
TIJDSONAFHANKELIJK = "81"
"""The code of COD218 for a prestatie that takes the time it needs: an activity, a module, an arrangement."""

INITIALS = 6
_WITHOUT_PARTS = str.maketrans(
    {"ı": "i", "İ": "I", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ħ": "h", "Œ": "OE", "œ": "oe"}
)
_NOT_ALLOWED = re.compile(r"[^ -~\xa1-\xff]")
_NO_LETTER = re.compile(r"[^a-zA-ZÀ-ÖØ-öø-ÿ]")


def tijdseenheid(unit: str) -> str | None:
    """The code of COD218 for a unit of a prestatie; None for a unit that is no time, or that the list does not know."""
    return TIJDSEENHEDEN.get(unit)


def latin(text: str, longest: int) -> str:
    """A name in ISO 8859-1, cut to the width of its field; letters outside it lose their marks, others become "?"."""
    spelled = "".join(map(_spelled, unicodedata.normalize("NFC", text).translate(_WITHOUT_PARTS)))
    return " ".join(_NOT_ALLOWED.sub("?", spelled).split())[:longest].rstrip()


def _spelled(letter: str) -> str:
    if letter.isspace():
        return " "
    if not _NOT_ALLOWED.match(letter):
        return letter
    return unicodedata.normalize("NFD", letter)[0]


def initials(text: str) -> str:
    """Initials as field 0215 takes them: letters only, at most six."""
    return _NO_LETTER.sub("", latin(text, len(text)))[:INITIALS]
