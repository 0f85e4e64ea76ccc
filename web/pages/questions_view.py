"""Questions about a line, with their answers and their clock."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from ledger.vocabulary.clock import AMSTERDAM
from projections.rows import Row
from web import dutch
from web.pages.words import Words
from web.view_models.client import Question
from web.view_models.shell import Badge

ANSWER_WITHIN = timedelta(weeks=6)


def due(asked_at: datetime) -> date:
    """Return the last day for an answer."""
    return asked_at.astimezone(AMSTERDAM).date() + ANSWER_WITHIN


def clock(last: date, today: date) -> str:
    """Return how long there is for an answer.

    >>> clock(date(2026, 4, 11), date(2026, 3, 4)), clock(date(2026, 4, 11), date(2026, 4, 14))
    ('nog 38 dagen', '3 dagen te laat')
    """
    days = (last - today).days
    if days < 0:
        return f"{dutch.count(-days, 'dag', 'dagen')} te laat"
    return "vandaag de laatste dag" if days == 0 else f"nog {dutch.count(days, 'dag', 'dagen')}"


def questions(remarks: Sequence[Row], words: Words, today: date) -> list[tuple[int, Question]]:
    """Return the questions of one line, each with the position at which it was asked.

    A line has one open question at a time, so an answer belongs to the last question before it.
    """
    ordered = sorted((r for r in remarks if r["kind"] in ("questioned", "answered")), key=lambda r: r["position"])
    return [
        (asked["position"], question(asked, next(iter(ordered[place + 1 :]), None), words, today))
        for place, asked in enumerate(ordered)
        if asked["kind"] == "questioned"
    ]


def question(asked: Row, answer: Row | None, words: Words, today: date) -> Question:
    """Return one question; while there is no answer its clock runs."""
    last = due(asked["recorded_at"])
    return Question(
        text=words.open(asked["text"]),
        asked_by=words.who(asked["by"]),
        asked_on=_day(asked["recorded_at"]),
        status=Badge("Beantwoord", "ok") if answer else Badge("Wacht op antwoord", "wait"),
        due="" if answer else dutch.day(last),
        clock="" if answer else clock(last, today),
        answer=words.open(answer["text"]) if answer else "",
        answered_by=words.who(answer["by"]) if answer else "",
        answered_on=_day(answer["recorded_at"]) if answer else "",
    )


def _day(at: datetime) -> str:
    return dutch.day(at.astimezone(AMSTERDAM).date())
