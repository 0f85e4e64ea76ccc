"""Rules about a request for another allocation (Aanvraag in an AW39)."""

from collections.abc import Iterator
from itertools import combinations

from ledger.messages.aw39 import Aanvraag, AanvraagInstelling, BijzondereSituatie
from ledger.messages.rules.scope import Catalogue, Hit, Scope
from ledger.messages.rules.spans import Span, common_days, covered
from ledger.messages.rules.toewijzing import FULL_STAY
from ledger.vocabulary.dutch import day

AANVRAAG = Catalogue()


def _span(part: AanvraagInstelling) -> Span:
    return Span(part.toewijzing_ingangsdatum, part.toewijzing_einddatum)


def _instellingen(path: str, aanvraag: Aanvraag) -> Iterator[tuple[str, AanvraagInstelling]]:
    for number, part in enumerate(aanvraag.aanvraag_instellingen, start=1):
        yield f"{path}/AanvraagInstellingen/AanvraagInstelling[{number}]", part


@AANVRAAG.rule("CS003", "AW39")
def asked_ends_after_it_starts(scope: Scope) -> Iterator[Hit]:
    for path, part in scope.of(AanvraagInstelling):
        start, end = _span(part)
        if end is not None and end < start:
            yield f"{path}/ToewijzingEinddatum", f"De einddatum ligt voor de ingangsdatum, {day(start)}."


@AANVRAAG.rule("CS072", "AW39")
def not_asked_administratively(scope: Scope) -> Iterator[Hit]:
    for path, part in scope.of(AanvraagInstelling):
        if part.soort == "5":
            yield (
                f"{path}/Soort",
                "Een administratieve toewijzing (5) kan niet met een bericht worden aangevraagd.",
            )


@AANVRAAG.rule("CS074", "AW39")
def klasse_of_request_is_stay(scope: Scope) -> Iterator[Hit]:
    for path, aanvraag in scope.of(Aanvraag):
        if aanvraag.klasse is not None and aanvraag.klasse not in FULL_STAY:
            told = f"Klasse {aanvraag.klasse} kan niet bij een zorgprofiel; wel KE4, KE5, KE6 of KE7."
            yield f"{path}/Klasse", told


@AANVRAAG.rule("CS127", "AW39")
def asked_in_kind(scope: Scope) -> Iterator[Hit]:
    for path, aanvraag in scope.of(Aanvraag):
        if aanvraag.leveringsvorm in ("2", "9"):
            yield (
                f"{path}/Leveringsvorm",
                "Leveringsvorm 2 (pgb) en 9 (verkeerde bed) kunnen niet worden aangevraagd.",
            )


@AANVRAAG.rule("TR064", "AW39")
def sender_asks(scope: Scope) -> Iterator[Hit]:
    sender = scope.header.afzender
    for path, aanvraag in scope.of(Aanvraag):
        if aanvraag.instelling != sender:
            told = f"Instelling {aanvraag.instelling} is niet de afzender van het bericht, {sender}."
            yield f"{path}/Instelling", told


@AANVRAAG.rule("CD040", "AW39")
def share_except_pgb(scope: Scope) -> Iterator[Hit]:
    for path, aanvraag in scope.of(Aanvraag):
        for own, part in _instellingen(path, aanvraag):
            if (aanvraag.leveringsvorm == "2") == (part.toewijzing_percentage is not None):
                yield (
                    f"{own}/ToewijzingPercentage",
                    "ToewijzingPercentage hoort leeg te zijn bij een pgb, en anders gevuld.",
                )


@AANVRAAG.rule("CD047", "AW39")
def reason_where_not_efficient(scope: Scope) -> Iterator[Hit]:
    for path, aanvraag in scope.of(Aanvraag):
        if aanvraag.doelmatig is False and aanvraag.bijzondere_situatie is None:
            told = "Bij zorg die niet doelmatig is (Doelmatig 2) hoort een bijzondere situatie."
            yield f"{path}/BijzondereSituatie", told


@AANVRAAG.rule("CD048", "AW39")
def one_reason(scope: Scope) -> Iterator[Hit]:
    for path, reason in scope.of(BijzondereSituatie):
        first = reason.extra_kosten_thuis or reason.toeslag_beademing
        if (first is None) != (reason.toeslag_overig is not None):
            told = "ToeslagOverig hoort gevuld te zijn als er geen andere reden staat, en anders leeg."
            yield f"{path}/ToeslagOverig", told


@AANVRAAG.rule("CD050", "AW39")
def coordinator_asked_with_mpt(scope: Scope) -> Iterator[Hit]:
    for path, aanvraag in scope.of(Aanvraag):
        if (aanvraag.leveringsvorm == "7") != (aanvraag.coordinator_zorg_thuis is not None):
            told = "CoordinatorZorgThuis hoort gevuld te zijn bij een mpt (7), en anders leeg."
            yield f"{path}/CoordinatorZorgThuis", told


@AANVRAAG.rule("CD051", "AW39")
def klasse_asked_with_stay_or_vpt(scope: Scope) -> Iterator[Hit]:
    for path, aanvraag in scope.of(Aanvraag):
        if (aanvraag.leveringsvorm in ("4", "5")) != (aanvraag.klasse is not None):
            yield f"{path}/Klasse", "Klasse hoort gevuld te zijn bij verblijf (4) en vpt (5), en anders leeg."


@AANVRAAG.rule("CD052", "AW39")
def opname_asked_with_stay(scope: Scope) -> Iterator[Hit]:
    for path, aanvraag in scope.of(Aanvraag):
        for own, part in _instellingen(path, aanvraag):
            if (aanvraag.leveringsvorm in ("4", "8")) != (part.opname is not None):
                told = "Opname hoort gevuld te zijn bij verblijf (4) en deeltijdverblijf (8), en anders leeg."
                yield f"{own}/Opname", told


@AANVRAAG.rule("CD072", "AW39")
def etmalen_asked_with_part_time_stay(scope: Scope) -> Iterator[Hit]:
    for path, aanvraag in scope.of(Aanvraag):
        if (aanvraag.leveringsvorm == "8") != (aanvraag.etmalen is not None):
            yield f"{path}/Etmalen", "Etmalen hoort gevuld te zijn bij deeltijdverblijf (8), en anders leeg."


@AANVRAAG.rule("CD073", "AW39")
def dossierhouder_asked_with_stay_or_vpt(scope: Scope) -> Iterator[Hit]:
    for path, aanvraag in scope.of(Aanvraag):
        needed = aanvraag.leveringsvorm in ("4", "5", "8", "9")
        if needed != (aanvraag.dossierhouder is not None):
            told = "Dossierhouder hoort gevuld te zijn bij verblijf, vpt en deeltijdverblijf, en anders leeg."
            yield f"{path}/Dossierhouder", told


@AANVRAAG.rule("CD074", "AW39")
def judgement_with_care_at_home(scope: Scope) -> Iterator[Hit]:
    for path, aanvraag in scope.of(Aanvraag):
        for name, value in (("Verantwoord", aanvraag.verantwoord), ("Doelmatig", aanvraag.doelmatig)):
            if (aanvraag.leveringsvorm in ("7", "8")) != (value is not None):
                yield (
                    f"{path}/{name}",
                    f"{name} hoort gevuld te zijn bij mpt (7) en deeltijdverblijf (8), en anders leeg.",
                )


@AANVRAAG.rule("TR106", "AW39")
def same_request_does_not_overlap(scope: Scope) -> Iterator[Hit]:
    asked = [
        (own, (part.instelling, part.soort, aanvraag.zzp_code, aanvraag.leveringsvorm), _span(part))
        for path, aanvraag in scope.of(Aanvraag)
        for own, part in _instellingen(path, aanvraag)
    ]
    for (_, unit, one), (own, same, other) in combinations(asked, 2):
        if unit == same and common_days(one, other):
            yield (
                own,
                f"Dezelfde zorg is twee keer aangevraagd, te beginnen met {day(max(one.start, other.start))}.",
            )


@AANVRAAG.rule("TR120", "AW39")
def one_opname_per_start(scope: Scope) -> Iterator[Hit]:
    for path, aanvraag in scope.of(Aanvraag):
        seen: set[object] = set()
        for own, part in _instellingen(path, aanvraag):
            key = (part.soort, part.toewijzing_ingangsdatum)
            if aanvraag.leveringsvorm == "4" and part.opname:
                if key in seen:
                    yield (
                        f"{own}/Opname",
                        "Voor deze ingangsdatum en soort is al een instelling met opname gevraagd.",
                    )
                seen.add(key)


@AANVRAAG.rule("TR127", "AW39")
def part_time_stay_at_one_place(scope: Scope) -> Iterator[Hit]:
    for path, aanvraag in scope.of(Aanvraag):
        if aanvraag.leveringsvorm != "8":
            continue
        asked = list(_instellingen(path, aanvraag))
        stays = [(own, _span(part)) for own, part in asked if part.opname]
        for (_, one), (own, other) in combinations(stays, 2):
            if common_days(one, other):
                yield f"{own}/Opname", "Op dezelfde dag is bij twee instellingen opname gevraagd."
        for own, part in asked:
            if part.opname is False and not covered(_span(part), [stay for _, stay in stays]):
                yield own, "Niet voor elke dag van deze aanvraag is er een instelling met opname."
