"""What who looks after lawfulness sees: the portfolio, a list of findings, one finding with its life."""

from dataclasses import dataclass

from web.funnel import Funnel
from web.view_models.shell import AsOf, AsOfForm, Badge, Choice, Fact, Form, Link, Pages


@dataclass(frozen=True)
class FilterForm:
    """The filters, the same on every page: fields region, provider, rule, family, state, period.

    `told` says in words what was chosen ('' when nothing was), `clear_href` leads to the same page without filters;
    `is_bound` when the region follows from who asks.
    """

    form: Form
    rules: tuple[Choice, ...]
    families: tuple[Choice, ...]
    states: tuple[Choice, ...]
    told: str
    clear_href: str
    is_bound: bool


@dataclass(frozen=True)
class SumRow:
    """One group of findings: its name, where its findings stand; the figures are '' when they are not told."""

    name: str
    href: str
    findings: str
    amount: str
    recovered: str
    note: str = ""


@dataclass(frozen=True)
class SavedRow:
    """A saved question: its name, where it leads, what it asks in words, and the form that throws it away, if any."""

    name: str
    href: str
    told: str
    remove: Form | None


@dataclass(frozen=True)
class PortfolioPage:
    """`auditor/portfolio.html`. `by` are the ways to take findings together, `total` their sum; `links` lead on."""

    filters: FilterForm
    by: tuple[Link, ...]
    column: str
    rows: tuple[SumRow, ...]
    total: SumRow
    caption: str
    has_hidden: bool
    links: tuple[Link, ...]
    saved: tuple[SavedRow, ...]
    save: Form | None
    as_of: AsOf
    look: AsOfForm


@dataclass(frozen=True)
class FindingRow:
    """One finding in a list; `provider` and `client` are pseudonyms, `days` those of the care."""

    number: str
    href: str
    told: str
    rule: str
    client: str
    provider: str
    days: str
    amount: str
    state: Badge


@dataclass(frozen=True)
class FindingsPage:
    """`auditor/findings.html`."""

    filters: FilterForm
    rows: tuple[FindingRow, ...]
    count: str
    pages: Pages
    back_href: str
    as_of: AsOf
    look: AsOfForm


@dataclass(frozen=True)
class EventRow:
    """An event that a finding rests on, or one of its own life; `href` is '' for who may not read events."""

    position: int
    href: str
    sentence: str
    recorded: str
    by: str
    text: str = ""


@dataclass(frozen=True)
class DecisionForm:
    """What may be done about it: fields doing (radios `choices`, when there are any), text, amount (`takes_amount`)."""

    form: Form
    title: str
    choices: tuple[Choice, ...]
    label: str
    button: str
    takes_amount: bool


@dataclass(frozen=True)
class FindingPage:
    """`auditor/finding.html`: one finding, its judgements, the law, what it rests on, its life, what may be done."""

    number: str
    told: str
    label: str
    state: Badge
    facts: tuple[Fact, ...]
    judgements: tuple[Fact, ...]
    basis: tuple[str, ...]
    rests_on: tuple[EventRow, ...]
    life: tuple[EventRow, ...]
    decide: DecisionForm | None
    back_href: str
    as_of: AsOf
    look: AsOfForm


@dataclass(frozen=True)
class AuditRow:
    """What one rule found: then, now, and what a late change made of it; '' is not told."""

    name: str
    then: str
    now: str
    became_unlawful: str
    became_lawful: str
    amount: str


@dataclass(frozen=True)
class Audited:
    """What an audit found, in totals, with the form that puts the findings on record (None: may not)."""

    sentence: str
    rows: tuple[AuditRow, ...]
    total: AuditRow
    clean: str
    broken: tuple[str, ...]
    has_hidden: bool
    record: Form | None


@dataclass(frozen=True)
class AuditPage:
    """`auditor/audit.html`. Fields region, provider, period, rule, family. Either `audited`, or `waiting`: how far."""

    filters: FilterForm
    audited: Audited | None
    waiting: str
    refresh_href: str
    back_href: str
    as_of: AsOf | None = None


@dataclass(frozen=True)
class ProviderUseRow:
    """A provider in a year: its clients, what was paid, the indicatiewaarde over the days, and their proportion."""

    name: str
    href: str
    clients: str
    paid: str
    worth: str
    use: str
    place: str


@dataclass(frozen=True)
class Variation:
    """Practice variation in one year: the message, the drawing, and the table with the same data."""

    sentence: str
    funnel: Funnel
    rows: tuple[ProviderUseRow, ...]
    limits: tuple[tuple[str, str, str], ...]
    small: str


@dataclass(frozen=True)
class VariationPage:
    """`auditor/variation.html`. Fields region, year. Either `variation`, or `waiting`: how far it is, or `nothing`."""

    filters: FilterForm
    years: tuple[Link, ...]
    year: int
    variation: Variation | None
    waiting: str
    nothing: str
    refresh_href: str
    back_href: str
    as_of: AsOf | None = None
