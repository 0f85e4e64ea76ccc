"""The facts of an event in words: every field has a Dutch label, every amount its unit, every subject a link."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from ledger.vocabulary.amounts import Amount, Unit
from web import dutch
from web.answers import SEALED
from web.pages.auditor.amounts import written
from web.pages.auditor.subjects import timeline_address
from web.view_models.shell import Fact

LABELS: dict[str, str] = {
    "agb": "AGB-code",
    "asked": "Gevraagd",
    "assigned_at": "Toegewezen op",
    "behandeling": "Behandeling",
    "besluitnummer": "Besluitnummer",
    "budget": "Budget",
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
    "coordinator_zorg_thuis": "Coördinator zorg thuis",
    "credit": "Creditregel",
    "dagtekening": "Dagtekening",
    "declaration": "Declaratie",
    "digest": "Controlegetal",
    "dossierhouder": "Dossierhouder",
    "issued": "Afgegeven op",
    "entry": "Regel",
    "etmalen": "Etmalen",
    "eurocent": "Bedrag",
    "from": "Vanaf",
    "from_budget": "Van budget",
    "from_reservation": "Uit reservering",
    "giver": "Van",
    "ground": "Grond",
    "group": "Groep",
    "identification": "Kenmerk van het bericht",
    "identity": "Naam, BSN en geboortedatum",
    "instelling_bestemming": "Instelling van bestemming",
    "key": "Toewijzing",
    "kind": "Soort bericht",
    "klasse": "Klasse",
    "to": "Tot en met",
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
    "parts": "Verdeling",
    "per": "Per",
    "percentage": "Percentage",
    "prestatie": "Prestatie",
    "provider": "Zorgaanbieder",
    "quantity": "Aantal",
    "reason": "Reden",
    "receiver": "Ontvanger",
    "reden_intrekking": "Reden van intrekking",
    "region": "Regio",
    "remainder": "Wat overblijft",
    "remarks": "Opmerkingen bij het bericht",
    "retourcode": "Retourcode",
    "retourcodes": "Retourcodes",
    "sender": "Afzender",
    "sleuteldatum": "Sleuteldatum",
    "soort": "Soort toewijzing",
    "started_on": "Begonnen op",
    "taker": "Naar",
    "text": "Tekst",
    "to_budget": "Naar budget",
    "group_size": "Samen met (aantal cliënten)",
    "transfer": "Overboeking",
    "unit": "Eenheid",
    "worth": "Waarde in euro",
    "value_eurocent": "Indicatiewaarde",
    "quantity_before": "Was",
    "what": "Waarvoor",
    "year": "Jaar",
    "zorgeenheid": "Zorgeenheid",
    "zorgkantoor": "Zorgkantoor",
    "zorgprofiel": "Zorgprofiel",
}
"""Every field that an event can have."""

_WORDS: dict[str, dict[str, str]] = {
    "per": {"day": "dag", "week": "week", "month": "maand", "year": "jaar"},
    "remainder": {"lapses": "vervalt", "carries_over": "gaat mee", "to_group": "gaat naar de groep"},
    "unit": {"eurocent": "euro", "punt/100": "punten", "minuut": "uren", "PUNT": "punten", "UUR": "uren"},
}
_LINKED = {
    "budget": "budget",
    "to_budget": "budget",
    "from_budget": "budget",
    "client": "client",
    "declaration": "declaration",
    "provider": "provider",
    "region": "region",
}
_IN_UNIT = frozenset({"quantity", "quantity_before", "left", "overdraft"})
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def told(facts: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Return the facts in the order in which they are stored."""
    return tuple(
        Fact(LABELS.get(name, name), _value(name, value, facts), _href(name, value)) for name, value in facts.items()
    )


def _href(name: str, value: Any) -> str:
    return timeline_address(_LINKED[name], value) if name in _LINKED and isinstance(value, str) else ""


def _value(name: str, value: Any, facts: Mapping[str, Any]) -> str:
    if name in SEALED:
        return "verzegeld: niet te lezen zonder de sleutel van de cliënt"
    if name in _IN_UNIT and "unit" in facts:
        return written(Amount(Unit(facts["unit"]), value))
    if name in ("eurocent", "value_eurocent", "change_eurocent", "rate_eurocent"):
        return dutch.euro(value)
    if name == "worth":
        rate, since = dutch.euro(value["rate_eurocent"]), dutch.day(date.fromisoformat(value["rate_from"]))
        return f"{dutch.euro(value['eurocent'])}, tegen {rate} vanaf {since}"
    if isinstance(value, str) and _DAY.fullmatch(value):
        return dutch.day(date.fromisoformat(value))
    return _WORDS.get(name, {}).get(str(value)) or _plain(value)


def _plain(value: Any) -> str:
    """Tell a value that has no form of its own; a list by its length, for the stored form shows it whole."""
    if isinstance(value, list):
        return dutch.count(len(value), "stuk", "stuks")
    if isinstance(value, dict):
        return ", ".join(f"{name} {_plain(part)}" for name, part in value.items())
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value)
