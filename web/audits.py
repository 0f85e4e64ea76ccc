"""Audits for pages and API, in the background: both judgements of everything in a scope, and practice variation."""

from collections.abc import Callable

from starlette.datastructures import State

from ledger.auditing.audit import Audit
from ledger.vocabulary.errors import Conflict
from web import in_background
from web.auditing.asking import Question, audit_of
from web.composition import House
from web.in_background import AT_ONCE, PATIENCE_SECONDS, InBackground, Progress

KEPT = 3
"""How many audits are kept; one of a large region holds a hundred thousand findings."""

Running = in_background.Running[Question, Audit]
Work = Callable[[House, Question, Progress], Audit]


def _audit(house: House, asked: Question, progress: Progress) -> Audit:
    return audit_of(house, asked, progress=progress)


class Audits(InBackground[Question, Audit]):
    """The audits that were asked of one ledger, by question."""

    def __init__(self, house: House, work: Work = _audit, patience: float = PATIENCE_SECONDS) -> None:
        super().__init__(house, work, _busy, _failed, KEPT, patience)


def _busy() -> Conflict:
    told = f"Er lopen al {AT_ONCE} toetsen. Wacht even en probeer het dan nog eens."
    return Conflict("audit-busy", told)


def _failed() -> Conflict:
    return Conflict("audit-failed", "De toets is gestopt. Probeer het nog eens.")


def audits_of(state: State, house: House) -> Audits:
    """Return the audits of an application, begun with the first question."""
    if not hasattr(state, "audits"):
        state.audits = Audits(house)
    found: Audits = state.audits
    return found
