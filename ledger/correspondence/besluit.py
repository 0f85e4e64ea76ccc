"""The indicatie of an AW33 as commands: granted, amended where it differs, and the besluit before it ended (OP021)."""

from collections.abc import Iterator
from datetime import date, timedelta

from ledger.aggregates.client import Client
from ledger.commands.client import AmendIndicatie, EndIndicatie, GrantIndicatie
from ledger.correspondence.case import Case
from ledger.messages import iwlz
from ledger.messages.aw33 import Indicatie
from ledger.messages.iwlz import Finding
from ledger.messages.standard import TECHNICAL
from ledger.vocabulary.dutch import day
from ledger.vocabulary.periods import Period

_DAY = timedelta(days=1)
_AS_DECIDED = "zoals in het indicatiebesluit"
_NEXT_BESLUIT = "nieuw indicatiebesluit"
Profiles = list[tuple[date, str]]
"""From which day which zorgprofiel holds, in order."""


def day_before(on: date) -> date:
    """Return the day before; the first day that can be written has none."""
    return on - _DAY if on > date.min else on


def day_after(on: date) -> date:
    """Return the day after; 31 December 9999, which some write for "without end", has none."""
    return on + _DAY if on < date.max else on


def unreadable(indicatie: Indicatie, path: str) -> Iterator[Finding]:
    """What this ledger cannot take in: an indicatie with no zorgprofiel, or with a code that names none."""
    parts = indicatie.geindiceerde_zorgzwaartepakketten
    if not parts:
        told = "Er is geen zorgprofiel geïndiceerd; dit grootboek kent alleen indicaties met een zorgprofiel."
        yield Finding("no-zorgprofiel", TECHNICAL, path, told)
    for number, part in enumerate(parts, start=1):
        if iwlz.zorgprofiel(part.zzp_code) is None:
            where = f"{path}/GeindiceerdeZorgzwaartepakketten/GeindiceerdZorgzwaartepakket[{number}]/ZzpCode"
            told = f"ZzpCode {part.zzp_code} noemt geen zorgprofiel dat dit grootboek kent."
            yield Finding("no-zorgprofiel", TECHNICAL, where, told)


def conflicts(indicatie: Indicatie, client: Client | None, path: str) -> Iterator[Finding]:
    """What cannot be true beside what is known of this client."""
    if client is None:
        return
    known = client.indicaties.get(indicatie.besluitnummer)
    if known is not None and known.period.first != indicatie.ingangsdatum:
        told = f"Besluit {indicatie.besluitnummer} is bekend met ingangsdatum {day(known.period.first)}."
        yield Finding("besluit-differs", TECHNICAL, f"{path}/Ingangsdatum", told)
    last = _last(indicatie, client)
    if known is None and last is not None and last < indicatie.ingangsdatum:
        told = f"Op {day(indicatie.ingangsdatum)} geldt al een later besluit. Dit besluit heeft nooit gegolden."
        yield Finding("besluit-superseded", TECHNICAL, f"{path}/Besluitnummer", told)


def settle(case: Case, indicatie: Indicatie) -> None:
    """Let the ledger know this besluit as it holds beside the others."""
    assert case.id is not None
    assert case.client is not None
    for number in _ended_by(indicatie, case.client):
        before = day_before(indicatie.ingangsdatum)
        case.give(EndIndicatie(client=case.id, besluitnummer=number, on=before, reason=_NEXT_BESLUIT))
    last = _last(indicatie, case.client)
    profiles = [one for one in _profiles(indicatie) if last is None or one[0] <= last]
    if indicatie.besluitnummer not in case.client.indicaties:
        first, profile = indicatie.ingangsdatum, profiles[0][1]
        case.give(
            GrantIndicatie(
                client=case.id,
                besluitnummer=indicatie.besluitnummer,
                issued=indicatie.afgiftedatum,
                zorgprofiel=profile,
                first=first,
                last=last,
            )
        )
        for start, later in profiles[1:]:
            _amend(case, indicatie.besluitnummer, start, later, last)
    elif profiles:
        _bring_up_to_date(case, case.client, indicatie.besluitnummer, profiles[-1], last)


def _bring_up_to_date(
    case: Case, client: Client, besluitnummer: int, current: tuple[date, str], last: date | None
) -> None:
    known = client.indicaties[besluitnummer]
    start, profile = current
    if known.zorgprofiel != profile:
        _amend(case, besluitnummer, max(start, known.period.first), profile, last)
    elif known.period.last == last:
        return
    elif last is not None and (known.period.last is None or last < known.period.last):
        assert case.id is not None
        case.give(EndIndicatie(client=case.id, besluitnummer=besluitnummer, on=last, reason=_AS_DECIDED))
    else:
        assert known.period.last is not None
        _amend(case, besluitnummer, day_after(known.period.last), profile, last)


def _amend(case: Case, besluitnummer: int, first: date, zorgprofiel: str, last: date | None) -> None:
    assert case.id is not None
    case.give(
        AmendIndicatie(
            client=case.id,
            besluitnummer=besluitnummer,
            first=first,
            zorgprofiel=zorgprofiel,
            last=last,
            reason=_AS_DECIDED,
        )
    )


def _profiles(indicatie: Indicatie) -> Profiles:
    parts = sorted(indicatie.geindiceerde_zorgzwaartepakketten, key=lambda part: part.ingangsdatum)
    return [(part.ingangsdatum, iwlz.zorgprofiel(part.zzp_code) or "") for part in parts]


def _last(indicatie: Indicatie, client: Client) -> date | None:
    """The last day of the besluit: its own, or the day before the next besluit starts."""
    place = (indicatie.ingangsdatum, indicatie.besluitnummer)
    next_firsts = [
        other.period.first
        for number, other in client.indicaties.items()
        if (other.period.first, number) > place and not other.withdrawn
    ]
    ends = [day_before(first) for first in next_firsts] + ([indicatie.einddatum] if indicatie.einddatum else [])
    return min(ends, default=None)


def _ended_by(indicatie: Indicatie, client: Client) -> list[int]:
    """The besluiten before this one that would still hold on its first day."""
    place = (indicatie.ingangsdatum, indicatie.besluitnummer)
    open_day = Period(indicatie.ingangsdatum)
    return [
        number
        for number, other in client.indicaties.items()
        if (other.period.first, number) < place and not other.withdrawn and other.period.overlaps(open_day)
    ]
