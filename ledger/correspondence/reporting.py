"""An AW35 or AW39 as commands: what a provider reports about the toewijzingen it has."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from ledger.aggregates import toewijzing_guards as guards
from ledger.aggregates.toewijzing_guards import Key, Mutation, Toewijzing
from ledger.commands.aanvraag import AskedFor, RequestToewijzing
from ledger.commands.toewijzing import ChangeZorg, EndZorg, StartZorg, WithdrawMutation, WithdrawStart
from ledger.correspondence.case import Case, findings_of, leveringsvorm_of
from ledger.messages.aw35 import GeleverdeFunctie, GeleverdZorgzwaartepakket, Levering
from ledger.messages.aw39 import Aanvraag, Mutatie, MutatieFunctie, MutatieZorgzwaartepakket
from ledger.messages.iwlz import Finding, finding
from ledger.vocabulary.dutch import day
from ledger.vocabulary.periods import Period

_REMOVE = "3"
_STAY = "4"
_START = {"on": "Begindatum", "sleuteldatum": "Sleuteldatum"}
_CHANGE = {"on": "Mutatiedatum", "started_on": "Begindatum", "mutatiecode": "Mutatiecode"}
_STATUS = {"on": "StatusAanlevering"}
P = TypeVar("P", Levering, Mutatie)
One = Callable[[Case, P, str, Toewijzing], Iterator[Finding]]


def take_in_starts(case: Case) -> Iterator[Finding]:
    """Record what an AW35 says of one client; yield what cannot be."""
    yield from _each(case, list(case.scope.of(Levering)), _start)


def take_in_changes(case: Case) -> Iterator[Finding]:
    """Record what an AW39 says of one client; yield what cannot be."""
    yield from _each(case, list(case.scope.of(Mutatie)), _change)
    for path, aanvraag in case.scope.of(Aanvraag):
        yield from _request(case, aanvraag, path)


def _each(case: Case, parts: Sequence[tuple[str, P]], one: One[P]) -> Iterator[Finding]:
    """Take in every report, removals first: a report may be removed and sent anew in one message (IV008)."""
    for path, part in sorted(parts, key=lambda found: found[1].status_aanlevering != _REMOVE):
        known = case.toewijzingen.known.get(_key(case, part))
        if known is None:
            yield finding("TR019", path, "Bij deze melding is geen zorgtoewijzing bekend. Controleer de sleutelvelden.")
        else:
            yield from one(case, part, path, known)


def _key(case: Case, part: Levering | Mutatie) -> Key:
    if isinstance(part, GeleverdZorgzwaartepakket | MutatieZorgzwaartepakket):
        zorgeenheid, form = part.zzp_code, leveringsvorm_of(part.leveringsvorm)
    else:
        assert isinstance(part, GeleverdeFunctie | MutatieFunctie)
        zorgeenheid, form = part.functie_code, None
    return Key(part.besluitnummer, zorgeenheid, part.toewijzing_ingangsdatum, case.provider(part.instelling), form)


def _start(case: Case, part: Levering, path: str, known: Toewijzing) -> Iterator[Finding]:
    zzp = part if isinstance(part, GeleverdZorgzwaartepakket) else None
    functie = part if isinstance(part, GeleverdeFunctie) else None
    sleuteldatum = zzp.sleuteldatum if zzp else None
    if part.status_aanlevering == _REMOVE:
        found = list(findings_of(guards.against_withdrawing_start(known, part.begindatum), path, _STATUS))
        command: StartZorg | WithdrawStart = WithdrawStart(**_named(case, known), on=part.begindatum)
    else:
        breaches = guards.against_start(known, part.begindatum, sleuteldatum)
        found = [*findings_of(breaches, path, _START), *_against_delivered(part, path, known)]
        command = StartZorg(
            **_named(case, known),
            on=part.begindatum,
            sleuteldatum=sleuteldatum,
            klasse=zzp.klasse if zzp else functie.klasse if functie else None,
            opslag=functie.opslag if functie else None,
            etmalen=zzp.etmalen if zzp else None,
            behandeling=zzp.behandeling if zzp else None,
        )
    yield from found or case.try_to_give(command, path)


def _against_delivered(part: Levering, path: str, known: Toewijzing) -> Iterator[Finding]:
    """What is delivered is what was assigned: klasse and opslag (TR067), etmalen (TR125), behandeling (TR129)."""
    terms = known.terms
    klasse = getattr(part, "klasse", None)
    if guards.larger(klasse, terms.klasse):
        yield finding("TR067", f"{path}/Klasse", f"Toegewezen is klasse {terms.klasse}; {klasse} is meer.")
    opslag = getattr(part, "opslag", None) or 0
    if opslag > (terms.opslag or 0):
        yield finding("TR067", f"{path}/Opslag", f"Toegewezen is opslag {terms.opslag or 0}; {opslag} is meer.")
    if not isinstance(part, GeleverdZorgzwaartepakket):
        return
    if part.etmalen != terms.etmalen:
        yield finding("TR125", f"{path}/Etmalen", f"Toegewezen zijn {terms.etmalen or 'geen'} etmalen.")
    needed = part.leveringsvorm == _STAY and terms.opname is True
    if needed != (part.behandeling is not None):
        told = "Behandeling hoort gevuld te zijn bij verblijf met opname, en anders leeg."
        yield finding("TR129", f"{path}/Behandeling", told)


def _change(case: Case, part: Mutatie, path: str, known: Toewijzing) -> Iterator[Finding]:
    zzp = part if isinstance(part, MutatieZorgzwaartepakket) else None
    on = part.mutatiedatum
    if part.status_aanlevering == _REMOVE:
        found = list(findings_of(guards.against_withdrawing_mutation(known, on), path, _STATUS))
        yield from found or case.try_to_give(WithdrawMutation(**_named(case, known), on=on), path)
        return
    mutation = Mutation(on, part.mutatiecode, part.begindatum, zzp.leveringsstatus if zzp else None)
    facts = _named(case, known) | {
        "on": on,
        "mutatiecode": part.mutatiecode,
        "leveringsstatus": mutation.leveringsstatus,
        "classificatie": zzp.leveringsstatus_classificatie if zzp else None,
        "instelling_bestemming": part.instelling_bestemming,
    }
    command = EndZorg(**facts, started_on=part.begindatum) if mutation.ends else ChangeZorg(**facts)
    found = list(findings_of(guards.against_mutation(known, mutation), path, _CHANGE))
    yield from found or case.try_to_give(command, path)


def _request(case: Case, aanvraag: Aanvraag, path: str) -> Iterator[Finding]:
    if not case.toewijzingen.has_assigned(aanvraag.besluitnummer, case.provider(aanvraag.instelling)):
        told = f"Op besluit {aanvraag.besluitnummer} is aan {aanvraag.instelling} geen zorg toegewezen."
        yield finding("TR107", f"{path}/Besluitnummer", told)
        return
    found = list(_outside_what_changes(case, aanvraag, path))
    assert case.id is not None
    asked = tuple(
        AskedFor(
            provider=case.provider(one.instelling),
            soort=one.soort,
            first=one.toewijzing_ingangsdatum,
            last=one.toewijzing_einddatum,
            percentage=one.toewijzing_percentage,
            opname=one.opname,
        )
        for one in aanvraag.aanvraag_instellingen
    )
    command = RequestToewijzing(
        client=case.id,
        besluitnummer=aanvraag.besluitnummer,
        provider=case.provider(aanvraag.instelling),
        zorgeenheid=aanvraag.zzp_code,
        leveringsvorm=leveringsvorm_of(aanvraag.leveringsvorm),
        asked=asked,
    )
    yield from found or case.try_to_give(command, path)


def _outside_what_changes(case: Case, aanvraag: Aanvraag, path: str) -> Iterator[Finding]:
    """TR070: what is asked lies within the toewijzing that a mutation beside it is about, as it was assigned."""
    for _, mutatie in case.scope.of(MutatieZorgzwaartepakket):
        known = case.toewijzingen.known.get(_key(case, mutatie))
        if known is None or mutatie.besluitnummer != aanvraag.besluitnummer:
            continue
        for number, one in enumerate(aanvraag.aanvraag_instellingen, start=1):
            if not known.assigned.contains(Period(one.toewijzing_ingangsdatum, one.toewijzing_einddatum)):
                until = f" tot en met {day(known.assigned.last)}" if known.assigned.last else ""
                told = f"De aanvraag valt buiten de toewijzing, die geldt vanaf {day(known.assigned.first)}{until}."
                yield finding("TR070", f"{path}/AanvraagInstellingen/AanvraagInstelling[{number}]", told)


def _named(case: Case, known: Toewijzing) -> dict[str, Any]:
    """Name a toewijzing in a command."""
    key = known.key
    return {
        "client": case.id,
        "besluitnummer": key.besluitnummer,
        "zorgeenheid": key.zorgeenheid,
        "provider": key.provider,
        "leveringsvorm": key.leveringsvorm,
        "first": key.first,
    }
