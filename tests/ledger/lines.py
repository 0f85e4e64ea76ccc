"""Journal lines in short: what tests say again and again, about one family unless they say otherwise.

Client c1 lives in Rotterdam and has an indicatie for the whole of 2026. Budget b1 holds 10,00 points at p1 for that
year. `more` changes or adds fields; None leaves a field out.
"""

from typing import Any

Line = dict[str, Any]


def points(written: str) -> dict[str, str]:
    """Write an amount of points."""
    return {"PUNT": written}


def line(do: str, facts: Line, more: Line) -> Line:
    """Return a command, with fields changed, added, or left out."""
    return {"do": do} | {name: value for name, value in (facts | more).items() if value is not None}


def client(id: str = "c1", **more: Any) -> Line:
    """Register a client."""
    return line("register_client", {"client": id, "region": "Rotterdam"}, more)


def indicatie(number: int = 1, first: str = "2026-01-01", last: str | None = "2026-12-31", **more: Any) -> Line:
    """Grant an indicatie."""
    facts = {"client": "c1", "besluitnummer": number, "zorgprofiel": "4VV", "from": first, "to": last}
    return line("grant_indicatie", facts, more)


def budget(id: str = "b1", amount: str = "10.00", **more: Any) -> Line:
    """Open a budget of points for a year."""
    facts = {"budget": id, "client": "c1", "provider": "p1", "amount": points(amount)}
    return line("open_budget", facts | {"from": "2026-01-01", "to": "2026-12-31"}, more)


def pot(id: str = "pot", amount: str = "0.00", **more: Any) -> Line:
    """Open the budget of a group."""
    return budget(id, amount, **({"client": None, "group": "Woongroep"} | more))


def spend(entry: str, amount: str, on: str = "2026-03-04", **more: Any) -> Line:
    """Spend from b1."""
    facts = {"budget": "b1", "entry": entry, "on": on, "amount": points(amount), "what": "wandelen"}
    return line("spend", facts, more)


def reserve(entry: str, amount: str, on: str = "2026-03-04", **more: Any) -> Line:
    """Plan care on b1."""
    return spend(entry, amount, on, **more) | {"do": "reserve"}


def release(entry: str, **more: Any) -> Line:
    """Give up planned care on b1."""
    return line("release", {"budget": "b1", "entry": entry}, more)


def correct(entry: str, amount: str, **more: Any) -> Line:
    """Give a spend on b1 another amount."""
    facts = {"budget": "b1", "entry": entry, "amount": points(amount), "reason": "vergissing"}
    return line("correct_spend", facts, more)


def raised(amount: str, on: str = "2026-01-01", **more: Any) -> Line:
    """Grant more on b1."""
    facts = {"budget": "b1", "amount": points(amount), "on": on, "reason": "meer zorg nodig"}
    return line("raise_budget", facts, more)


def lowered(amount: str, on: str = "2026-01-01", **more: Any) -> Line:
    """Grant less on b1."""
    return raised(amount, on, **more) | {"do": "lower_budget"}


def transfer(id: str, giver: str, taker: str, amount: str, on: str = "2026-03-04", **more: Any) -> Line:
    """Move points between a client and the group."""
    facts = {"transfer": id, "from_budget": giver, "to_budget": taker, "on": on, "amount": points(amount)}
    return line("transfer", facts | {"reason": "solidariteit"}, more)


def close(on: str = "2026-12-31", **more: Any) -> Line:
    """Close b1."""
    return line("close_budget", {"budget": "b1", "on": on}, more)


def carry_over(to: str, on: str = "2026-12-31", **more: Any) -> Line:
    """Move what is left on b1."""
    return line("carry_over", {"budget": "b1", "to_budget": to, "on": on}, more)


def died(on: str, client: str = "c1") -> Line:
    """Report a death."""
    return {"do": "report_death", "client": client, "on": on}


FAMILY = (client(), indicatie(), budget())
"""What most stories begin with."""
