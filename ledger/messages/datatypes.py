"""Values of the standard's simple types: hold a text against the facets, turn it into a Python value and back.

Texts are held to what XML Schema means by base type, facets and patterns, so the verdict equals a validator's.
Stricter in one point: a year lies between 0001 and 9999.
"""

import re
from collections.abc import Iterator
from datetime import date, time
from functools import cache

from ledger.messages.standard import Datatype, datatypes

Value = str | int | bool | date | time

_SPACE = " \t\n\r"
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?")

# This pattern of LDT_Commentaar means "at least one visible character"; as written it may backtrack without end.
_SAME_MEANING = {r"([.\s]*\S+[.\s]*)+": r"[\s\S]*\S[\s\S]*"}


def reasons(text: str, datatype: str, pattern: str = "") -> Iterator[tuple[str, str | None]]:
    """Why a text is no value of a datatype: Dutch sentences, each with the rule that says the same, if any.

    >>> [reason for reason, _ in reasons("12345678", "LDT_BurgerServicenummer")]
    ['De waarde ‘12345678’ heeft niet de voorgeschreven vorm.']
    >>> list(reasons("999900006", "LDT_BurgerServicenummer"))
    []
    """
    kind = datatypes()[datatype]
    value = text if kind.base == "xs:string" else _collapsed(text)
    misfit = _base_reason(value, kind)
    if misfit:
        yield misfit, None
        return
    yield from _length_reasons(value, kind)
    yield from _range_reasons(value, kind)
    if kind.codes and value not in kind.codes:
        yield f"De waarde {_shown(value)} staat niet in de codelijst.", "CS012"
    if any(not _compiled(wanted).fullmatch(value) for wanted in (kind.pattern, pattern) if wanted):
        yield f"De waarde {_shown(value)} heeft niet de voorgeschreven vorm.", None


def parse(text: str, datatype: str) -> Value:
    """The Python value of a text without objections: percentages whole, yes and no as bool."""
    kind = datatypes()[datatype]
    if kind.base == "xs:string":
        return text == "1" if datatype == "LDT_JaNee" else text
    value = _collapsed(text)
    if kind.base == "xs:date":
        return date.fromisoformat(value)
    if kind.base == "xs:time":
        return _time(value)
    number = _number(value)
    return number // 100 if datatype == "LDT_Percentage" else number


def text_of(value: Value, datatype: str) -> str:
    """How a value is written in a message.

    >>> text_of(100, "LDT_Percentage"), text_of(False, "LDT_JaNee"), text_of(time(9, 5), "LDT_Tijd")
    ('10000', '2', '09:05:00')
    """
    if isinstance(value, bool):
        return "1" if value else "2"
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, int) and datatype == "LDT_Percentage":
        return str(value * 100)
    return str(value)


def _collapsed(text: str) -> str:
    return " ".join(part for part in re.split(f"[{_SPACE}]+", text) if part)


def _shown(value: str) -> str:
    return f"‘{value[:40]}…’" if len(value) > 40 else f"‘{value}’"


def _base_reason(value: str, kind: Datatype) -> str | None:
    if kind.base == "xs:integer" and not _INTEGER.fullmatch(value):
        return f"De waarde {_shown(value)} is geen geheel getal."
    if kind.base == "xs:date" and not _is_date(value):
        return f"De waarde {_shown(value)} is geen bestaande datum (jjjj-mm-dd)."
    if kind.base == "xs:time" and not _is_time(value):
        return f"De waarde {_shown(value)} is geen bestaande tijd (uu:mm:ss)."
    return None


def _length_reasons(value: str, kind: Datatype) -> Iterator[tuple[str, str | None]]:
    if kind.min_length is not None and len(value) < kind.min_length:
        yield "De waarde is leeg.", None
    if kind.max_length is not None and len(value) > kind.max_length:
        yield f"De waarde is {len(value)} tekens lang; dat mogen er {kind.max_length} zijn.", None


def _range_reasons(value: str, kind: Datatype) -> Iterator[tuple[str, str | None]]:
    if kind.base != "xs:integer" or kind.least is None or kind.most is None:
        return
    if not kind.least <= _number(value) <= kind.most:
        yield f"De waarde {_shown(value)} ligt niet tussen {kind.least} en {kind.most}.", None


def _number(value: str) -> int:
    """An integer; of more than twenty digits only the first count: too large anyway, and Python reads no more."""
    sign = -1 if value.startswith("-") else 1
    return sign * int(value.lstrip("+-").lstrip("0")[:20] or "0")


def _is_date(value: str) -> bool:
    match = _DATE.fullmatch(value)
    try:
        return match is not None and date(int(match[1]), int(match[2]), int(match[3])) is not None
    except ValueError:
        return False


def _is_time(value: str) -> bool:
    match = _TIME.fullmatch(value)
    if match is None:
        return False
    hour, minute, second = int(match[1]), int(match[2]), int(match[3])
    if hour == 24:
        return minute == 0 and second == 0 and not (match[4] or "").strip(".0")
    return hour < 24 and minute < 60 and second < 60


def _time(value: str) -> time:
    match = _TIME.fullmatch(value)
    assert match is not None, "parse is only for texts without objections"
    micro = int((match[4] or ".")[1:7].ljust(6, "0"))
    return time(int(match[1]) % 24, int(match[2]), int(match[3]), micro)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of XML Schema for Python: there \\s is four characters, and a dot is all but a line end."""
    text = _SAME_MEANING.get(pattern, pattern)
    text = text.replace(r"[\s\S]", "\0").replace(r"[^\s]", rf"[^{_SPACE}]").replace(r"\S", rf"[^{_SPACE}]")
    text = re.sub(r"(?<!\\)\.(?![^[]*\])", r"[^\\n\\r]", text)
    return re.compile(text.replace("\0", r"[\s\S]"))
