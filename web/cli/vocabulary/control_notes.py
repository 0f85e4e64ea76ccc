"""What the fields of findings, payments from a pgb, absences and plafonds mean: a part of `field_notes`."""

from web.cli.vocabulary.note import CENTS, Note

_DECIDER = Note("Who decides. Without it: the actor. Only the operator can name another.")
_WHY_NOT = Note("`mistake`: it was never paid so. `paid-back`: it was paid, and the money came back.")
_RULE = Note("The rule that found it.")
_ABSENCE_KIND = Note("Why: `opname` (admitted elsewhere), `vakantie`, `logeren`, or `elders` (not told why).")
_LAST_AWAY = Note("The day before coming back: the last whole day away. Absent: it is still going on.")

CONTROL_NOTES = {
    # Findings
    "finding": Note("Number of the finding: 16 characters that follow from `rule`, `about` and `item`."),
    "open_finding.rule": _RULE,
    "finding.opened.rule": _RULE,
    "finding.explained.rule": _RULE,
    "finding.accepted.rule": _RULE,
    "finding.recovered.rule": _RULE,
    "finding.dismissed.rule": _RULE,
    "judgement": Note(
        "When it was seen: `arrival` as the declaration came in; else `both` at both judgements, `then` only as "
        "known when it was paid or recorded, `now` only as known later, `later`: nothing could be judged before."
    ),
    "about": Note("What the rule looked at: one thing of this kind."),
    "finding.opened.about": Note("The kind of what the rule looked at."),
    "item": Note("Which one of its kind: of a line `declaration/line`."),
    "open_finding.client": Note("The client it is about. Absent: that of the line, or none."),
    "open_finding.provider": Note("The zorgaanbieder it is about. Absent: that of the line, or none."),
    "open_finding.region": Note("The region it is about. Absent: that of the line or the client, or none."),
    "open_finding.declaration": Note("The declaration of the line it is about; goes together with `line`."),
    "finding.opened.declaration": Note("The declaration of the line it is about; absent when it is about no line."),
    "open_finding.line": Note("The line it is about; goes together with `declaration`."),
    "finding.opened.line": Note("The line it is about; absent when it is about no line."),
    "finding.recovered.line": Note("The line that was taken back."),
    "finding.recovered.credit": Note("The line that takes it back."),
    "open_finding.from": Note("First day of what it is about."),
    "open_finding.to": Note("Last day of what it is about, that day included."),
    "finding.opened.from": Note("First day of what it is about."),
    "finding.opened.to": Note("Last day of what it is about, that day included."),
    "open_finding.amount": Note("What is at stake; may be zero.", "EUR"),
    "finding.opened.eurocent": Note("What is at stake.", CENTS),
    "finding.recovered.eurocent": Note("What was taken back.", CENTS),
    "open_finding.rests_on": Note("Positions of the events it rests on."),
    "finding.opened.basis": Note("The law that the rule came from when the finding was written down."),
    "finding.opened.rests_on": Note("Positions of the events it rests on, in order."),
    "told": Note("What is wrong, in one Dutch sentence. Readable for everyone: no names, no personal data."),
    "as_of": Note("The last event that was known when it was judged."),
    "explain_finding.text": Note("How it came. Stored sealed."),
    "finding.explained.text": Note("How it came, sealed."),
    "explain_finding.by": Note("Who explains. Without it: the actor. Only the operator can name another."),
    "accept_finding.by": _DECIDER,
    "dismiss_finding.by": _DECIDER,
    "recover_finding.by": _DECIDER,
    "explained_by": Note("Who explained it."),
    "accepted_by": Note("Who accepted it."),
    "dismissed_by": Note("Who said that it was no fault."),
    "recovered_by": Note("Who took it back."),
    "recover_finding.amount": Note("What is taken back. Absent: what is at stake, as far as the line has it.", "EUR"),
    # Payments from a pgb
    "payment": Note("Number of the payment from the pgb, once per client; a withdrawn number is not used again."),
    "record_pgb_payment.provider": Note("Who was paid, when it is a zorgaanbieder known here. Absent: somebody else."),
    "pgb.paid.provider": Note("Who was paid, when it is a zorgaanbieder known here. Absent: somebody else."),
    "record_pgb_payment.from": Note("First day of the care that was paid."),
    "record_pgb_payment.to": Note("Last day of the care that was paid, that day included."),
    "record_pgb_payment.amount": Note("What was paid, above zero.", "EUR"),
    "record_pgb_payment.on": Note("The day of the payment, not in the future. Absent: today."),
    "pgb.paid.on": Note("The day of the payment."),
    "withdraw_pgb_payment.why": _WHY_NOT,
    "pgb.payment-withdrawn.why": _WHY_NOT,
    "pgb.paid.eurocent": Note("What was paid.", CENTS),
    "pgb.payment-withdrawn.eurocent": Note("What had been paid.", CENTS),
    # Absence
    "absence": Note("Number of the absence, once per client; a withdrawn number is not used again."),
    "record_absence.kind": Note(
        "Why: `opname` (admitted elsewhere), `vakantie`, `logeren` (with family or respite, of a vpt), or `elders` "
        "(for another reason, which is not told)."
    ),
    "afwezigheid.recorded.kind": _ABSENCE_KIND,
    "afwezigheid.corrected.kind": _ABSENCE_KIND,
    "record_absence.from": Note("The day after leaving: the first whole day away."),
    "record_absence.to": _LAST_AWAY,
    "afwezigheid.recorded.to": _LAST_AWAY,
    "afwezigheid.corrected.to": _LAST_AWAY,
    "correct_absence.to": Note("The last day, where it is another or was not known. Instead of `withdraw`."),
    "withdraw": Note("True: there was no absence. Instead of `to`."),
    "withdrawn": Note("True: there was no absence. Absent: the last day is another."),
    # Plafond
    "days": Note("How many days of stay the provider may declare in the year.", "days"),
}
