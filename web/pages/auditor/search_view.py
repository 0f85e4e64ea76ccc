"""The search page, from what was found."""

from collections.abc import Mapping, Sequence

from projections.as_of import AsOf
from projections.audit_trail.queries import Subject
from web import dutch
from web.pages.auditor.subjects import BY_KIND, START, event_address, timeline_address
from web.view_models.auditor import Hit, SearchPage
from web.view_models.shell import FieldError, Form

MOST_HITS = 30
LONGEST = 200


def cleaned(text: str) -> str:
    """Return what was typed without what no number or name has: control characters, spaces around it."""
    return "".join(sign for sign in text if sign.isprintable()).strip()[:LONGEST]


def search_page(text: str | None, found: Sequence[Subject], names: Mapping[str, str], known: AsOf) -> SearchPage:
    """Return the page. `text` is None before a search; `found` may hold more than is shown."""
    errors = (FieldError("q", "Vul een nummer of een naam in, bijvoorbeeld c1."),) if text == "" else ()
    form = Form(START, values={"q": text or ""}, errors=errors)
    hits = _hits(text, found, names, known) if text else None
    recorded = "" if known.recorded_at is None else dutch.moment(known.recorded_at)
    return SearchPage(form, hits, known.position, recorded)


def _hits(text: str, found: Sequence[Subject], names: Mapping[str, str], known: AsOf) -> tuple[Hit, ...]:
    hits = [_hit(subject, names) for subject in found]
    seen = {hit.href for hit in hits}
    by_name = [
        Hit("zorgaanbieder", name, timeline_address("provider", provider), provider)
        for provider, name in sorted(names.items(), key=lambda one: one[1])
        if text.lower() in name.lower()
    ]
    hits = [hit for hit in by_name if hit.href not in seen] + hits
    if text.isascii() and text.isdigit() and 1 <= int(text) <= known.position:
        hits.insert(0, Hit("gebeurtenis", f"Gebeurtenis {int(text)}", event_address(int(text)), ""))
    return tuple(hits[:MOST_HITS])


def _hit(subject: Subject, names: Mapping[str, str]) -> Hit:
    events = dutch.count(subject.events, "gebeurtenis", "gebeurtenissen")
    name = names.get(subject.id) if subject.kind == "provider" else None
    note = f"{subject.id}, {events}" if name else events
    return Hit(BY_KIND[subject.kind].word, name or subject.id, timeline_address(subject.kind, subject.id), note)
