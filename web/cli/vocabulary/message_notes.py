"""What the fields of a message that came in mean: a part of the notes in `field_notes`."""

from web.cli.vocabulary.note import CENTS, Note

MESSAGE_NOTES = {
    "kind": Note("Kind of message: `AW33`, `AW35`, `AW39`, `AW319`."),
    "sender": Note("Code of the sender."),
    "receiver": Note("Code of the receiver."),
    "dagtekening": Note("Day on which the sender dated the message."),
    "remarks": Note("What was wrong, element by element."),
    "rule": Note("The rule of iWlz 2.2 that was broken, or the code of a refusal."),
    "path": Note("The element of the message; of an AW319 the number of the field."),
    "Remark.retourcode": Note("The retourcode of that rule."),
    "sentence": Note("The Dutch sentence, where it cannot be told again from the message. Never personal."),
    "identification": Note("Identification that the sender gave the message."),
    "digest": Note("Digest of the content, keyed by the master key: it tells another content under the same name."),
    "clients": Note("What became of each client in the message."),
    "accepted": Note("Whether all that the message says of this client is recorded."),
    "retourcodes": Note("The retourcodes that were returned, in order."),
    "message.received.line_count": Note("How many prestaties an AW319 holds.", "lines"),
    "refused_count": Note("How many of them were not accepted: each is told in an event that follows.", "lines"),
    "message.received.declaration": Note("The declaration that the debit lines of an AW319 became."),
    "contracts": Note("The contracts that its lines are under, as far as a contract allows them."),
    "OfContract.from": Note("First day of those lines."),
    "OfContract.to": Note("Last day of those lines."),
    "bestand.taken-in.declaration": Note("The declaration that the debit lines of an AW319 became."),
    "record": Note("Place of the record in the file, from 1."),
    "message.line-refused.line": Note("The reference number of the line, as the declaration has it."),
    "message.line-refused.client": Note("For whom, under a pseudonym. Absent: a person who is not known here."),
    "message.line-refused.from": Note("First day of the care."),
    "message.line-refused.to": Note("Last day of the care."),
    "message.line-refused.eurocent": Note("What was asked; below zero for a credit.", CENTS),
}
