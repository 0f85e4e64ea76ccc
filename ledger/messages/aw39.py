"""AW39: a provider tells the zorgkantoor that care changes or ends, or asks for another allocation."""

from datetime import date
from typing import ClassVar

from ledger.messages.model import Message, Part, Persoon, VerkorteNaam


class Mutatie(Part, frozen=True, kw_only=True):
    """A change on `mutatiedatum`.

    `mutatiecode`: 12 client waits, 17 moved to another provider, 18 provider cannot yet, 19 ended and allocation
    closed, 20 ended and allocation kept, 21 allocation handed over.
    """

    besluitnummer: int
    toewijzing_ingangsdatum: date
    begindatum: date | None = None
    instelling: str
    mutatiecode: str
    mutatiedatum: date
    instelling_bestemming: str | None = None
    status_aanlevering: str


class MutatieFunctie(Mutatie, frozen=True, kw_only=True):
    """A change in the delivery of a function."""

    functie_code: str


class MutatieZorgzwaartepakket(Mutatie, frozen=True, kw_only=True):
    """A change in the delivery of a zorgprofiel, and the status of the client since."""

    zzp_code: str
    leveringsstatus: str
    leveringsstatus_classificatie: str | None = None
    leveringsvorm: str


class BijzondereSituatie(Part, frozen=True, kw_only=True):
    """Why care may cost more than is efficient."""

    extra_kosten_thuis: str | None = None
    toeslag_beademing: str | None = None
    toeslag_overig: str | None = None


class AanvraagInstelling(Part, frozen=True, kw_only=True):
    """What is asked for one provider: from when, which share in whole percents."""

    instelling: str
    soort: str
    toewijzing_ingangsdatum: date
    toewijzing_einddatum: date | None = None
    toewijzing_percentage: int | None = None
    opname: bool | None = None


class Aanvraag(Part, frozen=True, kw_only=True):
    """A request for another allocation (AAT), complete for its leveringsvorm."""

    besluitnummer: int
    afgiftedatum: date
    instelling: str
    zzp_code: str
    etmalen: str | None = None
    klasse: str | None = None
    leveringsvorm: str
    dossierhouder: str | None = None
    coordinator_zorg_thuis: str | None = None
    doelmatig: bool | None = None
    bijzondere_situatie: BijzondereSituatie | None = None
    verantwoord: bool | None = None
    aanvraag_instellingen: tuple[AanvraagInstelling, ...]


class ClientAW39(Persoon, frozen=True, kw_only=True):
    """A client with the changes and requests."""

    naam: VerkorteNaam
    mutatie_functies: tuple[MutatieFunctie, ...] = ()
    mutatie_zorgzwaartepakketten: tuple[MutatieZorgzwaartepakket, ...] = ()
    aanvragen: tuple[Aanvraag, ...] = ()


class AW39(Message, frozen=True, kw_only=True):
    """The message as a whole."""

    SOORT: ClassVar[str] = "AW39"

    clienten: tuple[ClientAW39, ...]
