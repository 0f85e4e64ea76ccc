"""Questions of the zorgkantoor or the auditor, as the family reads them: answering is free."""

from collections.abc import Callable
from typing import Any

from ledger.events import Navraag
from ledger.sentences.navraag import ANSWERS
from web import dutch
from web.navragen import Question
from web.pages.posted import Posted
from web.pages.shell import ROLE_NAMES
from web.view_models.material import AnswerPage, QuestionToClient
from web.view_models.shell import Badge, Choice, FieldError, Form

QUESTIONS = "/vragen"
LONGEST = 2000
"""Characters of an answer."""
STATES = {
    "asked": Badge("U kunt antwoorden", "plain"),
    "answered": Badge("U hebt geantwoord", "ok"),
    "unanswered": Badge("Geen antwoord, en dat is goed", "plain"),
}
CHOICES = tuple(Choice(key, word[0].upper() + word[1:]) for key, word in ANSWERS.items())


def question_address(number: str) -> str:
    """Return the address of the form."""
    return f"{QUESTIONS}/{number}"


def question_page(
    one: Question, provider: str, opened: Callable[[str | None], str], form: Form | None = None
) -> QuestionToClient:
    """Return a question; with a form it is open, and both buttons are there."""
    asked, ended = one.asked, one.ended
    days = dutch.period(asked.first, asked.last)
    answered = ended if isinstance(ended, Navraag.Answered) else None
    return QuestionToClient(
        number=asked.navraag,
        asked_by=asker(one),
        asked_on=dutch.moment(one.asked_at),
        about=f"Zorg van {provider}, {days}",
        purpose=asked.purpose,
        text=opened(asked.text),
        state=STATES[one.state],
        answer=ANSWERS[answered.answer] if answered else "",
        words=opened(answered.text) if answered else "",
        is_ended=ended is not None,
        answer_href=question_address(asked.navraag) if form else "",
        decline=form,
    )


def asker(one: Question) -> str:
    """Return who asks: not a name, for it is asked in an office."""
    return f"De {ROLE_NAMES['auditor']}" if one.by.role == "auditor" else f"Het {ROLE_NAMES['zorgkantoor']}"


def answer_page(one: Question, shown: QuestionToClient, form: Form) -> AnswerPage:
    """Return the form, with who will read the words."""
    readers = "Het zorgkantoor leest uw antwoord en uw woorden."
    if one.by.role == "auditor":
        readers = (
            "De controleur leest uw antwoord. Uw eigen woorden leest de controleur alleen als een tweede persoon dat "
            "toestaat."
        )
    return AnswerPage(shown, form, CHOICES, readers, QUESTIONS)


def read_answer(fields: Posted, number: str) -> tuple[dict[str, Any], tuple[FieldError, ...]]:
    """Return the command that the form means, and what is wrong with it."""
    if fields.get("doing") == "decline":
        return {"do": "decline_navraag", "command_id": fields.command_id, "navraag": number}, ()
    answer, text = fields.get("answer"), fields.get("text")
    command = {"do": "answer_navraag", "command_id": fields.command_id, "navraag": number, "answer": answer}
    errors = [] if answer in ANSWERS else [FieldError("answer", "Kies hoe het was, of kies: niet antwoorden.")]
    if len(text) > LONGEST:
        errors.append(FieldError("text", f"Uw woorden zijn te lang. Gebruik hoogstens {LONGEST} tekens."))
    return command | ({"text": text} if text else {}), tuple(errors)
