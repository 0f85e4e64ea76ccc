"""For whom an account may be made: only for a client, a provider or a region that the ledger knows."""

from ledger.vocabulary.errors import NotFound
from projections.client_budget.queries import budgets_of_provider, person
from projections.provider_totals.queries import names_of_providers, provider_totals
from web.composition import House
from web.scope import check_region


def check_known(house: House, provider: str | None, client: str | None, region: str | None) -> None:
    """Raise `NotFound` for what the ledger does not know; most often that is a slip of the pen."""
    with house.reading() as connection:
        if client is not None and person(connection, client) is None:
            raise NotFound("client-unknown", f"Cliënt {client} is niet bekend.", "client")
        if provider is not None and not (
            provider in names_of_providers(connection)
            or budgets_of_provider(connection, provider)
            or provider_totals(connection, provider)
        ):
            raise NotFound("provider-unknown", f"Zorgaanbieder {provider} is niet bekend.", "provider")
        if region is not None:
            check_region(connection, region)
