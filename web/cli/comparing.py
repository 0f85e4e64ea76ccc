"""`pvb diff`: what changed in belief between two moments. And `pvb apply --dry-run`: what a journal would change."""

from collections.abc import Sequence
from typing import Annotated

import typer

from ledger.commands.preview import MOST_PERIODS, Followed
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.errors import Malformed, Problem
from ledger.vocabulary.figures import WORDS
from ledger.vocabulary.source import Source
from projections.as_of import AsOf
from projections.audit_trail.queries import line_of
from projections.belief.figures import Difference
from projections.belief.streams import SubjectKind
from web import dutch
from web.cli.days import day_of
from web.cli.options import AsJson, OneClient, OneProvider, OneRegion
from web.cli.session import house, write_json
from web.differences.answers import MOST_EVENTS, compared_answer, previewed_answer
from web.differences.comparing import about_of, compared
from web.differences.previewing import Previewed, previewed
from web.differences.words import SUBJECTS, amount, change, sums, told_of
from web.recording import LineAnswer

_NOTHING = "Er is niets vastgelegd."


def diff(
    as_of: Annotated[
        list[str],
        typer.Option(
            help="Twee keer: van welke stand, naar welke stand. Een nummer, een naam van pvb snapshot of een tijdstip. "
            "Eén keer: van die stand naar nu."
        ),
    ],
    on: Annotated[str | None, typer.Option("--on", metavar="DATUM", help="Tot en met deze dag van de zorg.")] = None,
    client: OneClient = None,
    provider: OneProvider = None,
    region: OneRegion = None,
    as_json: AsJson = False,
) -> None:
    """Vergelijk twee standen: welk cijfer werd anders, en door welke gebeurtenissen."""
    if len(as_of) > 2:
        raise Malformed([Problem("as-of-too-many", "Geef --as-of hoogstens twee keer: van en naar.", "as_of")])
    about, day = about_of(client, provider, region), None if on is None else day_of(on)
    with house(make=False) as opened:
        found = compared(opened, SYSTEM, about, as_of[0], as_of[1] if len(as_of) == 2 else None, day)
        answer = compared_answer(opened.ledger, found)
    if as_json:
        write_json(answer)
        return
    until = "" if day is None else f", tot en met {dutch.day(day)}"
    print(f"Wat anders werd voor {SUBJECTS[about.kind]} {about.id}{until}")
    print(f"van {_stand(found.before)} naar {_stand(found.after)}.")
    _tell_differences(found.differences, about.kind)
    for event in answer["events"]:
        print(f"{event['position']:>8}  {event['sentence']}")
    if answer["event_count"] > len(answer["events"]):
        print(f"En nog {dutch.count(answer['event_count'] - len(answer['events']), 'gebeurtenis', 'gebeurtenissen')}.")


def preview_journal(lines: Sequence[bytes], source: Source, as_json: bool, keep_going: bool) -> bool:
    """Tell what a journal would do and change; nothing is recorded. Return whether all of it would be recorded."""
    with house(make=False) as opened:
        found = previewed(opened, SYSTEM, lines, source, keep_going, MOST_PERIODS)
    write_json(previewed_answer(found)) if as_json else _tell_previewed(found)
    return found.ok


def _tell_previewed(found: Previewed) -> None:
    for line in found.lines:
        _tell_line(line)
    for record in found.records[:MOST_EVENTS]:
        print(f"{record.position:>8}  {line_of(record).sentence}")
    for one in found.followed or ():
        print(_followed(one))
    if found.periods > found.checked:
        print(f"Van de {found.periods} perioden die geraakt kunnen zijn, zijn er {found.checked} doorgerekend.")
    if found.records:
        _tell_differences(found.differences)
    for label, value in sums(found.differences):
        print(f"{label}: {value}.")
    print(_NOTHING)


def _tell_line(line: LineAnswer) -> None:
    if line.error is None:
        return
    problems = line.error.problems if isinstance(line.error, Malformed) else [line.error]
    for problem in problems:
        where = f" ({problem.field})" if problem.field else ""
        print(f"regel {line.line}: {problem.code}{where}: {problem.message}")


def _followed(one: Followed) -> str:
    asked = one.declare
    about = f"{asked.provider}, contract {asked.contract}, {asked.period}"
    if one.refusal is not None:
        return f"Komt anders uit: {about}. {one.refusal.message}"
    already = f" Zonder deze opdrachten al {dutch.signed(one.already, 'EUR')}." if one.already else ""
    return f"Opnieuw te declareren: {about}, {dutch.count(len(one.records), 'gebeurtenis', 'gebeurtenissen')}.{already}"


def _tell_differences(differences: Sequence[Difference], title: SubjectKind | None = None) -> None:
    """Two lines for each figure, so that it fits on a terminal of 80 columns."""
    if not differences:
        print("Geen enkel cijfer is anders.")
        return
    print(f"{'was':>20}{'wordt':>20}{'verschil':>20}")
    for one in differences:
        print(f"{WORDS[one.figure.kind]}: {told_of(one.figure, title)}")
        print(f"{amount(one, one.was):>20}{amount(one, one.becomes):>20}{change(one):>20}")


def _stand(known: AsOf) -> str:
    name = f" ({known.name})" if known.name else ""
    name += f", zonder wijzigingen vanaf gebeurtenis {known.misses_since}" if known.misses_since else ""
    return f"gebeurtenis {known.position}{name}" if known.position else "het begin"
