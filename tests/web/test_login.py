"""Who gets in, and what a session is worth."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from httpx import Response
from sqlalchemy import select

from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.errors import Refused
from tests.houses import START
from tests.web.client import TestClient, errors, hidden
from tests.web.story import PASSWORD
from web.auth import login
from web.auth.accounts import remove_account, set_password
from web.auth.sessions import find_session, start_session
from web.auth.tables import sessions
from web.auth.throttle import TRIES_PER_USER, TRIES_PER_USER_ANYWHERE, WINDOW, Throttle
from web.auth.visitor import COOKIE
from web.composition import House

WRONG = "#username De gebruikersnaam of het wachtwoord klopt niet. Probeer het nog eens."


def log_in(browser: TestClient, username: str, password: str = PASSWORD, wanted: str = "/") -> Response:
    page = browser.get("/inloggen", params={"naar": wanted})
    answer: Response = browser.post("/inloggen", data={**hidden(page), "username": username, "password": password})
    return answer


def stored_tokens(house: House) -> list[str]:
    with house.engine.connect() as connection:
        return list(connection.scalars(select(sessions.c.token_digest)))


class TestLoggingIn:
    def test_leads_to_the_first_page_of_the_role(self, stranger: TestClient) -> None:
        assert log_in(stranger, "medewerker-17").headers["location"] == "/"
        assert stranger.get("/").headers["location"] == "/vandaag"

    def test_leads_back_to_the_page_that_was_wanted(self, stranger: TestClient) -> None:
        asked = stranger.get("/budget/b1?pagina=1")
        assert asked.headers["location"] == "/inloggen?naar=/budget/b1%3Fpagina%3D1"
        form = stranger.get(asked.headers["location"])
        assert hidden(form)["next"] == "/budget/b1?pagina=1"

    @pytest.mark.parametrize("elsewhere", ["https://elders.example/", "//elders.example", "/\\elders.example"])
    def test_never_leads_elsewhere(self, stranger: TestClient, elsewhere: str) -> None:
        assert log_in(stranger, "familie-1", wanted=elsewhere).headers["location"] == "/"

    def test_capitals_in_the_username_do_not_matter(self, stranger: TestClient) -> None:
        assert log_in(stranger, "Familie-1").status_code == 303

    @pytest.mark.parametrize(
        ("username", "password"), [("familie-1", "iets heel anders"), ("niemand", PASSWORD), ("", ""), ("fam\0", "\0")]
    )
    def test_a_wrong_password_and_an_unknown_user_sound_the_same(
        self, stranger: TestClient, username: str, password: str
    ) -> None:
        answer = log_in(stranger, username, password)
        assert (answer.status_code, errors(answer)) == (422, [WRONG])
        assert COOKIE not in stranger.cookies

    def test_an_unknown_user_costs_a_hash_too(self, stranger: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
        """How long the answer takes must not tell who has an account."""
        compared: list[str] = []
        monkeypatch.setattr("web.auth.passwords._hasher", _Spy(compared.append))
        monkeypatch.setattr("web.auth.passwords._nobodys_hash", lambda: "nobody")
        log_in(stranger, "niemand")
        assert compared == ["nobody"]


class _Spy:
    def __init__(self, note: Callable[[str], None]) -> None:
        self.note = note

    def verify(self, known: str, password: str) -> bool:
        self.note(known)
        return True


class TestTheCookie:
    def test_is_for_this_site_alone_and_out_of_reach_of_scripts(self, stranger: TestClient) -> None:
        cookie = log_in(stranger, "familie-1").headers["set-cookie"]
        assert f"{COOKIE}=" in cookie
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert "Secure" not in cookie

    def test_is_kept_to_https_where_there_is_https(self, stranger: TestClient) -> None:
        stranger.base_url = "https://testserver"
        assert "Secure" in log_in(stranger, "familie-1").headers["set-cookie"]

    def test_is_not_what_the_database_holds(self, stranger: TestClient, told: House) -> None:
        log_in(stranger, "familie-1")
        assert stranger.cookies[COOKIE] not in stored_tokens(told)
        assert len(stored_tokens(told)) == 1

    def test_is_new_after_each_login_and_the_old_one_is_dead(self, told: House) -> None:
        now = told.clock.now()
        old = start_session(told.engine, "familie-1", now)
        new = start_session(told.engine, "familie-1", now, replaces=old)
        assert new != old
        assert find_session(told.engine, old, now) is None
        assert find_session(told.engine, new, now) is not None


class TestASession:
    def test_ends_when_one_logs_out(self, as_user: Callable[[str], TestClient], told: House) -> None:
        browser = as_user("familie-1")
        token = browser.cookies[COOKIE]
        page = browser.get("/budget/b1")
        csrf = page.text.partition('name="csrf" value="')[2].partition('"')[0]
        assert browser.post("/uitloggen", data={"csrf": csrf}).headers["location"] == "/inloggen"
        assert stored_tokens(told) == []
        thief = TestClient(browser.app, follow_redirects=False, cookies={COOKIE: token})
        assert thief.get("/budget/b1").status_code == 303

    def test_ends_after_eight_hours(self, as_user: Callable[[str], TestClient], clock: SetClock) -> None:
        browser = as_user("familie-1")
        clock.moment += timedelta(hours=8, seconds=-1)
        assert browser.get("/budget/b1").status_code == 200
        clock.moment += timedelta(seconds=1)
        assert browser.get("/budget/b1").status_code == 303

    def test_ends_with_the_account(self, as_user: Callable[[str], TestClient], told: House) -> None:
        browser = as_user("familie-1")
        remove_account(told.engine, "familie-1", told.clock.now())
        assert browser.get("/budget/b1").status_code == 303

    def test_ends_when_the_password_is_changed(self, as_user: Callable[[str], TestClient], told: House) -> None:
        browser = as_user("familie-1")
        set_password(told.engine, "familie-1", "een heel nieuw wachtwoord")
        assert browser.get("/budget/b1").status_code == 303

    def test_what_expired_is_swept_away_at_the_next_login(
        self, as_user: Callable[[str], TestClient], told: House, clock: SetClock
    ) -> None:
        as_user("familie-1")
        clock.moment += timedelta(hours=9)
        as_user("familie-9")
        assert len(stored_tokens(told)) == 1


class TestGuessing:
    def test_stops_after_five_tries_also_for_the_right_password(self, stranger: TestClient) -> None:
        for _ in range(TRIES_PER_USER):
            assert log_in(stranger, "familie-1", "verkeerd wachtwoord").status_code == 422
        answer = log_in(stranger, "familie-1")
        assert answer.status_code == 429
        assert "Wacht een kwartier" in errors(answer)[0]

    def test_is_allowed_again_after_a_quarter_of_an_hour(self, stranger: TestClient, clock: SetClock) -> None:
        for _ in range(TRIES_PER_USER):
            log_in(stranger, "familie-1", "verkeerd wachtwoord")
        clock.moment += WINDOW
        assert log_in(stranger, "familie-1").status_code == 303

    def test_of_one_user_does_not_stop_another(self, stranger: TestClient) -> None:
        for _ in range(TRIES_PER_USER):
            log_in(stranger, "familie-1", "verkeerd wachtwoord")
        assert log_in(stranger, "medewerker-17").status_code == 303

    def test_starts_anew_after_a_right_one(self, stranger: TestClient) -> None:
        for _ in range(TRIES_PER_USER - 1):
            log_in(stranger, "familie-1", "verkeerd wachtwoord")
        token = log_in(stranger, "familie-1").headers["set-cookie"]
        assert COOKIE in token
        stranger.cookies.clear()
        assert log_in(stranger, "familie-1", "verkeerd wachtwoord").status_code == 422
        assert log_in(stranger, "familie-1").status_code == 303

    def test_all_at_once_does_not_help(self, told: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """Each try is looked at only when all the others that are let in are under way too."""
        looked_at: list[str] = []
        all_let_in = Barrier(TRIES_PER_USER)

        def matches(password: str, known: str | None) -> bool:
            looked_at.append(password)
            all_let_in.wait(10)
            return False

        monkeypatch.setattr("web.auth.login.matches", matches)
        throttle = Throttle()

        def guess(number: int) -> str:
            with pytest.raises(Refused) as refused:
                login.log_in(told, throttle, "familie-1", f"gok {number}", "192.0.2.7")
            return refused.value.code

        with ThreadPoolExecutor(30) as crowd:
            codes = list(crowd.map(guess, range(30)))
        assert len(looked_at) == TRIES_PER_USER
        assert codes.count("too-many-tries") == 30 - TRIES_PER_USER


class TestTheThrottle:
    def test_counts_a_network_of_ipv6_as_one_address(self) -> None:
        throttle = Throttle()
        admitted = [throttle.admits("u", f"2001:db8:0:1::{host}", START) for host in range(TRIES_PER_USER + 1)]
        assert admitted == [True] * TRIES_PER_USER + [False]
        assert throttle.admits("u", "2001:db8:0:2::1", START)

    def test_limits_the_tries_for_one_user_over_all_addresses(self) -> None:
        throttle = Throttle()
        for host in range(TRIES_PER_USER_ANYWHERE):
            assert throttle.admits("u", f"192.0.2.{host}", START)
        assert not throttle.admits("u", "198.51.100.1", START + timedelta(minutes=59))
        assert throttle.admits("ander", "198.51.100.1", START + timedelta(minutes=59))
        assert throttle.admits("u", "198.51.100.1", START + timedelta(hours=1))

    def test_lets_no_single_address_lock_somebody_out_elsewhere(self) -> None:
        throttle = Throttle()
        for minute in range(60):
            for _ in range(100):
                throttle.admits("u", "192.0.2.7", START + timedelta(minutes=minute))
        assert throttle.admits("u", "198.51.100.1", START + timedelta(minutes=59))

    def test_gives_a_try_back_that_was_right(self) -> None:
        throttle = Throttle()
        for _ in range(3 * TRIES_PER_USER_ANYWHERE):
            assert throttle.admits("u", "192.0.2.7", START)
            throttle.succeeded("u", "192.0.2.7", START)
