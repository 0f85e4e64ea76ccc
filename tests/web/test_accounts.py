"""Accounts: who can have one, and for whom."""

import pytest
from sqlalchemy import select

from ledger.vocabulary.errors import NotFound, Refused
from tests.web.story import PASSWORD
from web.auth.accounts import (
    Account,
    account_exists,
    create_account,
    list_accounts,
    names_of,
    remove_account,
    set_password,
)
from web.auth.passwords import SHORTEST, hashed, is_outdated, matches
from web.auth.tables import accounts
from web.composition import House


class TestCreating:
    def test_keeps_only_a_hash_of_the_password(self, house: House) -> None:
        create_account(house.engine, "medewerker-17", PASSWORD, "Fatma Yilmaz", "medewerker", provider="p1")
        with house.engine.connect() as connection:
            kept = connection.scalar(select(accounts.c.password_hash))
        assert kept is not None
        assert kept.startswith("$argon2id$")
        assert matches(PASSWORD, kept)
        assert not matches(PASSWORD + " ", kept)
        assert not is_outdated(kept)

    @pytest.mark.parametrize(
        ("role", "scope"),
        [
            ("zorgaanbieder", {"provider": "p1"}),
            ("medewerker", {"provider": "p1"}),
            ("familie", {"client": "c1"}),
            ("auditor", {}),
            ("zorgkantoor", {"region": "Rotterdam"}),
        ],
    )
    def test_gives_each_role_its_own_scope_and_no_other(self, house: House, role: str, scope: dict[str, str]) -> None:
        account = create_account(house.engine, "iemand", PASSWORD, "Iemand", role, **scope)
        mandate = account.mandate
        assert (mandate.provider, mandate.client, mandate.region) == tuple(
            scope.get(name) for name in ("provider", "client", "region")
        )
        for name in {"provider", "client", "region"} - set(scope):
            with pytest.raises(Refused) as refused:
                create_account(house.engine, "ander", PASSWORD, "Ander", role, **scope, **{name: "x"})
            assert (refused.value.code, refused.value.field) == ("scope-not-allowed", name)
        for name in scope:
            with pytest.raises(Refused) as refused:
                create_account(house.engine, "ander", PASSWORD, "Ander", role)
            assert (refused.value.code, refused.value.field) == ("scope-missing", name)

    @pytest.mark.parametrize("role", ["systeem", "baas", ""])
    def test_knows_no_other_roles(self, house: House, role: str) -> None:
        """The operator of the machine has no account: nobody logs in as the system."""
        with pytest.raises(Refused) as refused:
            create_account(house.engine, "iemand", PASSWORD, "Iemand", role)
        assert refused.value.code == "role-unknown"

    @pytest.mark.parametrize(("length", "code"), [(SHORTEST - 1, "password-weak"), (201, "password-too-long")])
    def test_refuses_a_password_that_is_too_short_or_too_long(self, length: int, code: str) -> None:
        with pytest.raises(Refused) as refused:
            hashed("x" * length)
        assert refused.value.code == code

    def test_accepts_the_shortest_and_the_longest(self) -> None:
        assert matches("x" * SHORTEST, hashed("x" * SHORTEST))
        assert matches("x" * 200, hashed("x" * 200))

    @pytest.mark.parametrize("username", ["", "Fatma", "fatma yilmaz", "-fatma", "x" * 65, "fatma\n"])
    def test_refuses_what_could_be_no_pseudonym_in_the_ledger(self, house: House, username: str) -> None:
        with pytest.raises(Refused) as refused:
            create_account(house.engine, username, PASSWORD, "Fatma", "auditor")
        assert refused.value.code == "username-invalid"

    def test_refuses_a_name_that_is_taken(self, house: House) -> None:
        create_account(house.engine, "auditor", PASSWORD, "Ruud", "auditor")
        with pytest.raises(Refused) as refused:
            create_account(house.engine, "auditor", PASSWORD, "Ander", "auditor")
        assert refused.value.code == "username-taken"

    def test_refuses_an_account_without_a_name(self, house: House) -> None:
        with pytest.raises(Refused) as refused:
            create_account(house.engine, "auditor", PASSWORD, "  ", "auditor")
        assert refused.value.code == "name-missing"


class TestKeeping:
    def test_lists_by_username(self, house: House) -> None:
        create_account(house.engine, "b", PASSWORD, "Bea", "auditor")
        create_account(house.engine, "a", PASSWORD, "Ada", "familie", client="c1")
        assert list_accounts(house.engine) == [
            Account("a", "Ada", "familie", None, "c1", None),
            Account("b", "Bea", "auditor", None, None, None),
        ]

    def test_names_who_works_for_the_provider_or_is_family_of_the_client(self, house: House) -> None:
        create_account(house.engine, "a", PASSWORD, "Ada", "auditor")
        create_account(house.engine, "f1", PASSWORD, "Fay", "familie", client="c1")
        create_account(house.engine, "f2", PASSWORD, "Fie", "familie", client="c2")
        create_account(house.engine, "m1", PASSWORD, "Mo", "medewerker", provider="p1")
        create_account(house.engine, "m2", PASSWORD, "Mia", "medewerker", provider="p2")
        everybody = {"a", "f1", "f2", "m1", "m2", "weg"}
        with house.engine.connect() as connection:
            assert names_of(connection, everybody, "p1", "c1") == {"f1": "Fay", "m1": "Mo"}
            assert names_of(connection, everybody, "p1") == {"m1": "Mo"}

    def test_removes(self, house: House) -> None:
        create_account(house.engine, "a", PASSWORD, "Ada", "auditor")
        assert account_exists(house.engine, "a")
        remove_account(house.engine, "a", house.clock.now())
        assert not account_exists(house.engine, "a")

    def test_never_gives_a_username_to_somebody_else(self, house: House) -> None:
        """The lines of the first would bear the name of the second."""
        create_account(house.engine, "m1", PASSWORD, "Mo", "medewerker", provider="p1")
        remove_account(house.engine, "m1", house.clock.now())
        with pytest.raises(Refused) as refused:
            create_account(house.engine, "m1", PASSWORD, "Mia", "medewerker", provider="p1")
        assert refused.value.code == "username-taken"
        with pytest.raises(NotFound):
            set_password(house.engine, "m1", PASSWORD)
        assert list_accounts(house.engine) == []
        with house.engine.connect() as connection:
            assert names_of(connection, {"m1"}, "p1") == {}
            assert list(connection.execute(select(accounts.c.name, accounts.c.password_hash))) == [("", "")]

    def test_cannot_change_or_remove_nobody(self, house: House) -> None:
        with pytest.raises(NotFound):
            remove_account(house.engine, "niemand", house.clock.now())
        with pytest.raises(NotFound):
            set_password(house.engine, "niemand", PASSWORD)
