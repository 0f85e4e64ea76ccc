"""An AW33 as commands: the person, the besluit, the toewijzingen, and the leveringsvorm that follows from them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from ledger.aggregates import toewijzing_guards as guards
from ledger.aggregates.client import Client
from ledger.aggregates.toewijzing import Toewijzingen
from ledger.aggregates.toewijzing_guards import Toewijzing
from ledger.commands.client import ChooseLeveringsvorm, RegisterClient
from ledger.commands.toewijzing import AssignZorg, WithdrawToewijzing
from ledger.correspondence import besluit
from ledger.correspondence.case import Case, findings_of, leveringsvorm_of
from ledger.correspondence.regions import region_of
from ledger.funding.facts import Sex
from ledger.messages import iwlz
from ledger.messages.aw33 import ClientAW33, ToegewezenFunctie, ToegewezenZorgzwaartepakket
from ledger.messages.iwlz import Finding
from ledger.messages.standard import TECHNICAL
from ledger.vocabulary.leveringsvormen import Leveringsvorm

_ELEMENTS = {"klasse": "Klasse", "opslag": "Opslag"}
_IN_KIND: tuple[Leveringsvorm, ...] = ("verblijf", "dtv", "vpt", "mpt")
_SEX: dict[str, Sex] = {"1": "man", "2": "vrouw"}
"""LDT_Geslacht of iWlz 2.2; 0 is unknown."""
_ADMINISTRATIVE, _BRIDGING = "5", "3"
Allocated = ToegewezenFunctie | ToegewezenZorgzwaartepakket


def take_in_toewijzingen(case: Case) -> Iterator[Finding]:
    """Record what the zorgkantoor says of one client; yield what cannot be."""
    person = case.scope.client
    assert isinstance(person, ClientAW33)
    path = f"{case.scope.path}/Indicatie"
    found = [
        *_somebody_else(case, person),
        *besluit.unreadable(person.indicatie, path),
        *besluit.conflicts(person.indicatie, case.client, path),
    ]
    if found:
        yield from found
        return
    if case.id is None:
        _register(case, person)
    besluit.settle(case, person.indicatie)
    touched: list[date] = []
    for where, part in _allocated(case):
        yield from _allocate(case, part, where, touched)
    if touched:
        _choose(case, min(touched))


def _somebody_else(case: Case, person: ClientAW33) -> Iterator[Finding]:
    """What tells that a known BSN was sent for another person, or by a zorgkantoor whose client it is not."""
    client = case.client
    if client is None:
        return
    if client.region != region_of(case.header.afzender):
        told = "Dit BSN is bekend bij een cliënt van een andere regio. Controleer het BSN en de afzender."
        yield Finding("region-differs", TECHNICAL, f"{case.scope.path}/Bsn", told)
    known, sent = case.desk.birth_date_of(client), _whole_birth_date(person)
    if known is not None and sent is not None and known != sent:
        told = "Bij dit BSN is een andere geboortedatum bekend. Controleer het BSN en de geboortedatum."
        yield Finding("birth-date-differs", TECHNICAL, f"{case.scope.path}/Geboortedatum", told)


def _whole_birth_date(person: ClientAW33) -> date | None:
    born = person.geboortedatum
    return born.datum if born.datum_gebruik is None else None


def _register(case: Case, person: ClientAW33) -> None:
    case.id = f"c{uuid4().hex[:16]}"
    case.give(
        RegisterClient(
            client=case.id,
            region=region_of(case.header.afzender),
            birth_date=_whole_birth_date(person),
            bsn=person.bsn,
            name=person.volledige_naam,
            sex=_SEX.get(person.geslacht),
        )
    )


def _allocated(case: Case) -> Iterator[tuple[str, Allocated]]:
    yield from case.scope.of(ToegewezenFunctie)
    yield from case.scope.of(ToegewezenZorgzwaartepakket)


def _allocate(case: Case, part: Allocated, path: str, touched: list[date]) -> Iterator[Finding]:
    command = _command(case, part)
    known = case.toewijzingen
    before = known.known.get(command.key())
    if before is not None and command.assigned_at < before.terms.assigned_at:
        return
    if part.reden_intrekking is not None and before is not None:
        withdrawal = _withdrawal(command, part)
        if not before.is_withdrawn(withdrawal.assigned_at, withdrawal.on, withdrawal.reden_intrekking):
            yield from case.try_to_give(withdrawal, path)
            touched.append(part.ingangsdatum)
        return
    if known.says_the_same(command.facts()):
        return
    if before is not None:
        breaches = list(guards.against_change(before, command.facts().terms))
        yield from findings_of(breaches, path, _ELEMENTS)
        if breaches:
            return
    yield from case.try_to_give(command, path)
    if part.reden_intrekking is not None:
        yield from case.try_to_give(_withdrawal(command, part), path)
    touched.append(part.ingangsdatum)


def _command(case: Case, part: Allocated) -> AssignZorg:
    person = case.scope.client
    assert isinstance(person, ClientAW33)
    assert case.id is not None
    return AssignZorg(
        client=case.id,
        besluitnummer=person.indicatie.besluitnummer,
        provider=part.instelling and case.provider(part.instelling),
        first=part.ingangsdatum,
        assigned_at=datetime.combine(part.toewijzingsdatum, part.toewijzingstijd),
        soort=part.soort,
        zorgkantoor=part.zorgkantoor,
        last=part.einddatum,
        klasse=part.klasse,
        **(_of_functie(part) if isinstance(part, ToegewezenFunctie) else _of_profile(part)),
    )


def _of_functie(part: ToegewezenFunctie) -> dict[str, Any]:
    return {"zorgeenheid": part.functie_code, "opslag": part.opslag}


def _of_profile(part: ToegewezenZorgzwaartepakket) -> dict[str, Any]:
    return {
        "zorgeenheid": part.zzp_code,
        "leveringsvorm": leveringsvorm_of(part.leveringsvorm),
        "zorgprofiel": iwlz.zorgprofiel(part.zzp_code),
        "percentage": part.toewijzing_percentage,
        "etmalen": part.etmalen,
        "opname": part.opname,
        "dossierhouder": part.dossierhouder,
        "coordinator_zorg_thuis": part.coordinator_zorg_thuis,
    }


def _withdrawal(command: AssignZorg, part: Allocated) -> WithdrawToewijzing:
    assert part.reden_intrekking is not None
    return WithdrawToewijzing(
        client=command.client,
        besluitnummer=command.besluitnummer,
        zorgeenheid=command.zorgeenheid,
        provider=command.provider,
        leveringsvorm=command.leveringsvorm,
        first=command.first,
        assigned_at=command.assigned_at,
        on=part.einddatum or part.ingangsdatum,
        reden_intrekking=part.reden_intrekking,
        instelling_bestemming=part.instelling_bestemming,
    )


def _choose(case: Case, since: date) -> None:
    """Choose anew on every day, from the first that changed, on which the toewijzingen say another leveringsvorm."""
    client = case.client
    assert client is not None
    assert case.id is not None
    for on in sorted(_turning_days(client, case.toewijzingen, since)):
        form = leveringsvorm_on(client, case.toewijzingen, on)
        dead = client.died_on is not None and on > client.died_on
        if form is not None and form != client.leveringsvorm_on(on) and not dead:
            case.give(ChooseLeveringsvorm(client=case.id, leveringsvorm=form, first=on))


def _turning_days(client: Client, toewijzingen: Toewijzingen, since: date) -> set[date]:
    days = set(client.leveringsvormen)
    for one in toewijzingen.known.values():
        days.add(one.assigned.first)
        if one.assigned.last is not None:
            days.add(besluit.day_after(one.assigned.last))
    days |= {one.period.first for one in client.indicaties.values()}
    return {on for on in days if on >= since}


def leveringsvorm_on(client: Client, toewijzingen: Toewijzingen, on: date) -> Leveringsvorm | None:
    """Return the form of delivery that the toewijzingen of a day say; bridging care goes before what is waited for."""
    holding = [one for one in toewijzingen.known.values() if _holds(client, one, on)]
    bridging = [one for one in holding if one.terms.soort == _BRIDGING]
    forms = {one.key.leveringsvorm for one in bridging or holding}
    in_kind = next((form for form in _IN_KIND if form in forms), None)
    if in_kind == "mpt" and "pgb" in forms:
        return "mpt_pgb"
    return in_kind or ("pgb" if "pgb" in forms else None)


def _holds(client: Client, one: Toewijzing, on: date) -> bool:
    key = one.key
    indicatie = client.indicaties.get(key.besluitnummer)
    of_care = key.leveringsvorm is not None and one.terms.soort != _ADMINISTRATIVE
    return of_care and one.assigned.covers(on) and indicatie is not None and indicatie.period.covers(on)
