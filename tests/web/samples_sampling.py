"""Sample pages about samples and evidence packs, invented."""

from datetime import date
from typing import Any

from ledger.aggregates.samples import Sample
from ledger.auditing.population import Scope
from ledger.commands.samples import Planned
from ledger.events import Declaration
from ledger.sampling.drawing import PROCEDURE, Item, population_of
from ledger.sampling.plan import MATERIAL, Plan
from web.drawn import DrawnLine
from web.pages.auditor.evidence_view import evidence_page
from web.pages.auditor.sample_view import judge_page, sample_page, verified_told
from web.pages.auditor.samples_view import SAMPLES, plan_form, preview_of, sample_rows
from web.pages.auditor.timeline_view import page_of
from web.view_models.evidence import PackReady
from web.view_models.samples import SamplesPage
from web.view_models.shell import Fact, FieldError, Form

HIDDEN = {"csrf": "c5f2", "command_id": "web-1"}
KEYS = ("2026-02-zorggroep-de-linde/1", "2026-02-zorggroep-de-linde/2", "2026-02-thuiszorg-maas/1")
SEED = "20 dobbelstenen: 4 1 6 3 2 2 5 1 6 6 3 4 1 2 5 5 3 1 4 2"
DIGEST = "5b3c1d0e9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c"
MONTH = (date(2026, 2, 1), date(2026, 2, 28))


def drawn(judged: int = 0, evaluated: bool = False, again: bool = False) -> Sample:
    sample = Sample("s1")
    items = tuple(Item(key=key, eurocent=6_000 + 1_550 * place) for place, key in enumerate(KEYS))
    facts: dict[str, Any] = {name: getattr(MATERIAL, name) for name in MATERIAL.__struct_fields__}
    facts |= {"first": MONTH[0], "last": MONTH[1], "as_of": 1_234_567, "region": "Rotterdam", "digest": DIGEST}
    facts |= {"population_count": 12_345, "population_eurocent": 98_765_432, "size": 60, "interval_eurocent": 1_646_090}
    facts |= {"method": "mus", "drawing": PROCEDURE, "seed": SEED, "items": items, "purpose": "materiële controle 2026"}
    sample.replay(Sample.Drawn(sample="s1", **facts), 1_234_568)
    for item in items[:judged]:
        declaration, _, line = item.key.rpartition("/")
        event = Sample.ItemJudged(
            sample="s1",
            item=item.key,
            declaration=declaration,
            line=line,
            client="c1",
            eurocent=item.eurocent,
            audited_eurocent=6_000,
            uncertain_eurocent=500 if item.eurocent > 6_500 else 0,
            ground="Wlz artikel 3.1.1",
        )
        sample.replay(event, 1_234_600)
    if evaluated:
        verdict = Sample.Evaluated(
            sample="s1",
            method="mus",
            judged_count=3,
            wrong_count=2,
            found_eurocent=3_650,
            projected_eurocent=1_234_567,
            bound_eurocent=5_678_901,
            uncertain_eurocent=123_456,
            understated_eurocent=4_200,
            error_basispoint=125,
            bound_basispoint=575,
            uncertainty_basispoint=463,
            verdict="error-too-large",
        )
        sample.replay(verdict, 1_234_700)
        sample.moved = again
    return sample


def lines(sample: Sample) -> list[DrawnLine]:
    found = []
    for item in sample.items.values():
        declaration, _, number = item.key.rpartition("/")
        line = Declaration.LineSubmitted(
            declaration=declaration,
            provider="zorggroep-de-linde",
            line=number,
            client="c1",
            region="Rotterdam",
            prestatie="H126",
            first=date(2026, 2, 3),
            last=date(2026, 2, 3),
            quantity=60,
            unit="minuut",
            eurocent=item.eurocent,
        )
        found.append(DrawnLine(item, line, 1_234_000, sample.judged.get(item.key)))
    return found


def pages() -> dict[str, object]:
    waiting, judged, over = drawn(1), drawn(3), drawn(3, evaluated=True, again=True)
    form = Form(SAMPLES, {"plan": "ja"}, {"kind": "material", "method": "mus", "region": "Rotterdam"})
    wrong = Form(SAMPLES, {"plan": "ja"}, {"seed": ""}, errors=(FieldError("seed", "Schrijf 1 tot 100 tekens."),))
    scope = Scope(first=MONTH[0], last=MONTH[1], region="Rotterdam")
    planned = Planned(
        scope,
        1_234_567,
        population_of([("d1/1", 6_000)]),
        Plan(method="mus", target=MATERIAL, size=60, interval_eurocent=100),
    )
    evaluate = Form(f"{SAMPLES}/s1", HIDDEN)
    redrawn = {"same": True, "items": KEYS, "population": {"count": 12_345, "eurocent": 98_765_432, "digest": DIGEST}}
    other = {**redrawn, "same": False, "different": ["digest", "items"]}
    typed = {
        "question": "Is februari rechtmatig betaald?",
        "ground": "Wlz artikel 9.1.2",
        "kind": "provider",
        "id": "p1",
    }
    missing = (FieldError("ground", "Noem de grond waarop u dit mag inzien, bijvoorbeeld Wlz artikel 9.1.2."),)
    facts = (Fact("Over", "zorgaanbieder p1"), Fact("Gebeurtenissen", "9.502"), Fact("SHA-256", DIGEST))
    one = lines(judged)[1]
    item = Form(f"{SAMPLES}/s1/regel/d1/1", HIDDEN, errors=(FieldError("audited", "Vul een bedrag in."),))
    return {
        "auditor/samples.html": SamplesPage(
            sample_rows([waiting, over]), plan_form(form, False, True), preview_of(planned, Form(SAMPLES, HIDDEN))
        ),
        "auditor/samples.html#fout": SamplesPage((), plan_form(wrong, False, True)),
        "auditor/samples.html#lezer": SamplesPage(sample_rows([judged]), None),
        "auditor/sample.html": sample_page(waiting, lines(waiting), page_of(3, "1"), evaluate, True, None),
        "auditor/sample.html#klaar": sample_page(judged, lines(judged), page_of(3, "1"), evaluate, True, None),
        "auditor/sample.html#oordeel": sample_page(
            over, lines(over)[:2], page_of(2, "1"), evaluate, True, verified_told(redrawn)
        ),
        "auditor/sample.html#zonder": sample_page(judged, None, page_of(0, "1"), None, False, verified_told(other)),
        "auditor/judge.html": judge_page(judged, one, item),
        "auditor/judge.html#lezer": judge_page(waiting, lines(waiting)[2], None),
        "auditor/evidence.html": evidence_page(dict.fromkeys(typed, "")),
        "auditor/evidence.html#fout": evidence_page(typed, missing),
        "auditor/evidence.html#wacht": evidence_page(typed, (), None, "Het pakket wordt gemaakt.", "/controle/bewijs"),
        "auditor/evidence.html#klaar": evidence_page(
            typed, (), PackReady(facts, "/controle/bewijs/pakket/provider/p1")
        ),
    }
