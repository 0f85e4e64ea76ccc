"""The page on which a zorgplan is composed: one number on top, the lines so far, and how it was worked out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ledger.aggregates.zorgplan import PlanLine
from ledger.commands.plan_lines import WantedLine
from ledger.dossier.offers import Offer
from ledger.dossier.prices import Price
from ledger.rekenmodule.answer import Calculation, Counted, Step
from ledger.vocabulary.leveringsvormen import FULL_PACKAGES
from ledger.vocabulary.percentages import percentage
from ledger.vocabulary.units import HOUR
from web import dutch
from web.charts import PlanBar, plan_bar
from web.pages.staff.parts_view import client_address
from web.pages.staff.zorgplan_form import PGB, Item, by_key, key_of
from web.plan_offers import Room
from web.planning import Checked
from web.view_models import client as client_page
from web.view_models.shell import Fact, Form
from web.view_models.zorgplan import FixedRow, Option, OptionGroup, PlanLineRow, ZorgplanPage

FORMS = {
    "verblijf": "verblijf in een instelling",
    "vpt": "volledig pakket thuis (vpt)",
    "mpt": "modulair pakket thuis (mpt)",
    "pgb": "persoonsgebonden budget (pgb)",
    "mpt_pgb": "mpt samen met pgb",
    "dtv": "deeltijdverblijf (dtv)",
}
UNITS = {
    HOUR: "Uren",
    "stuk": "Stuks",
    "dag": "Dagen",
    "dagdeel": "Dagdelen",
    "etmaal": "Etmalen",
    "module": "Modules",
    "week": "Weken",
    "maand": "Maanden",
    "jaar": "Jaren",
}
OWN_CHOICE = "De cliënt koopt zelf zorg in"
GONE = "Niet meer te kiezen"
TOO_MUCH = "Haal iets weg, of maak iets kleiner."
NO_CONTRACT = "Uw organisatie heeft geen contract voor deze cliënt. Vraag het zorgkantoor wat er kan."
WAITING = "Wat er over is, rekenen we uit zodra alles is ingevuld."


class Table(NamedTuple):
    """Who sits at the keukentafel: the client by name, what can be agreed, and what providers are called."""

    budget: str
    name: str
    room: Room
    providers: Mapping[str, str]

    def called(self, provider: str | None) -> str:
        """Return the name of a provider."""
        return self.providers.get(provider or "", provider or "")


def namer(table: Table) -> Callable[[WantedLine], tuple[str, str | None]]:
    """Return how lines are called in the steps."""
    names = {offer.wanted: offer.name for offer in table.room.offers}
    fixed = {one.line.line: one for one in table.room.fixed}

    def call(line: WantedLine) -> tuple[str, str | None]:
        if line.line in fixed:
            return fixed[line.line].name, table.called(line.provider)
        for wanted, name in names.items():
            here = (wanted.provider, wanted.prestatie, wanted.activity, wanted.arrangement)
            if here == (line.provider, line.prestatie, line.activity, line.arrangement):
                return name, table.called(line.provider)
        return line.description, line.provider

    return call


def zorgplan_page(table: Table, items: Sequence[Item], form: Form, checked: Checked | None) -> ZorgplanPage:
    """Return the page; without `checked` nothing could be worked out yet."""
    room = table.room
    known, found = room.known, checked.calculation if checked else None
    may_be_pgb = known is not None and known.leveringsvorm not in FULL_PACKAGES
    offers = tuple(_groups(table, may_be_pgb))
    why_not = room.why_not or (WAITING if offers else NO_CONTRACT)
    sentence, number, after, note = headline(found) if found and offers else ("", "", "", why_not)
    return ZorgplanPage(
        client=table.name,
        client_href=client_address(table.budget),
        form=form,
        room=tuple(_facts(room, checked)),
        lines=_rows(table, items, found),
        offers=offers,
        may_be_pgb=may_be_pgb,
        sentence=sentence,
        number=number,
        after=after,
        note=note,
        fits=found is None or found.fits,
        bar=_bar(found) if found else None,
        steps=tuple(map(_step, found.steps)) if found else (),
        revises=room.running is not None,
        fixed=_fixed_rows(table, found),
    )


def headline(found: Calculation) -> tuple[str, str, str, str]:
    """Return one sentence around one number, and what to do."""
    if found.fits:
        note = "Het plan past precies." if found.left.year == 0 else ""
        return "Er is nog", dutch.euro(found.left.week), "per week te verdelen.", note
    by_week = found.left.week < 0
    over, per = (found.left.week, "per week") if by_week else (found.left.year, "per jaar")
    return "Er is", dutch.euro(-over), f"{per} te veel verdeeld.", TOO_MUCH


def _bar(found: Calculation) -> PlanBar:
    rest = "Over, wordt pgb" if found.remainder_to == "pgb" else "Nog te verdelen"
    return plan_bar(found.used.week - found.pgb.week, found.pgb.week, found.ceiling.week, rest, dutch.euro)


def _step(step: Step) -> client_page.Step:
    label = step.label[:1].upper() + step.label[1:]
    outcome = "" if step.eurocent is None else f"{dutch.euro(step.eurocent.week)} per week"
    return client_page.Step(f"{label}. {step.sentence}", outcome)


def _facts(room: Room, checked: Checked | None) -> Iterator[Fact]:
    if room.known is not None:
        yield Fact("Zorgprofiel", room.known.zorgprofiel)
        yield Fact("Leveringsvorm", FORMS[room.known.leveringsvorm])
    if checked is not None:
        most = checked.calculation.ceiling
        yield Fact("Hoogste bedrag", f"{dutch.euro(most.week)} per week, {dutch.euro(most.year)} in {room.on.year}")
    yield Fact("Gerekend voor", dutch.day(room.on))


def _rows(table: Table, items: Sequence[Item], found: Calculation | None) -> tuple[PlanLineRow, ...]:
    offers = by_key(table.room.offers)
    counted: Sequence[Counted | None] = found.lines[: len(items)] if found else [None] * len(items)
    pairs = enumerate(zip(items, counted, strict=True))
    return tuple(_row(number, item, offers.get(item.key), line, table) for number, (item, line) in pairs)


def _fixed_rows(table: Table, found: Calculation | None) -> tuple[FixedRow, ...]:
    """Return the lines of other providers, which come last of what was counted."""
    fixed = table.room.fixed
    amounts = [dutch.euro(line.eurocent.week) for line in found.lines[-len(fixed) :]] if found else [""] * len(fixed)
    return tuple(
        FixedRow(one.name, table.called(one.line.provider), _quantity(one.line), amount)
        for one, amount in zip(fixed, amounts, strict=False)
    )


def _quantity(line: PlanLine) -> str:
    if line.minutes_per_week:
        return f"{dutch.hours_short(line.minutes_per_week)} per week"
    return f"{line.count_per_week} keer per week" if line.count_per_week else ""


def _row(number: int, item: Item, offer: Offer | None, line: Counted | None, table: Table) -> PlanLineRow:
    amount = dutch.euro(line.eurocent.week) if line else ""
    if item.key == PGB:
        return PlanLineRow(number, item.key, "Pgb", OWN_CHOICE, "", "Euro per week", amount)
    if offer is None:
        return PlanLineRow(number, item.key, item.key.rpartition("|")[2], GONE, "", "Hoeveel per week", amount)
    by, price = table.called(offer.wanted.provider), _price(offer.price)
    return PlanLineRow(number, item.key, offer.name, by, price, _label(offer.price), amount, _note(line))


def _note(line: Counted | None) -> str:
    if line is None or not line.line.minutes_per_week or line.line.minutes_per_week == line.minutes_per_week:
        return ""
    was, now = dutch.hours_short(line.line.minutes_per_week), dutch.hours_short(line.minutes_per_week)
    return f"{was} telt als {now}: we rekenen per 5 minuten."


def _label(price: Price) -> str:
    if price.share_basispoint is not None:
        return ""
    return f"{UNITS.get(price.unit, price.unit[:1].upper() + price.unit[1:])} per week"


def _price(price: Price) -> str:
    """Return what one costs; a maximum that was made up for the demo says so."""
    if price.share_basispoint is not None:
        return f"{percentage(price.share_basispoint)} van het hoogste bedrag"
    made_up = ", demo-tarief" if price.rate is not None and price.rate.is_demo else ""
    return f"{dutch.euro(price.eurocent)} per {price.unit}{made_up}"


def _groups(table: Table, may_be_pgb: bool) -> Iterator[OptionGroup]:
    if may_be_pgb:
        yield OptionGroup("Zelf inkopen", (Option(PGB, "Pgb, in euro per week"),))
    for provider, offers in groupby(table.room.offers, key=lambda offer: offer.wanted.provider):
        options = tuple(Option(key_of(one.wanted), f"{one.name}, {_price(one.price)}") for one in offers)
        yield OptionGroup(table.called(provider), options)
