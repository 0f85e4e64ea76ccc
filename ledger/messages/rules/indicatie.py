"""Rules about the indicatie and what was indicated: dates that fit, codes that belong together."""

from collections.abc import Iterator
from itertools import combinations

from ledger.messages.aw33 import (
    GeindiceerdeFunctie,
    GeindiceerdZorgzwaartepakket,
    Indicatie,
    Stoornis,
    ToegewezenFunctie,
)
from ledger.messages.aw35 import GeleverdeFunctie
from ledger.messages.model import Geldig
from ledger.messages.rules.scope import Catalogue, Hit, Scope
from ledger.messages.rules.spans import Span, common_days
from ledger.vocabulary.dutch import day

INDICATIE = Catalogue()
Functie = GeindiceerdeFunctie | ToegewezenFunctie | GeleverdeFunctie

_HOURS = tuple(f"K{number}" for number in range(1, 9))
_DAYPARTS = tuple(f"KD{number:02}" for number in range(1, 10))
_NIGHTS = tuple(f"KE{number}" for number in range(1, 8))
_KLASSEN: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("21", "31", "81"), _HOURS),
    "41": ("K0", *_HOURS[:-1]),
    **dict.fromkeys(("61", "62", "63", "91"), ("99",)),
    **dict.fromkeys(("64", "82"), _DAYPARTS),
    "71": _NIGHTS,
}
_SUBLISTS = {
    "014": ("04", "05", "06"),
    "019": ("07", "08", "09", "10", "11"),
    "021": ("01", "02", "03"),
    "023": ("12",),
    "024": ("13",),
}


def span(part: Geldig) -> Span:
    """The days on which a part holds."""
    return Span(part.ingangsdatum, part.einddatum)


def _functies(scope: Scope) -> Iterator[tuple[str, Functie]]:
    yield from scope.of(GeindiceerdeFunctie)
    yield from scope.of(ToegewezenFunctie)
    yield from scope.of(GeleverdeFunctie)


def _geindiceerd(indicatie: Indicatie) -> tuple[GeindiceerdeFunctie | GeindiceerdZorgzwaartepakket, ...]:
    return (*indicatie.geindiceerde_functies, *indicatie.geindiceerde_zorgzwaartepakketten)


@INDICATIE.rule("CS003", "AW33")
def ends_after_it_starts(scope: Scope) -> Iterator[Hit]:
    for path, part in scope.of(Geldig):
        if part.einddatum is not None and part.einddatum < part.ingangsdatum:
            told = f"De einddatum {day(part.einddatum)} ligt voor de ingangsdatum {day(part.ingangsdatum)}."
            yield f"{path}/Einddatum", told


@INDICATIE.rule("CS023", "AW33")
def issued_before_dagtekening(scope: Scope) -> Iterator[Hit]:
    for path, indicatie in scope.of(Indicatie):
        if indicatie.afgiftedatum > scope.dagtekening:
            yield f"{path}/Afgiftedatum", "Het besluit is afgegeven na de dagtekening van het bericht."


@INDICATIE.rule("TR037", "AW33")
def something_is_indicated(scope: Scope) -> Iterator[Hit]:
    for path, indicatie in scope.of(Indicatie):
        if not _geindiceerd(indicatie):
            yield path, "In de indicatie staat geen enkele geïndiceerde zorgeenheid."


@INDICATIE.rule("TR014", "AW33")
def last_indicated_day_is_last_day(scope: Scope) -> Iterator[Hit]:
    for path, indicatie in scope.of(Indicatie):
        ends = [part.einddatum for part in _geindiceerd(indicatie)]
        known = [end for end in ends if end is not None]
        latest = max(known) if ends and len(known) == len(ends) else None
        if ends and latest != indicatie.einddatum:
            told = f"op {day(latest)}" if latest else "zonder einddatum"
            yield (
                f"{path}/Einddatum",
                f"De indicatie eindigt anders dan de geïndiceerde zorg, die loopt af {told}.",
            )


@INDICATIE.rule("TR015", "AW33")
def first_indicated_day_is_first_day(scope: Scope) -> Iterator[Hit]:
    for path, indicatie in scope.of(Indicatie):
        starts = [part.ingangsdatum for part in _geindiceerd(indicatie)]
        if starts and min(starts) != indicatie.ingangsdatum:
            told = f"De indicatie begint op {day(indicatie.ingangsdatum)}, de geïndiceerde zorg op {day(min(starts))}."
            yield f"{path}/Ingangsdatum", told


@INDICATIE.rule("TR035", "AW33")
def same_unit_does_not_overlap(scope: Scope) -> Iterator[Hit]:
    told = "Dezelfde zorgeenheid is twee keer geïndiceerd voor dezelfde dagen."
    for (_, one), (path, other) in combinations(scope.of(GeindiceerdeFunctie), 2):
        if one.functie_code == other.functie_code and common_days(span(one), span(other)):
            yield path, told
    for (_, first), (path, second) in combinations(scope.of(GeindiceerdZorgzwaartepakket), 2):
        if first.zzp_code == second.zzp_code and common_days(span(first), span(second)):
            yield path, told


@INDICATIE.rule("TR057", "AW33")
def profiles_do_not_overlap(scope: Scope) -> Iterator[Hit]:
    for (_, one), (path, other) in combinations(scope.of(GeindiceerdZorgzwaartepakket), 2):
        if common_days(span(one), span(other)):
            yield (
                path,
                f"Vanaf {day(max(one.ingangsdatum, other.ingangsdatum))} gelden twee zorgprofielen tegelijk.",
            )


@INDICATIE.rule("CD029", "AW33")
def indicatie_has_a_ground(scope: Scope) -> Iterator[Hit]:
    for path, indicatie in scope.of(Indicatie):
        profiles = indicatie.geindiceerde_zorgzwaartepakketten
        needed = indicatie.geindiceerde_functies or any(part.zzp_code != "999" for part in profiles)
        if needed and indicatie.grondslagen is None:
            yield f"{path}/Grondslagen", "De grondslag van de indicatie ontbreekt."


@INDICATIE.rule("CS014", "AW33")
def sublist_belongs_to_list(scope: Scope) -> Iterator[Hit]:
    for path, stoornis in scope.of(Stoornis):
        allowed = _SUBLISTS.get(stoornis.diagnose_codelijst)
        if allowed and stoornis.diagnose_subcodelijst not in allowed:
            told = f"Bij diagnosecodelijst {stoornis.diagnose_codelijst} hoort subcodelijst {' of '.join(allowed)}."
            yield f"{path}/DiagnoseSubcodelijst", told


@INDICATIE.rule("TR008", "AW33", "AW35")
def klasse_belongs_to_functie(scope: Scope) -> Iterator[Hit]:
    for path, functie in _functies(scope):
        if functie.klasse not in _KLASSEN.get(functie.functie_code, (functie.klasse,)):
            yield f"{path}/Klasse", f"Klasse {functie.klasse} hoort niet bij functie {functie.functie_code}."


@INDICATIE.rule("TR010", "AW33", "AW35")
def opslag_only_on_highest_klasse(scope: Scope) -> Iterator[Hit]:
    for path, functie in _functies(scope):
        highest = _KLASSEN.get(functie.functie_code, ("",))[-1]
        if functie.opslag is not None and (functie.klasse == "99" or functie.klasse != highest):
            yield f"{path}/Opslag", "Een opslag kan alleen bij de hoogste klasse van een functie."


@INDICATIE.rule("TR034", "AW33", "AW35")
def no_opslag_on_stay(scope: Scope) -> Iterator[Hit]:
    for path, functie in _functies(scope):
        if functie.functie_code == "71" and functie.opslag is not None:
            yield f"{path}/Opslag", "Bij tijdelijk verblijf (71) kan geen opslag staan."


@INDICATIE.rule("CD022", "AW33")
def transport_with_groups(scope: Scope) -> Iterator[Hit]:
    for path, functie in _functies(scope):
        if isinstance(functie, GeleverdeFunctie):
            continue
        if (functie.functie_code in ("64", "82")) != (functie.vervoer is not None):
            yield (
                f"{path}/Vervoer",
                "Vervoer hoort gevuld te zijn bij zorg in een groep (64 of 82), en anders leeg.",
            )


@INDICATIE.rule("CS107", "AW33")
def transport_is_yes_or_no(scope: Scope) -> Iterator[Hit]:
    for path, functie in _functies(scope):
        if not isinstance(functie, GeleverdeFunctie) and functie.vervoer not in (None, "1", "2"):
            yield f"{path}/Vervoer", "Vervoer is 1 (nodig) of 2 (niet nodig)."
