"""Sample pages of material control and of questions to the client, invented."""

from dataclasses import replace

from tests.web.samples_client import AS_OF, BUDGET, HIDDEN
from web.pages.client.navraag_view import CHOICES
from web.view_models import material
from web.view_models.shell import AsOfForm, Badge, Fact, FieldError, Form, Link

ASKED = material.QuestionToClient(
    number="n1",
    asked_by="De controleur",
    asked_on="4 maart 2026 om 11.15 uur",
    about="Zorg van Zorggroep De Linde, op 4 februari 2026",
    purpose="materiële controle 2026",
    text="Is er op 4 februari een half uur hulp geweest?",
    state=Badge("U kunt antwoorden"),
    answer_href="/vragen/n1",
    decline=Form("/vragen/n1", {**HIDDEN, "doing": "decline"}),
)
ANSWERED = replace(
    ASKED,
    number="n2",
    state=Badge("U hebt geantwoord", "ok"),
    answer="voor een deel",
    words="Er is iemand geweest, maar korter.",
    is_ended=True,
    answer_href="",
    decline=None,
)
PAGE = material.CyclePage(
    client="c1",
    year=2026,
    years=(Link("2026", "?jaar=2026", True), Link("2025", "?jaar=2025")),
    sentence="In 2026 was er op 4 dagen zorg. Op 1 daarvan gold er geen zorgplan.",
    facts=(Fact("Gepland in uren", "52:00 uur"), Fact("Verschil", "−48:30 uur (af)")),
    uncovered=("8 jan 2026",),
    plans=(
        material.PlanRow(
            "z1",
            "vanaf 12 januari 2026",
            "besluit 401",
            Badge("Volgt de indicatie niet", "stop"),
            "In die dagen geldt ook besluit 402.",
        ),
    ),
    months=(
        material.MonthRow(
            "januari",
            "?maand=2026-01#zorg",
            "Stichting Thuiszorg Rotterdam-Alexanderpolder en omstreken",
            "H126",
            "20:00 uur",
            "3:00 uur",
            "−17:00 uur",
            "af",
        ),
        material.MonthRow("januari", "", "Thuiszorg Maas", "H300", "4:00 uur", "6:00 uur", "+2:00 uur", "bij"),
    ),
    evaluations=(
        material.EvaluationRow(
            "z1", "28 februari 2026", "zo was afgesproken", "nog niet vastgelegd", Badge("4 dagen te laat", "stop")
        ),
    ),
    left=("Zorgplan z1: niet alle doelen gehaald (0 van de 1 op 2 maart 2026).",),
    found=(
        material.FoundRow(
            "Zorgplan niet op tijd geëvalueerd",
            "/controle/bevindingen/nummer/0123456789abcdef",
            "Dit zorgplan moest uiterlijk 28 februari 2026 zijn geëvalueerd.",
            "vanaf 12 januari 2026",
            "geen bedrag",
            "toen en nu",
            Badge("open", "wait"),
        ),
        material.FoundRow("Meer geleverd dan gepland", "", "Geleverd: 6:00 uur.", "", "geen bedrag", "toen en nu"),
    ),
    see_to=(),
    care_month="februari 2026",
    care_months=(Link("januari 2026", "?maand=2026-01#zorg"), Link("februari 2026", "?maand=2026-02#zorg", True)),
    care=(
        material.CareRow(
            "levering l4", "op 4 februari 2026", "Zorggroep De Linde", "H126", "0:30 uur", "?levering=l4", "Beantwoord"
        ),
        material.CareRow("regel 1 van declaratie d1", "op 4 februari 2026", "p1", "H126", "€ 28,35", "?regel=1"),
        material.CareRow("levering l5", "op 5 februari 2026", "p1", "H126", "0:30 uur"),
    ),
    asked=(
        material.AskedRow(
            "n1",
            "4 mrt 2026 13.15.00",
            "auditor-1 (controleur)",
            "levering l4 van Zorggroep De Linde, op 4 februari 2026",
            "materiële controle 2026",
            Badge("Beantwoord", "ok"),
            "voor een deel",
            "De tekst is verzegeld.",
        ),
    ),
    may_ask=True,
    links=(Link("Alle bevindingen", "/controle/bevindingen"),),
    as_of=AS_OF,
    form=AsOfForm("/controle/client/c1/zorgplan", with_days=True),
    back=Link("Tijdlijn van c1", "/controle/client/c1"),
)
EMPTY = replace(
    PAGE,
    sentence="In 2026 is geen geleverde zorg vastgelegd.",
    uncovered=(),
    plans=(),
    months=(),
    evaluations=(),
    left=(),
    found=(),
    see_to=("De regel plan-expired kon hier niet oordelen: ValueError.",),
    care_months=(),
    care=(),
    asked=(),
    back=None,
)


def pages() -> dict[str, object]:
    """Every page about material control and questions to the client, with its states."""
    form = Form("/vragen/n1", HIDDEN)
    answer = material.AnswerPage(ASKED, form, CHOICES, "Het zorgkantoor leest uw antwoord.", "/vragen")
    wrong = (FieldError("answer", "Kies hoe het was, of kies: niet antwoorden."),)
    about = (Fact("Zorg", "levering l4"), Fact("Dag", "4 februari 2026"))
    ask = material.AskPage("c1", about, Form("/controle/client/c1/vraag", HIDDEN), "/controle/client/c1/zorgplan#zorg")
    missing = (FieldError("purpose", "Schrijf op waarvoor u dit vraagt."), FieldError("text", "Schrijf uw vraag op."))
    return {
        "auditor/cycle.html": PAGE,
        "auditor/cycle.html#leeg": EMPTY,
        "auditor/ask.html": ask,
        "auditor/ask.html#fout": replace(ask, form=replace(ask.form, errors=missing)),
        "client/questions.html": material.QuestionsPage((ASKED, ANSWERED), "/budget"),
        "client/questions.html#leeg": material.QuestionsPage((), "/budget"),
        "client/answer.html": answer,
        "client/answer.html#fout": replace(answer, form=replace(form, errors=wrong)),
        "client/budget.html#vraag": replace(BUDGET, questions=(ASKED,), questions_href="/vragen"),
        "client/budget.html#eerdere-vragen": replace(BUDGET, questions_href="/vragen"),
    }
