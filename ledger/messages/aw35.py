"""AW35, melding aanvang zorg: a provider tells the zorgkantoor that care has begun."""

from datetime import date
from typing import ClassVar

from ledger.messages.model import Message, Part, Persoon, VerkorteNaam


class Levering(Part, frozen=True, kw_only=True):
    """Care of one allocation that began on `begindatum`; `status_aanlevering` 1 first, 3 withdrawn."""

    besluitnummer: int
    toewijzing_ingangsdatum: date
    begindatum: date
    instelling: str
    status_aanlevering: str


class GeleverdeFunctie(Levering, frozen=True, kw_only=True):
    """Delivery of an allocated function."""

    functie_code: str
    klasse: str
    opslag: int | None = None


class GeleverdZorgzwaartepakket(Levering, frozen=True, kw_only=True):
    """Delivery of an allocated zorgprofiel; `sleuteldatum` is the day the stay was ready."""

    zzp_code: str
    sleuteldatum: date | None = None
    etmalen: str | None = None
    klasse: str | None = None
    leveringsstatus: str
    leveringsvorm: str
    behandeling: bool | None = None


class ClientAW35(Persoon, frozen=True, kw_only=True):
    """A client with the care that began."""

    naam: VerkorteNaam
    geleverde_functies: tuple[GeleverdeFunctie, ...] = ()
    geleverde_zorgzwaartepakketten: tuple[GeleverdZorgzwaartepakket, ...] = ()


class AW35(Message, frozen=True, kw_only=True):
    """The message as a whole."""

    SOORT: ClassVar[str] = "AW35"

    clienten: tuple[ClientAW35, ...]
