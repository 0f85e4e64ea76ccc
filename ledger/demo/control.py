"""What becomes of what the rules found: explained, accepted, taken back, no fault after all; most of it is open."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import count

from ledger.demo.agenda import OFFICE, PAYER, JournalLine, Moment
from ledger.demo.contracts import payer_of
from ledger.demo.stage import say
from ledger.demo.words import ACCEPTED, DISMISSED, EXPLAINED
from ledger.rechtmatigheid.finding import Finding
from ledger.vocabulary.actor import Role

SECOND_PERSON = "controleur"
"""Who says that something was no fault; the auditor wrote it down."""

_RECOVERED = ("declared-twice", "care-after-death", "no-indicatie")
_EVERY = 6
_EVERY_RECOVERABLE = 2
_JUDGED_AFTER = timedelta(days=75)
"""By then a line has been approved: a month is declared and judged within six weeks, a line by itself within ten."""


def decided(findings: Sequence[Finding], now: datetime) -> Iterator[Moment]:
    """Yield what is decided about some findings, the same for the same findings, from a moment on."""
    moments = (now + timedelta(microseconds=number) for number in count(1))
    recoverable = [one for one in findings if _is_recoverable(one, now.date())]
    recovered = recoverable[::_EVERY_RECOVERABLE]
    for number, one in enumerate(recovered, start=1):
        take: JournalLine = {"do": "recover_finding", "finding": one.number, "credit": f"terug-{number}"}
        take["reason"] = "bij controle gebleken; het bedrag is teruggenomen"
        yield say(next(moments), payer_of(one.item.region or ""), PAYER, take)
    others = [one for one in findings if one not in recovered and one.item.provider and one.item.region]
    for place, one in enumerate(others):
        for actor, role, command in _turn(one, place % _EVERY, place // _EVERY):
            yield say(next(moments), actor, role, {**command, "finding": one.number})


def _is_recoverable(one: Finding, today: date) -> bool:
    is_line = one.item.about == "line" and one.item.region is not None and one.now is not None
    return is_line and one.rule in _RECOVERED and one.found.eurocent > 0 and one.item.last + _JUDGED_AFTER < today


def _turn(one: Finding, turn: int, number: int) -> Iterator[tuple[str, Role, JournalLine]]:
    """Yield what is said of a finding, by whom: of every six one is explained, one accepted too, one dismissed."""
    if turn in (0, 1):
        explained: JournalLine = {"do": "explain_finding", "text": EXPLAINED[number % len(EXPLAINED)]}
        yield f"administratie-{one.item.provider}", OFFICE, explained
    if turn == 1:
        accepted: JournalLine = {"do": "accept_finding", "reason": ACCEPTED[number % len(ACCEPTED)]}
        yield payer_of(one.item.region or ""), PAYER, accepted
    if turn == 2:
        dismissed: JournalLine = {"do": "dismiss_finding", "reason": DISMISSED[number % len(DISMISSED)]}
        yield SECOND_PERSON, "auditor", dismissed
