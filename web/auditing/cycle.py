"""Material control of one client: everything known at a stand, and what the rules about care and plan find in it."""

from typing import NamedTuple

import msgspec

from ledger.auditing.audit import judged_client
from ledger.auditing.judging import Broken, Scope
from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.catalogue import RULES
from ledger.rechtmatigheid.facts import Line
from ledger.rechtmatigheid.finding import Finding
from ledger.rechtmatigheid.rule import Rule
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.periods import Period
from projections.client_budget.queries import budgets_of_client
from web.composition import House
from web.looking_back import View
from web.scope import check_client

_OF_THE_PLAN = frozenset({"goals-not-adjusted", "delivered-above-plan", "delivered-below-plan"})
RULES_OF_CARE: tuple[Rule, ...] = tuple(one for one in RULES if one.family == "material" or one.id in _OF_THE_PLAN)
"""The rules of material control, and the signals about a plan: what was given, and was it the fitting care."""


class Controlled(NamedTuple):
    """One client at a stand: the case, what was found in some days, and the rules that broke."""

    case: Case
    findings: tuple[Finding, ...]
    broken: tuple[Broken, ...]


def control_of(house: House, mandate: Mandate, client: str, view: View, period: Period) -> Controlled:
    """Return a client within the mandate, as known in a view; raises `NotFound` for any other.

    Within a mandate of one provider, nothing of another is in it.
    """
    with house.reading() as connection:
        check_client(connection, mandate, client)
        budgets = [one.budget for one in budgets_of_client(connection, client)]
    scope = Scope(period, mandate.provider, mandate.region, client)
    upto, today = view.known.position, view.today
    judged = judged_client(house.ledger, client, budgets, upto, today, RULES_OF_CARE, scope)
    case = judged.history.case(upto, today)
    return Controlled(_of_provider(case, mandate.provider), judged.findings, judged.broken)


def _of_provider(case: Case, provider: str | None) -> Case:
    """Return the case with the care of one provider only; the plans and the indicatie are the client's own."""
    if provider is None:
        return case
    known = case.register.provider
    given = {
        month: {key: one for key, one in of.items() if known(one.provider) == provider}
        for month, of in case.given.items()
    }
    lines = {
        month: {key: one for key, one in of.items() if one.provider == provider} for month, of in case.lines.items()
    }
    planned = tuple(one for one in case.planned if one.provider is not None and known(one.provider) == provider)
    return msgspec.structs.replace(case, planned=planned, given=given, lines=lines)


def line_in(case: Case, declaration: str, line: str) -> Line | None:
    """Return a declared line of the case that still stands."""
    of = (one for month in case.lines.values() for one in month.values() if one.left)
    return next((one for one in of if (one.declaration, one.line) == (declaration, line)), None)
