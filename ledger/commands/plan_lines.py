"""The lines of a zorgplan as somebody wants them: what each costs, and whether together they fit."""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from ledger.aggregates.client import Client
from ledger.aggregates.contracts import Contracts
from ledger.aggregates.tarieven import Tarieven
from ledger.aggregates.zorgplan import PlanLine, Remainder, Room
from ledger.commands.base import Count, Desk, euros, minutes_in
from ledger.dossier.prestaties import check_allowed
from ledger.dossier.prices import Price, contracts_for, every_contract, price_of
from ledger.dossier.rates import RegisterRates, used
from ledger.dossier.room import Known, known_on, share_of
from ledger.rekenmodule.amounts import to_five, worth_of
from ledger.rekenmodule.answer import Calculation
from ledger.rekenmodule.ask import Ask, Line, Value
from ledger.rekenmodule.ask import Price as AskedPrice
from ledger.rekenmodule.calculation import calculate
from ledger.vocabulary.amounts import Amount
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import Identifier, TariefCode
from ledger.vocabulary.prorata import Per


class WantedLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One of a prestatie, an activity, an arrangement (at a provider) and a pgb; how much of it in a week."""

    line: Identifier
    provider: Identifier | None = None
    prestatie: TariefCode | None = None
    activity: Identifier | None = None
    arrangement: Identifier | None = None
    pgb: bool = False
    minutes_per_week: Amount | None = None
    count_per_week: Count | None = None
    value: Amount | None = None
    per: Per | None = None

    @property
    def description(self) -> str:
        """Return what it is, in a word."""
        return self.prestatie or self.activity or (f"arrangement {self.arrangement}" if self.arrangement else "pgb")

    def check(self) -> None:
        """Refuse none or more than one of the four, and what does not go with it."""
        if [self.prestatie, self.activity, self.arrangement, self.pgb or None].count(None) != 3:
            raise _unclear(self, "Noem precies één van prestatie, activiteit, arrangement en pgb.")
        if self.pgb == (self.provider is not None):
            raise _unclear(self, "Een pgb heeft geen zorgaanbieder; alle andere zorg wel.")
        if (self.value is not None, self.per is not None) != (self.pgb, self.pgb):
            raise _unclear(self, "Bij een pgb horen een bedrag (value) en een periode (per); bij andere zorg niet.")
        if (self.pgb or self.arrangement) and (self.minutes_per_week or self.count_per_week):
            raise _unclear(self, "Bij een pgb of een arrangement horen geen uren of aantallen.")


def check_lines(lines: Sequence[WantedLine]) -> None:
    """Refuse lines that are not clear by themselves, and a number that stands there twice."""
    if len({one.line for one in lines}) != len(lines):
        raise Refused("line-twice", "Geef elke regel een eigen nummer.", "lines")
    for one in lines:
        one.check()


def lines_with_room(
    desk: Desk, client: Client, wanted: Sequence[WantedLine], remainder: Remainder, on: date
) -> tuple[tuple[PlanLine, ...], Room]:
    """Return the lines with their worth on a day, and the room they leave; more than there is, is refused."""
    known = known_on(client, on)
    prices = [None if one.pgb else price_for(desk, client, one, on) for one in wanted]
    asked = [asked_line(one, price, known) for one, price in zip(wanted, prices, strict=True)]
    found = calculate(ask_for(known, asked, remainder, on))
    if not found.fits:
        raise _above(found)
    lines = (_agreed(one, price, line) for one, price, line in zip(wanted, prices, asked, strict=True))
    return tuple(lines), _room(found)


def price_for(desk: Desk, client: Client, line: WantedLine, on: date) -> Price:
    """Return what a line with a provider costs for a client on a day, where the register allows it."""
    assert line.provider is not None
    known = every_contract(desk.find(Contracts, line.provider))
    contracts = contracts_for(known, on, client.region, client.leveringsvorm_on(on))
    price = price_of(contracts, line, on, RegisterRates(desk.find))
    if line.prestatie is not None:
        check_allowed(client, desk.find(Tarieven, Tarieven.id_of(on.year)), line.prestatie, on)
    return price


def asked_line(line: WantedLine, price: Price | None, known: Known) -> Line:
    """Return the line in numbers, as the rekenmodule takes it."""
    if price is None:
        assert line.value is not None
        assert line.per is not None
        return Line(description=line.description, fixed=Value(euros(line.value, "value"), line.per))
    if price.share_basispoint is not None:
        part = share_of(known, price.share_basispoint)
        return Line(description=line.description, provider=line.provider, fixed=part)
    return Line(
        description=line.description,
        provider=line.provider,
        price=AskedPrice(price.eurocent, price.unit, price.source),
        minutes_per_week=0 if line.minutes_per_week is None else minutes_in(line.minutes_per_week, "minutes_per_week"),
        count_per_week=line.count_per_week or 0,
        minutes_each=price.norm_minutes,
    )


def ask_for(known: Known, lines: Iterable[Line], remainder: Remainder, on: date) -> Ask:
    """Return the question to the rekenmodule."""
    return Ask(
        zorgprofiel=known.zorgprofiel,
        leveringsvorm=known.leveringsvorm,
        year=on.year,
        ceiling=known.ceiling,
        lines=tuple(lines),
        ekt_basispoint=known.ekt_basispoint,
        meerzorg=known.meerzorg,
        remainder=remainder,
    )


def _agreed(wanted: WantedLine, price: Price | None, line: Line) -> PlanLine:
    worth = worth_of(line)
    return PlanLine(
        line=wanted.line,
        provider=wanted.provider,
        prestatie=wanted.prestatie,
        activity=wanted.activity,
        arrangement=wanted.arrangement,
        pgb=wanted.pgb or None,
        minutes_per_week=to_five(line.minutes_per_week),
        count_per_week=line.count_per_week,
        worth_eurocent=worth.eurocent,
        per=worth.per,
        tariff=used(price.rate) if price and price.rate else None,
        rate_basispoint=price.basispoint if price else None,
    )


def _room(found: Calculation) -> Room:
    """Keep the figures per week, and the steps in words."""
    steps = (
        f"{step.label}: {step.sentence}" + (f" {euro(step.eurocent.week)} per week." if step.eurocent else "")
        for step in found.steps
    )
    return Room(found.ceiling.week, found.used.week, found.left.week, tuple(steps))


def _above(found: Calculation) -> Refused:
    by_week = found.used.week > found.ceiling.week
    per = "per week" if by_week else "per jaar"
    used, most = (found.used.week, found.ceiling.week) if by_week else (found.used.year, found.ceiling.year)
    return Refused(
        "plan-above-indicatiewaarde",
        f"Dit plan kost {euro(used)} {per}. Het mag hoogstens {euro(most)} zijn: er is {euro(used - most)} te veel. "
        "Maak een regel kleiner, of haal er een weg.",
        "lines",
    )


def _unclear(line: WantedLine, told: str) -> Refused:
    return Refused("line-unclear", f"Regel {line.line}: {told}", "lines")
