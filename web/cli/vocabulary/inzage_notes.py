"""What the fields about the access of an auditor mean; see `field_notes`."""

from web.cli.vocabulary.note import Note

INZAGE_NOTES = {
    "inzage": Note("Number of the access, once in the ledger."),
    "step": Note("`totals`, `lines`, `sample` or `detail`: each reaches further, and follows on the one before."),
    "request_inzage.purpose": Note("What it is for. Readable for everyone: no personal data."),
    "request_inzage.ground": Note("The legal ground: law and article. Readable for everyone."),
    "inzage.requested.ground": Note("The legal ground: law and article."),
    "request_inzage.region": Note("Only this region."),
    "request_inzage.provider": Note("Only this zorgaanbieder."),
    "request_inzage.clients": Note("Only these clients. Empty: no bound."),
    "only_clients": Note("Only these clients. Absent: no bound."),
    "sample": Note("Only what is in the sample that was drawn under this number. The step `sample` needs one."),
    "until": Note("Last day on which it is in force, that day included: at most 92 days ahead."),
    "previous": Note("The access of the step before: of the same person, in force, and not narrower."),
    "inzage.requested.asked_by": Note("Whose access it is."),
    "granted_by": Note("The second person, who let it be."),
    "refused_by": Note("The second person, who said no."),
    "refuse_inzage.reason": Note("Why not, for the asker and the decider to read. Stored sealed."),
    "inzage.refused.reason": Note("Why not, sealed under the key of the access."),
    "page": Note("What was shown: the address of the page, without what stands behind the question mark."),
    "record_view.client": Note("The one client it is about. Absent: not one client."),
    "record_view.provider": Note("The one zorgaanbieder it is about. Absent: not one zorgaanbieder."),
    "inzage.granted.on": Note("The day on which it was let."),
    "inzage.refused.on": Note("The day on which it was refused."),
    "inzage.ended.on": Note("The day on which it was ended."),
    "inzage.viewed.on": Note("The day on which it was seen."),
}
