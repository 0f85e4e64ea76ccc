"""The derivation in Dutch: from the indicatiewaarde, by every line, to what is left."""

from collections.abc import Iterator

from ledger.rekenmodule.amounts import days_in, per_year, shown
from ledger.rekenmodule.answer import NOTHING, Calculation, Counted, Step
from ledger.rekenmodule.ask import Ask, Value
from ledger.tariffs.meerzorg import Threshold
from ledger.vocabulary.dutch import euro, hours_short
from ledger.vocabulary.percentages import of, percentage
from ledger.vocabulary.prorata import PER
from ledger.vocabulary.units import HOUR

PGB = "pgb"


def steps_of(ask: Ask, found: Calculation, least: Threshold | None) -> tuple[Step, ...]:
    """Return every step, in the order in which one would work it out by hand."""
    return (*_room(ask, found, least), *_lines(found), *_outcome(ask, found))


def ekt_of(ask: Ask) -> Value:
    """Return extra kosten thuis: that part of the indicatiewaarde, in whole cents of its own period."""
    return Value(of(ask.ceiling.eurocent, ask.ekt_basispoint), ask.ceiling.per)


def _room(ask: Ask, found: Calculation, least: Threshold | None) -> Iterator[Step]:
    days = days_in(ask.year)
    told = f"De indicatiewaarde voor {ask.zorgprofiel} is {_told(ask.ceiling)}."
    if ask.ceiling.per != "day":
        told += f" {ask.year} heeft {days} dagen en een week heeft er 7."
    yield Step("Indicatiewaarde", told, shown(per_year(ask.ceiling, days), days))
    if ask.ekt_basispoint:
        ekt = ekt_of(ask)
        told = f"{percentage(ask.ekt_basispoint)} van {_told(ask.ceiling)} is {euro(ekt.eurocent)}."
        yield Step("Extra kosten thuis", told, shown(per_year(ekt, days), days))
    if ask.meerzorg:
        amount = shown(per_year(ask.meerzorg, days), days) if found.meerzorg_counts else NOTHING
        yield Step("Meerzorg", _meerzorg(ask, found, least), amount)
    if ask.ekt_basispoint or ask.meerzorg:
        yield Step("Hoogste bedrag", "Zoveel mag alle zorg samen kosten, met het pgb erbij.", found.ceiling)


def _meerzorg(ask: Ask, found: Calculation, least: Threshold | None) -> str:
    assert ask.meerzorg is not None
    if least is None:
        return (
            f"Meerzorg is {_told(ask.meerzorg)}. Of het plan genoeg uren heeft, kunnen we niet nagaan: voor "
            f"{ask.zorgprofiel} is in {ask.year} niet bekend hoeveel uren dat zijn."
        )
    if not found.minutes_per_week:
        return (
            f"Meerzorg is {_told(ask.meerzorg)}. Geen regel van dit plan is in uren. Of het er genoeg zijn, kunnen we "
            "dus niet nagaan."
        )
    asked = (
        f"Meerzorg vraagt minstens 25% meer uren dan het profiel: {hours_short(least.threshold_minutes)} per week. "
        f"Dit plan heeft {hours_short(found.minutes_per_week)}."
    )
    if found.meerzorg_counts:
        return f"{asked} Daarom komt er {_told(ask.meerzorg)} bij."
    return f"{asked} Dat is te weinig. Daarom telt de meerzorg van {_told(ask.meerzorg)} niet mee."


def _lines(found: Calculation) -> Iterator[Step]:
    for counted in found.lines:
        line = counted.line
        by = "" if line.description == PGB else f" ({line.provider or PGB})"
        if line.minutes_per_week and line.minutes_per_week != counted.minutes_per_week:
            was, now = hours_short(line.minutes_per_week), hours_short(counted.minutes_per_week)
            told = f"{line.description}: {was} per week wordt {now}. We rekenen per 5 minuten."
            yield Step("Afronden", told)
        yield Step(f"{line.description}{by}", _how(counted), counted.eurocent)


def _how(counted: Counted) -> str:
    line = counted.line
    if line.fixed is not None:
        return f"Vast bedrag van {_told(line.fixed)}."
    assert line.price is not None
    price = f"{euro(line.price.eurocent)} per {line.price.unit} ({line.price.source})"
    if line.price.unit == HOUR:
        return f"{hours_short(counted.minutes_per_week)} per week keer {price}."
    return f"{line.count_per_week} per week keer {price}."


def _outcome(ask: Ask, found: Calculation) -> Iterator[Step]:
    yield Step("Samen", "Zoveel kost het plan.", found.used)
    if 0 < found.pgb.year < found.used.year:
        told = "De zorg van aanbieders en het pgb mogen samen niet meer zijn dan het hoogste bedrag (Wlz 3.3.2 lid 4)."
        yield Step("Waarvan pgb", told, found.pgb)
    if not found.fits:
        told = "Het plan kost meer dan mag. Haal iets weg, of maak iets kleiner."
        yield Step("Te veel", told, NOTHING - found.left)
    elif found.left.year == 0:
        yield Step("Over", "Het plan past precies. Er is niets over.", found.left)
    else:
        goes = "De rest wordt pgb." if ask.remainder_to == "pgb" else "De rest wordt niet gebruikt."
        yield Step("Over", f"Het plan past. {goes}", found.left)


def _told(value: Value) -> str:
    return f"{euro(value.eurocent)} per {PER[value.per]}"
