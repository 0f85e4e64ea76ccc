"""Was there a contract on the day, and is a provider not paid beside it from the pgb of its own clients."""

from collections.abc import Iterator

from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.days import held
from ledger.rechtmatigheid.facts import Line, PgbPaid
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.register import Agreement
from ledger.rechtmatigheid.rule import LegalBasis, rule
from ledger.rechtmatigheid.words import between, over
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import common, unchanging


@rule(
    "Zorgaanbieder zonder contract op de dag van zorg",
    LegalBasis("Wlz", "artikel 4.2.2", "1"),
    looks_at="line",
    for_nobody=True,
)
def no_contract(line: Line, case: Case) -> Iterator[Found]:
    """On every day of a line a contract of the provider holds, in the region and for the leveringsvorm of the client.

    A day of which the leveringsvorm is not known is one of any; care for nobody in particular has none. What a derived
    line counts may lie around days on which the contract does not hold.
    """
    agreed = list(_agreed(line, case))
    days = held(line, case, (period for period, _ in agreed))
    if days == "all":
        return
    told = {
        "none": f"{over(line)} heeft de zorgaanbieder geen contract voor deze zorg, in deze regio en leveringsvorm.",
        "some": f"Niet op elke dag {between(line)} heeft de zorgaanbieder een contract voor deze zorg.",
    }[days]
    yield Found(line.left, (*line.events, *dict.fromkeys(one.event for _, one in agreed)), told)


@rule(
    "Contract en pgb-geld voor dezelfde cliënt",
    LegalBasis("Wlz", "artikel 3.3.3", "1"),
    LegalBasis("Wlz", "artikel 4.2.2", "1"),
    looks_at="payment",
)
def contract_and_pgb(payment: PgbPaid, case: Case) -> Iterator[Found]:
    """A provider with a contract gives care in kind to a client, and is not paid from the pgb of that client as well.

    It is its own client on the days on which it declares, gives or is to give care to the client in kind.
    """
    if payment.provider is None:
        return
    days = Period(payment.first, payment.last)
    agreed = [
        one
        for one in case.register.contracts(payment.provider)
        if one.act == "Wlz" and one.region == case.rights.region and one.period.overlaps(days)
    ]
    if not agreed:
        return
    care = list(dict.fromkeys(_in_kind(payment.provider, days, agreed, case)))
    if care:
        told = (
            f"{over(payment)} is {euro(payment.eurocent)} uit het pgb betaald aan een zorgaanbieder die dan een "
            "contract heeft en deze cliënt ook zorg in natura geeft."
        )
        yield Found(payment.eurocent, (payment.event, *dict.fromkeys(one.event for one in agreed), *care), told)


def _agreed(line: Line, case: Case) -> Iterator[tuple[Period, Agreement]]:
    """Yield the days on which a contract holds for the client of a line."""
    for one in case.register.contracts(line.provider):
        days = common(one.period, line.period)
        if days is None or one.region != line.region:
            continue
        if line.client is None or one.act == "Wmo":
            yield days, one
            continue
        for period, form in _forms(days, case):
            if form is None or form in one.leveringsvormen:
                yield period, one


def _forms(days: Period, case: Case) -> Iterator[tuple[Period, str | None]]:
    """Yield the leveringsvorm over some days (with a last), and None where it is not known."""
    assert days.last is not None
    form = case.form_on(days.first)
    if form and form.period.contains(days):
        yield days, form.leveringsvorm
        return
    for first, last in unchanging((one.period for one in case.rights.forms), days.first, days.last):
        form = case.form_on(first)
        yield Period(first, last), form.leveringsvorm if form else None


def _in_kind(provider: str, days: Period, agreed: list[Agreement], case: Case) -> Iterator[int]:
    """Yield the events of care in kind of a provider, on days of its contracts."""
    own = case.register.provider(provider)
    contracted = [shared for one in agreed if (shared := common(one.period, days))]

    def is_own(name: str | None, period: Period) -> bool:
        return name is not None and case.register.provider(name) == own and _meets(period, contracted)

    for line in case.lines_on(days):
        if is_own(line.provider, line.period):
            yield from line.events
    for given in case.given_in(days):
        if is_own(given.provider, Period(given.on, given.on)):
            yield from given.events
    for planned in case.planned_on(days):
        if not planned.pgb and is_own(planned.provider, planned.period):
            yield planned.event
    for placed in case.placed:
        if placed.modules > 0 and not placed.pgb and is_own(placed.provider, placed.period):
            yield placed.event
    for assigned in case.assigned:
        if assigned.leveringsvorm != "pgb" and is_own(assigned.provider, assigned.period):
            yield from assigned.events


def _meets(period: Period, others: list[Period]) -> bool:
    return any(period.overlaps(one) for one in others)
