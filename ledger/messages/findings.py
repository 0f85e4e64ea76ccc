"""What can be wrong with a message: a problem of its structure, or a finding of a rule about its content."""

import re
from dataclasses import dataclass

from ledger.messages.standard import TECHNICAL, retourcode_of
from ledger.vocabulary.errors import Problem

_CLIENT = re.compile(r"Bericht/Clienten/Client\[([0-9]+)\]")


@dataclass(frozen=True, slots=True)
class StructureProblem:
    """One breach of the published structure; a message with any cannot be read.

    `line` is from 1, 0 where there is none; `path` is like `Bericht/Clienten/Client[2]/Bsn`, empty for the file
    as a whole; `reason` is a Dutch sentence; `rule` is the rule of the standard that says the same, if any.
    """

    line: int
    path: str
    reason: str
    retourcode: str = TECHNICAL
    rule: str | None = None

    def as_problem(self) -> Problem:
        """The same in the words that all refused input shares."""
        return Problem("message-structure", self.reason, self.path or None, self.line or None)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that a well-formed message breaks, at one element.

    `path` is the element, written as in StructureProblem; `sentence` is Dutch and says what to do.
    """

    rule: str
    retourcode: str
    path: str
    sentence: str

    @property
    def client(self) -> int | None:
        """Place of the client in the message, from 0; None where the message as a whole is meant."""
        match = _CLIENT.match(self.path)
        return int(match[1]) - 1 if match else None


def finding(rule: str, path: str, sentence: str) -> Finding:
    """A finding with the retourcode that the standard gives its rule.

    >>> finding("TR016", "Bericht/Clienten/Client[1]/Indicatie", "Valt buiten de indicatie.").retourcode
    '9016'
    """
    return Finding(rule, retourcode_of(rule), path, sentence)
