"""What every field means and in which unit it is: the one place. A field that is not here makes a test red.

A note is found under the owner and the field (`spend.on`), else under the field alone (`on`). The owner is the word
of a command, the topic of an event without its version, or the name of a struct inside them.
"""

from web.cli.vocabulary.care_notes import CARE_NOTES
from web.cli.vocabulary.control_notes import CONTROL_NOTES
from web.cli.vocabulary.inzage_notes import INZAGE_NOTES
from web.cli.vocabulary.message_notes import MESSAGE_NOTES
from web.cli.vocabulary.navraag_notes import NAVRAAG_NOTES
from web.cli.vocabulary.note import CENTS, OF_BUDGET, SMALLEST, WHOLE_MODULES, Note
from web.cli.vocabulary.sample_notes import SAMPLE_NOTES
from web.cli.vocabulary.value_notes import VALUE_NOTES

__all__ = ["HEADER_NOTES", "NOTES", "Note", "note_of"]


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
    "register_client.sex": Note("`man` or `vrouw`, where it is known. Stored sealed."),
    "identity": Note("Name, birth date, BSN and sex as one JSON object, sealed."),
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
    "declare.period": Note("The month (`2026-03`) or the ISO week (`2026-W10`), as the contract is declared."),
    "declare.clients": Note("For whom. Who was declared before in this period always counts too."),
    "declare.on": Note("The day on which it is declared. Absent: today."),
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
    "declaration.line-submitted.unit": Note("What is counted: `minuut`, `dagdeel`, `dag`, `stuk` …"),
    "quantity": Note("How much.", SMALLEST),
    "DeclaredLine.quantity": Note("How many units: `1:30` for `UUR`, a whole number for anything else."),
    "declaration.line-submitted.quantity": Note("How many units.", "as `unit` names them"),
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
    "declaration.submitted.line_count": Note("How many lines follow, each an event of its own.", "lines"),
    "declaration.submitted.eurocent": Note("What the lines add up to.", CENTS),
    "declaration.submitted.contract": Note("The contract it was computed from. Absent: the provider wrote the lines."),
    "label": Note("The period by its label: `2026-03`, or `2026-W10` for an ISO week."),
    "declaration.line-submitted.client": Note("For whom, under a pseudonym. Absent: for nobody in particular."),
    "replaces": Note("The line that this one comes in the place of."),
    "LineReference.declaration": Note("Number of its declaration."),
    "LineReference.line": Note("Its number there."),
    "price_eurocent": Note("The price in the declaratiebestand. Absent: the line came in no file.", CENTS),
    "price_per": Note("What that price is for."),
    "declaration.line-submitted.besluitnummer": Note("The besluit that the declaratiebestand names, if it does."),
    "declaration.line-submitted.zorgprofiel": Note("The zorgprofiel that the declaratiebestand names, if it does."),
    "declaration.line-submitted.contract": Note("The contract that allows this price, of a line out of a file."),
    "settles": Note("True: it settles lines of before, whose days may lie before the period."),
    "derivation": Note("How the amount came about. Absent: the provider wrote the line."),
    "Derivation.contract": Note("The contract it was computed from."),
    "Derivation.model": Note("The bekostigingsmodel: `A` to `H`."),
    "computed_eurocent": Note("What the model computed: what is paid and what is not.", CENTS),
    "unpaid_eurocent": Note("What is above the ceiling and so not paid: the provider's risk.", CENTS),
    "above_eurocent": Note("How far it goes beyond the ceiling, paid or not.", CENTS),
    "terms_position": Note("Position of the event with the terms of the contract that were applied."),
    "Derivation.ceiling_eurocent": Note("The client's ceiling over the period. Absent: there was none.", CENTS),
    "Derivation.rate_basispoint": Note("The agreed part of the maximum rate.", "basispunt (9450 is 94,5 %)"),
    "Derivation.tarief": Note("The maximum rate, as the register had it."),
    "rests_on": Note("Positions of the events that the amount rests on."),
    "steps": Note("The sum in Dutch, step by step."),
    "owed": Note("What the one that declares owes onderaannemers of this line."),
    "Owed.provider": Note("The onderaannemer."),
    "Owed.eurocent": Note("Its part.", CENTS),
    "line": Note("Number of the line, once per declaration."),
    "credit": Note("Number of the line that takes back, once per declaration."),
    "prestatie": Note("Code of the prestatie (NZa)."),
    "retourcode": Note("The retourcode that says why."),
    "declaration.line-refused.retourcodes": Note("The retourcodes that say why, the first one first."),
    "declaration.line-refused.rules": Note(
        "The rules that stopped it as it came in, the first one first. Absent: the payer refused it."
    ),
    "declaration.line-credited.why": Note(
        "`replaced`, `gone` or `settled`: worked out anew; `asked`: by a person; `message`: by an AW319; "
        "`recovered`: because of a finding."
    ),
    "declaration.line-credited.reason": Note("What a person wrote, sealed. Absent: nobody wrote anything."),
    "eurocent": Note("The amount.", CENTS),
    "change_eurocent": Note("The difference; it may be below zero.", CENTS),
    "ground": Note("The legal ground. Readable for everyone: no personal data."),
    "motivation": Note("Why, in this case. Readable for everyone: no personal data. Absent: nothing was said."),
    "contracteerruimte.corrected.reference": Note(
        "Where it was published. Of what was invented it begins with `demo`. Absent: not said; version 1 never did."
    ),
    # Contracts
    "contract": Note("Number of the contract, once per provider that declares."),
    "conclude_contract.provider": Note("The zorgaanbieder that declares."),
    "contract.concluded.provider": Note("The zorgaanbieder that declares."),
    "payer": Note("Who pays: the zorgkantoor, or the gemeente for the Wmo."),
    "act": Note("The act under which is paid."),
    "leveringsvormen": Note("What it is for. A contract for the Wmo needs none."),
    "conclude_contract.to": Note("Last day of the contract."),
    "contract.concluded.to": Note("Last day of the contract."),
    "extend_contract.to": Note("New last day, at most the last day of the option."),
    "contract.extended.to": Note("New last day."),
    "end_contract.to": Note("Last day of the contract, one of its days."),
    "contract.ended.to": Note("Last day of the contract."),
    "option_until": Note("Until when the contract can be extended. Null or absent: not at all."),
    "option_indicator": Note("On which indicator the option is earned."),
    "option_clients": Note("How many clients have to rise at least one step to earn the option.", "clients"),
    "earned_by": Note("The clients who rose at least one step on the indicator, within the contract."),
    "parties": Note("All providers in the contract. Absent: the one that declares, as hoofdaannemer."),
    "contract.concluded.parties": Note("All providers in the contract."),
    "contract.amended.parties": Note("All providers in the contract."),
    "AgreedParty.role": Note("What the provider is in the contract."),
    "AgreedParty.share": Note("The share of an onderaannemer in what the hoofdaannemer is paid.", "percent"),
    "Party.role": Note("What the provider is in the contract."),
    "share_basispoint": Note("The share of an onderaannemer in what the hoofdaannemer is paid.", "basispunt"),
    "components": Note("The models by which is paid, with what each covers."),
    "AgreedComponent.model": Note("The letter of the bekostigingsmodel."),
    "Component.model": Note("The letter of the bekostigingsmodel."),
    "Component.version": Note("The version of the terms of the model, by which the parameters are read."),
    "claims": Note("What the model pays for besides what it covers; two contracts that claim it would pay it twice."),
    "covers": Note("The prestaties or activities that the model is for. None named: the rest."),
    "parameters": Note("What the model needs to know. Amounts, percentages and times each in their own form."),
    "Component.parameters": Note("All it needs to know, defaults written out, units in the names.", "as the names say"),
    "rate": Note("The part of the maximum rate that is paid, at most 100.00.", "percent"),
    "rate_basispoint": Note("The part of the maximum rate that is paid: 9450 is 94.5 %.", "basispunt"),
    "basis": Note("What is declared where the model leaves it open: what was delivered, or the plan."),
    "ceiling": Note("What payment stops at: the value of each client, that of all clients together, or nothing."),
    "rhythm": Note("The period that is declared."),
    "settlement": Note("Whether lines are settled afterwards: never, or once the score over their period is known."),
    "warnings": Note("Codes of what was warned of, and acknowledged."),
    "acknowledged": Note("True: what the models warn of is known and wanted. An amendment inherits it."),
    "amend_contract.ground": Note("Why. Readable for everyone: no personal data."),
    "extend_contract.ground": Note("Why. Readable for everyone: no personal data."),
    "end_contract.ground": Note("Why. Readable for everyone: no personal data."),
} | {**CARE_NOTES, **CONTROL_NOTES, **INZAGE_NOTES, **MESSAGE_NOTES, **NAVRAAG_NOTES, **SAMPLE_NOTES, **VALUE_NOTES}


def note_of(owner: str, field: str) -> Note:
    """Return the note of a field; a `KeyError` names a field that nobody described."""
    found = NOTES.get(f"{owner}.{field}") or NOTES.get(field)
    if found is None:
        raise KeyError(f"{owner}.{field} has no note in {__name__}")
    return found
