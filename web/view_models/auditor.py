"""What an auditor sees: search, a timeline as known at a moment, one event as it is stored."""

from dataclasses import dataclass

from web.view_models.shell import AsOf, AsOfForm, Explained, Fact, Form, Pages


@dataclass(frozen=True)
class Hit:
    """A search result: `kind` in Dutch ('cliënt', 'zorgaanbieder', 'budget'), its pseudonymous name, its
    timeline.
    """

    kind: str
    name: str
    href: str
    note: str


@dataclass(frozen=True)
class SearchPage:
    """`auditor/index.html`. A GET form with field q.

    `hits` is None before a search.
    """

    form: Form
    hits: tuple[Hit, ...] | None
    as_of: AsOf
    look: AsOfForm


@dataclass(frozen=True)
class TimelineRow:
    """One event: `on` is the day it holds for ('' when it has none), `recorded` the Dutch clock time it was
    written.
    """

    position: int
    href: str
    recorded: str
    on: str
    sentence: str
    by: str
    amount: str = ""
    late: str = ""


@dataclass(frozen=True)
class TimelinePage:
    """`auditor/timeline.html`.

    `subject` as in the search result; `as_of` what is shown now; `form` to look back; `compare_href` leads to what
    changed, '' where no figures are kept; `cycle_href` to the zorgplan cycle of a client.
    """

    kind: str
    subject: str
    rows: tuple[TimelineRow, ...]
    count: str
    as_of: AsOf
    form: AsOfForm
    pages: Pages
    back_href: str
    balance: tuple[Fact, ...] = ()
    explained: tuple[Explained, ...] = ()
    compare_href: str = ""
    cycle_href: str = ""


@dataclass(frozen=True)
class EventPage:
    """`auditor/event.html`.

    `envelope`: topic, version, recorded, actor, source, command id; `facts`: the event's own data in
    words; `stored` the stored JSON, indented, exactly as read.
    """

    position: int
    sentence: str
    envelope: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    stored: str
    back_href: str
    as_of: AsOf
    form: AsOfForm
    previous_href: str = ""
    next_href: str = ""
    explained: Explained | None = None
    back: str = "Terug naar de tijdlijn"
