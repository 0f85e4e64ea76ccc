"""Rules about one record and the voorlooprecord over it; whose fields are in order one by one is known already.

Source of each rule: the filling rules of AW319 v1.4 (Vektis, edition 7 of 7 September 2016).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ledger.messages.aw319 import layout
from ledger.messages.aw319.model import (
    WLZ_BERICHT,
    WLZ_PRESTATIES,
    Prestatie,
    Sluitrecord,
    Verzekerde,
    Voorlooprecord,
)
from ledger.messages.aw319.problems import BEGIN_AFTER_DAGTEKENING, END_AFTER_DAGTEKENING
from ledger.vocabulary.dutch import day, euro
from ledger.vocabulary.identifiers import is_bsn

Says = Callable[[Any, Voorlooprecord], str | None]
"""A Dutch sentence where the rule is broken, from a record of its kind and the voorlooprecord."""

LAST_DAY_BEFORE = date(2012, 12, 31)
"""A prestatie lies after this day (filling rules of 0414 and 0415)."""
NOT_IN_WLZ = frozenset({"11", "31", "41"})
"""Time units of COD218 that are there for wijkverpleging only."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, the field it is told at, the fields it looks at, and what it says of a record."""

    code: str
    number: str
    looks_at: frozenset[str]
    says: Says
    retourcode: str | None


RULES: dict[str, list[Rule]] = {kind: [] for kind in layout.KINDS}
"""The rules of each kind of record, in the order in which they are told."""


def rule(code: str, number: str, *also: str, retourcode: str | None = None) -> Callable[[Says], Says]:
    """Register a rule at a field, with the other fields that it looks at."""

    def register(says: Says) -> Says:
        kind = layout.field(number).record
        RULES[kind].append(Rule(code, number, frozenset({number, *also}), says, retourcode))
        return says

    return register


@rule("message-other-law", "0102")
def is_of_the_wlz(own: Voorlooprecord, _: Voorlooprecord) -> str | None:
    if own.code_bericht != WLZ_BERICHT:
        return f"Bericht {own.code_bericht} is niet voor de Wlz; daarvoor is het {WLZ_BERICHT}."
    return None


@rule("software-version-alone", "0107", "0106")
def version_is_of_some_software(own: Voorlooprecord, _: Voorlooprecord) -> str | None:
    if own.versie_software and not own.code_software:
        return "Veld 0107 (versie van de software) is gevuld en 0106 (code ervan) niet. Vul 0106 of maak 0107 leeg."
    return None


@rule("uzovi-missing", "0108")
def is_sent_to_somebody(own: Voorlooprecord, _: Voorlooprecord) -> str | None:
    if own.uzovi_nummer is None:
        return "Veld 0108 (UZOVI-nummer van het zorgkantoor) is leeg. Vul in aan welk zorgkantoor u declareert."
    return None


@rule("zorgverlener-and-instelling", "0110", "0112")
def one_declares(own: Voorlooprecord, _: Voorlooprecord) -> str | None:
    if own.code_zorgverlener and own.code_instelling:
        return "Veld 0110 (zorgverlener) mag alleen gevuld zijn als er geen instelling is (0112). Vul nullen in."
    return None


@rule("period-reversed", "0115", "0114")
def period_runs_forward(own: Voorlooprecord, _: Voorlooprecord) -> str | None:
    if own.einddatum < own.begindatum:
        return f"De declaratieperiode eindigt op {day(own.einddatum)}, voor het begin op {day(own.begindatum)}."
    return None


@rule("period-two-years", "0115", "0114")
def one_calendar_year(own: Voorlooprecord, _: Voorlooprecord) -> str | None:
    if own.einddatum.year > own.begindatum.year:
        years = f"{own.begindatum.year} en {own.einddatum.year}"
        return f"De declaratieperiode loopt over {years}. Maak voor elk kalenderjaar een eigen bestand."
    return None


@rule("bsn-invalid", "0203")
def bsn_passes_the_test(own: Verzekerde, _: Voorlooprecord) -> str | None:
    """The number that says there is no BSN fails the test and is allowed: it has its own meaning."""
    if own.zonder_bsn or is_bsn(own.burgerservicenummer):
        return None
    return "Dit BSN bestaat niet: het voldoet niet aan de 11-proef. Controleer het nummer."


@rule("birth-after-dagtekening", "0207", "0117")
def is_born(own: Verzekerde, voorloop: Voorlooprecord) -> str | None:
    if own.geboortedatum > voorloop.dagtekening:
        return f"De geboortedatum ligt na de dagtekening van de declaratie, {day(voorloop.dagtekening)}."
    return None


@rule("partner-name-alone", "0213", "0212")
def name_of_partner_is_announced(own: Verzekerde, _: Voorlooprecord) -> str | None:
    if own.naam_partner and own.naamcode_partner != "2":
        return "Veld 0213 (naam van de partner) is gevuld, terwijl 0212 geen 2 is. Vul 0212 met 2 of maak 0213 leeg."
    return None


@rule("country-missing", "0221", "0217")
def lives_somewhere(own: Verzekerde, _: Voorlooprecord) -> str | None:
    if own.postcode is None and own.land is None:
        return "Zonder Nederlandse postcode (0217) is het land verplicht (0221). Vul een van beide in."
    return None


@rule("prestatie-other-law", "0416")
def prestatie_is_of_the_wlz(own: Prestatie, _: Voorlooprecord) -> str | None:
    if own.prestatiecodelijst != WLZ_PRESTATIES:
        return f"Prestatiecodelijst {own.prestatiecodelijst} is niet voor de Wlz; daarvoor is het {WLZ_PRESTATIES}."
    return None


@rule("tijdseenheid-other-law", "0419")
def unit_is_of_the_wlz(own: Prestatie, _: Voorlooprecord) -> str | None:
    if own.tijdseenheid in NOT_IN_WLZ:
        return f"Tijdseenheid {own.tijdseenheid} is alleen voor wijkverpleging. Kies een andere eenheid."
    return None


@rule("dates-reversed", "0415", "0414")
def begins_before_it_ends(own: Prestatie, _: Voorlooprecord) -> str | None:
    if own.einddatum < own.begindatum:
        return f"De prestatie eindigt op {day(own.einddatum)}, voor het begin op {day(own.begindatum)}."
    return None


@rule("before-2013", "0414")
def is_not_of_long_ago(own: Prestatie, _: Voorlooprecord) -> str | None:
    if own.begindatum <= LAST_DAY_BEFORE:
        return f"De prestatie begint op {day(own.begindatum)}; dit bericht is voor zorg na {day(LAST_DAY_BEFORE)}."
    return None


@rule("begin-outside-period", "0414", "0114", "0115")
def begins_in_the_period(own: Prestatie, voorloop: Voorlooprecord) -> str | None:
    return _outside(own.begindatum, voorloop, "begint")


@rule("end-outside-period", "0415", "0114", "0115")
def ends_in_the_period(own: Prestatie, voorloop: Voorlooprecord) -> str | None:
    return _outside(own.einddatum, voorloop, "eindigt")


def _outside(on: date, voorloop: Voorlooprecord, verb: str) -> str | None:
    if voorloop.begindatum <= on <= voorloop.einddatum or voorloop.einddatum < voorloop.begindatum:
        return None
    period = f"{day(voorloop.begindatum)} tot en met {day(voorloop.einddatum)}"
    return f"De prestatie {verb} op {day(on)}, buiten de declaratieperiode van {period}."


@rule("begin-after-dagtekening", "0414", "0117", retourcode=BEGIN_AFTER_DAGTEKENING)
def had_begun(own: Prestatie, voorloop: Voorlooprecord) -> str | None:
    if own.begindatum > voorloop.dagtekening:
        return f"De prestatie begint op {day(own.begindatum)}, na de dagtekening van {day(voorloop.dagtekening)}."
    return None


@rule("end-after-dagtekening", "0415", "0117", retourcode=END_AFTER_DAGTEKENING)
def had_ended(own: Prestatie, voorloop: Voorlooprecord) -> str | None:
    if own.einddatum > voorloop.dagtekening:
        return f"De prestatie eindigt op {day(own.einddatum)}, na de dagtekening van {day(voorloop.dagtekening)}."
    return None


@rule("berekend-not-aantal-times-tarief", "0426", "0418", "0425")
def computed_is_quantity_times_rate(own: Prestatie, _: Voorlooprecord) -> str | None:
    right = own.aantal * own.tarief_eurocent
    if own.berekend_eurocent == right:
        return None
    told = f"{own.aantal} × {euro(own.tarief_eurocent)} = {euro(right)}"
    return f"Het berekende bedrag is {euro(own.berekend_eurocent)}, maar {told}. Verbeter aantal, tarief of bedrag."


@rule("declared-above-berekend", "0429", "0426")
def declared_is_at_most_computed(own: Prestatie, _: Voorlooprecord) -> str | None:
    if own.declaratie_eurocent <= own.berekend_eurocent:
        return None
    told = f"{euro(own.declaratie_eurocent)}, meer dan het berekende bedrag van {euro(own.berekend_eurocent)}"
    return f"Het declaratiebedrag is {told}. Declareer ten hoogste het berekende bedrag."


@rule("debet-credit-differs", "0430", "0427")
def both_amounts_are_of_one_side(own: Prestatie, _: Voorlooprecord) -> str | None:
    if own.declaratie_debet_credit == own.berekend_debet_credit:
        return None
    told = f"0427 is {own.berekend_debet_credit} en 0430 is {own.declaratie_debet_credit}"
    return f"De twee indicaties debet/credit zijn niet gelijk: {told}. Vul twee keer D of twee keer C in."


@rule("credit-without-reference", "0432", "0430")
def credit_points_to_what_it_takes_back(own: Prestatie, _: Voorlooprecord) -> str | None:
    if own.declaratie_debet_credit == "C" and own.vorig_referentienummer is None:
        return "Bij een creditregel hoort het nummer van de regel die wordt teruggenomen. Vul 0432 in."
    return None


@rule("reference-to-itself", "0432", "0431")
def does_not_follow_itself(own: Prestatie, _: Voorlooprecord) -> str | None:
    if own.vorig_referentienummer == own.referentienummer:
        return f"Regel {own.referentienummer} verwijst in 0432 naar zichzelf. Vul het nummer van de eerdere regel in."
    return None


@rule("debiteurrecords-not-zero", "9903")
def there_are_no_records_of_debtors(own: Sluitrecord, _: Voorlooprecord) -> str | None:
    if own.aantal_debiteurrecords:
        return f"Veld 9903 is {own.aantal_debiteurrecords}; dit bericht kent geen debiteurrecords. Vul nullen in."
    return None
