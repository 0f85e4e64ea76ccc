"""What the office of a provider sees: what may be declared, why each amount is what it is, and what stands."""

from dataclasses import dataclass

from web.view_models.client import Step
from web.view_models.shell import AsOf, AsOfForm, Badge, Fact, Form, Link, Pages


@dataclass(frozen=True)
class PeriodRow:
    """A month or a week of a contract: its name, how it stands in a word, and what stands in euro ('' for nothing)."""

    name: str
    href: str
    status: Badge
    amount: str = ""


@dataclass(frozen=True)
class ContractPart:
    """A contract with its periods, the latest first; `anchor` is its id on the page, `terms` are whole sentences."""

    anchor: str
    number: str
    terms: tuple[str, ...]
    periods: tuple[PeriodRow, ...]


@dataclass(frozen=True)
class ChangedPeriod:
    """Something that is no longer as it was declared, in a sentence; the link leads to it."""

    sentence: str
    link: Link


@dataclass(frozen=True)
class DeclaringPage:
    """`office/contracts.html`. With `check_href` nobody looked yet whether something changed: it leads there."""

    provider: str
    year: int
    years: tuple[Link, ...]
    changed: tuple[ChangedPeriod, ...]
    contracts: tuple[ContractPart, ...]
    as_of: AsOf
    form: AsOfForm
    check_href: str = ""


@dataclass(frozen=True)
class LineRow:
    """One line to declare. `number` is '' for a line of which nothing is paid; `notes` are whole sentences."""

    number: str
    client: str
    prestatie: str
    days: str
    quantity: str
    amount: str
    unpaid: str
    steps: tuple[Step, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class CreditRow:
    """A part of an earlier line that is taken back: which line, how much, why; `direction` is the word beside it."""

    reference: str
    client: str
    prestatie: str
    days: str
    amount: str
    why: str
    direction: str = "af"


@dataclass(frozen=True)
class PeriodPage:
    """`office/period.html`. One sentence with one number, `beside` it what belongs to it.

    `notice` says why it cannot be submitted (then, and looking back, there is no `form`), `warning` what one should
    know before; `look` is the form to look back.
    """

    contract: str
    period: str
    sentence: tuple[str, str, str]
    beside: tuple[str, ...]
    notice: str
    warning: str
    lines: tuple[LineRow, ...]
    line_count: str
    pages: Pages
    credits: tuple[CreditRow, ...]
    credit_count: str
    credit_pages: Pages
    errors: Form
    form: Form | None
    as_of: AsOf
    look: AsOfForm
    standing_href: str
    back_href: str


@dataclass(frozen=True)
class DeclaredRow:
    """A line that was submitted, with what stands of it and the number of its event."""

    number: str
    client: str
    prestatie: str
    days: str
    quantity: str
    amount: str
    left: str
    status: Badge
    position: int
    steps: tuple[Step, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class DeclaredPage:
    """`office/declared.html`. What was submitted over a period, and how it stands."""

    contract: str
    period: str
    sentence: tuple[str, str, str]
    beside: tuple[str, ...]
    rows: tuple[DeclaredRow, ...]
    count: str
    pages: Pages
    preview_href: str
    as_of: AsOf
    form: AsOfForm
    back_href: str


@dataclass(frozen=True)
class SubmittedPage:
    """`office/submitted.html`. What was just submitted, in a sentence with one number, and what happens next."""

    sentence: tuple[str, str, str]
    facts: tuple[Fact, ...]
    then: tuple[str, ...]
    next_links: tuple[Link, ...]
