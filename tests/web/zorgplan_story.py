"""The small story with what a zorgplan needs: tariffs, contracts of two providers, and the value of one indicatie.

Client c1 (4VV, mpt with pgb, € 600,00 a week) is known to p1 and p9 by a toewijzing. All amounts are invented.
"""

from typing import Any

from tests.houses import do
from tests.web.story import tell
from web.composition import House

TARIEVEN = (
    ("H126", "Persoonlijke verzorging", "uur", "60.00"),
    ("H300", "Begeleiding individueel", "uur", "64.94"),
    ("H811", "Dagbesteding", "dagdeel", "80.00"),
)
SHOWER = {"activity": "douchen", "name": "Douchen", "prestatie": "H126", "norm": {"UUR": "0:20"}}
ASSIGNED = {
    "do": "assign_zorg",
    "client": "c1",
    "besluitnummer": 401,
    "zorgeenheid": "753",
    "leveringsvorm": "mpt",
    "from": "2026-01-05",
    "assigned_at": "2026-01-02T10:15:00",
    "soort": "1",
    "zorgkantoor": "5521",
}


def tell_zorgplan(house: House) -> None:
    """Tell the small story, and what makes a zorgplan possible for c1."""
    tell(house)
    for code, name, unit, tariff in TARIEVEN:
        facts = {"year": 2026, "code": code, "name": name, "unit": unit, "tariff": {"EUR": tariff}}
        do(house, {"do": "set_tarief", **facts, "source": "demo: verzonnen bedrag"})
    shower = {**SHOWER, "price": {"EUR": "18.00"}}
    do(
        house,
        contract("p1", "k1", part("A", ["H126"])),
        contract("p1", "k2", part("B", ["douchen"], activities=[shower])),
        contract("p9", "k9", part("A", ["H300", "H811"])),
    )
    value = {"do": "set_indicatiewaarde", "client": "c1", "besluitnummer": 401, "from": "2026-01-01", "ground": "demo"}
    do(
        house,
        {**value, "value": {"EUR": "600.00"}, "per": "week", "ground": "beschikking"},
        {"do": "choose_leveringsvorm", "client": "c1", "leveringsvorm": "mpt_pgb", "from": "2026-01-01"},
        {**ASSIGNED, "provider": "p1"},
        {**ASSIGNED, "provider": "p9"},
    )


def part(model: str, covers: list[str], **parameters: Any) -> dict[str, Any]:
    """Return a component of a contract."""
    return {"model": model, "covers": covers, "parameters": parameters}


def contract(provider: str, number: str, *components: dict[str, Any]) -> dict[str, Any]:
    """Return the command that concludes a contract for 2026 at 94,5 %."""
    return {
        "do": "conclude_contract",
        "contract": number,
        "provider": provider,
        "payer": "zorgkantoor-rotterdam",
        "act": "Wlz",
        "region": "Rotterdam",
        "leveringsvormen": ["mpt", "mpt_pgb"],
        "from": "2026-01-01",
        "to": "2026-12-31",
        "components": list(components),
        "rate": "94.50",
    }
