"""What the fields about questions to a client mean; see `field_notes`."""

from web.cli.vocabulary.note import Note

NAVRAAG_NOTES = {
    "navraag": Note("Number of the question, once in the ledger."),
    "ask_client.client": Note("Who is asked, and whom the care is about."),
    "ask_client.declaration": Note("The declaration of the line that is asked about; goes together with `line`."),
    "navraag.asked.declaration": Note("The declaration of the line; absent when a delivery is asked about."),
    "ask_client.line": Note("The declared line that is asked about; goes together with `declaration`."),
    "navraag.asked.line": Note("The declared line that is asked about; absent when it is a delivery."),
    "ask_client.levering": Note("The delivery that is asked about. Instead of a line."),
    "navraag.asked.levering": Note("The delivery that is asked about; absent when it is a line."),
    "navraag.asked.from": Note("First day of the care that is asked about."),
    "navraag.asked.to": Note("Last day of the care that is asked about, that day included."),
    "ask_client.purpose": Note("What it is asked for. Readable for everyone: no personal data."),
    "navraag.asked.purpose": Note("What it is asked for."),
    "ask_client.text": Note("The question. Stored sealed."),
    "navraag.asked.text": Note("The question, sealed."),
    "answer": Note("Whether the care was given as it is written."),
    "answer_navraag.text": Note("How it was, in words. Stored sealed."),
    "navraag.answered.text": Note("How it was, in words, sealed. Absent: nothing more was said."),
    "left_by": Note("Who said that there will be no answer."),
}
