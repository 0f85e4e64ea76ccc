"""The search page, from what was found."""

from collections.abc import Mapping, Sequence

from projections.audit_trail.queries import Subject
from web import dutch
from web.looking_back import View
from web.pages.auditor.subjects import BY_KIND, START, event_in, timeline_address
from web.view_models.auditor import Hit, SearchPage
from web.view_models.shell import FieldError, Form

MOST_HITS = 30
LONGEST = 200


def cleaned(text: str) -> str:
    """Return what was typed without what no number or name has: control characters, spaces around it."""
    return "".join(sign for sign in text if sign.isprintable()).strip()[:LONGEST]


def search_page(text: str | None, found: Sequence[Subject], names: Mapping[str, str], view: View) -> SearchPage:
    """Return the page. `text` is None before a search; `found` may hold more than is shown."""
    errors = (FieldError("q", "Vul een nummer of een naam in, bijvoorbeeld c1."),) if text == "" else ()
    form = Form(START, view.parameters(), {"q": text or ""}, errors=errors)
    hits = _hits(text, found, names, view) if text else None
    view = view.keeping(q=text or "")
    return SearchPage(form, hits, view.shown, view.form)


def _hits(text: str, found: Sequence[Subject], names: Mapping[str, str], view: View) -> tuple[Hit, ...]:
    hits = [_hit(subject, names, view) for subject in found]
    seen = {hit.href for hit in hits}
    by_name = [
        Hit("zorgaanbieder", name, view.address(timeline_address("provider", provider)), provider)
        for provider, name in sorted(names.items(), key=lambda one: one[1])
        if text.lower() in name.lower()
    ]
    hits = [hit for hit in by_name if hit.href not in seen] + hits
    if text.isascii() and text.isdigit() and 1 <= int(text) <= view.known.position:
        hits.insert(0, Hit("gebeurtenis", f"Gebeurtenis {int(text)}", event_in(view, int(text)), ""))
    return tuple(hits[:MOST_HITS])


def _hit(subject: Subject, names: Mapping[str, str], view: View) -> Hit:
    events = dutch.count(subject.events, "gebeurtenis", "gebeurtenissen")
    name = names.get(subject.id) if subject.kind == "provider" else None
    note = f"{subject.id}, {events}" if name else events
    address = view.address(timeline_address(subject.kind, subject.id))
    return Hit(BY_KIND[subject.kind].word, name or subject.id, address, note)
