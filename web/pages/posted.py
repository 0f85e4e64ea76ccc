"""What a form sent, and the form to show: first empty, after a refusal with all that was typed."""

import re
import secrets
from collections.abc import Iterable, Mapping
from typing import Annotated

from fastapi import Depends, Request

from web.auth.visitor import Visitor
from web.view_models.shell import FieldError, Form

COMMAND_ID = re.compile(r"web-[0-9a-f]{32}")


class Posted:
    """The fields of a form as they were typed; several values under one name come from checkboxes."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._pairs = tuple(pairs)

    def get(self, name: str) -> str:
        """Return what was typed, without spaces around it; '' when the field was not sent."""
        return next((value.strip() for key, value in self._pairs if key == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Return all values sent under a name."""
        return tuple(value for key, value in self._pairs if key == name)

    def values(self) -> dict[str, str]:
        """Return everything that was typed, to show it again."""
        return {key: value for key, value in self._pairs if key not in ("csrf", "command_id")}

    def chosen(self, name: str) -> tuple[str, str]:
        """Return the value of a choice and the field it stands in: `{name}_other` when 'other' was chosen."""
        if self.get(name) == "other":
            return self.get(f"{name}_other"), f"{name}_other"
        return self.get(name), name

    @property
    def command_id(self) -> str:
        """Return the id under which this form is recorded at most once; a new one if none of ours came along."""
        given = self.get("command_id")
        return given if COMMAND_ID.fullmatch(given) else new_command_id()


async def posted(request: Request) -> Posted:
    """Read the form of a POST; a file in it is left out, and so is the NUL, which no database keeps."""
    form = await request.form()
    return Posted((key, value.replace("\0", "")) for key, value in form.multi_items() if isinstance(value, str))


Fields = Annotated[Posted, Depends(posted)]


def new_command_id() -> str:
    """Return an id for a form that is shown for the first time."""
    return f"web-{secrets.token_hex(16)}"


def form_for(
    visitor: Visitor,
    action: str,
    values: Mapping[str, str] | None = None,
    errors: tuple[FieldError, ...] = (),
    picked: Mapping[str, frozenset[str]] | None = None,
    command_id: str | None = None,
) -> Form:
    """Return a form that our own check lets through, with the id that makes sending it twice harmless."""
    hidden = {"csrf": visitor.csrf, "command_id": command_id or new_command_id()}
    return Form(action, hidden, values or {}, picked or {}, errors)
