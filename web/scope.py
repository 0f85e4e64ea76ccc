"""Whom a reader may see: the mandate that bounds commands bounds questions too. What is outside it does not exist."""

from sqlalchemy import Connection

from ledger.events import Client, VirtualBudget
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import Forbidden, NotFound
from projections.caseload.queries import is_brought_to
from projections.client_budget.queries import budget_of, is_region_of_client, person
from projections.contracteerruimte.queries import regions_and_years

OPENS_SEALED = frozenset({"systeem", "zorgaanbieder", "medewerker", "familie"})
"""The roles that care for, or are, the people within their mandate; others read pseudonyms and no words of people."""


def opens_sealed(mandate: Mandate) -> bool:
    """Tell whether sealed texts of clients within the mandate may be opened."""
    return mandate.actor.role in OPENS_SEALED


def check_client(connection: Connection, mandate: Mandate, client: str) -> None:
    """Raise `NotFound` for a client that is not there or is outside the mandate."""
    found = person(connection, client)
    if found is None or mandate.client not in (None, client) or mandate.region not in (None, found.region):
        raise Client.not_found(client)
    if mandate.provider is not None and not is_brought_to(connection, client, mandate.provider):
        raise Client.not_found(client)


def check_budget(connection: Connection, mandate: Mandate, budget: str) -> None:
    """Raise `NotFound` for a budget that is not there or is outside the mandate."""
    found = budget_of(connection, budget)
    if found is None or mandate.provider not in (None, found.provider):
        raise VirtualBudget.not_found(budget)
    if mandate.client not in (None, found.client):
        raise VirtualBudget.not_found(budget)
    if mandate.region is not None:
        owner = person(connection, found.client) if found.client is not None else None
        if owner is None or owner.region != mandate.region:
            raise VirtualBudget.not_found(budget)


def provider_within(mandate: Mandate, asked: str | None) -> str | None:
    """Return the provider to ask for: the mandate's own, else the one asked for, if any."""
    if mandate.provider not in (None, asked) and asked is not None:
        raise NotFound("provider-unknown", f"Zorgaanbieder {asked} is niet bekend.", "provider")
    return mandate.provider or asked


def region_within(mandate: Mandate, asked: str | None) -> str | None:
    """Return the region to ask for: the mandate's own, else the one asked for, if any."""
    if mandate.region not in (None, asked) and asked is not None:
        raise NotFound("region-unknown", f"Regio {asked} is niet bekend.", "region")
    return mandate.region or asked


def check_region(connection: Connection, region: str) -> None:
    """Raise `NotFound` for a region in which nobody lives and that never had a contracteerruimte."""
    if is_region_of_client(connection, region) or region in {one for one, _ in regions_and_years(connection)}:
        return
    raise NotFound("region-unknown", f"Regio {region} is niet bekend.", "region")


def check_totals(mandate: Mandate) -> None:
    """Totals hold the figures of many clients: they are not for one client's family."""
    if mandate.client is not None:
        raise Forbidden("role-may-not", f"Met de rol {mandate.actor.role} mag u totalen niet zien.")
