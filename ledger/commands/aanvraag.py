"""The command by which a provider asks for another toewijzing (Aanvraag aangepaste toewijzing, AAT)."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from ledger.aggregates.toewijzing import Asked, Toewijzingen
from ledger.commands.base import PROVIDER_SIDE, Besluitnummer, Command, Desk, from_day, until_day
from ledger.commands.toewijzing import Code, Percentage
from ledger.vocabulary.identifiers import Identifier
from ledger.vocabulary.leveringsvormen import Leveringsvorm


class AskedFor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked for one provider."""

    provider: Identifier
    soort: Code
    first: date = from_day()
    last: date | None = until_day()
    percentage: Percentage | None = None
    opname: bool | None = None


class RequestToewijzing(Command, frozen=True, kw_only=True, tag="request_toewijzing"):
    """Ask the zorgkantoor for another toewijzing (Aanvraag in an AW39). It changes nothing until it is assigned."""

    BY = PROVIDER_SIDE
    EXAMPLE = {
        "client": "c1",
        "besluitnummer": 123456789,
        "provider": "47001234",
        "zorgeenheid": "753",
        "leveringsvorm": "mpt",
        "asked": [{"provider": "47005678", "soort": "1", "from": "2026-05-01", "percentage": 60}],
    }
    client: Identifier
    besluitnummer: Besluitnummer
    provider: Identifier
    zorgeenheid: Code
    leveringsvorm: Leveringsvorm
    asked: Annotated[tuple[AskedFor, ...], Meta(min_length=1, description="noem ten minste één aanbieder")]

    def decide(self, desk: Desk) -> None:
        """Tell the toewijzingen."""
        desk.check_provider(self.provider)
        desk.client(self.client)
        asked = tuple(Asked(**msgspec.structs.asdict(one)) for one in self.asked)
        desk.get(Toewijzingen, self.client, "client").request(
            Toewijzingen.Requested(
                client=self.client,
                besluitnummer=self.besluitnummer,
                provider=self.provider,
                zorgeenheid=self.zorgeenheid,
                leveringsvorm=self.leveringsvorm,
                asked=asked,
            )
        )
