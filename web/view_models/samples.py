"""What who draws samples sees: the plan, all samples, one with its lines and its verdict, and one line to judge."""

from dataclasses import dataclass

from web.view_models.shell import Badge, Choice, Fact, Form, Link, Message, Pages


@dataclass(frozen=True)
class SampleRow:
    """A sample in the list: what it was drawn from, the days of the care, how, and how far its judging is."""

    number: str
    href: str
    scope: str
    days: str
    method: str
    judged: str
    state: Badge


@dataclass(frozen=True)
class SamplePreview:
    """How large a sample would be: one sentence, its figures, and the form that draws exactly this one."""

    told: str
    facts: tuple[Fact, ...]
    draw: Form


@dataclass(frozen=True)
class PlanForm:
    """The plan of a sample. Fields sample, seed, kind, method, period, region, provider, client, rule, confidence,
    tolerable, expected, purpose; `meanings` explain the figures, `is_bound` when the region follows from who asks.
    """

    form: Form
    kinds: tuple[Choice, ...]
    methods: tuple[Choice, ...]
    rules: tuple[Choice, ...]
    meanings: tuple[Fact, ...]
    is_bound: bool
    is_open: bool


@dataclass(frozen=True)
class SamplesPage:
    """`auditor/samples.html`. `plan` is None for who only reads."""

    rows: tuple[SampleRow, ...]
    plan: PlanForm | None
    preview: SamplePreview | None = None


@dataclass(frozen=True)
class ItemRow:
    """A drawn line: its amounts, and how it was judged; `right` and `unknown` are '' while it waits."""

    key: str
    href: str
    client: str
    days: str
    amount: str
    right: str
    unknown: str
    state: Badge


@dataclass(frozen=True)
class SampleVerdict:
    """What a sample says of the whole: one sentence, its figures; `is_old` when a line was judged again since."""

    told: str
    state: Badge
    facts: tuple[Fact, ...]
    is_old: bool


@dataclass(frozen=True)
class SamplePage:
    """`auditor/sample.html`. Without an access to the lines `ask` leads to asking for it, and there are no rows.

    `evaluate` is None while lines wait, and for who only reads; `left_out` tells of lines outside the access.
    """

    number: str
    told: str
    plan: tuple[Fact, ...]
    drawn: tuple[Fact, ...]
    progress: str
    rows: tuple[ItemRow, ...]
    pages: Pages
    left_out: str
    next: Link | None
    ask: Link | None
    verdict: SampleVerdict | None
    evaluate: Form | None
    verify_href: str
    verified: Message | None
    back_href: str


@dataclass(frozen=True)
class JudgePage:
    """`auditor/judge.html`: one drawn line. Fields audited, uncertain, ground, reason; `form` is None for a reader."""

    item: str
    state: Badge
    facts: tuple[Fact, ...]
    links: tuple[Link, ...]
    form: Form | None
    back_href: str
