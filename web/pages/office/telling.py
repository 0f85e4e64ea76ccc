"""How the office of a provider reads periods, quantities, days and lines; and long lists in parts."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar
from urllib.parse import urlencode

from ledger.events import Declaration
from ledger.vocabulary.labels import Labelled
from web import dutch
from web.view_models.client import Step
from web.view_models.shell import Pages

T = TypeVar("T")
PER_PAGE = 50
START = "/declareren"
NOBODY = "niet per cliënt"
_UNITS = {
    "dag": "dagen",
    "dagdeel": "dagdelen",
    "etmaal": "etmalen",
    "stuk": "stuks",
    "module": "modules",
    "week": "weken",
    "maand": "maanden",
    "jaar": "jaar",
    "termijn": "termijnen",
}


class Names(NamedTuple):
    """What clients, prestaties and providers are called, by their numbers and codes."""

    client: Callable[[str], str]
    prestaties: Mapping[str, str]
    providers: Mapping[str, str]
    reason: Callable[[Declaration.LineCredited], str] = lambda credit: ""
    """Opens what a person wrote with a credit; '' for nothing, and for what was erased."""

    def of_client(self, client: str | None) -> str:
        """Name whom a line is for."""
        return NOBODY if client is None else self.client(client)

    def of_prestatie(self, code: str) -> str:
        """Name what was done, with its code."""
        name = self.prestaties.get(code, code)
        return name if name == code else f"{name} ({code})"


def period_address(contract: str, label: str) -> str:
    """Return the address of a period of a contract."""
    return f"{START}/{contract}/{label}"


def period_name(label: Labelled) -> str:
    """Name a month or a week.

        >>> from ledger.events import Declaration
    from ledger.vocabulary.labels import labelled
        >>> period_name(labelled("2026-03")), period_name(labelled("2026-W10"))
        ('maart 2026', 'week 10 van 2026')
    """
    if label.rhythm == "month":
        return dutch.month_or_year(label.label[:7])
    return f"week {int(label.label[-2:])} van {label.first.year}"


def days(first: date, last: date, label: Labelled) -> str:
    """Name the days of a line, for the table of a period.

        >>> from ledger.events import Declaration
    from ledger.vocabulary.labels import labelled
        >>> march = labelled("2026-03")
        >>> days(march.first, march.last, march), days(date(2026, 3, 4), date(2026, 3, 4), march)
        ('hele maand', '4 maart')
        >>> days(date(2026, 3, 4), march.last, march), days(date(2026, 1, 1), march.last, march)
        ('4 tot en met 31 maart', '1 januari tot en met 31 maart')
    """
    if (first, last) == (label.first, label.last):
        return {"month": "hele maand", "week": "hele week"}[label.rhythm]
    if first == last:
        return dutch.day_without_year(first)
    start = str(first.day) if (first.year, first.month) == (last.year, last.month) else dutch.day_without_year(first)
    return f"{start} tot en met {dutch.day_without_year(last)}"


def quantity(number: int, unit: str) -> str:
    """Write how much of a unit a line counts; a line that only settles counts nothing.

    >>> quantity(90, "minuut"), quantity(1, "dag"), quantity(31, "dag"), quantity(0, "minuut")
    ('1:30 uur', '1 dag', '31 dagen', '')
    """
    if not number:
        return ""
    return dutch.hours_short(number) if unit == "minuut" else dutch.count(number, unit, _UNITS.get(unit, unit))


def steps_of(steps: Sequence[str]) -> tuple[Step, ...]:
    """Return the steps of a line as they are shown."""
    return tuple(Step(text) for text in steps)


def part_of(items: Sequence[T], asked: str, here: str, name: str = "pagina", anchor: str = "") -> tuple[list[T], Pages]:
    """Return the part of a long list that is asked for, or the nearest; `name` is its parameter in the address.

    `here` is the address to add it to, with its query.

    >>> part_of([1, 2], "9", "/x?")
    ([1, 2], Pages(current=1, total=1, previous_href='', next_href=''))
    """
    total = max(1, -(-len(items) // PER_PAGE))
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1
    current = min(max(number, 1), total)

    def address(page: int) -> str:
        return f"{here}{urlencode({name: page})}{anchor}" if 1 <= page <= total else ""

    shown = list(items[(current - 1) * PER_PAGE : current * PER_PAGE])
    return shown, Pages(current, total, address(current - 1), address(current + 1))
