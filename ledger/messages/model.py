"""The typed form of what all iWlz messages share: header, client and the parts of a person.

Names are those of the standard in snake_case. Codes stay text (their meaning is in `standard.datatypes()`), dates are
`date`, times `time`, yes/no is bool, a percentage is an int in whole percents. Lists are tuples, in the file's order.
"""

from datetime import date
from typing import ClassVar

from msgspec import Struct


class Part(Struct, frozen=True, kw_only=True, rename="pascal"):
    """Any part of a message that has parts of its own."""


class BerichtIdentificatie(Part, frozen=True, kw_only=True):
    """Name and day of a message."""

    identificatie: str
    dagtekening: date


class XsdVersie(Part, frozen=True, kw_only=True):
    """The versions of the XSDs by which a message was made."""

    basisschema_xsd_versie: str = "1.0.0"
    bericht_xsd_versie: str = "1.0.0"


class Header(Part, frozen=True, kw_only=True):
    """Who sends what to whom; zorgkantoor codes have four digits ("5521"), providers' AGB codes eight."""

    bericht_code: str
    bericht_versie: int = 5
    bericht_subversie: int = 2
    afzender: str
    ontvanger: str
    bericht_identificatie: BerichtIdentificatie
    xsd_versie: XsdVersie = XsdVersie()

    @property
    def identificatie(self) -> str:
        """The sender's name for this message, unique per kind of message (TR056)."""
        return self.bericht_identificatie.identificatie

    @property
    def dagtekening(self) -> date:
        """The day the message was made; rules compare dates with it, never with a clock."""
        return self.bericht_identificatie.dagtekening


class Geboortedatum(Part, frozen=True, kw_only=True):
    """A birth date; `datum_gebruik` tells which part is unknown: 1 day, 2 day and month, 3 all."""

    datum: date
    datum_gebruik: str | None = None


class Achternaam(Part, frozen=True, kw_only=True):
    """A surname and its prefix."""

    achternaam: str
    voorvoegsel: str | None = None


class VerkorteNaam(Part, frozen=True, kw_only=True):
    """A name as providers send it."""

    geslachtsnaam: Achternaam
    voornamen: str | None = None
    voorletters: str | None = None


class VolledigeNaam(Part, frozen=True, kw_only=True):
    """A name as the zorgkantoor sends it; `naam_gebruik` tells which surname comes first."""

    geslachtsnaam: Achternaam
    partnernaam: Achternaam | None = None
    voornamen: str | None = None
    voorletters: str | None = None
    naam_gebruik: str = "1"


class Persoon(Part, frozen=True, kw_only=True):
    """What every message tells of a client."""

    bsn: str
    geboortedatum: Geboortedatum
    geslacht: str

    @property
    def volledige_naam(self) -> str:
        """Initials (or first names), prefix and surname, for a person to read."""
        naam: VerkorteNaam | VolledigeNaam = getattr(self, "naam")  # noqa: B009  each message has its own form of it
        eigen = naam.geslachtsnaam
        parts = (naam.voorletters or naam.voornamen, eigen.voorvoegsel, eigen.achternaam)
        return " ".join(part for part in parts if part)


class Geldig(Part, frozen=True, kw_only=True):
    """What holds from a day up to and including another, or without end."""

    ingangsdatum: date
    einddatum: date | None = None


class Message(Part, frozen=True, kw_only=True):
    """A message of one of the kinds in `standard.INCOMING`."""

    SOORT: ClassVar[str] = ""

    header: Header

    @property
    def soort(self) -> str:
        """The kind of message: "AW33", "AW35" or "AW39"."""
        return self.SOORT

    @property
    def personen(self) -> tuple[Persoon, ...]:
        """The clients of the message, in its order, whatever its kind."""
        clients: tuple[Persoon, ...] = getattr(self, "clienten")  # noqa: B009  each kind has its own type of client
        return clients
