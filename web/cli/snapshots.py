"""`pvb snapshot` and `pvb snapshots`: a name for what is known now or was known then, and the names there are."""

from datetime import datetime
from typing import Annotated

import typer

from ledger.commands.door import NotRecorded
from ledger.commands.journal import read_command
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.source import Source
from projections.as_of import at_name, resolve
from web.answers import Answer
from web.cli.options import AsJson
from web.cli.session import house, say, write_json
from web.composition import House
from web.dutch import moment_short
from web.standen import standen_of


def snapshot(
    name: Annotated[str, typer.Argument(metavar="NAAM", help="Hoe deze stand heet, zoals 'stand 14 augustus'.")],
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="Een nummer in het grootboek, een tijdstip of een andere naam; zonder: nu."),
    ] = None,
    purpose: Annotated[
        str | None, typer.Option("--purpose", help="Waarvoor deze stand is. Iedereen leest dit: noem geen persoon.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Geef wat nu bekend is, of toen bekend was, een naam. Die naam blijft altijd hetzelfde betekenen."""
    with house(make=False) as opened:
        _record(opened, name, as_of, purpose)
        known = at_name(opened.ledger, name)
        answer = next(one for one in standen_of(opened, SYSTEM)["stands"] if one["name"] == known.name)
    write_json(answer) if as_json else _tell(answer)


def snapshots(as_json: AsJson = False) -> None:
    """Toon elke stand met een naam: het nummer van de laatste gebeurtenis, en waarvoor hij is."""
    with house(make=False) as opened:
        answer = standen_of(opened, SYSTEM)
    if as_json:
        write_json(answer)
        return
    if not answer["stands"]:
        say("Nog geen stand heeft een naam. Geef er een met: pvb snapshot 'stand 14 augustus'")
    for one in answer["stands"]:
        _tell(one)


def _record(opened: House, name: str, as_of: str | None, purpose: str | None) -> None:
    position = None if as_of is None else resolve(opened.ledger, as_of).position
    facts = {"do": "name_stand", "name": name, "position": position, "purpose": purpose}
    request = read_command({field: value for field, value in facts.items() if value is not None})
    try:
        opened.door.accept([request], SYSTEM, Source("journal", "pvb snapshot"))
    except NotRecorded as refused:
        raise refused.error from refused


def _tell(one: Answer) -> None:
    recorded = moment_short(datetime.fromisoformat(one["as_of"]["recorded_at"]))
    print(f"{one['name']}: tot en met gebeurtenis {one['as_of']['position']}, vastgelegd {recorded}")
    if one["purpose"]:
        print(f"     {one['purpose']}")
