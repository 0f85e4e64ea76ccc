"""One sample of every event, in the words of one small story: the stored JSON that the vocabulary page shows.

A field that is not here makes a test red. A value is found under the owner and the field (the topic of the event, with
its version where that matters, or the name of a struct inside it), else under the field alone; a struct without a value
is made of its fields.
"""

import json
from typing import Any, TypeVar

import msgspec

from ledger.aggregates.base import Stored
from ledger.application import Header
from ledger.vocabulary.actor import Actor
from ledger.vocabulary.source import Source
from web.cli.vocabulary.care_samples import CARE_VALUES
from web.cli.vocabulary.control_samples import CONTROL_VALUES
from web.cli.vocabulary.forms import struct_in
from web.cli.vocabulary.inzage_samples import INZAGE_VALUES
from web.cli.vocabulary.message_samples import MESSAGE_VALUES
from web.cli.vocabulary.navraag_samples import NAVRAAG_VALUES
from web.cli.vocabulary.sample_samples import SAMPLE_VALUES

SEALED = "<sealed>"
"""Stands for the base64 of a nonce and an encrypted text."""

RECORDED_AT = "2026-03-04T10:15:00.000000Z"
HEADER = Header(Actor("systeem", "systeem"), "first-10", Source("journal", "first.ndjson", 10))

S = TypeVar("S", bound=Stored)

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
    "declaration.submitted.line_count": 1,
    "declaration.submitted.eurocent": 6000,
    "declaration.submitted.contract": "k1",
    "label": "2026-03",
    "declaration.line-submitted.quantity": 60,
    "declaration.line-submitted.unit": "minuut",
    "declaration.line-submitted.eurocent": 6000,
    "declaration.line-submitted.from": "2026-03-04",
    "declaration.line-submitted.to": "2026-03-04",
    "declaration.line-approved.eurocent": 6000,
    "declaration.line-approved.from": "2026-03-04",
    "declaration.line-approved.to": "2026-03-04",
    "declaration.line-refused.eurocent": 6000,
    "declaration.line-refused.from": "2026-03-04",
    "declaration.line-refused.to": "2026-03-04",
    "declaration.line-credited.from": "2026-03-04",
    "declaration.line-credited.to": "2026-03-04",
    "price_eurocent": None,
    "price_per": None,
    "declaration.line-submitted.besluitnummer": None,
    "declaration.line-submitted.zorgprofiel": None,
    "declaration.line-submitted.contract": None,
    "replaces": None,
    "settles": False,
    "Derivation.contract": "k1",
    "Derivation.model": "A",
    "computed_eurocent": 6000,
    "unpaid_eurocent": 0,
    "above_eurocent": 0,
    "terms_position": 3,
    "Derivation.ceiling_eurocent": 60_000,
    "Derivation.rate_basispoint": 9450,
    "UsedTarief.unit": "uur",
    "UsedTarief.eurocent": 6349,
    "rests_on": [4],
    "steps": ["1:00 uur × € 60,00 = € 60,00."],
    "owed": [],
    "declaration.line-refused.retourcodes": ["0553"],
    "declaration.line-refused.rules": ["no-indicatie"],
    "declaration.line-credited.why": "asked",
    "eurocent": 2000,
    "change_eurocent": -25_000_000,
    "ground": "Voorlopige kaderbrief Wlz 2026",
    "code": "H126",
    "tarief.set.name": "persoonlijke verzorging (demo)",
    "tarief.set.unit": "uur",
    "tarief.set.eurocent": 6000,
    "reference": "demo: verzonnen bedrag",
    "version": 1,
    "contract": "k1",
    "payer": "zorgkantoor-rotterdam",
    "act": "Wlz",
    "leveringsvormen": ["mpt", "mpt_pgb"],
    "option_until": "2028-12-31",
    "option_indicator": "dagbesteding",
    "option_clients": 2,
    "earned_by": ["c1", "c2"],
    "parties": [
        {"provider": "p1", "role": "hoofdaannemer"},
        {"provider": "p2", "role": "onderaannemer", "share_basispoint": 2000},
    ],
    "components": [
        {
            "model": "C",
            "version": 1,
            "claims": ["arrangement"],
            "parameters": {"prestatie": "V900", "shares": [{"word": "middel", "share_basispoint": 7500}]},
        }
    ],
    "rate_basispoint": 9450,
    "basis": "plan",
    "ceiling": "client",
    "rhythm": "week",
    "settlement": "none",
    "warnings": [],
    "acknowledged": False,
    "contract.amended.from": "2026-07-01",
    "contract.amended.rate_basispoint": 9500,
    "contract.amended.ground": "Afspraak van juni 2026",
    "contract.extended.to": "2028-12-31",
    "contract.extended.ground": "Twee cliënten gingen een stap vooruit",
    "contract.ended.to": "2026-06-30",
    "contract.ended.ground": "De zorgaanbieder stopt",
    "score": "s1",
    "score.recorded.provider": None,
    "score.withdrawn.provider": None,
    "indicator": "dagbesteding",
    "family": "outcome",
    "instrument": "zrm",
    "score.recorded.value": 3,
    "lowest": 1,
    "highest": 5,
    "age_from": 65,
    "age_to": None,
    "sex": None,
    "persons": 110_000,
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
    "contracteerruimte.corrected.ground": "artikel 49e Wmg",
    "contracteerruimte.corrected/1.ground": "artikel 49e Wmg, herschikking november 2026",
    "motivation": "Herschikking november 2026",
    "contracteerruimte.corrected.reference": "demo: verzonnen besluit",
    "contracteerruimte.agreement-made.eurocent": 150_000_000,
    "contracteerruimte.agreement-made.ground": "Zorgovereenkomst 2026",
    "stand.named.name": "stand 14 augustus",
    "stand.named.position": 22,
    "purpose": "tussentijdse controle 2026",
} | {**CARE_VALUES, **CONTROL_VALUES, **INZAGE_VALUES, **MESSAGE_VALUES, **NAVRAAG_VALUES, **SAMPLE_VALUES}


def sample_of(form: type[S]) -> S:
    """Return an event, or an old form of it, with every field filled in; a `KeyError` names a field without a value."""
    return msgspec.convert(_facts(form, form.stored_topic()), form)


def stored(event: Stored) -> str:
    """Return the JSON as it stands in the log: when, who, by which command, from where, and the facts."""
    form = {"recorded_at": RECORDED_AT} | json.loads(msgspec.json.encode(HEADER))
    return json.dumps(form | json.loads(msgspec.json.encode(event)), ensure_ascii=False)


def _facts(kind: Any, owner: str) -> dict[str, Any]:
    return {field.encode_name: _value(field, owner) for field in msgspec.structs.fields(kind)}


def _value(field: Any, owner: str) -> Any:
    for name in (f"{owner}.{field.encode_name}", f"{owner.partition('/')[0]}.{field.encode_name}", field.encode_name):
        if name in VALUES:
            return VALUES[name]
    inner, many = struct_in(field.type)
    if inner is None:
        raise KeyError(f"{owner}.{field.encode_name} has no sample in {__name__}")
    facts = _facts(inner, inner.__name__)
    return [facts] if many else facts
