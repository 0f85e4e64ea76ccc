"""What most pages start from: one budget that concerns the visitor, and the words to tell it in."""

from typing import NamedTuple

from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import NotFound
from projections.client_budget.balance import BudgetRows
from projections.client_budget.queries import (
    budget_as_of,
    budget_now,
    not_found,
    person,
    provider_name,
    provider_name_as_of,
)
from projections.rows import Row
from web.auth.accounts import names_of
from web.composition import House
from web.dependencies import Reading
from web.pages.words import Words, client_name, group_name, opener, subject_of, who


class BudgetRead(NamedTuple):
    """All rows of a budget, and how to read them."""

    rows: BudgetRows
    words: Words


def read_budget(
    house: House, connection: Reading, mandate: Mandate, budget: str, upto: int | None = None
) -> BudgetRead:
    """Return a budget within the mandate, as known now or at a position; raises `NotFound`."""
    rows = budget_now(connection, budget) if upto is None else budget_as_of(house.ledger, budget, upto)
    client, provider = rows.budget["client"], rows.budget["provider"]
    if mandate.client not in (None, client) or mandate.provider not in (None, provider):
        raise not_found(budget)
    return BudgetRead(rows, _words(house, connection, rows, upto))


def entry_of(rows: BudgetRows, number: str) -> Row:
    """Return one line of a budget; raises `NotFound`."""
    for entry in rows.entries:
        if entry["entry"] == number:
            return entry
    raise NotFound("entry-unknown", f"Regel {number} staat niet in dit budget.")


def name_of_provider(house: House, connection: Reading, provider: str, upto: int | None) -> str:
    """Return the name of a provider, as known now or at a position."""
    return provider_name(connection, provider) if upto is None else provider_name_as_of(house.ledger, provider, upto)


def _words(house: House, connection: Reading, rows: BudgetRows, upto: int | None) -> Words:
    """Return how to read it. Accounts are of now: who looks back reads pseudonyms, which stay the same."""
    client, budget = rows.budget["client"], rows.budget["budget"]
    writers = {row["by"] for table in (rows.grants, rows.entries, rows.remarks) for row in table}
    names = names_of(connection, writers, rows.budget["provider"], client) if upto is None else {}
    if client is None:
        name = group_name(rows.budget["group_name"])
    else:
        known = person(connection, client)
        name = client_name(house.keyring, client, known and known.identity)
    return Words(
        open=opener(house.keyring, subject_of(client, budget)),
        who=lambda pseudonym: who(pseudonym, names),
        client=name,
        provider=name_of_provider(house, connection, rows.budget["provider"], upto),
    )
