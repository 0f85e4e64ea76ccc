"""The page about a person, from the events about them that hold something sealed."""

from collections.abc import Callable, Sequence
from datetime import date

import msgspec

from ledger.events import Client, VirtualBudget
from projections.audit_trail.queries import Line
from web import dutch
from web.answers import SEALED
from web.looking_back import View
from web.pages.auditor.facts import LABELS
from web.pages.auditor.inzage_view import PERSON
from web.pages.auditor.subjects import event_in, timeline_address
from web.pages.auditor.timeline_view import PER_PAGE, Page
from web.view_models.inzage import PersonPage, TextRow
from web.view_models.shell import Fact, Pages

Opening = Callable[[str], str | None]
"""Opens a text sealed under the key of this client; None when it does not open."""
ERASED = "niet meer te lezen"
_TEXTS = SEALED - {"identity"}


def with_texts(lines: Sequence[Line]) -> list[Line]:
    """Return the events that hold a text sealed under the key of their client."""
    return [line for line in lines if _texts(line) and not _of_group(line)]


def person_page(
    client: str, identity: tuple[Fact, ...], lines: Sequence[Line], page: Page, view: View, opened: Opening
) -> PersonPage:
    """Return the page; the lines are newest first, and each holds a text."""
    here = f"{PERSON}/{client}"

    def address(number: int) -> str:
        return view.address(here, pagina=str(number)) if 1 <= number <= page.pages else ""

    shown = lines[page.offset : page.offset + PER_PAGE]
    return PersonPage(
        client=client,
        facts=identity,
        rows=tuple(_row(client, line, view, opened) for line in shown),
        count=dutch.count(page.lines, "gebeurtenis met tekst", "gebeurtenissen met tekst"),
        pages=Pages(page.number, page.pages, address(page.number - 1), address(page.number + 1)),
        as_of=view.shown,
        form=view.form,
        timeline_href=view.address(timeline_address("client", client)),
    )


def identity_of(lines: Sequence[Line], opened: Opening) -> tuple[Fact, ...]:
    """Return name, birth date and sex as they were registered; the BSN stays sealed."""
    sealed = next((line.event.identity for line in lines if isinstance(line.event, Client.Registered)), None)
    if sealed is None:
        return (Fact("Naam", "niet bekend"),)
    text = opened(sealed)
    if text is None:
        return (Fact("Naam", ERASED),)
    told = msgspec.json.decode(text)
    born = told.get("birth_date")
    facts = {
        "Naam": told.get("name"),
        "Geboortedatum": born and dutch.day(date.fromisoformat(born)),
        "Geslacht": told.get("sex"),
    }
    return tuple(Fact(label, value or "niet bekend") for label, value in facts.items())


def _row(client: str, line: Line, view: View, opened: Opening) -> TextRow:
    texts = (Fact(LABELS[name], ERASED if (text := opened(value)) is None else text) for name, value in _texts(line))
    href = event_in(view, line.position, ("client", client))
    return TextRow(line.position, href, dutch.moment_short(line.recorded_at), line.sentence, tuple(texts))


def _texts(line: Line) -> list[tuple[str, str]]:
    stored = msgspec.json.decode(line.state)
    return [(name, stored[name]) for name in sorted(_TEXTS) if isinstance(stored.get(name), str)]


def _of_group(line: Line) -> bool:
    """Tell whether a text is sealed under the key of a group's budget."""
    return line.stream.startswith(VirtualBudget.stream_of("")) and getattr(line.event, "client", None) is None
