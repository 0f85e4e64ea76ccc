"""What an auditor asks before seeing anything, what a second person decides, and what was seen."""

from dataclasses import dataclass

from web.view_models.shell import AsOf, AsOfForm, Badge, Choice, Fact, Form, Link, Pages


@dataclass(frozen=True)
class StepRow:
    """One of the four steps: what it shows, where one stands, and the link that leads to asking, if one can."""

    name: str
    shows: str
    state: Badge
    ask: Link | None = None


@dataclass(frozen=True)
class InzageRow:
    """An access: its number and page, its step, what it is limited to, its last day, how it stands, who asked."""

    number: str
    href: str
    step: str
    bounds: str
    until: str
    state: Badge
    by: str = ""


@dataclass(frozen=True)
class InzagePage:
    """`auditor/inzage.html`. `decide` leads to what waits for this person as the second, None when nothing does."""

    steps: tuple[StepRow, ...]
    rows: tuple[InzageRow, ...]
    decide: Link | None = None


@dataclass(frozen=True)
class RequestPage:
    """`auditor/request.html`. Fields previous, purpose, ground, region, provider, clients, sample, until.

    `step` is the word of the step; `second` tells that a second person decides; `previous` are the accesses to go on
    from, empty for the first step.
    """

    step: str
    shows: str
    form: Form
    previous: tuple[Choice, ...]
    takes_previous: bool
    takes_sample: bool
    second: bool
    back_href: str


@dataclass(frozen=True)
class WaitingPage:
    """`auditor/waiting.html`: what waits for a second person."""

    rows: tuple[InzageRow, ...]


@dataclass(frozen=True)
class DecidePage:
    """`auditor/decide.html`. Fields decision (yes or no) and reason."""

    number: str
    facts: tuple[Fact, ...]
    form: Form
    choices: tuple[Choice, ...]
    back_href: str


@dataclass(frozen=True)
class SeenRow:
    """A page that was shown: its event, when, to whom, which page, about whom."""

    position: int
    recorded: str
    by: str
    page: str
    about: str


@dataclass(frozen=True)
class OnePage:
    """`auditor/one_inzage.html`: an access with its log. `end` is the form that ends it, None when it is over."""

    number: str
    facts: tuple[Fact, ...]
    state: Badge
    links: tuple[Link, ...]
    rows: tuple[SeenRow, ...]
    count: str
    pages: Pages
    end: Form | None
    back_href: str


@dataclass(frozen=True)
class TextRow:
    """An event with what a person wrote: its texts with their labels, opened."""

    position: int
    href: str
    recorded: str
    sentence: str
    texts: tuple[Fact, ...]


@dataclass(frozen=True)
class PersonPage:
    """`auditor/person.html`: who is behind a pseudonym, and what was written about them."""

    client: str
    facts: tuple[Fact, ...]
    rows: tuple[TextRow, ...]
    count: str
    pages: Pages
    as_of: AsOf
    form: AsOfForm
    timeline_href: str
