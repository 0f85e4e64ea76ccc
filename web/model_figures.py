"""The measured figures of a scenario in Dutch: one list for the table of the page and of the command line."""

from collections.abc import Callable
from typing import NamedTuple

from ledger.simulation.outcome import Figures, Outcome
from ledger.vocabulary.dutch import MINUS, grouped, hundredths
from web import dutch
from web.small_cells import SMALLEST_CELL

Told = Callable[[Figures], str | None]
"""Returns the figure in words; None where a model has nothing to measure."""


def percentage(basispoint: int | None) -> str | None:
    """Write hundredths of a percent with one decimal: 1234 is '12,3%'.

    >>> percentage(1234), percentage(-5), percentage(None)
    ('12,3%', '−0,1%', None)
    """
    if basispoint is None:
        return None
    tenths = (abs(basispoint) + 5) // 10
    return f"{MINUS if basispoint < 0 else ''}{tenths // 10},{tenths % 10}%"


def _euro(cents: int | None) -> str | None:
    return None if cents is None else dutch.euro_whole(cents)


def _euro_exact(cents: int | None) -> str | None:
    return None if cents is None else dutch.euro(cents)


def _number(value: int | None) -> str | None:
    return None if value is None else hundredths(value)


def _count(value: int | None) -> str | None:
    return None if value is None else str(value)


def _forecast(place: int) -> Told:
    """Tell how far a forecast was off, with the word for which way."""

    def told(figures: Figures) -> str | None:
        error = figures.forecast_error_basispoint[place]
        if error is None:
            return None
        off = percentage(abs(error))
        return off if off == "0,0%" else f"{off} te {'hoog' if error > 0 else 'laag'}"

    return told


def _of_newcomers(figures: Figures, cents: int) -> str | None:
    return _euro(cents) if figures.newcomers_delivered_eurocent or figures.newcomers_eurocent else None


def _clients(number: int | None) -> str:
    return f"minder dan {SMALLEST_CELL}" if number is None else grouped(number)


def clients_told(found: Outcome) -> str:
    """Tell about how many clients an outcome is."""
    return f"{_clients(found.clients)} {'cliënt' if found.clients == 1 else 'cliënten'}"


def same_for_all(found: Outcome) -> str:
    """Tell what is the same under every model, to hold the figures against."""
    pgb = f", waarvan {dutch.euro_whole(found.pgb_eurocent)} voor een pgb" if found.pgb_eurocent else ""
    return (
        f"De indicatiewaarde was samen {dutch.euro_whole(found.value_eurocent)}{pgb}. "
        f"De geleverde zorg is {dutch.euro_whole(found.delivered_eurocent)} waard."
    )


class Measured(NamedTuple):
    """A figure: the word by which criteria name it ('' when none does), its name, and how it is told."""

    word: str
    name: str
    told: Told


FIGURES = (
    Measured("", "Betaald", lambda f: _euro(f.paid_eurocent)),
    Measured("", "Niet betaald, boven het plafond", lambda f: _euro(f.unpaid_eurocent)),
    Measured("above", "Cliënten boven het plafond", lambda f: _clients(f.clients_above)),
    Measured("above", "Bedrag boven het plafond", lambda f: _euro(f.above_eurocent)),
    Measured("prestatie", "Deel dat op een prestatie rust", lambda f: percentage(f.on_prestatie_basispoint)),
    Measured(
        "pgb",
        "Cliënten bij wie de rest voor een pgb op 1 januari bekend is",
        lambda f: percentage(f.pgb_known_on_1_january_basispoint),
    ),
    Measured(
        "pgb",
        "Rest voor een pgb bij de helft van de cliënten bekend op",
        lambda f: dutch.day_short(f.pgb_known_by_half) if f.pgb_known_by_half else None,
    ),
    Measured("providers", "Aanbieders per cliënt, gemiddeld", lambda f: _number(f.providers_hundredths)),
    Measured("providers", "Meeste aanbieders bij één cliënt", lambda f: _count(f.most_providers)),
    Measured("forecast", "Schatting van 1 januari", _forecast(0)),
    Measured("forecast", "Schatting van 1 april", _forecast(1)),
    Measured("forecast", "Schatting van 1 juli", _forecast(2)),
    Measured("hour", "Een uur meer, als extra keer zorg, levert op", lambda f: _euro_exact(f.extra_hour_eurocent)),
    Measured(
        "hour",
        "Een uur meer, als dezelfde keer langer duurt, levert op",
        lambda f: _euro_exact(f.longer_hour_eurocent),
    ),
    Measured("undelivered", "Betaald zonder geleverde zorg", lambda f: _euro(f.undelivered_eurocent)),
    Measured("unused", "Waarde die niet is gebruikt", lambda f: _euro(f.unused_eurocent)),
    Measured("registrations", "Registraties per cliënt per week", lambda f: _number(f.registrations_hundredths)),
    Measured("newcomers", "Betaald aan nieuwe aanbieders", lambda f: _of_newcomers(f, f.newcomers_eurocent)),
    Measured(
        "newcomers",
        "Waarde van de zorg van nieuwe aanbieders",
        lambda f: _of_newcomers(f, f.newcomers_delivered_eurocent),
    ),
)
