"""The page of one finding: what is wrong, by which law, on what it rests, what became of it, what may be done."""

from collections.abc import Callable, Iterable, Mapping

from ledger.aggregates.finding import Finding
from ledger.rechtmatigheid.catalogue import BY_ID
from ledger.vocabulary.actor import Role
from projections.audit_trail.queries import Line
from projections.findings.queries import Found
from web import dutch
from web.filters import FAMILIES
from web.pages.auditor.findings_view import LIST, ONE, Asked, badge_of, rule_label
from web.pages.auditor.roles import who
from web.pages.auditor.subjects import timeline_address
from web.view_models.findings import DecisionForm, EventRow, FindingPage
from web.view_models.shell import Choice, Fact, Form

ABOUT: Mapping[str, str] = {
    "line": "een declaratieregel",
    "credit": "een creditregel",
    "month": "een maand van een cliënt",
    "delivery": "geleverde zorg",
    "spend": "een besteding",
    "plan": "een zorgplan",
    "modules": "een verdeling van modules",
    "payment": "een betaling uit het pgb",
    "absence": "een afwezigheid",
    "client": "een cliënt",
    "colleague": "een dag van een medewerker",
    "stay": "een verblijf",
    "provider": "een jaar van een zorgaanbieder",
}
SEVERITIES: Mapping[str, str] = {"high": "hoog", "medium": "midden", "low": "laag"}
JUDGEMENTS: Mapping[str, tuple[str, str]] = {
    "arrival": ("gevonden, bij binnenkomst", "niet apart getoetst"),
    "then": ("gevonden", "niet meer gevonden: later rechtgezet"),
    "now": ("niet gevonden", "gevonden: pas later gebleken"),
    "later": ("nog niet getoetst: er was nog niets betaald, of nog niets te laat", "gevonden"),
    "both": ("gevonden", "gevonden"),
}
"""Of each judgement: as known when it was paid, and as known when it was judged."""
ENDED = frozenset({"accepted", "recovered", "dismissed"})

CHOICES: Mapping[str, Choice] = {
    "accept": Choice("accept", "Toelichting aannemen", "Wat betaald is, blijft betaald."),
    "recover": Choice("recover", "Bedrag terugnemen", "De regel wordt meteen gecrediteerd."),
    "dismiss": Choice("dismiss", "Geen fout", "De regel keek niet goed, of het klopte toch."),
}
MAY: Mapping[Role, tuple[str, ...]] = {
    "auditor": ("accept", "dismiss"),
    "zorgkantoor": ("accept", "recover", "dismiss"),
    "zorgaanbieder": ("explain",),
}
"""What each role may do about a finding; who is not here only reads."""


def may_do(role: Role, found: Found) -> tuple[str, ...]:
    """Return what a role may do about a finding as it stands."""
    if found.state in ENDED:
        return ()
    return tuple(
        one
        for one in MAY.get(role, ())
        if not (one == "recover" and (found.line is None or not found.eurocent))
        and not (one == "explain" and (found.state == "explained" or found.provider is None))
    )


def finding_page(
    asked: Asked,
    found: Found,
    opened: Finding.Opened,
    rests_on: Iterable[Line],
    life: Iterable[tuple[Line, str | None]],
    decide: DecisionForm | None,
    event_href: Callable[[int], str],
    opens_timelines: bool,
) -> FindingPage:
    """Return the page; of its own life come the texts that may be read, None where there is none."""
    then, now = JUDGEMENTS.get(found.judgement, ("", ""))
    return FindingPage(
        number=found.number,
        told=found.told,
        label=rule_label(found.rule),
        state=badge_of(found.state),
        facts=tuple(_facts(found, opens_timelines)),
        judgements=(
            Fact("Zoals bekend bij het betalen", then),
            Fact(f"Zoals bekend tot en met gebeurtenis {opened.as_of}", now),
        ),
        basis=opened.basis,
        rests_on=tuple(_event(line, event_href) for line in rests_on),
        life=tuple(_event(line, event_href, text or "") for line, text in life),
        decide=decide,
        back_href=asked.address(LIST),
        as_of=asked.view.shown,
        look=asked.view.form,
    )


def _facts(found: Found, opens_timelines: bool) -> Iterable[Fact]:
    rule = BY_ID.get(found.rule)
    yield Fact("Regel", found.rule)
    if rule is not None:
        yield Fact("Soort", FAMILIES[rule.family])
        yield Fact("Ernst", SEVERITIES[rule.severity])
    yield Fact("Gaat over", f"{ABOUT.get(found.about, found.about)} ({found.item})")
    yield Fact("Dagen", dutch.period(found.first, found.last))
    yield Fact("Op het spel", dutch.euro(found.eurocent) if found.eurocent else "geen bedrag")
    if found.recovered:
        yield Fact("Teruggenomen", dutch.euro(found.recovered))
    for kind, label, id in (
        ("client", "Cliënt", found.client),
        ("provider", "Zorgaanbieder", found.provider),
        ("declaration", "Declaratie", found.declaration),
        ("region", "Regio", found.region),
    ):
        if id is not None:
            yield Fact(label, id, timeline_address(kind, id) if opens_timelines else "")


def _event(line: Line, event_href: Callable[[int], str], text: str = "") -> EventRow:
    return EventRow(
        line.position,
        event_href(line.position),
        line.sentence,
        dutch.moment_short(line.recorded_at),
        who(line.actor, line.role),
        text,
    )


def decision_form(role: Role, found: Found, form: Form) -> DecisionForm | None:
    """Return what somebody of a role may do about a finding; None when that is nothing."""
    may = may_do(role, found)
    if not may:
        return None
    if may == ("explain",):
        hidden = {**form.hidden, "doing": "explain"}
        explained = Form(form.action, hidden, form.values, form.picked, form.errors)
        return DecisionForm(explained, "Licht toe hoe dit komt", (), "Uw toelichting", "Leg de toelichting vast", False)
    choices = tuple(CHOICES[one] for one in may)
    takes_amount = "recover" in may
    return DecisionForm(form, "Beslis over deze bevinding", choices, "Waarom", "Leg het besluit vast", takes_amount)


def address_of(number: str) -> str:
    """Return where a finding stands, without filters."""
    return f"{ONE}/{number}"
