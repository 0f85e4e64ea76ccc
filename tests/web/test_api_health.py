"""What whoever watches over the machine can ask."""

from fastapi import FastAPI
from sqlalchemy import text

from tests.houses import do
from tests.web.client import TestClient
from web.composition import House


class TestHealth:
    def test_the_process_lives_also_without_its_database(self, stranger: TestClient, told: House) -> None:
        told.close()
        assert stranger.get("/healthz").json() == {"lives": True}


class TestReadiness:
    def test_tells_how_far_the_projections_are_behind(self, stranger: TestClient, told: House) -> None:
        with told.reading():
            pass
        do(told, {"do": "register_provider", "provider": "p7", "name": "Zorgboerderij Het Erf"})
        answer = stranger.get("/readyz")
        assert answer.status_code == 200
        assert answer.json()["ready"] is True
        assert set(answer.json()["lag"].values()) == {1}
        with told.reading():
            pass
        assert set(stranger.get("/readyz").json()["lag"].values()) == {0}

    def test_older_tables_are_not_ready(self, stranger: TestClient, told: House) -> None:
        with told.engine.execution_options(writes=True).begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
        answer = stranger.get("/readyz")
        assert answer.status_code == 503
        assert answer.json() == {"ready": False, "database": True, "migrated": False, "lag": {}, "newer": False}

    def test_changes_nothing(self, app: FastAPI, stranger: TestClient, told: House) -> None:
        before = told.ledger.head()
        stranger.get("/readyz")
        assert told.ledger.head() == before
