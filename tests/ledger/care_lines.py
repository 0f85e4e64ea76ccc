"""Journal lines about plans and deliveries in short: client c1 in Rotterdam, 4VV at home (mpt), € 600,00 a week.

Provider p1 has three contracts for 2026, each at 94,5 % of the maximum: k1 by model A for H126 and H800, k2 by model B
for showering (€ 18,00, rekentijd 20 minutes), k3 by model C for arrangements. The register knows H126 at € 60,00 an
hour and H800 at € 70,00 a dagdeel, so that an hour of H126 is € 56,70 and a dagdeel of H800 € 66,15.
"""

from typing import Any

from tests.ledger.contract_lines import concluded
from tests.ledger.lines import Line, client, indicatie, line

SHOWER = {
    "activity": "douchen",
    "name": "Douchen",
    "prestatie": "H126",
    "norm": {"UUR": "0:20"},
    "price": {"EUR": "18.00"},
}


def hours(written: str) -> dict[str, str]:
    """Write a length of time."""
    return {"UUR": written}


def tarief(code: str, unit: str, euro: str, **more: Any) -> Line:
    """Put a maximum in the register of 2026."""
    facts = {"year": 2026, "code": code, "name": code, "unit": unit, "tariff": {"EUR": euro}, "source": "demo: test"}
    return line("set_tarief", facts, more)


def chosen(form: str = "mpt", **more: Any) -> Line:
    """Choose a leveringsvorm from New Year's Day on."""
    return line("choose_leveringsvorm", {"client": "c1", "leveringsvorm": form, "from": "2026-01-01"}, more)


def goal(number: str = "g1") -> Line:
    """A goal of a plan."""
    return {"goal": number, "text": "Weer zelf koken"}


def care(number: str = "1", minutes: str = "5:00", **more: Any) -> Line:
    """A line of a plan: so long a week of H126 at p1."""
    facts = {"line": number, "provider": "p1", "prestatie": "H126", "minutes_per_week": hours(minutes)}
    return {name: value for name, value in (facts | more).items() if value is not None}


def pgb(euro: str, number: str = "9", per: str = "week") -> Line:
    """A line of a plan: care that the client buys."""
    return {"line": number, "pgb": True, "value": {"EUR": euro}, "per": per}


def arranged(word: str = "middel", number: str = "1") -> Line:
    """A line of a plan: a class of the indicatiewaarde at p1."""
    return {"line": number, "provider": "p1", "arrangement": word}


def plan(*lines: Line, **more: Any) -> Line:
    """Agree zorgplan z1 from New Year's Day on."""
    facts = {"client": "c1", "zorgplan": "z1", "from": "2026-01-01", "goals": [goal()], "remainder_to": "unused"}
    return line("agree_zorgplan", facts | {"lines": list(lines) or [care()]}, more)


def revised(*lines: Line, first: str = "2026-04-01", **more: Any) -> Line:
    """Revise zorgplan z1 from 1 April on."""
    return plan(*lines, **({"from": first} | more)) | {"do": "revise_zorgplan"}


def delivered(number: str = "l1", minutes: str = "0:30", on: str = "2026-03-04", **more: Any) -> Line:
    """Write down care of p1 to c1 on the day of the tests."""
    facts = {"client": "c1", "levering": number, "provider": "p1", "prestatie": "H126", "on": on}
    return line("record_delivery", facts | {"minutes": hours(minutes)}, more)


def redelivered(minutes: str, number: str = "l1", **more: Any) -> Line:
    """Give a delivery another length."""
    facts = {"client": "c1", "levering": number, "minutes": hours(minutes), "reason": "verkeerd gelezen"}
    return line("correct_delivery", facts, more)


def enrolled(provider: str = "p1", contract: str = "k1", first: str = "2026-01-01", **more: Any) -> Line:
    """Enrol c1."""
    return line("enrol", {"client": "c1", "provider": provider, "contract": contract, "from": first}, more)


def unenrolled(on: str, provider: str = "p1", contract: str = "k1", **more: Any) -> Line:
    """End an enrolment of c1."""
    return line("end_enrolment", {"client": "c1", "provider": provider, "contract": contract, "on": on}, more)


HOME = (
    client(),
    indicatie(value={"EUR": "600.00"}, per="week"),
    chosen(),
    tarief("H126", "uur", "60.00"),
    tarief("H800", "dagdeel", "70.00"),
    tarief("ARR", "week", "600.00"),
    concluded("k1", components=[{"model": "A", "covers": ["H126", "H800"]}]),
    concluded("k2", components=[{"model": "B", "covers": ["douchen"], "parameters": {"activities": [SHOWER]}}]),
    concluded("k3", components=[{"model": "C", "covers": ["ARR"], "parameters": {"prestatie": "ARR"}}]),
)
"""A client with an indicatie, and a provider with a contract."""
