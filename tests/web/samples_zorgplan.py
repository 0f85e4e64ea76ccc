"""View data of the page on which a zorgplan is composed: as it is opened, halfway, too much, and with mistakes."""

from dataclasses import replace

from web.charts import plan_bar
from web.dutch import euro
from web.view_models.client import Step
from web.view_models.shell import Fact, FieldError, Form
from web.view_models.zorgplan import FixedRow, Option, OptionGroup, PlanLineRow, ZorgplanPage

HIDDEN = {"csrf": "c5f2", "command_id": "web-0001"}
ADDRESS = "/zorgplan/b1"
ROOM = (
    Fact("Zorgprofiel", "4VV"),
    Fact("Leveringsvorm", "mpt met pgb"),
    Fact("Hoogste bedrag", "€ 600,00 per week, € 31.285,71 in 2026"),
    Fact("Geldt op", "4 maart 2026"),
)
OFFERS = (
    OptionGroup(
        "Zorggroep De Linde",
        (
            Option("p1|prestatie|H126", "Persoonlijke verzorging, € 56,70 per uur"),
            Option("p1|activity|douchen", "Douchen, € 18,00 per keer"),
            Option("p1|arrangement|middel", "Arrangement middel, 75% van de indicatiewaarde"),
        ),
    ),
    OptionGroup("Thuiszorg Maas", (Option("p9|prestatie|H300", "Begeleiding individueel, € 61,37 per uur"),)),
    OptionGroup("Geen aanbieder", (Option("pgb", "Pgb: de cliënt koopt zelf zorg in"),)),
)
LINES = (
    PlanLineRow(
        0,
        "p1|prestatie|H126",
        "Persoonlijke verzorging",
        "Zorggroep De Linde",
        "€ 56,70 per uur",
        "Uren per week",
        "€ 307,13",
        "3:27 uur telt als 3:25 uur: we rekenen per 5 minuten.",
    ),
    PlanLineRow(
        1,
        "p1|activity|douchen",
        "Douchen",
        "Zorggroep De Linde",
        "€ 18,00 per keer",
        "Hoe vaak per week",
        "€ 54,00",
    ),
    PlanLineRow(2, "pgb", "Pgb", "De cliënt koopt zelf zorg in", "", "Euro per week", "€ 100,00"),
)
OTHERS = (FixedRow("Begeleiding individueel", "Thuiszorg Maas", "1:00 uur per week", "€ 61,37"),)
STEPS = (
    Step(
        "Indicatiewaarde: € 600,00 per week voor 4VV. 2026 heeft 365 dagen en een week heeft er 7.",
        "€ 600,00",
    ),
    Step(
        "Persoonlijke verzorging (Zorggroep De Linde): 5:25 uur per week keer € 56,70 per uur "
        "(contract k1: 94,5% van het maximum 2026).",
        "€ 307,13",
    ),
    Step("Samen: zoveel kost het plan.", "€ 461,13"),
    Step("Over: het plan past. De rest wordt niet gebruikt.", "€ 138,87"),
)
VALUES = {
    "hoeveel_0": "5:27",
    "hoeveel_1": "3",
    "hoeveel_2": "100,00",
    "remainder_to": "unused",
    "from": "2026-03-04",
    "evaluate_by": "2026-09-04",
}
EMPTY = ZorgplanPage(
    client="Mevrouw Jansen",
    client_href="/regels/b1",
    form=Form(ADDRESS, HIDDEN, {"remainder_to": "unused", "from": "2026-03-04"}),
    room=ROOM,
    lines=(),
    offers=OFFERS,
    may_be_pgb=True,
    sentence="Er is nog",
    number="€ 600,00",
    after="per week te verdelen.",
    bar=plan_bar(0, 0, 60_000, "Nog te verdelen", euro),
    steps=STEPS[:1],
)
HALFWAY = replace(
    EMPTY,
    form=Form(ADDRESS, HIDDEN, VALUES),
    lines=LINES,
    number="€ 138,87",
    bar=plan_bar(36_113, 10_000, 60_000, "Nog te verdelen", euro),
    steps=STEPS,
)
TOO_MUCH = replace(
    HALFWAY,
    form=Form(ADDRESS, HIDDEN, {**VALUES, "hoeveel_2": "300,00"}),
    sentence="Er is",
    number="€ 61,13",
    after="per week te veel verdeeld.",
    note="Haal iets weg, of maak iets kleiner.",
    fits=False,
    bar=plan_bar(36_113, 30_000, 60_000, "Nog te verdelen", euro),
)
WRONG = replace(
    HALFWAY,
    form=Form(
        ADDRESS,
        HIDDEN,
        {**VALUES, "hoeveel_0": "veel", "wat": "p9|prestatie|H300"},
        errors=(
            FieldError("hoeveel_0", "Dit kunnen we niet lezen als tijd. Schrijf bijvoorbeeld 1:30 voor anderhalf uur."),
            FieldError("hoeveel", "Vul een tijd in, bijvoorbeeld 1:30."),
        ),
    ),
    sentence="",
    number="",
    after="",
    note="Wat er over is, rekenen we uit zodra alles is ingevuld.",
    bar=None,
    steps=(),
)


def pages() -> dict[str, object]:
    """Return every state of the page."""
    name = "staff/zorgplan.html"
    return {
        name: EMPTY,
        f"{name}#halfway": HALFWAY,
        f"{name}#te-veel": TOO_MUCH,
        f"{name}#fout": WRONG,
        f"{name}#met-een-ander": replace(HALFWAY, fixed=OTHERS, revises=True),
        f"{name}#zonder-pgb": replace(EMPTY, may_be_pgb=False),
    }
