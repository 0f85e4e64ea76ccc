"""The facts of an event in words: every field has a Dutch label, every amount its unit, every subject a link."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from ledger.vocabulary.amounts import Amount, Unit
from ledger.vocabulary.percentages import percentage
from web import dutch
from web.answers import SEALED
from web.pages.auditor.amounts import written
from web.pages.auditor.fact_words import WORDS
from web.pages.auditor.sample_labels import SAMPLE_LABELS
from web.pages.auditor.subjects import timeline_address
from web.view_models.shell import Fact

LABELS: dict[str, str] = {
    "absence": "Afwezigheid",
    "about": "Gaat over",
    "accepted_by": "Aangenomen door",
    "acknowledged": "Waarschuwing gezien",
    "act": "Wet",
    "basis": "Wat wordt gedeclareerd",
    "ceiling": "Plafond",
    "components": "Bekostigingsmodellen",
    "earned_by": "Optie verdiend door",
    "leveringsvormen": "Leveringsvormen",
    "option_clients": "Optie: aantal cliënten",
    "option_indicator": "Optie: indicator",
    "option_until": "Optie tot en met",
    "parties": "Partijen",
    "payer": "Betaler",
    "rate_basispoint": "Deel van het maximumtarief",
    "rhythm": "Declareren per",
    "settlement": "Afrekenen",
    "warnings": "Waarschuwingen",
    "agb": "AGB-code",
    "as_of": "Beoordeeld met kennis tot en met gebeurtenis",
    "asked": "Gevraagd",
    "assigned_at": "Toegewezen op",
    "behandeling": "Behandeling",
    "besluitnummer": "Besluitnummer",
    "budget": "Budget",
    "by_payer": "Vastgelegd door het zorgkantoor",
    "answered_by": "Beantwoord door",
    "asked_by": "Gevraagd door",
    "change_eurocent": "Wijziging",
    "corrected_by": "Verbeterd door",
    "given_by": "Gegeven door",
    "left": "Over",
    "rate_eurocent": "Waarde van een heel punt of uur",
    "classificatie": "Classificatie",
    "client": "Cliënt",
    "clients": "Cliënten in het bericht",
    "contract": "Contract",
    "contracts": "Contracten",
    "code": "Code",
    "reference": "Bron",
    "motivation": "Toelichting",
    "version": "Versie",
    "coordinator_zorg_thuis": "Coördinator zorg thuis",
    "credit": "Creditregel",
    "dagtekening": "Dagtekening",
    "declaration": "Declaratie",
    "derivation": "Zo berekend",
    "days": "Dagen",
    "digest": "Controlegetal",
    "dismissed_by": "Afgesloten door",
    "dossierhouder": "Dossierhouder",
    "issued": "Afgegeven op",
    "entry": "Regel",
    "etmalen": "Etmalen",
    "eurocent": "Bedrag",
    "explained_by": "Toegelicht door",
    "finding": "Bevinding",
    "from": "Vanaf",
    "from_budget": "Van budget",
    "from_reservation": "Uit reservering",
    "giver": "Van",
    "ground": "Grond",
    "group": "Groep",
    "identification": "Kenmerk van het bericht",
    "identity": "Naam, BSN, geboortedatum en geslacht",
    "instelling_bestemming": "Instelling van bestemming",
    "key": "Toewijzing",
    "item": "Welke",
    "judgement": "Gezien",
    "kind": "Soort",
    "klasse": "Klasse",
    "zorgplan": "Zorgplan",
    "goals": "Doelen",
    "evaluate_by": "Evalueren voor",
    "check": "Past in de indicatiewaarde",
    "starts_at": "Begonnen om",
    "outcomes": "Uitkomst per doel",
    "levering": "Levering",
    "activity": "Activiteit",
    "minutes": "Tijd",
    "minutes_before": "Tijd voor de verbetering",
    "norm_minutes": "Rekentijd",
    "to": "Tot en met",
    "label": "Periode",
    "leveringsstatus": "Leveringsstatus",
    "leveringsvorm": "Leveringsvorm",
    "line": "Declaratieregel",
    "lines": "Regels",
    "modules": "Modules",
    "mutatiecode": "Mutatiecode",
    "name": "Naam",
    "of": "Modules in totaal",
    "on": "Geldt op",
    "opname": "Opname",
    "opslag": "Opslag",
    "overdraft": "Mag rood staan tot",
    "owed": "Aan onderaannemers",
    "parts": "Verdeling",
    "per": "Per",
    "payment": "Betaling uit het pgb",
    "percentage": "Percentage",
    "prestatie": "Prestatie",
    "price_eurocent": "Prijs",
    "price_per": "Prijs per",
    "provider": "Zorgaanbieder",
    "quantity": "Aantal",
    "reason": "Reden",
    "recovered_by": "Teruggenomen door",
    "record": "Plaats in het bestand",
    "receiver": "Ontvanger",
    "reden_intrekking": "Reden van intrekking",
    "refused_count": "Niet aangenomen regels",
    "region": "Regio",
    "remainder": "Wat overblijft",
    "remainder_to": "De rest",
    "remarks": "Opmerkingen bij het bericht",
    "replaces": "In plaats van regel",
    "line_count": "Aantal regels",
    "why": "Waarom teruggenomen of ingetrokken",
    "rests_on": "Steunt op gebeurtenissen",
    "retourcodes": "Retourcodes",
    "rule": "Regel van de controle",
    "sender": "Afzender",
    "settles": "Verrekent eerdere regels",
    "sleuteldatum": "Sleuteldatum",
    "soort": "Soort toewijzing",
    "started_on": "Begonnen op",
    "taker": "Naar",
    "text": "Tekst",
    "to_budget": "Naar budget",
    "told": "Wat er is",
    "group_size": "Samen met (aantal cliënten)",
    "score": "Score",
    "indicator": "Indicator",
    "family": "Soort indicator",
    "instrument": "Meetinstrument",
    "value": "Waarde",
    "lowest": "Laagste van de schaal",
    "highest": "Hoogste van de schaal",
    "tarief": "Tarief uit het register",
    "raise_basispoint": "Verhoging van de indicatiewaarde",
    "groups": "Groepen",
    "position": "Tot en met gebeurtenis",
    "purpose": "Waarvoor (doel)",
    "transfer": "Overboeking",
    "unit": "Eenheid",
    "worth": "Waarde in euro",
    "value_eurocent": "Indicatiewaarde",
    "quantity_before": "Was",
    "what": "Waarvoor",
    "withdrawn": "Ingetrokken",
    "year": "Jaar",
    "inzage": "Inzage",
    "navraag": "Vraag aan de cliënt",
    "answer": "Antwoord",
    "left_by": "Niet beantwoord door",
    "step": "Stap",
    "only_clients": "Alleen deze cliënten",
    "sample": "Steekproef",
    "until": "Geldt tot en met",
    "previous": "Na inzage",
    "granted_by": "Toegestaan door",
    "refused_by": "Geweigerd door",
    "page": "Bekeken pagina",
    **SAMPLE_LABELS,
    "zorgeenheid": "Zorgeenheid",
    "zorgkantoor": "Zorgkantoor",
    "zorgprofiel": "Zorgprofiel",
}
"""Every field that an event can have."""

_LINKED = {
    "budget": "budget",
    "to_budget": "budget",
    "from_budget": "budget",
    "client": "client",
    "declaration": "declaration",
    "provider": "provider",
    "region": "region",
}
_IN_EURO = frozenset({"eurocent", "value_eurocent", "change_eurocent", "rate_eurocent"}) | {
    *("population_eurocent", "interval_eurocent", "audited_eurocent", "uncertain_eurocent"),
    *("found_eurocent", "projected_eurocent", "bound_eurocent", "understated_eurocent"),
}
_LAW = "Wet of regeling"  # the basis of a finding; that of a contract is what is declared
_IN_FULL = frozenset({"basis", "rules", "retourcodes"})
_IN_UNIT = frozenset({"quantity", "quantity_before", "left", "overdraft"})
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def told(facts: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Return the facts in the order in which they are stored."""
    return tuple(
        Fact(
            _LAW if name == "basis" and isinstance(value, list) else LABELS.get(name, name),
            _value(name, value, facts),
            _href(name, value),
        )
        for name, value in facts.items()
    )


def _href(name: str, value: Any) -> str:
    return timeline_address(_LINKED[name], value) if name in _LINKED and isinstance(value, str) else ""


def _value(name: str, value: Any, facts: Mapping[str, Any]) -> str:
    if name in SEALED:
        return "verzegeld: niet te lezen zonder de sleutel van de cliënt"
    if name in _IN_UNIT and facts.get("unit") in WORDS["unit"]:
        return written(Amount(Unit(facts["unit"]), value))
    if name in _IN_EURO:
        return dutch.euro(value)
    if name in ("minutes", "minutes_before", "norm_minutes"):
        return dutch.hours_short(value)
    if name in _IN_FULL and isinstance(value, list):
        return "; ".join(value)
    if name == "check":
        used, most = dutch.euro(value["used_week_eurocent"]), dutch.euro(value["ceiling_week_eurocent"])
        return f"{used} van {most} per week"
    if name.endswith("_basispoint"):
        return percentage(value)
    if name == "worth":
        rate, since = dutch.euro(value["rate_eurocent"]), dutch.day(date.fromisoformat(value["rate_from"]))
        return f"{dutch.euro(value['eurocent'])}, tegen {rate} vanaf {since}"
    if name == "derivation":
        return " ".join(value.get("steps", ())) or f"model {value['model']}, contract {value['contract']}"
    if name == "owed":
        return ", ".join(f"{one['provider']} {dutch.euro(one['eurocent'])}" for one in value)
    if name == "tarief":
        return f"{value['code']} van {value['year']}, versie {value['version']}. Bron: {value['reference']}"
    if isinstance(value, str) and _DAY.fullmatch(value):
        return dutch.day(date.fromisoformat(value))
    return WORDS.get(name, {}).get(str(value)) or _plain(value)


def _plain(value: Any) -> str:
    """Tell a value that has no form of its own; a list by its length, for the stored form shows it whole."""
    if isinstance(value, list):
        return dutch.count(len(value), "stuk", "stuks")
    if isinstance(value, dict):
        return ", ".join(f"{name} {_plain(part)}" for name, part in value.items())
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value)
