"""Sample pages about the access of an auditor, invented."""

from datetime import UTC, date, datetime

from ledger.events import Inzage
from ledger.vocabulary.actor import Actor
from tests.web.samples_oversight import pages as oversight
from web.inzagen import Seen
from web.pages.auditor.inzage_view import INZAGE, ONE, SHOWS, inzage_page, inzage_row, one_page
from web.pages.auditor.timeline_view import page_of
from web.view_models.auditor import TimelinePage
from web.view_models.inzage import DecidePage, PersonPage, RequestPage, TextRow, WaitingPage
from web.view_models.shell import Choice, Fact, FieldError, Form, Pages

TODAY = date(2026, 3, 4)
HIDDEN = {"csrf": "c5f2", "command_id": "web-1"}
SEEN = Seen(
    1_234_567,
    datetime(2026, 3, 4, 10, 15, 7, tzinfo=UTC),
    Actor("auditor-1", "auditor"),
    Inzage.Viewed(
        inzage="i2", step="lines", page="/controle/declaratie/2026-03-zorggroep-de-linde", provider="p1", on=TODAY
    ),
)


def asked(number: str, step: str, **more: object) -> Inzage:
    one = Inzage(number)
    facts = {"purpose": "materiële controle 2026", "ground": "Wlz artikel 9.1.2", "until": date(2026, 3, 31)}
    event = Inzage.Requested(inzage=number, step=step, asked_by="auditor-1", **{**facts, **more})  # type: ignore[arg-type]
    one.replay(event, 43)
    return one


def pages() -> dict[str, object]:
    totals, lines = asked("i1", "totals"), asked("i2", "lines", region="Rotterdam", previous="i1")
    detail = asked("i4", "detail", region="Rotterdam", sample="s1", only_clients=("c1", "c2"), previous="i3")
    mine = (detail, lines, totals, asked("i0", "totals", until=date(2026, 2, 1)))
    wrong = (FieldError("previous", "Vraag eerst inzage voor de stap steekproef, en noem die hier."),)
    first = RequestPage("Stap 1: totalen", SHOWS["totals"], Form(INZAGE, HIDDEN), (), False, False, False, INZAGE)
    choices = (Choice("yes", "Toestaan", "De aanvrager ziet persoonlijke gegevens."), Choice("no", "Weigeren"))
    facts = (Fact("Gevraagd door", "auditor-1"), Fact("Beperkt tot", "regio Rotterdam, cliënt c1"))
    nothing = (FieldError("decision", "Kies of u de inzage toestaat of weigert."),)
    timeline = oversight()["auditor/timeline.html"]
    assert isinstance(timeline, TimelinePage)
    texts = (Fact("Waarvoor", "wandelen met begeleiding"), Fact("Reden", "we waren eerder terug door de regen"))
    row = TextRow(20, "/controle/gebeurtenis/20", "4 mrt 2026 11.15.07", "Regel e22 is verbeterd.", texts)
    known = (Fact("Naam", "Mevrouw Jansen"), Fact("Geboortedatum", "2 mei 1941"), Fact("Geslacht", "vrouw"))
    rest = (Pages(1, 2, "", "/controle/persoon/c1?pagina=2"), timeline.as_of, timeline.form, "/controle/client/c1")
    return {
        "auditor/inzage.html": inzage_page(mine, 1, TODAY),
        "auditor/inzage.html#leeg": inzage_page((), 0, TODAY),
        "auditor/request.html": first,
        "auditor/request.html#fout": RequestPage(
            "Stap 4: persoonlijke gegevens",
            SHOWS["detail"],
            Form(INZAGE, HIDDEN, {"region": "Rotterdam"}, errors=wrong),
            (Choice("i3", "i3: regio Rotterdam, steekproef s1"),),
            True,
            True,
            True,
            INZAGE,
        ),
        "auditor/waiting.html": WaitingPage((inzage_row(detail, TODAY),)),
        "auditor/waiting.html#leeg": WaitingPage(()),
        "auditor/decide.html": DecidePage("i4", facts, Form(INZAGE, HIDDEN), choices, INZAGE),
        "auditor/decide.html#fout": DecidePage("i4", facts, Form(INZAGE, HIDDEN, errors=nothing), choices, INZAGE),
        "auditor/one_inzage.html": one_page(lines, [SEEN], page_of(1, "1"), TODAY, True, Form(f"{ONE}/i2", HIDDEN)),
        "auditor/one_inzage.html#leeg": one_page(totals, [], page_of(0, "1"), TODAY, False, None),
        "auditor/person.html": PersonPage("c1", known, (row,), "51 gebeurtenissen met tekst", *rest),
        "auditor/person.html#leeg": PersonPage(
            "c1", known[:1], (), "0 gebeurtenissen met tekst", Pages(1, 1), *rest[1:]
        ),
    }
