"""Material control of one client, and questions to a client: what control sees, and what the family sees."""

from dataclasses import dataclass

from web.view_models.shell import AsOf, AsOfForm, Badge, Choice, Fact, Form, Link


@dataclass(frozen=True)
class PlanRow:
    """A zorgplan: its number and days, the besluit it names, and whether that is the one that holds."""

    plan: str
    days: str
    besluit: str
    state: Badge
    note: str = ""


@dataclass(frozen=True)
class MonthRow:
    """One prestatie of one provider in a month: hours planned and given; `direction` is the word beside the difference.

    `href` shows the care of the month; it is '' on the rows of a month after its first.
    """

    month: str
    href: str
    provider: str
    prestatie: str
    planned: str
    given: str
    difference: str
    direction: str


@dataclass(frozen=True)
class EvaluationRow:
    """An evaluation that was due: by which day, by agreement or by law, when it was held, and how that stands."""

    plan: str
    by: str
    why: str
    held: str
    state: Badge


@dataclass(frozen=True)
class CareRow:
    """Care that was given or declared, about which the client may be asked; `ask_href` is '' for who may not ask."""

    what: str
    days: str
    provider: str
    prestatie: str
    amount: str
    ask_href: str = ""
    asked: str = ""


@dataclass(frozen=True)
class FoundRow:
    """What a rule found about this client; `href` leads to the finding once it is on record."""

    rule: str
    href: str
    told: str
    days: str
    amount: str
    change: str
    state: Badge | None = None


@dataclass(frozen=True)
class AskedRow:
    """A question to the client, as control reads it; the words are '' for who may not read them."""

    number: str
    asked: str
    by: str
    about: str
    purpose: str
    state: Badge
    answer: str
    words: str = ""


@dataclass(frozen=True)
class CyclePage:
    """`auditor/cycle.html`: plan, do, check and act of one client in a year, findings, care of a month, questions.

    `sentence` begins the page; `uncovered` are the days of care without a plan; `care_month` is the month in words.
    `see_to` tells of a rule that broke.
    """

    client: str
    year: int
    years: tuple[Link, ...]
    sentence: str
    facts: tuple[Fact, ...]
    uncovered: tuple[str, ...]
    plans: tuple[PlanRow, ...]
    months: tuple[MonthRow, ...]
    evaluations: tuple[EvaluationRow, ...]
    left: tuple[str, ...]
    found: tuple[FoundRow, ...]
    see_to: tuple[str, ...]
    care_month: str
    care_months: tuple[Link, ...]
    care: tuple[CareRow, ...]
    asked: tuple[AskedRow, ...]
    may_ask: bool
    links: tuple[Link, ...]
    as_of: AsOf
    form: AsOfForm
    back: Link | None = None


@dataclass(frozen=True)
class AskPage:
    """`auditor/ask.html`. Fields: purpose, text. `about` tells what is asked about."""

    client: str
    about: tuple[Fact, ...]
    form: Form
    back_href: str


@dataclass(frozen=True)
class QuestionToClient:
    """A question as the family reads it: who asks, about which care, why; the buttons only as long as it is open.

    `answer_href` leads to the form, `decline` is the form of the other button.
    """

    number: str
    asked_by: str
    asked_on: str
    about: str
    purpose: str
    text: str
    state: Badge
    answer: str = ""
    words: str = ""
    is_ended: bool = False
    answer_href: str = ""
    decline: Form | None = None


@dataclass(frozen=True)
class QuestionsPage:
    """`client/questions.html`: every question to this client, the last first."""

    questions: tuple[QuestionToClient, ...]
    back_href: str


@dataclass(frozen=True)
class AnswerPage:
    """`client/answer.html`. Fields: answer (radios `choices`), text; the two buttons send `doing`."""

    question: QuestionToClient
    form: Form
    choices: tuple[Choice, ...]
    readers: str
    back_href: str
