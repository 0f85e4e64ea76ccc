"""The small story with the care of c1 beside its zorgplan: what material control and questions to the client look at.

Zorgplan z1 of c1 at p1 holds from 12 January 2026: seven hours a week of H126, to be evaluated by 28 February, which
nobody did. An hour was given on 8 January (before the plan), two in January and half an hour on 4 February (l1 to l4);
line 1 of declaration d1 is that last one. All invented.
"""

from typing import Any

from tests.houses import do
from tests.web.zorgplan_story import tell_zorgplan
from web.composition import House

PLAN = {
    "do": "agree_zorgplan",
    "client": "c1",
    "zorgplan": "z1",
    "from": "2026-01-12",
    "goals": [{"goal": "g1", "text": "Weer zelf koken"}],
    "lines": [{"line": "1", "provider": "p1", "prestatie": "H126", "minutes_per_week": {"UUR": "7:00"}}],
    "remainder_to": "unused",
    "evaluate_by": "2026-02-28",
}
LOOKED_BACK = {
    "do": "evaluate_zorgplan",
    "client": "c1",
    "zorgplan": "z1",
    "on": "2026-03-02",
    "outcomes": [{"goal": "g1", "reached": "no"}],
}
CARE = (
    ("l1", "2026-01-08", "1:00"),
    ("l2", "2026-01-14", "1:00"),
    ("l3", "2026-01-21", "1:00"),
    ("l4", "2026-02-04", "0:30"),
)
SECRET = "Is er op 4 februari een half uur hulp geweest?"


def delivery(number: str, on: str, minutes: str, **more: Any) -> dict[str, Any]:
    """Write down care of H126 of p1 for c1."""
    facts = {"client": "c1", "levering": number, "provider": "p1", "prestatie": "H126", "on": on}
    return {"do": "record_delivery", **facts, "minutes": {"UUR": minutes}, **more}


def tell_cycle(house: House) -> None:
    """Tell the small story, the plan of c1 and the care that followed."""
    tell_zorgplan(house)
    line = {"line": "1", "client": "c1", "prestatie": "H126", "on": "2026-02-04", "quantity": "0:30", "unit": "UUR"}
    declared = {"do": "submit_declaration", "declaration": "d1", "provider": "p1"}
    do(
        house,
        PLAN,
        *(delivery(*one) for one in CARE),
        declared | {"period": ["2026-02-01", "2026-02-28"], "lines": [{**line, "amount": {"EUR": "28.35"}}]},
        {"do": "approve_declaration", "declaration": "d1", "lines": ["1"]},
    )


def asked(number: str = "n1", **more: Any) -> dict[str, Any]:
    """Ask c1 about delivery l4, or about something else."""
    facts = {"navraag": number, "client": "c1", "purpose": "materiële controle 2026", "text": SECRET}
    return {"do": "ask_client", **facts, **({"levering": "l4"} if "line" not in more else {}), **more}
