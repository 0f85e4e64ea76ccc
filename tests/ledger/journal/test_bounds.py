"""What a journal may hold, and how much is said of what is wrong with it."""

from codecs import BOM_UTF8
from pathlib import Path

import msgspec
import pytest

from ledger.commands.declaration import DeclaredLine
from ledger.commands.journal import read_journal
from ledger.vocabulary.clock import SystemClock
from ledger.vocabulary.errors import Malformed
from ledger.vocabulary.identifiers import Name, Text
from tests.houses import opened

LINE = b'{"do":"register_client","client":"c1","region":"Rotterdam"}'


@pytest.mark.parametrize(
    "lines",
    [[b"[]"] * 2500, [b'{"do":"close_budget",' + b",".join(b'"x%d":1' % number for number in range(2500)) + b"}"]],
    ids=["lines", "fields"],
)
def test_problems_are_told_up_to_a_thousand(lines: list[bytes]) -> None:
    """The last one tells that there are more; the message in one text stays short."""
    with pytest.raises(Malformed) as malformed:
        read_journal(lines)
    problems = malformed.value.problems
    assert 1001 <= len(problems) <= 1002
    assert problems[-1].code == "problems-more"
    assert "nog minstens" in problems[-1].message
    assert len(malformed.value.message) < 2000


def test_a_byte_order_mark_is_passed_over() -> None:
    """At the start of the file only."""
    assert len(read_journal([BOM_UTF8 + LINE, LINE])) == 2
    assert read_journal([BOM_UTF8]) == []
    with pytest.raises(Malformed):
        read_journal([LINE, BOM_UTF8 + LINE])


@pytest.mark.parametrize("unseen", ["\u202e", "\u2066", "\u2028", "\u2029", "\x85", "\x9f"])
@pytest.mark.parametrize("kind", [Name, Text])
def test_words_hold_nothing_that_misleads_the_eye(kind: object, unseen: str) -> None:
    """No turned direction, no hidden line, no C1 control."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(f"a{unseen}b", kind)


def test_a_quantity_has_at_most_20_characters() -> None:
    """More is no number of anything."""
    line = {"line": "1", "client": "c1", "prestatie": "H126", "on": "2026-03-04", "unit": "UUR"}
    with pytest.raises(msgspec.ValidationError, match="quantity"):
        msgspec.convert(line | {"quantity": "1" * 21, "amount": None}, DeclaredLine)


def test_a_new_ledger_is_for_its_owner_only(tmp_path: Path) -> None:
    """Nobody else on the machine reads the file."""
    path = tmp_path / "new.db"
    with opened(f"sqlite:///{path}", SystemClock()):
        assert path.stat().st_mode & 0o777 == 0o600
