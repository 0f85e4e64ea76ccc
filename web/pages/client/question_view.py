"""A question about a line: the form, and what happens next."""

from typing import Any

from projections.rows import Row
from web import dutch
from web.pages.facts_view import line_facts
from web.pages.posted import Posted
from web.pages.questions_view import ANSWER_WITHIN, due
from web.pages.reading import BudgetRead
from web.view_models.client import QuestionDonePage, QuestionPage
from web.view_models.shell import FieldError, Form

LONGEST = 2000


def address_of(budget: str, entry: str) -> str:
    """Return the address of the form."""
    return f"/budget/{budget}/regel/{entry}/vraag"


def question_page(read: BudgetRead, entry: Row, form: Form) -> QuestionPage:
    """Return the form."""
    weeks = f"binnen {dutch.count(ANSWER_WITHIN.days // 7, 'week', 'weken')}"
    return QuestionPage(line_facts(entry, *read), form, _back(read, entry), weeks)


def done_page(read: BudgetRead, entry: Row) -> QuestionDonePage | None:
    """Return the confirmation of the last question about a line; None when none was asked."""
    asked = [
        remark for remark in read.rows.remarks if remark["entry"] == entry["entry"] and remark["kind"] == "questioned"
    ]
    if not asked:
        return None
    last = max(asked, key=lambda remark: remark["position"])
    text, until = read.words.open(last["text"]), dutch.day(due(last["recorded_at"]))
    return QuestionDonePage(text, line_facts(entry, *read), until, _back(read, entry))


def read_question(fields: Posted, budget: str, entry: str) -> tuple[dict[str, Any], tuple[FieldError, ...]]:
    """Return the command that a form asks for, and what is wrong with it."""
    text = fields.get("text")
    command = {"do": "question_entry", "command_id": fields.command_id, "budget": budget, "entry": entry, "text": text}
    if not text:
        return command, (FieldError("text", "Schrijf op wat er volgens u niet klopt."),)
    if len(text) > LONGEST:
        return command, (FieldError("text", f"Uw vraag is te lang. Gebruik hoogstens {LONGEST} tekens."),)
    return command, ()


def _back(read: BudgetRead, entry: Row) -> str:
    return f"/budget/{read.rows.budget['budget']}#regel-{entry['entry']}"
