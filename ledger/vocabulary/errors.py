"""The five kinds of answer that are not a yes.

Each carries a stable kebab-case code, a Dutch sentence with the figures in it, and the field it is about.
One table in `web` maps the kinds to HTTP statuses.
"""

import copyreg
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")

LISTED = 1_000
"""How many problems of one input are told; of more, only how many there are at least."""
_COUNTED = 100_000
_IN_ONE_SENTENCE = 10


def at_most_listed(found: Iterable[T], more: Callable[[str], T]) -> list[T]:
    """Return the first `LISTED` of what was found, and when there is more, a last one that tells so in Dutch."""
    rest = iter(found)
    listed = list(islice(rest, LISTED))
    left = sum(1 for _ in islice(rest, _COUNTED))
    if left:
        listed.append(more(f"Er zijn nog minstens {left} problemen. Verbeter eerst wat hierboven staat."))
    return listed


class LedgerError(Exception):
    """A request that was not carried out. Nothing of it is recorded."""

    def __init__(self, code: str, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field

    def __reduce__(self) -> tuple[Any, ...]:
        """Come out of another process as it was raised there."""
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]


class Refused(LedgerError):
    """A rule says no."""


class NotFound(LedgerError):
    """There is no such thing, or it is not for you to see."""


class Forbidden(LedgerError):
    """You are known, and may not do this."""


class Conflict(LedgerError):
    """Somebody else was first, again and again; the same request may be tried later."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with what was sent in, at a line (from 1) and a field where these are known."""

    code: str
    message: str
    field: str | None = None
    line: int | None = None


class Malformed(LedgerError):
    """What was sent in cannot be read. Lists every problem (`at_most_listed`); its message holds the first few."""

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        super().__init__(first.code, " ".join(problem.message for problem in problems[:_IN_ONE_SENTENCE]), first.field)
        self.problems = problems
