"""The page that compares two stands: what was typed, read; and what differs, in words."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol

from ledger.application import Ledger
from ledger.vocabulary.errors import Malformed, Problem
from projections.as_of import AsOf, at_moment, now, resolve
from projections.belief.figures import Difference
from projections.belief.queries import About
from projections.belief.streams import SubjectKind
from web import dutch
from web.differences.comparing import Compared
from web.differences.rows import difference_row
from web.differences.words import SUBJECTS
from web.looking_back import dutch_moment
from web.pages.auditor.subjects import BY_ADDRESS, BY_KIND, COMPARE, START, event_address, timeline_address
from web.pages.figure import figure_href
from web.view_models.differences import ComparePage
from web.view_models.shell import Choice, FieldError, Form, Link

_DUTCH = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})[ T]([0-9]{1,2})[:.]([0-9]{2})")
_FIELDS = {"at": "before"} | dict.fromkeys(SUBJECTS, "nummer")


class Typed(NamedTuple):
    """The fields of the form as they were typed."""

    soort: str = ""
    nummer: str = ""
    before: str = ""
    after: str = ""
    on: str = ""


class AskedFor(NamedTuple):
    """What is asked: of whom, between which stands, up to which day."""

    about: About
    before: AsOf
    after: AsOf
    on: date | None


class _Told(Protocol):
    @property
    def message(self) -> str: ...

    @property
    def field(self) -> str | None: ...


def read_asked(ledger: Ledger, typed: Typed) -> AskedFor:
    """Read the form. Raises `Malformed` with everything that is missing, and what `resolve` raises."""
    kind: dict[str, SubjectKind] = {BY_KIND[one].address: one for one in SUBJECTS}
    problems = []
    if typed.soort not in kind:
        problems.append(Problem("value-invalid", "Kies een cliënt, een zorgaanbieder of een regio.", "soort"))
    if not typed.nummer:
        problems.append(Problem("value-invalid", "Vul een nummer of een naam in.", "nummer"))
    if not typed.before:
        problems.append(Problem("value-invalid", "Vul in van welke stand u wilt vergelijken.", "before"))
    if problems:
        raise Malformed(problems)
    after = _stand(ledger, typed.after, "after") if typed.after else now(ledger)
    return AskedFor(
        About(kind[typed.soort], typed.nummer), _stand(ledger, typed.before, "before"), after, _day(typed.on)
    )


def _stand(ledger: Ledger, text: str, field: str) -> AsOf:
    """Read a stand, also a time as people write it: 4-3-2026 11:15, on Dutch clocks."""
    found = _DUTCH.fullmatch(text)
    if found is None:
        return resolve(ledger, text, field)
    day, month, year, hour, minute = found.groups()
    return at_moment(ledger, dutch_moment(f"{year}-{month:0>2}-{day:0>2}T{hour:0>2}:{minute}"), field)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Malformed([Problem("value-invalid", "Vul een bestaande dag in, of laat het leeg.", "on")]) from error


def compare_page(typed: Typed, found: Compared | None = None, problems: Sequence[_Told] = ()) -> ComparePage:
    """Return the page: only the form, or with what is wrong, or with what differs."""
    errors = tuple(FieldError(_FIELDS.get(one.field or "", one.field or "nummer"), one.message) for one in problems)
    form = Form(COMPARE, values=typed._asdict(), errors=errors)
    kinds = tuple(Choice(BY_KIND[kind].address, word) for kind, word in SUBJECTS.items())
    known = typed.soort in BY_ADDRESS and typed.nummer
    href = timeline_address(BY_ADDRESS[typed.soort].kind, typed.nummer) if known else START
    back = Link(f"Tijdlijn van {typed.nummer}" if known else "Zoeken", href)
    if found is None:
        return ComparePage(form, kinds, back=back)
    subject = (found.about.kind, found.about.id)
    rows = tuple(
        difference_row(one, found.about.kind, lambda position: event_address(position, subject), _why(one, found))
        for one in found.differences
    )
    return ComparePage(
        form, kinds, rows, f"{SUBJECTS[found.about.kind]} {found.about.id}".capitalize(), _between(found), back
    )


def _why(one: Difference, found: Compared) -> str:
    """Return where the figure is explained, as known at the later of the two stands."""
    last = max(found.before.position, found.after.position)
    return figure_href(one.figure, last, "" if found.on is None else found.on.isoformat())


def _between(found: Compared) -> str:
    until = "" if found.on is None else f" Alleen wat geldt tot en met {dutch.day(found.on)} telt mee."
    return f"Van {_told(found.before)} naar {_told(found.after)}.{until}"


def _told(known: AsOf) -> str:
    if known.recorded_at is None:
        return "het begin"
    name = f"{known.name}, " if known.name else ""
    return f"{name}gebeurtenis {known.position} ({dutch.moment(known.recorded_at)})"
