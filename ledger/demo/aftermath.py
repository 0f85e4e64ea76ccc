"""What comes after a spend: late corrections, and questions of the family with their answers."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from ledger.demo.agenda import FAMILY, STAFF, JournalLine, Moment, at_time
from ledger.demo.lives import Life
from ledger.demo.purse import Entry
from ledger.demo.stage import Stage, say
from ledger.demo.words import (
    ABOUT,
    ANSWERS,
    ANSWERS_WITH_CORRECTION,
    LESS,
    MORE,
    QUESTIONS,
    WITHDRAWN,
)
from ledger.vocabulary.amounts import Amount, Unit

_CORRECTED = 0.03
_QUESTIONED = 0.035
_ANSWERED = 0.88
_ANSWER_CORRECTS = 0.25
_ANSWERED_BY_WRITER = 0.08


def follow_up(stage: Stage, life: Life, entry: Entry, at: datetime) -> None:
    """Decide now whether this line will be corrected or questioned, and when."""
    lot = life.chance.random()
    if lot < _CORRECTED:
        then = at_time(at.date() + timedelta(days=life.chance.randint(9, 60)), life.chance.uniform(8, 18))
        stage.agenda.plan(then, lambda later: _correct(life, entry, later))
    elif lot < _CORRECTED + _QUESTIONED and life.relative:
        then = at_time(at.date() + timedelta(days=life.chance.randint(1, 21)), life.chance.uniform(9, 22))
        stage.agenda.plan(then, lambda later: _ask(stage, life, entry, later))


def _correction(life: Life, entry: Entry, may_rise: bool) -> tuple[int, str]:
    """Return another amount for a line, and the reason: mostly less, sometimes none, sometimes more."""
    chance, step = life.chance, entry.purse.provider.step
    lot = chance.random()
    more = (entry.quantity // 4 // step + 1) * step
    if may_rise and lot < 0.15 and entry.purse.bears(entry.on, more):
        return entry.quantity + more, chance.choice(MORE)
    less = entry.quantity * chance.choice((1, 2, 3)) // 4 // step * step
    if less == 0 or lot > 0.75:
        return 0, chance.choice(WITHDRAWN)
    return less, chance.choice(LESS)


def _correct(life: Life, entry: Entry, at: datetime) -> Moment | None:
    if entry.purse.closed:
        return None
    by = life.chance.choice(life.staff)
    return say(at, by, STAFF, *_corrected(life, entry, by, may_rise=entry.delivery is None))


def _corrected(life: Life, entry: Entry, by: str, *, may_rise: bool) -> list[JournalLine]:
    """Correct the spend, and with it the delivery that was the same act."""
    before = entry.quantity
    quantity, reason = _correction(life, entry, may_rise)
    entry.purse.used += quantity - entry.quantity
    entry.quantity = quantity
    spend: JournalLine = {
        "do": "correct_spend",
        "budget": entry.purse.budget,
        "entry": entry.id,
        "amount": entry.purse.provider.written(quantity),
        "reason": reason,
        "by": by,
    }
    delivery = entry.delivery
    if delivery is None:
        return [spend]
    minutes = delivery.minutes * quantity // before // 5 * 5
    if minutes == delivery.minutes or (quantity and not minutes):
        return [spend]
    delivery.minutes = minutes
    about: JournalLine = {"do": "correct_delivery", "client": life.id, "levering": delivery.number}
    return [spend, {**about, "minutes": Amount(Unit.UUR, minutes).written(), "reason": reason, "by": by}]


def _ask(stage: Stage, life: Life, entry: Entry, at: datetime) -> Moment | None:
    if entry.purse.closed or life.death_known:
        return None
    chance = life.chance
    text = chance.choice(QUESTIONS).format(who=chance.choice(ABOUT[life.kind.sector]))
    if chance.random() < _ANSWERED:
        then = at_time(at.date() + timedelta(days=chance.randint(1, 10)), chance.uniform(8, 18))
        stage.agenda.plan(then, lambda later: _answer(life, entry, later))
    line = _about(entry, "question_entry", life.relative, text)
    return say(at, f"familie-{life.id}", FAMILY, line)


def _answer(life: Life, entry: Entry, at: datetime) -> Moment | None:
    if entry.purse.closed:
        return None
    by = life.chance.choice(_others(life, entry))
    if life.chance.random() < _ANSWER_CORRECTS:
        answer = _about(entry, "answer_question", by, ANSWERS_WITH_CORRECTION)
        return say(at, by, STAFF, *_corrected(life, entry, by, may_rise=False), answer)
    return say(at, by, STAFF, _about(entry, "answer_question", by, life.chance.choice(ANSWERS)))


def _others(life: Life, entry: Entry) -> Sequence[str]:
    """Return who may answer: mostly not who wrote it."""
    others = [one for one in life.staff if one != entry.by]
    return others if others and life.other.random() > _ANSWERED_BY_WRITER else life.staff


def _about(entry: Entry, do: str, by: str, text: str) -> JournalLine:
    return {"do": do, "budget": entry.purse.budget, "entry": entry.id, "by": by, "text": text}
