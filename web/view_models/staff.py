"""What care staff see: their clients, and the short forms to write down, plan, divide and correct."""

from dataclasses import dataclass

from web.charts import BudgetBar
from web.view_models.client import Line, Question
from web.view_models.shell import AsOf, AsOfForm, Badge, Choice, Explained, Fact, Form, Link, Pages


@dataclass(frozen=True)
class ClientCard:
    """A client in the list. `balance`: '34,50 punten'; `low` asks for attention, with `note` saying why.

    `badge` is there when the family waits for an answer.
    """

    name: str
    href: str
    balance: str
    until: str
    low: bool = False
    note: str = ""
    badge: Badge | None = None


@dataclass(frozen=True)
class TodayPage:
    """`staff/today.html`. `day` in words ('woensdag 4 maart 2026').

    `search` is a GET form with field zoek, None where all clients fit on the page; `more` counts those left out.
    """

    day: str
    clients: tuple[ClientCard, ...]
    group_href: str
    search: Form | None = None
    more: int = 0
    as_of: AsOf | None = None


@dataclass(frozen=True)
class BudgetHead:
    """The client and budget a form is about."""

    client: str
    balance: str
    until: str
    client_href: str
    unit: str
    amount_example: str


@dataclass(frozen=True)
class SpendPage:
    """`staff/spend.html`.

    Fields: what + what_other, amount + amount_other, on (today|yesterday|other) + on_other,
    from_reservation (its id, or '' for none). `what`, `amounts` hold the last used values, most used
    first; the template adds the choice 'other' to each. `reservations` may be empty.
    """

    head: BudgetHead
    form: Form
    what: tuple[Choice, ...]
    amounts: tuple[Choice, ...]
    days: tuple[Choice, ...]
    reservations: tuple[Choice, ...]
    plan_href: str


@dataclass(frozen=True)
class PlanPage:
    """`staff/plan.html`. Fields: what + what_other, amount + amount_other, on (a date)."""

    head: BudgetHead
    form: Form
    what: tuple[Choice, ...]
    amounts: tuple[Choice, ...]
    spend_href: str


@dataclass(frozen=True)
class DonePage:
    """`staff/spend_done.html`, `plan_done.html`, `correct_done.html`: what was written, the new balance,
    undo.

    `sentence` repeats the entry in words; `undo` is a POST form without fields (None when it cannot be
    undone).
    """

    sentence: str
    client: str
    balance: str
    until: str
    facts: tuple[Fact, ...]
    undo: Form | None
    next_links: tuple[Link, ...]


@dataclass(frozen=True)
class CorrectPage:
    """`staff/correct.html`. Fields: amount, reason + reason_other (value 'other').

    Amount 0 withdraws the line.
    """

    head: BudgetHead
    line: tuple[Fact, ...]
    form: Form
    reasons: tuple[Choice, ...]


@dataclass(frozen=True)
class Share:
    """What one client pays of a group entry, and what is left afterwards."""

    client: str
    amount: str
    balance_after: str


@dataclass(frozen=True)
class GroupPage:
    """`staff/group.html`. Fields: budgets (checkboxes), what, amount, on. Buttons send step=preview or
    step=save.

    After a valid preview `shares` is filled; the form keeps its values, so that saving sends the same
    again. `total` is the amount that was divided; `unit` and `amount_example` are for the hint. `units` leads
    to clients with budgets in another unit.
    """

    form: Form
    clients: tuple[Choice, ...]
    unit: str
    amount_example: str
    back_href: str
    total: str = ""
    shares: tuple[Share, ...] = ()
    units: tuple[Link, ...] = ()


@dataclass(frozen=True)
class GroupDonePage:
    """`staff/group_done.html`. The exact division, as saved; undo withdraws it for everybody."""

    what: str
    on: str
    total: str
    shares: tuple[Share, ...]
    undo: Form | None
    next_links: tuple[Link, ...]


@dataclass(frozen=True)
class Reserved:
    """An open reservation, with the form to write it down as spent and a POST form to release it."""

    what: str
    on: str
    amount: str
    spend_href: str
    release: Form | None


@dataclass(frozen=True)
class StaffLine:
    """A line with its correction page, '' where it can no longer be corrected; `answer_href` answers a question."""

    line: Line
    correct_href: str
    answer_href: str = ""


@dataclass(frozen=True)
class ClientPage:
    """`staff/client.html`. The lines of one client's budget, newest first; `zorgplan_href` may be ''.

    Looking back there is nothing to do: then `spend_href` and `plan_href` are '' too.
    """

    head: BudgetHead
    bar: BudgetBar
    as_of: AsOf
    form: AsOfForm
    spend_href: str
    plan_href: str
    reserved: tuple[Reserved, ...]
    lines: tuple[StaffLine, ...]
    pages: Pages
    zorgplan_href: str = ""
    explained: Explained | None = None


@dataclass(frozen=True)
class AnswerPage:
    """`staff/answer.html`. Field: text. `question` is the open one about `line`."""

    head: BudgetHead
    line: tuple[Fact, ...]
    question: Question
    form: Form
