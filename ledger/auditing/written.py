"""What stands in the file of a candidate rule, field by field, before its expressions are read."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, get_args

import msgspec

from ledger.rechtmatigheid.catalogue import BY_ID
from ledger.rechtmatigheid.finding import About
from ledger.rechtmatigheid.rule import WLZ, Family, LegalBasis, Severity
from ledger.vocabulary.errors import Problem

Short = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
MOST_PROOF = 5
"""So many collections may a rule rest on."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Basis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the rule stands in the law."""

    law: Short
    article: Short
    paragraph: Short | None = None
    edition: Short = "2026"

    def as_basis(self) -> LegalBasis:
        """Return it as rules have it."""
        return LegalBasis(self.law, self.article, self.paragraph, self.edition)


class Written(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A candidate as it was written."""

    id: Short
    label: Short
    family: Family
    severity: Severity
    basis: list[Basis]
    looks_at: About
    when: str
    told: str
    at_stake: str | None = None
    rests_on: list[str] = []
    first: date = WLZ
    last: date | None = None


_CHOICES = {"family": get_args(Family), "severity": get_args(Severity), "looks_at": get_args(About)}
_FIELDS = {one.encode_name: one for one in msgspec.structs.fields(Written)}
_OF_BASIS = {one.encode_name: one for one in msgspec.structs.fields(Basis)}


def written_in(raw: dict[str, Any]) -> tuple[Written | None, list[Problem]]:
    """Return what was written, and what is wrong with it; None when its expressions cannot be read for that."""
    raw = {**raw, "basis": [raw["basis"]]} if isinstance(raw.get("basis"), dict) else raw
    problems = list(_of_fields(raw))
    if problems:
        return None, problems
    written = msgspec.convert(raw, Written)
    return written, list(_of_values(written))


def _of_fields(raw: dict[str, Any]) -> Iterator[Problem]:
    for name in raw:
        if name not in _FIELDS:
            told = f"Het veld {name!r} hoort niet in een regel. Er zijn: {', '.join(_FIELDS)}."
            yield Problem("candidate-field-extra", told, name)
    for name, field in _FIELDS.items():
        if name not in raw:
            if field.required:
                yield Problem("candidate-field-missing", f"Het veld {name} ontbreekt. Elke regel heeft het.", name)
        elif name == "basis":
            yield from _of_basis(raw["basis"])
        elif name in _CHOICES:
            if raw[name] not in _CHOICES[name]:
                told = f"Kies voor {name} een van: {', '.join(_CHOICES[name])}."
                yield Problem("candidate-choice", told, name)
        else:
            yield from _of_kind(raw[name], field, name)


def _of_basis(found: Any) -> Iterator[Problem]:
    if not isinstance(found, list) or not found:
        yield Problem("candidate-basis-missing", "Een regel heeft een grondslag: [basis] met law en article.", "basis")
        return
    for one in found:
        if not isinstance(one, dict):
            yield Problem("candidate-basis-missing", "Een grondslag heeft een law en een article.", "basis")
            continue
        for name in one:
            if name not in _OF_BASIS:
                told = f"Het veld {name!r} hoort niet in een grondslag. Er zijn: {', '.join(_OF_BASIS)}."
                yield Problem("candidate-field-extra", told, "basis")
        for name, field in _OF_BASIS.items():
            if name in one:
                yield from _of_kind(one[name], field, f"basis.{name}")
            elif field.required:
                yield Problem("candidate-field-missing", f"In de grondslag ontbreekt {name}. Vul het in.", "basis")


def _of_kind(value: Any, field: msgspec.structs.FieldInfo, place: str) -> Iterator[Problem]:
    try:
        msgspec.convert(value, field.type, strict=True)
    except msgspec.ValidationError:
        told = f"De waarde van {place} is niet goed. Een tekst staat tussen aanhalingstekens en is niet leeg of lang,"
        yield Problem("candidate-value", f"{told} een dag staat er zonder, zoals 2026-03-01.", place)


def _of_values(written: Written) -> Iterator[Problem]:
    if not _ID.fullmatch(written.id):
        told = "Het kenmerk van een regel heeft kleine letters, cijfers en streepjes: long-stays."
        yield Problem("candidate-id", told, "id")
    if written.id in BY_ID:
        told = f"De regel {written.id} bestaat al. Kies een ander kenmerk."
        yield Problem("candidate-id-taken", told, "id")
    if len(written.rests_on) > MOST_PROOF:
        told = f"Een regel rust op hoogstens {MOST_PROOF} reeksen. Neem er samen die bij elkaar horen."
        yield Problem("candidate-too-many", told, "rests_on")
    if written.last is not None and written.last < written.first:
        yield Problem("candidate-days-reversed", "De laatste dag ligt voor de eerste. Draai de datums om.", "last")
