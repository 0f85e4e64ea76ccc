"""The pages in docs/ are true: the generated ones equal the code, and the glossary has one word per concept."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import jsonschema_rs
import msgspec
import pytest

from ledger.aggregates.budget import Remainder
from ledger.application import Header
from ledger.commands.catalogue import COMMANDS
from ledger.commands.journal import read_command
from ledger.events import CATALOGUE, decode, today
from ledger.vocabulary.actor import Role
from ledger.vocabulary.amounts import Amount, Unit
from ledger.vocabulary.errors import Malformed
from ledger.vocabulary.leveringsvormen import Leveringsvorm
from tests.houses import do
from web.answers import HEADER, SEALED
from web.cli.vocabulary import refusals_page, vocabulary_page
from web.cli.vocabulary.event_samples import VALUES, sample_of, stored
from web.cli.vocabulary.field_notes import NOTES
from web.cli.vocabulary.page import example_line
from web.cli.vocabulary.refusals import refusals, refusals_in
from web.cli.vocabulary.schema import schema_of
from web.composition import House

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
FIRST = DOCS / "examples" / "first.ndjson"
every_command = pytest.mark.parametrize("word", list(COMMANDS))
every_event = pytest.mark.parametrize("topic", list(CATALOGUE))


def own_docstring(kind: type) -> str:
    """The docstring that stands in the class itself."""
    return str(vars(kind).get("__doc__") or "").strip()


def is_accepted(line: dict[str, Any]) -> bool:
    """Tell whether the journal can read a command."""
    try:
        read_command(line)
    except Malformed:
        return False
    return True


class TestVocabularyPage:
    """docs/vocabulary.md is what the program writes."""

    def test_is_what_the_code_says(self) -> None:
        """After a change: pvb vocabulary > docs/vocabulary.md."""
        assert (DOCS / "vocabulary.md").read_text(encoding="utf-8") == vocabulary_page()

    def test_describes_no_field_that_is_gone(self) -> None:
        """A note or a sample that nothing uses is thrown away."""
        used = set(vocabulary_names())
        assert {name for name in (*NOTES, *VALUES) if name not in used} == set()


def vocabulary_names() -> Iterator[str]:
    """Every field of commands, events and what is inside them, alone and with its owner."""
    for owner, schema in [(word, schema_of(kind)) for word, kind in COMMANDS.items()] + [
        (owner, schema_of(kind.stored)) for topic, kind in CATALOGUE.items() for owner in (topic, kind.event.TOPIC)
    ]:
        top = schema["$ref"].rpartition("/")[2]
        for name, part in schema["$defs"].items():
            for field in part.get("properties", {}):
                yield field
                yield f"{owner if name == top else name}.{field}"


class TestCommands:
    """Undocumented is red."""

    @every_command
    def test_says_in_a_sentence_what_it_does(self, word: str) -> None:
        """In its own docstring, not in one it inherits."""
        assert own_docstring(COMMANDS[word]).endswith(".")

    @every_command
    def test_has_an_example_that_can_be_read(self, word: str) -> None:
        """As one line of a journal."""
        assert type(read_command(json.loads(example_line(word))).command) is COMMANDS[word]

    @every_command
    def test_agrees_with_its_json_schema(self, word: str) -> None:
        """The example, each field left out, a field too many: what the schema says, the journal says."""
        schema = jsonschema_rs.validator_for(schema_of(COMMANDS[word]), validate_formats=True)
        example = json.loads(example_line(word))
        variants = [example, example | {"unknown": 1}, example | {"command_id": ""}]
        variants += [{name: example[name] for name in example if name != left} for left in example if left != "do"]
        variants += [example | {name: [[]]} for name in example if name != "do"]
        assert [schema.is_valid(one) for one in variants] == [is_accepted(one) for one in variants]
        assert schema.is_valid(example)
        assert not schema.is_valid(variants[1])

    @pytest.mark.parametrize(
        "written",
        ["1.00", "-3.50", "1.0", "1", "1,00", "1.000", "1:30", "-0:05", "1:60", "1:5", "٣.00", "1.00\n", "", " 1.00"],
    )
    @pytest.mark.parametrize("unit", ["EUR", "PUNT", "UUR", "USD"])
    def test_agree_with_the_schema_on_how_an_amount_is_written(self, unit: str, written: str) -> None:
        """Our own form has a schema of our own; it must say what the parser says."""
        line = json.loads(example_line("raise_budget")) | {"amount": {unit: written}}
        schema = jsonschema_rs.validator_for(schema_of(COMMANDS["raise_budget"]))
        assert schema.is_valid(line) == is_accepted(line) == parses({unit: written})


def parses(written: dict[str, str]) -> bool:
    """Tell whether this is an amount."""
    try:
        Amount.parse(written)
    except ValueError:
        return False
    return True


class TestEvents:
    """Undocumented is red."""

    @every_event
    def test_says_in_a_sentence_what_happened(self, topic: str) -> None:
        """In its own docstring, not in one it inherits."""
        assert own_docstring(CATALOGUE[topic].stored).endswith(".")

    @every_event
    def test_has_a_sample_with_every_field(self, topic: str) -> None:
        """It is read back as the same event, and its schema allows it."""
        sample = sample_of(CATALOGUE[topic].stored)
        written = stored(sample)
        assert decode(topic, written.encode()) == today(sample)
        assert msgspec.json.decode(written, type=Header).source
        assert jsonschema_rs.validator_for(schema_of(CATALOGUE[topic].stored)).is_valid(json.loads(written))

    @every_event
    def test_uses_no_name_of_the_header_for_a_fact(self, topic: str) -> None:
        """Header and facts stand in one flat object."""
        assert not {field.encode_name for field in msgspec.structs.fields(CATALOGUE[topic].stored)} & set(HEADER)

    def test_stand_in_the_log_as_documented(self, house: House) -> None:
        """The first example, really recorded: the header first, then facts that the schema allows; texts sealed."""
        journal = [json.loads(line) for line in FIRST.read_text(encoding="utf-8").splitlines()]
        do(house, *journal)
        records = house.ledger.records(0)
        assert len(records) > len(journal)
        for record in records:
            facts = json.loads(record.state)
            assert list(facts)[: len(HEADER)] == list(HEADER)
            assert jsonschema_rs.validator_for(schema_of(CATALOGUE[record.topic].event)).is_valid(facts)
        texts = {str(line[name]) for line in journal for name in (*SEALED, "bsn", "birth_date") if name in line}
        log = b"".join(record.state for record in records).decode()
        assert texts
        assert [text for text in texts if text in log] == []


class TestRefusalsPage:
    """docs/refusals.md is what the program writes."""

    def test_is_what_the_code_says(self) -> None:
        """After a change: pvb vocabulary --refusals > docs/refusals.md."""
        assert (DOCS / "refusals.md").read_text(encoding="utf-8") == refusals_page()

    def test_has_codes_that_are_kebab_case(self) -> None:
        """Stable, and the same everywhere."""
        assert [one.code for one in refusals() if not re.fullmatch(r"[a-z]+(-[a-z]+)*", one.code)] == []

    @pytest.mark.parametrize(
        ("source", "found"),
        [
            ('raise Refused("too-much", f"Er is nog {free} over.")', [("too-much", "Er is nog {free} over.")]),
            ('MISSING = ("x-unknown", "{id} is er niet.")', [("x-unknown", "{id} is er niet.")]),
            ('Problem("odd", "Een." if one else "Twee.")', [("odd", "Een."), ("odd", "Twee.")]),
            (
                'def check(kind):\n told = {"a": "Een.", "b": "Twee."}[kind]\n raise Refused(f"not-{kind}", told)',
                [("not-a", "Een."), ("not-b", "Twee.")],
            ),
        ],
    )
    def test_finds_codes_however_they_are_written(self, source: str, found: list[tuple[str, str]]) -> None:
        """Otherwise the page could miss one."""
        assert [(one.code, one.sentence) for one in refusals_in(source, "m.py")] == found

    def test_does_not_pass_over_a_code_it_cannot_read(self) -> None:
        """A code made up while running would be in no documentation."""
        with pytest.raises(KeyError, match="cannot be read"):
            list(refusals_in("def f(x):\n    raise Refused(x + 'y', 'Nee.')", "m.py"))


def table_rows(page: str, heading: str = "") -> list[list[str]]:
    """The rows of the tables under a heading of a page (all of them without one)."""
    text = (DOCS / page).read_text(encoding="utf-8")
    part = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0] if heading else text
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("| ")
    ]


def words_in_code() -> set[str]:
    """Every word that the glossary gives for use in code."""
    return {word for row in table_rows("glossary.md") if len(row) == 4 for word in re.findall(r"`([^`]+)`", row[1])}


MECHANICS = {"__init__", "base", "catalogue", "tables", "table", "dutch", "identifiers"}
"""Modules that hold no concept of the field: how things are put together, listed and written."""


def rooms() -> Iterator[str]:
    """The modules and folders of the ledger, and the projections."""
    for folder in ("aggregates", "commands", "persons", "vocabulary", "."):
        yield from (path.stem for path in (ROOT / "ledger" / folder).glob("*.py"))
    for layer in ("ledger", "projections"):
        yield from (path.parent.name for path in (ROOT / layer).glob("*/__init__.py"))


def names_in(source: str) -> set[str]:
    """Every word inside the names that a file gives or uses."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        for attribute in ("name", "id", "attr", "arg"):
            name = getattr(node, attribute, None)
            names |= {name} if isinstance(name, str) else set()
    return {word.lower() for name in names for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


class TestGlossary:
    """One word per concept."""

    @pytest.mark.parametrize(
        ("what", "words"),
        [
            ("nouns of topics", {topic.partition(".")[0] for topic in CATALOGUE}),
            ("commands", set(COMMANDS)),
            ("roles", set(get_args(Role))),
            ("leveringsvormen", set(get_args(Leveringsvorm))),
            ("remainders", set(get_args(Remainder))),
            ("units", {unit.name for unit in Unit} | {unit.value for unit in Unit}),
            ("rooms", set(rooms()) - MECHANICS),
        ],
    )
    def test_explains(self, what: str, words: set[str]) -> None:
        """Everything that a reader of the log, the journal or the code meets."""
        assert words, what
        assert words - words_in_code() == set()

    def test_explains_no_command_that_is_gone(self) -> None:
        """Words of commands are in no other table."""
        rows = table_rows("glossary.md", "Commands")[1:]
        assert {word for row in rows for word in re.findall(r"`([^`]+)`", row[1])} == set(COMMANDS)

    def test_no_synonym_stands_in_a_name(self) -> None:
        """Looked for in every name of the code, as a word of its own."""
        forbidden = {
            word: row[0] for row in table_rows("glossary.md", "Forbidden synonyms")[1:] for word in row[1].split(", ")
        }
        assert len(forbidden) > 20
        paths = [
            path for room in ("ledger", "projections", "web", "migrations") for path in (ROOT / room).rglob("*.py")
        ]
        places = [
            f"{path.relative_to(ROOT)}: {word}, use {forbidden[word]}"
            for path in paths
            for word in sorted(names_in(path.read_text(encoding="utf-8")) & set(forbidden))
        ]
        assert not places, "\n" + "\n".join(places)

    def test_a_synonym_would_be_found(self) -> None:
        """In a class, an argument, an attribute, a variable."""
        source = "class OpenWallet: ...\ndef f(customer_id): return customer_id.invoiceLine\n"
        assert {"wallet", "customer", "invoice"} <= names_in(source)
