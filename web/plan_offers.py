"""At the keukentafel: what holds for a client, what providers offer, and the plan that runs."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ledger.aggregates.client import Client
from ledger.aggregates.tarieven import Tarieven
from ledger.aggregates.zorgplan import Content, Plan
from ledger.commands.base import Desk
from ledger.dossier.offers import Offer, offers_of
from ledger.dossier.prices import contracts_for, every_contract
from ledger.dossier.rates import RegisterRates
from ledger.dossier.room import Known, known_on
from ledger.events import Contracts, Zorgplan
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import NotFound, Refused
from web.composition import House
from web.planning import reading_desk


class Running(NamedTuple):
    """The plan that holds on a day, and what is agreed in it then."""

    zorgplan: str
    plan: Plan
    agreed: Content


class Room(NamedTuple):
    """What a plan for a client can be made of on a day; `why_not` says why there can be none."""

    client: str
    on: date
    known: Known | None
    offers: tuple[Offer, ...]
    running: Running | None
    why_not: str = ""


def room_of(house: House, mandate: Mandate, client: str, on: date) -> Room:
    """Look up what can be agreed for a client from a day on. Raises `NotFound` outside the mandate."""
    desk = reading_desk(house, mandate)
    found = desk.client(client)
    running = running_on(desk.find(Zorgplan, client), on)
    try:
        known = known_on(found, on)
    except Refused as error:
        return Room(client, on, None, (), running, error.message)
    return Room(client, on, known, tuple(_offers(house, desk, found, known, on)), running)


def is_known_client(house: House, mandate: Mandate, client: str) -> bool:
    """Tell whether a plan may be made for a client within a mandate, as the door will decide it."""
    try:
        reading_desk(house, mandate).client(client)
    except NotFound:
        return False
    return True


def running_on(plans: Zorgplan, on: date) -> Running | None:
    """Return the plan that holds on a day."""
    for number, plan in plans.plans.items():
        if plan.period.covers(on):
            return Running(number, plan, plan.content_on(on))
    return None


def _offers(house: House, desk: Desk, client: Client, known: Known, on: date) -> Iterator[Offer]:
    """Yield the offers of the provider whose mandate it is, and then of the others."""
    register = desk.find(Tarieven, Tarieven.id_of(on.year))
    prefix = Contracts.stream_of("")
    providers = [name.removeprefix(prefix) for name in house.ledger.stream_names(prefix)]
    for provider in sorted(providers, key=lambda one: (one != desk.mandate.provider, one)):
        held = every_contract(desk.find(Contracts, provider))
        contracts = contracts_for(held, on, client.region, known.leveringsvorm)
        yield from offers_of(contracts, register, known.leveringsvorm, known.zorgprofiel, on, RegisterRates(desk.find))
