"""The five kinds of answer that are not a yes.

Each carries a stable kebab-case code, a Dutch sentence with the figures in it, and the field it is about.
One table in `web` maps the kinds to HTTP statuses.
"""

from dataclasses import dataclass


class LedgerError(Exception):
    """A request that was not carried out. Nothing of it is recorded."""

    def __init__(self, code: str, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field


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
    """What was sent in cannot be read. Lists every problem, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        super().__init__(first.code, " ".join(problem.message for problem in problems), first.field)
        self.problems = problems
