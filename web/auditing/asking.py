"""The question of an audit: which rules, over which scope, as known when. The log is only read."""

import os
from collections.abc import Iterable
from functools import partial

import msgspec

from ledger.application import Ledger
from ledger.auditing.audit import Audit, audit_client
from ledger.auditing.bulk import Asked, Choose, Progress, audit_all
from ledger.auditing.judging import Scope
from ledger.rechtmatigheid.catalogue import BY_ID, RULES, rule_of
from ledger.rechtmatigheid.rule import Rule
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.clock import AMSTERDAM, today
from ledger.vocabulary.errors import Forbidden, Refused
from ledger.vocabulary.periods import Period, period_of
from projections.as_of import AsOf, resolve
from projections.client_budget.queries import budgets_of_client
from web.composition import House, open_house
from web.scope import check_client, check_region, provider_within, region_within


class Question(msgspec.Struct, frozen=True):
    """A question within a mandate: what is looked at, and what was known."""

    scope: Scope
    known: AsOf
    rules: tuple[str, ...]


def question(
    house: House,
    mandate: Mandate,
    region: str | None = None,
    provider: str | None = None,
    client: str | None = None,
    period: str | None = None,
    rules: str | None = None,
    as_of: str | None = None,
) -> Question:
    """Return a question. Raises `NotFound` for a client, provider, region or rule that is not there or outside."""
    if mandate.actor.role not in ("systeem", "auditor", "accountant", "zorgkantoor"):
        raise Forbidden("role-may-not", f"Met de rol {mandate.actor.role} mag u geen controle uitvoeren.")
    provider, region = provider_within(mandate, provider), region_within(mandate, region)
    with house.reading() as connection:
        if client is not None:
            check_client(connection, mandate, client)
        if region is not None and mandate.region is None:
            check_region(connection, region)
    days: Period | None = None if period is None else period_of(period)
    return Question(Scope(days, provider, region, client), resolve(house.ledger, as_of), _rules(rules))


def _rules(text: str | None) -> tuple[str, ...]:
    """Read the ids of rules, each once; without any, all of the catalogue."""
    if text is None:
        return tuple(BY_ID)
    asked = tuple(dict.fromkeys(one.strip() for one in text.split(",") if one.strip()))
    if not asked:
        raise Refused("rule-missing", "Noem minstens één regel, bijvoorbeeld no-indicatie.", "rules")
    return tuple(rule_of(one, "rules").id for one in asked)


def chosen(ids: tuple[str, ...]) -> Iterable[Rule]:
    """Return rules of the catalogue, in its order."""
    return [one for one in RULES if one.id in ids]


def audit_of(
    house: House,
    asked: Question,
    choose: Choose | None = None,
    processes: int = 1,
    progress: Progress = lambda done, of: None,
) -> Audit:
    """Judge everything in the scope. Of one client, rules that look across clients have nothing to say.

    With more `processes` the settings of this process name the ledger.
    """
    choose = choose or partial(chosen, asked.rules)
    upto = asked.known.position
    at_last = house.ledger.head()
    is_latest = at_last is None or at_last.position == upto
    known = asked.known.recorded_at
    day = today(house.clock) if is_latest or known is None else known.astimezone(AMSTERDAM).date()
    client = asked.scope.client
    if client is not None:
        with house.reading() as connection:
            budgets = [one.budget for one in budgets_of_client(connection, client)]
        return audit_client(house.ledger, client, budgets, upto, day, choose(), asked.scope)
    opening = _ledger_of_the_settings if processes > 1 else None
    url = house.settings.database_url
    return audit_all(house.ledger, url, Asked(asked.scope, upto, day), choose, opening, processes, progress)


def _ledger_of_the_settings() -> Ledger:
    """Open the ledger once more, in another process."""
    return open_house(os.environ, make=False).ledger
