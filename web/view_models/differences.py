"""What pages show of beliefs compared: two moments, or now and after a journal."""

from dataclasses import dataclass

from web.view_models.shell import AsOf, AsOfForm, Choice, Explained, Fact, Form, Link


@dataclass(frozen=True)
class DifferenceRow:
    """One figure: what it is ('over'), of what ('budget b1'), three amounts, and the events that made it so.

    `more` says how many events are not named; '' when all are. `why` leads to the explanation of the figure.
    """

    kind: str
    of: str
    was: str
    becomes: str
    change: str
    events: tuple[Link, ...] = ()
    more: str = ""
    why: str = ""


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
class PreviewPage:
    """`region/preview.html`. A POST form with field opdrachten: a journal, of which nothing is recorded.

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


@dataclass(frozen=True)
class FigurePage:
    """`figure.html`. One figure with what it is made of, as known at a moment.

    `of` is the budget or the line that its own words do not name ('Budget b1'); '' of totals.
    """

    explained: Explained
    as_of: AsOf
    form: AsOfForm
    of: str = ""
