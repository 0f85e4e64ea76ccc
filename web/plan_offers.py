"""At the keukentafel: what holds for a client, what providers offer, and the plan that runs."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ledger.aggregates.client import Client
from ledger.aggregates.tarieven import Tarieven
from ledger.aggregates.zorgplan import PlanLine
from ledger.commands.base import Desk
from ledger.commands.plan_others import of_others
from ledger.dossier.offers import Offer, offers_of
from ledger.dossier.prices import contracts_for, every_contract
from ledger.dossier.rates import RegisterRates
from ledger.dossier.room import Known, known_on
from ledger.events import Contracts, Zorgplan
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import NotFound, Refused
from web.composition import House
from web.planning import Running, reading_desk, running_on


class Fixed(NamedTuple):
    """What is agreed with another provider, which stays as it is, and what it is called."""

    line: PlanLine
    name: str


class Room(NamedTuple):
    """What a plan for a client can be made of on a day; `why_not` says why there can be none.

    `fixed` are the lines of other providers in the plan that runs.
    """

    client: str
    on: date
    known: Known | None
    offers: tuple[Offer, ...]
    running: Running | None
    fixed: tuple[Fixed, ...] = ()
    why_not: str = ""


def room_of(house: House, mandate: Mandate, client: str, on: date) -> Room:
    """Look up what can be agreed for a client from a day on. Raises `NotFound` outside the mandate."""
    desk = reading_desk(house, mandate)
    found = desk.client(client)
    running = running_on(desk.find(Zorgplan, client), on)
    fixed = tuple(_fixed(desk, running, on)) if running else ()
    try:
        known = known_on(found, on)
    except Refused as error:
        return Room(client, on, None, (), running, fixed, error.message)
    return Room(client, on, known, tuple(_offers(house, desk, found, known, on)), running, fixed)


def is_known_client(house: House, mandate: Mandate, client: str) -> bool:
    """Tell whether a plan may be made for a client within a mandate, as the door will decide it."""
    try:
        reading_desk(house, mandate).client(client)
    except NotFound:
        return False
    return True


def _fixed(desk: Desk, running: Running, on: date) -> Iterator[Fixed]:
    """Yield the lines of other providers; a prestatie by its name in the register."""
    register = desk.find(Tarieven, Tarieven.id_of(on.year)).tarieven
    for line in of_others(desk.mandate, running.agreed.lines):
        known = register.get(line.prestatie or "")
        word = f"Arrangement {line.arrangement}" if line.arrangement else line.activity or line.prestatie or ""
        yield Fixed(line, known.name if known else word)


def _offers(house: House, desk: Desk, client: Client, known: Known, on: date) -> Iterator[Offer]:
    """Yield the offers of the provider whose mandate it is; without one, of all."""
    register = desk.find(Tarieven, Tarieven.id_of(on.year))
    prefix = Contracts.stream_of("")
    everybody = (name.removeprefix(prefix) for name in house.ledger.stream_names(prefix))
    for provider in sorted(everybody) if desk.mandate.provider is None else (desk.mandate.provider,):
        held = every_contract(desk.find(Contracts, provider))
        contracts = contracts_for(held, on, client.region, known.leveringsvorm)
        yield from offers_of(contracts, register, known.leveringsvorm, known.zorgprofiel, on, RegisterRates(desk.find))
