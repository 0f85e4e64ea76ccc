"""The page of one event: who and when, the facts in words, the stored JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import msgspec

from ledger.application import Record
from projections.audit_trail.queries import Line
from web import dutch
from web.answers import HEADER, moment
from web.looking_back import View
from web.pages.auditor.facts import told
from web.pages.auditor.roles import who
from web.pages.auditor.subjects import BY_KIND, START, event_address, event_in, timeline_address
from web.view_models.auditor import EventPage
from web.view_models.shell import Fact

Subject = tuple[str, str]
FROM_FINDING = "bevinding/"
"""How `van` begins when an event was reached from a finding; its number follows."""


def event_page(line: Line, record: Record, about: Sequence[Subject], view: View, origin: Subject | None) -> EventPage:
    """Return the page; `about` is what the event is about, `origin` the timeline it was reached from."""
    stored: dict[str, Any] = msgspec.json.decode(record.state)
    facts = {name: value for name, value in stored.items() if name not in HEADER}
    back = origin or next((one for one in about if one[0] != "region"), None)
    return EventPage(
        position=line.position,
        sentence=line.sentence,
        envelope=_envelope(line, record),
        facts=(*told(facts), *_about(facts, about)),
        stored=msgspec.json.format(record.state, indent=2).decode(),
        back_href=view.address(timeline_address(*back) if back else START),
        as_of=view.shown,
        form=view.form,
        previous_href=event_in(view, line.position - 1, origin) if line.position > 1 else "",
        next_href=event_in(view, line.position + 1, origin) if line.position < view.known.position else "",
    )


def from_finding(page: EventPage, view: View, origin: str, filters: Mapping[str, str]) -> EventPage:
    """Return the page of an event with the way back to the finding it was reached from, and its filters."""
    number = quote(origin.removeprefix(FROM_FINDING), safe="")

    def beside(position: int, href: str) -> str:
        return view.address(event_address(position), van=origin, **filters) if href else ""

    return replace(
        page,
        back_href=view.address(f"{START}/bevindingen/nummer/{number}", **filters),
        back="Terug naar de bevinding",
        previous_href=beside(page.position - 1, page.previous_href),
        next_href=beside(page.position + 1, page.next_href),
    )


def _envelope(line: Line, record: Record) -> tuple[Fact, ...]:
    topic, _, version = line.topic.partition("/")
    facts = [
        Fact("Soort", f"{topic}, versie {version}"),
        Fact("Reeks", f"{record.stream}, nummer {record.version}"),
        Fact("Vastgelegd", dutch.moment(line.recorded_at)),
        Fact("Vastgelegd (UTC)", moment(line.recorded_at)),
        Fact("Door", who(line.actor, line.role)),
    ]
    if line.on_behalf_of:
        facts.append(Fact("Namens", line.on_behalf_of, timeline_address("client", line.on_behalf_of)))
    if line.source:
        facts.append(Fact("Bron", line.source))
    return (*facts, Fact("Opdracht", line.command_id))


def _about(facts: dict[str, Any], about: Sequence[Subject]) -> tuple[Fact, ...]:
    """Name what the event is about and does not name itself, such as the client of a budget."""
    named = {str(value) for value in facts.values()}
    return tuple(
        Fact(f"Gaat over {BY_KIND[kind].word}", id, timeline_address(kind, id)) for kind, id in about if id not in named
    )
