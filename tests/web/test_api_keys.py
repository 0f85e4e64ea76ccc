"""Who may use the API: a key, its role, its limits."""

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from ledger.vocabulary.errors import NotFound, Refused
from tests.web.client import TestClient
from tests.web.conftest import LogIn
from tests.web.keys import system
from web.auth.api_keys import create_key, find_key, list_keys, remove_key
from web.composition import House


class TestAKey:
    def test_is_known_by_its_secret(self, house: House) -> None:
        secret = create_key(house.engine, "ecd-linde", "zorgaanbieder", provider="p1")
        key = find_key(house.engine, secret)
        assert key is not None
        assert key.mandate.actor.id == "api:ecd-linde"
        assert (key.mandate.actor.role, key.mandate.provider) == ("zorgaanbieder", "p1")

    def test_is_kept_as_a_digest_only(self, house: House) -> None:
        secret = create_key(house.engine, "controle", "auditor")
        with house.engine.connect() as connection:
            rows = connection.execute(text("SELECT * FROM api_keys")).all()
        assert len(rows) == 1
        assert secret.startswith("pvb_")
        assert secret.removeprefix("pvb_") not in str(rows)

    def test_two_keys_differ(self, house: House) -> None:
        assert create_key(house.engine, "een", "auditor") != create_key(house.engine, "twee", "auditor")
        assert [key.name for key in list_keys(house.engine)] == ["een", "twee"]

    def test_opens_nothing_once_removed(self, house: House) -> None:
        secret = create_key(house.engine, "controle", "auditor")
        remove_key(house.engine, "controle")
        assert find_key(house.engine, secret) is None
        with pytest.raises(NotFound, match="geen sleutel controle"):
            remove_key(house.engine, "controle")

    @pytest.mark.parametrize(
        ("name", "role", "scope", "code"),
        [
            ("Met Spatie", "auditor", {}, "key-name-invalid"),
            ("bezet", "auditor", {}, "key-name-taken"),
            ("nieuw", "baas", {}, "role-unknown"),
            ("nieuw", "systeem", {}, "role-unknown"),
            ("nieuw", "zorgaanbieder", {}, "scope-missing"),
            ("nieuw", "zorgkantoor", {}, "scope-missing"),
            ("nieuw", "familie", {"provider": "p1"}, "scope-not-allowed"),
            ("nieuw", "auditor", {"region": "Rotterdam"}, "scope-not-allowed"),
        ],
    )
    def test_has_a_free_name_a_role_and_its_scope(
        self, house: House, name: str, role: str, scope: dict[str, str], code: str
    ) -> None:
        create_key(house.engine, "bezet", "auditor")
        with pytest.raises(Refused) as refused:
            create_key(house.engine, name, role, **scope)
        assert refused.value.code == code


class TestWithoutAKey:
    @pytest.mark.parametrize(
        ("headers", "code"),
        [
            ({}, "key-missing"),
            ({"Authorization": "Basic cHZiOnB2Yg=="}, "key-missing"),
            ({"Authorization": "Bearer pvb_geraden"}, "key-unknown"),
        ],
    )
    @pytest.mark.parametrize("address", ["balances/b1", "clients/c1/history", "totals"])
    def test_nothing_is_told(self, stranger: TestClient, address: str, headers: dict[str, str], code: str) -> None:
        answer = stranger.get(f"/api/v1/{address}", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.json()["error"]["code"] == code

    def test_nothing_is_recorded(self, stranger: TestClient, told: House) -> None:
        before = told.ledger.head()
        command = {"do": "register_provider", "provider": "p7", "name": "Nieuw"}
        assert stranger.post("/api/v1/commands", json=command).status_code == 401
        assert told.ledger.head() == before

    def test_a_session_of_a_page_opens_no_api(self, as_user: LogIn) -> None:
        """The API looks at the key alone, so that no form on another site can reach it with a cookie."""
        browser = as_user("auditor-1")
        assert browser.get("/controle").status_code == 200
        assert browser.get("/api/v1/totals").status_code == 401


class TestScope:
    """What is outside the scope of a key does not exist, for a question as for a command."""

    @pytest.mark.parametrize(
        ("role", "scope", "address", "status"),
        [
            ("zorgaanbieder", {"provider": "p1"}, "balances/b1", 200),
            ("zorgaanbieder", {"provider": "p9"}, "balances/b1", 404),
            ("familie", {"client": "c1"}, "balances/b1", 200),
            ("familie", {"client": "c9"}, "balances/b1", 404),
            ("zorgkantoor", {"region": "Rotterdam"}, "balances/b1", 200),
            ("zorgkantoor", {"region": "Utrecht"}, "balances/b1", 404),
            ("auditor", {}, "balances/b1", 200),
            ("zorgaanbieder", {"provider": "p1"}, "clients/c2/history", 200),
            ("zorgaanbieder", {"provider": "p9"}, "clients/c2/history", 404),
            ("familie", {"client": "c2"}, "clients/c2/history", 200),
            ("familie", {"client": "c9"}, "clients/c2/history", 404),
            ("zorgkantoor", {"region": "Utrecht"}, "clients/c2/history", 404),
            ("auditor", {}, "clients/c2/history", 200),
            ("familie", {"client": "c1"}, "totals", 403),
            ("zorgaanbieder", {"provider": "p1"}, "totals?provider=p9", 404),
            ("zorgkantoor", {"region": "Utrecht"}, "totals?region=Rotterdam", 404),
        ],
    )
    def test_of_a_question(
        self, app: FastAPI, told: House, role: str, scope: dict[str, str], address: str, status: int
    ) -> None:
        answer = system(app, told, role, **scope).get(f"/api/v1/{address}")
        assert answer.status_code == status, answer.text

    @pytest.mark.parametrize(
        ("role", "scope", "status"),
        [
            ("medewerker", {"provider": "p1"}, 200),
            ("medewerker", {"provider": "p9"}, 404),
            ("familie", {"client": "c1"}, 403),
            ("auditor", {}, 403),
        ],
    )
    def test_of_a_command(self, app: FastAPI, told: House, role: str, scope: dict[str, str], status: int) -> None:
        spend = {"do": "spend", "budget": "b1", "entry": "x1", "on": "2026-03-04", "amount": {"PUNT": "1.00"}}
        answer = system(app, told, role, **scope).post("/api/v1/commands", json={**spend, "what": "wandelen"})
        assert answer.status_code == status, answer.text

    def test_unknown_and_outside_read_the_same(self, app: FastAPI, told: House) -> None:
        other = system(app, told, "zorgaanbieder", provider="p9")
        outside, unknown = other.get("/api/v1/balances/b1"), other.get("/api/v1/balances/b77")
        assert outside.json()["error"]["message"].replace("b1", "b77") == unknown.json()["error"]["message"]
