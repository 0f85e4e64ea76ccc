"""Sample pages of who watches over the machine, invented."""

from datetime import UTC, datetime

from projections.running.condition import Condition, Conditions, Underway
from projections.running.parking import Parked
from web.pages.operator.conditions_view import RELEASE, conditions_page
from web.pages.operator.releasing_view import release_page
from web.view_models.shell import FieldError, Form

AT = datetime(2026, 3, 4, 10, 15, 7, tzinfo=UTC)
PARKED = Parked(
    "provider_totals",
    "declaration-2026-03-zorggroep-de-linde",
    1_234_560,
    "declaration.line-submitted/2",
    "KeyError: 'een heel lange aanduiding die ergens moet worden afgebroken'",
    AT,
)


def pages() -> dict[str, object]:
    names = ("client_budget", "contracteerruimte", "caseload", "audit_trail")
    well = tuple(Condition(name, 1, 1, 1_234_567, 0, 0, (), 3) for name in names)
    ill = (
        Condition("client_budget", 2, 1, 1_234_567, 0, 0, (), None),
        Condition("provider_totals", 1, 1, 1_234_555, 12, 3, (PARKED,), 3),
        Condition("audit_trail", 1, 2, 1_234_567, 0, 0, (), 4),
    )
    underway = Underway(5, ("client_budget", "provider_totals"), 1_234_000, False, 21, 8, 480_123)
    hidden = {"csrf": "c5f2", "command_id": "web-1"}
    still = "Het overzicht provider_totals kan gebeurtenis 1234560 nog niet verwerken: KeyError. Er is niets veranderd."
    return {
        "operator/conditions.html": conditions_page(Conditions(1_234_567, AT, well, None)),
        "operator/conditions.html#leeg": conditions_page(Conditions(0, None, well[:1], None)),
        "operator/conditions.html#alarm": conditions_page(Conditions(1_234_567, AT, ill, underway)),
        "operator/release.html": release_page(PARKED, Form(RELEASE, hidden)),
        "operator/release.html#nog-niet": release_page(PARKED, Form(RELEASE, hidden, errors=(FieldError("", still),))),
    }
