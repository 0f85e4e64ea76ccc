"""Compare two stands: over the API and on the page, within every mandate."""

from typing import Any

import pytest
from fastapi import FastAPI
from lxml import html

from ledger.vocabulary.figures import BUDGET_FIGURES
from tests.houses import do, end_of, positions_of
from tests.web.conftest import LogIn
from tests.web.keys import system
from tests.web.story import PEOPLE
from web.composition import House

CORRECT = {"do": "correct_spend", "budget": "b1", "entry": "e8", "amount": {"PUNT": "1.00"}, "reason": "korter"}


@pytest.fixture
def told(regional: House) -> House:
    """Here the story of the region was told too."""
    return regional


@pytest.fixture
def end(told: House) -> int:
    """The last event of the stories."""
    return end_of(told)


def changed(answer: Any) -> list[tuple[str, ...]]:
    """Return what differs: kind, whose and when, was, becomes, change."""
    of = ("budget", "provider", "region", "period")
    told = (
        (one["kind"], " ".join(one[name] for name in of if one[name]), one["was"], one["becomes"], one["change"])
        for one in answer["differences"]
    )
    return list(told)


def parsed(page: str) -> Any:
    """The page as a tree."""
    return html.document_fromstring(page)


def text(page: str, path: str = "//main") -> str:
    """All text at an XPath, with single spaces."""
    return " ".join(" ".join(one.text_content() for one in parsed(page).xpath(path)).split())


class TestCompareOverTheApi:
    def test_names_every_figure_and_the_events_that_made_it_differ(self, app: FastAPI, told: House, end: int) -> None:
        do(told, CORRECT)
        answer = system(app, told, "auditor").get(f"/api/v1/diff?client=c1&before={end}").json()
        assert changed(answer) == [
            ("available", "b1 p1", "108.16", "109.16", "1.00"),
            ("worth", "b1 p1", "1352.00", "1364.50", "12.50"),
            ("spent", "b1 p1 2026-01", "5.50", "4.50", "-1.00"),
        ]
        assert {tuple(one["events"]) for one in answer["differences"]} == {(end + 1,)}
        assert [one["topic"] for one in answer["events"]] == ["budget.spend-corrected/1"]
        assert (answer["before"]["position"], answer["after"]["position"], answer["client"]) == (end, end + 1, "c1")

    def test_the_other_way_round_is_the_same_with_the_other_sign(self, app: FastAPI, told: House, end: int) -> None:
        do(told, CORRECT)
        answer = system(app, told, "auditor").get(f"/api/v1/diff?client=c1&before={end + 1}&after={end}").json()
        assert changed(answer)[0] == ("available", "b1 p1", "109.16", "108.16", "-1.00")

    def test_up_to_a_day(self, app: FastAPI, told: House) -> None:
        """Cooking on 26 February does not count on the 25th; the walk of 8 January does."""
        control = system(app, told, "auditor")
        kinds = {
            on: changed(control.get(f"/api/v1/diff?client=c1&before=0&on={on}").json())
            for on in ("2026-02-25", "2026-02-26")
        }
        assert {when for _, when, *_ in kinds["2026-02-26"]} - {when for _, when, *_ in kinds["2026-02-25"]} == {
            "b1 p1 2026-02"
        }

    def test_of_a_provider_and_a_region_no_client_stands_apart(self, app: FastAPI, told: House) -> None:
        control = system(app, told, "auditor")
        for asked in ("provider=p1", "region=Rotterdam"):
            answer = control.get(f"/api/v1/diff?{asked}&before=0").json()
            assert answer["differences"]
            assert {one["client"] for one in answer["differences"]} == {None}

    def test_equals_the_totals(self, app: FastAPI, told: House) -> None:
        """From nothing to now it is what `totals` says."""
        control = system(app, told, "auditor")
        totals = control.get("/api/v1/totals?region=Rotterdam").json()
        answer = control.get("/api/v1/diff?region=Rotterdam&before=0").json()
        for kind in ("declared", "approved", "refused", "credited"):
            for one in totals["totals"]:
                cents = [
                    int(each["change"].replace(".", ""))
                    for each in answer["differences"]
                    if (each["kind"], each["provider"]) == (kind, one["provider"])
                ]
                assert sum(cents) == int(one[kind].replace(".", ""))
        assert {"5000.00", "7500.00", "9000.00"} & {
            one["becomes"] for one in answer["differences"] if one["kind"] == "contracteerruimte"
        } == {"7500.00", "9000.00"}

    @pytest.mark.parametrize("asked", ["client=c1", "provider=p1", "region=Rotterdam"])
    def test_every_figure_is_explained_as_it_was_and_as_it_becomes(
        self, app: FastAPI, told: House, end: int, asked: str
    ) -> None:
        before = positions_of(told, "declaration.submitted")[0] - 1
        do(told, CORRECT)
        control = system(app, told, "auditor")
        answer = control.get(f"/api/v1/diff?{asked}&before={before}").json()
        explained = [one for one in answer["differences"] if one["figure"] is not None]
        assert {one["kind"] for one in answer["differences"] if one["figure"] is None} <= {*BUDGET_FIGURES, "at_stake"}
        assert explained
        for one in explained:
            for amount, position in ((one["was"], before), (one["becomes"], end + 1)):
                why = control.get(f"/api/v1/explanations/{one['figure']}", params={"as_of": str(position)})
                if why.status_code == 404:
                    assert amount in ("0.00", "0:00")
                    continue
                assert why.json()["explanation"]["amount"] == {one["unit"]: amount}, one["figure"]

    def test_by_the_name_of_a_stand(self, app: FastAPI, told: House, end: int) -> None:
        do(told, {"do": "name_stand", "name": "kwartaal 1", "position": end}, CORRECT)
        answer = system(app, told, "auditor").get("/api/v1/diff?client=c1&before=kwartaal 1").json()
        assert answer["before"]["name"] == "kwartaal 1"
        assert len(answer["differences"]) == 3

    def test_of_one_subject_only(self, app: FastAPI, told: House) -> None:
        control = system(app, told, "auditor")
        for asked in ("", "client=c1&provider=p1"):
            answer = control.get(f"/api/v1/diff?{asked}")
            assert (answer.status_code, answer.json()["error"]["code"]) == (422, "subject-not-one")

    def test_past_the_end(self, app: FastAPI, told: House) -> None:
        answer = system(app, told, "auditor").get("/api/v1/diff?client=c1&before=9999")
        assert (answer.status_code, answer.json()["error"]) == (
            409,
            answer.json()["error"] | {"code": "as-of-past-end", "field": "before"},
        )


class TestTheMandateBounds:
    def test_a_family_to_their_own(self, app: FastAPI, told: House) -> None:
        family = system(app, told, "familie", client="c1")
        assert family.get("/api/v1/diff?client=c1&before=0").status_code == 200
        assert family.get("/api/v1/diff?client=c2&before=0").status_code == 404
        assert family.get("/api/v1/diff?provider=p1&before=0").status_code == 403

    def test_a_provider_to_what_is_theirs(self, app: FastAPI, told: House) -> None:
        office = system(app, told, "zorgaanbieder", provider="p1")
        for asked in ("client=c1", "provider=p1", "region=Rotterdam"):
            answer = office.get(f"/api/v1/diff?{asked}&before=0").json()
            assert {one["provider"] for one in answer["differences"]} == {"p1"}
        assert office.get("/api/v1/diff?provider=p9&before=0").status_code == 404

    def test_a_payer_to_its_region(self, app: FastAPI, told: House) -> None:
        payer = system(app, told, "zorgkantoor", region="Utrecht")
        assert payer.get("/api/v1/diff?region=Rotterdam&before=0").status_code == 404
        assert payer.get("/api/v1/diff?client=c1&before=0").status_code == 404
        assert payer.get("/api/v1/diff?provider=p1&before=0").json()["differences"] == []

    def test_no_name_of_a_person(self, app: FastAPI, told: House) -> None:
        answer = system(app, told, "auditor").get("/api/v1/diff?provider=p1&before=0").text
        assert not [name for _, name, bsn in PEOPLE if name in answer or bsn in answer]


class TestTheComparePage:
    def test_starts_with_a_form(self, as_user: LogIn) -> None:
        answer = as_user("auditor-1").get("/controle/vergelijk")
        assert answer.status_code == 200
        assert "Van welke stand" in answer.text

    def test_shows_what_differs_with_links_to_the_events(self, as_user: LogIn, told: House, end: int) -> None:
        do(told, CORRECT)
        answer = as_user("auditor-1").get(f"/controle/vergelijk?soort=client&nummer=c1&before={end}")
        page = parsed(answer.text)
        assert text(answer.text, "//h2") == "Cliënt c1"
        row = page.xpath("//tbody/tr")[0]
        assert [" ".join(cell.text_content().split()) for cell in row] == [
            "Over budget b1, zorgaanbieder p1 Waarom? Over budget b1, zorgaanbieder p1",
            "+1,00 punt",
            "108,16 punten",
            "109,16 punten",
            f"gebeurtenis {end + 1}",
        ]
        why, event = row.xpath(".//a/@href")
        assert event == f"/controle/gebeurtenis/{end + 1}?van=client%2Fc1"
        assert as_user("auditor-1").get(event).status_code == 200
        assert why == f"/uitleg?cijfer=b1.available&position={end + 1}"
        explained = as_user("auditor-1").get(why)
        assert (explained.status_code, "Budget b1 " in text(explained.text)) == (200, True)
        assert "109,16 punten" in text(explained.text)

    def test_explains_up_to_the_same_day(self, as_user: LogIn) -> None:
        auditor = as_user("auditor-1")
        page = parsed(auditor.get("/controle/vergelijk?soort=client&nummer=c1&before=4&on=2026-02-26").text)
        hrefs = page.xpath("//tbody//a[starts-with(@href, '/uitleg')]/@href")
        assert {"on=2026-02-26" in one for one in hrefs if "=b1." in one} == {True}
        assert {auditor.get(one).status_code for one in hrefs} == {200}

    def test_reads_a_dutch_time_and_a_day(self, as_user: LogIn) -> None:
        asked = (
            "/controle/vergelijk?soort=regio&nummer=Rotterdam&before=4-3-2026 11:21&after=4-3-2026 11.23&on=2026-12-31"
        )
        answer = as_user("auditor-1").get(asked)
        said = text(answer.text, "//section/p")
        assert "4 maart 2026 om 11.21 uur" in said
        assert said.endswith("Alleen wat geldt tot en met 31 december 2026 telt mee.")
        assert "Teruggenomen" in text(answer.text, "//tbody")

    def test_says_when_nothing_differs(self, as_user: LogIn, end: int) -> None:
        answer = as_user("auditor-1").get(f"/controle/vergelijk?soort=client&nummer=c1&before={end}")
        assert "Geen enkel cijfer is anders." in text(answer.text)

    @pytest.mark.parametrize(
        ("asked", "status", "field", "says"),
        [
            ("soort=&nummer=c1&before=1", 422, "soort", "Kies een cliënt"),
            ("soort=client&nummer=&before=1", 422, "nummer", "Vul een nummer"),
            ("soort=client&nummer=c1&before=", 422, "before", "van welke stand"),
            ("soort=client&nummer=c1&before=9999", 409, "before", "is er nog niet"),
            ("soort=client&nummer=c1&before=1&after=gisteren", 404, "after", "gisteren"),
            ("soort=client&nummer=c1&before=31-2-2026 11:15", 409, "before", "bestaande dag"),
            ("soort=client&nummer=c1&before=1&on=2026-02-31", 422, "on", "bestaande dag"),
            ("soort=client&nummer=c77&before=1", 404, "nummer", "c77"),
            ("soort=regio&nummer=Urk&before=1", 404, "nummer", "Urk"),
        ],
    )
    def test_says_what_is_wrong_at_the_field(
        self, as_user: LogIn, asked: str, status: int, field: str, says: str
    ) -> None:
        answer = as_user("auditor-1").get(f"/controle/vergelijk?{asked}")
        assert answer.status_code == status, answer.text
        assert says in text(answer.text, f"//*[@id='{field}-fout']")

    def test_is_reached_from_the_timeline(self, as_user: LogIn) -> None:
        auditor = as_user("auditor-1")
        (link,) = parsed(auditor.get("/controle/client/c1?position=20").text).xpath(
            "//a[text()='Vergelijk twee standen']/@href"
        )
        assert link == "/controle/vergelijk?soort=client&nummer=c1&before=20"
        assert auditor.get(link).status_code == 200
        assert "Vergelijk twee standen" not in auditor.get("/controle/budget/b1").text

    def test_of_all_budgets_of_a_provider_has_no_explanation(self, as_user: LogIn) -> None:
        page = parsed(as_user("auditor-1").get("/controle/vergelijk?soort=zorgaanbieder&nummer=p1&before=0").text)
        (row,) = page.xpath("//tbody/tr[th[starts-with(normalize-space(.), 'Toegekend')]]")
        assert " ".join(row[0].text_content().split()) == "Toegekend alle budgetten samen"

    def test_is_for_auditors(self, as_user: LogIn) -> None:
        assert as_user("inkoop-1").get("/controle/vergelijk").status_code == 403


class TestThePageOfOneFigure:
    def test_leads_an_auditor_on_to_the_events(self, as_user: LogIn) -> None:
        answer = as_user("auditor-1").get("/uitleg?cijfer=provider:p1.agreed@2026@Rotterdam")
        assert "Productieafspraak met p1 in Rotterdam voor 2026 € 6.000,00" in text(answer.text)
        assert parsed(answer.text).xpath("//main//a[starts-with(@href, '/controle/gebeurtenis/')]")

    def test_shows_a_payer_its_own_region(self, as_user: LogIn) -> None:
        payer = as_user("inkoop-1")
        answer = payer.get("/uitleg?cijfer=region:Rotterdam.left@2026")
        assert answer.status_code == 200
        assert not parsed(answer.text).xpath("//main//a[starts-with(@href, '/controle')]")
        assert payer.get("/uitleg?cijfer=region:Utrecht.left@2026").status_code == 404

    def test_of_what_is_no_figure_is_not_there(self, as_user: LogIn) -> None:
        for cijfer in ("b1.over", "", "b99.available"):
            assert as_user("auditor-1").get(f"/uitleg?cijfer={cijfer}").status_code == 404

    def test_is_for_auditors_and_payers(self, as_user: LogIn) -> None:
        assert as_user("kantoor-1").get("/uitleg?cijfer=b1.available").status_code == 403
