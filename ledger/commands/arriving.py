"""What rules have against a declaration that comes in: some stop a line, the others become findings about it."""

import gc
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from ledger.aggregates.declaration import Declaration
from ledger.aggregates.finding import Finding
from ledger.auditing.arrival import LOOKED_AT, Against, Arrival, LineRules
from ledger.auditing.judging import Broken
from ledger.commands.base import Desk
from ledger.rechtmatigheid.catalogue import RULES
from ledger.rechtmatigheid.finding import number_of
from ledger.vocabulary.actor import SYSTEM

_ABOUT_LINES = LineRules(RULES)
_log = logging.getLogger("ledger.rechtmatigheid")


def arrived(desk: Desk, declaration: Declaration, *, by_file: bool = False) -> dict[str, list[Against]]:
    """Hold the lines of a declaration that was just submitted against the rules.

    A line that must not be paid is refused with the retourcodes of the rules that say so. What else is found is written
    down as findings; they stop nothing. A rule that raises is told in the log of the program and stops nothing either.
    Returns what stopped a line, by its number.
    """
    actor = desk.mandate.actor
    entered_by = None if actor.role == SYSTEM.actor.role else actor.id
    clients = dict.fromkeys(one.line.client for one in declaration.lines.values() if one.line.client is not None)
    desk.prefetch(LOOKED_AT, clients)
    desk.read_identities(clients)
    arrival = Arrival(desk.find, desk.log, desk.known_of, desk.today, desk.decided)
    with _without_collecting():
        against, broken = arrival.judge(declaration, entered_by, by_file, _ABOUT_LINES)
    _tell(broken)
    stopped: dict[str, list[Against]] = defaultdict(list)
    for one in against:
        if one.rule.retourcode is not None and one.item.line is not None:
            stopped[one.item.line].append(one)
    standing = [one for one in against if one.item.line not in stopped]
    known = desk.last_position if standing else 0
    _refuse(desk, declaration, stopped)
    desk.prefetch([Finding], [number_of(one.rule.id, one.item) for one in standing])
    for one in standing:
        _open(desk, one, known)
    return stopped


def _tell(broken: Iterable[Broken]) -> None:
    """Tell which rules raised, on which line; whom the line is for is not told."""
    for one in broken:
        _log.error("Regel %s is gestopt bij declaratieregel %s: %s", one.rule, one.item.key, one.error)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Leave garbage alone for a while: facts make no cycles, and looking for them takes a quarter of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _refuse(desk: Desk, declaration: Declaration, stopped: Mapping[str, Iterable[Against]]) -> None:
    """Refuse lines, each with the retourcodes of all rules that stop it, and with those rules."""
    together: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = defaultdict(list)
    for line, against in stopped.items():
        codes = dict.fromkeys(one.rule.retourcode for one in against if one.rule.retourcode is not None)
        together[tuple(codes), tuple(one.rule.id for one in against)].append(line)
    for (retourcodes, rules), lines in together.items():
        declaration.refuse(lines, retourcodes, desk.today, rules)


def _open(desk: Desk, against: Against, known: int) -> None:
    """Write down a finding about a line, as known up to a position, unless it is there already."""
    rule, item, found = against
    finding = desk.find(Finding, number_of(rule.id, item))
    if finding.version:
        return
    rests_on = desk.positions(at for at in set(found.events) if at)
    finding.open(
        Finding.Opened(
            finding=finding.id,
            rule=rule.id,
            client=item.client,
            provider=item.provider,
            region=item.region,
            judgement="arrival",
            about=item.about,
            item=item.key,
            declaration=item.declaration,
            line=item.line,
            first=item.first,
            last=item.last,
            eurocent=found.eurocent,
            basis=rule.laws,
            rests_on=rests_on,
            told=found.told,
            as_of=known,
        ),
        desk.last_position,
    )
