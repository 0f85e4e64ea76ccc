"""What sort of care a prestatie is, as far as a published code or the name in the register says so: data with sources.

A code that is not in the list, with a name that holds none of the words, is of no known sort: nothing is guessed.
"""

import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, get_args

import msgspec

from ledger.vocabulary.periods import Period

CODES = "prestaties.csv"
WORDS = "prestatiewoorden.csv"
VACATED_DAYS = 13
"""Days after a death on which a room that was left empty may be declared (NZa, the row `vacated`)."""

Kind = Literal["package", "module", "treatment", "meals", "cleaning", "vacated"]
"""A day of a zzp or vpt; a module of an mpt; treatment; meals; cleaning; a day of a room that stands empty."""
_KINDS: tuple[Kind, ...] = get_args(Kind)


class Word(msgspec.Struct, frozen=True):
    """A word by which a name in the register tells the sort of care, over the days on which it does."""

    kind: Kind
    word: str
    period: Period
    source: str

    def is_in(self, name: str) -> bool:
        """Tell whether a name says it. The name of a package begins with it, followed by the number of the profile."""
        if self.kind == "package":
            return re.match(rf"{re.escape(self.word)} [0-9]", name, re.IGNORECASE) is not None
        return self.word in name.lower()


@lru_cache(maxsize=65_536)
def kinds_of(code: str, name: str | None, on: date) -> frozenset[Kind]:
    """Return the sorts of care of a prestatie on a day, by its code and by its name in the register (None: not in it).

    >>> sorted(kinds_of("H126", None, date(2026, 3, 4))), sorted(kinds_of("Z240G", "zzp 4 ggz", date(2026, 3, 4)))
    (['module'], ['package'])
    >>> sorted(kinds_of("H999", "maaltijd thuis", date(2026, 3, 4))), kinds_of("H999", None, date(2026, 3, 4))
    (['meals'], frozenset())
    """
    published = _published().get(code)
    said = {one.kind for one in _words() if name and one.period.covers(on) and one.is_in(name)}
    return frozenset(said | ({published} if published else set()))


@cache
def _published() -> dict[str, Kind]:
    return {row["code"]: _kind(row["kind"]) for row in _rows(CODES)}


@cache
def _words() -> tuple[Word, ...]:
    return tuple(_word(row) for row in _rows(WORDS))


def _word(row: dict[str, str]) -> Word:
    last = date.fromisoformat(row["to"]) if row["to"] else None
    return Word(_kind(row["kind"]), row["word"], Period(date.fromisoformat(row["from"]), last), row["source"])


def _kind(text: str) -> Kind:
    return next(one for one in _KINDS if one == text)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (files("ledger.tariffs") / name).open(encoding="utf-8") as table:
        yield from csv.DictReader(table)
