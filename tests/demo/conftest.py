"""One invented region, small enough to be looked at from all sides."""

import pytest

from ledger.demo.agenda import Moment
from ledger.demo.region import lives

CLIENTS = 400
SEED = 11


@pytest.fixture(scope="session")
def region() -> list[Moment]:
    """A year around four hundred clients and the two families."""
    return list(lives(CLIENTS, SEED))
