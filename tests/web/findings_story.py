"""Findings about the declared care of the region's story; all invented, each opened as an audit would open it."""

from datetime import date
from typing import Any

from ledger.rechtmatigheid.finding import About, Item, number_of
from tests.houses import do
from web.composition import House

DAY = "2026-02-03"


def number(rule: str, item: str, about: About = "line") -> str:
    """The number of a finding."""
    return number_of(rule, Item(about=about, key=item, first=date.min, last=date.min))


def opening(rule: str, item: str, **more: Any) -> dict[str, Any]:
    """The command that opens a finding about a declared line, `declaration/line`."""
    about = more.get("about", "line")
    command: dict[str, Any] = {
        "do": "open_finding",
        "finding": number(rule, item, about),
        "rule": rule,
        "judgement": "both",
        "about": about,
        "item": item,
        "from": DAY,
        "to": DAY,
        "amount": {"EUR": "60.00"},
        "rests_on": [4, 5],
        "told": "Op 3 februari 2026 was er geen geldige indicatie.",
        "as_of": 5,
    }
    if about == "line":
        declaration, _, line = item.partition("/")
        command |= {"declaration": declaration, "line": line}
    return command | more


def opened(house: House, rule: str, item: str, **more: Any) -> str:
    """Open a finding; return its number."""
    do(house, opening(rule, item, **more))
    return number(rule, item, more.get("about", "line"))
