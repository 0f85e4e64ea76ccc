"""Whom a provider may have something to declare for: everybody who was ever brought to it."""

from typing import Any

import msgspec
import pytest

from ledger.application import Header
from ledger.events import Agb, Allocation, Event, Inschrijving, Levering, Toewijzingen, Zorgplan
from ledger.vocabulary.actor import SYSTEM
from projections.caseload.fold import CASELOAD
from projections.caseload.queries import clients_of
from projections.caseload.tables import caseload
from projections.rows import MemoryRows, Recorded
from tests.houses import do
from tests.ledger.lines import client, indicatie
from tests.ledger.log.samples import complete
from tests.ledger.story import Story
from web.composition import House

ASSIGNED: dict[str, Any] = {
    "do": "assign_zorg",
    "client": "c3",
    "besluitnummer": 3,
    "soort": "1",
    "provider": "47001234",
    "from": "2026-01-05",
    "leveringsvorm": "mpt",
    "zorgeenheid": "753",
    "zorgprofiel": "4VV",
    "assigned_at": "2026-01-02T10:15:00",
    "zorgkantoor": "5521",
    "to": "2026-12-31",
}


HEADER = msgspec.json.encode(Header(SYSTEM.actor, "k1"))


def folded(*events: Event) -> list[dict[str, Any]]:
    """Return the rows after events at positions 1, 2 …"""
    rows = MemoryRows()
    for position, event in enumerate(events, start=1):
        at = Recorded(position, "stream", event.stored_topic(), HEADER, event)
        CASELOAD.folds_by_topic[event.stored_topic()](rows, at, event)
    return rows.all(caseload)


class TestACaseload:
    @pytest.mark.parametrize(
        "event",
        [
            Zorgplan.PlanAgreed,
            Zorgplan.PlanRevised,
            Levering.Recorded,
            Inschrijving.Started,
            Allocation.ModulesPlaced,
            Allocation.ModulesMoved,
            Toewijzingen.Assigned,
        ],
    )
    def test_holds_whoever_is_brought_to_a_provider(self, event: type[Event]) -> None:
        """By a plan, care, an enrolment, modules or a toewijzing; since the first of them."""
        one = complete(event)
        assert folded(one, one) == [{"provider": "p1", "client": "c1", "since_position": 1}]

    def test_holds_nobody_for_a_pgb(self) -> None:
        """Care that the client buys is nobody's to declare."""
        agreed = complete(Zorgplan.PlanAgreed)
        assert isinstance(agreed, Zorgplan.PlanAgreed)
        bought = msgspec.structs.replace(agreed.lines[0], provider=None)
        assert folded(msgspec.structs.replace(agreed, lines=(bought,))) == []

    def test_holds_nobody_for_a_plan_that_a_provider_recorded(self) -> None:
        """Only the payer brings a client somewhere."""
        agreed = complete(Zorgplan.PlanAgreed)
        assert isinstance(agreed, Zorgplan.PlanAgreed)
        assert folded(msgspec.structs.replace(agreed, by_payer=False)) == []

    def test_is_found_by_number_and_by_agb_code(self, house: House) -> None:
        """On both databases: modules name the number, a toewijzing the code, also when it was not registered yet."""
        story = Story(house)
        parts = [{"provider": "p1", "modules": 3}, {"provider": "p2", "modules": 7}]
        story.tell(
            *(client(id) for id in ("c1", "c2", "c3")),
            indicatie(1),
            indicatie(3, client="c3"),
            ASSIGNED,
            {"do": "allocate_modules", "client": "c1", "from": "2026-01-01", "of": 10, "parts": parts},
        )
        do(house, {"do": "register_provider", "provider": "p1", "name": "De Linde", "agb": "47001234"})
        with house.reading() as connection:
            found = {provider: clients_of(connection, provider) for provider in ("p1", "p2", "p9")}
        assert found == {"p1": ["c1", "c3"], "p2": ["c1"], "p9": []}

    def test_knows_codes_of_registered_providers_only(self) -> None:
        """The fold of a code touches no client."""
        assert folded(complete(Agb.Assigned)) == []
