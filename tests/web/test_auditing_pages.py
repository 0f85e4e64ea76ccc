"""Running the rules from a page: both judgements in totals, then on record; and practice variation with its funnel."""

from collections.abc import Iterator
from threading import Event
from typing import Any

import msgspec
import pytest
from fastapi import FastAPI

from ledger.auditing.audit import Audit
from ledger.auditing.judging import Broken
from ledger.auditing.variation import Use, UseOf
from ledger.events import Finding
from ledger.rechtmatigheid.finding import Item
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import SetClock
from tests.databases import Databases
from tests.houses import do
from tests.web.client import TestClient, errors, hidden, main_text, texts
from tests.web.conftest import LogIn
from tests.web.declaring_story import declaring_house
from tests.web.models_story import modelled_house
from web.app import create_app
from web.auditing.asking import Question, audit_of, question
from web.audits import Audits
from web.composition import House
from web.in_background import Progress

AUDIT = "/controle/bevindingen/toetsen"
VARIATION = "/controle/bevindingen/praktijk"


@pytest.fixture
def told(databases: Databases, clock: SetClock) -> Iterator[House]:
    """Twelve people had a year of care."""
    with modelled_house(databases, clock) as house:
        yield house


@pytest.fixture
def app(told: House) -> FastAPI:
    """The application, which waits for an audit however busy the machine is."""
    app = create_app(told)
    app.state.audits = Audits(told, patience=60)
    return app


@pytest.fixture
def payer(as_user: LogIn) -> TestClient:
    """The payer of Rotterdam, logged in."""
    return as_user("inkoop-1")


def numbers(house: House) -> list[str]:
    """The findings on record."""
    return house.ledger.stream_names(Finding.stream_of(""))


class TestAnAudit:
    def test_begins_with_a_form(self, payer: TestClient) -> None:
        page = payer.get(AUDIT)
        assert page.status_code == 200
        assert texts(page, "//main//table") == []

    def test_shows_both_judgements_and_hides_small_cells(self, payer: TestClient) -> None:
        """By rule; what is about fewer than ten clients has no numbers."""
        page = payer.get(f"{AUDIT}?toets=ja")
        assert page.status_code == 200
        rows = texts(page, "(//main//table)[1]//tbody/tr")
        assert rows
        assert texts(page, "(//main//table)[1]//thead//th")[1:5] == [
            "Toen",
            "Nu",
            "Later fout gebleken",
            "Later rechtgezet",
        ]

    def test_is_put_on_record_once(self, payer: TestClient, told: House) -> None:
        """The second time there is nothing new."""
        before = len(numbers(told))
        fields = hidden(payer.get(f"{AUDIT}?toets=ja"), AUDIT)
        first = payer.post(AUDIT, data=fields)
        assert first.status_code == 303
        new = len(numbers(told)) - before
        assert new > 0
        assert first.headers["location"] == f"/controle/bevindingen?nieuw={new}"
        assert f"{new} nieuwe bevinding" in main_text(payer.get(first.headers["location"]))
        assert payer.post(AUDIT, data=fields).headers["location"].endswith("nieuw=0")
        assert len(numbers(told)) == before + new

    @pytest.mark.parametrize(
        ("query", "field"), [("period=ooit", "#period"), ("rule=nergens", "#rule"), ("region=Utrecht", "#region")]
    )
    def test_says_what_is_wrong(self, payer: TestClient, query: str, field: str) -> None:
        page = payer.get(f"{AUDIT}?toets=ja&{query}")
        assert page.status_code in (404, 422)
        assert errors(page)[0].startswith(field)

    def test_that_takes_long_says_how_far_it_is(self, app: FastAPI, told: House, payer: TestClient) -> None:
        """The page asks again by itself, about the same part of the log."""
        gate = Event()

        def slow(house: House, asked: Question, progress: Progress) -> Audit:
            gate.wait()
            return Audit(asked.known.position, house.clock.now().date(), ())

        app.state.audits = Audits(told, slow, patience=0)
        for address in (f"{AUDIT}?toets=ja&rule=declared-late", f"{VARIATION}?rule=declared-late"):
            page = payer.get(address)
            assert page.headers["refresh"] == "5"
            (again,) = texts(page, "//main//a[text()='Kijk nu zelf']/@href")
            assert "rule=declared-late" in again
            assert "stand=" in again
        gate.set()

    def test_tells_which_rule_broke(self, app: FastAPI, told: House, payer: TestClient) -> None:
        """The rest went on."""

        def broken(house: House, asked: Question, progress: Progress) -> Audit:
            day = told.clock.now().date()
            item = Item(about="line", key="d1/1", first=day, last=day)
            return Audit(asked.known.position, day, (), (Broken("declared-late", item, 7, "ZeroDivisionError: x"),))

        app.state.audits = Audits(told, broken, patience=60)
        assert "Regel declared-late is gestopt bij gebeurtenis 7" in main_text(payer.get(f"{AUDIT}?toets=ja"))


def some(clients: int, percent: int) -> Use:
    """Clients of a hundred euro of indicatiewaarde, ten percent above and below by turns."""
    whole = Use()
    for place in range(clients):
        paid = 10_000 * (percent + (10 if place % 2 else -10)) // 100
        whole.add(Use(1, paid, 10_000, paid * paid, paid * 10_000, 10_000 * 10_000))
    return whole


class TestPracticeVariation:
    @pytest.fixture
    def compared(self, app: FastAPI, told: House) -> FastAPI:
        """A region with providers of 100, 60, 40, 10 and 9 clients."""

        def work(house: House, asked: Question, progress: Progress) -> Audit:
            assert asked.rules == (), "no rule is needed for it"
            sizes = {"p1": (100, 50), "p2": (60, 52), "p3": (40, 90), "p4": (10, 48), "p5": (9, 99)}
            uses = [UseOf("Rotterdam", name, 2026, some(*size)) for name, size in sizes.items()]
            uses.append(UseOf("Rotterdam", "p1", 2025, some(20, 50)))
            return Audit(asked.known.position, told.clock.now().date(), (), (), tuple(uses))

        app.state.audits = Audits(told, work, patience=60)
        return app

    def table(self, page: Any, place: int = 2) -> list[list[str]]:
        """The rows of a table; the first is the legend of nothing."""
        count = len(texts(page, f"(//main//table)[{place}]//tbody/tr"))
        return [texts(page, f"((//main//table)[{place}]//tbody/tr)[{row}]/*") for row in range(1, count + 1)]

    def test_has_a_drawing_with_a_table_of_the_same(self, compared: FastAPI, payer: TestClient) -> None:
        """A point per provider with ten clients or more, and a row; nine clients are not told."""
        page = payer.get(VARIATION)
        assert page.status_code == 200
        rows = self.table(page, 1)
        assert [(row[0], row[1], row[2]) for row in rows] == [
            ("p3", "90,0%", "40"),
            ("p2", "52,0%", "60"),
            ("Zorggroep De Linde", "50,0%", "100"),
            ("p4", "48,0%", "10"),
        ]
        assert rows[0][5] == "buiten de stippellijnen"
        assert len(texts(page, "//main//figure//circle/@cx")) == 4
        assert "1 zorgaanbieder heeft minder dan 10 cliënten" in main_text(page)
        assert texts(page, "//main//figure//figcaption")[0].endswith(
            "Van 4 zorgaanbieders liggen er 2 buiten de stippellijnen."
        )

    def test_is_by_year(self, compared: FastAPI, payer: TestClient) -> None:
        """The last first; each has its own page, and one that is not there is the last."""
        page = payer.get(f"{VARIATION}?year=2025")
        assert [row[2] for row in self.table(page, 1)] == ["20"]
        assert texts(page, "//nav[@aria-label='Kies een jaar']/a") == ["2026", "2025"]
        assert len(self.table(payer.get(f"{VARIATION}?year=1999"), 1)) == 4

    def test_of_few_clients_says_that_there_is_nothing_to_compare(self, payer: TestClient) -> None:
        """In the small region every provider has fewer than ten."""
        page = payer.get(VARIATION)
        assert "van genoeg cliënten om te vergelijken" in main_text(page)
        assert texts(page, "//main//figure") == []


class TestTheUseOfARegion:
    @pytest.fixture
    def told(self, databases: Databases, clock: SetClock) -> Iterator[House]:
        """Two people with mpt and € 600,00 a week, and care of p1: one of them a day, the other two."""
        with declaring_house(databases, clock) as house:
            lines = [line("1", "c2", 4, "50.00"), line("2", "c3", 4, "50.00"), line("3", "c3", 5, "25.00")]
            period = ["2026-03-01", "2026-03-31"]
            submitted = {"do": "submit_declaration", "declaration": "d7", "provider": "p1", "period": period}
            do(
                house,
                {**submitted, "lines": lines},
                {"do": "approve_declaration", "declaration": "d7", "lines": ["1", "2", "3"]},
            )
            yield house

    def test_is_what_was_paid_for_mpt_beside_what_those_days_are_worth(self, told: House) -> None:
        """€ 125,00 for days that are worth € 85,71, € 85,71 and € 85,71; no rule has to look for that."""
        without_rules = msgspec.structs.replace(question(told, SYSTEM), rules=())
        audit = audit_of(told, without_rules)
        assert audit.findings == ()
        (use,) = audit.uses
        assert (use.region, use.provider, use.year) == ("Rotterdam", "p1", 2026)
        assert (use.use.clients, use.use.paid, use.use.worth) == (2, 125_00, 257_13)


def line(number: str, client: str, day: int, euro: str) -> dict[str, Any]:
    """A declared line of a day of March."""
    facts = {"line": number, "client": client, "prestatie": "H126", "quantity": "1:00", "unit": "UUR"}
    return {**facts, "on": f"2026-03-{day:02}", "amount": {"EUR": euro}}
