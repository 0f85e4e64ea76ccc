"""Looking back from a page: a Dutch time, the number of an event or a named stand becomes the part that counts."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlencode

from ledger.application import Ledger
from ledger.vocabulary.clock import AMSTERDAM, today
from ledger.vocabulary.errors import LedgerError, Refused
from projections import as_of
from web import dutch
from web.view_models.shell import AsOf, AsOfForm, Choice, FieldError

_TYPED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?")


class View(NamedTuple):
    """What counts on the page, what the page says about it, and the form to choose another moment.

    When what was typed cannot be shown, all that is known now counts, and the form tells what is wrong.
    """

    known: as_of.AsOf
    shown: AsOf
    form: AsOfForm

    @property
    def looks_back(self) -> bool:
        """Tell whether an earlier moment is shown."""
        return bool(self.form.at or self.form.position or self.form.stand) and not self.form.errors

    @property
    def status(self) -> int:
        """Return the HTTP status of the page."""
        return 422 if self.form.errors else 200

    def parameters(self) -> dict[str, str]:
        """Return the query parameters that lead to the same view again."""
        asked = {"at": self.form.at, "position": self.form.position}
        asked |= {"stand": self.form.stand} if self.form.stand else {}
        return asked if self.looks_back else {}


def view_at(
    ledger: Ledger, action: str, at: str, position: str, keep: Mapping[str, str] | None = None, stand: str = ""
) -> View:
    """Read the fields `at` (Dutch time, as a browser sends it), `position` and `stand` of the form to look back.

    The form offers the named stands: it is for roles that may see them.
    """
    at, position, stand, kept = at.strip(), position.strip(), stand.strip(), dict(keep or {})
    reset = _address(action, kept) if at or position or stand else ""
    form = AsOfForm(action, at, position, (), kept, reset, stand, _named(ledger))
    try:
        known, day = _chosen(ledger, at, position, stand)
    except LedgerError as error:
        form = replace(form, errors=(FieldError(error.field or "at", error.message),))
        known, day = _chosen(ledger, "", "", "")
    if known.name is not None:
        form = replace(form, stand=known.name)
    recorded = "" if known.recorded_at is None else dutch.moment(known.recorded_at)
    return View(known, AsOf(day, recorded, known.position, known.name or ""), form)


def _named(ledger: Ledger) -> tuple[Choice, ...]:
    """Return the named stands to choose from, the latest position first."""
    found = sorted(as_of.standen(ledger), key=lambda one: (-one.known.position, one.name))
    return tuple(Choice(one.name, f"{one.name} (gebeurtenis {one.known.position})") for one in found)


def _chosen(ledger: Ledger, at: str, position: str, stand: str) -> tuple[as_of.AsOf, str]:
    """Return what counts, and the day it holds for in words."""
    now = dutch.day(today(ledger.clock))
    if stand and (at or position):
        raise Refused("as-of-twice", "Kies een stand, of vul een tijd of een nummer in.", "stand")
    if at and position:
        raise Refused("as-of-twice", "Vul een tijd of een nummer in, niet allebei.", "position")
    if position and not re.fullmatch(r"[0-9]{1,18}", position):
        raise Refused("position-invalid", "Vul het nummer van een gebeurtenis in met cijfers.", "position")
    if position or stand:
        known = as_of.at_name(ledger, stand, "stand") if stand else as_of.at_position(ledger, int(position), "position")
        return known, dutch.day(known.recorded_at.astimezone(AMSTERDAM).date()) if known.recorded_at else now
    if at:
        moment = dutch_moment(at)
        return as_of.at_moment(ledger, moment, "at"), dutch.day(moment.astimezone(AMSTERDAM).date())
    return as_of.now(ledger), now


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


def _address(action: str, parameters: Mapping[str, str]) -> str:
    return f"{action}?{urlencode(parameters)}" if parameters else action
