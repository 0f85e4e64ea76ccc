"""What the tests of the pages on declaring start from, and how they read those pages."""

from collections.abc import Callable, Iterator

import pytest
from httpx import Response

from ledger.vocabulary.clock import SetClock
from tests.databases import Databases
from tests.houses import do
from tests.web.client import TestClient, texts
from tests.web.declaring_story import MARCH, declaring_house, judged
from web.composition import House

LogIn = Callable[[str], TestClient]
SUBMITTED = {"do": "declare", "clients": ["c1", "c2"], **MARCH}


@pytest.fixture
def told(databases: Databases, clock: SetClock) -> Iterator[House]:
    """A house in which there is a month to declare."""
    with declaring_house(databases, clock) as house:
        yield house


@pytest.fixture
def office(as_user: LogIn) -> TestClient:
    return as_user("kantoor-1")


@pytest.fixture
def approved(told: House) -> House:
    """March was declared under k1, and approved."""
    do(told, SUBMITTED, judged("1", "2"))
    return told


def sentence(answer: Response) -> str:
    return texts(answer, "//p[@class='pvb-hero__sentence']")[0]


def rows(answer: Response, id: str = "regels") -> list[list[str]]:
    """Return what the cells of a table hold, without the labels that only a phone shows."""
    found = texts(answer, f"//div[@id='{id}']//tbody/tr[th]/*/*[last()]")
    width = len(texts(answer, f"//div[@id='{id}']//thead//th"))
    return [found[start : start + width] for start in range(0, len(found), width)]


def statuses(answer: Response, contract: str = "k1") -> list[str]:
    return texts(answer, f"//section[@aria-labelledby='contract-{contract}']//a//span[contains(@class, 'badge')]")


def head(house: House) -> int:
    record = house.ledger.head()
    assert record is not None
    return record.position
