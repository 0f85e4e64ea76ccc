"""How things were written down: beyond the budget, long after the fact, and judged by who wrote them."""

from collections.abc import Iterator
from datetime import date, timedelta

from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.facts import Given, Line, Spend
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.rule import ADMINISTRATION, LegalBasis, rule
from ledger.vocabulary.amounts import Amount, Unit
from ledger.vocabulary.dutch import amount, day, euro

LONG = timedelta(days=31)
"""What is written down later than this after its day is written from memory or from another source: a whole month, so
that nothing that is done once a month is late."""

SEPARATE = LegalBasis("NV COS", "Standaard 315 (functiescheiding)")
"""Who enters something is not who approves it."""
AGREED = LegalBasis("Wlz", "artikel 8.1.1")
"""What a client may have is agreed with the client; the virtual budget is that agreement in figures."""


@rule(
    "Meer besteed dan het budget heeft",
    AGREED,
    looks_at="spend",
    family="material",
    severity="medium",
    alone=True,
)
def spend_over_budget(spend: Spend, case: Case) -> Iterator[Found]:
    """A spend leaves the budget at zero or more, or within the overdraft that was agreed."""
    if spend.over <= 0:
        return
    over = min(spend.over, spend.quantity)
    told = (
        f"Op {day(spend.on)} is {amount(Amount(Unit(spend.unit), spend.quantity))} besteed; "
        f"{amount(Amount(Unit(spend.unit), over))} daarvan stond niet meer in het budget."
    )
    yield Found(over if spend.unit == Unit.EUR.value else 0, spend.events, told)


@rule(
    "Levering lang na de dag vastgelegd",
    ADMINISTRATION,
    looks_at="delivery",
    family="signal",
    severity="low",
    alone=True,
)
def entry_long_after(given: Given, case: Case) -> Iterator[Found]:
    """A delivery is written down within 31 days."""
    if given.minutes and given.recorded - given.on > LONG:
        yield Found(0, given.events, _late("Een levering", given.on, given.recorded))


@rule(
    "Besteding lang na de dag vastgelegd",
    ADMINISTRATION,
    looks_at="spend",
    family="signal",
    severity="low",
    alone=True,
)
def spend_long_after(spend: Spend, case: Case) -> Iterator[Found]:
    """A spend is written down within 31 days."""
    if spend.quantity and spend.recorded - spend.on > LONG:
        yield Found(0, spend.events, _late("Een besteding", spend.on, spend.recorded))


@rule(
    "Goedgekeurd door wie het invoerde",
    SEPARATE,
    looks_at="line",
    family="material",
    severity="medium",
    for_nobody=True,
    alone=True,
)
def approved_own_entry(line: Line, case: Case) -> Iterator[Found]:
    """Who approves a line did not enter it."""
    if line.status == "approved" and line.left > 0 and line.judged_by is not None and line.entered_by == line.judged_by:
        told = f"Deze regel van {euro(line.left)} is goedgekeurd door dezelfde persoon die hem heeft ingevoerd."
        yield Found(line.left, line.events, told)


@rule(
    "Vraag beantwoord door wie de besteding schreef",
    SEPARATE,
    looks_at="spend",
    family="signal",
    severity="low",
    alone=True,
)
def question_answered_by_writer(spend: Spend, case: Case) -> Iterator[Found]:
    """A question about a spend is answered by somebody else than who wrote it down."""
    if spend.answered_by is not None and spend.answered_by == spend.given_by:
        told = (
            f"De vraag over de besteding van {day(spend.on)} is beantwoord door dezelfde persoon die de besteding "
            "schreef."
        )
        yield Found(0, spend.events, told)


def _late(what: str, on: date, recorded: date) -> str:
    return (
        f"{what} van {day(on)} is pas op {day(recorded)} vastgelegd: {(recorded - on).days} dagen later. "
        f"Meer dan {LONG.days} dagen is laat."
    )
