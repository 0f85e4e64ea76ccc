"""Messages for tests of any room: builders with sensible defaults. All persons and organisations are invented.

    message = samples.aw33([samples.client_aw33(bsn="999900006", toewijzingen=[samples.toewijzing()])])
    data = iwlz.write(message)

Every builder takes the fields of its type as keyword arguments to replace a default; `edit` changes one field of
what was built.
"""

from collections.abc import Sequence
from datetime import date, time
from typing import Any, TypeVar

from msgspec import structs

from ledger.messages.aw33 import (
    AW33,
    Adres,
    ClientAW33,
    Contact,
    GeindiceerdZorgzwaartepakket,
    Grondslagen,
    Huis,
    Indicatie,
    ToegewezenZorgzwaartepakket,
)
from ledger.messages.aw35 import AW35, ClientAW35, GeleverdZorgzwaartepakket
from ledger.messages.aw39 import AW39, Aanvraag, AanvraagInstelling, ClientAW39, MutatieZorgzwaartepakket
from ledger.messages.model import (
    Achternaam,
    BerichtIdentificatie,
    Geboortedatum,
    Header,
    Part,
    VerkorteNaam,
    VolledigeNaam,
)
from ledger.vocabulary.identifiers import is_bsn

ZORGKANTOOR = "5521"
PROVIDER = "75999901"
OTHER_PROVIDER = "75999902"
BSN = "999900006"
DAGTEKENING = date(2026, 1, 12)
START = date(2026, 1, 1)
BESLUITNUMMER = 123456789
VV4 = "753"
VERBLIJF, VPT, MPT, PGB, DTV = "4", "5", "7", "2", "8"


_P = TypeVar("_P", bound=Part)


def edit(part: _P, path: str, value: Any) -> _P:
    """A copy with one field changed: edit(message, "clienten.0.indicatie.einddatum", date(2026, 12, 31))."""
    name, _, rest = path.partition(".")
    if not rest:
        return structs.replace(part, **{name: value})
    below = getattr(part, name)
    if isinstance(below, tuple):
        place, _, deeper = rest.partition(".")
        items = list(below)
        items[int(place)] = edit(items[int(place)], deeper, value) if deeper else value
        return structs.replace(part, **{name: tuple(items)})
    return structs.replace(part, **{name: edit(below, rest, value)})


def bsns(count: int) -> list[str]:
    """The first BSNs of the range for tests, 999900006 to 999999990, that pass the 11-test."""
    found: list[str] = []
    number = 999900006
    while len(found) < count:
        if is_bsn(str(number)):
            found.append(str(number))
        number += 1
    return found


def header(soort: str, identificatie: str = "DEMO0001", dagtekening: date = DAGTEKENING, **fields: Any) -> Header:
    """Zorgkantoor Rotterdam to the provider for an AW33, the other way round for an AW35 or AW39."""
    code = {"AW33": "352", "AW35": "354", "AW39": "358"}[soort]
    sender, receiver = (ZORGKANTOOR, PROVIDER) if soort == "AW33" else (PROVIDER, ZORGKANTOOR)
    named = BerichtIdentificatie(identificatie=identificatie, dagtekening=dagtekening)
    return Header(
        **{"bericht_code": code, "afzender": sender, "ontvanger": receiver, "bericht_identificatie": named, **fields}
    )


def adres(**fields: Any) -> Adres:
    base = {
        "huis": Huis(huisnummer=12),
        "postcode": "3011AA",
        "straatnaam": "Voorbeeldstraat",
        "plaatsnaam": "Rotterdam",
        "land_code": "NL",
    }
    return Adres(**{**base, **fields})


def geindiceerd(**fields: Any) -> GeindiceerdZorgzwaartepakket:
    """4VV from 1 January 2026, without end."""
    base = {"zzp_code": VV4, "ingangsdatum": START, "klasse": "KE7", "financiering": "1"}
    return GeindiceerdZorgzwaartepakket(**{**base, **fields})


def toewijzing(leveringsvorm: str = MPT, **fields: Any) -> ToegewezenZorgzwaartepakket:
    """The whole of 4VV to one provider, with the fields that its leveringsvorm asks for."""
    provider = fields.get("instelling", PROVIDER)
    base: dict[str, Any] = {
        "zzp_code": VV4,
        "zorgkantoor": ZORGKANTOOR,
        "soort": "1",
        "toewijzingsdatum": date(2026, 1, 10),
        "toewijzingstijd": time(9, 30),
        "ingangsdatum": START,
        "leveringsvorm": leveringsvorm,
    }
    if leveringsvorm != PGB:
        base |= {"instelling": provider, "toewijzing_percentage": 100}
    if leveringsvorm == MPT:
        base["coordinator_zorg_thuis"] = provider
    if leveringsvorm in (VERBLIJF, VPT, DTV):
        base["dossierhouder"] = provider
    if leveringsvorm in (VERBLIJF, VPT):
        base["klasse"] = "KE7"
    if leveringsvorm in (VERBLIJF, DTV):
        base["opname"] = True
    if leveringsvorm == DTV:
        base["etmalen"] = "3,5"
    return ToegewezenZorgzwaartepakket(**{**base, **fields})


def indicatie(toewijzingen: Sequence[ToegewezenZorgzwaartepakket] | None = None, **fields: Any) -> Indicatie:
    """A CIZ decision for 4VV; `ingangsdatum` and `einddatum` hold for what is indicated as well."""
    start, end = fields.get("ingangsdatum", START), fields.get("einddatum")
    base: dict[str, Any] = {
        "besluitnummer": BESLUITNUMMER,
        "soort": "1",
        "grondslagen": Grondslagen(grondslag01="01"),
        "afgiftedatum": date(2025, 12, 15),
        "ingangsdatum": START,
        "geindiceerde_zorgzwaartepakketten": (geindiceerd(ingangsdatum=start, einddatum=end),),
        "toegewezen_zorgzwaartepakketten": tuple([toewijzing()] if toewijzingen is None else toewijzingen),
    }
    return Indicatie(**{**base, **fields})


def client_aw33(
    bsn: str = BSN, toewijzingen: Sequence[ToegewezenZorgzwaartepakket] | None = None, **fields: Any
) -> ClientAW33:
    """Mevrouw A. van der Voorbeeld, born 2 May 1943, living alone in Rotterdam."""
    surname = Achternaam(achternaam="Voorbeeld", voorvoegsel="van der")
    base: dict[str, Any] = {
        "bsn": bsn,
        "geheime_client": False,
        "geboortedatum": Geboortedatum(datum=date(1943, 5, 2)),
        "geslacht": "2",
        "naam": VolledigeNaam(geslachtsnaam=surname, voorletters="A"),
        "leefeenheid": "1",
        "partneropname": False,
        "contactgegevens": (Contact(soort="01", adres=adres()),),
    }
    if "indicatie" not in fields:
        base["indicatie"] = indicatie(toewijzingen)
    return ClientAW33(**{**base, **fields})


def aw33(clienten: Sequence[ClientAW33] | None = None, **header_fields: Any) -> AW33:
    """A zorgtoewijzing: one client with 4VV, mpt, wholly with one provider."""
    return AW33(
        header=header("AW33", **header_fields), clienten=tuple([client_aw33()] if clienten is None else clienten)
    )


def _person(bsn: str) -> dict[str, Any]:
    surname = Achternaam(achternaam="Voorbeeld", voorvoegsel="van der")
    return {
        "bsn": bsn,
        "geboortedatum": Geboortedatum(datum=date(1943, 5, 2)),
        "geslacht": "2",
        "naam": VerkorteNaam(geslachtsnaam=surname, voorletters="A"),
    }


def geleverd(**fields: Any) -> GeleverdZorgzwaartepakket:
    """Care of `toewijzing()` that began on 5 January 2026."""
    base: dict[str, Any] = {
        "besluitnummer": BESLUITNUMMER,
        "zzp_code": VV4,
        "toewijzing_ingangsdatum": START,
        "begindatum": date(2026, 1, 5),
        "instelling": PROVIDER,
        "leveringsstatus": "4",
        "leveringsvorm": MPT,
        "status_aanlevering": "1",
    }
    return GeleverdZorgzwaartepakket(**{**base, **fields})


def client_aw35(bsn: str = BSN, geleverde: Sequence[GeleverdZorgzwaartepakket] | None = None, **f: Any) -> ClientAW35:
    delivered = tuple([geleverd()] if geleverde is None else geleverde)
    return ClientAW35(**{**_person(bsn), "geleverde_zorgzwaartepakketten": delivered, **f})


def aw35(clienten: Sequence[ClientAW35] | None = None, **header_fields: Any) -> AW35:
    """A melding aanvang zorg for the allocation of `aw33()`."""
    return AW35(
        header=header("AW35", **header_fields), clienten=tuple([client_aw35()] if clienten is None else clienten)
    )


def mutatie(**fields: Any) -> MutatieZorgzwaartepakket:
    """Care that ended on 10 January 2026, allocation closed (19)."""
    base: dict[str, Any] = {
        "besluitnummer": BESLUITNUMMER,
        "zzp_code": VV4,
        "toewijzing_ingangsdatum": START,
        "begindatum": date(2026, 1, 5),
        "instelling": PROVIDER,
        "mutatiecode": "19",
        "mutatiedatum": date(2026, 1, 10),
        "leveringsstatus": "5",
        "leveringsvorm": MPT,
        "status_aanlevering": "1",
    }
    return MutatieZorgzwaartepakket(**{**base, **fields})


def aanvraag_instelling(**fields: Any) -> AanvraagInstelling:
    base: dict[str, Any] = {
        "instelling": PROVIDER,
        "soort": "1",
        "toewijzing_ingangsdatum": date(2026, 2, 1),
        "toewijzing_percentage": 60,
    }
    return AanvraagInstelling(**{**base, **fields})


def aanvraag(**fields: Any) -> Aanvraag:
    """A request to go on with mpt at this provider for 60 percent."""
    base: dict[str, Any] = {
        "besluitnummer": BESLUITNUMMER,
        "afgiftedatum": date(2025, 12, 15),
        "instelling": PROVIDER,
        "zzp_code": VV4,
        "leveringsvorm": MPT,
        "coordinator_zorg_thuis": PROVIDER,
        "doelmatig": True,
        "verantwoord": True,
        "aanvraag_instellingen": (aanvraag_instelling(),),
    }
    return Aanvraag(**{**base, **fields})


def client_aw39(bsn: str = BSN, mutaties: Sequence[MutatieZorgzwaartepakket] | None = None, **f: Any) -> ClientAW39:
    changes = tuple([mutatie()] if mutaties is None else mutaties)
    return ClientAW39(**{**_person(bsn), "mutatie_zorgzwaartepakketten": changes, **f})


def aw39(clienten: Sequence[ClientAW39] | None = None, **header_fields: Any) -> AW39:
    """A mutation: the care of `aw35()` has ended."""
    return AW39(
        header=header("AW39", **header_fields), clienten=tuple([client_aw39()] if clienten is None else clienten)
    )
