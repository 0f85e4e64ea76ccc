"""The register of prestaties as the funding models ask it: the maximum rate of a code on a day."""

from collections.abc import Callable
from datetime import date

from ledger.aggregates.tarieven import Tarieven, UsedTarief
from ledger.funding.model import Rate
from ledger.vocabulary.errors import NotFound

Find = Callable[[type[Tarieven], str], Tarieven]
"""Returns an aggregate as it stands, empty when nothing was recorded of it: `desk.find`, or a reader of the log."""


class RegisterRates:
    """The registers of all years behind one question."""

    def __init__(self, find: Find) -> None:
        self._find = find

    def rate(self, code: str, on: date) -> Rate:
        """Return the maximum in the year of a day; without one it is an error, never the nearest year."""
        known = self._find(Tarieven, Tarieven.id_of(on.year)).tarieven.get(code)
        if known is None:
            raise NotFound(
                "tarief-unknown",
                f"Voor {code} staat in {on.year} geen tarief in het register. "
                "Lees de tarieven van dat jaar in met `pvb tariffs import`, of leg het vast.",
                "code",
            )
        return Rate(on.year, code, known.unit, known.eurocent, known.version, known.source)


def used(rate: Rate) -> UsedTarief:
    """Return what an event keeps of the rate that an amount was taken from."""
    return UsedTarief(rate.year, rate.code, rate.unit, rate.eurocent, rate.version, rate.source)
