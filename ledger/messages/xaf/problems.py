"""What can be wrong with an auditfile: one problem at one element."""

from dataclasses import dataclass

from ledger.vocabulary.errors import Problem


@dataclass(frozen=True, slots=True)
class XafProblem:
    """One thing wrong. `path` is like `company/transactions/journal[1]/transaction[3]`, empty for the file as a whole.

    `code` is stable; `sentence` is Dutch and says what to do; `line` is that of the file, 0 where none is known.
    """

    path: str
    code: str
    sentence: str
    line: int = 0

    def as_problem(self) -> Problem:
        """The same in the words that all refused input shares."""
        return Problem(self.code, self.sentence, self.path or None, self.line or None)
