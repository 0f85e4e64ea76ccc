"""Answering a question about a line."""

from datetime import date
from typing import Any

from ledger.vocabulary.errors import Refused
from projections.rows import Row
from web.pages.facts_view import line_facts
from web.pages.posted import Posted
from web.pages.questions_view import questions
from web.pages.reading import BudgetRead
from web.pages.staff.parts_view import head_of
from web.view_models.shell import FieldError, Form
from web.view_models.staff import AnswerPage

LONGEST = 2000


def answer_page(read: BudgetRead, entry: Row, form: Form, today: date) -> AnswerPage:
    """Return the form under the last question about a line; raises `Refused` when none is open."""
    remarks = [remark for remark in read.rows.remarks if remark["entry"] == entry["entry"]]
    asked = questions(remarks, read.words, today)
    if not entry["question_open"]:
        raise Refused("no-question", "Bij deze regel staat geen vraag meer open. Misschien was een collega u voor.")
    return AnswerPage(head_of(read), line_facts(entry, read.rows, read.words), asked[-1][1], form)


def read_answer(fields: Posted, budget: str, entry: str) -> tuple[dict[str, Any], tuple[FieldError, ...]]:
    """Return the command that a form asks for, and what is wrong with it."""
    text = fields.get("text")
    command = {"do": "answer_question", "command_id": fields.command_id}
    command |= {"budget": budget, "entry": entry, "text": text}
    if not text:
        return command, (FieldError("text", "Schrijf een antwoord op."),)
    if len(text) > LONGEST:
        return command, (FieldError("text", f"Uw antwoord is te lang. Gebruik hoogstens {LONGEST} tekens."),)
    return command, ()
