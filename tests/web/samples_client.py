"""Sample pages of the client and the family, invented."""

from dataclasses import replace
from datetime import date

from web import dutch
from web.charts import budget_bar, time_bar
from web.view_models import client
from web.view_models.shell import (
    AsOf,
    AsOfForm,
    Badge,
    Explained,
    Fact,
    FieldError,
    Form,
    Link,
    Pages,
)

HIDDEN = {"csrf": "c5f2", "command_id": "01J9"}
AS_OF = AsOf("4 maart 2026", "4 maart 2026 om 11.15 uur", 1234)
STEPS = (
    client.Step("Een wandeling met begeleiding kost 2,00 punten per keer.", "2,00 punten"),
    client.Step("Eén punt is € 12,50 waard, vanaf 1 januari 2026.", "€ 25,00"),
)
WALK = client.Line(
    anchor="regel-e7",
    what="wandelen met begeleiding",
    by="Fatma Yilmaz",
    on="4 maart 2026",
    amount="−2,00 punten",
    direction="af",
    status=Badge("Besteed", "ok"),
    recorded="4 maart 2026 om 11.15 uur",
    worth="€ 25,00",
    steps=STEPS,
    question_href="/vraag/e7",
)
CORRECTION = client.Line(
    anchor="regel-e5-2",
    what="verbetering van samen koken",
    by="Joost van Dijk",
    on="26 februari 2026",
    amount="+0,50 punten",
    direction="bij",
    status=Badge("Verbetering"),
    recorded="2 maart 2026 om 09.05 uur",
    worth="€ 6,25",
    reason="het koken duurde korter",
    corrects=Link("samen koken, 26 februari 2026", "#regel-e5"),
    question_href="/vraag/e5-2",
)
COOKING = client.Line(
    anchor="regel-e5",
    what="samen koken",
    by="Joost van Dijk",
    on="26 februari 2026",
    amount="−2,00 punten",
    direction="af",
    status=Badge("Verbeterd"),
    recorded="26 februari 2026 om 18.40 uur",
    worth="€ 25,00",
    steps=STEPS,
    corrected_by=Link("nu 1,50 punten", "#regel-e5-2"),
)
QUESTIONED = client.Line(
    anchor="regel-e4",
    what="bezoek aan de markt",
    by="Fatma Yilmaz",
    on="20 februari 2026",
    amount="−3,00 punten",
    direction="af",
    status=Badge("Besteed", "ok"),
    recorded="20 februari 2026 om 16.02 uur",
    worth="€ 37,50",
    steps=STEPS,
    questions=(
        client.Question(
            text="Mijn moeder was die dag bij mij. Kan dit kloppen?",
            asked_by="Marijke Jansen",
            asked_on="28 februari 2026",
            status=Badge("Wacht op antwoord", "wait"),
            due="11 april 2026",
            clock="nog 38 dagen",
        ),
    ),
)
ANSWERED = client.Line(
    anchor="regel-e2",
    what="gesprek over het plan",
    by="Anneke Visser",
    on="12 januari 2026",
    amount="−1,00 punt",
    direction="af",
    status=Badge("Besteed", "ok"),
    recorded="12 januari 2026 om 14.30 uur",
    questions=(
        client.Question(
            text="Kost dit gesprek ook punten?",
            asked_by="Marijke Jansen",
            asked_on="13 januari 2026",
            status=Badge("Beantwoord", "ok"),
            answer="Ja. Het gesprek duurde een half uur. Dat staat in de afspraken op bladzijde 2.",
            answered_by="Anneke Visser",
            answered_on="15 januari 2026",
        ),
    ),
    question_href="/vraag/e2",
)
EXPLAINED = Explained(
    "Over, tot en met 31 december 2026",
    "34,50 punten",
    "Toegekend, min wat is gereserveerd, min wat is besteed.",
    parts=(
        Explained("Toegekend", "120,00 punten", parts=(Explained("Begin van het budget", "120,00 punten"),)),
        Explained(
            "Besteed",
            "−85,50 punten",
            parts=(Explained("Wandelen", "−2,00 punten", href="/budget/b1?pagina=2#regel-e7"),),
        ),
    ),
)
BUDGET = client.BudgetPage(
    client="mevrouw Jansen",
    provider="Zorggroep De Linde",
    state="open",
    available="34,50 punten",
    first="1 januari 2026",
    last="31 december 2026",
    bar=budget_bar(7350, 1200, 12000, dutch.points),
    time=time_bar(date(2026, 1, 1), date(2026, 12, 31), date(2026, 3, 4)),
    as_of=AS_OF,
    explained=EXPLAINED,
    form=AsOfForm("/budget/b1", with_days=True),
    rules=(
        "Het budget loopt tot en met 31 december 2026. Wat dan over is, vervalt.",
        "Gereserveerd is wat al gepland staat. Gaat het niet door? Dan komt het terug.",
    ),
    lines=(WALK, CORRECTION, COOKING, QUESTIONED, ANSWERED),
    pages=Pages(1, 3, next_href="?pagina=2"),
    worth="€ 431,25",
    rate="Eén punt is € 12,50 waard, vanaf 1 januari 2026.",
    signal=client.Signal(
        "sneller",
        "23,00 punten",
        "We keken naar wat er sinds 1 januari is besteed.",
        "4 maart 2026",
        "9 november 2026",
    ),
    shared_costs=client.SharedCosts(
        "Kosten die iedereen deelt",
        "12,00 punten",
        "Voor de nachtdienst, het gebouw en de administratie. Elke bewoner betaalt hetzelfde deel.",
        (client.Step("De kosten zijn € 3.600,00 voor 24 bewoners.", "€ 150,00"), STEPS[1]),
    ),
    other_budgets=(Link("Huishouden", "/budget/b2", note="nog 12 uur en 30 minuten"),),
)
LINE_FACTS = (
    Fact("Wat", "Wandelen met begeleiding"),
    Fact("Wanneer", "4 maart 2026"),
    Fact("Hoeveel", "2,00 punten (€ 25,00)"),
    Fact("Wie", "Fatma Yilmaz"),
)


def pages() -> dict[str, object]:
    empty = FieldError("text", "Schrijf op wat er volgens u niet klopt.")
    within = "binnen 6 weken"
    return {
        "client/budget.html": BUDGET,
        "client/budget.html#op-koers": replace(
            BUDGET,
            signal=client.Signal(
                "op_koers", "4,00 punten", "We keken naar wat er sinds 1 januari is besteed.", "4 maart 2026"
            ),
        ),
        "client/budget.html#te-veel": replace(
            BUDGET,
            state="overspent",
            available="€ 40,00",
            worth="",
            bar=budget_bar(50000, 4000, 50000, dutch.euro),
            signal=None,
            lines=(),
            shared_costs=None,
            other_budgets=(),
        ),
        "client/budget.html#nieuw": replace(
            BUDGET,
            state="not_started",
            bar=budget_bar(0, 0, 5400, dutch.hours),
            available="90 uur",
            worth="",
            signal=None,
        ),
        "client/budget.html#klaar": replace(
            BUDGET,
            state="ended",
            signal=client.Signal("over", "4,00 punten", "Dit is een voorbeeld.", "4 maart 2026"),
        ),
        "client/budget.html#op": replace(
            BUDGET, state="nothing_left", worth="", bar=budget_bar(11900, 100, 12000, dutch.points)
        ),
        "client/question.html": client.QuestionPage(LINE_FACTS, Form("/vraag/e7", HIDDEN), "/budget/b1", within),
        "client/question.html#fout": client.QuestionPage(
            LINE_FACTS, Form("/vraag/e7", HIDDEN, errors=(empty,)), "/budget/b1", within
        ),
        "client/question_done.html": client.QuestionDonePage(
            "Mijn moeder was die dag bij mij. Kan dit kloppen?", LINE_FACTS, "15 april 2026", "/budget/b1"
        ),
    }
