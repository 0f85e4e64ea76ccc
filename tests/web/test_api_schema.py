"""The description of the API holds: what it says is sent and answered is what is sent and answered."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from jsonschema_rs import Draft202012Validator
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from ledger.commands.catalogue import COMMANDS
from ledger.commands.journal import read_command
from ledger.vocabulary.clock import SetClock
from tests.databases import SqliteDatabases
from tests.web.client import TestClient
from tests.web.keys import system
from tests.web.region_story import regional_house
from web.api.schema import command_schemas
from web.app import create_app
from web.composition import House

pytestmark = pytest.mark.slow

ADDRESS = "/api/v1/openapi.json"
OPERATIONS = (
    ("/api/v1/commands", "POST"),
    ("/api/v1/previews", "POST"),
    ("/api/v1/diff", "GET"),
    ("/api/v1/balances/{budget}", "GET"),
    ("/api/v1/clients/{client}/history", "GET"),
    ("/api/v1/totals", "GET"),
    ("/api/v1/declarations", "GET"),
    ("/api/v1/declarations/preview", "GET"),
    ("/api/v1/plans/check", "POST"),
    ("/api/v1/simulations", "GET"),
    ("/api/v1/stands", "GET"),
    ("/api/v1/findings", "GET"),
    ("/api/v1/findings/{finding}", "GET"),
    ("/api/v1/audits", "GET"),
    ("/api/v1/explanations/{figure}", "GET"),
    ("/healthz", "GET"),
    ("/readyz", "GET"),
)


@pytest.fixture
def regional(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
    """A house in which the story of the region was told; the description is the same on every storage."""
    with regional_house(sqlite_databases, clock) as house:
        yield house


@pytest.fixture
def app(regional: House) -> FastAPI:
    """The application on that house."""
    return create_app(regional)


class TestTheDescription:
    def test_names_every_address_and_no_page(self, app: FastAPI) -> None:
        described: dict[str, Any] = TestClient(app).get(ADDRESS).json()
        found = {(path, method.upper()) for path, methods in described["paths"].items() for method in methods}
        assert found == set(OPERATIONS)

    def test_asks_for_a_key_everywhere_but_at_the_watch(self, app: FastAPI) -> None:
        described: dict[str, Any] = TestClient(app).get(ADDRESS).json()
        for path, methods in described["paths"].items():
            for operation in methods.values():
                assert ("security" in operation) is path.startswith("/api/"), path

    @pytest.mark.parametrize("word", COMMANDS)
    def test_of_a_command_fits_its_example_and_refuses_another_field(self, word: str) -> None:
        schema = Draft202012Validator(command_schemas()[word])
        example = {"do": word, **COMMANDS[word].EXAMPLE}
        assert read_command(example).command is not None
        assert schema.is_valid(example)
        assert not schema.is_valid({**example, "kleur": "rood"})
        assert not schema.is_valid({**example, "do": "dansen"})


UNFIT = {
    "/api/v1/commands": [positive_data_acceptance],
    "/api/v1/previews": [positive_data_acceptance],
    "/api/v1/diff": [positive_data_acceptance],
    "/api/v1/plans/check": [positive_data_acceptance],
}
"""Checks that ask for the impossible: JSON Schema counts 5.0 as an integer, the journal does not, and knows rules
(a BSN's 11-test; one subject out of three) that no schema holds."""


def check(app: FastAPI, house: House, address: str, method: str, mode: GenerationMode) -> None:
    """Send what is drawn from the description and hold the answers to it. Keys are tested by themselves."""
    key = system(app, house, "auditor").headers["authorization"]
    operation = schemathesis.openapi.from_asgi(ADDRESS, app)[address][method]
    unfit = [ignored_auth, *UNFIT.get(address, [])]

    @settings(max_examples=20, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def fits(case: Any) -> None:
        case.call_and_validate(headers={"authorization": key}, excluded_checks=unfit)

    fits()


@pytest.mark.slow
class TestAnswersAreAsDescribed:
    """No accident and no undescribed answer."""

    @pytest.mark.parametrize(("address", "method"), OPERATIONS)
    def test_to_what_is_right(self, app: FastAPI, regional: House, address: str, method: str) -> None:
        check(app, regional, address, method, GenerationMode.POSITIVE)

    @pytest.mark.parametrize(("address", "method"), OPERATIONS[:-2])
    def test_to_what_is_wrong(self, app: FastAPI, regional: House, address: str, method: str) -> None:
        """The watch takes no parameters, so nothing wrong can be sent there."""
        check(app, regional, address, method, GenerationMode.NEGATIVE)
