"""Rules about the care allocated in an AW33."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from ledger.messages.aw33 import (
    GeindiceerdeFunctie,
    GeindiceerdZorgzwaartepakket,
    Indicatie,
    ToegewezenFunctie,
    ToegewezenZorgzwaartepakket,
)
from ledger.messages.rules.indicatie import span
from ledger.messages.rules.scope import Catalogue, Hit, Scope
from ledger.messages.rules.spans import common_days, within
from ledger.vocabulary.dutch import day

TOEWIJZING = Catalogue()
Toewijzing = ToegewezenFunctie | ToegewezenZorgzwaartepakket
_DTV_SINCE = date(2020, 1, 1)
FULL_STAY = ("KE4", "KE5", "KE6", "KE7")


def _toewijzingen(scope: Scope) -> Iterator[tuple[str, Toewijzing]]:
    yield from scope.of(ToegewezenFunctie)
    yield from scope.of(ToegewezenZorgzwaartepakket)


def _profiles(scope: Scope) -> Iterator[tuple[str, GeindiceerdZorgzwaartepakket | ToegewezenZorgzwaartepakket]]:
    yield from scope.of(GeindiceerdZorgzwaartepakket)
    yield from scope.of(ToegewezenZorgzwaartepakket)


@TOEWIJZING.rule("TR016", "AW33")
def toewijzing_within_indicatie(scope: Scope) -> Iterator[Hit]:
    indicatie = scope.only(Indicatie)
    for path, toewijzing in _toewijzingen(scope):
        if indicatie is not None and not within(span(toewijzing), span(indicatie)):
            until = f"tot en met {day(indicatie.einddatum)}" if indicatie.einddatum else "zonder einddatum"
            told = f"De toewijzing valt buiten de indicatie, die loopt vanaf {day(indicatie.ingangsdatum)} {until}."
            yield path, told


@TOEWIJZING.rule("TR021", "AW33")
def receiver_has_an_allocation(scope: Scope) -> Iterator[Hit]:
    receiver = scope.header.ontvanger
    if not any(toewijzing.instelling == receiver for _, toewijzing in _toewijzingen(scope)):
        yield (
            f"{scope.path}/Indicatie",
            f"Geen van de toewijzingen is voor de ontvanger van het bericht, {receiver}.",
        )


@TOEWIJZING.rule("CS023", "AW33")
def allocated_before_dagtekening(scope: Scope) -> Iterator[Hit]:
    for path, toewijzing in _toewijzingen(scope):
        if toewijzing.toewijzingsdatum > scope.dagtekening:
            yield f"{path}/Toewijzingsdatum", "De toewijzingsdatum ligt na de dagtekening van het bericht."


@TOEWIJZING.rule("CS072", "AW33")
def functie_is_not_administrative(scope: Scope) -> Iterator[Hit]:
    for path, functie in scope.of(ToegewezenFunctie):
        if functie.soort == "5":
            yield f"{path}/Soort", "Een functie kan niet administratief (5) worden toegewezen."


@TOEWIJZING.rule("CS074", "AW33")
def klasse_of_profile_is_stay(scope: Scope) -> Iterator[Hit]:
    for path, profile in _profiles(scope):
        if profile.klasse is not None and profile.klasse not in FULL_STAY:
            yield (
                f"{path}/Klasse",
                f"Klasse {profile.klasse} kan niet bij een zorgprofiel; wel KE4, KE5, KE6 of KE7.",
            )


@TOEWIJZING.rule("CS132", "AW33")
def no_verkeerde_bed(scope: Scope) -> Iterator[Hit]:
    for path, toewijzing in scope.of(ToegewezenZorgzwaartepakket):
        if toewijzing.leveringsvorm == "9":
            yield f"{path}/Leveringsvorm", "Leveringsvorm 9 (verkeerde bed) kan niet worden toegewezen."


@TOEWIJZING.rule("CD040", "AW33")
def provider_and_share_except_pgb(scope: Scope) -> Iterator[Hit]:
    for path, toewijzing in scope.of(ToegewezenZorgzwaartepakket):
        values = {
            "ToewijzingPercentage": toewijzing.toewijzing_percentage,
            "Instelling": toewijzing.instelling,
        }
        for name, value in values.items():
            if (toewijzing.leveringsvorm == "2") == (value is not None):
                yield f"{path}/{name}", f"{name} hoort leeg te zijn bij een pgb, en anders gevuld."


@TOEWIJZING.rule("CD050", "AW33")
def coordinator_with_mpt(scope: Scope) -> Iterator[Hit]:
    for path, toewijzing in scope.of(ToegewezenZorgzwaartepakket):
        if (toewijzing.leveringsvorm == "7") != (toewijzing.coordinator_zorg_thuis is not None):
            told = "CoordinatorZorgThuis hoort gevuld te zijn bij een mpt (7), en anders leeg."
            yield f"{path}/CoordinatorZorgThuis", told


@TOEWIJZING.rule("CD051", "AW33")
def klasse_with_stay_or_vpt(scope: Scope) -> Iterator[Hit]:
    for path, toewijzing in scope.of(ToegewezenZorgzwaartepakket):
        if (toewijzing.leveringsvorm in ("4", "5")) != (toewijzing.klasse is not None):
            yield f"{path}/Klasse", "Klasse hoort gevuld te zijn bij verblijf (4) en vpt (5), en anders leeg."


@TOEWIJZING.rule("CD052", "AW33")
def opname_with_stay(scope: Scope) -> Iterator[Hit]:
    for path, toewijzing in scope.of(ToegewezenZorgzwaartepakket):
        if (toewijzing.leveringsvorm in ("4", "8")) != (toewijzing.opname is not None):
            told = "Opname hoort gevuld te zijn bij verblijf (4) en deeltijdverblijf (8), en anders leeg."
            yield f"{path}/Opname", told


@TOEWIJZING.rule("CD072", "AW33")
def etmalen_with_part_time_stay(scope: Scope) -> Iterator[Hit]:
    for path, toewijzing in scope.of(ToegewezenZorgzwaartepakket):
        if (toewijzing.leveringsvorm == "8") != (toewijzing.etmalen is not None):
            yield f"{path}/Etmalen", "Etmalen hoort gevuld te zijn bij deeltijdverblijf (8), en anders leeg."


@TOEWIJZING.rule("CD073", "AW33")
def dossierhouder_with_stay_or_vpt(scope: Scope) -> Iterator[Hit]:
    for path, toewijzing in scope.of(ToegewezenZorgzwaartepakket):
        needed = toewijzing.leveringsvorm in ("4", "5", "8", "9")
        if needed != (toewijzing.dossierhouder is not None):
            told = "Dossierhouder hoort gevuld te zijn bij verblijf, vpt en deeltijdverblijf, en anders leeg."
            yield f"{path}/Dossierhouder", told


@TOEWIJZING.rule("TR119", "AW33")
def administrative_is_with_opname(scope: Scope) -> Iterator[Hit]:
    for path, toewijzing in scope.of(ToegewezenZorgzwaartepakket):
        if toewijzing.soort == "5" and toewijzing.opname is False:
            yield f"{path}/Opname", "Bij een administratieve toewijzing (5) is Opname 1 (ja)."


@TOEWIJZING.rule("TR124", "AW33")
def part_time_stay_since_2020(scope: Scope) -> Iterator[Hit]:
    for path, toewijzing in scope.of(ToegewezenZorgzwaartepakket):
        if toewijzing.leveringsvorm == "8" and toewijzing.ingangsdatum < _DTV_SINCE:
            yield f"{path}/Ingangsdatum", f"Deeltijdverblijf bestaat sinds {day(_DTV_SINCE)}."


@TOEWIJZING.rule("TR077", "AW33")
def same_functie_overlaps_one_day_at_most(scope: Scope) -> Iterator[Hit]:
    for (_, one), (path, other) in combinations(scope.of(ToegewezenFunctie), 2):
        same = (one.functie_code, one.soort) == (other.functie_code, other.soort)
        if same and common_days(span(one), span(other)) > 1:
            yield path, f"Functie {one.functie_code} is twee keer toegewezen voor meer dan één zelfde dag."


@TOEWIJZING.rule("TR106", "AW33")
def same_allocation_does_not_overlap(scope: Scope) -> Iterator[Hit]:
    for (_, one), (path, other) in combinations(_toewijzingen(scope), 2):
        if _unit(one) == _unit(other) and common_days(span(one), span(other)):
            first = day(max(one.ingangsdatum, other.ingangsdatum))
            yield (
                path,
                f"Dezelfde zorg is twee keer aan dezelfde aanbieder toegewezen, te beginnen met {first}.",
            )


@TOEWIJZING.rule("TR082", "AW33")
def adl_as_indicated(scope: Scope) -> Iterator[Hit]:
    indicated = any(functie.functie_code == "91" for _, functie in scope.of(GeindiceerdeFunctie))
    for path, functie in scope.of(ToegewezenFunctie):
        if functie.functie_code == "91" and (functie.soort != "1" or not indicated):
            yield (
                path,
                "ADL-assistentie (91) kan alleen regulier en alleen zoals geïndiceerd worden toegewezen.",
            )


def _unit(toewijzing: Toewijzing) -> tuple[str | None, ...]:
    if isinstance(toewijzing, ToegewezenFunctie):
        return "functie", toewijzing.functie_code, toewijzing.instelling, toewijzing.soort
    leveringsvorm = toewijzing.leveringsvorm
    return "zzp", toewijzing.zzp_code, toewijzing.instelling, toewijzing.soort, leveringsvorm
