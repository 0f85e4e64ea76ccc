"""For each rule of the standard a message that breaks it, and the path of the element where it is broken."""

from datetime import date
from typing import Any

from ledger.messages import aw33, aw39
from ledger.messages.model import Achternaam, Geboortedatum, Message, VolledigeNaam
from tests.messages import samples
from tests.messages.samples import edit

D = date.fromisoformat
CLIENT = "Bericht/Clienten/Client[1]"
INDICATIE = f"{CLIENT}/Indicatie"
CONTACT = f"{CLIENT}/Contactgegevens/Contact[1]"
RELATIE = f"{CLIENT}/Relaties/Relatie[1]"
GEINDICEERD = f"{INDICATIE}/GeindiceerdeZorgzwaartepakketten/GeindiceerdZorgzwaartepakket"
TOEGEWEZEN = f"{INDICATIE}/ToegewezenZorgzwaartepakketten/ToegewezenZorgzwaartepakket"
FUNCTIE = f"{INDICATIE}/ToegewezenFuncties/ToegewezenFunctie"
GELEVERD = f"{CLIENT}/GeleverdeZorgzwaartepakketten/GeleverdZorgzwaartepakket[1]"
MUTATIE = f"{CLIENT}/MutatieZorgzwaartepakketten/MutatieZorgzwaartepakket[1]"
AANVRAAG = f"{CLIENT}/Aanvragen/Aanvraag[1]"
GEVRAAGD = f"{AANVRAAG}/AanvraagInstellingen/AanvraagInstelling"

PHONE = aw33.Telefoonnummers(telefoon01=aw33.Telefoon(telefoonnummer="010", landnummer="31"))
RELATION = aw33.Relatie(
    nummer="1",
    soort="12",
    geboortedatum=Geboortedatum(datum=D("1941-03-04")),
    naam=VolledigeNaam(geslachtsnaam=Achternaam(achternaam="Voorbeeld")),
    contact=aw33.Contact(soort="01", adres=samples.adres()),
)
INDICATED = aw33.GeindiceerdeFunctie(
    functie_code="82",
    ingangsdatum=samples.START,
    klasse="KD03",
    leveringsvoorwaarde="1",
    vervoer="1",
    financiering="1",
)
ALLOCATED = aw33.ToegewezenFunctie(
    functie_code="82",
    instelling=samples.PROVIDER,
    zorgkantoor=samples.ZORGKANTOOR,
    soort="1",
    toewijzingsdatum=D("2026-01-10"),
    toewijzingstijd=samples.toewijzing().toewijzingstijd,
    ingangsdatum=samples.START,
    klasse="KD03",
    vervoer="1",
)


def client(**fields: Any) -> Message:
    return samples.aw33([samples.client_aw33(**fields)])


def relation(**fields: Any) -> Message:
    partner = RELATION
    for name, value in fields.items():
        partner = edit(partner, name.replace("__", "."), value)
    return client(relaties=(partner,))


def contact(**fields: Any) -> Message:
    where = aw33.Contact(soort="01", adres=samples.adres())
    for name, value in fields.items():
        where = edit(where, name.replace("__", "."), value)
    return client(contactgegevens=(where,))


def decision(**fields: Any) -> Message:
    return client(indicatie=samples.indicatie(**fields))


def allocated(*leveringsvorm: str, **fields: Any) -> Message:
    return client(toewijzingen=[samples.toewijzing(*leveringsvorm, **fields)])


def indicated(*parts: aw33.GeindiceerdZorgzwaartepakket) -> Message:
    return decision(geindiceerde_zorgzwaartepakketten=parts)


def functie(*others: aw33.ToegewezenFunctie, **fields: Any) -> Message:
    one = ALLOCATED
    for name, value in fields.items():
        one = edit(one, name, value)
    return decision(toegewezen_functies=(one, *others))


def delivered(**fields: Any) -> Message:
    return samples.aw35([samples.client_aw35(geleverde=[samples.geleverd(**fields)])])


def changed(**fields: Any) -> Message:
    return samples.aw39([samples.client_aw39(mutaties=[samples.mutatie(**fields)])])


def asked(*parts: Any, **fields: Any) -> Message:
    instellingen = {"aanvraag_instellingen": parts} if parts else {}
    return samples.aw39([samples.client_aw39(mutaties=[], aanvragen=(samples.aanvraag(**instellingen, **fields),))])


def part(**fields: Any) -> Any:
    return samples.aanvraag_instelling(**fields)


DTV_REQUEST: dict[str, Any] = {
    **{"leveringsvorm": "8", "etmalen": "3,5", "dossierhouder": samples.PROVIDER, "coordinator_zorg_thuis": None}
}
DISORDER = aw33.Stoornis(
    grondslag="01", diagnose_codelijst="014", diagnose_subcodelijst="12", ziektebeeld_stoornis="05"
)
WZD = aw33.Wzd(wzd_verklaring="1", wzd_ingangsdatum=D("2026-01-02"), wzd_einddatum=D("2026-01-01"))
TWICE_PARTNER = (RELATION, RELATION)

BREACHES: list[tuple[str, Message, str]] = [
    ("CS002", client(bsn="999999999"), f"{CLIENT}/Bsn"),
    ("CS002", samples.aw35([samples.client_aw35(bsn="123456789")]), f"{CLIENT}/Bsn"),
    ("CS023", client(geboortedatum=Geboortedatum(datum=D("2026-01-13"))), f"{CLIENT}/Geboortedatum/Datum"),
    ("CS023", decision(afgiftedatum=D("2026-01-13")), f"{INDICATIE}/Afgiftedatum"),
    ("CS023", allocated(toewijzingsdatum=D("2026-01-13")), f"{TOEGEWEZEN}[1]/Toewijzingsdatum"),
    ("CS023", delivered(begindatum=D("2026-01-13")), f"{GELEVERD}/Begindatum"),
    ("CS023", changed(mutatiedatum=D("2026-01-13")), f"{MUTATIE}/Mutatiedatum"),
    ("TR002", client(geboortedatum=Geboortedatum(datum=D("1906-01-11"))), f"{CLIENT}/Geboortedatum/Datum"),
    (
        "TR097",
        client(geboortedatum=Geboortedatum(datum=D("1943-05-02"), datum_gebruik="1")),
        f"{CLIENT}/Geboortedatum/Datum",
    ),
    ("CS035", client(burgerlijke_staat="3"), f"{CLIENT}/BurgerlijkeStaat"),
    ("CS050", relation(naam__naam_gebruik="2"), f"{RELATIE}/Naam/NaamGebruik"),
    ("CS069", client(huisarts="75999901"), f"{CLIENT}/Huisarts"),
    ("CD007", client(communicatie=aw33.Communicatie(vorm="1")), f"{CLIENT}/Communicatie/Taal"),
    ("CD070", client(wzd=aw33.Wzd(wzd_verklaring="2", wzd_einddatum=D("2026-01-01"))), f"{CLIENT}/Wzd/WzdEinddatum"),
    ("CS092", client(wzd=WZD), f"{CLIENT}/Wzd/WzdEinddatum"),
    ("CD016", relation(soort="16"), f"{RELATIE}/Volgorde"),
    ("CD017", relation(geboortedatum=None), f"{RELATIE}/Geboortedatum"),
    ("CS123", relation(soort="25", volgorde=1), f"{RELATIE}/Soort"),
    ("TR004", client(leefeenheid="3"), f"{CLIENT}/Leefeenheid"),
    ("TR005", relation(contact__adres=None, contact__telefoon=PHONE), f"{RELATIE}/Contact"),
    ("TR006", contact(adres=None, emailadres="a@example.org"), CONTACT),
    ("TR061", contact(soort="02"), f"{CLIENT}/Contactgegevens"),
    ("CD009", contact(periode=aw33.OpenPeriode(begindatum=samples.START)), f"{CONTACT}/Periode"),
    (
        "CS003",
        client(
            contactgegevens=(
                aw33.Contact(soort="01", adres=samples.adres()),
                aw33.Contact(
                    soort="04",
                    adres=samples.adres(),
                    periode=aw33.OpenPeriode(begindatum=D("2026-01-02"), einddatum=D("2026-01-01")),
                ),
            )
        ),
        f"{CLIENT}/Contactgegevens/Contact[2]/Periode/Einddatum",
    ),
    ("CD034", contact(adres=aw33.Adres(plaatsnaam="Delft"), telefoon=PHONE), f"{CONTACT}/Adres/Postcode"),
    ("CD005", contact(adres__land_code=None), f"{CONTACT}/Adres/LandCode"),
    ("CD025", contact(adres__huis=None, telefoon=PHONE), f"{CONTACT}/Adres/Huis"),
    ("CS089", contact(adres__postcode="3011 AA"), f"{CONTACT}/Adres/Postcode"),
    ("CS003", decision(einddatum=D("2025-12-31"), toewijzingen=[]), f"{INDICATIE}/Einddatum"),
    ("TR037", decision(geindiceerde_zorgzwaartepakketten=()), INDICATIE),
    ("TR014", indicated(samples.geindiceerd(einddatum=D("2026-12-31"))), f"{INDICATIE}/Einddatum"),
    ("TR015", indicated(samples.geindiceerd(ingangsdatum=D("2026-01-02"))), f"{INDICATIE}/Ingangsdatum"),
    (
        "TR035",
        indicated(samples.geindiceerd(), samples.geindiceerd(ingangsdatum=D("2026-06-01"))),
        f"{GEINDICEERD}[2]",
    ),
    ("TR057", indicated(samples.geindiceerd(), samples.geindiceerd(zzp_code="754")), f"{GEINDICEERD}[2]"),
    ("CD029", decision(grondslagen=None), f"{INDICATIE}/Grondslagen"),
    ("CS014", decision(stoornissen=(DISORDER,)), f"{INDICATIE}/Stoornissen/Stoornis[1]/DiagnoseSubcodelijst"),
    ("TR008", functie(klasse="K3"), f"{FUNCTIE}[1]/Klasse"),
    ("TR010", functie(opslag=1), f"{FUNCTIE}[1]/Opslag"),
    ("TR034", functie(functie_code="71", klasse="KE7", vervoer=None, opslag=1), f"{FUNCTIE}[1]/Opslag"),
    ("CD022", functie(vervoer=None), f"{FUNCTIE}[1]/Vervoer"),
    ("CS107", functie(vervoer="9"), f"{FUNCTIE}[1]/Vervoer"),
    ("CS072", functie(soort="5"), f"{FUNCTIE}[1]/Soort"),
    ("TR077", functie(edit(ALLOCATED, "ingangsdatum", D("2026-02-01"))), f"{FUNCTIE}[2]"),
    ("TR082", functie(functie_code="91", klasse="99", vervoer=None), f"{FUNCTIE}[1]"),
    ("TR016", allocated(ingangsdatum=D("2025-12-31")), f"{TOEGEWEZEN}[1]"),
    ("TR021", allocated(instelling=samples.OTHER_PROVIDER), INDICATIE),
    ("CS074", allocated("4", klasse="K3"), f"{TOEGEWEZEN}[1]/Klasse"),
    ("CS132", allocated("9", dossierhouder=samples.PROVIDER), f"{TOEGEWEZEN}[1]/Leveringsvorm"),
    ("CD040", allocated(toewijzing_percentage=None), f"{TOEGEWEZEN}[1]/ToewijzingPercentage"),
    (
        "CD040",
        client(toewijzingen=[samples.toewijzing(), samples.toewijzing("2", toewijzing_percentage=40)]),
        f"{TOEGEWEZEN}[2]/ToewijzingPercentage",
    ),
    ("CD050", allocated(coordinator_zorg_thuis=None), f"{TOEGEWEZEN}[1]/CoordinatorZorgThuis"),
    ("CD051", allocated("5", klasse=None), f"{TOEGEWEZEN}[1]/Klasse"),
    ("CD052", allocated("4", opname=None), f"{TOEGEWEZEN}[1]/Opname"),
    ("CD072", allocated("8", etmalen=None), f"{TOEGEWEZEN}[1]/Etmalen"),
    ("CD073", allocated("5", dossierhouder=None), f"{TOEGEWEZEN}[1]/Dossierhouder"),
    ("TR119", allocated("4", soort="5", opname=False), f"{TOEGEWEZEN}[1]/Opname"),
    (
        "TR124",
        decision(
            ingangsdatum=D("2019-01-01"),
            toewijzingen=[samples.toewijzing("8", ingangsdatum=D("2019-12-31"))],
        ),
        f"{TOEGEWEZEN}[1]/Ingangsdatum",
    ),
    (
        "TR106",
        client(toewijzingen=[samples.toewijzing(), samples.toewijzing(ingangsdatum=D("2026-03-01"))]),
        f"{TOEGEWEZEN}[2]",
    ),
    ("TR101", samples.aw33([samples.client_aw33(), samples.client_aw33()]), "Bericht/Clienten/Client[2]/Bsn"),
    ("TR101", client(relaties=TWICE_PARTNER), f"{CLIENT}/Relaties/Relatie[2]"),
    ("TR039", samples.aw35([samples.client_aw35(geleverde=[])]), CLIENT),
    ("CS058", delivered(status_aanlevering="2"), f"{GELEVERD}/StatusAanlevering"),
    ("CS058", changed(status_aanlevering="9"), f"{MUTATIE}/StatusAanlevering"),
    ("TR064", delivered(instelling=samples.OTHER_PROVIDER), f"{GELEVERD}/Instelling"),
    ("TR064", asked(instelling=samples.OTHER_PROVIDER), f"{AANVRAAG}/Instelling"),
    ("CS062", delivered(leveringsstatus="2"), f"{GELEVERD}/Leveringsstatus"),
    ("CS074", delivered(leveringsvorm="4", klasse="KE3"), f"{GELEVERD}/Klasse"),
    (
        "CS088",
        delivered(leveringsvorm="4", klasse="KE7", sleuteldatum=D("2026-01-05")),
        f"{GELEVERD}/Sleuteldatum",
    ),
    ("CD004", delivered(sleuteldatum=D("2026-01-04")), f"{GELEVERD}/Sleuteldatum"),
    ("CD051", delivered(klasse="KE7"), f"{GELEVERD}/Klasse"),
    ("CD072", delivered(etmalen="3,5"), f"{GELEVERD}/Etmalen"),
    ("CS127", delivered(leveringsvorm="2"), f"{GELEVERD}/Leveringsvorm"),
    ("TR040", samples.aw39([samples.client_aw39(mutaties=[])]), CLIENT),
    ("TR018", changed(mutatiedatum=D("2026-01-04")), f"{MUTATIE}/Mutatiedatum"),
    ("TR066", changed(begindatum=None), f"{MUTATIE}/Begindatum"),
    ("CD020", changed(instelling_bestemming=samples.OTHER_PROVIDER), f"{MUTATIE}/InstellingBestemming"),
    (
        "TR041",
        samples.aw39(
            [
                samples.client_aw39(
                    mutaties=[samples.mutatie(mutatiecode="17", instelling_bestemming=samples.OTHER_PROVIDER)],
                    aanvragen=(samples.aanvraag(),),
                )
            ]
        ),
        f"{MUTATIE}/Mutatiecode",
    ),
    ("TR046", changed(leveringsstatus="4"), f"{MUTATIE}/Leveringsstatus"),
    ("CS133", changed(leveringsstatus="1"), f"{MUTATIE}/Leveringsstatus"),
    ("CD090", changed(leveringsstatus_classificatie="13"), f"{MUTATIE}/LeveringsstatusClassificatie"),
    (
        "CS131",
        changed(mutatiecode="20", leveringsstatus="3", leveringsstatus_classificatie="16"),
        f"{MUTATIE}/LeveringsstatusClassificatie",
    ),
    ("CS003", asked(part(toewijzing_einddatum=D("2026-01-31"))), f"{GEVRAAGD}[1]/ToewijzingEinddatum"),
    ("CS072", asked(part(soort="5")), f"{GEVRAAGD}[1]/Soort"),
    ("CS074", asked(klasse="K1"), f"{AANVRAAG}/Klasse"),
    ("CS127", asked(leveringsvorm="2"), f"{AANVRAAG}/Leveringsvorm"),
    ("CD040", asked(part(toewijzing_percentage=None)), f"{GEVRAAGD}[1]/ToewijzingPercentage"),
    ("CD047", asked(doelmatig=False), f"{AANVRAAG}/BijzondereSituatie"),
    (
        "CD048",
        asked(bijzondere_situatie=aw39.BijzondereSituatie()),
        f"{AANVRAAG}/BijzondereSituatie/ToeslagOverig",
    ),
    ("CD050", asked(coordinator_zorg_thuis=None), f"{AANVRAAG}/CoordinatorZorgThuis"),
    ("CD051", asked(klasse="KE7"), f"{AANVRAAG}/Klasse"),
    ("CD052", asked(part(opname=True)), f"{GEVRAAGD}[1]/Opname"),
    ("CD072", asked(etmalen="3,5"), f"{AANVRAAG}/Etmalen"),
    ("CD073", asked(dossierhouder=samples.PROVIDER), f"{AANVRAAG}/Dossierhouder"),
    ("CD074", asked(verantwoord=None), f"{AANVRAAG}/Verantwoord"),
    ("TR106", asked(part(), part(toewijzing_ingangsdatum=D("2026-03-01"))), f"{GEVRAAGD}[2]"),
    (
        "TR120",
        asked(
            part(opname=True),
            part(opname=True, instelling=samples.OTHER_PROVIDER),
            **{**DTV_REQUEST, "leveringsvorm": "4", "etmalen": None, "klasse": "KE7"},
            doelmatig=None,
            verantwoord=None,
        ),
        f"{GEVRAAGD}[2]/Opname",
    ),
    (
        "TR127",
        asked(part(opname=True), part(opname=True, instelling=samples.OTHER_PROVIDER), **DTV_REQUEST),
        f"{GEVRAAGD}[2]/Opname",
    ),
    ("TR127", asked(part(opname=False), **DTV_REQUEST), f"{GEVRAAGD}[1]"),
]
