"""Sample pages of the auditor and the region, invented."""

from dataclasses import replace

from tests.web.samples_client import AS_OF
from web import dutch
from web.charts import scale_bars
from web.view_models import auditor, differences, region
from web.view_models.shell import (
    AsOfForm,
    Choice,
    Explained,
    Fact,
    FieldError,
    Form,
    Link,
    Pages,
)

STORED = """{
  "topic": "budget.spent",
  "version": 1,
  "recorded_at": "2026-03-04T10:15:07.412345Z",
  "actor": {"id": "medewerker-17", "role": "staff"},
  "command_id": "01J9",
  "facts": {"budget": "b1", "entry": "e7", "on": "2026-03-04", "amount": 200, "unit": "PUNT"}
}"""


def _rows() -> tuple[auditor.TimelineRow, ...]:
    sentence = "Van budget b1 is 2,00 punten besteed aan een activiteit (regel e{})."
    return tuple(
        auditor.TimelineRow(
            position=1234 - number,
            href=f"/controle/gebeurtenis/{1234 - number}",
            recorded=f"{9 - number} mrt 2026 11.15.07",
            on="26 feb 2026" if number == 1 else f"{9 - number} mrt 2026",
            sentence=sentence.format(7 - number),
            by="medewerker-17 (zorgmedewerker)",
            amount="" if number == 3 else "−2,00 punten",
            late="10 dagen later vastgelegd" if number == 1 else "",
        )
        for number in range(5)
    )


def _provider(name: str, agreed: int, declared: int, approved: int, refused: int, credited: int) -> region.ProviderRow:
    room = agreed - approved
    return region.ProviderRow(
        name=name,
        agreed=dutch.euro(agreed),
        declared=dutch.euro(declared),
        approved=dutch.euro(approved),
        refused=dutch.euro(refused),
        credited=dutch.euro(credited),
        room=dutch.euro(room),
        href=f"/regio/{name}",
        over=room < 0,
    )


DIFFERENCES = (
    differences.DifferenceRow(
        "Over",
        "budget b1, zorgaanbieder p1",
        "34,50 punten",
        "36,00 punten",
        "+1,50 punten",
        (Link("1234", "/controle/gebeurtenis/1234"), Link("1236", "/controle/gebeurtenis/1236")),
        "en 4 andere",
        "/uitleg?cijfer=b1.available&position=1250",
    ),
    differences.DifferenceRow(
        "Teruggenomen",
        "zorgaanbieder p1, regio Rotterdam, prestatie H126, maart 2026",
        "€ 0,00",
        "€ 20,50",
        "+€ 20,50",
        (Link("1240", "/controle/gebeurtenis/1240"),),
    ),
)
COMPARED = differences.ComparePage(
    Form("/controle/vergelijk", values={"soort": "client", "nummer": "c1", "before": "1200"}),
    (Choice("client", "cliënt"), Choice("zorgaanbieder", "zorgaanbieder"), Choice("regio", "regio")),
    DIFFERENCES,
    "Cliënt c1",
    "Van gebeurtenis 1200 (4 maart 2026 om 11.15 uur) naar gebeurtenis 1250 (9 maart 2026 om 9.00 uur).",
    Link("Tijdlijn van c1", "/controle/client/c1"),
)
PREVIEW = differences.PreviewPage(
    Form("/regio/wat-verandert-er", {"csrf": "c5f2"}, {"opdrachten": '{"do": "report_death"}'}),
    asked=True,
    rows=DIFFERENCES,
    sums=(Fact("Wat is gedeclareerd en blijft staan", "−€ 20,50"),),
    events=("Cliënt c1 is overleden op 6 februari 2026.",),
    declared=(Fact("p1, k1, 2026-02", "3 gebeurtenissen (zonder dit al +€ 60,00)"),),
    notes=("Van de 267 perioden die geraakt kunnen zijn, zijn er 60 doorgerekend.",),
)


def _wrong(*fields: str) -> Form:
    errors = tuple(FieldError(name, "Vul dit in.") for name in fields)
    return Form("/controle/vergelijk", {"csrf": "c5f2"}, errors=errors)


PROVIDERS = (
    _provider("Zorggroep De Linde", 420_000_000, 389_250_050, 371_100_025, 12_150_025, 1_250_000),
    _provider("Thuiszorg Maas", 310_000_000, 325_400_000, 318_000_000, 5_400_000, 0),
    _provider("Zorgboerderij Het Erf", 90_000_000, 41_200_000, 41_200_000, 0, 20_000),
)
OVERVIEW = region.OverviewPage(
    region="Rotterdam",
    year=2026,
    years=(Link("2025", "?jaar=2025"), Link("2026", "?jaar=2026", current=True)),
    ruimte="€ 9.750.000,00",
    room="€ 2.446.999,75",
    over=False,
    share_used="75%",
    bars=scale_bars(
        975_000_000,
        (
            ("reference", "Contracteerruimte", 975_000_000),
            ("left", "Afgesproken", 820_000_000),
            ("reserved", "Gedeclareerd", 755_850_050),
            ("spent", "Goedgekeurd", 730_300_025),
        ),
        dutch.euro_whole,
    ),
    changes=(
        region.Ruimte(
            "Vastgesteld",
            "2 jan 2026",
            "€ 10.000.000,00",
            "",
            "€ 10.000.000,00",
            "Besluit van de NZa voor 2026",
            "/g/3",
        ),
        region.Ruimte(
            "Correctie",
            "14 aug 2026",
            "−€ 250.000,00",
            "af",
            "€ 9.750.000,00",
            "Herschikking tussen regio's",
            "/g/912",
        ),
    ),
    providers=PROVIDERS,
    total=_provider("Alle zorgaanbieders", 820_000_000, 755_850_050, 730_300_025, 17_550_025, 1_270_000),
    as_of=AS_OF,
    form=AsOfForm("/regio", keep={"jaar": "2026"}),
)


FIGURE = differences.FigurePage(
    Explained(
        "Over, tot en met 31 december 2026",
        "36,00 punten",
        "Toegekend, min wat is gereserveerd, min wat is besteed.",
        parts=(Explained("Toegekend", "36,00 punten", href="/controle/gebeurtenis/4"),),
    ),
    AS_OF,
    AsOfForm("/uitleg", keep={"cijfer": "b1.available"}),
    "Budget b1",
)


def _differences() -> dict[str, object]:
    return {
        "figure.html": FIGURE,
        "auditor/compare.html": COMPARED,
        "auditor/compare.html#leeg": replace(COMPARED, rows=None, form=Form("/controle/vergelijk")),
        "auditor/compare.html#gelijk": replace(COMPARED, rows=()),
        "auditor/compare.html#fout": replace(COMPARED, rows=None, form=_wrong("before", "nummer")),
        "region/preview.html": PREVIEW,
        "region/preview.html#leeg": differences.PreviewPage(PREVIEW.form),
        "region/preview.html#fout": replace(PREVIEW, form=_wrong("opdrachten")),
    }


def pages() -> dict[str, object]:
    hits = (
        auditor.Hit("cliënt", "c1", "/controle/client/c1", "regio Rotterdam"),
        auditor.Hit("zorgaanbieder", "Zorggroep De Linde", "/controle/zorgaanbieder/p1", "24 cliënten"),
    )
    found = Form("/controle", values={"q": "c1"})
    both = (FieldError("position", "Vul een tijd of een nummer in, niet allebei."),)
    timeline = auditor.TimelinePage(
        kind="cliënt",
        subject="c1",
        rows=_rows(),
        count="217 gebeurtenissen, de nieuwste eerst",
        as_of=replace(AS_OF, looks_back=True, back_href="/controle/client/c1"),
        form=AsOfForm("/controle/client/c1", "2026-03-04T11:15", reset_href="/controle/client/c1"),
        pages=Pages(2, 5, "?pagina=1", "?pagina=3"),
        back_href="/controle",
        balance=(Fact("Budget b1", "34,50 punten over van 120,00 punten"),),
    )
    wrong = AsOfForm("/controle/client/c1", "2026-03-04T11:15", "12", both)
    return {
        "region/overview.html": OVERVIEW,
        "region/overview.html#leeg": replace(OVERVIEW, ruimte="€ 0,00", changes=(), providers=()),
        **_differences(),
        "auditor/index.html": auditor.SearchPage(found, hits, AS_OF, AsOfForm("/controle")),
        "auditor/index.html#niets": auditor.SearchPage(found, (), AS_OF, AsOfForm("/controle")),
        "auditor/timeline.html": timeline,
        "auditor/timeline.html#fout": replace(timeline, form=wrong, rows=(), as_of=AS_OF, balance=()),
        "auditor/event.html": auditor.EventPage(
            1234,
            "Van budget b1 is 2,00 punten besteed aan een activiteit (regel e7).",
            (
                Fact("Soort", "budget.spent, versie 1"),
                Fact("Vastgelegd", "4 maart 2026 om 11.15 uur"),
                Fact("Door", "medewerker-17 (zorgmedewerker)"),
                Fact("Opdracht", "01J9XK3V7Q5W8Z2M4N6P"),
            ),
            (
                Fact("Budget", "b1", "/controle/budget/b1"),
                Fact("Geldt op", "4 maart 2026"),
                Fact("Bedrag", "2,00 punten"),
            ),
            STORED,
            "/controle/client/c1",
            AS_OF,
            AsOfForm("/controle/gebeurtenis/1234"),
            "/controle/gebeurtenis/1233",
            "/controle/gebeurtenis/1235",
        ),
    }
