"""TR101: nothing may be in a file twice. What makes a part itself is its key; the standard names the key of each."""

from collections.abc import Iterator

from ledger.messages import aw33, aw35, aw39
from ledger.messages.findings import Finding, finding
from ledger.messages.model import Message, Part
from ledger.messages.rules.scope import Catalogue, Hit, Scope

DUBBEL = Catalogue()

_KEYS: dict[type[Part], tuple[str, ...]] = {
    aw33.Contact: ("soort",),
    aw33.Relatie: ("nummer",),
    aw33.Stoornis: ("grondslag", "diagnose_codelijst", "ziektebeeld_stoornis"),
    aw33.StoornisScore: ("vraag",),
    aw33.Beperking: ("categorie",),
    aw33.BeperkingScore: ("vraag",),
    aw33.GeindiceerdeFunctie: ("functie_code", "ingangsdatum"),
    aw33.GeindiceerdZorgzwaartepakket: ("zzp_code", "ingangsdatum"),
    aw33.ToegewezenFunctie: ("functie_code", "instelling", "ingangsdatum"),
    aw33.ToegewezenZorgzwaartepakket: ("zzp_code", "instelling", "leveringsvorm", "ingangsdatum"),
    aw35.GeleverdeFunctie: (*("besluitnummer", "functie_code", "toewijzing_ingangsdatum", "begindatum", "instelling"),),
    aw35.GeleverdZorgzwaartepakket: (
        *(
            "besluitnummer",
            "zzp_code",
            "toewijzing_ingangsdatum",
            "begindatum",
            "instelling",
            "leveringsvorm",
        ),
    ),
    aw39.MutatieFunctie: (*("besluitnummer", "functie_code", "toewijzing_ingangsdatum", "instelling", "mutatiedatum"),),
    aw39.MutatieZorgzwaartepakket: (
        *(
            "besluitnummer",
            "zzp_code",
            "toewijzing_ingangsdatum",
            "instelling",
            "mutatiedatum",
            "leveringsvorm",
        ),
    ),
    aw39.Aanvraag: ("besluitnummer", "afgiftedatum", "instelling", "zzp_code"),
    aw39.AanvraagInstelling: ("instelling", "toewijzing_ingangsdatum"),
}


@DUBBEL.rule("TR101", "AW33", "AW35", "AW39")
def nothing_twice_in_a_client(scope: Scope) -> Iterator[Hit]:
    seen: set[tuple[object, ...]] = set()
    for path, part in scope.parts:
        names = _KEYS.get(type(part))
        if names is None:
            continue
        key = (path.rpartition("[")[0], *(getattr(part, name) for name in names))
        if key in seen:
            yield path, "Deze regel staat twee keer in het bericht. Haal er een weg."
        seen.add(key)


def clients_twice(message: Message) -> Iterator[Finding]:
    """The second and later appearance of one BSN in a message."""
    seen: set[str] = set()
    for number, client in enumerate(message.personen, start=1):
        if client.bsn in seen:
            told = "Deze cliënt staat twee keer in het bericht. Zet alles van een cliënt bij elkaar."
            yield finding("TR101", f"Bericht/Clienten/Client[{number}]/Bsn", told)
        seen.add(client.bsn)
