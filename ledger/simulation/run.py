"""Runs scenarios over a year of the log; the log is only read.

Twice over the clients: first without their care, for who was at home and what was known on 1 January; then with it.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, partial
from itertools import islice

import msgspec

from ledger.aggregates.scores import Scores
from ledger.aggregates.tarieven import Tarieven
from ledger.application import Ledger
from ledger.dossier.rates import RegisterRates
from ledger.dossier.scores import scores_of
from ledger.funding.contract import Contract
from ledger.funding.facts import Person, Score
from ledger.simulation.calibration import Calibration, Lengths
from ledger.simulation.cared import Ground, cared_for
from ledger.simulation.contracts import year_of
from ledger.simulation.reading import aggregate, client_ids, people
from ledger.simulation.replay import Replay
from ledger.simulation.scenarios import AGREED_BASISPOINT, Scenario, Usual, personal_contract
from ledger.simulation.tally import Tally
from ledger.tasks import Opening, Tasks, tasks_on
from ledger.vocabulary.periods import Period
from ledger.vocabulary.units import HOUR

SAMPLED = 2_000
"""Of about so many clients the year is forecast and one more hour is tried; of all is counted what is paid."""
TIMED = 300
"""Of about so many clients it is looked up how long care usually takes."""
PART = 1_000
"""How many clients a process takes at a time."""

Progress = Callable[[int, int], None]
"""Told how many clients are done, and how many there are."""


class Asked(msgspec.Struct, frozen=True):
    """A question: scenarios, a year, perhaps one region, as known at a position of the log."""

    scenarios: tuple[Scenario, ...]
    year: int
    region: str | None
    upto: int


class Simulated(msgspec.Struct, frozen=True):
    """The tallies of the scenarios, in the order asked, and how many clients were sampled: one in so many.

    `newcomers` are the providers with whom nothing was planned on 1 January.
    """

    asked: Asked
    tallies: tuple[Tally, ...]
    clients: int
    one_in: int
    newcomers: frozenset[str]


def simulate(
    ledger: Ledger,
    asked: Asked,
    progress: Progress = lambda done, all: None,
    *,
    opening: Opening | None = None,
    processes: int = 1,
) -> Simulated:
    """Replay a year under every scenario; with `opening`, in several processes. The outcome is the same."""
    with tasks_on(ledger, opening, processes) as tasks:
        at_home, known = _surveyed(ledger, asked, tasks)
        one_in = max(len(at_home) // SAMPLED, 1)
        lengths = _lengths(ledger, asked, at_home)
        ground = _ground(ledger, asked, known, lengths)
        replays = [Replay(scenario, ground) for scenario in asked.scenarios]
        parts = [range(start, min(start + PART, len(at_home))) for start in range(0, len(at_home), PART)]
        work = [
            partial(_replayed, asked, known, lengths, part.start, at_home[part.start : part.stop], one_in)
            for part in parts
        ]
        for part, tallied in zip(parts, tasks.do(work), strict=True):
            for replay, tally in zip(replays, tallied, strict=True):
                replay.tally.add(tally)
            progress(part.stop, len(at_home))
    for replay in replays:
        replay.conclude(one_in)
    tallies = tuple(replay.tally for replay in replays)
    newcomers = frozenset(tallies[0].worth_per_provider) - known.providers()
    return Simulated(asked, tallies, len(at_home), one_in, newcomers)


def _surveyed(ledger: Ledger, asked: Asked, tasks: Tasks) -> tuple[list[str], Calibration]:
    """Return who had care at home in the year, in one order on every database, and what was known on 1 January."""
    ids = client_ids(ledger)
    parts = iter(lambda: list(islice(ids, PART)), [])
    at_home: list[str] = []
    known = Calibration()
    for found, calibration in tasks.do([partial(_survey, asked, part) for part in parts]):
        at_home += found
        known.add(calibration)
    return sorted(at_home), known


def _survey(asked: Asked, ids: list[str], ledger: Ledger) -> tuple[list[str], Calibration]:
    year, at_home, known = year_of(asked.year), [], Calibration()
    for person in people(ledger, ids, asked.upto, delivered=False):
        if asked.region in (None, person.region):
            known.take(person, asked.year)
            if _at_home(asked, person, year).days_of(person, year):
                at_home.append(person.client)
    return at_home, known


def _at_home(asked: Asked, person: Person, year: Period) -> Contract:
    """Return a contract for the days that count: under every scenario the same."""
    return personal_contract(asked.scenarios[0], "", person.region, year, ())


def _replayed(
    asked: Asked, known: Calibration, lengths: Lengths, first: int, ids: list[str], one_in: int, ledger: Ledger
) -> list[Tally]:
    ground = _ground(ledger, asked, known, lengths)
    replays = [Replay(scenario, ground) for scenario in asked.scenarios]
    for place, person in enumerate(people(ledger, ids, asked.upto), start=first):
        days = _at_home(asked, person, ground.period)
        if cared := cared_for(person, days, ground, sampled=place % one_in == 0):
            for replay in replays:
                replay.take(cared)
    return [replay.tally for replay in replays]


def _lengths(ledger: Ledger, asked: Asked, at_home: Sequence[str]) -> Lengths:
    lengths = Lengths()
    for person in people(ledger, at_home[:: max(len(at_home) // TIMED, 1)], asked.upto):
        lengths.take(person)
    return lengths


def _ground(ledger: Ledger, asked: Asked, known: Calibration, lengths: Lengths) -> Ground:
    """Read the register and, when asked for, the scores."""
    registers: dict[str, Tarieven] = {}

    def register(kind: type[Tarieven], id: str) -> Tarieven:
        if id not in registers:
            registers[id] = aggregate(ledger, kind, id, asked.upto)
        return registers[id]

    @cache
    def scores(provider: str) -> Sequence[Score]:
        return scores_of(aggregate(ledger, Scores, Scores.id_of(provider=provider), asked.upto))

    rates = RegisterRates(register)
    known_codes = register(Tarieven, Tarieven.id_of(asked.year)).tarieven
    agreed = {code: rates.rate(code, date(asked.year, 1, 1)).agreed(AGREED_BASISPOINT) for code in known_codes}
    prices = {code: cents for code, cents in agreed.items() if known_codes[code].unit == HOUR}
    pieces = {code: cents for code, cents in agreed.items() if code not in prices}
    usual = Usual(prices, pieces, lengths.usual(), lengths.most_given(prices))
    return Ground(asked.year, rates, usual, scores, known)
