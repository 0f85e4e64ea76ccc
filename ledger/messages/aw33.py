"""AW33, zorgtoewijzing: a zorgkantoor tells a provider of a client, the indicatie and the care allocated."""

from datetime import date, time
from typing import ClassVar

from ledger.messages.model import Geboortedatum, Geldig, Message, Part, Persoon, VolledigeNaam


class Communicatie(Part, frozen=True, kw_only=True):
    """How to talk with the client: the form, and the language where an interpreter is needed."""

    vorm: str
    taal: str | None = None


class Wzd(Part, frozen=True, kw_only=True):
    """Whether an admission under article 21 of the Wet zorg en dwang is at hand."""

    wzd_verklaring: str
    wzd_ingangsdatum: date | None = None
    wzd_einddatum: date | None = None


class Huis(Part, frozen=True, kw_only=True):
    """A house within a street."""

    huisnummer: int
    huisletter: str | None = None
    huisnummer_toevoeging: str | None = None
    aanduiding_woonadres: str | None = None


class Adres(Part, frozen=True, kw_only=True):
    """A postal address, Dutch or foreign."""

    huis: Huis | None = None
    postcode: str | None = None
    straatnaam: str | None = None
    plaatsnaam: str | None = None
    land_code: str | None = None


class Telefoon(Part, frozen=True, kw_only=True):
    """One telephone number with the number of its country."""

    telefoonnummer: str
    landnummer: str


class Telefoonnummers(Part, frozen=True, kw_only=True):
    """One or two telephone numbers."""

    telefoon01: Telefoon
    telefoon02: Telefoon | None = None


class OpenPeriode(Part, frozen=True, kw_only=True):
    """A period of which either end may be open."""

    begindatum: date | None = None
    einddatum: date | None = None


class Contact(Part, frozen=True, kw_only=True):
    """An address; `soort` 01 BRP, 02 correspondence, 03 residence, 04 temporary."""

    soort: str
    adres: Adres | None = None
    organisatie: str | None = None
    telefoon: Telefoonnummers | None = None
    emailadres: str | None = None
    periode: OpenPeriode | None = None


class Relatie(Part, frozen=True, kw_only=True):
    """Somebody around the client: partner, child, curator, mentor …"""

    nummer: str
    volgorde: int | None = None
    soort: str
    geboortedatum: Geboortedatum | None = None
    geslacht: str | None = None
    naam: VolledigeNaam
    contact: Contact


class Grondslagen(Part, frozen=True, kw_only=True):
    """The grounds of the indicatie, the first one dominant."""

    grondslag01: str
    grondslag02: str | None = None


class Stoornis(Part, frozen=True, kw_only=True):
    """A disorder or disease behind the indicatie."""

    grondslag: str
    diagnose_codelijst: str
    diagnose_subcodelijst: str | None = None
    ziektebeeld_stoornis: str
    prognose: str | None = None
    commentaar: str | None = None


class BeperkingScore(Part, frozen=True, kw_only=True):
    """The score on one question about a limitation."""

    vraag: str
    score: str
    commentaar: str | None = None


class Beperking(Part, frozen=True, kw_only=True):
    """A limitation of the client, with its scores."""

    categorie: str
    duur: str | None = None
    commentaar: str | None = None
    beperking_scores: tuple[BeperkingScore, ...] = ()


class StoornisScore(Part, frozen=True, kw_only=True):
    """The score on one question about a disorder."""

    vraag: str
    score: str
    commentaar: str | None = None


class GeindiceerdeFunctie(Geldig, frozen=True, kw_only=True):
    """A function the CIZ indicated, with its klasse."""

    functie_code: str
    klasse: str
    opslag: int | None = None
    leveringsvoorwaarde: str
    vervoer: str | None = None
    financiering: str
    commentaar: str | None = None


class ToegewezenFunctie(Geldig, frozen=True, kw_only=True):
    """One allocation of a function to one provider."""

    functie_code: str
    instelling: str
    zorgkantoor: str
    soort: str
    toewijzingsdatum: date
    toewijzingstijd: time
    reden_intrekking: str | None = None
    klasse: str
    opslag: int | None = None
    vervoer: str | None = None
    instelling_bestemming: str | None = None


class GeindiceerdZorgzwaartepakket(Geldig, frozen=True, kw_only=True):
    """The zorgprofiel the CIZ indicated; `standard.zorgprofiel` names it."""

    zzp_code: str
    klasse: str
    voorkeur_client: str | None = None
    financiering: str
    commentaar: str | None = None


class ToegewezenZorgzwaartepakket(Geldig, frozen=True, kw_only=True):
    """One allocation of a zorgprofiel to one provider (or as pgb: then without `instelling` and percentage).

    `soort` 1 regular, 3 bridging, 5 administrative; `toewijzing_percentage` in whole percents;
    a filled `reden_intrekking` withdraws the allocation as of `einddatum`.
    """

    zzp_code: str
    instelling: str | None = None
    zorgkantoor: str
    soort: str
    toewijzingsdatum: date
    toewijzingstijd: time
    toewijzing_percentage: int | None = None
    reden_intrekking: str | None = None
    etmalen: str | None = None
    klasse: str | None = None
    instelling_bestemming: str | None = None
    leveringsvorm: str
    dossierhouder: str | None = None
    coordinator_zorg_thuis: str | None = None
    opname: bool | None = None


class Indicatie(Geldig, frozen=True, kw_only=True):
    """The decision of the CIZ, known by `besluitnummer`, with what was allocated on it."""

    besluitnummer: int
    soort: str
    grondslagen: Grondslagen | None = None
    afgiftedatum: date
    commentaar: str | None = None
    stoornissen: tuple[Stoornis, ...] = ()
    beperkingen: tuple[Beperking, ...] = ()
    geindiceerde_functies: tuple[GeindiceerdeFunctie, ...] = ()
    stoornis_scores: tuple[StoornisScore, ...] = ()
    toegewezen_functies: tuple[ToegewezenFunctie, ...] = ()
    geindiceerde_zorgzwaartepakketten: tuple[GeindiceerdZorgzwaartepakket, ...] = ()
    toegewezen_zorgzwaartepakketten: tuple[ToegewezenZorgzwaartepakket, ...] = ()


class ClientAW33(Persoon, frozen=True, kw_only=True):
    """A client, who is around him or her, the indicatie and what was allocated on it."""

    geheime_client: bool
    burgerlijke_staat: str | None = None
    naam: VolledigeNaam
    leefeenheid: str
    huisarts: str | None = None
    communicatie: Communicatie | None = None
    wzd: Wzd | None = None
    partneropname: bool
    commentaar: str | None = None
    relaties: tuple[Relatie, ...] = ()
    contactgegevens: tuple[Contact, ...]
    indicatie: Indicatie


class AW33(Message, frozen=True, kw_only=True):
    """The message as a whole."""

    SOORT: ClassVar[str] = "AW33"

    clienten: tuple[ClientAW33, ...]
