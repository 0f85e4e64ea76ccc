"""Of fewer than ten clients nothing is told: every amount would be of a person."""

import msgspec
import pytest

from ledger.simulation.outcome import outcome
from ledger.simulation.run import Asked, simulate
from ledger.simulation.scenarios import scenario_of
from ledger.vocabulary.errors import Refused
from tests.bench.region import YEAR, fill
from web.composition import House
from web.small_cells import without_small_cells


@pytest.mark.parametrize(("clients", "told"), [(9, False), (10, True)])
def test_a_comparison_is_of_ten_clients_or_more(house: House, clients: int, told: bool) -> None:
    """Exactly ten are told, with what cannot be led back to one of them."""
    fill(house, clients, 2)
    head = house.ledger.head()
    assert head is not None
    found = outcome(simulate(house.ledger, Asked((scenario_of("A"),), YEAR, None, head.position)))
    if told:
        assert without_small_cells(found).clients == clients
        return
    with pytest.raises(Refused) as refused:
        without_small_cells(found)
    assert refused.value.code == "too-few-clients"
    assert without_small_cells(msgspec.structs.replace(found, clients=0)).clients == 0
