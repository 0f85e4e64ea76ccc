"""Commands about names for places in the log."""

from typing import Annotated

from msgspec import Meta

from ledger.aggregates.standen import LONGEST_NAME, Stand
from ledger.commands.base import Command, Desk
from ledger.vocabulary.identifiers import ONE_LINE, Name

StandName = Annotated[
    str,
    Meta(max_length=LONGEST_NAME, pattern=ONE_LINE, description=f"schrijf 1 tot {LONGEST_NAME} gewone tekens"),
]
Position = Annotated[
    int, Meta(ge=1, le=999_999_999_999_999_999, description="schrijf het nummer van een gebeurtenis, vanaf 1")
]


class NameStand(Command, frozen=True, kw_only=True, tag="name_stand"):
    """Give the log up to and including an event a name, to ask later what was known then. The name stays its name.

    Without `position` it is the last event, of what is recorded together with this too.
    """

    BY = frozenset({"zorgkantoor", "auditor"})
    EXAMPLE = {"name": "stand 14 augustus", "position": 22, "purpose": "tussentijdse controle 2026"}
    name: StandName
    position: Position | None = None
    purpose: Name | None = None

    def decide(self, desk: Desk) -> None:
        """Tell the name."""
        last = desk.last_position
        position = last if self.position is None else self.position
        written = " ".join(self.name.split())
        named = Stand.Named(name=written, position=position, purpose=self.purpose)
        desk.find(Stand, Stand.id_of(written)).name(named, last)
