"""`docs/vocabulary.md`: every command and every event, with fields, units, an example and the JSON Schema."""

import json
from collections.abc import Iterator, Sequence
from inspect import cleandoc
from typing import Any

import msgspec

from ledger.commands.base import Command
from ledger.commands.catalogue import COMMANDS
from ledger.events import CATALOGUE, EventKind, sentence, today
from web.answers import SEALED
from web.cli.vocabulary.event_samples import HEADER, sample_of, stored
from web.cli.vocabulary.field_notes import HEADER_NOTES, Note, note_of
from web.cli.vocabulary.forms import form_of, struct_in
from web.cli.vocabulary.schema import laid_out, schema_of

_START = """\
# Vocabulary

This page is written by the program (`pvb vocabulary > docs/vocabulary.md`). A test holds it against the code.

A **command** asks to record something. It is one line of a journal (`pvb apply FILE.ndjson`), or one item of
`POST /api/v1/commands`. A command is accepted whole, with events, or it is refused with a reason
([refusals](refusals.md)). An **event** is what then stands in the log, for ever.

## Forms

| form | how it is written |
|---|---|
| identifier | 1 to 64 letters, digits, `.`, `_` or `-`, the first a letter or digit. Never a BSN or a name |
| name | 1 to 200 characters on one line |
| text | 1 to 2000 characters (a `command_id`: 1 to 100, on one line) |
| day | `2026-12-31`. A last day always belongs to the period |
| moment | `2026-01-02T10:15:00` |
| amount | one unit and its figure as text: `{"EUR": "450.00"}`, `{"PUNT": "34.50"}` or `{"UUR": "1:30"}` |
| zorgprofiel | as CIZ writes it: `4VV`, `9bVV`, `3VG`, `1SGLVG`, `4GGZ B` |

Unknown fields are refused, not ignored. In stored events amounts are whole numbers of the smallest unit, which is
named beside them: `eurocent`, `punt/100` (a hundredth of a point) or `minuut`.
"""


def vocabulary_page() -> str:
    """Return the page as Markdown."""
    parts = [_START, _contents(), "## Commands\n"]
    parts += [_command(word, kind) for word, kind in COMMANDS.items()]
    parts += ["## Events\n", _header()]
    parts += [_event(topic, kind) for topic, kind in CATALOGUE.items()]
    return "\n".join(parts)


def example_line(word: str) -> str:
    """Return the example of a command as it stands in a journal."""
    return json.dumps({"do": word, **COMMANDS[word].EXAMPLE}, ensure_ascii=False)


def roles_of(kind: type[Command]) -> list[str]:
    """Return who may give a command, in order of the alphabet, the operator last."""
    return [*sorted(kind.BY), "systeem"]


def _contents() -> str:
    commands = ", ".join(f"[`{word}`](#{word})" for word in COMMANDS)
    events = ", ".join(f"[`{topic}`](#{_anchor(topic)})" for topic in CATALOGUE)
    return f"**Commands:** {commands}\n\n**Events:** {events}\n"


def _anchor(topic: str) -> str:
    return topic.replace(".", "").replace("/", "")


def _command(word: str, kind: type[Command]) -> str:
    fields = [row for row in _rows(word, kind) if row[0] != "do"]
    return "\n".join(
        (
            f"### {word}\n",
            f"{_told(kind)}\n",
            f"May be given by: {', '.join(roles_of(kind))}.\n",
            _table(("field", "form", "", "unit", "meaning"), fields),
            f"```json\n{example_line(word)}\n```\n",
            _schema(kind),
        )
    )


def _event(topic: str, kind: EventKind) -> str:
    sample = sample_of(kind.stored)
    newest = kind.event.stored_topic()
    old = "" if topic == newest else f"No longer written; read as [`{newest}`](#{_anchor(newest)}). "
    return "\n".join(
        (
            f"### {topic}\n",
            f"{_told(kind.stored)}\n",
            f"{old}Stream: `{kind.aggregate.stream_of('…')}`. In Dutch: “{sentence(today(sample))}”\n",
            _table(("field", "form", "", "unit", "meaning"), _rows(kind.event.TOPIC, kind.stored)),
            f"```json\n{stored(sample)}\n```\n",
            _schema(kind.stored),
        )
    )


def _header() -> str:
    sealed = ", ".join(f"`{name}`" for name in sorted(SEALED))
    rows = [("recorded_at", "moment", "always", *_cells(HEADER_NOTES["recorded_at"]))]
    for path, form, presence, note in _fields(type(HEADER), "", lambda owner, name: HEADER_NOTES[name]):
        rows.append((path, form, presence, *_cells(note)))
    return (
        "Every event is one flat JSON object: first these fields, then its own facts. A field that has its default is "
        f"left out. Sealed wherever they stand: {sealed}. They are encrypted under a key of the client (of the budget, "
        "for a group pot; of the declaration, for a line for nobody in particular; of the finding, for one about no "
        "client); `<sealed>` stands for the base64 of it.\n\n" + _table(("field", "form", "", "unit", "meaning"), rows)
    )


def _told(kind: type[msgspec.Struct]) -> str:
    """Return the docstring as one line; none is an error."""
    if not kind.__doc__:
        raise KeyError(f"{kind.__name__} has no docstring")
    return " ".join(cleandoc(kind.__doc__).split())


def _schema(kind: type[msgspec.Struct]) -> str:
    schema = laid_out(schema_of(kind))
    return f"<details><summary>JSON Schema</summary>\n\n```json\n{schema}\n```\n\n</details>\n"


def _rows(owner: str, kind: type[msgspec.Struct]) -> list[tuple[str, ...]]:
    return [(path, form, presence, *_cells(note)) for path, form, presence, note in _fields(kind, owner, note_of)]


def _cells(note: Note) -> tuple[str, str]:
    return note.unit, note.meaning


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    lines += [f"| `{path}` | {' | '.join(rest)} |" for path, *rest in rows]
    return "\n".join(lines) + "\n"


def _fields(kind: Any, owner: str, note: Any, path: str = "") -> Iterator[tuple[str, str, str, Note]]:
    """Yield path, form, presence and note of every field, however deep."""
    for field in msgspec.structs.fields(kind):
        name = path + field.encode_name
        presence = "required" if field.required else _optional(field.default)
        yield name, form_of(field.type), presence, note(owner, field.encode_name)
        inner, many = struct_in(field.type)
        if inner is not None:
            yield from _fields(inner, inner.__name__, note, name + ("[]." if many else "."))


def _optional(default: Any) -> str:
    return f"optional, `{default}`" if isinstance(default, str | int) and default is not False else "optional"
