"""Was care given, and was it declared: delivered care beside declared lines."""

from collections.abc import Iterable, Iterator

from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.facts import Given, Line
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.planning import month_end
from ledger.rechtmatigheid.register import Agreement
from ledger.rechtmatigheid.rule import ADMINISTRATION, LegalBasis, rule
from ledger.rechtmatigheid.words import between, over
from ledger.vocabulary.dutch import day, euro, hours_short
from ledger.vocabulary.leveringsvormen import FULL_PACKAGES

BY_DELIVERY = frozenset("ABE")
"""The models that pay for what was given: hours, activities, and either of them weighed by a score."""

DECLARED_WITHIN_MONTHS = 2
"""How long after its month care may wait to be declared. No law says so: CZ zorgkantoor asks it within 17 working days
(rule `declared-late`), and a month more is time to have a refused line put right and sent again."""


@rule(
    "Geleverd, nooit gedeclareerd",
    ADMINISTRATION,
    looks_at="delivery",
    family="material",
    severity="low",
    seen_later=True,
)
def delivered_never_declared(given: Given, case: Case) -> Iterator[Found]:
    """Care under a contract that pays for delivered care is declared within two months after its month."""
    until = month_end(given.on, DECLARED_WITHIN_MONTHS)
    if not given.minutes or case.today <= until:
        return
    provider = case.register.provider(given.provider)
    month = case.lines.get((given.on.year, given.on.month), {})
    for line in month.values():
        same = line.prestatie == given.prestatie and case.register.provider(line.provider) == provider
        if same and line.left and line.first <= given.on <= line.last:
            return
    agreed = [one for one in case.contracts_on(given.provider, given.on, case.rights.region) if _pays(one, given)]
    if agreed:
        told = (
            f"Op {day(given.on)} is {hours_short(given.minutes)} {given.prestatie} geleverd. Na {day(until)} staat die "
            "zorg in geen declaratieregel die nog geldt."
        )
        yield Found(0, (*given.events, agreed[0].event), told)


@rule(
    "Betaald, nooit geleverd",
    LegalBasis("Wmg", "artikel 35", "1"),
    ADMINISTRATION,
    looks_at="line",
    family="material",
)
def paid_never_delivered(line: Line, case: Case) -> Iterator[Found]:
    """In the days of a paid line for delivered care, the provider gave that care at least once."""
    if line.status != "approved" or line.left <= 0 or line.settles or _is_bonus(line):
        return
    agreed = _for_delivered(line, case)
    provider = case.register.provider(line.provider)
    if not agreed or any(
        one.prestatie == line.prestatie and case.register.provider(one.provider) == provider
        for one in case.given_in(line.period)
    ):
        return
    told = (
        f"{over(line)} is {euro(line.left)} betaald voor {line.prestatie}, maar {between(line)} is geen levering "
        "vastgelegd."
    )
    yield Found(line.left, (*line.events, agreed[0].event), told)


def _pays(agreed: Agreement, given: Given) -> bool:
    """Tell whether a contract pays for this care because it was given: hours by A, activities by B."""
    models = set(agreed.models)
    names = {given.prestatie, given.activity} - {None}
    if not models or not models <= BY_DELIVERY or not (agreed.covered is None or agreed.covered & names):
        return False
    if given.activity is None:
        return bool(models & {"A", "E"})
    return agreed.basis == "delivered" and bool(models & {"B", "E"})


def _for_delivered(line: Line, case: Case) -> list[Agreement]:
    """Return the contracts by which a line is paid for delivered care; none when it may rest on anything else."""
    contracts = [one for one in case.contracts_of(line) if line.contract in (None, one.contract)]
    if line.model is not None:
        return contracts if line.model == "A" or (line.model in BY_DELIVERY and _delivered(contracts)) else []
    form = case.form_on(line.first)
    if line.client is None or (form is not None and form.leveringsvorm in FULL_PACKAGES):
        return []
    hours_only = all(set(one.models) <= BY_DELIVERY for one in contracts)
    return contracts if hours_only and _delivered(contracts) else []


def _delivered(contracts: Iterable[Agreement]) -> bool:
    return all(one.basis == "delivered" or set(one.models) == {"A"} for one in contracts)


def _is_bonus(line: Line) -> bool:
    """Tell whether a line can be the bonus of model E: one piece, on the one day of a score."""
    return line.model == "E" and (line.quantity, line.unit, line.days) == (1, "stuk", 1)
