"""Evidence packs for pages, made in the background: each once, for the same question as known at the same event."""

from starlette.datastructures import State

from ledger.vocabulary.errors import Conflict
from web import in_background
from web.composition import House
from web.evidence.pack import Pack, pack
from web.evidence.question import Question
from web.in_background import AT_ONCE, PATIENCE_SECONDS, InBackground, Progress

KEPT = 3
"""How many packs are kept until they are fetched; one of a region may be tens of megabytes."""

Running = in_background.Running[Question, Pack]


def _pack(house: House, asked: Question, progress: Progress) -> Pack:
    return pack(house, asked)


class Packs(InBackground[Question, Pack]):
    """The packs that were asked of one ledger, by question."""

    def __init__(self, house: House, patience: float = PATIENCE_SECONDS) -> None:
        super().__init__(house, _pack, _busy, _failed, KEPT, patience)


def _busy() -> Conflict:
    told = f"Er worden al {AT_ONCE} bewijspakketten gemaakt. Wacht even en probeer het dan nog eens."
    return Conflict("evidence-busy", told)


def _failed() -> Conflict:
    return Conflict("evidence-failed", "Het maken van het bewijspakket is gestopt. Probeer het nog eens.")


def packs_of(state: State, house: House) -> Packs:
    """Return the packs of an application, begun with the first question."""
    if not hasattr(state, "packs"):
        state.packs = Packs(house)
    found: Packs = state.packs
    return found
