"""Handing a form's commands to the door; a refusal comes back as sentences at the fields they are about."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ledger.commands.door import NotRecorded
from ledger.commands.journal import read_command
from ledger.vocabulary.errors import LedgerError, Malformed, NotFound
from ledger.vocabulary.source import Source
from web.auth.visitor import Visitor
from web.composition import House
from web.errors import status_of
from web.pages.posted import Posted
from web.view_models.shell import FieldError

ALREADY_SENT = (
    "Dit formulier was al opgeslagen, met iets anders erin. Wilt u dit er nog bij opschrijven? Sla dan nog een keer op."
)


class Answer(NamedTuple):
    """What came of it: recorded when there are no errors. With `used` the form needs a new command id."""

    errors: tuple[FieldError, ...] = ()
    status: int = 200
    used: bool = False

    def id_for(self, fields: Posted) -> str | None:
        """Return the command id of the form to show again; None asks for a new one."""
        return None if self.used else fields.command_id


def give(house: House, visitor: Visitor, commands: Sequence[dict[str, Any]], form: str) -> None:
    """Record all of the commands in the visitor's name, or raise why not."""
    house.door.accept([read_command(command) for command in commands], visitor.mandate, Source("form", form))


def attempt(
    house: House, visitor: Visitor, commands: Sequence[dict[str, Any]], form: str, fields: Mapping[str, str]
) -> Answer:
    """Record all of the commands, or none. `fields` says at which field of the form a command's field stands.

    What is not there (any more) but was no field of the form stays a `NotFound`.
    """
    try:
        give(house, visitor, commands, form)
    except (NotRecorded, Malformed) as raised:
        error = raised.error if isinstance(raised, NotRecorded) else raised
        if isinstance(error, NotFound) and error.field not in fields:
            raise error from raised
        return Answer(told_at(error, fields), status_of(error), error.code == "command-id-used")
    return Answer()


def told_at(error: LedgerError, fields: Mapping[str, str]) -> tuple[FieldError, ...]:
    """Return what is wrong, at the fields of the form it is about."""
    if error.code == "command-id-used":
        return (FieldError("", ALREADY_SENT),)
    if isinstance(error, Malformed):
        return tuple(FieldError(fields.get(p.field or "", ""), p.message) for p in error.problems)
    return (FieldError(fields.get(error.field or "", ""), error.message),)
