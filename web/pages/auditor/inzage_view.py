"""The pages about accesses: the four steps, one access with what was seen under it, and how each is told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ledger.aggregates.inzage import STEPS, WORDS, Step
from ledger.events import Inzage
from web import dutch
from web.inzagen import Seen
from web.pages.auditor.roles import who
from web.pages.auditor.subjects import START, timeline_address
from web.pages.auditor.timeline_view import PER_PAGE, Page
from web.view_models.inzage import InzagePage, InzageRow, OnePage, SeenRow, StepRow
from web.view_models.shell import Badge, Fact, Form, Link, Pages

INZAGE = f"{START}/inzage"
REQUEST = f"{INZAGE}/vragen"
DECIDE = f"{INZAGE}/beslissen"
ONE = f"{INZAGE}/nummer"
PERSON = f"{START}/persoon"
SHOWS: dict[Step, str] = {
    "totals": "Bedragen en aantallen per regio en zorgaanbieder. Geen personen.",
    "lines": "Tijdlijnen en regels. Cliënten hebben een schuilnaam.",
    "sample": "De regels die in een steekproef zijn getrokken.",
    "detail": "Naam, geboortedatum en geschreven tekst van cliënten. Een tweede persoon beslist.",
}


def inzage_page(mine: Sequence[Inzage], waiting: int, on: date) -> InzagePage:
    """Return the overview of what somebody asked for; `waiting` is how many others wait for them."""
    what = dutch.count(waiting, "aanvraag wacht", "aanvragen wachten")
    decide = Link(f"{what} op een tweede persoon", DECIDE) if waiting else None
    return InzagePage(
        tuple(_step(step, mine, on) for step in STEPS), tuple(inzage_row(one, on) for one in mine), decide
    )


def _step(step: Step, mine: Sequence[Inzage], on: date) -> StepRow:
    """Tell where somebody stands: in force, waiting, to be asked, or after the step before."""
    name, of_step = f"Stap {STEPS.index(step) + 1}: {WORDS[step]}", [one for one in mine if one.asked.step == step]
    ask = Link("Vraag inzage", f"{REQUEST}?stap={step}", note=WORDS[step])
    before = STEPS[STEPS.index(step) - 1]
    can_ask = step == STEPS[0] or any(one.asked.step == before and one.is_open(on) for one in mine)
    row = StepRow(name, SHOWS[step], Badge("u kunt dit vragen"), ask if can_ask else None)
    if any(one.is_open(on) for one in of_step):
        return replace(row, state=Badge("loopt", "ok"))
    if any(one.state == "asked" and on <= one.asked.until for one in of_step):
        return replace(row, state=Badge("wacht op een tweede persoon", "wait"))
    return row if can_ask else replace(row, state=Badge(f"eerst stap {STEPS.index(step)}"))


def inzage_row(one: Inzage, on: date) -> InzageRow:
    """Return an access as a row; who asked is told without their name."""
    asked = one.asked
    until = dutch.day_short(asked.until)
    bounds, state = bounds_told(one), state_of(one, on)
    return InzageRow(one.id, f"{ONE}/{one.id}", WORDS[asked.step], bounds, until, state, asked.asked_by)


def state_of(one: Inzage, on: date) -> Badge:
    """Return how an access stands on a day."""
    if one.state == "refused":
        return Badge("geweigerd", "stop")
    if one.state == "ended":
        return Badge("beëindigd")
    if on > one.asked.until:
        return Badge("verlopen")
    return Badge("loopt", "ok") if one.state == "open" else Badge("wacht op een tweede persoon", "wait")


def bounds_told(one: Inzage) -> str:
    """Tell what an access is limited to."""
    asked = one.asked
    told = (
        f"regio {asked.region}" if asked.region else "",
        f"zorgaanbieder {asked.provider}" if asked.provider else "",
        f"cliënt {', '.join(asked.only_clients)}" if asked.only_clients else "",
        f"steekproef {asked.sample}" if asked.sample else "",
    )
    return ", ".join(part for part in told if part) or "alles"


def facts_of(one: Inzage) -> tuple[Fact, ...]:
    """Return what was asked, in words."""
    asked = one.asked
    facts = (
        Fact("Stap", WORDS[asked.step]),
        Fact("Gevraagd door", asked.asked_by),
        Fact("Waarvoor (doel)", asked.purpose),
        Fact("Grond", asked.ground),
        Fact("Beperkt tot", bounds_told(one)),
        Fact("Geldt tot en met", dutch.day(asked.until)),
    )
    before = Fact("Na inzage", asked.previous, f"{ONE}/{asked.previous}") if asked.previous else None
    return (*facts, before) if before else facts


def one_page(
    one: Inzage, seen: Sequence[Seen], page: Page, on: date, is_own: bool, end: Form | None, why: str = ""
) -> OnePage:
    """Return an access with what was seen under it, the last first; `why` tells why it was refused, where it was."""
    here = f"{ONE}/{one.id}"

    def address(number: int) -> str:
        return f"{here}?pagina={number}" if 1 <= number <= page.pages else ""

    shown = seen[page.offset : page.offset + PER_PAGE]
    return OnePage(
        number=one.id,
        facts=(*facts_of(one), *_refusal(one, why)),
        state=state_of(one, on),
        links=_links(one) if is_own and one.is_open(on) else (),
        rows=tuple(_seen(each) for each in shown),
        count=dutch.count(page.lines, "keer iets bekeken", "keer iets bekeken"),
        pages=Pages(page.number, page.pages, address(page.number - 1), address(page.number + 1)),
        end=end if one.state in ("asked", "open") and on <= one.asked.until else None,
        back_href=INZAGE if is_own else DECIDE,
    )


def _refusal(one: Inzage, why: str) -> tuple[Fact, ...]:
    if one.refused is None:
        return ()
    return Fact("Geweigerd door", one.refused.refused_by), Fact("Waarom geweigerd", why)


def _links(one: Inzage) -> tuple[Link, ...]:
    """Return where an access leads."""
    asked = one.asked
    if asked.step == "totals":
        return ()
    found = [Link(f"Persoon achter cliënt {client}", f"{PERSON}/{client}") for client in asked.only_clients]
    found = found if asked.step == "detail" else []
    named = [("client", client) for client in asked.only_clients]
    if not named and not asked.sample:
        named = [("provider", asked.provider or "")] if not asked.region else [("region", asked.region)]
        named = [] if asked.region and asked.provider else named
    found += [Link(f"Tijdlijn van {id}", timeline_address(kind, id)) for kind, id in named]
    return tuple(found)


def _seen(one: Seen) -> SeenRow:
    about = [one.viewed.client or "", one.viewed.provider or ""]
    told = ", ".join(part for part in about if part)
    return SeenRow(
        one.position, dutch.moment_short(one.recorded_at), who(one.by.id, one.by.role), one.viewed.page, told
    )
