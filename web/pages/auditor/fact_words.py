"""The words for values that events hold as codes, by the name of the field."""

from ledger.sentences.navraag import ANSWERS
from ledger.sentences.samples import METHODS, VERDICTS
from ledger.vocabulary.prorata import PER
from web.filters import SEEN

WORDS: dict[str, dict[str, str]] = {
    "per": {str(per): word for per, word in PER.items()},
    "basis": {"delivered": "wat geleverd is", "plan": "wat afgesproken is"},
    "ceiling": {"client": "per cliënt", "provider": "per zorgaanbieder", "none": "geen"},
    "rhythm": {"week": "week", "month": "maand"},
    "settlement": {"none": "niet", "score": "als de score bekend is"},
    "family": {"structure": "structuur", "process": "proces", "outcome": "uitkomst"},
    "instrument": {"zrm": "zelfredzaamheid-matrix", "prom": "vragenlijst (PROM)"},
    "remainder": {"lapses": "vervalt", "carries_over": "gaat mee", "to_group": "gaat naar de groep"},
    "remainder_to": {"pgb": "wordt pgb", "unused": "wordt niet gebruikt"},
    "method": METHODS,
    "verdict": VERDICTS,
    "answer": ANSWERS,
    "judgement": {str(seen): words for seen, words in SEEN.items()},
    "why": {"mistake": "vergissing", "paid-back": "terugbetaald"},
    "unit": {"eurocent": "euro", "punt/100": "punten", "minuut": "uren", "PUNT": "punten", "UUR": "uren"},
}
