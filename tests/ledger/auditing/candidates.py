"""Candidate files in short: about a line, unless a test says otherwise."""

import pytest

from ledger.auditing.candidate import read_candidate
from ledger.rechtmatigheid.rule import Rule
from ledger.vocabulary.errors import Malformed, Problem

FIELDS = {
    "id": '"long-day"',
    "label": '"Een lange dag"',
    "family": '"signal"',
    "severity": '"low"',
    "looks_at": '"line"',
    "when": '"line.quantity > 60"',
    "told": '"Op {line.first} staan {hours(line.quantity)} voor {line.prestatie}."',
    "basis": '{ law = "Wlz", article = "artikel 3.2.1" }',
}


def written(**changes: str | None) -> str:
    """Write a file, with fields changed, added, or left out (None)."""
    facts = {name: value for name, value in (FIELDS | changes).items() if value is not None}
    return "".join(f"{name} = {value}\n" for name, value in facts.items())


def read(text: str) -> Rule:
    """Read a file."""
    return read_candidate(text.encode())


def candidate(when: str, looks_at: str = "line", told: str = "Dit valt op.", **changes: str) -> Rule:
    """Read a candidate with a condition."""
    return read(written(when=f"'''{when}'''", looks_at=f'"{looks_at}"', told=f"'''{told}'''", **changes))


def problems(text: str) -> list[Problem]:
    """Return everything that is wrong with a file."""
    with pytest.raises(Malformed) as malformed:
        read(text)
    return malformed.value.problems


def codes(when: str, looks_at: str = "line") -> list[str]:
    """Return the codes of what is wrong with a condition."""
    return [one.code for one in problems(written(when=f"'''{when}'''", looks_at=f'"{looks_at}"', told='"Zo."'))]
