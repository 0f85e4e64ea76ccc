"""What may be spent on a client on a day, as the rekenmodule asks it."""

from datetime import date
from fractions import Fraction

import msgspec

from ledger.aggregates.client import Client
from ledger.rekenmodule.amounts import days_in, per_year, shown
from ledger.rekenmodule.ask import Value
from ledger.tariffs.meerzorg import has_enough
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.leveringsvormen import Leveringsvorm, has_ekt
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
    ekt = (
        next((one.raise_basispoint for one in client.ekt.values() if one.period.covers(on)), 0) if has_ekt(form) else 0
    )
    extra = next((one for one in client.meerzorg.values() if one.period.covers(on)), None)
    return Known(
        zorgprofiel=client.indicatie(besluitnummer).terms_on(on).zorgprofiel,
        leveringsvorm=form,
        year=on.year,
        ceiling=Value(*found),
        ekt_basispoint=ekt,
        meerzorg=Value(extra.eurocent, extra.per) if extra else None,
    )


def share_of(known: Known, basispoint: int, minutes_per_week: int) -> Value:
    """Return a share of all that may be spent; per week when it comes in amounts per different stretches of time.

    Meerzorg is in it when the plan has the hours for it.
    """
    ekt = Value(of(known.ceiling.eurocent, known.ekt_basispoint), known.ceiling.per)
    counts = known.meerzorg and has_enough(known.year, known.zorgprofiel, minutes_per_week)
    values = [known.ceiling, ekt, *([known.meerzorg] if known.meerzorg and counts else [])]
    if all(one.per == known.ceiling.per for one in values):
        return Value(of(sum(one.eurocent for one in values), basispoint), known.ceiling.per)
    days = days_in(known.year)
    whole = sum((per_year(one, days) for one in values), Fraction(0))
    return Value(shown(whole * basispoint / WHOLE, days).week, "week")
