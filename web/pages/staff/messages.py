"""What the page after a small act says about it: the address carries a key, the sentence is ours."""

from web.view_models.shell import Message

SENTENCES = {
    "vrij": "De reservering is vervallen. Wat gereserveerd was, is weer vrij.",
    "antwoord": "Uw antwoord is opgeslagen. De familie ziet het bij de regel.",
    "zorgplan": "Het zorgplan is vastgelegd.",
    "samen-ongedaan": "De groepsactiviteit is bij iedereen ongedaan gemaakt.",
}


def message_of(key: str) -> Message | None:
    """Return the message of a key; an unknown key says nothing."""
    return Message("ok", SENTENCES[key]) if key in SENTENCES else None
