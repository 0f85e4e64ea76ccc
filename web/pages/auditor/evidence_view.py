"""The page of the evidence pack: what is asked, what is still missing in it, and the pack that is ready."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

from ledger.vocabulary.dutch import grouped
from web import dutch
from web.evidence.pack import Pack
from web.evidence.question import SCOPE_WORDS, Question
from web.pages.auditor.subjects import START
from web.view_models.evidence import EvidencePage, PackReady
from web.view_models.shell import Choice, Fact, FieldError, Form

EVIDENCE = f"{START}/bewijs"
PACK = f"{EVIDENCE}/pakket"
ASKED = ("question", "ground", "kind", "id", "period", "stand")
"""The fields, as they stand in the address."""
FIELDS = {name: name for name in ASKED} | {"scope": "id", "as_of": "stand"}
"""At which field of the form something stands that is wrong."""
_MISSING = {
    "question": "Schrijf op welke vraag dit pakket beantwoordt. Schrijf geen namen op.",
    "ground": "Noem de grond waarop u dit mag inzien, bijvoorbeeld Wlz artikel 9.1.2. Zonder grond geen pakket.",
    "id": "Vul in over wie of wat het gaat: een nummer, of de naam van een regio.",
}


def missing(typed: Mapping[str, str]) -> Iterator[FieldError]:
    """Yield everything without which there is no pack."""
    for name, sentence in _MISSING.items():
        if name == "id" and typed["kind"] not in SCOPE_WORDS:
            yield FieldError("kind", "Kies waarover het pakket gaat.")
        if not typed[name]:
            yield FieldError(name, sentence)


def evidence_page(
    typed: Mapping[str, str],
    errors: tuple[FieldError, ...] = (),
    ready: PackReady | None = None,
    waiting: str = "",
    refresh_href: str = "",
) -> EvidencePage:
    """Return the page, with what was typed."""
    form = Form(EVIDENCE, {"maak": "ja"}, typed, errors=errors)
    kinds = tuple(Choice(kind, word) for kind, word in SCOPE_WORDS.items())
    return EvidencePage(form, kinds, ready, waiting, refresh_href)


def again(typed: Mapping[str, str], asked: Question) -> str:
    """Return the address of the same question, as known at the same event."""
    stand = {"stand": str(asked.known.position)}
    return f"{EVIDENCE}?{urlencode({'maak': 'ja'} | {name: text for name, text in typed.items() if text} | stand)}"


def ready_of(typed: Mapping[str, str], asked: Question, made: Pack) -> PackReady:
    """Return a pack that was made, with where it is fetched."""
    told = {name: typed[name] for name in ("question", "ground", "period") if typed[name]}
    query = urlencode(told | {"stand": str(asked.known.position)})
    facts = (
        Fact("Over", str(asked.scope)),
        Fact("Zoals bekend bij gebeurtenis", str(asked.known.position)),
        Fact("Gebeurtenissen", grouped(made.events)),
        Fact("Posten", grouped(made.items)),
        Fact("Bevindingen", grouped(made.findings)),
        Fact("Grootte", f"{dutch.count(-(-len(made.data) // 1024), 'kB', 'kB')}"),
        Fact("SHA-256", made.digest),
    )
    return PackReady(facts, f"{PACK}/{asked.scope.kind}/{quote(asked.scope.id, safe='')}?{query}")


def file_name(asked: Question) -> str:
    """Return what the archive is called; of an id only letters, figures, dots and dashes."""
    id = re.sub(r"[^A-Za-z0-9._-]+", "-", asked.scope.id)
    return f"bewijs-{asked.scope.kind}-{id}-{asked.known.position}.zip"
