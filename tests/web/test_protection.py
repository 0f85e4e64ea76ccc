"""What holds for every page: headers, forms that cannot be forged, each page only for its role and its people."""

import json
from collections.abc import Callable

import pytest
from fastapi import FastAPI, Request
from fastapi.routing import APIRoute

from tests.web.client import TestClient, heading, hidden, main_text, texts
from tests.web.story import PASSWORD
from web.auth.tables import sessions
from web.auth.visitor import COOKIE
from web.composition import House
from web.pages.catalogue import ROUTERS

LogIn = Callable[[str], TestClient]

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FILLED = {"budget": "b1", "entry": "e8", "client": "c1", "position": "1", "region": "Rotterdam", "provider": "p1"}
ROUTES = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
POSTS = sorted({route.path for route in ROUTES if "POST" in (route.methods or ())})
STAFF = {
    "/vandaag",
    "/regels/b1",
    "/opschrijven/b1",
    "/plannen/b1",
    "/regels/b1/e8/verbeteren",
    "/regels/b1/e8/opgeschreven",
    "/regels/b1/r1/gereserveerd",
    "/regels/b1/e22/verbeterd",
    "/regels/b1/e15/antwoord",
    "/samen",
    "/samen/b1/g1",
}
FAMILY = {"/budget", "/budget/b1", "/budget/b1/regel/e8/vraag", "/budget/b1/regel/e15/vraag/verstuurd"}
ORIGINS: tuple[tuple[dict[str, str], int], ...] = (
    ({}, 422),
    ({"origin": "http://testserver"}, 422),
    ({"origin": "null", "sec-fetch-site": "same-origin"}, 422),
    ({"origin": "https://elders.example"}, 403),
    ({"origin": "http://testserver.elders.example"}, 403),
    ({"origin": "null", "sec-fetch-site": "cross-site"}, 403),
    ({"sec-fetch-site": "same-site"}, 403),
    ({"origin": "http://["}, 403),
)


def filled(path: str) -> str:
    for name, value in FILLED.items():
        path = path.replace(f"{{{name}}}", value)
    return path


class TestEveryAnswer:
    @pytest.mark.parametrize(
        "address",
        ["/inloggen", "/", "/niets", "/static/pvb.css", "/static/niets.css", "/toegankelijkheid", "/api/v1/x"],
    )
    def test_has_a_strict_policy(self, stranger: TestClient, address: str) -> None:
        headers = stranger.get(address).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"

    def test_is_not_kept_by_the_browser_unless_it_is_the_same_for_everybody(self, as_user: LogIn) -> None:
        browser = as_user("familie-1")
        assert browser.get("/budget/b1").headers["cache-control"] == "no-store"
        assert browser.get("/inloggen").headers["cache-control"] == "no-store"
        assert "public" in browser.get("/static/pvb.css").headers["cache-control"]

    def test_is_a_page_in_words_also_when_the_program_breaks(self, app: FastAPI, told: House) -> None:
        """The answer says nothing of what went wrong inside."""

        @app.get("/kapot")
        def broken() -> None:
            raise RuntimeError("a secret of the program")

        answer = TestClient(app, raise_server_exceptions=False).get("/kapot")
        assert answer.status_code == 500
        assert heading(answer) == "Er ging iets mis"
        assert "secret" not in answer.text
        assert answer.headers["content-security-policy"] == POLICY

    def test_is_a_page_also_when_the_database_is_gone(self, app: FastAPI, as_user: LogIn, told: House) -> None:
        """Who asks cannot be looked up then, and the page does without."""
        token = as_user("familie-1").cookies[COOKIE]
        with told.engine.execution_options(writes=True).begin() as connection:
            sessions.drop(connection)
        browser = TestClient(app, raise_server_exceptions=False, cookies={COOKIE: token})
        answer = browser.get("/budget/b1")
        assert (answer.status_code, heading(answer)) == (500, "Er ging iets mis")

    def test_says_nothing_to_the_log_of_what_was_sent(
        self, app: FastAPI, as_user: LogIn, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
    ) -> None:
        """Where it broke is in the log; passwords, cookies, keys and what the error said are not."""

        @app.post("/api/kapot")
        async def broken(request: Request) -> None:
            password, kept = (await request.form())["password"], dict(request.headers)
            raise RuntimeError(f"{password} {kept}")

        token = as_user("familie-1").cookies[COOKIE]
        browser = TestClient(app, cookies={COOKIE: token})
        key = {"authorization": "Bearer pvb_geheime-sleutel"}
        answer = browser.post("/api/kapot", data={"password": "mijn geheime woord"}, headers=key)
        assert (answer.status_code, answer.json()["error"]["code"]) == (500, "unexpected-error")
        written = "".join((*capfd.readouterr(), caplog.text))
        told = json.loads(next(line for line in written.splitlines() if "request failed" in line))
        assert (told["path"], told["exception"][0]) == ("/api/kapot", "builtins.RuntimeError")
        assert told["exception"][-1].endswith(" broken")
        for secret in ("geheime woord", token, "geheime-sleutel"):
            assert secret not in written + answer.text

    @pytest.mark.parametrize("address", ["/budget/%00", "/regels/b1%00", "/static/%00", "/niets?zoek=%00"])
    def test_of_an_address_with_nul_is_not_found(self, as_user: LogIn, address: str) -> None:
        assert as_user("familie-1").get(address).status_code == 404

    def test_of_an_address_with_nul_below_the_api_is_json(self, stranger: TestClient) -> None:
        answer = stranger.get("/api/v1/balances/%00")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "page-not-found")

    @pytest.mark.parametrize("address", ["/budget/", "/inloggen/", "/api/v1/totals/"])
    def test_never_sends_on_to_a_host_that_the_request_names(self, stranger: TestClient, address: str) -> None:
        answer = stranger.get(address, headers={"host": "elders.example"})
        assert (answer.status_code, answer.headers.get("location")) == (404, None)

    def test_of_an_unknown_address_is_a_page_in_words(self, stranger: TestClient) -> None:
        answer = stranger.get("/niets")
        assert (answer.status_code, heading(answer)) == (404, "Deze pagina is er niet")

    def test_of_a_wrong_method_is_a_page_in_words(self, stranger: TestClient) -> None:
        assert stranger.delete("/inloggen").status_code == 405

    def test_of_a_wrong_method_below_the_api_has_a_code_of_its_own(self, stranger: TestClient) -> None:
        answer = stranger.delete("/api/v1/totals")
        assert (answer.status_code, answer.json()["error"]["code"]) == (405, "method-not-allowed")

    def test_below_the_api_is_json(self, stranger: TestClient) -> None:
        answer = stranger.get("/api/v1/niets")
        assert answer.status_code == 404
        assert answer.json()["error"]["code"] == "page-not-found"


class TestForgery:
    """A form counts only when it carries the token of the session, and comes from our own pages."""

    def test_there_are_forms_to_guard(self) -> None:
        assert {"/inloggen", "/uitloggen", "/opschrijven/{budget}", "/samen"} <= set(POSTS)

    @pytest.mark.parametrize("username", ["familie-1", "medewerker-17"])
    def test_without_the_token_nothing_is_done(self, as_user: LogIn, told: House, username: str) -> None:
        before, browser = told.ledger.head(), as_user(username)
        for path in POSTS:
            for sent in ({}, {"csrf": ""}, {"csrf": "x" * 32}, {"csrf": "é"}):
                answer = browser.post(filled(path), data=sent)
                assert (answer.status_code, heading(answer)) == (403, "Deze pagina is verlopen"), (path, sent)
        assert told.ledger.head() == before

    def test_the_token_of_somebody_else_is_none(self, as_user: LogIn) -> None:
        other = as_user("kantoor-1").get("/samen")
        token = texts(other, "//main//input[@name='csrf']/@value")[0]
        assert as_user("medewerker-17").post("/samen", data={"csrf": token}).status_code == 403

    def test_the_login_form_has_a_token_too(self, stranger: TestClient) -> None:
        """Else another site could log somebody in under an account of its own."""
        assert stranger.post("/inloggen", data={"username": "familie-1"}).status_code == 403

    def test_an_expired_form_leads_back_to_its_page(self, as_user: LogIn) -> None:
        answer = as_user("medewerker-17").post("/opschrijven/b1", data={"csrf": "oud"})
        assert "Vul het formulier nog eens in." in main_text(answer)
        assert "ander account" not in main_text(answer)
        assert texts(answer, "//main//a/@href") == ["/opschrijven/b1", "/"]

    def test_an_expired_button_without_a_page_of_its_own_leads_to_the_beginning(self, as_user: LogIn) -> None:
        answer = as_user("medewerker-17").post("/samen/b1/g1/ongedaan", data={"csrf": "oud"})
        assert texts(answer, "//main//a/@href") == ["/"]

    def test_an_expired_login_form_is_there_again_and_works(self, stranger: TestClient) -> None:
        stale = {"csrf": "oud", "next": "/budget/b1", "username": "familie-1", "password": PASSWORD}
        again = stranger.post("/inloggen", data=stale)
        assert (again.status_code, heading(again)) == (403, "Inloggen")
        assert "De inlogpagina was verlopen." in main_text(again)
        answer = stranger.post("/inloggen", data={**stale, **hidden(again)})
        assert (answer.status_code, answer.headers["location"]) == (303, "/budget/b1")

    def test_another_origin_is_refused_even_with_the_token(self, as_user: LogIn) -> None:
        browser = as_user("medewerker-17")
        token = texts(browser.get("/samen"), "//main//input[@name='csrf']/@value")[0]
        for headers, status in ORIGINS:
            answer = browser.post("/samen", data={"csrf": token}, headers=headers)
            assert answer.status_code == status, headers


class TestRoles:
    """Each page only for its role."""

    def test_nobody_sees_a_page_without_logging_in(self, stranger: TestClient) -> None:
        for address in sorted(STAFF | FAMILY):
            answer = stranger.get(address)
            assert answer.status_code == 303, address
            assert answer.headers["location"].startswith("/inloggen?naar="), address

    @pytest.mark.parametrize(
        ("username", "own"),
        [
            ("medewerker-17", STAFF),
            ("kantoor-1", STAFF),
            ("familie-1", FAMILY),
            ("auditor-1", set()),
            ("inkoop-1", set()),
        ],
    )
    def test_everybody_sees_the_pages_of_their_role(self, as_user: LogIn, username: str, own: set[str]) -> None:
        browser = as_user(username)
        seen = {address: browser.get(address).status_code for address in STAFF | FAMILY}
        assert seen == {address: 200 if address in own else 403 for address in STAFF | FAMILY}


class TestWhomItConcerns:
    """What is not for you looks exactly like what is not there."""

    def test_a_family_sees_one_client(self, as_user: LogIn) -> None:
        browser = as_user("familie-9")
        for address in sorted(FAMILY - {"/budget"}):
            hidden_away, unknown = browser.get(address), browser.get(address.replace("b1", "b0"))
            assert (hidden_away.status_code, unknown.status_code) == (404, 404), address
            assert main_text(hidden_away) == main_text(unknown)

    def test_staff_see_the_clients_of_their_provider(self, as_user: LogIn) -> None:
        browser = as_user("medewerker-90")
        for address in sorted(STAFF - {"/vandaag", "/samen"}):
            assert browser.get(address).status_code == 404, address

    def test_staff_write_only_for_their_provider(self, as_user: LogIn, told: House) -> None:
        before, browser = told.ledger.head(), as_user("medewerker-90")
        token = texts(browser.get("/samen"), "//main//input[@name='csrf']/@value")[0]
        for path in POSTS:
            if "{budget}" in path and not path.startswith("/budget"):
                answer = browser.post(filled(path), data={"csrf": token, "text": "x"})
                assert answer.status_code == 404, path
        assert told.ledger.head() == before

    def test_staff_of_another_provider_cannot_undo_a_group(self, as_user: LogIn) -> None:
        browser = as_user("medewerker-90")
        token = texts(browser.get("/samen"), "//main//input[@name='csrf']/@value")[0]
        assert browser.post("/samen/b1/g1/ongedaan", data={"csrf": token}).status_code == 404
