"""Does a zorgplan fit? The question of `pvb plan check`, the API and the page; nothing is recorded.

A plan is written as for `agree_zorgplan`. With a client, the profile, the leveringsvorm and the amounts that hold for
that client count; without one, the plan names them itself.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from ledger.aggregates.tarieven import Tarieven
from ledger.aggregates.zorgplan import Content, Plan, PlanLine
from ledger.application import Transaction
from ledger.commands.base import CommandId, Desk, Year, euros
from ledger.commands.client_values import PER_OF_UNIT
from ledger.commands.parameters import Percent
from ledger.commands.plan_lines import (
    WantedLine,
    ask_for,
    asked_line,
    check_lines,
    kept_line,
    price_for,
    with_shares,
)
from ledger.commands.plan_others import kept_lines
from ledger.commands.problems import decode_amount
from ledger.commands.problems import problems_of as problems_of_fields
from ledger.commands.zorgplan import WantedGoal
from ledger.dossier.prestaties import check_allowed_with
from ledger.dossier.prices import Price, contracts_for, every_contract, price_of
from ledger.dossier.rates import RegisterRates
from ledger.dossier.room import Known, known_on
from ledger.events import Contracts, Zorgplan
from ledger.rekenmodule.answer import Calculation
from ledger.rekenmodule.ask import Line, Value
from ledger.rekenmodule.calculation import calculate
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.amounts import Amount
from ledger.vocabulary.clock import today
from ledger.vocabulary.errors import Forbidden, LedgerError, Malformed, Problem, Refused
from ledger.vocabulary.identifiers import Identifier, TariefCode, Zorgprofiel
from ledger.vocabulary.leveringsvormen import Leveringsvorm, RemainderTo
from ledger.vocabulary.percentages import parse_percentage
from ledger.vocabulary.prorata import Per
from web.composition import House

INSTEAD_OF_CLIENT = ("zorgprofiel", "leveringsvorm", "year")
ONLY_WITHOUT_CLIENT = (*INSTEAD_OF_CLIENT, "value", "per", "code", "ekt", "meerzorg", "meerzorg_per")


class PlanToCheck(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A plan with the fields of `agree_zorgplan`; or, instead of the client, what is to be counted with.

    The ceiling is then `value` with `per`, or the `code` of an amount in the register of that year.
    """

    do: str | None = None
    command_id: CommandId | None = None
    client: Identifier | None = None
    zorgplan: Identifier | None = None
    first: date | None = msgspec.field(name="from", default=None)
    last: date | None = msgspec.field(name="to", default=None)
    goals: tuple[WantedGoal, ...] = ()
    lines: tuple[WantedLine, ...]
    remainder_to: RemainderTo = "unused"
    evaluate_by: date | None = None
    zorgprofiel: Zorgprofiel | None = None
    leveringsvorm: Leveringsvorm | None = None
    year: Year | None = None
    value: Amount | None = None
    per: Per | None = None
    code: TariefCode | None = None
    ekt: Percent | None = None
    meerzorg: Amount | None = None
    meerzorg_per: Per | None = None


class Checked(NamedTuple):
    """A plan with its outcome: what it was counted with, on which day, and the calculation."""

    plan: PlanToCheck
    known: Known
    on: date
    calculation: Calculation


def read_plan(raw: Any) -> PlanToCheck:
    """Read a plan from decoded JSON. Raises `Malformed` with every problem."""
    problems = [Problem(code, told, path or None) for code, path, told in problems_of_fields(raw, PlanToCheck, "")]
    if not problems:
        plan: PlanToCheck = msgspec.convert(raw, PlanToCheck, dec_hook=decode_amount)
        problems = list(_unclear(plan))
    if problems:
        raise Malformed(problems)
    return plan


def reading_desk(house: House, mandate: Mandate) -> Desk:
    """Return a desk to look things up at, within a mandate; nothing that is decided at it is recorded."""
    return Desk(Transaction(house.ledger, fresh=True), mandate)


class Running(NamedTuple):
    """The plan that holds on a day, and what is agreed in it then."""

    zorgplan: str
    plan: Plan
    agreed: Content


def running_on(plans: Zorgplan, on: date) -> Running | None:
    """Return the plan that holds on a day."""
    for number, plan in plans.plans.items():
        if plan.period.covers(on):
            return Running(number, plan, plan.content_on(on))
    return None


Naming = Callable[[WantedLine], tuple[str, str | None]]
"""Says how a line and its provider are called to whom reads the steps."""


def by_code(line: WantedLine) -> tuple[str, str | None]:
    """Return the words of the journal."""
    return line.description, line.provider


def check_plan(house: House, mandate: Mandate, plan: PlanToCheck, naming: Naming = by_code) -> Checked:
    """Work out whether a plan fits, now. Raises `Malformed` with the problems of all lines, or why nothing can be."""
    desk = reading_desk(house, mandate)
    if plan.client is None:
        assert plan.year is not None
        on = plan.first or date(plan.year, 1, 1)
        known, held = _named(desk, plan), []
    else:
        on = plan.first or today(house.clock)
        known = known_on(desk.client(plan.client), on)
        running = running_on(desk.find(Zorgplan, plan.client), on)
        held = running.plan.contents_from(on) if running else []
    _check_may_price(mandate, plan)
    kept = {} if plan.client is None else kept_lines(mandate, held, plan.lines)
    lines = _asked(desk, plan, kept, known, on, naming)
    check_lines(plan.lines)
    return Checked(plan, known, on, calculate(ask_for(known, lines, plan.remainder_to, on)))


def _check_may_price(mandate: Mandate, plan: PlanToCheck) -> None:
    """Refuse to tell the prices of contracts to who is no party to any."""
    role = mandate.actor.role
    if role in ("familie", "auditor", "accountant") and any(not line.pgb for line in plan.lines):
        raise Forbidden("role-may-not", f"Met de rol {role} mag u prijzen uit contracten niet zien.")


def _asked(
    desk: Desk, plan: PlanToCheck, kept: Mapping[WantedLine, PlanLine], known: Known, on: date, naming: Naming
) -> list[Line]:
    """Price every line that is not kept as it was; what cannot be priced is told of all lines at once."""
    lines: list[Line] = []
    prices: list[Price | None] = []
    problems: list[Problem] = []
    for index, line in enumerate(plan.lines):
        try:
            line.check()
            price = None if line.pgb or line in kept else _price(desk, plan, known, line, on)
            if line in kept:
                assert plan.client is not None
                asked = kept_line(desk, desk.client(plan.client), line, kept[line], on)
            else:
                asked = asked_line(line, price)
            description, provider = naming(line)
            lines.append(msgspec.structs.replace(asked, description=description, provider=provider))
            prices.append(price)
        except LedgerError as error:
            problems.append(_of_line(index, line, error))
    if problems:
        raise Malformed(problems)
    return with_shares(lines, prices, known)


def _of_line(index: int, line: WantedLine, error: LedgerError) -> Problem:
    """Say of which line an error is; what a line says of itself already does."""
    code, told, field = error.code, error.message, error.field
    if field == "lines":
        return Problem(code, told, f"lines[{index}]")
    place = f"lines[{index}].{field}" if field else f"lines[{index}]"
    return Problem(code, f"Regel {line.line}: {told}", place)


def _price(desk: Desk, plan: PlanToCheck, known: Known, line: WantedLine, on: date) -> Price:
    """Return what a line costs; a provider asks it of its own contracts, a payer of those of its region."""
    assert line.provider is not None
    desk.check_provider(line.provider)
    if plan.client is not None:
        return price_for(desk, desk.client(plan.client), line, on)
    held = every_contract(desk.find(Contracts, line.provider))
    regions = sorted({one.region for one in held if desk.mandate.region in (None, one.region)})
    contracts = [one for region in regions for one in contracts_for(held, on, region, known.leveringsvorm)]
    price = price_of(contracts, line, on, RegisterRates(desk.find))
    if line.prestatie is not None:
        register = desk.find(Tarieven, Tarieven.id_of(on.year))
        check_allowed_with(register, line.prestatie, on, known.leveringsvorm, known.zorgprofiel)
    return price


def _named(desk: Desk, plan: PlanToCheck) -> Known:
    """Return what a plan without a client names itself."""
    assert plan.zorgprofiel is not None
    assert plan.leveringsvorm is not None
    assert plan.year is not None
    return Known(
        zorgprofiel=plan.zorgprofiel,
        leveringsvorm=plan.leveringsvorm,
        year=plan.year,
        ceiling=_ceiling(desk, plan, plan.year),
        ekt_basispoint=0 if plan.ekt is None else parse_percentage(plan.ekt),
        meerzorg=_value(plan.meerzorg, plan.meerzorg_per, "meerzorg"),
    )


def _ceiling(desk: Desk, plan: PlanToCheck, year: int) -> Value:
    given = _value(plan.value, plan.per, "value")
    if given is not None:
        return given
    assert plan.code is not None
    rate = RegisterRates(desk.find).rate(plan.code, date(year, 1, 1))
    if rate.unit not in PER_OF_UNIT:
        told = (
            f"{plan.code} is een bedrag per {rate.unit}, en dus geen indicatiewaarde. Kies een bedrag per week of jaar."
        )
        raise Refused("unit-not-a-period", told, "code")
    return Value(rate.eurocent, PER_OF_UNIT[rate.unit])


def _value(amount: Amount | None, per: Per | None, field: str) -> Value | None:
    return None if amount is None or per is None else Value(euros(amount, field), per)


def _unclear(plan: PlanToCheck) -> Sequence[Problem]:
    """Return what is missing or too much, given whether the plan names a client."""
    if plan.client is not None:
        given = [name for name in ONLY_WITHOUT_CLIENT if getattr(plan, name) is not None]
        told = "Dit volgt uit de cliënt. Laat het weg, of laat de cliënt weg."
        return [Problem("field-not-with-client", told, name) for name in given]
    told = "Dit ontbreekt. Noem het, of noem een cliënt."
    found = [Problem("field-missing", told, name) for name in INSTEAD_OF_CLIENT if getattr(plan, name) is None]
    if (plan.value is None) == (plan.code is None):
        told = "Geef een indicatiewaarde met de periode waarvoor zij is, of de code van een bedrag in het register."
        found.append(Problem("ceiling-unclear", told, "value"))
    for amount, per, name in ((plan.value, plan.per, "per"), (plan.meerzorg, plan.meerzorg_per, "meerzorg_per")):
        if (amount is None) != (per is None):
            told = "Geef een bedrag en de periode waarvoor het is samen, of geen van beide."
            found.append(Problem("value-needs-period", told, name))
    found.extend(_wrong_days(plan))
    return found


def _wrong_days(plan: PlanToCheck) -> Sequence[Problem]:
    found = []
    if plan.first and plan.year and plan.first.year != plan.year:
        told = f"De eerste dag valt niet in {plan.year}. Kies een dag in dat jaar, of laat hem weg."
        found.append(Problem("day-outside-year", told, "from"))
    return found
