"""The contracteerruimte of a region in a year: the envelope (NZa), its corrections, agreements with providers.

Every correction is an event with its legal ground, never an edit. `on` is the day on which it was decided.
"""

import re
from datetime import date
from typing import ClassVar

from ledger.aggregates.base import Aggregate, Event, OldEvent
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.errors import Refused


class Contracteerruimte(Aggregate):
    """One envelope per region and year."""

    STREAM = "contracteerruimte"
    MISSING = (
        "contracteerruimte-unknown",
        "Voor {id} is nog geen contracteerruimte vastgesteld. Stel die eerst vast.",
    )

    class Set(Event, frozen=True, kw_only=True):
        """The envelope was set, with its legal ground."""

        TOPIC = "contracteerruimte.set"
        region: str
        year: int
        on: date
        eurocent: int
        ground: str

        def apply(self, aggregate: "Contracteerruimte") -> None:
            """Start with this amount."""
            aggregate.eurocent = self.eurocent

    class Corrected(Event, frozen=True, kw_only=True):
        """The envelope became larger or smaller (herschikking, nacalculatie), on a legal ground.

        `motivation` is why in this case, and `reference` where the decision was published. Version 1 had law and
        motivation in one text, and did not ask where it was published.
        """

        TOPIC = "contracteerruimte.corrected"
        SCHEMA = 2
        region: str
        year: int
        on: date
        change_eurocent: int
        ground: str
        motivation: str | None = None
        reference: str | None = None

        def apply(self, aggregate: "Contracteerruimte") -> None:
            """Add the difference, which may be negative."""
            aggregate.eurocent += self.change_eurocent

    class CorrectedV1(OldEvent, frozen=True, kw_only=True):
        """The envelope became larger or smaller; law and motivation are one text."""

        TOPIC = "contracteerruimte.corrected"
        SCHEMA = 1
        LAW_AND_WHY: ClassVar[re.Pattern[str]] = re.compile(
            r"(?P<ground>artikel [^,;:()\n]*\b(?:Wlz|Blz|Rlz|Wmg|Zvw)), (?P<why>.*\S.*)", re.DOTALL | re.IGNORECASE
        )
        """An article of a law, a comma, and words after it. It never changes: it says what old corrections mean."""
        region: str
        year: int
        on: date
        change_eurocent: int
        ground: str

        def upcast(self) -> "Contracteerruimte.Corrected":
            """Split the text behind an article of a law; another text is the ground, as it was told to be."""
            parts = self.LAW_AND_WHY.fullmatch(self.ground)
            return Contracteerruimte.Corrected(
                region=self.region,
                year=self.year,
                on=self.on,
                change_eurocent=self.change_eurocent,
                ground=parts["ground"] if parts else self.ground,
                motivation=parts["why"] if parts else None,
            )

    class AgreementMade(Event, frozen=True, kw_only=True):
        """A provider may produce up to an amount in the year; a later agreement replaces it."""

        TOPIC = "contracteerruimte.agreement-made"
        region: str
        year: int
        on: date
        provider: str
        eurocent: int
        ground: str

        def apply(self, aggregate: "Contracteerruimte") -> None:
            """The latest agreement counts."""

    class PlafondAgreed(Event, frozen=True, kw_only=True):
        """A provider may declare so many days of stay in the year; a later agreement replaces it."""

        TOPIC = "contracteerruimte.plafond-agreed"
        region: str
        year: int
        on: date
        provider: str
        days: int
        ground: str

        def apply(self, aggregate: "Contracteerruimte") -> None:
            """The latest agreement counts."""

    eurocent: int

    @staticmethod
    def id_of(region: str, year: int) -> str:
        """Return the id of a region's year."""
        return f"{region}-{year}"

    def set(self, event: Set) -> None:
        """Set the envelope, once."""
        if self.version:
            raise Refused(
                "contracteerruimte-exists",
                f"De contracteerruimte {event.year} van {event.region} is al vastgesteld. Gebruik een correctie.",
                "region",
            )
        if event.eurocent <= 0:
            raise Refused("amount-not-positive", "De contracteerruimte moet groter zijn dan nul.", "amount")
        self.happened(event)

    def correct(self, event: Corrected) -> None:
        """Correct the envelope; it does not fall below zero."""
        if event.change_eurocent == 0:
            raise Refused("correction-changes-nothing", "Een correctie van nul verandert niets.", "amount")
        if self.eurocent + event.change_eurocent < 0:
            raise Refused(
                "below-zero",
                f"De contracteerruimte is {euro(self.eurocent)} en kan niet onder nul komen.",
                "amount",
            )
        self.happened(event)

    def agree(self, event: AgreementMade) -> None:
        """Make an agreement with a provider."""
        if event.eurocent < 0:
            raise Refused("amount-negative", "Een afspraak kan niet kleiner zijn dan nul.", "amount")
        self.happened(event)

    def agree_plafond(self, event: PlafondAgreed) -> None:
        """Agree with a provider on a plafond in days; none at all is possible."""
        self.happened(event)
