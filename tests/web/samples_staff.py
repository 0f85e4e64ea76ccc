"""Sample pages of care staff, invented."""

from tests.web.samples_client import AS_OF, BUDGET, COOKING, CORRECTION, HIDDEN, LINE_FACTS, QUESTIONED, WALK
from web.view_models import staff
from web.view_models.shell import (
    AsOfForm,
    Badge,
    Choice,
    FieldError,
    Form,
    Link,
    Pages,
)

HEAD = staff.BudgetHead("Mevrouw Jansen", "34,50 punten", "31 december 2026", "/client/c1", "punten", "1,50")
ASKED = Badge("Vraag van familie", "wait")
WHAT = (
    Choice("wandelen", "Wandelen"),
    Choice("samen koken", "Samen koken"),
    Choice("markt", "Naar de markt"),
)
AMOUNTS = (Choice("1,00", "1,00 punt"), Choice("1,50", "1,50 punten"), Choice("2,00", "2,00 punten"))
DAYS = (Choice("today", "Vandaag"), Choice("yesterday", "Gisteren"))
DONE = staff.DonePage(
    sentence="Wandelen met mevrouw Jansen, vandaag. 2,00 punten.",
    client="Mevrouw Jansen",
    balance="32,50 punten",
    until="31 december 2026",
    facts=LINE_FACTS,
    undo=Form("/ongedaan/e8", HIDDEN),
    next_links=(Link("Mijn cliënten", "/vandaag"), Link("Nog iets voor mevrouw Jansen", "/opschrijven/b1")),
)
SHARES = (
    staff.Share("Mevrouw Jansen", "3,34 punten", "31,16 punten"),
    staff.Share("Meneer El Amrani", "3,33 punten", "8,67 punten"),
    staff.Share("Mevrouw de Vries", "3,33 punten", "40,17 punten"),
)
GROUP_CLIENTS = (
    Choice("b1", "Mevrouw Jansen", "nog 34,50 punten"),
    Choice("b2", "Meneer El Amrani", "nog 12,00 punten"),
    Choice("b3", "Mevrouw de Vries", "nog 43,50 punten"),
)


def pages() -> dict[str, object]:
    return {**_writing_down(), **_correcting(), **_together()}


def _writing_down() -> dict[str, object]:
    picked = {"what": "wandelen", "amount": "2,00", "on": "today", "from_reservation": ""}
    too_much = FieldError(
        "amount_other",
        "Dit past niet: van dit budget is nog 34,50 punten vrij tot en met 31 december 2026. Verlaag het aantal.",
    )
    planned = (Choice("r1", "Wandelen, 4 maart", "2,00 punten gereserveerd"),)
    form = Form("/opschrijven/b1", HIDDEN, picked)
    wrong = {**picked, "amount": "other", "amount_other": "340"}
    wrong_form = Form("/opschrijven/b1", HIDDEN, wrong, errors=(too_much,))
    plan_form = Form("/plannen/b1", HIDDEN, {"what": "wandelen", "amount": "1,50", "on": "2026-03-11"})
    return {
        "staff/today.html": staff.TodayPage(
            "woensdag 4 maart 2026",
            (
                staff.ClientCard("Mevrouw Jansen", "/client/c1", "34,50 punten", "31 december"),
                staff.ClientCard("Meneer El Amrani", "/client/c2", "1:30 uur", "31 maart", True, "Bijna op", ASKED),
                staff.ClientCard("Mevrouw de Vries-van der Heijden", "/client/c3", "€ 1.240,00", "31 december"),
            ),
            "/samen",
            as_of=AS_OF,
        ),
        "staff/today.html#zoeken": staff.TodayPage(
            "woensdag 4 maart 2026", (), "/samen", Form("/vandaag", values={"zoek": "xyz"})
        ),
        "staff/today.html#leeg": staff.TodayPage("woensdag 4 maart 2026", (), "/samen"),
        "staff/spend.html": staff.SpendPage(HEAD, form, WHAT, AMOUNTS, DAYS, planned, "/plannen/b1"),
        "staff/spend.html#fout": staff.SpendPage(HEAD, wrong_form, WHAT, AMOUNTS, DAYS, (), "/plannen/b1"),
        "staff/spend_done.html": DONE,
        "staff/plan.html": staff.PlanPage(HEAD, plan_form, WHAT, AMOUNTS, "/opschrijven/b1"),
        "staff/plan_done.html": DONE,
    }


def _correcting() -> dict[str, object]:
    correct_form = Form("/verbeteren/e7", HIDDEN, {"amount": "2,00"})
    reasons = (Choice("korter", "Het duurde korter"), Choice("langer", "Het duurde langer"))
    shown = staff.Reserved(
        "Wandelen", "11 maart 2026", "2,00 punten", "/opschrijven/b1?plan=r2", Form("/vrij/r2", HIDDEN)
    )
    return {
        "staff/correct.html": staff.CorrectPage(HEAD, LINE_FACTS, correct_form, reasons),
        "staff/correct_done.html": DONE,
        "staff/answer.html": staff.AnswerPage(
            HEAD, LINE_FACTS, QUESTIONED.questions[0], Form("/regels/b1/e4/antwoord", HIDDEN)
        ),
        "staff/client.html": staff.ClientPage(
            HEAD,
            BUDGET.bar,
            AS_OF,
            AsOfForm("/regels/b1", with_days=True),
            "/opschrijven/b1",
            "/plannen/b1",
            (shown,),
            (
                staff.StaffLine(WALK, "/verbeteren/e7"),
                staff.StaffLine(CORRECTION, ""),
                staff.StaffLine(COOKING, ""),
                staff.StaffLine(QUESTIONED, "/verbeteren/e4", "/antwoord/e4"),
            ),
            Pages(1, 3, "", "?pagina=2"),
        ),
    }


def _together() -> dict[str, object]:
    group = {"what": "Samen koken", "amount": "10,00", "on": "2026-03-04"}
    form = Form("/samen", HIDDEN, group, {"budgets": frozenset({"b1", "b2", "b3"})})
    return {
        "staff/group.html": staff.GroupPage(
            form,
            GROUP_CLIENTS,
            "punten",
            "10,00",
            "/vandaag",
            units=(
                Link("Budgetten in punten", "?eenheid=PUNT", current=True),
                Link("Budgetten in uren", "?eenheid=UUR"),
            ),
        ),
        "staff/group.html#verdeling": staff.GroupPage(
            form,
            GROUP_CLIENTS,
            "punten",
            "10,00",
            "/vandaag",
            "10,00 punten",
            SHARES,
        ),
        "staff/group_done.html": staff.GroupDonePage(
            "Samen koken",
            "4 maart 2026",
            "10,00 punten",
            SHARES,
            Form("/terug/g1", HIDDEN),
            DONE.next_links[:1],
        ),
    }
