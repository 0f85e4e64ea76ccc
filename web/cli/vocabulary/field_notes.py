"""What every field means and in which unit it is: the one place. A field that is not here makes a test red.

A note is found under the owner and the field (`spend.on`), else under the field alone (`on`). The owner is the word
of a command, the topic of an event without its version, or the name of a struct inside them.
"""

from typing import NamedTuple


class Note(NamedTuple):
    """What a field means, and what its figures count."""

    meaning: str
    unit: str = ""


OF_BUDGET = "the unit of the budget"
SMALLEST = "smallest units, as `unit` names them"
CENTS = "eurocent"
WHOLE_MODULES = "whole modules"

HEADER_NOTES = {
    "recorded_at": Note(
        "When it was recorded. What is recorded together shares it; what is recorded next is later.",
        "UTC, microseconds",
    ),
    "actor": Note("Who did it."),
    "id": Note("The pseudonymous id of a user or a system."),
    "role": Note("The role they acted in."),
    "on_behalf_of": Note("The client they acted for, when they represent one."),
    "command_id": Note("The id of the command that wrote this event."),
    "source": Note("Where the command came from."),
    "kind": Note("The way in: journal, form, api, message or demo."),
    "name": Note("What it was called there: a file, a form, a key, a message."),
    "line": Note("The line of the journal, or the client of the message, counted from 1."),
}

NOTES = {
    "command_id": Note(
        "Names this command. The same id with the same content gets the first answer again; with other content it is "
        "refused. Without it every sending counts."
    ),
    # Who
    "client": Note("The client, under a pseudonym. Never a BSN."),
    "region": Note("The region of the zorgkantoor."),
    "birth_date": Note("Day of birth. Stored sealed."),
    "bsn": Note("Burgerservicenummer: nine digits that pass the 11-test (rule CS002). Stored sealed."),
    "name": Note("Name of the provider."),
    "register_client.name": Note("Name of the person. Stored sealed."),
    "identity": Note("Name, birth date and BSN as one JSON object, sealed."),
    "provider": Note("The zorgaanbieder."),
    "agb": Note("AGB code of the provider: eight digits."),
    "by": Note("Who gave the care, asked or answered. Without it: the actor. Staff and family cannot name another."),
    "given_by": Note("Who gave, or will give, the care."),
    "corrected_by": Note("Who corrected the line."),
    "asked_by": Note("Who asks."),
    "answered_by": Note("Who answers."),
    "zorgkantoor": Note("Code of the zorgkantoor (LDT_ZorgkantoorCode)."),
    "group": Note("Name of the group whose pot this is. A budget has a client or a group."),
    # When
    "from": Note("First day on which it holds."),
    "to": Note("Last day on which it holds, that day included. Null or absent: open."),
    "amend_indicatie.to": Note("New last day. Null opens the period; absent leaves it as it was."),
    "open_budget.to": Note("Last day of the budget, that day included."),
    "issued": Note("Day on which CIZ issued the besluit (afgiftedatum)."),
    "on": Note("The day for which it counts."),
    "report_death.on": Note("Day of death. It is the last day on which care can be written down."),
    "client.death-reported.on": Note("Day of death."),
    "client.death-withdrawn.on": Note("The day of death that was reported by mistake."),
    "end_indicatie.on": Note("Last day of the indicatie."),
    "end_allocation.on": Note("Last day of the division."),
    "period": Note("First and last day that are declared, both included."),
    "year": Note("Calendar year.", "year"),
    "assigned_at": Note(
        "When the zorgkantoor said so, on Dutch clocks. The latest counts, in whatever order messages come in."
    ),
    # Indicatie, leveringsvorm, toewijzing
    "besluitnummer": Note("Number of the besluit of CIZ; the key of an indicatie."),
    "zorgprofiel": Note("Severity class as CIZ writes it: `4VV`, `3VG`, `5LG`."),
    "leveringsvorm": Note("How care is delivered (Wlz 3.3.1)."),
    "value": Note("The indicatiewaarde: the most that may be spent in one `per`.", "EUR"),
    "set_value.value": Note("What one whole point or hour is worth.", "EUR"),
    "value_eurocent": Note("The indicatiewaarde per `per`.", CENTS),
    "per": Note("The stretch of time that the value is for. Goes together with `value`."),
    "key": Note("The logical key of the toewijzing."),
    "soort": Note("Soort toewijzing: `1` regular, `3` bridging, `5` administrative."),
    "zorgeenheid": Note("What is assigned: the code of a zorgzwaartepakket (COD163) or of a functie; part of the key."),
    "klasse": Note("The size of the care, as a class of iWlz 2.2."),
    "opslag": Note("What comes on top of the klasse.", "whole units of the klasse"),
    "etmalen": Note("How much of each week is spent in the institution, such as `3,5`.", "days of 24 hours"),
    "opname": Note("Whether the client is admitted with this provider."),
    "dossierhouder": Note("The provider that the client prefers for verblijf or vpt (AGB code)."),
    "coordinator_zorg_thuis": Note("The provider that coordinates the care at home of an mpt (AGB code)."),
    "instelling_bestemming": Note("The provider where the client goes (AGB code)."),
    "sleuteldatum": Note("First day on which the stay was available to the client."),
    "behandeling": Note("Whether the provider with whom the client stays also gives the treatment."),
    "leveringsstatus": Note("Status of the delivered care (LDT_Leveringsstatus)."),
    "classificatie": Note("Classification that goes with the leveringsstatus (iWlz 2.2)."),
    "started_on": Note("The reported first day of the care that this is about."),
    "asked": Note("What is asked for, per provider."),
    "percentage": Note(
        "The share of the package that this provider delivers (ToewijzingPercentage).", "whole percents"
    ),
    "reden_intrekking": Note("Code of the reason (RedenIntrekking)."),
    "mutatiecode": Note("Code of the mutation (AW39)."),
    # Modules
    "of": Note("The number of equal modules in all, k.", WHOLE_MODULES),
    "parts": Note("Where the modules are. What is not named is unused."),
    "Part.holder": Note("Where these modules are."),
    "modules": Note("How many.", WHOLE_MODULES),
    "giver": Note("Where the modules leave: exactly one of `provider`, `pgb`, `unused`."),
    "taker": Note("Where the modules arrive: exactly one of `provider`, `pgb`, `unused`."),
    "pgb": Note("True: these modules are a pgb."),
    "unused": Note("True: the client leaves these modules unused."),
    # Budgets and their lines
    "budget": Note("The virtual budget."),
    "budgets": Note("The budgets over which the amount is split exactly, in this order."),
    "to_budget": Note("The budget that receives."),
    "from_budget": Note("The budget that gives."),
    "transfer": Note("Number of the transfer, once per giving budget."),
    "entry": Note("Number of the line, once per budget."),
    "from_reservation": Note("The reservation that this spend uses. It ends; what it did not use is free again."),
    "amount": Note("How much.", OF_BUDGET),
    "open_budget.amount": Note("What is granted from the first day on. It decides the unit.", "EUR, PUNT or UUR"),
    "correct_spend.amount": Note("What it should have been. Zero withdraws the line.", OF_BUDGET),
    "DeclaredLine.amount": Note("What is asked for this line.", "EUR"),
    "credit_line.amount": Note("What is taken back. Absent: all that is left of the line.", "EUR"),
    "set_contracteerruimte.amount": Note("The envelope.", "EUR"),
    "correct_contracteerruimte.amount": Note("The difference; below zero makes the envelope smaller.", "EUR"),
    "agree_with_provider.amount": Note("The most that the provider produces in the year.", "EUR"),
    "overdraft": Note("How far the budget may go below zero. Absent: not at all.", OF_BUDGET),
    "budget.opened.overdraft": Note("How far the budget may go below zero.", SMALLEST),
    "remainder": Note(
        "What happens with what is left: it lapses, goes to the next budget of the client, or to the group pot."
    ),
    "what": Note("What it was for, in words. Stored sealed."),
    "reason": Note("Why. Stored sealed."),
    "text": Note("The question or the answer. Stored sealed."),
    "unit": Note("What is counted."),
    "set_value.unit": Note("What gets a value."),
    "DeclaredLine.unit": Note("The unit of the prestatie: `UUR`, `DAGDEEL`, `DAG`, `STUK` …"),
    "Line.unit": Note("What is counted: `minuut`, `dagdeel`, `dag`, `stuk` …"),
    "quantity": Note("How much.", SMALLEST),
    "DeclaredLine.quantity": Note("How many units: `1:30` for `UUR`, a whole number for anything else."),
    "Line.quantity": Note("How many units.", "as `unit` names them"),
    "left": Note("What was left when it closed; below zero when it was overspent.", SMALLEST),
    "quantity_before": Note("How much it was before the correction.", SMALLEST),
    "group_size": Note("Over how many clients a group entry was split, this one included.", "clients"),
    "budget.spent.worth": Note("What it was worth when it was decided. Absent in euro or without a rate."),
    "budget.spend-corrected.worth": Note("What the new amount is worth, at the rate of the spend."),
    "EuroValue.eurocent": Note("The value.", CENTS),
    "rate_eurocent": Note("The rate it rests on.", "eurocent per whole point or hour"),
    "rate_from": Note("First day of that rate."),
    # Declarations and the contracteerruimte
    "declaration": Note("Number of the declaration."),
    "lines": Note("Numbers of the lines that are judged."),
    "submit_declaration.lines": Note("What is declared."),
    "declaration.submitted.lines": Note("What was declared."),
    "declaration.lines-approved.lines": Note("What was approved."),
    "declaration.lines-refused.lines": Note("What was refused."),
    "line": Note("Number of the line, once per declaration."),
    "credit": Note("Number of the line that takes back, once per declaration."),
    "prestatie": Note("Code of the prestatie (NZa)."),
    "retourcode": Note("The retourcode that says why."),
    "eurocent": Note("The amount.", CENTS),
    "change_eurocent": Note("The difference; it may be below zero.", CENTS),
    "ground": Note("The legal ground. Readable for everyone: no personal data."),
    # Messages
    "kind": Note("Kind of message: `AW33`, `AW35`, `AW39`."),
    "sender": Note("Code of the sender."),
    "receiver": Note("Code of the receiver."),
    "dagtekening": Note("Day on which the sender dated the message."),
    "remarks": Note("What was wrong, element by element."),
    "rule": Note("The rule of iWlz 2.2 that was broken, or the code of a refusal."),
    "path": Note("The element of the message."),
    "Remark.retourcode": Note("The retourcode of that rule."),
    "sentence": Note("The Dutch sentence, where it cannot be told again from the message. Never personal."),
    "identification": Note("Identification that the sender gave the message."),
    "digest": Note("Digest of the content, keyed by the master key: it tells another content under the same name."),
    "clients": Note("What became of each client in the message."),
    "accepted": Note("Whether all that the message says of this client is recorded."),
    "retourcodes": Note("The retourcodes that were returned, in order."),
}


def note_of(owner: str, field: str) -> Note:
    """Return the note of a field; a `KeyError` names a field that nobody described."""
    found = NOTES.get(f"{owner}.{field}") or NOTES.get(field)
    if found is None:
        raise KeyError(f"{owner}.{field} has no note in {__name__}")
    return found
