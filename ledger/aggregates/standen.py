"""A name for a place in the log, so that what was known there can be asked for again, to the byte."""

import re
import unicodedata

from ledger.aggregates.base import Aggregate, Event
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import ONE_LINE

LONGEST_NAME = 60


class Stand(Aggregate):
    """One name. It means one position, for ever; a position may have several names."""

    STREAM = "stand"
    MISSING = (
        "stand-unknown",
        "Er is geen stand met de naam {id}. Schrijf de naam zoals hij is vastgelegd, het nummer van een gebeurtenis "
        "(1234), of een tijdstip met zijn tijdzone (2026-03-04T10:15:00Z).",
    )

    class Named(Event, frozen=True, kw_only=True):
        """A position got a name: the last event that counts. This event itself stands after it."""

        TOPIC = "stand.named"
        name: str
        position: int
        purpose: str | None = None

        def apply(self, aggregate: "Stand") -> None:
            """The name means this position."""
            aggregate.named = self

    def start(self) -> None:
        """The name is free."""
        self.named: Stand.Named | None = None

    @staticmethod
    def id_of(name: str) -> str:
        """Return by what a name is found: capitals, blanks and marks that nobody sees make no other name.

        >>> Stand.id_of("  Stand 14  Augustus ")
        'stand 14 augustus'
        """
        seen = "".join(one for one in unicodedata.normalize("NFKC", name) if unicodedata.category(one) != "Cf")
        return unicodedata.normalize("NFKC", " ".join(seen.split()).casefold())

    @staticmethod
    def can_be(name: str) -> bool:
        """Tell whether a text could be a name: one line that begins with a letter, so never a position or a moment.

        >>> [Stand.can_be(text) for text in ("stand 14 augustus", "14 augustus", "1234", "2026-03-04T10:15:00Z", "")]
        [True, False, False, False, False]
        """
        if len(name) > LONGEST_NAME or not re.search(ONE_LINE, name):
            return False
        whole = not any(unicodedata.category(one) == "Cs" for one in name)
        return whole and Stand.id_of(name)[:1].isalpha()

    def name(self, named: Named, last: int) -> None:
        """Give a position this name; `last` is the end of the log."""
        self._check_free(named)
        if not Stand.can_be(named.name):
            raise Refused(
                "stand-name-like-position",
                f"De naam {named.name!r} kan niet: een naam begint met een letter, zodat hij niet op een nummer of een "
                "tijdstip lijkt. Kies bijvoorbeeld 'stand 14 augustus'.",
                "name",
            )
        if last < 1:
            raise Refused("stand-of-nothing", "Er is nog niets vastgelegd om een naam te geven.", "position")
        if named.position > last:
            raise Refused(
                "stand-past-end",
                f"Gebeurtenis {named.position} is er nog niet: het grootboek loopt tot en met {last}. "
                "Kies een lager nummer.",
                "position",
            )
        self.happened(named)

    def _check_free(self, named: Named) -> None:
        known = self.named
        if known is None:
            return
        if known.position == named.position:
            raise Refused(
                "stand-known", f"Gebeurtenis {known.position} heeft de naam {known.name!r} al. Gebruik die.", "name"
            )
        raise Refused(
            "stand-name-used",
            f"De naam {known.name!r} hoort al bij gebeurtenis {known.position}, en dat blijft zo. "
            f"Kies voor gebeurtenis {named.position} een andere naam.",
            "name",
        )
