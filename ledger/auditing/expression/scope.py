"""The names that an expression may use, by what its rule looks at."""

from collections.abc import Mapping
from typing import NamedTuple

from ledger.auditing.expression.kinds import DAY, Kind, many, thing
from ledger.auditing.expression.running import Code
from ledger.rechtmatigheid.case import Rights
from ledger.rechtmatigheid.facts import (
    Absent,
    Assigned,
    Chosen,
    ColleagueDay,
    Credit,
    Entitled,
    Given,
    Line,
    Month,
    PgbPaid,
    Placed,
    Plan,
    ProviderYear,
    Spend,
    Stay,
)
from ledger.rechtmatigheid.finding import About
from ledger.vocabulary.prorata import Dated


class Typed(NamedTuple):
    """An expression with its kind, ready to be worked out."""

    kind: Kind
    code: Code


LOOKED_AT: Mapping[About, Kind] = {
    "line": thing(Line),
    "credit": thing(Credit),
    "month": thing(Month),
    "delivery": thing(Given),
    "spend": thing(Spend),
    "plan": thing(Plan),
    "modules": many(thing(Placed)),
    "payment": thing(PgbPaid),
    "absence": thing(Absent),
    "client": thing(Rights),
    "colleague": thing(ColleagueDay),
    "stay": thing(Stay),
    "provider": thing(ProviderYear),
}
"""What a rule looks at, by the name that it has in the expressions."""

BY_REGISTER: frozenset[About] = frozenset({"colleague", "stay", "provider"})
"""Around these stands no client: only what the payer had on file."""

_OF_A_CLIENT: Mapping[str, Typed] = {
    "client": Typed(thing(Rights), lambda run: run.case.rights),
    "today": Typed(DAY, lambda run: run.case.today),
    "entitled": Typed(many(thing(Entitled)), lambda run: run.case.rights.entitled),
    "forms": Typed(many(thing(Chosen)), lambda run: run.case.rights.forms),
    "worth": Typed(many(thing(Dated)), lambda run: run.case.rights.worth),
    "assigned": Typed(many(thing(Assigned)), lambda run: run.case.assigned),
    "placed": Typed(many(thing(Placed)), lambda run: run.case.placed),
    "plans": Typed(many(thing(Plan)), lambda run: run.case.plans),
    "payments": Typed(many(thing(PgbPaid)), lambda run: run.case.pgb),
    "absences": Typed(many(thing(Absent)), lambda run: run.case.absences),
    "credits": Typed(many(thing(Credit)), lambda run: run.case.credits),
}


def names_for(looks_at: About) -> dict[str, Typed]:
    """Return the names of what is looked at and of what is around it."""
    around = {} if looks_at in BY_REGISTER else dict(_OF_A_CLIENT)
    if looks_at == "client":
        return around
    return around | {looks_at: Typed(LOOKED_AT[looks_at], lambda run: run.values[0])}
