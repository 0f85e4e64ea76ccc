"""What the fields of zorgplan, levering and inschrijving mean: a part of the notes in `field_notes`."""

from web.cli.vocabulary.note import CENTS, OF_BUDGET, Note

CARE_NOTES = {
    "zorgplan": Note("Number of the zorgplan, once per client."),
    "goals": Note("What the client wants to reach."),
    "goal": Note("Number of the goal, once per plan."),
    "WantedGoal.text": Note("The goal in words. Stored sealed."),
    "Goal.text": Note("The goal in words, sealed."),
    "agree_zorgplan.lines": Note("What is agreed per week."),
    "revise_zorgplan.lines": Note("What is agreed per week, all of it."),
    "zorgplan.agreed.lines": Note("What was agreed per week, each line with its worth."),
    "zorgplan.revised.lines": Note("What was agreed per week, all of it, each line with its worth."),
    "WantedLine.line": Note("Number of the line, once per plan."),
    "PlanLine.line": Note("Number of the line, once per plan."),
    "activity": Note("An activity of the catalogue in the contract of the provider."),
    "arrangement": Note("A class of the contract of the provider: `licht`, `middel` or `zwaar`."),
    "WantedLine.pgb": Note("True: the client buys this care; then without `provider`."),
    "PlanLine.contract": Note("The contract that the price was taken from."),
    "PlanLine.pgb": Note("True: the client buys this care."),
    "WantedLine.minutes_per_week": Note("How long in a week, where the tariff is per hour.", "UUR"),
    "PlanLine.minutes_per_week": Note("How long in a week, to the nearest 5.", "minutes"),
    "count_per_week": Note("How many times in a week, where the price is not per hour.", "times"),
    "WantedLine.value": Note("What the pgb is in one `per`. Only for a pgb.", "EUR"),
    "worth_eurocent": Note("What the line costs in one `per`, as it was decided.", CENTS),
    "PlanLine.tarief": Note("The maximum of the register that the price was taken from."),
    "remainder_to": Note("Where the rest of the indicatiewaarde goes."),
    "evaluate_by": Note("Before or on which day the plan is to be evaluated."),
    "evaluate_zorgplan.evaluate_by": Note("When the plan is to be evaluated again."),
    "zorgplan.evaluated.evaluate_by": Note("When the plan is to be evaluated again."),
    "evaluate_zorgplan.text": Note("What was said of it. Stored sealed."),
    "zorgplan.evaluated.text": Note("What was said of it. Stored sealed."),
    "outcomes": Note("How far each goal was reached, every goal once."),
    "reached": Note("How far."),
    "by_payer": Note(
        "Whether the payer or the operator agreed it: then its lines bring the client to their providers. Absent: no."
    ),
    "check": Note("How the plan was checked against the indicatiewaarde."),
    "ceiling_week_eurocent": Note(
        "What may be spent in a week: indicatiewaarde, EKT, and meerzorg if it counts.", CENTS
    ),
    "ceiling_year_eurocent": Note(
        "What may be spent in the year of the first day; it decides whether a plan fits.", CENTS
    ),
    "used_week_eurocent": Note("What the lines cost in a week.", CENTS),
    "used_year_eurocent": Note("What the lines cost in that year.", CENTS),
    "left_week_eurocent": Note("What is left in a week.", CENTS),
    "left_year_eurocent": Note("What is left in that year.", CENTS),
    "Check.minutes_per_week": Note(
        "The hours of all lines that count for meerzorg. Zero: no line is in hours.", "minutes"
    ),
    "meerzorg_counts": Note("Whether the plan has the hours for meerzorg. Absent: there was no meerzorg."),
    "end_zorgplan.on": Note("Last day of the zorgplan."),
    "levering": Note("Number of the delivery, once per client."),
    "budget.spent.levering": Note("The delivery that was the same act."),
    "record_delivery.clients": Note("A group: two or more clients, over whom the time is split exactly. Or `client`."),
    "minutes": Note("How long it really took.", "UUR"),
    "correct_delivery.minutes": Note("How long it really took. Zero withdraws the delivery.", "UUR"),
    "starts_at": Note("Time of day at which the care began, as `09:30`. Absent: it was not said."),
    "levering.recorded.minutes": Note("How long it really took; of a group, the part of this client.", "minutes"),
    "levering.corrected.minutes": Note("How long it really took. Zero: it was withdrawn.", "minutes"),
    "minutes_before": Note("How long it was before the correction.", "minutes"),
    "norm_minutes": Note("The rekentijd of the activity, by the contract.", "minutes"),
    "levering.recorded.budget": Note("The budget of the spend that was the same act."),
    "levering.recorded.entry": Note("The line of that spend."),
    "spend": Note("The spend from a budget that is the same act. Absent: none."),
    "AlsoSpent.amount": Note("How much.", OF_BUDGET),
    "end_enrolment.on": Note("Last day of the enrolment."),
    "enrol.contract": Note("The contract that pays for who is enrolled."),
}
