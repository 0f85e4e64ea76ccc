"""The page of one sample: how it was drawn, its lines, what it says of the whole, and whether it is drawn the same."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from ledger.aggregates.samples import Sample
from ledger.auditing.population import parts_of
from ledger.sentences.samples import METHODS, VERDICTS
from ledger.vocabulary.dutch import grouped
from ledger.vocabulary.percentages import percentage
from web import dutch
from web.drawn import DrawnLine
from web.pages.auditor.inzage_view import REQUEST
from web.pages.auditor.samples_view import SAMPLES, address_of, scope_told, state_of
from web.pages.auditor.subjects import event_address, timeline_address
from web.pages.auditor.timeline_view import PER_PAGE, Page
from web.view_models.samples import ItemRow, JudgePage, SamplePage, SampleVerdict
from web.view_models.shell import Badge, Fact, Form, Link, Message, Pages

RIGHT, WRONG, WAITS = Badge("klopt", "ok"), Badge("klopt niet", "stop"), Badge("nog te beoordelen", "wait")
UNSURE = Badge("niet vast te stellen", "wait")
_DIFFERENT = {
    "drawing": "de manier van trekken",
    "population_count": "het aantal regels",
    "population_eurocent": "het bedrag",
    "digest": "de SHA-256",
    "interval_eurocent": "de stap",
    "items": "de getrokken regels",
}


def sample_page(
    sample: Sample,
    lines: Sequence[DrawnLine] | None,
    page: Page,
    evaluate: Form | None,
    may_judge: bool,
    verified: Message | None,
) -> SamplePage:
    """Return a sample; `lines` are None for who has no access to them."""
    here, shown = address_of(sample.id), (lines or ())[page.offset : page.offset + PER_PAGE]
    waiting = [one for one in lines or () if one.judged is None]
    ready = len(sample.judged) == len(sample.items) and sample.moved
    ask = Link("Vraag inzage in deze steekproef", f"{REQUEST}?stap=sample&steekproef={quote(sample.id)}")

    def address(number: int) -> str:
        return f"{here}?pagina={number}" if 1 <= number <= page.pages else ""

    return SamplePage(
        number=sample.id,
        told=_told(sample.drawn),
        plan=_plan_facts(sample),
        drawn=_drawn_facts(sample),
        progress=f"{grouped(len(sample.judged))} van de {dutch.count(len(sample.items), 'regel', 'regels')} beoordeeld",
        rows=tuple(_row(sample.id, one) for one in shown),
        pages=Pages(page.number, page.pages, address(page.number - 1), address(page.number + 1)),
        left_out=_left_out(sample, lines),
        next=Link("Beoordeel de volgende regel", item_address(sample.id, waiting[0].item.key))
        if waiting and may_judge
        else None,
        ask=ask if lines is None else None,
        verdict=verdict_of(sample),
        evaluate=evaluate if ready and lines is not None else None,
        verify_href=f"{here}?controle=ja",
        verified=verified,
        back_href=SAMPLES,
    )


def item_address(sample: str, key: str) -> str:
    """Return the address of a drawn line."""
    declaration, line = parts_of(key)
    return f"{address_of(sample)}/regel/{declaration}/{line}"


def verdict_of(sample: Sample) -> SampleVerdict | None:
    """Return what a sample says of the whole, against what is tolerated; None before it was evaluated."""
    found = sample.evaluated
    if found is None:
        return None
    facts = [
        Fact("Waarschijnlijk fout", percentage(found.error_basispoint)),
        Fact("Hoogstens fout", percentage(found.bound_basispoint)),
        Fact("Onzekerheid", percentage(found.uncertainty_basispoint)),
        Fact("Gevonden in de steekproef", dutch.euro(found.found_eurocent)),
        Fact("In het geheel waarschijnlijk te veel betaald", dutch.euro(found.projected_eurocent)),
    ]
    if found.bound_eurocent is not None:
        facts.append(Fact("In het geheel hoogstens te veel betaald", dutch.euro(found.bound_eurocent)))
    if found.uncertain_eurocent:
        facts.append(Fact("Niet vast te stellen, in het geheel", dutch.euro(found.uncertain_eurocent)))
    if found.understated_eurocent:
        facts.append(Fact("Te weinig betaald (telt niet af)", dutch.euro(found.understated_eurocent)))
    badge = Badge(VERDICTS[found.verdict].lower(), "ok" if found.verdict == "approved" else "stop")
    return SampleVerdict(verdict_told(sample.drawn, found), badge, tuple(facts), sample.moved)


def verdict_told(drawn: Sample.Drawn, found: Sample.Evaluated) -> str:
    """Tell the verdict in one sentence, with what is tolerated."""
    of = "het geld" if found.method == "mus" else "de regels"
    error, most = percentage(found.error_basispoint), percentage(drawn.error_limit_basispoint)
    unsure, room = percentage(found.uncertainty_basispoint), percentage(drawn.uncertainty_limit_basispoint)
    if found.verdict == "error-too-large":
        return f"De fout is te groot: waarschijnlijk is {error} van {of} fout, en hoogstens {most} mag."
    if found.verdict == "uncertainty-too-large":
        return (
            f"De onzekerheid is te groot: {unsure}, en hoogstens {room} mag. "
            f"Waarschijnlijk is {error} van {of} fout (hoogstens {most} mag)."
        )
    return (
        f"Goedgekeurd: waarschijnlijk is {error} van {of} fout (hoogstens {most} mag), "
        f"met een onzekerheid van {unsure} (hoogstens {room} mag)."
    )


def verified_told(answer: dict[str, Any]) -> Message:
    """Tell whether a sample is drawn the same again."""
    population = answer["population"]
    if answer["same"]:
        return Message(
            "ok",
            f"Opnieuw getrokken: dezelfde {dutch.count(len(answer['items']), 'regel', 'regels')} uit "
            f"{dutch.count(population['count'], 'regel', 'regels')} van samen {dutch.euro(population['eurocent'])}. "
            f"De SHA-256 is gelijk: {population['digest']}.",
        )
    told = dutch.listed([_DIFFERENT[one] for one in answer["different"]])
    return Message("error", f"Opnieuw getrokken: dit is anders dan wat is vastgelegd: {told}. Meld dit de beheerder.")


def judge_page(sample: Sample, one: DrawnLine, form: Form | None) -> JudgePage:
    """Return a drawn line with what there is to look at."""
    line, judged = one.line, one.judged
    facts = [
        Fact("Goedgekeurd", dutch.euro(one.item.eurocent)),
        Fact("Prestatie", line.prestatie),
        Fact("Dagen van de zorg", dutch.period(line.first, line.last)),
        Fact("Cliënt (schuilnaam)", line.client or "niemand in het bijzonder"),
        Fact("Zorgaanbieder", line.provider),
        Fact("Getroffen centen", grouped(one.item.hits)),
    ]
    if judged is not None:
        facts += [
            Fact("Klopt", dutch.euro(judged.audited_eurocent)),
            Fact("Niet vast te stellen", dutch.euro(judged.uncertain_eurocent)),
            Fact("Regel of wet", judged.ground or "niet genoemd"),
        ]
    links = [Link("Hoe de regel is gedeclareerd", event_address(one.position))]
    if line.client is not None:
        links.append(Link(f"Tijdlijn van cliënt {line.client}", timeline_address("client", line.client)))
    return JudgePage(one.item.key, _state(one), tuple(facts), tuple(links), form, address_of(sample.id))


def _told(drawn: Sample.Drawn) -> str:
    lines = dutch.count(drawn.population_count, "goedgekeurde regel", "goedgekeurde regels")
    return (
        f"{dutch.count(len(drawn.items), 'regel', 'regels')} getrokken uit {lines} van samen "
        f"{dutch.euro(drawn.population_eurocent)}: {scope_told(drawn)}, zorg "
        f"{dutch.period(drawn.first, drawn.last)}."
    )


def _plan_facts(sample: Sample) -> tuple[Fact, ...]:
    drawn = sample.drawn
    facts = [
        Fact("Stand", state_of(sample).text),
        Fact("Manier", METHODS[drawn.method]),
        Fact("Betrouwbaarheid", percentage(drawn.confidence_basispoint)),
        Fact("Toegestane fout", percentage(drawn.tolerable_basispoint)),
        Fact("Verwachte fout", percentage(drawn.expected_basispoint)),
        Fact("Nodig", f"{grouped(drawn.size)} {'centen' if drawn.interval_eurocent else 'regels'}"),
    ]
    if drawn.interval_eurocent:
        facts.append(Fact("Een cent uit elke", dutch.euro(drawn.interval_eurocent)))
    return (*facts, Fact("Waarvoor", drawn.purpose)) if drawn.purpose else tuple(facts)


def _drawn_facts(sample: Sample) -> tuple[Fact, ...]:
    drawn, at = sample.drawn, sample.positions[0]
    return (
        Fact("Zaad", drawn.seed),
        Fact("Om uit te trekken", f"{grouped(drawn.population_count)} regels, {dutch.euro(drawn.population_eurocent)}"),
        Fact("Zoals bekend bij gebeurtenis", str(drawn.as_of)),
        Fact("SHA-256 van wat er was om uit te trekken", drawn.digest),
        Fact("Vastgelegd als gebeurtenis", str(at)),
    )


def _left_out(sample: Sample, lines: Sequence[DrawnLine] | None) -> str:
    out = 0 if lines is None else len(sample.items) - len(lines)
    return f"{dutch.count(out, 'regel valt', 'regels vallen')} buiten uw inzage." if out else ""


def _row(sample: str, one: DrawnLine) -> ItemRow:
    judged = one.judged
    return ItemRow(
        key=one.item.key,
        href=item_address(sample, one.item.key),
        client=one.line.client or "",
        days=dutch.period(one.line.first, one.line.last),
        amount=dutch.euro(one.item.eurocent),
        right="" if judged is None else dutch.euro(judged.audited_eurocent),
        unknown="" if judged is None else dutch.euro(judged.uncertain_eurocent),
        state=_state(one),
    )


def _state(one: DrawnLine) -> Badge:
    if one.judged is None:
        return WAITS
    if one.judged.audited_eurocent == one.item.eurocent:
        return RIGHT
    unsure = one.judged.uncertain_eurocent
    return UNSURE if unsure and one.judged.audited_eurocent + unsure >= one.item.eurocent else WRONG
