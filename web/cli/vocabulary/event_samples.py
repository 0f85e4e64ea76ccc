"""One sample of every event, in the words of one small story: the stored JSON that the vocabulary page shows.

A field that is not here makes a test red. A value is found under the owner and the field (the topic of the event, or
the name of a struct inside it), else under the field alone; a struct without a value is made of its fields.
"""

import json
from typing import Any

import msgspec

from ledger.application import Header
from ledger.events import Event
from ledger.vocabulary.actor import Actor
from ledger.vocabulary.source import Source
from web.cli.vocabulary.forms import struct_in

SEALED = "<sealed>"
"""Stands for the base64 of a nonce and an encrypted text."""

RECORDED_AT = "2026-03-04T10:15:00.000000Z"
HEADER = Header(Actor("systeem", "systeem"), "first-10", Source("journal", "first.ndjson", 10))

VALUES: dict[str, Any] = {
    "client": "c1",
    "region": "Rotterdam",
    "identity": SEALED,
    "provider": "p1",
    "name": "Zorg aan de Rotte",
    "agb": "47001234",
    "given_by": "medewerker-17",
    "corrected_by": "medewerker-17",
    "asked_by": "dochter",
    "answered_by": "medewerker-17",
    "reason": SEALED,
    "what": SEALED,
    "text": SEALED,
    "on": "2026-03-04",
    "from": "2026-01-01",
    "to": "2026-12-31",
    "issued": "2025-12-18",
    "year": 2026,
    "besluitnummer": 123456789,
    "zorgprofiel": "4VV",
    "value_eurocent": 60000,
    "per": "week",
    "leveringsvorm": "mpt",
    "soort": "1",
    "assigned_at": "2026-01-02T10:15:00",
    "zorgeenheid": "753",
    "zorgkantoor": "5521",
    "percentage": 100,
    "klasse": None,
    "opslag": None,
    "etmalen": None,
    "opname": None,
    "dossierhouder": None,
    "coordinator_zorg_thuis": "47001234",
    "instelling_bestemming": None,
    "sleuteldatum": None,
    "behandeling": None,
    "leveringsstatus": None,
    "classificatie": None,
    "started_on": None,
    "zorg.ended.started_on": "2026-01-05",
    "Key.from": "2026-01-05",
    "Key.provider": "47001234",
    "reden_intrekking": "01",
    "mutatiecode": "04",
    "of": 10,
    "parts": [
        {"holder": {"provider": "p1"}, "modules": 3},
        {"holder": {"provider": "p2"}, "modules": 2},
        {"holder": {"pgb": True}, "modules": 3},
        {"holder": {"unused": True}, "modules": 2},
    ],
    "modules": 2,
    "giver": {"provider": "p1"},
    "taker": {"provider": "p2"},
    "budget": "b1",
    "group": "De Linde",
    "entry": "e1",
    "unit": "punt/100",
    "quantity": 200,
    "overdraft": 0,
    "remainder": "to_group",
    "from_reservation": "r1",
    "group_size": None,
    "EuroValue.eurocent": 2500,
    "rate_eurocent": 1250,
    "rate_from": "2026-01-01",
    "quantity_before": 200,
    "left": 11850,
    "to_budget": "pot1",
    "from_budget": "b1",
    "transfer": "t1",
    "declaration": "d1",
    "line": "1",
    "credit": "1c",
    "prestatie": "H126",
    "Line.quantity": 60,
    "Line.unit": "minuut",
    "Line.eurocent": 6000,
    "Judged.eurocent": 6000,
    "retourcode": "0553",
    "eurocent": 2000,
    "change_eurocent": -25_000_000,
    "ground": "Voorlopige kaderbrief Wlz 2026",
    "kind": "AW33",
    "sender": "5521",
    "receiver": "47001234",
    "dagtekening": "2026-01-02",
    "remarks": [],
    "identification": "A1",
    "digest": "9f3c",
    "accepted": True,
    "retourcodes": [],
    "indicatie.granted.to": None,
    "indicatie.amended.to": None,
    "indicatie.amended.zorgprofiel": "5VV",
    "modules.placed.to": None,
    "modules.placed.parts": [
        {"holder": {"provider": "p1"}, "modules": 5},
        {"holder": {"pgb": True}, "modules": 3},
        {"holder": {"unused": True}, "modules": 2},
    ],
    "modules.turned-into-pgb.parts": [
        {"holder": {"provider": "p1"}, "modules": 3},
        {"holder": {"pgb": True}, "modules": 5},
        {"holder": {"unused": True}, "modules": 2},
    ],
    "modules.turned-into-pgb.taker": {"pgb": True},
    "modules.forgone.parts": [
        {"holder": {"provider": "p1"}, "modules": 3},
        {"holder": {"pgb": True}, "modules": 3},
        {"holder": {"unused": True}, "modules": 4},
    ],
    "modules.forgone.taker": {"unused": True},
    "toewijzing.assigned.to": None,
    "budget.opened.group": None,
    "budget.opened.quantity": 12000,
    "budget.reserved.entry": "r1",
    "budget.released.entry": "r1",
    "budget.spend-corrected.quantity": 150,
    "budget.spend-corrected.worth": {"eurocent": 1875, "rate_eurocent": 1250, "rate_from": "2026-01-01"},
    "budget.transferred-in.budget": "pot1",
    "budget.brought-forward.budget": "pot1",
    "zorg.ended.mutatiecode": "20",
    "provider.value-set.unit": "PUNT",
    "declaration.submitted.from": "2026-03-01",
    "declaration.submitted.to": "2026-03-31",
    "contracteerruimte.set.eurocent": 1_000_000_000,
    "contracteerruimte.corrected.ground": "Herschikking november 2026",
    "contracteerruimte.agreement-made.eurocent": 150_000_000,
    "contracteerruimte.agreement-made.ground": "Zorgovereenkomst 2026",
}


def sample_of(event: type[Event]) -> Event:
    """Return an event with every field filled in; a `KeyError` names a field without a value."""
    return msgspec.convert(_facts(event, event.TOPIC), event)


def stored(event: Event) -> str:
    """Return the JSON as it stands in the log: when, who, by which command, from where, and the facts."""
    form = {"recorded_at": RECORDED_AT} | json.loads(msgspec.json.encode(HEADER))
    return json.dumps(form | json.loads(msgspec.json.encode(event)), ensure_ascii=False)


def _facts(kind: Any, owner: str) -> dict[str, Any]:
    return {field.encode_name: _value(field, owner) for field in msgspec.structs.fields(kind)}


def _value(field: Any, owner: str) -> Any:
    for name in (f"{owner}.{field.encode_name}", field.encode_name):
        if name in VALUES:
            return VALUES[name]
    inner, many = struct_in(field.type)
    if inner is None:
        raise KeyError(f"{owner}.{field.encode_name} has no sample in {__name__}")
    facts = _facts(inner, inner.__name__)
    return [facts] if many else facts
