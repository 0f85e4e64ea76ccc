"""The questions that were put to a client about care, as they stand: what was asked, by whom, and what became of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from ledger.aggregates.navraag import State
from ledger.application import Ledger, Record
from ledger.events import Navraag
from ledger.vocabulary.actor import Actor
from projections.audit_trail.queries import streams_about
from projections.rows import recorded


class Question(NamedTuple):
    """One question: how it was asked, and its answer, if there is one. Texts are sealed for the client."""

    position: int
    asked: Navraag.Asked
    asked_at: datetime
    by: Actor
    ended: Navraag.Answered | Navraag.Unanswered | None = None
    ended_at: datetime | None = None

    @property
    def state(self) -> State:
        """Return how it stands."""
        if self.ended is None:
            return "asked"
        return "answered" if isinstance(self.ended, Navraag.Answered) else "unanswered"

    @property
    def key(self) -> str:
        """Return what it is about: the number of a delivery, or a declaration and its line."""
        asked = self.asked
        return asked.levering or f"{asked.declaration}/{asked.line}"


def questions_to(
    connection: Connection, ledger: Ledger, client: str, upto: int | None = None, provider: str | None = None
) -> list[Question]:
    """Return the questions to a client as known then, the last first; of one provider, those about its care."""
    streams = streams_about(connection, "client", client, upto, Navraag.stream_of(""))
    found = [_question(rows) for rows in ledger.streams(streams, upto).values() if rows]
    mine = [one for one in found if provider in (None, one.asked.provider)]
    return sorted(mine, key=lambda one: one.position, reverse=True)


def _question(rows: Iterable[Record]) -> Question:
    question: Question | None = None
    for row in rows:
        at = recorded(row)
        if isinstance(at.event, Navraag.Asked):
            question = Question(at.position, at.event, at.recorded_at, at.header.actor)
        elif question is not None and isinstance(at.event, Navraag.Answered | Navraag.Unanswered):
            question = question._replace(ended=at.event, ended_at=at.recorded_at)
    assert question is not None, "a stream of a question begins with asking it"
    return question
