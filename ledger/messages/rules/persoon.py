"""Rules about the client as a person: number, birth date, name, relations and addresses."""

import re
from collections.abc import Iterator
from datetime import date

from ledger.messages.aw33 import (
    Adres,
    ClientAW33,
    Communicatie,
    Contact,
    Indicatie,
    OpenPeriode,
    Relatie,
    Wzd,
)
from ledger.messages.model import Geboortedatum, VolledigeNaam
from ledger.messages.rules.scope import Catalogue, Hit, Scope
from ledger.vocabulary.dutch import day
from ledger.vocabulary.identifiers import is_bsn

PERSOON = Catalogue()
_UNKNOWN = date(1900, 1, 1)
_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")
_PARTNER_SINCE = date(2007, 3, 1)


@PERSOON.rule("CS002", "AW33", "AW35", "AW39")
def bsn_passes_the_test(scope: Scope) -> Iterator[Hit]:
    if not is_bsn(scope.client.bsn):
        yield (
            f"{scope.path}/Bsn",
            "Dit BSN bestaat niet: het voldoet niet aan de 11-proef. Controleer het nummer.",
        )


@PERSOON.rule("CS023", "AW33", "AW35", "AW39")
def birth_before_dagtekening(scope: Scope) -> Iterator[Hit]:
    for path, born in scope.of(Geboortedatum):
        if born.datum > scope.dagtekening:
            told = f"De geboortedatum ligt na de dagtekening van het bericht, {day(scope.dagtekening)}."
            yield f"{path}/Datum", told


@PERSOON.rule("TR002", "AW33", "AW35", "AW39")
def not_older_than_120(scope: Scope) -> Iterator[Hit]:
    today = scope.dagtekening
    for path, born in scope.of(Geboortedatum):
        unknown = born.datum == _UNKNOWN and born.datum_gebruik == "3"
        age = today.year - born.datum.year - ((today.month, today.day) < (born.datum.month, born.datum.day))
        past_birthday = (today.month, today.day) != (born.datum.month, born.datum.day)
        if not unknown and (age > 120 or (age == 120 and past_birthday)):
            yield (
                f"{path}/Datum",
                "De geboortedatum ligt meer dan 120 jaar voor de dagtekening van het bericht.",
            )


@PERSOON.rule("TR097", "AW33", "AW35", "AW39")
def unknown_part_of_birth_date_is_first(scope: Scope) -> Iterator[Hit]:
    for path, born in scope.of(Geboortedatum):
        first = {
            "1": born.datum.replace(day=1),
            "2": born.datum.replace(month=1, day=1),
            "3": _UNKNOWN,
        }.get(born.datum_gebruik or "", born.datum)
        if born.datum != first:
            told = f"Een deel van de geboortedatum is onbekend (DatumGebruik {born.datum_gebruik}); "
            yield f"{path}/Datum", told + f"dan hoort hier {day(first)} te staan."


@PERSOON.rule("CS035", "AW33")
def never_divorced(scope: Scope) -> Iterator[Hit]:
    for path, client in scope.of(ClientAW33):
        if client.burgerlijke_staat in ("3", "6"):
            yield f"{path}/BurgerlijkeStaat", "Burgerlijke staat ‘gescheiden’ (3 of 6) mag hier niet staan."


@PERSOON.rule("CS050", "AW33")
def use_of_name_fits_partner(scope: Scope) -> Iterator[Hit]:
    for path, naam in scope.of(VolledigeNaam):
        allowed = ("1", "2", "3", "4") if naam.partnernaam else ("1",)
        if naam.naam_gebruik not in allowed:
            told = "met een partnernaam 1, 2, 3 of 4" if naam.partnernaam else "zonder partnernaam alleen 1"
            yield f"{path}/NaamGebruik", f"NaamGebruik {naam.naam_gebruik} kan niet: {told}."


@PERSOON.rule("CS069", "AW33")
def huisarts_is_a_huisarts(scope: Scope) -> Iterator[Hit]:
    for path, client in scope.of(ClientAW33):
        if client.huisarts and not client.huisarts.startswith("01"):
            yield f"{path}/Huisarts", "De AGB-code van een huisarts begint met 01."


@PERSOON.rule("CD007", "AW33")
def language_with_interpreter(scope: Scope) -> Iterator[Hit]:
    for path, talk in scope.of(Communicatie):
        if (talk.vorm == "1") != bool(talk.taal):
            yield (
                f"{path}/Taal",
                "Taal hoort gevuld te zijn bij een tolk voor een taal (Vorm 1), en anders leeg.",
            )


@PERSOON.rule("CD070", "AW33")
def wzd_dates_with_article_21(scope: Scope) -> Iterator[Hit]:
    for path, wzd in scope.of(Wzd):
        for name, value in (("WzdIngangsdatum", wzd.wzd_ingangsdatum), ("WzdEinddatum", wzd.wzd_einddatum)):
            if (wzd.wzd_verklaring == "1") != (value is not None):
                yield f"{path}/{name}", f"{name} hoort gevuld te zijn bij WzdVerklaring 1, en anders leeg."


@PERSOON.rule("CS092", "AW33")
def wzd_ends_after_it_starts(scope: Scope) -> Iterator[Hit]:
    for path, wzd in scope.of(Wzd):
        if wzd.wzd_ingangsdatum and wzd.wzd_einddatum and wzd.wzd_einddatum < wzd.wzd_ingangsdatum:
            yield f"{path}/WzdEinddatum", "WzdEinddatum ligt voor WzdIngangsdatum."


@PERSOON.rule("CD016", "AW33")
def contact_person_has_order(scope: Scope) -> Iterator[Hit]:
    for path, relatie in scope.of(Relatie):
        if relatie.soort != "12" and relatie.volgorde is None:
            yield f"{path}/Volgorde", "Volgorde ontbreekt; alleen bij een partner (Soort 12) mag dat."


@PERSOON.rule("CD017", "AW33")
def partner_has_birth_date(scope: Scope) -> Iterator[Hit]:
    for path, relatie in scope.of(Relatie):
        if relatie.soort == "12" and relatie.geboortedatum is None:
            yield f"{path}/Geboortedatum", "De geboortedatum van de partner ontbreekt."


@PERSOON.rule("CS123", "AW33")
def no_wijkcoach(scope: Scope) -> Iterator[Hit]:
    for path, relatie in scope.of(Relatie):
        if relatie.soort == "25":
            yield f"{path}/Soort", "Een wijkcoach (25) is in de Wlz geen soort relatie."


@PERSOON.rule("TR004", "AW33")
def household_with_partner_names_partner(scope: Scope) -> Iterator[Hit]:
    for path, client in scope.of(ClientAW33):
        together = client.leefeenheid in ("3", "4") and client.indicatie.afgiftedatum > _PARTNER_SINCE
        if together and not any(relatie.soort == "12" for relatie in client.relaties):
            yield (
                f"{path}/Leefeenheid",
                "De cliënt woont met een partner, maar de partner staat niet bij de relaties.",
            )


@PERSOON.rule("TR005", "AW33")
def partner_has_address(scope: Scope) -> Iterator[Hit]:
    indicatie = scope.only(Indicatie)
    for path, relatie in scope.of(Relatie):
        adres = relatie.contact.adres
        complete = adres is not None and adres.huis is not None and adres.postcode is not None
        if relatie.soort == "12" and not complete and indicatie and indicatie.afgiftedatum > _PARTNER_SINCE:
            yield f"{path}/Contact", "Van de partner horen postcode en huisnummer in het bericht te staan."


@PERSOON.rule("TR006", "AW33")
def contact_can_be_reached(scope: Scope) -> Iterator[Hit]:
    for path, contact in scope.of(Contact):
        adres = contact.adres
        if contact.telefoon is None and not (adres and adres.huis and adres.postcode):
            yield path, "Dit contact heeft geen telefoonnummer en ook geen huisnummer met postcode."


@PERSOON.rule("TR061", "AW33")
def client_lives_somewhere(scope: Scope) -> Iterator[Hit]:
    for path, client in scope.of(ClientAW33):
        if not any(contact.soort in ("01", "03") for contact in client.contactgegevens):
            yield (
                f"{path}/Contactgegevens",
                "Een BRP-adres (01) of een verblijfadres (03) van de cliënt ontbreekt.",
            )


@PERSOON.rule("CD009", "AW33")
def only_temporary_address_has_period(scope: Scope) -> Iterator[Hit]:
    for path, contact in scope.of(Contact):
        if contact.periode is not None and contact.soort != "04":
            yield f"{path}/Periode", "Alleen bij een tijdelijk adres (04) mag een periode staan."


@PERSOON.rule("CS003", "AW33")
def address_period_ends_after_it_starts(scope: Scope) -> Iterator[Hit]:
    for path, periode in scope.of(OpenPeriode):
        if periode.begindatum and periode.einddatum and periode.einddatum < periode.begindatum:
            yield f"{path}/Einddatum", f"De periode eindigt voordat zij begint, op {day(periode.begindatum)}."


@PERSOON.rule("CD034", "AW33")
def home_address_has_postcode(scope: Scope) -> Iterator[Hit]:
    for path, contact in scope.of(Contact):
        if contact.soort in ("01", "03") and contact.adres is not None and contact.adres.postcode is None:
            yield f"{path}/Adres/Postcode", "Bij een BRP-adres of verblijfadres hoort een postcode."


@PERSOON.rule("CD005", "AW33")
def postcode_and_country_together(scope: Scope) -> Iterator[Hit]:
    for path, adres in scope.of(Adres):
        if (adres.postcode is None) != (adres.land_code is None):
            yield f"{path}/LandCode", "Postcode en LandCode horen beide gevuld te zijn of beide leeg."


@PERSOON.rule("CD025", "AW33")
def dutch_address_has_number(scope: Scope) -> Iterator[Hit]:
    for path, adres in scope.of(Adres):
        if adres.land_code == "NL" and adres.huis is None:
            yield f"{path}/Huis", "Bij een adres in Nederland hoort een huisnummer."


@PERSOON.rule("CS089", "AW33")
def dutch_postcode_looks_dutch(scope: Scope) -> Iterator[Hit]:
    for path, adres in scope.of(Adres):
        if adres.land_code == "NL" and not _POSTCODE.fullmatch(adres.postcode or ""):
            yield (
                f"{path}/Postcode",
                "Een Nederlandse postcode is vier cijfers en twee hoofdletters, zoals 1234AB.",
            )
