"""A person as a verzekerdenrecord names them: opened from the sealed identity, the name parted with care."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec

from ledger.aggregates.client import Client
from ledger.messages.aw319 import initials
from ledger.persons.keyring import Keyring

GESLACHT: Mapping[str, str] = MappingProxyType({"man": "1", "vrouw": "2"})
_PREFIXES = frozenset(
    {"van", "de", "der", "den", "het", "'t", "’t", "'s", "’s", "ten", "ter", "te", "op", "in", "uit", "aan", "bij"}
    | {"onder", "over", "voor", "von", "zu", "du", "des", "la", "le", "les", "da", "di", "do", "dos", "el", "al", "af"}
)
NAAM = 25
"""Positions of field 0210."""
VOORVOEGSEL = 10
"""Positions of field 0211."""


class Naam(NamedTuple):
    """The parts of a name; initials are empty where the name tells none."""

    voorletters: str
    voorvoegsel: str | None
    naam: str


class Persoon(NamedTuple):
    """What is known of a person; None is unknown. `erased`: the seal no longer opens."""

    naam: Naam | None
    bsn: str | None
    birth_date: date | None
    sex: str | None
    erased: bool = False

    def missing(self) -> Iterator[tuple[str, str]]:
        """Yield code and Dutch name of what a verzekerdenrecord cannot do without."""
        if self.erased:
            yield "person-erased", "de gegevens (ze zijn gewist)"
            return
        if self.naam is None:
            yield "name-missing", "de naam"
        elif not self.naam.voorletters:
            yield "initials-missing", "de voorletters"
        if self.birth_date is None:
            yield "birth-date-missing", "de geboortedatum"
        if self.sex is None:
            yield "sex-missing", "het geslacht"


def persoon_of(keyring: Keyring, client: Client) -> Persoon:
    """Open what is known of a client."""
    opened = keyring.open(Client.stream_of(client.id), client.identity)
    if opened is None:
        return Persoon(None, None, None, None, erased=True)
    known: dict[str, Any] = msgspec.json.decode(opened)
    naam, born = naam_of(known.get("name") or ""), known.get("birth_date")
    return Persoon(
        naam=naam if naam.naam else None,
        bsn=known.get("bsn"),
        birth_date=date.fromisoformat(born) if born else None,
        sex=known.get("sex"),
    )


def naam_of(name: str) -> Naam:
    """Part a name as it is written: first names or initials, prefixes, surname; or surname, comma, the rest.

    The surname begins at the first prefix, or at a double name that holds one; without those it is the last word.

    >>> naam_of("Anna de Vries"), naam_of("J.P. van der Berg-de Wit")
    (Naam(voorletters='A', voorvoegsel='de', naam='Vries'), Naam(voorletters='JP', voorvoegsel='van der', \
naam='Berg-de Wit'))
    >>> naam_of("Vries, Anna Maria de"), naam_of("Madonna")
    (Naam(voorletters='AM', voorvoegsel='de', naam='Vries'), Naam(voorletters='', voorvoegsel=None, naam='Madonna'))
    """
    surname, comma, rest = name.partition(",")
    words = name.replace(",", " ").split()
    if not words:
        return Naam("", None, "")
    if comma and surname.strip() and rest.strip():
        words = rest.split()
        given = [word for word in words if word.lower() not in _PREFIXES]
        prefixes = [word for word in words if word.lower() in _PREFIXES]
        return _parts(given, prefixes, surname.split())
    places = (place for place, word in enumerate(words) if _begins_surname(word, is_first=not place))
    start = next(places, len(words) - 1)
    end = start
    while end < len(words) - 1 and words[end].lower() in _PREFIXES:
        end += 1
    return _parts(words[:start], words[start:end], words[end:])


def _begins_surname(word: str, *, is_first: bool) -> bool:
    """Tell whether a word is a prefix, or a double name with one; a first name may look like one, but has a capital."""
    lower = word.lower()
    return (lower in _PREFIXES and not (is_first and word != lower)) or (
        "-" in word and lower.rpartition("-")[2] in _PREFIXES
    )


def _parts(given: list[str], prefixes: list[str], surname: list[str]) -> Naam:
    prefix = " ".join(prefixes)
    naam = " ".join(surname)
    if len(prefix) > VOORVOEGSEL:
        prefix, naam = "", f"{prefix} {naam}"
    return Naam("".join(map(_initials, given)), prefix or None, naam)


def _initials(word: str) -> str:
    """Return the initials of a word: all letters of "J.P.", the first of each part of "Anna-Maria".

    >>> _initials("J.P."), _initials("Anna-Maria"), _initials("AE")
    ('JP', 'AM', 'AE')
    """
    if "." in word or word.isupper():
        return initials(word)
    return "".join(initials(part[:1]) for part in word.split("-"))
