"""Sample pages about findings, invented."""

from datetime import UTC, date, datetime

from ledger.auditing.audit import Audit
from ledger.auditing.judging import Broken
from ledger.auditing.variation import Use, UseOf
from ledger.events import Finding as FindingEvents
from ledger.rechtmatigheid.finding import Finding, Item
from ledger.rechtmatigheid.finding import Found as FoundByRule
from ledger.vocabulary.actor import Actor, Mandate
from ledger.vocabulary.errors import Malformed, Problem
from projections.as_of import AsOf
from projections.audit_trail.queries import Line
from projections.findings.queries import Found
from web.filters import Filters
from web.looking_back import Asked as Moment
from web.looking_back import View
from web.pages.auditor.auditing_view import audit_page, audited
from web.pages.auditor.finding_view import decision_form, finding_page
from web.pages.auditor.findings_view import AUDIT, LIST, PORTFOLIO, SAVED, Asked, findings_page, portfolio_page
from web.pages.auditor.timeline_view import page_of
from web.pages.auditor.variation_view import variation_of, variation_page
from web.portfolio import portfolio_of
from web.view_models.findings import SavedRow
from web.view_models.shell import FieldError, Form

HIDDEN = {"csrf": "c5f2", "command_id": "web-1"}
DAY = date(2026, 2, 3)
KNOWN = AsOf(1234, datetime(2026, 3, 4, 10, 15, tzinfo=UTC))
MANDATE = Mandate(Actor("auditor-1", "auditor"))
TOLD = "Op 3 februari 2026 was er geen geldige indicatie."


def asked(action: str, **filters: str) -> Asked:
    """The start of a page, with some filters."""
    chosen = Filters(**filters)
    return Asked(chosen, View(KNOWN, date(2026, 3, 4), Moment(), action).keeping(**chosen.parameters()), MANDATE)


def found(place: int, rule: str = "no-indicatie", state: str = "open", client: str | None = None) -> Found:
    """A finding about a declared line."""
    number, line = f"{place:016x}", str(place)
    about = (client or f"c{place}", "p1", "Rotterdam", "2026-02-zorggroep-de-linde", line)
    days = (DAY, DAY, 2026, 2)
    return Found(
        number, rule, "line", f"d1/{line}", *about, *days, 6000, 0, "both", state, TOLD, place + 50, place + 60
    )


def pages() -> dict[str, object]:
    """Every page about findings with its states."""
    many = [found(place) for place in range(14)] + [found(20, "declared-late", "recovered")]
    names = {"p1": "Stichting Thuiszorg Rotterdam-Alexanderpolder en omstreken"}
    saved = (SavedRow("Te laat bij De Linde", PORTFOLIO, "zorgaanbieder p1", Form(SAVED, HIDDEN)),)
    save = Form(SAVED, HIDDEN)
    wrong = asked(PORTFOLIO, period="ooit")._replace(
        error=Malformed([Problem("period-unreadable", "'ooit' is geen periode.", "period")])
    )
    chosen = asked(LIST, region="Rotterdam", state="open")
    return {
        "auditor/portfolio.html": portfolio_page(
            asked(PORTFOLIO), "provider", portfolio_of(many, "provider"), names, saved, save, True
        ),
        "auditor/portfolio.html#klein": portfolio_page(asked(PORTFOLIO), "rule", portfolio_of(many[:3], "rule"), {}),
        "auditor/portfolio.html#fout": portfolio_page(wrong, "month", portfolio_of([], "month"), {}),
        "auditor/findings.html": findings_page(chosen, (many * 5)[:50], page_of(75, "1"), names),
        "auditor/findings.html#leeg": findings_page(chosen, [], page_of(0, "1"), names),
        **_one(),
        **_audits(),
        **_variation(),
    }


def _one() -> dict[str, object]:
    line = found(7, state="explained")
    opened = FindingEvents.Opened(
        finding=line.number,
        rule=line.rule,
        judgement="both",
        about="line",
        item=line.item,
        first=DAY,
        last=DAY,
        eurocent=6000,
        basis=("Wlz, artikel 3.2.3, lid 1 (2026)",),
        rests_on=(4, 5),
        told=TOLD,
        as_of=57,
    )

    def told(position: int, sentence: str) -> Line:
        at = datetime(2026, 3, 4, 10, 15, 7, tzinfo=UTC)
        stream = f"finding-{line.number}"
        who = ("kantoor-1", "zorgaanbieder", None, "k1", None)
        return Line(position, at, "finding.explained/1", stream, None, sentence, *who, opened, b"{}")

    form = Form("/controle/bevindingen/nummer/7", HIDDEN)
    nothing = Form(form.action, HIDDEN, errors=(FieldError("doing", "Kies wat u besluit."),))
    life = [(told(57, TOLD), None), (told(67, "De bevinding is toegelicht."), "Het besluit kwam later dan de zorg.")]
    rests_on = [told(4, "Cliënt c7 is ingeschreven."), told(5, "Regel 7 is gedeclareerd.")]

    def page(decide: Form | None) -> object:
        decision = decision_form("zorgkantoor", line, decide) if decide else None
        return finding_page(
            asked(LIST), line, opened, rests_on, life, decision, lambda at: f"/controle/gebeurtenis/{at}", True
        )

    return {
        "auditor/finding.html": page(form),
        "auditor/finding.html#fout": page(nothing),
        "auditor/finding.html#lezen": page(None),
    }


def _audits() -> dict[str, object]:
    def one(place: int) -> Finding:
        item = Item(about="line", key=f"d1/{place}", first=DAY, last=DAY, client=f"c{place}", region="Rotterdam")
        seen = FoundByRule(6000, (4, 5), TOLD)
        return Finding("no-indicatie", item, seen if place % 2 else None, seen)

    item = Item(about="line", key="d1/3", first=DAY, last=DAY)
    broken = (Broken("declared-late", item, 57, "ZeroDivisionError: division by zero"),)
    audit = Audit(57, DAY, tuple(one(place) for place in range(12)), broken)
    record = Form(AUDIT, HIDDEN)
    return {
        "auditor/audit.html": audit_page(asked(AUDIT), audited(audit, audit.findings, 49, record)),
        "auditor/audit.html#klein": audit_page(asked(AUDIT), audited(audit, audit.findings[:2], 49, None)),
        "auditor/audit.html#wacht": audit_page(asked(AUDIT), None, "2 van de 12 delen getoetst.", AUDIT),
        "auditor/audit.html#begin": audit_page(asked(AUDIT)),
    }


def _variation() -> dict[str, object]:
    uses = []
    for provider, clients, percent in (("p1", 120, 52), ("p2", 60, 47), ("p3", 35, 88), ("p4", 12, 61), ("p5", 4, 90)):
        use = Use()
        for place in range(clients):
            paid = 2_600_00 * (percent + (15 if place % 2 else -15)) // 100
            use.add(Use(1, paid, 2_600_00, paid * paid, paid * 2_600_00, 2_600_00 * 2_600_00))
        uses.append(UseOf("Rotterdam", provider, 2026, use))
    here = asked("/controle/bevindingen/praktijk", region="Rotterdam")
    names = {"p1": "Zorggroep De Linde", "p3": "Stichting Thuiszorg Rotterdam-Alexanderpolder en omstreken"}
    variation = variation_of(here, uses, 2026, names)
    return {
        "auditor/variation.html": variation_page(here, 2026, (2026, 2025), variation),
        "auditor/variation.html#leeg": variation_page(here, 2026, ()),
        "auditor/variation.html#wacht": variation_page(here, 2026, (), None, "2 van de 12 delen getoetst.", "/x"),
    }
