"""Lines with a price, by hand, of a file and derived; and what a rule finds at stake."""

from typing import Any

from ledger.rechtmatigheid.facts import Line
from ledger.rechtmatigheid.register import Register
from ledger.rechtmatigheid.rule import Rule
from tests.ledger.rechtmatigheid.made import a_case, a_line
from tests.ledger.rechtmatigheid.made_care import finds
from tests.ledger.rechtmatigheid.made_money import K1


def asks(eurocent: int, **changes: Any) -> Line:
    """A line that asks so many cents."""
    return a_line(**({"eurocent": eurocent, "left": eurocent} | changes))


def by_file(price: int, per: str = "uur", eurocent: int | None = None, **changes: Any) -> Line:
    """A line of a declaratiebestand under k1: an hour at a price per unit, and what that comes to."""
    times = {"uur": 1, "5 minuten": 12, "minuut": 60}.get(per, 1)
    facts = {"price": price, "price_per": per, "contract": "k1", "by_file": True}
    return asks(price * times if eurocent is None else eurocent, **(facts | changes))


def derived(eurocent: int = 5670, **changes: Any) -> Line:
    """A line that was derived from k1 by model A, at 94,5 % of € 60,00."""
    facts = {"contract": "k1", "model": "A", "rate_basispoint": 9450, "tarief_eurocent": 6000, "tarief_unit": "uur"}
    return asks(eurocent, **(facts | changes))


def stakes(rule: Rule, line: Line, register: Register = K1) -> list[int]:
    """Return what is at stake."""
    return [one.eurocent for one in finds(rule, line, a_case(line, register=register))]
