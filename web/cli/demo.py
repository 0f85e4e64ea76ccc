"""`pvb demo`: fill an empty ledger with an invented region, and make one login per audience."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from ledger.aggregates.inzage import LONGEST
from ledger.commands.journal import read_command
from ledger.demo.control import SECOND_PERSON, decided
from ledger.demo.play import DEMO, play
from ledger.demo.region import TODAY, lives
from ledger.demo.stories import FAMILY_ACTOR, FAMILY_CLIENT, STAFF_ACTOR, STAFF_PROVIDER
from ledger.vocabulary.actor import SYSTEM, Actor, Mandate, Role
from ledger.vocabulary.clock import SetClock, SystemClock, today
from ledger.vocabulary.errors import Refused
from projections.rebuilding.rebuild import Phase
from web.auditing.asking import audit_of, question
from web.auditing.recording import record
from web.auth.accounts import create_account
from web.cli.session import house, say
from web.composition import House

PASSWORD = "proefrit-2026-pvb"
"""Only on a ledger that the demo itself filled; everybody may know it."""

REGION = "Rotterdam"
YEAR = 2026
_FOR_ONE_PROCESS = 1_000
"""So many clients, and a second process is started sooner than it is missed."""
WHO_LOOK: tuple[tuple[str, Role], ...] = (
    ("auditor", "auditor"),
    (SECOND_PERSON, "auditor"),
    ("accountant", "accountant"),
)

LOGINS: tuple[tuple[str, Role, str, dict[str, str]], ...] = (
    (FAMILY_ACTOR, "familie", "Dochter van mevrouw De Vries", {"client": FAMILY_CLIENT}),
    (STAFF_ACTOR, "medewerker", "Verpleegkundige in de wijk", {"provider": STAFF_PROVIDER}),
    ("kantoor", "zorgaanbieder", "Kantoor van de zorgaanbieder", {"provider": STAFF_PROVIDER}),
    ("auditor", "auditor", "Auditor", {}),
    (SECOND_PERSON, "auditor", "Controleur (tweede persoon)", {}),
    ("accountant", "accountant", "Accountant (leest alleen)", {}),
    ("zorgkantoor", "zorgkantoor", "Zorgkantoor Rotterdam", {"region": REGION}),
    ("beheerder", "beheerder", "Beheerder", {}),
)


def fill(
    clients: Annotated[int, typer.Option(min=1, max=300_000, help="Hoeveel cliënten.")] = 2000,
    seed: Annotated[int, typer.Option(help="Zelfde getal, zelfde levens.")] = 1,
) -> None:
    """Vul een leeg grootboek met een verzonnen regio: een jaar zorg, door dezelfde opdrachten als in het echt."""
    clock = SetClock(datetime(YEAR - 1, 12, 1, tzinfo=UTC))
    with house(clock) as opened:
        if opened.ledger.head() is not None:
            raise Refused(
                "ledger-not-empty", "Dit grootboek is niet leeg. De proefrit kan alleen in een leeg grootboek."
            )
        _play(opened, clock, clients, seed)
        clock.moment = SystemClock().now()
        _control(opened, clock, processes=1 if clients < _FOR_ONE_PROCESS else 2)
        _rebuild(opened)
        for username, role, name, scope in LOGINS:
            create_account(opened.engine, username, PASSWORD, name, role, **scope)
        for username, role in WHO_LOOK:
            _let_look(opened, username, role)


def _control(opened: House, clock: SetClock, processes: int) -> None:
    """Hold everything against the rules, write down what is found, and let some of it be explained and decided."""
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()) as bar:
        bar.add_task("Controleren …")
        audit = audit_of(opened, question(opened, SYSTEM), processes=processes)
        record(opened, Mandate(Actor("auditor", "auditor")), audit, DEMO)
        play(opened.door, clock, decided(audit.findings, clock.moment))
    say(f"Controle: {len(audit.findings)} bevindingen.")


def _let_look(opened: House, username: str, role: Role) -> None:
    """Ask the first two steps of inzage in somebody's name, for as long as they can be: the region of the demo."""
    until = today(opened.clock) + LONGEST
    told = {"do": "request_inzage", "purpose": "proefrit", "ground": "demo: verzonnen", "until": until.isoformat()}
    totals = {**told, "inzage": f"proefrit-{username}-1", "step": "totals"}
    lines = {**told, "inzage": f"proefrit-{username}-2", "step": "lines", "region": REGION}
    lines["previous"] = totals["inzage"]
    commands = [read_command(one) for one in (totals, lines)]
    opened.door.accept(commands, Mandate(Actor(username, role)), DEMO)


def _play(opened: House, clock: SetClock, clients: int, seed: int) -> None:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns) as bar:
        task = bar.add_task(f"{clients} verzonnen levens …")
        done = 0

        def progress(count: int) -> None:
            nonlocal done
            done += count
            bar.update(task, description=f"{clients} verzonnen levens, {clock.moment:%d-%m-%Y}: {done} opdrachten")

        yesterday = today(SystemClock()) - timedelta(days=1)
        total = play(opened.door, clock, lives(clients, seed, YEAR, today=min(TODAY, yesterday)), progress)
    say(f"Klaar: {total} opdrachten van {clients} verzonnen cliënten en de twee families uit de uitleg.")


def _rebuild(opened: House) -> None:
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()) as bar:
        task = bar.add_task("Overzichten opbouwen …")

        def progress(phase: Phase, done: int, of: int) -> None:
            bar.update(task, description=f"Overzichten opbouwen: gebeurtenis {done} van {of}")

        opened.rebuild(progress)


def logins() -> list[str]:
    """Return a line for each demo login, and a client that the auditor can look for."""
    lines = [f"  {role:<12} {username:<18} wachtwoord {PASSWORD}" for username, role, _, _ in LOGINS]
    return [*lines, f"  Zoek als auditor bijvoorbeeld cliënt {FAMILY_CLIENT}."]
