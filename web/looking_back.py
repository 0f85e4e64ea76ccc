"""Two times on a page: the day it holds for, and what was known; a Dutch time, an event or a named stand tells which.

`on` is the last day that counts, `position` (or `at`, or `stand`) what was known, `today` the day the page was seen
on. An address with a position and that day gives the same page ever after.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import NamedTuple
from urllib.parse import urlencode

from ledger.application import Ledger
from ledger.commands.then import Then
from ledger.vocabulary import clock
from ledger.vocabulary.clock import AMSTERDAM
from ledger.vocabulary.errors import LedgerError, Refused
from projections import as_of
from web import dutch
from web.view_models.shell import AsOf, AsOfForm, Choice, FieldError

_TYPED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Asked(NamedTuple):
    """What stands in the address, as it was typed."""

    at: str = ""
    position: str = ""
    stand: str = ""
    on: str = ""
    today: str = ""

    @property
    def looks_back(self) -> bool:
        """Tell whether an earlier moment is asked for."""
        return bool(self.at or self.position or self.stand)


@dataclass(frozen=True)
class View:
    """What counts on a page: what was known, the last day that counts (None for all), and the day it is seen on.

    When what was typed cannot be shown, all that is known now counts, and `errors` tell what is wrong. `keep` are the
    other parameters of the address.
    """

    known: as_of.AsOf
    today: date
    asked: Asked
    action: str
    on: date | None = None
    keep: Mapping[str, str] = field(default_factory=dict)
    errors: tuple[FieldError, ...] = ()
    standen: tuple[Choice, ...] = ()
    with_days: bool = False

    @property
    def looks_back(self) -> bool:
        """Tell whether an earlier moment is shown."""
        return self.asked.looks_back and not self.errors

    @property
    def upto(self) -> int | None:
        """Return the last position that counts; None for all that is known now."""
        return self.known.position if self.looks_back else None

    @property
    def then(self) -> Then:
        """Return where and when a desk stands that knows what the page knows."""
        return Then(self.known.position, self.today)

    @property
    def day(self) -> date:
        """Return the day the page holds for."""
        return self.on or self.today

    @property
    def status(self) -> int:
        """Return the HTTP status of the page."""
        return 422 if self.errors else 200

    def reached(self, ledger: Ledger, position: int) -> "View":
        """Return the view of now, of what was read: it may be a little further than when the page was asked for."""
        if self.looks_back or position == self.known.position:
            return self
        return replace(self, known=as_of.at_position(ledger, position))

    def keeping(self, **keep: str) -> "View":
        """Return the view with other parameters beside it in every address."""
        return replace(self, keep={**self.keep, **{name: text for name, text in keep.items() if text}})

    def parameters(self) -> dict[str, str]:
        """Return the query parameters that lead to the same view again."""
        if self.errors:
            return {}
        return {name: text for name, text in self.asked._asdict().items() if text}

    def address(self, path: str, **more: str) -> str:
        """Return the address of another page in the same view."""
        return _address(path, {**self.parameters(), **more})

    def start(self, path: str) -> str:
        """Return the same address, to add a parameter to.

        >>> View(as_of.AsOf(0, None), date(2026, 3, 4), Asked(), "/regio").start("/budget/b1")
        '/budget/b1?'
        """
        address = self.address(path)
        return f"{address}&" if "?" in address else f"{address}?"

    @property
    def lasting(self) -> str:
        """Return the address that gives exactly what is shown ever after: with the position and the day."""
        told = {"position": str(self.known.position), "today": self.today.isoformat()}
        told |= {"on": self.on.isoformat()} if self.on else {}
        return _address(self.action, {**self.keep, **told})

    @property
    def _first_page(self) -> dict[str, str]:
        """Return what stays in the address when another moment is chosen: all but the page of a long list."""
        return {name: text for name, text in self.keep.items() if name != "pagina"}

    @property
    def shown(self) -> AsOf:
        """Return what the page says of its two times."""
        recorded = "" if self.known.recorded_at is None else dutch.moment(self.known.recorded_at)
        until = dutch.day(self.on) if self.on else ""
        back = _address(self.action, self._first_page) if self.looks_back or self.on else ""
        return AsOf(
            dutch.day(self.day),
            recorded,
            self.known.position,
            self.known.name or "",
            until,
            self.lasting,
            self.looks_back,
            back,
        )

    @property
    def form(self) -> AsOfForm:
        """Return the form to choose another moment, or another last day."""
        asked = self.asked
        reset = _address(self.action, self._first_page) if any(asked) else ""
        stand = self.known.name or asked.stand
        return AsOfForm(
            self.action,
            asked.at,
            asked.position,
            self.errors,
            self._first_page,
            reset,
            stand,
            self.standen,
            asked.on,
            self.with_days,
        )


def told_of_now(ledger: Ledger, position: int, today: date, href: str = "") -> AsOf:
    """Return what a page says of its two times that shows only now, of what it read; `href` shows the same again."""
    return replace(View(as_of.at_position(ledger, position), today, Asked(), "").shown, href=href)


def view_at(
    ledger: Ledger, action: str, query: Mapping[str, str], *, with_days: bool = False, with_standen: bool = False
) -> View:
    """Read `on`, `at` (Dutch time, as a browser sends it), `position`, `stand` and `today` out of an address.

    `with_standen` offers the named stands: for roles that may see them. `with_days`: the page knows a last day.
    """
    asked = Asked(*(query.get(name, "").strip() for name in Asked._fields))
    asked = asked if with_days else asked._replace(on="")
    errors: tuple[FieldError, ...] = ()
    try:
        on = _day(asked.on, "on")
        known, today = _chosen(ledger, asked)
    except LedgerError as error:
        errors = (FieldError(error.field or "at", error.message),)
        on, (known, today) = None, _chosen(ledger, Asked())
    standen = _named(ledger, known, asked.looks_back and not errors) if with_standen else ()
    return View(known, today, asked, action, on, errors=errors, standen=standen, with_days=with_days)


def _named(ledger: Ledger, known: as_of.AsOf, looks_back: bool) -> tuple[Choice, ...]:
    """Return the named stands to choose from, the latest position first; looking back, those that had a name then."""
    found = sorted(as_of.standen(ledger), key=lambda one: (-one.known.position, one.name))
    return tuple(
        Choice(one.name, f"{one.name} (gebeurtenis {one.known.position})")
        for one in found
        if not looks_back or one.name == known.name or (known.recorded_at and one.named_at <= known.recorded_at)
    )


def _chosen(ledger: Ledger, asked: Asked) -> tuple[as_of.AsOf, date]:
    """Return what counts, and the day it is seen on: the one asked for, else that of the moment or of the event."""
    if asked.stand and (asked.at or asked.position):
        raise Refused("as-of-twice", "Kies een stand, of vul een tijd of een nummer in.", "stand")
    if asked.at and asked.position:
        raise Refused("as-of-twice", "Vul een tijd of een nummer in, niet allebei.", "position")
    if asked.position and not re.fullmatch(r"[0-9]{1,18}", asked.position):
        raise Refused("position-invalid", "Vul het nummer van een gebeurtenis in met cijfers.", "position")
    now = clock.today(ledger.clock)
    if not asked.looks_back:
        return as_of.now(ledger), now
    if asked.at:
        moment = dutch_moment(asked.at)
        known, first = as_of.at_moment(ledger, moment, "at"), moment.astimezone(AMSTERDAM).date()
    else:
        known = (
            as_of.at_name(ledger, asked.stand, "stand")
            if asked.stand
            else as_of.at_position(ledger, int(asked.position), "position")
        )
        first = known.recorded_at.astimezone(AMSTERDAM).date() if known.recorded_at else date.min
    seen = _day(asked.today, "today")
    if seen is not None and not first <= seen <= max(now, first):
        raise Refused("as-of-day-invalid", "Op die dag kon u dit niet zien. Kies een andere stand.", "at")
    return known, seen or (first if known.recorded_at or asked.at else now)


def _day(text: str, name: str) -> date | None:
    if not text:
        return None
    with suppress(ValueError):
        if _DAY.fullmatch(text) and date.fromisoformat(text).year in range(1900, 2201):
            return date.fromisoformat(text)
    raise Refused("day-invalid", "Vul een bestaande dag in, bijvoorbeeld 4 maart 2026.", name)


def dutch_moment(text: str) -> datetime:
    """Read a Dutch clock time; of an hour that the clock went through twice, the second counts.

    >>> dutch_moment("2026-03-04T11:15")
    datetime.datetime(2026, 3, 4, 10, 15, tzinfo=datetime.timezone.utc)
    """
    try:
        if _TYPED.fullmatch(text):
            return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM, fold=1).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise Refused("time-invalid", "Vul een bestaande dag en tijd in, bijvoorbeeld 4 maart 2026 om 11.15 uur.", "at")


def _address(path: str, parameters: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(parameters)}" if parameters else path
