"""Material control of one client: plan, do, check and act in a year, what rules find, and what was known when."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from httpx import Response

from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.source import Source
from tests.databases import Databases
from tests.houses import START, copied_house, do
from tests.web.client import TestClient, heading, main_text, texts
from tests.web.conftest import LogIn
from tests.web.cycle_story import LOOKED_BACK, delivery, tell_cycle
from tests.web.inzage import lines
from web.auditing.asking import audit_of, question
from web.auditing.recording import record
from web.auth.accounts import create_account
from web.composition import House

PAGE = "/controle/client/c1/zorgplan"


@pytest.fixture
def told(databases: Databases, clock: SetClock) -> Iterator[House]:
    """A house with the plan of c1 and the care that followed."""
    with copied_house(databases, clock, "cycle", tell_cycle) as house:
        clock.moment = START + timedelta(hours=2)
        yield house


@pytest.fixture
def auditor(as_user: LogIn, told: House) -> TestClient:
    """The auditor, logged in."""
    return as_user("auditor-1")


def rows(answer: Response, table: str) -> list[str]:
    """The rows of one table, cell by cell."""
    path = f"//*[@aria-labelledby='{table}-kop']//tbody/tr"
    count = len(texts(answer, path))
    return [" ".join(texts(answer, f"{path}[{number}]/*")) for number in range(1, count + 1)]


def facts(answer: Response) -> dict[str, str]:
    """The figures of the year."""
    items = "//main//div[contains(@class, 'pvb-columns')]//dl"
    return dict(zip(texts(answer, f"{items}//dt"), texts(answer, f"{items}//dd"), strict=True))


def opened(house: House) -> None:
    """Open the findings about c1, as an audit would."""
    audit = audit_of(house, question(house, SYSTEM, client="c1", rules="plan-not-evaluated"))
    record(house, SYSTEM, audit, Source("journal", "test"))


class TestThePage:
    def test_is_reached_from_the_timeline(self, auditor: TestClient) -> None:
        """Of a client, and of nothing else; there and back."""
        timeline = auditor.get("/controle/client/c1")
        assert PAGE in texts(timeline, "//main//a/@href")
        assert "zorgplan" not in "".join(texts(auditor.get("/controle/budget/b1"), "//main//a/@href"))
        page = auditor.get(PAGE)
        assert heading(page) == "Zorgplan van cliënt c1"
        assert "/controle/client/c1" in texts(page, "//main//a/@href")

    def test_tells_first_whether_there_was_a_plan(self, auditor: TestClient) -> None:
        """Care on four days, of which 8 January lies before the plan."""
        page = auditor.get(PAGE)
        assert "In 2026 was er op 4 dagen zorg. Op 1 daarvan gold er geen zorgplan." in main_text(page)
        assert "Dagen met zorg en zonder zorgplan: 8 jan 2026." in main_text(page)
        assert rows(page, "plannen") == ["z1 vanaf 12 januari 2026 besluit 401 Volgt de indicatie"]

    def test_lays_what_was_given_beside_what_was_planned(self, auditor: TestClient) -> None:
        """An hour a day: twenty days of January, all of February, four days of March."""
        page = auditor.get(PAGE)
        assert rows(page, "maanden") == [
            "januari Zorggroep De Linde H126 20:00 uur 3:00 uur −17:00 uur af",
            "februari Zorggroep De Linde H126 28:00 uur 0:30 uur −27:30 uur af",
            "maart (tot en met 4 maart) Zorggroep De Linde H126 4:00 uur 0:00 uur −4:00 uur af",
        ]
        assert facts(page)["Gepland in uren"] == "52:00 uur"
        assert facts(page)["Verschil"] == "−48:30 uur (af)"

    def test_says_more_as_bij(self, auditor: TestClient, told: House) -> None:
        """A word beside the sign."""
        do(told, delivery("l5", "2026-03-02", "6:00"))
        assert rows(auditor.get(PAGE), "maanden")[2].endswith("4:00 uur 6:00 uur +2:00 uur bij")

    def test_checks_the_evaluation(self, auditor: TestClient, told: House) -> None:
        """Agreed by 28 February; on 4 March four days late, held on 2 March two; then the second of the year."""
        late = "z1 28 februari 2026 zo was afgesproken nog niet vastgelegd 4 dagen te laat"
        assert rows(auditor.get(PAGE), "evaluaties") == [late]
        do(told, LOOKED_BACK)
        held = "z1 28 februari 2026 zo was afgesproken 2 maart 2026 2 dagen te laat"
        by_law = "z1 11 januari 2027 de wet: twee keer per jaar nog niet vastgelegd nog niet aan de beurt"
        assert rows(auditor.get(PAGE), "evaluaties") == [held, by_law]
        assert facts(auditor.get(PAGE))["Evaluaties te laat"] == "1"

    def test_tells_that_a_plan_went_on_as_it_was(self, as_user: LogIn, told: House, clock: SetClock) -> None:
        """No goal was reached, and a quarter later the plan is the same."""
        do(told, LOOKED_BACK)
        assert "plan was nog hetzelfde" not in main_text(as_user("auditor-1").get(PAGE))
        clock.moment = clock.moment.replace(month=6, day=3)
        page = main_text(as_user("auditor-1").get(PAGE))
        assert "niet alle doelen gehaald (0 van de 1 op 2 maart 2026), en 92 dagen later was het plan nog hetz" in page

    def test_shows_what_the_rules_find_beside_it(self, auditor: TestClient) -> None:
        """A plan that was not evaluated, and January less than planned; no finding of another kind."""
        (found,) = texts(auditor.get(PAGE), "//section[@aria-labelledby='bevindingen']")
        assert "Zorgplan niet op tijd geëvalueerd" in found
        assert "4 dagen te laat" in found
        assert "Minder geleverd dan gepland" not in found, "of January something may still be written until 3 March"
        assert "tarief" not in found.casefold()

    def test_leads_to_a_finding_that_is_onopened(self, auditor: TestClient, told: House) -> None:
        """With how it stands."""
        before = auditor.get(PAGE)
        assert not [one for one in texts(before, "//main//a/@href") if "/bevindingen/nummer/" in one]
        opened(told)
        links = [one for one in texts(auditor.get(PAGE), "//main//a/@href") if "/bevindingen/nummer/" in one]
        assert len(links) >= 1
        assert auditor.get(links[0]).status_code == 200

    def test_shows_the_care_of_a_month(self, auditor: TestClient) -> None:
        """The last with care; another by its link; what was declared beside what was given."""
        page = auditor.get(PAGE)
        assert [one.split(" op ")[0] for one in rows(page, "zorgregels")] == [
            "levering l4",
            "regel 1 van declaratie d1",
        ]
        january = auditor.get(f"{PAGE}?jaar=2026&maand=2026-01")
        assert [one.split(" op ")[0] for one in rows(january, "zorgregels")] == [
            "levering l1",
            "levering l2",
            "levering l3",
        ]
        assert rows(auditor.get(f"{PAGE}?maand=2026-13"), "zorgregels") == rows(page, "zorgregels")

    def test_of_a_year_without_care_says_so(self, auditor: TestClient) -> None:
        """Nothing is an answer too; what is no year is this one."""
        assert "In 2025 is geen geleverde zorg vastgelegd." in main_text(auditor.get(f"{PAGE}?jaar=2025"))
        assert "In 2026 was er op 4 dagen" in main_text(auditor.get(f"{PAGE}?jaar=abcd"))
        assert auditor.get(f"{PAGE}?jaar=2027&on=2026-03-01").status_code == 200

    def test_names_nobody(self, auditor: TestClient) -> None:
        """Pseudonyms, days and hours; no name and no goal."""
        page = auditor.get(PAGE).text
        assert "Jansen" not in page
        assert "Weer zelf koken" not in page


class TestLookingBack:
    def test_shows_what_was_known_then(self, auditor: TestClient, told: House) -> None:
        """Before anything was given there was a plan, and nothing beside it."""
        first = next(one.position for one in told.ledger.stream("levering-c1"))
        page = auditor.get(f"{PAGE}?position={first}")
        assert "U kijkt terug." in main_text(page)
        assert "op 1 dag zorg" in main_text(page)
        assert "Vraag het de cliënt" not in main_text(page)

    def test_counts_up_to_a_day(self, auditor: TestClient) -> None:
        """What is dated later is left out."""
        page = auditor.get(f"{PAGE}?on=2026-01-20")
        assert rows(page, "maanden") == [
            "januari (tot en met 20 januari) Zorggroep De Linde H126 9:00 uur 2:00 uur −7:00 uur af"
        ]

    def test_has_an_address_that_stays(self, auditor: TestClient, told: House) -> None:
        """To the byte, whatever is recorded after it; the year and the month stay in it."""
        page = auditor.get(f"{PAGE}?jaar=2026&maand=2026-01")
        (lasting,) = texts(page, "//p[@class='pvb-as-of']//a/@href")
        assert re.search(r"jaar=2026&maand=2026-01&position=\d+&today=2026-03-04", lasting)
        first = auditor.get(lasting)
        do(told, LOOKED_BACK, delivery("l6", "2026-01-22", "1:00"))
        assert auditor.get(lasting).content == first.content

    def test_tells_what_cannot_be_shown(self, auditor: TestClient) -> None:
        """At the field."""
        assert auditor.get(f"{PAGE}?position=999999").status_code == 422


class TestWhoMayLook:
    def test_a_payer_in_its_region(self, as_user: LogIn, told: House) -> None:
        """Another region does not know the client."""
        create_account(told.engine, "inkoop-2", "vier losse woorden hier", "Jo", "zorgkantoor", region="Utrecht")
        assert as_user("inkoop-1").get(PAGE).status_code == 200
        assert as_user("inkoop-2").get(PAGE).status_code == 404

    @pytest.mark.parametrize("username", ["familie-1", "kantoor-1", "medewerker-17", "beheer-1"])
    def test_nobody_else(self, as_user: LogIn, username: str) -> None:
        """Those have pages of their own."""
        assert as_user(username).get(PAGE).status_code == 403

    def test_an_unknown_client_is_not_found(self, auditor: TestClient) -> None:
        """As everywhere."""
        assert auditor.get("/controle/client/c404/zorgplan").status_code == 404


class TestUnderAnInzage:
    @pytest.fixture(autouse=True)
    def gate(self) -> None:
        """Here it stands."""

    def test_of_one_provider_the_care_of_others_is_left_out(self, auditor: TestClient, told: House) -> None:
        """p9 gave care too; under an inzage in p1 it is not there."""
        do(told, {**delivery("l9", "2026-02-06", "2:00"), "provider": "p9", "prestatie": "H300"})
        lines(told, provider="p9")
        page = auditor.get(PAGE)
        assert page.status_code == 200
        assert [one.split(" op ")[0] for one in rows(page, "zorgregels")] == ["levering l9"]
        assert "De Linde" not in main_text(page)
        assert rows(page, "maanden") == []
