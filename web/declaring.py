"""What may be declared, and what changed since: the questions of `pvb declare` and the API; nothing is recorded."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import NamedTuple, TypeVar

from ledger.commands.base import Desk
from ledger.commands.declare import Declare, Prepared, check_declarable, prepare
from ledger.commands.then import Then, ask_then
from ledger.events import Contracts
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import Forbidden, LedgerError, NotFound, Refused
from ledger.vocabulary.labels import labelled
from projections.audit_trail.queries import streams_about
from projections.caseload.queries import clients_of
from web.composition import House

T = TypeVar("T")
_LABEL = re.compile(r"([0-9]{4}-W?[0-9]{2})(?:-[0-9]+)?")


class Preview(NamedTuple):
    """What a declaration comes to, and why it would be refused, if it would."""

    command: Declare
    prepared: Prepared
    refusal: LedgerError | None


def preview(house: House, mandate: Mandate, contract: str, provider: str, period: str) -> Preview:
    """Return what a contract comes to over a period, for all clients of the provider within the mandate.

    A period, contract or provider that cannot be is an error; what would only be refused to record is told beside it.
    """
    check_may_declare(mandate)
    with house.reading() as connection:
        caseload = clients_of(connection, provider)
    return house.door.ask(lambda desk: preview_at(desk, seen_of(desk, caseload), contract, provider, period), mandate)


def preview_at(desk: Desk, clients: tuple[str, ...], contract: str, provider: str, period: str) -> Preview:
    """Return what a contract comes to over a period for these clients, at a desk that may have loaded them before."""
    command = Declare(contract=contract, provider=provider, period=period, clients=clients)
    found = prepare(command, desk)
    try:
        check_declarable(found, desk.today)
    except Refused as error:
        return Preview(command, found, error)
    return Preview(command, found, None)


def seen_of(desk: Desk, caseload: Iterable[str]) -> tuple[str, ...]:
    """Return the clients of a caseload that are within the mandate."""
    return tuple(client for client in caseload if _sees(desk, client))


def contracts_in(house: House, mandate: Mandate, provider: str, period: str) -> list[str]:
    """Return the contracts of a provider that are declared over this period: in its rhythm, and with a day in it."""
    label = labelled(period)

    def known(desk: Desk) -> list[str]:
        desk.check_provider(provider)
        found = desk.get(Contracts, provider, "provider").known
        return [
            number
            for number, contract in found.items()
            if any(days.overlaps(label.period) and terms.rhythm == label.rhythm for days, terms in contract.versions())
        ]

    return house.door.ask(known, mandate)


def ask(house: House, question: Callable[[Desk], T], mandate: Mandate, then: Then | None) -> T:
    """Answer a question at a desk of now, or of then."""
    return house.door.ask(question, mandate) if then is None else ask_then(house.ledger, question, mandate, then)


def declared_periods(
    house: House, mandate: Mandate, contract: str, provider: str, year: int, upto: int | None = None
) -> list[str]:
    """Return the periods of a year over which a contract was declared before (by a position), in order."""
    check_may_declare(mandate)
    start = f"declaration-{provider}-{contract}-"
    with house.reading() as connection:
        streams = streams_about(connection, "provider", provider, upto, start)
    found = (_LABEL.fullmatch(stream.removeprefix(start)) for stream in streams)
    return sorted({one[1] for one in found if one is not None and one[1].startswith(f"{year}-") and _is_label(one[1])})


def all_contracts(house: House, mandate: Mandate, provider: str) -> list[str]:
    """Return every contract that was ever concluded with a provider."""

    def known(desk: Desk) -> list[str]:
        desk.check_provider(provider)
        return list(desk.get(Contracts, provider, "provider").known)

    return house.door.ask(known, mandate)


def check_may_declare(mandate: Mandate) -> None:
    """Only whoever may declare sees what would be declared: it tells of all clients of a provider."""
    role = mandate.actor.role
    if role != "systeem" and role not in Declare.BY:
        raise Forbidden("role-may-not", f"Met de rol {role} mag u dit niet doen.")


def _is_label(text: str) -> bool:
    with suppress(Refused):
        labelled(text)
        return True
    return False


def _sees(desk: Desk, client: str) -> bool:
    with suppress(NotFound):
        desk.client(client)
        return True
    return False
