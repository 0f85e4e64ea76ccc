"""What an evidence pack is an answer to: the question, its ground, whom it is about, which days, as known when."""

from copy import copy
from typing import Any, Literal, NamedTuple, get_args

from ledger.vocabulary.actor import Actor
from ledger.vocabulary.errors import Malformed, Problem, Refused
from ledger.vocabulary.periods import Period, period_of
from projections.as_of import AsOf
from web.answers import as_of_answer, period_answer

ScopeKind = Literal["client", "provider", "region", "declaration", "budget"]
SCOPE_WORDS: dict[ScopeKind, str] = {
    "client": "cliënt",
    "provider": "zorgaanbieder",
    "region": "regio",
    "declaration": "declaratie",
    "budget": "budget",
}
_LONGEST = 2_000


class Scope(NamedTuple):
    """Whom or what a pack is about."""

    kind: ScopeKind
    id: str

    def __str__(self) -> str:
        return f"{SCOPE_WORDS[self.kind]} {self.id}"


class Question(NamedTuple):
    """All that decides what is in a pack; equal questions give equal packs."""

    question: str
    ground: str
    scope: Scope
    period: Period | None
    known: AsOf
    asked_by: Actor

    def answer(self) -> dict[str, Any]:
        """Return it as it stands in `question.json`."""
        return {
            "question": self.question,
            "ground": self.ground,
            "scope": {"kind": self.scope.kind, "id": self.scope.id},
            "period": period_answer(self.period),
            "as_of": as_of_answer(self.known),
            "asked_by": {"id": self.asked_by.id, "role": self.asked_by.role},
        }


def question_of(
    question: str | None, ground: str | None, scope: str | None, period: str | None, known: AsOf, asked_by: Actor
) -> Question:
    """Read what somebody asks for. Raises `Refused` where question, ground or scope is not told."""
    return Question(
        _told(question, _NO_QUESTION),
        _told(ground, _NO_GROUND),
        scope_of(_told(scope, _NO_SCOPE)),
        None if period is None else period_of(period),
        known,
        asked_by,
    )


def scope_of(text: str) -> Scope:
    """Read whom a pack is about. Raises `Malformed`.

    >>> scope_of("provider:p1")
    Scope(kind='provider', id='p1')
    """
    kind, colon, id = text.partition(":")
    if not (colon and id.strip() and kind in get_args(ScopeKind)):
        raise Malformed([Problem("scope-unreadable", f"{text!r} is geen reikwijdte. {_HOW}", "scope")])
    return Scope(kind, id)  # type: ignore[arg-type]  # it is one of the words


_HOW = "Schrijf client:c1, provider:p1, region:Rotterdam, declaration:d1 of budget:b1."


_NO_QUESTION = Refused("question-missing", "Zeg met --question welke vraag dit pakket beantwoordt.", "question")
_NO_GROUND = Refused(
    "ground-missing",
    "Zeg met --ground op welke grond u dit mag inzien, zoals 'artikel 9.1.2 Wlz'. Zonder grond geen pakket.",
    "ground",
)
_NO_SCOPE = Refused("scope-missing", f"Zeg met --scope over wie of wat het gaat. {_HOW}", "scope")


def _told(text: str | None, missing: Refused) -> str:
    """Return a text on one line; raise what is to be said when there is none."""
    bare = " ".join((text or "").split())
    if not bare:
        raise copy(missing)
    if len(bare) > _LONGEST:
        raise Refused("text-too-long", f"Deze tekst is {len(bare)} tekens; hoogstens {_LONGEST} past.", missing.field)
    return bare
