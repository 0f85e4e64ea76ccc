"""What the client and the family see: one budget, its lines and the questions about them."""

from dataclasses import dataclass
from typing import Literal

from web.charts import BudgetBar, TimeBar
from web.view_models.material import QuestionToClient
from web.view_models.shell import AsOf, AsOfForm, Badge, Explained, Fact, Form, Link, Pages

BudgetState = Literal["open", "not_started", "ended", "nothing_left", "overspent"]
SignalKind = Literal["op_koers", "sneller", "over"]


@dataclass(frozen=True)
class Signal:
    """Where this pace leads.

    `kind` chooses the sentence. `forecast` is the amount expected to be left ('over') or short
    ('sneller') on the last day; `runs_out` the day on which nothing is left ('sneller' only); `basis`
    says in words what it is worked out from.
    """

    kind: SignalKind
    forecast: str
    basis: str
    made_on: str
    runs_out: str = ""


@dataclass(frozen=True)
class Step:
    """One step from rule to amount: 'Eén wandeling kost 2,00 punten' | '2,00 punten'."""

    text: str
    outcome: str = ""


@dataclass(frozen=True)
class Question:
    """A question about a line, with its clock.

    `due` is the last day for an answer; `clock` says how long that is ('nog 38 dagen', '3 dagen te
    laat').
    """

    text: str
    asked_by: str
    asked_on: str
    status: Badge
    due: str = ""
    clock: str = ""
    answer: str = ""
    answered_by: str = ""
    answered_on: str = ""


@dataclass(frozen=True)
class Line:
    """One line of a budget; `anchor` is its id on the page (starting with a letter).

    `amount` is signed ('−2,00 punten'), `direction` the word beside it ('af', 'bij', 'geen verschil').
    `worth` is the price in euro where a dated rate exists. `corrects` points to the old line,
    `corrected_by` from the old line to the new one.
    """

    anchor: str
    what: str
    by: str
    on: str
    amount: str
    direction: str
    status: Badge
    recorded: str
    worth: str = ""
    steps: tuple[Step, ...] = ()
    reason: str = ""
    corrects: Link | None = None
    corrected_by: Link | None = None
    questions: tuple[Question, ...] = ()
    question_href: str = ""


@dataclass(frozen=True)
class SharedCosts:
    """Overhead and collective costs, always a line of their own: what it is for, and how it is divided."""

    what: str
    amount: str
    explanation: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class BudgetPage:
    """`client/budget.html`.

    `available` is the one number (never negative; with state 'overspent' it is what was spent too much).
    `worth` holds its value in other units, in words ('€ 431,25 of 17 uur en 15 minuten'); `rate` says by
    which dated rate. `rules` are whole sentences about what happens with what is left. `last_short` is
    the last day without year. `questions` of the payer or an auditor are those that are open; `questions_href` leads
    to all of them, '' when there are none.
    """

    client: str
    provider: str
    state: BudgetState
    available: str
    first: str
    last: str
    bar: BudgetBar
    time: TimeBar
    as_of: AsOf
    form: AsOfForm
    rules: tuple[str, ...]
    lines: tuple[Line, ...]
    pages: Pages
    worth: str = ""
    rate: str = ""
    signal: Signal | None = None
    shared_costs: SharedCosts | None = None
    other_budgets: tuple[Link, ...] = ()
    explained: Explained | None = None
    questions: tuple[QuestionToClient, ...] = ()
    questions_href: str = ""


@dataclass(frozen=True)
class QuestionPage:
    """`client/question.html`. Field: text. `line` repeats what the question is about."""

    line: tuple[Fact, ...]
    form: Form
    back_href: str
    answer_within: str


@dataclass(frozen=True)
class QuestionDonePage:
    """`client/question_done.html`. What was asked, and what happens next. `due`: '15 april 2026'."""

    text: str
    line: tuple[Fact, ...]
    due: str
    back_href: str
