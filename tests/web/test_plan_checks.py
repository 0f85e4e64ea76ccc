"""`pvb plan check` and POST /api/v1/plans/check: does a plan fit, for a client or without one; nothing is recorded."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI

from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.errors import Malformed
from tests.databases import SqliteDatabases
from tests.houses import copied_house, do
from tests.web.client import TestClient
from tests.web.keys import system
from tests.web.zorgplan_story import tell_zorgplan
from web.app import create_app
from web.composition import House
from web.planning import check_plan, read_plan

CARE = {"line": "1", "provider": "p1", "prestatie": "H126", "minutes_per_week": {"UUR": "5:27"}}
SHOWER = {"line": "2", "provider": "p1", "activity": "douchen", "count_per_week": 3}
PGB = {"line": "3", "pgb": True, "value": {"EUR": "100.00"}, "per": "week"}
DAY = {"line": "4", "provider": "p9", "prestatie": "H811", "count_per_week": 2}
FOR_C1: dict[str, Any] = {"client": "c1", "lines": [CARE, SHOWER, PGB]}
WITHOUT: dict[str, Any] = {
    "zorgprofiel": "4VV",
    "leveringsvorm": "mpt_pgb",
    "year": 2026,
    "value": {"EUR": "600.00"},
    "per": "week",
    "lines": [CARE, SHOWER, PGB],
}


@pytest.fixture
def told(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
    """A house in which a zorgplan can be agreed."""
    with copied_house(sqlite_databases, clock, "zorgplan", tell_zorgplan) as house:
        yield house


@pytest.fixture
def app(told: House) -> FastAPI:
    """The application on that house."""
    return create_app(told)


def left(house: House, plan: dict[str, Any]) -> int:
    """Return the cents a week that a plan leaves."""
    return check_plan(house, SYSTEM, read_plan(plan)).calculation.left.week


def problems(house: House, plan: Any) -> list[tuple[str, str | None]]:
    """Return code and field of everything that is wrong."""
    with pytest.raises(Malformed) as refused:
        check_plan(house, SYSTEM, read_plan(plan))
    return [(one.code, one.field) for one in refused.value.problems]


class TestAPlan:
    def test_of_a_client_counts_with_what_holds_for_that_client(self, told: House) -> None:
        assert left(told, FOR_C1) == 13_887

    def test_without_a_client_names_it_itself_and_leaves_as_much(self, told: House) -> None:
        assert left(told, WITHOUT) == 13_887

    def test_takes_the_ceiling_from_the_register(self, told: House) -> None:
        tarief = {"do": "set_tarief", "year": 2026, "code": "IW4VV", "name": "indicatiewaarde 4VV", "unit": "jaar"}
        do(told, {**tarief, "tariff": {"EUR": "46265.00"}, "source": "demo: verzonnen bedrag"})
        plan = {name: value for name, value in WITHOUT.items() if name not in ("value", "per")}
        assert left(told, {**plan, "code": "IW4VV"}) == 88_727 - 46_113

    def test_counts_meerzorg_and_ekt_of_the_client_and_of_the_plan_alike(self, told: House) -> None:
        """25 % of € 600,00 is € 150,00; the meerzorg is € 50,00."""
        more = {"client": "c1", "from": "2026-01-01", "to": "2026-12-31", "ground": "beschikking 2026"}
        do(told, {"do": "grant_ekt", **more, "percentage": "25.00"})
        do(told, {"do": "grant_meerzorg", **more, "amount": {"EUR": "50.00"}, "per": "week"})
        named = {"ekt": "25.00", "meerzorg": {"EUR": "50.00"}, "meerzorg_per": "week"}
        assert left(told, FOR_C1) == left(told, {**WITHOUT, **named}) == 33_887

    def test_records_nothing(self, told: House) -> None:
        before = told.ledger.head()
        check_plan(told, SYSTEM, read_plan(FOR_C1))
        assert told.ledger.head() == before

    def test_may_carry_every_field_of_the_journal(self, told: House) -> None:
        goals = [{"goal": "g1", "text": "Weer zelf koken"}]
        facts = {"do": "agree_zorgplan", "zorgplan": "z1", "goals": goals, "evaluate_by": "2026-09-01", "to": None}
        assert left(told, {**FOR_C1, **facts, "from": "2026-03-04"}) == 13_887

    def test_of_several_providers_is_priced_at_each(self, told: House) -> None:
        """Two dagdelen at p9: € 151,20."""
        assert left(told, {"client": "c1", "lines": [DAY]}) == 60_000 - 15_120


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("plan", "found"),
        [
            ([], [("not-an-object", None)]),
            ({}, [("field-missing", "lines")]),
            ({**FOR_C1, "kleur": "rood"}, [("field-unknown", "kleur")]),
            ({**FOR_C1, "year": 2026}, [("field-not-with-client", "year")]),
            (
                {"lines": []},
                [
                    ("field-missing", "zorgprofiel"),
                    ("field-missing", "leveringsvorm"),
                    ("field-missing", "year"),
                    ("ceiling-unclear", "value"),
                ],
            ),
            ({**WITHOUT, "code": "X"}, [("ceiling-unclear", "value")]),
            ({**WITHOUT, "per": None}, [("value-needs-period", "per")]),
            ({**WITHOUT, "meerzorg": {"EUR": "1.00"}}, [("value-needs-period", "meerzorg_per")]),
            ({**WITHOUT, "from": "2027-01-01"}, [("day-outside-year", "from")]),
            ({**WITHOUT, "ekt": "25"}, [("value-invalid", "ekt")]),
            ({**WITHOUT, "ekt": "25.01"}, [("ekt-above-maximum", "ekt")]),
            ({**WITHOUT, "value": {"EUR": "0.00"}}, [("value-not-positive", "value")]),
            ({**FOR_C1, "lines": [{**SHOWER, "count_per_week": 1.5}]}, [("value-invalid", "lines[0].count_per_week")]),
            (
                {**FOR_C1, "lines": [{"line": "1"}, {**CARE, "prestatie": "X999"}, {**CARE, "provider": "p8"}]},
                [
                    ("line-unclear", "lines[0]"),
                    ("tarief-unknown", "lines[1].code"),
                    ("no-contract", "lines[2].provider"),
                ],
            ),
            (
                {**FOR_C1, "lines": [{**CARE, "minutes_per_week": None}]},
                [("quantity-missing", "lines[0].minutes_per_week")],
            ),
            ({**FOR_C1, "lines": [{**CARE, "count_per_week": 1}]}, [("quantity-not-here", "lines[0].count_per_week")]),
        ],
    )
    def test_is_all_told_with_its_field(self, told: House, plan: Any, found: list[tuple[str, str | None]]) -> None:
        assert problems(told, plan) == found

    def test_an_amount_that_is_no_ceiling_is_refused(self, app: FastAPI, told: House) -> None:
        """The maximum of an hour of care is no indicatiewaarde."""
        plan = {name: value for name, value in WITHOUT.items() if name not in ("value", "per")}
        payer = system(app, told, "zorgkantoor", region="Rotterdam")
        answer = payer.post("/api/v1/plans/check", json={**plan, "code": "H126"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "unit-not-a-period")


class TestTheApi:
    def test_answers_with_figures_lines_and_steps(self, app: FastAPI, told: House) -> None:
        told_back = system(app, told, "medewerker", provider="p1").post("/api/v1/plans/check", json=FOR_C1).json()
        assert told_back["fits"] is True
        assert told_back["left"] == {"week": "138.87", "year": "7241.07"}
        assert told_back["hours_per_week"] == "6:25"
        assert told_back["lines"][0] == {
            "line": "1",
            "description": "H126",
            "provider": "p1",
            "hours_per_week": "5:25",
            "amount": {"week": "307.13", "year": "16014.64"},
        }
        assert [step["label"] for step in told_back["steps"]] == [
            "Indicatiewaarde",
            "Afronden",
            "H126 (p1)",
            "douchen (p1)",
            "pgb",
            "Samen",
            "Waarvan pgb",
            "Over",
        ]

    def test_knows_no_client_outside_the_mandate(self, app: FastAPI, told: House) -> None:
        other: TestClient = system(app, told, "zorgkantoor", region="Utrecht")
        answer = other.post("/api/v1/plans/check", json=FOR_C1)
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "client-unknown")

    def test_says_what_is_no_json(self, app: FastAPI, told: House) -> None:
        answer = system(app, told, "auditor").post("/api/v1/plans/check", content=b"{")
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "not-json")


class TestPrices:
    """They are between a provider and the payer of its region."""

    @pytest.mark.parametrize(
        ("plan", "code"),
        [(WITHOUT, "provider-unknown"), ({"client": "c1"}, "line-of-other-provider")],
        ids=["without a client", "of a client"],
    )
    def test_of_another_provider_are_not_told(self, app: FastAPI, told: House, plan: Any, code: str) -> None:
        """Not to p1, also when that number is of nobody."""
        own = system(app, told, "zorgaanbieder", provider="p1")
        for provider in ("p9", "p8"):
            answer = own.post("/api/v1/plans/check", json={**plan, "lines": [{**DAY, "provider": provider}]})
            assert code in answer.text
            assert "k9" not in answer.text
            assert "75,60" not in answer.text
        assert own.post("/api/v1/plans/check", json={**plan, "lines": [CARE]}).status_code == 200

    def test_of_another_provider_in_the_plan_that_runs_are_a_fixed_amount(self, app: FastAPI, told: House) -> None:
        """It may be counted with as it was agreed, and no other way."""
        goals = [{"goal": "g1", "text": "Weer zelf koken"}]
        facts = {"client": "c1", "zorgplan": "z1", "from": "2026-03-01", "goals": goals, "lines": [DAY, CARE]}
        do(told, {"do": "agree_zorgplan", **facts, "remainder_to": "unused"})
        own = system(app, told, "medewerker", provider="p1")
        answer = own.post("/api/v1/plans/check", json={"client": "c1", "lines": [CARE, DAY]})
        assert answer.json()["left"]["week"] == "141.67"
        assert "k9" not in answer.text
        for lines in ([CARE], [CARE, {**DAY, "count_per_week": 1}]):
            refused = own.post("/api/v1/plans/check", json={"client": "c1", "lines": lines})
            assert refused.json()["error"]["code"] == "line-of-other-provider"

    def test_of_another_region_are_not_told(self, app: FastAPI, told: House) -> None:
        """To a payer."""
        for region, status in (("Rotterdam", 200), ("Utrecht", 422)):
            payer = system(app, told, "zorgkantoor", region=region)
            answer = payer.post("/api/v1/plans/check", json=WITHOUT)
            assert answer.status_code == status
        assert "no-contract" in answer.text

    @pytest.mark.parametrize(("role", "scope"), [("auditor", {}), ("familie", {"client": "c1"})])
    def test_are_not_for_who_is_no_party(self, app: FastAPI, told: House, role: str, scope: dict[str, str]) -> None:
        """A pgb has no price of anybody."""
        asking = system(app, told, role, **scope)
        for plan in (FOR_C1, WITHOUT):
            answer = asking.post("/api/v1/plans/check", json=plan)
            assert (answer.status_code, answer.json()["error"]["code"]) == (403, "role-may-not")
            assert asking.post("/api/v1/plans/check", json={**plan, "lines": [PGB]}).status_code == 200
