"""For whom an account may be made: only for a client, a provider or a region that the ledger knows."""

from ledger.vocabulary.errors import NotFound
from projections.client_budget.queries import budgets_of_provider, is_region_of_client, person
from projections.contracteerruimte.queries import regions_and_years
from projections.provider_totals.queries import names_of_providers, provider_totals
from web.composition import House


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
        if region is not None and not (
            is_region_of_client(connection, region) or region in {one for one, _ in regions_and_years(connection)}
        ):
            raise NotFound("region-unknown", f"Regio {region} is niet bekend.", "region")
