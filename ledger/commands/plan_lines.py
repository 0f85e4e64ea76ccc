"""The lines of a zorgplan as somebody wants them: what each costs, and whether together they fit."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from ledger.aggregates.client import Client
from ledger.aggregates.contracts import Contracts
from ledger.aggregates.tarieven import Tarieven
from ledger.aggregates.zorgplan import Check, PlanLine
from ledger.commands.base import Count, Desk, euros, minutes_in
from ledger.dossier.prestaties import check_allowed
from ledger.dossier.prices import Price, contracts_for, every_contract, price_of
from ledger.dossier.rates import RegisterRates, used
from ledger.dossier.room import Known, known_on, share_of
from ledger.rekenmodule.amounts import minutes_of, to_five, worth_of
from ledger.rekenmodule.answer import Calculation
from ledger.rekenmodule.ask import Ask, Line, Value
from ledger.rekenmodule.ask import Price as AskedPrice
from ledger.rekenmodule.calculation import calculate
from ledger.vocabulary.amounts import Amount
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.errors import LedgerError, Refused
from ledger.vocabulary.identifiers import Identifier, TariefCode
from ledger.vocabulary.leveringsvormen import RemainderTo
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
            raise _unclear(self, "Bij een pgb horen een bedrag en de periode waarvoor het is; bij andere zorg niet.")
        if (self.pgb or self.arrangement) and (self.minutes_per_week or self.count_per_week):
            raise _unclear(self, "Bij een pgb of een arrangement horen geen uren of aantallen.")


def check_lines(lines: Sequence[WantedLine]) -> None:
    """Refuse lines that are not clear by themselves, and a number that stands there twice."""
    if len({one.line for one in lines}) != len(lines):
        raise Refused("line-twice", "Geef elke regel een eigen nummer.", "lines")
    for one in lines:
        one.check()


def lines_with_check(
    desk: Desk,
    client: Client,
    wanted: Sequence[WantedLine],
    remainder_to: RemainderTo,
    on: date,
    kept: Mapping[WantedLine, PlanLine],
) -> tuple[tuple[PlanLine, ...], Check]:
    """Return the lines with their worth on a day, and how they fit; more than there is, is refused.

    What is `kept` is not priced again: it stays as it was agreed.
    """
    known = known_on(client, on)
    prices = [None if one.pgb or one in kept else price_for(desk, client, one, on) for one in wanted]
    lines_asked = [
        kept_line(desk, client, one, kept[one], on) if one in kept else asked_line(one, price)
        for one, price in zip(wanted, prices, strict=True)
    ]
    asked = with_shares(lines_asked, prices, known)
    found = calculate(ask_for(known, asked, remainder_to, on))
    if not found.fits:
        raise _above(found)
    priced = zip(wanted, prices, asked, strict=True)
    lines = (kept[one] if one in kept else _agreed(one, price, line) for one, price, line in priced)
    return tuple(lines), _check(found)


def price_for(desk: Desk, client: Client, line: WantedLine, on: date) -> Price:
    """Return what a line with a provider costs for a client on a day, where the register allows it."""
    assert line.provider is not None
    known = every_contract(desk.find(Contracts, line.provider))
    contracts = contracts_for(known, on, client.region, client.leveringsvorm_on(on))
    price = price_of(contracts, line, on, RegisterRates(desk.find))
    if line.prestatie is not None:
        check_allowed(client, desk.find(Tarieven, Tarieven.id_of(on.year)), line.prestatie, on)
    return price


def asked_line(line: WantedLine, price: Price | None) -> Line:
    """Return the line in numbers, as the rekenmodule takes it; an arrangement has no amount yet (`with_shares`)."""
    if price is None:
        assert line.value is not None
        assert line.per is not None
        return Line(description=line.description, fixed=Value(euros(line.value, "value"), line.per))
    if price.share_basispoint is not None:
        return Line(description=line.description, provider=line.provider)
    return Line(
        description=line.description,
        provider=line.provider,
        price=AskedPrice(price.eurocent, price.unit, price.source),
        minutes_per_week=0 if line.minutes_per_week is None else minutes_in(line.minutes_per_week, "minutes_per_week"),
        count_per_week=line.count_per_week or 0,
        minutes_each=price.norm_minutes,
    )


def kept_line(desk: Desk, client: Client, wanted: WantedLine, kept: PlanLine, on: date) -> Line:
    """Return a line that stays as it was agreed, in numbers: a fixed amount, and the hours that it counts for."""
    return Line(
        description=wanted.description,
        provider=kept.provider,
        fixed=Value(kept.worth_eurocent, kept.per),
        minutes_per_week=kept.minutes_per_week,
        count_per_week=kept.count_per_week,
        minutes_each=_norm_minutes(desk, client, wanted, on) if kept.activity else 0,
    )


def _norm_minutes(desk: Desk, client: Client, wanted: WantedLine, on: date) -> int:
    """Return the rekentijd of an activity, 0 when no contract knows it any more."""
    try:
        return price_for(desk, client, wanted, on).norm_minutes
    except LedgerError:
        return 0


def with_shares(lines: Sequence[Line], prices: Sequence[Price | None], known: Known) -> list[Line]:
    """Give each arrangement its share of what may be spent, which depends on the hours of the other lines."""
    minutes = sum(minutes_of(line) for line in lines)
    return [
        line
        if price is None or price.share_basispoint is None
        else msgspec.structs.replace(line, fixed=share_of(known, price.share_basispoint, minutes))
        for line, price in zip(lines, prices, strict=True)
    ]


def ask_for(known: Known, lines: Iterable[Line], remainder_to: RemainderTo, on: date) -> Ask:
    """Return the question to the rekenmodule."""
    return Ask(
        zorgprofiel=known.zorgprofiel,
        leveringsvorm=known.leveringsvorm,
        year=on.year,
        ceiling=known.ceiling,
        lines=tuple(lines),
        ekt_basispoint=known.ekt_basispoint,
        meerzorg=known.meerzorg,
        remainder_to=remainder_to,
    )


def _agreed(wanted: WantedLine, price: Price | None, line: Line) -> PlanLine:
    worth = worth_of(line)
    return PlanLine(
        line=wanted.line,
        provider=wanted.provider,
        contract=price.contract if price else None,
        prestatie=wanted.prestatie,
        activity=wanted.activity,
        arrangement=wanted.arrangement,
        pgb=wanted.pgb or None,
        minutes_per_week=to_five(line.minutes_per_week),
        count_per_week=line.count_per_week,
        worth_eurocent=worth.eurocent,
        per=worth.per,
        tarief=used(price.rate) if price and price.rate else None,
        rate_basispoint=price.basispoint if price else None,
    )


def _check(found: Calculation) -> Check:
    """Keep the figures that it was decided on, and the steps in words."""
    steps = (
        f"{step.label}: {step.sentence}" + (f" {euro(step.eurocent.week)} per week." if step.eurocent else "")
        for step in found.steps
    )
    return Check(
        ceiling_week_eurocent=found.ceiling.week,
        ceiling_year_eurocent=found.ceiling.year,
        used_week_eurocent=found.used.week,
        used_year_eurocent=found.used.year,
        left_week_eurocent=found.left.week,
        left_year_eurocent=found.left.year,
        minutes_per_week=found.minutes_per_week,
        meerzorg_counts=found.meerzorg_counts,
        steps=tuple(steps),
    )


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
