"""The fully person-following envelope: over it, everybody is cut by the same factor."""

from collections.abc import Mapping

from ledger.vocabulary.amounts import in_proportion
from ledger.vocabulary.errors import Refused


def cut(envelope_eurocent: int, production: Mapping[str, int]) -> dict[str, int]:
    """Return what each provider is paid, in cents: all of its production when the region's envelope holds it.

    When it does not, production × envelope / all production, by largest remainder: the sum is exactly the envelope,
    and nobody gets more than it produced. An amount below zero is refused (domain.md §3, person-following envelope).

    >>> cut(10_000, {"een": 8_000, "twee": 4_000}), cut(12_000, {"een": 8_000, "twee": 4_000})
    ({'een': 6667, 'twee': 3333}, {'een': 8000, 'twee': 4000})
    """
    if envelope_eurocent < 0 or any(eurocent < 0 for eurocent in production.values()):
        told = "De ruimte of de productie van een zorgaanbieder is lager dan € 0,00. Verwerk eerst de correcties."
        raise Refused("envelope-negative", told, "amount")
    if sum(production.values()) <= envelope_eurocent:
        return dict(production)
    return dict(zip(production, in_proportion(envelope_eurocent, list(production.values())), strict=True))
