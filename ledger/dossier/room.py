"""What may be spent on a client on a day, as the rekenmodule asks it."""

from datetime import date
from fractions import Fraction

import msgspec

from ledger.aggregates.client import Client
from ledger.dossier.values import AT_HOME
from ledger.rekenmodule.amounts import days_in, per_year, shown
from ledger.rekenmodule.ask import Leveringsvorm, Value
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.percentages import WHOLE, of


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Profile, leveringsvorm and amounts that hold on one day; EKT in basispunten of the indicatiewaarde."""

    zorgprofiel: str
    leveringsvorm: Leveringsvorm
    year: int
    ceiling: Value
    ekt_basispoint: int
    meerzorg: Value | None


def known_on(client: Client, on: date) -> Known:
    """Return what holds on a day; refused without an indicatie, a leveringsvorm or an indicatiewaarde."""
    besluitnummer = client.check_entitled(on)
    form = client.leveringsvorm_on(on)
    if form is None:
        raise Refused(
            "leveringsvorm-unknown",
            f"Op {day(on)} is nog geen leveringsvorm gekozen. Kies die eerst.",
            "client",
        )
    found = client.value_on(on, besluitnummer, form)
    if found is None:
        raise Refused(
            "indicatiewaarde-unknown",
            f"Op {day(on)} is geen indicatiewaarde bekend. Stel die eerst vast.",
            "client",
        )
    ekt = next((one.basispoint for one in client.ekt.values() if one.period.covers(on)), 0) if form in AT_HOME else 0
    extra = next((one for one in client.meerzorg.values() if one.period.covers(on)), None)
    return Known(
        zorgprofiel=client.indicatie(besluitnummer).terms_on(on).zorgprofiel,
        leveringsvorm=form,
        year=on.year,
        ceiling=Value(*found),
        ekt_basispoint=ekt,
        meerzorg=Value(extra.eurocent, extra.per) if extra else None,
    )


def share_of(known: Known, basispoint: int) -> Value:
    """Return a share of all that may be spent; per week when it comes in amounts per different stretches of time."""
    ekt = Value(of(known.ceiling.eurocent, known.ekt_basispoint), known.ceiling.per)
    values = [known.ceiling, ekt, *([known.meerzorg] if known.meerzorg else [])]
    if all(one.per == known.ceiling.per for one in values):
        return Value(of(sum(one.eurocent for one in values), basispoint), known.ceiling.per)
    days = days_in(known.year)
    whole = sum((per_year(one, days) for one in values), Fraction(0))
    return Value(shown(whole * basispoint / WHOLE, days).week, "week")
