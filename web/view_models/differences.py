"""What pages show of beliefs compared: two moments, or now and after a journal."""

from dataclasses import dataclass

from web.view_models.shell import Choice, Fact, Form, Link


@dataclass(frozen=True)
class DifferenceRow:
    """One figure: what it is ('over'), of what ('budget b1'), three amounts, and the events that made it so.

    `more` says how many events are not named; '' when all are.
    """

    kind: str
    of: str
    was: str
    becomes: str
    change: str
    events: tuple[Link, ...] = ()
    more: str = ""


@dataclass(frozen=True)
class ComparePage:
    """`auditor/compare.html`. A GET form with fields soort, nummer, before, after and on.

    `rows` is None before a comparison; `title` says of whom, `between` which two stands and days.
    """

    form: Form
    kinds: tuple[Choice, ...]
    rows: tuple[DifferenceRow, ...] | None = None
    title: str = ""
    between: str = ""
    back: Link | None = None


@dataclass(frozen=True)
class ForetoldPage:
    """`region/foretold.html`. A POST form with field opdrachten: a journal, of which nothing is recorded.

    `events` are the sentences of what would be written, `declared` a fact per period that would be declared anew;
    `sums` what all of it comes to; `notes` are sentences.
    """

    form: Form
    asked: bool = False
    rows: tuple[DifferenceRow, ...] = ()
    sums: tuple[Fact, ...] = ()
    events: tuple[str, ...] = ()
    declared: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()
