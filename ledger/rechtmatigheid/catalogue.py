"""All rules, in the order in which they are told."""

from ledger.rechtmatigheid.rule import Rule
from ledger.rechtmatigheid.rules import (
    ceiling,
    colleagues,
    contracts,
    credits,
    declaring,
    delivering,
    entries,
    indicatie,
    leveringsvorm,
    packages,
    patterns,
    person,
    rates,
    stay,
    toewijzing,
    zorgplan,
)
from ledger.vocabulary.errors import NotFound

RULES: tuple[Rule, ...] = (
    # persons and rights
    indicatie.no_indicatie,
    indicatie.zorgprofiel_differs,
    indicatie.profile_past_maximum,
    person.care_after_death,
    person.care_before_birth,
    person.care_before_registration,
    person.bsn_invalid,
    person.bsn_dummy,
    # placing
    toewijzing.allocation_missing,
    toewijzing.zorg_not_started,
    toewijzing.declared_in_no_zorgplan,
    leveringsvorm.prestatie_not_for_leveringsvorm,
    leveringsvorm.meals_or_cleaning_in_mpt,
    packages.mpt_beside_package,
    packages.two_packages_on_one_day,
    packages.more_days_than_the_month,
    # declaring and money
    declaring.declared_twice,
    declaring.declared_before_delivered,
    declaring.declared_late,
    rates.rate_above_maximum,
    rates.rate_differs_from_contract,
    rates.quantity_differs,
    contracts.no_contract,
    contracts.contract_and_pgb,
    ceiling.above_indicatiewaarde,
    ceiling.modules_not_whole,
    credits.amount_not_positive,
    credits.credit_without_debit,
    stay.plafond_passed,
    stay.absence_paid_too_long,
    # material control and signals
    delivering.delivered_never_declared,
    delivering.paid_never_delivered,
    zorgplan.plan_missing,
    zorgplan.plan_expired,
    zorgplan.plan_not_evaluated,
    zorgplan.goals_not_adjusted,
    zorgplan.plan_not_from_indicatie,
    zorgplan.delivered_above_plan,
    zorgplan.delivered_below_plan,
    entries.spend_over_budget,
    entries.entry_long_after,
    entries.spend_long_after,
    entries.approved_own_entry,
    entries.question_answered_by_writer,
    colleagues.more_than_24_hours,
    colleagues.two_places_at_once,
    patterns.round_numbers,
    patterns.round_amounts,
    patterns.end_of_period_clustering,
)
"""Every rule of the catalogue."""

BY_ID = {one.id: one for one in RULES}


def rule_of(id: str, field: str = "rule") -> Rule:
    """Return a rule of the catalogue. Raises `NotFound` for any other."""
    if id not in BY_ID:
        raise NotFound("rule-unknown", f"Regel {id} is niet bekend. Alle regels: pvb rules.", field)
    return BY_ID[id]
