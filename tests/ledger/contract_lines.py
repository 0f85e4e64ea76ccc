"""Journal lines about contracts in short: k1 with p1, for the mpt in Rotterdam in 2026, model A for everything."""

from typing import Any

from tests.ledger.lines import Line, line


def concluded(contract: str = "k1", **more: Any) -> Line:
    """Conclude a contract."""
    facts = {
        "contract": contract,
        "provider": "p1",
        "payer": "zorgkantoor-rotterdam",
        "act": "Wlz",
        "region": "Rotterdam",
        "leveringsvormen": ["mpt"],
        "from": "2026-01-01",
        "to": "2026-12-31",
        "components": [{"model": "A"}],
        "rate": "94.50",
    }
    return line("conclude_contract", facts, more)


def amended(contract: str = "k1", **more: Any) -> Line:
    """Change its terms, from 1 July 2026."""
    facts = {"contract": contract, "provider": "p1", "from": "2026-07-01", "ground": "nieuwe afspraak"}
    return line("amend_contract", facts, more)


def extended(contract: str = "k1", **more: Any) -> Line:
    """Use the option, for the whole of 2027."""
    facts = {"contract": contract, "provider": "p1", "to": "2027-12-31", "ground": "optie"}
    return line("extend_contract", facts, more)


def ended(contract: str = "k1", **more: Any) -> Line:
    """End it, on 30 September 2026."""
    return line("end_contract", {"contract": contract, "provider": "p1", "to": "2026-09-30", "ground": "stopt"}, more)


def party(provider: str, role: str, **more: Any) -> Line:
    """Return a party."""
    return {"provider": provider, "role": role} | more
