"""Rules about care that began (AW35), and about care that changes, ends or is asked for (AW39)."""

from collections.abc import Iterator

from ledger.messages.aw35 import ClientAW35, GeleverdZorgzwaartepakket, Levering
from ledger.messages.aw39 import ClientAW39, Mutatie, MutatieZorgzwaartepakket
from ledger.messages.rules.scope import Catalogue, Hit, Scope
from ledger.messages.rules.toewijzing import FULL_STAY
from ledger.vocabulary.dutch import day

LEVERING = Catalogue()

_STATUS_FOR = {
    "12": ("3", "5"),
    "17": ("5",),
    "18": ("2", "6", "7"),
    "19": ("5",),
    "20": ("2", "3", "6", "7"),
    "21": ("5",),
}
_CLASSES_FOR = {
    "2": ("13", "14", "15", "16", "17", "18", "19"),
    "3": ("13", "14", "15", "17", "18", "19"),
    "6": ("01", "02", "03", "04", "05", "06", "07", "08"),
    "7": ("09", "10", "11", "12"),
}


def _meldingen(scope: Scope) -> Iterator[tuple[str, Levering | Mutatie]]:
    yield from scope.of(Levering)
    yield from scope.of(Mutatie)


def _profiles(scope: Scope) -> Iterator[tuple[str, GeleverdZorgzwaartepakket | MutatieZorgzwaartepakket]]:
    yield from scope.of(GeleverdZorgzwaartepakket)
    yield from scope.of(MutatieZorgzwaartepakket)


@LEVERING.rule("TR039", "AW35")
def something_is_delivered(scope: Scope) -> Iterator[Hit]:
    for path, client in scope.of(ClientAW35):
        if not client.geleverde_functies and not client.geleverde_zorgzwaartepakketten:
            yield path, "Bij deze cliënt staat geen enkele geleverde zorgeenheid."


@LEVERING.rule("TR040", "AW39")
def something_changes(scope: Scope) -> Iterator[Hit]:
    for path, client in scope.of(ClientAW39):
        if not (client.mutatie_functies or client.mutatie_zorgzwaartepakketten or client.aanvragen):
            yield path, "Bij deze cliënt staat geen mutatie en geen aanvraag."


@LEVERING.rule("CS023", "AW35", "AW39")
def happened_before_dagtekening(scope: Scope) -> Iterator[Hit]:
    for path, levering in scope.of(Levering):
        if levering.begindatum > scope.dagtekening:
            yield f"{path}/Begindatum", "De begindatum ligt na de dagtekening van het bericht."
    for path, mutatie in scope.of(Mutatie):
        if mutatie.mutatiedatum > scope.dagtekening:
            yield f"{path}/Mutatiedatum", "De mutatiedatum ligt na de dagtekening van het bericht."


@LEVERING.rule("CS058", "AW35", "AW39")
def first_or_withdrawn(scope: Scope) -> Iterator[Hit]:
    for path, part in _meldingen(scope):
        if part.status_aanlevering not in ("1", "3"):
            yield (
                f"{path}/StatusAanlevering",
                "StatusAanlevering is 1 (eerste aanlevering) of 3 (verwijderen).",
            )


@LEVERING.rule("TR064", "AW35", "AW39")
def sender_tells_of_itself(scope: Scope) -> Iterator[Hit]:
    sender = scope.header.afzender
    for path, part in _meldingen(scope):
        if part.instelling != sender:
            told = f"Instelling {part.instelling} is niet de afzender van het bericht, {sender}."
            yield f"{path}/Instelling", told


@LEVERING.rule("CS062", "AW35")
def delivered_is_in_care(scope: Scope) -> Iterator[Hit]:
    for path, zzp in scope.of(GeleverdZorgzwaartepakket):
        if zzp.leveringsstatus != "4":
            yield f"{path}/Leveringsstatus", "Bij de aanvang van zorg is de leveringsstatus 4 (in zorg)."


@LEVERING.rule("CS074", "AW35")
def klasse_of_delivered_is_stay(scope: Scope) -> Iterator[Hit]:
    for path, zzp in scope.of(GeleverdZorgzwaartepakket):
        if zzp.klasse is not None and zzp.klasse not in FULL_STAY:
            yield (
                f"{path}/Klasse",
                f"Klasse {zzp.klasse} kan niet bij een zorgprofiel; wel KE4, KE5, KE6 of KE7.",
            )


@LEVERING.rule("CS088", "AW35")
def key_before_care(scope: Scope) -> Iterator[Hit]:
    for path, zzp in scope.of(GeleverdZorgzwaartepakket):
        if zzp.sleuteldatum is not None and zzp.sleuteldatum >= zzp.begindatum:
            yield (
                f"{path}/Sleuteldatum",
                f"De sleuteldatum hoort te liggen voor de begindatum, {day(zzp.begindatum)}.",
            )


@LEVERING.rule("CD004", "AW35")
def key_only_with_stay(scope: Scope) -> Iterator[Hit]:
    for path, zzp in scope.of(GeleverdZorgzwaartepakket):
        if zzp.sleuteldatum is not None and zzp.leveringsvorm != "4":
            yield f"{path}/Sleuteldatum", "Een sleuteldatum kan alleen bij verblijf (4)."


@LEVERING.rule("CD051", "AW35")
def klasse_of_delivered_with_stay_or_vpt(scope: Scope) -> Iterator[Hit]:
    for path, zzp in scope.of(GeleverdZorgzwaartepakket):
        if (zzp.leveringsvorm in ("4", "5")) != (zzp.klasse is not None):
            yield f"{path}/Klasse", "Klasse hoort gevuld te zijn bij verblijf (4) en vpt (5), en anders leeg."


@LEVERING.rule("CD072", "AW35")
def etmalen_of_delivered_with_part_time_stay(scope: Scope) -> Iterator[Hit]:
    for path, zzp in scope.of(GeleverdZorgzwaartepakket):
        if (zzp.leveringsvorm == "8") != (zzp.etmalen is not None):
            yield f"{path}/Etmalen", "Etmalen hoort gevuld te zijn bij deeltijdverblijf (8), en anders leeg."


@LEVERING.rule("CS127", "AW35", "AW39")
def delivered_in_kind(scope: Scope) -> Iterator[Hit]:
    for path, zzp in _profiles(scope):
        if zzp.leveringsvorm in ("2", "9"):
            yield (
                f"{path}/Leveringsvorm",
                "Leveringsvorm 2 (pgb) en 9 (verkeerde bed) horen niet in dit bericht.",
            )


@LEVERING.rule("TR018", "AW39")
def changes_after_it_began(scope: Scope) -> Iterator[Hit]:
    for path, mutatie in scope.of(Mutatie):
        if mutatie.begindatum is not None and mutatie.mutatiedatum < mutatie.begindatum:
            yield (
                f"{path}/Mutatiedatum",
                f"De mutatiedatum ligt voor de begindatum, {day(mutatie.begindatum)}.",
            )


@LEVERING.rule("TR066", "AW39")
def begindatum_where_care_had_begun(scope: Scope) -> Iterator[Hit]:
    for path, mutatie in scope.of(Mutatie):
        if (mutatie.mutatiecode in ("17", "19", "20")) != (mutatie.begindatum is not None):
            told = "Begindatum hoort gevuld te zijn bij mutatiecode 17, 19 en 20, en anders leeg."
            yield f"{path}/Begindatum", told


@LEVERING.rule("CD020", "AW39")
def next_provider_where_care_moves(scope: Scope) -> Iterator[Hit]:
    for path, mutatie in scope.of(Mutatie):
        if (mutatie.mutatiecode in ("17", "21")) != (mutatie.instelling_bestemming is not None):
            told = "InstellingBestemming hoort gevuld te zijn bij mutatiecode 17 en 21, en anders leeg."
            yield f"{path}/InstellingBestemming", told


@LEVERING.rule("TR041", "AW39")
def mutatie_beside_request(scope: Scope) -> Iterator[Hit]:
    client = scope.only(ClientAW39)
    for path, mutatie in scope.of(MutatieZorgzwaartepakket):
        if client is not None and client.aanvragen and mutatie.mutatiecode not in ("12", "18", "19"):
            yield (
                f"{path}/Mutatiecode",
                "Naast een aanvraag kan alleen een mutatie met code 12, 18 of 19 staan.",
            )


@LEVERING.rule("TR046", "AW39")
def status_fits_mutatie(scope: Scope) -> Iterator[Hit]:
    for path, mutatie in scope.of(MutatieZorgzwaartepakket):
        allowed = _STATUS_FOR[mutatie.mutatiecode]
        if mutatie.leveringsstatus not in allowed:
            told = f"Bij mutatiecode {mutatie.mutatiecode} hoort leveringsstatus {' of '.join(allowed)}."
            yield f"{path}/Leveringsstatus", told


@LEVERING.rule("CS133", "AW39")
def not_actively_waiting(scope: Scope) -> Iterator[Hit]:
    for path, mutatie in scope.of(MutatieZorgzwaartepakket):
        if mutatie.leveringsstatus == "1":
            yield f"{path}/Leveringsstatus", "Leveringsstatus 1 (actief wachtend) wordt niet meer gebruikt."


@LEVERING.rule("CD090", "AW39")
def class_where_client_waits(scope: Scope) -> Iterator[Hit]:
    for path, mutatie in scope.of(MutatieZorgzwaartepakket):
        if (mutatie.leveringsstatus in _CLASSES_FOR) != (mutatie.leveringsstatus_classificatie is not None):
            told = "LeveringsstatusClassificatie hoort gevuld te zijn bij status 2, 3, 6 en 7, en anders leeg."
            yield f"{path}/LeveringsstatusClassificatie", told


@LEVERING.rule("CS131", "AW39")
def class_fits_status(scope: Scope) -> Iterator[Hit]:
    for path, mutatie in scope.of(MutatieZorgzwaartepakket):
        allowed = _CLASSES_FOR.get(mutatie.leveringsstatus)
        own = mutatie.leveringsstatus_classificatie
        if allowed and own is not None and own not in allowed:
            told = f"Classificatie {own} hoort niet bij leveringsstatus {mutatie.leveringsstatus}."
            yield f"{path}/LeveringsstatusClassificatie", told
