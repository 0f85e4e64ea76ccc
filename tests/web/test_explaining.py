"""From any shown figure to the events: the tree has that figure, adds up, and tells no more than is due."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from fastapi import FastAPI

from ledger.vocabulary.actor import SYSTEM, Mandate
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.errors import LedgerError
from projections.as_of import at_position
from tests.databases import Databases
from tests.houses import do
from tests.ledger.story import somebody
from tests.web.client import TestClient
from tests.web.declaring_story import MARCH, declaring_house, judged, redelivered
from tests.web.keys import system
from tests.web.story import MARIJKE
from tests.web.trees import check_adds_up, labels_of, nodes_of
from web.app import create_app
from web.composition import House
from web.explaining import node as nodes
from web.explaining.asking import MOST_DEEP, explanation, explanation_of
from web.explaining.node import Node
from web.questions import balance_of, totals_of

AUDITOR = somebody("auditor")
PAYER = somebody("zorgkantoor", region="Rotterdam")


@pytest.fixture
def declaring(databases: Databases, clock: SetClock) -> Iterator[House]:
    """A month of care that is declared, approved, and declared anew after a correction."""
    with declaring_house(databases, clock) as house:
        do(house, {"do": "declare", **MARCH, "clients": ["c1", "c2", "c3"]})
        do(house, judged("1", "2"))
        do(house, redelivered("b1", "c2", "0:30"))
        do(house, {"do": "declare", **MARCH, "clients": ["c1", "c2", "c3"]})
        yield house


def why(house: House, figure: str, mandate: Mandate = SYSTEM, **asked: Any) -> Node:
    """Explain a figure as deep as can be, and hold it to its sums."""
    found = explanation(house, mandate, figure, **({"depth": MOST_DEEP} | asked))
    check_adds_up(found)
    return found


def refusal(house: House, figure: str, mandate: Mandate = SYSTEM, **asked: Any) -> str:
    """Return the code of why a figure is not explained."""
    with pytest.raises(LedgerError) as refused:
        explanation(house, mandate, figure, **asked)
    return refused.value.code


class TestABudget:
    @pytest.mark.parametrize("on", [None, "2026-01-15", "2026-02-26"])
    @pytest.mark.parametrize("as_of", [None, 19, 23])
    @pytest.mark.parametrize("figure", ["granted", "reserved", "spent", "available", "worth"])
    def test_is_what_is_shown(self, regional: House, figure: str, as_of: int | None, on: str | None) -> None:
        day = None if on is None else date.fromisoformat(on)
        shown = balance_of(regional, SYSTEM, "b1", day, None if as_of is None else str(as_of))
        known = None if as_of is None else at_position(regional.ledger, as_of)
        found = why(regional, f"b1.{figure}", on=day, known=known)
        assert str(found.amount) == shown["value_in_eur" if figure == "worth" else figure]
        positions = {one for node in nodes_of(found) for one in node.positions}
        assert max(positions, default=0) <= shown["as_of"]["position"]

    def test_tells_rate_version_person_and_correction(self, regional: House) -> None:
        found = why(regional, "b1/e22")
        assert [(str(one.amount), one.by and one.by.id) for one in found.children] == [
            ("2.00", "medewerker-17"),
            ("-0.50", "medewerker-17"),
        ]
        assert found.children[1].basis == "Reden: we waren eerder terug door de regen."
        rate = found.children[0].children[0]
        assert (str(rate.amount), rate.positions) == ("12.50", (3,))
        assert rate.basis.startswith("Waarde van p1 vanaf 1 januari 2026, versie 1.")

    def test_is_told_per_month_when_there_are_many_lines(self, regional: House) -> None:
        """Each month can be asked for by itself."""
        walk = {"do": "spend", "budget": "b1", "what": "wandelen", "amount": {"PUNT": "0.10"}}
        do(regional, *({**walk, "entry": f"w{day}", "on": f"2026-02-{day:02}"} for day in range(1, 13)))
        months = why(regional, "b1.spent").children
        assert [one.figure for one in months] == ["b1.spent@2026-01", "b1.spent@2026-02"]
        again = why(regional, "b1.spent@2026-02")
        assert (again.amount, again.parts) == (months[1].amount, 13)

    def test_without_a_rate_has_no_value(self, regional: House) -> None:
        assert refusal(regional, "b4.worth") == "value-missing"
        assert why(regional, "b9.worth").amount == why(regional, "b9.available").amount

    def test_never_opens_words_for_who_may_not_read_them(self, regional: House) -> None:
        for mandate in (AUDITOR, PAYER):
            told = " ".join(labels_of(why(regional, "b1.available", mandate)))
            assert "wandelen" not in told.lower()
            assert "regen" not in told
            assert "s1." not in told


class TestTheFamily:
    def test_sees_its_own_budget_and_nobody_else(self, regional: House) -> None:
        """A group activity, a transfer to the group pot: no other client and no other budget is named."""
        pot = {"do": "open_budget", "budget": "pot-van-c2", "group": "Woning", "provider": "p1"}
        do(regional, {**pot, "amount": {"PUNT": "5.00"}, "from": "2026-01-01", "to": "2026-12-31"})
        move = {"do": "transfer", "transfer": "t1", "from_budget": "b1", "to_budget": "pot-van-c2"}
        do(regional, {**move, "on": "2026-03-01", "amount": {"PUNT": "1.00"}, "reason": "voor het koken"})
        answer = explanation_of(regional, MARIJKE, "b1.available", depth=MOST_DEEP)
        told = str(answer)
        assert "Samen koken" in told
        assert "voor het koken" in told
        assert "samen gedaan met 2 anderen" in told
        assert not [other for other in ("c2", "c3", "b2", "b3", "pot-van-c2", "c9") if f"{other}" in told]

    @pytest.mark.parametrize("figure", ["b2.available", "b2/g1", "pot.spent", "d1/2", "d9/1", "budget:b9/e1"])
    def test_does_not_see_another(self, regional: House, figure: str) -> None:
        assert refusal(regional, figure, MARIJKE) in {"budget-unknown", "line-unknown"}

    def test_does_not_see_totals(self, regional: House) -> None:
        for figure in ("provider:p1.paid", "region:Rotterdam.left@2026"):
            assert refusal(regional, figure, MARIJKE) == "role-may-not"

    def test_sees_its_own_declared_line(self, regional: House) -> None:
        assert str(why(regional, "d1/1", MARIJKE).amount) == "60.00"


class TestADeclaredLine:
    def test_goes_back_to_contract_tariff_care_and_ceiling(self, declaring: House) -> None:
        found = why(declaring, "p1-k1-2026-03/1")
        declared = found.children[0]
        told = " ".join(labels_of(found))
        line = next(one for one in nodes_of(declared) if one.label == "Berekend")
        assert declared.amount is not None
        assert line.amount is not None
        assert "Maximumtarief H126 van 2026" in told
        assert "Contract k1 met p1 is gesloten" in told
        assert "gegeven door p1" in told
        assert "Het plafond van de cliënt in deze periode is" in told
        positions = {one for node in nodes_of(line) for one in node.positions}
        assert len(positions) > 10

    def test_that_was_replaced_adds_up_to_nothing(self, declaring: House) -> None:
        assert str(why(declaring, "p1-k1-2026-03/2").amount) == "0.00"
        assert "declaration:p1-k1-2026-03/2" in [
            one.figure for one in nodes_of(why(declaring, "declaration:p1-k1-2026-03-2/1"))
        ]

    def test_is_not_there_for_another_provider(self, declaring: House) -> None:
        assert refusal(declaring, "p1-k1-2026-03/1", somebody("medewerker", provider="p9")) == "line-unknown"
        mandate = somebody("medewerker", provider="p9")
        assert refusal(declaring, "declaration:p1-k1-2026-03/1", mandate) == "declaration-unknown"
        assert refusal(declaring, "p1-k1-2026-03/99") == "line-unknown"

    def test_that_was_refused_stands_for_nothing(self, regional: House) -> None:
        assert [str(one.amount) for one in why(regional, "d1/3").children] == ["40.25", "-40.25"]
        assert str(why(regional, "d1/2").amount) == "55.00"


class TestTotals:
    @pytest.mark.parametrize("figure", ["declared", "approved", "refused", "credited", "paid"])
    def test_of_a_provider_are_what_is_shown(self, declaring: House, figure: str) -> None:
        shown = totals_of(declaring, SYSTEM, provider="p1", year=2026)["totals"][0]
        for period in ("", "@2026", "@2026-03", "@2026-03@Rotterdam"):
            assert str(why(declaring, f"provider:p1.{figure}{period}").amount) == shown[figure]

    def test_of_a_region_are_what_is_shown(self, regional: House) -> None:
        (shown,) = totals_of(regional, SYSTEM, region="Rotterdam", year=2026)["contracteerruimte"]
        found = {
            name: why(regional, f"region:Rotterdam.{name}@2026") for name in ("contracteerruimte", "production", "left")
        }
        assert str(found["contracteerruimte"].amount) == shown["amount"]
        assert str(found["production"].amount) == shown["production"]
        assert str(found["left"].amount) == "7260.00"
        assert "Grond: artikel 49e Wmg. Herschikking tussen regio's. Bron: demo: verzonnen besluit." in labels_of(
            found["left"]
        )

    def test_of_one_client_and_prestatie_add_up_to_the_whole(self, declaring: House) -> None:
        whole = why(declaring, "provider:p1.declared@2026-03@Rotterdam").amount
        some = [why(declaring, f"provider:p1.declared@2026-03@Rotterdam@client={one}").amount for one in ("c1", "c2")]
        assert whole is not None
        assert sum(one.quantity for one in some if one) == whole.quantity
        assert why(declaring, "provider:p1.declared@2026-03@prestatie=H126@client=c1").amount == some[0]
        assert str(why(declaring, "provider:p1.declared@prestatie=H999").amount) == "0.00"

    def test_of_its_own_care_are_told_to_the_family(self, regional: House) -> None:
        mine = why(regional, "provider:p1.declared@client=c1", MARIJKE)
        assert mine.amount == why(regional, "provider:p1.declared@client=c1").amount
        assert refusal(regional, "provider:p1.declared@client=c2", MARIJKE) == "client-unknown"

    def test_of_what_was_agreed_the_latest_counts(self, regional: House) -> None:
        agree = {"do": "agree_with_provider", "region": "Rotterdam", "year": 2026, "provider": "p1"}
        do(regional, {**agree, "amount": {"EUR": "6500.00"}, "ground": "Zorgovereenkomst 2026, bijlage"})
        found = why(regional, "provider:p1.agreed@2026@Rotterdam")
        assert str(found.amount) == "6500.00"
        assert [one.basis for one in found.children] == ["Grond: Zorgovereenkomst 2026, bijlage."]
        assert str(why(regional, "provider:p1.agreed@2031").amount) == "0.00"
        assert refusal(regional, "provider:p1.agreed@2026-03") == "figure-unknown"

    def test_are_within_the_mandate(self, regional: House) -> None:
        office = somebody("zorgaanbieder", provider="p1")
        assert refusal(regional, "provider:p9.paid", office) == "provider-unknown"
        assert refusal(regional, "region:Rotterdam.left@2026", office) == "role-may-not"
        assert refusal(regional, "region:Utrecht.left@2026", PAYER) == "region-unknown"
        assert refusal(regional, "provider:p1.paid@2026@Utrecht", PAYER) == "region-unknown"
        assert why(regional, "provider:p1.paid", PAYER).amount == why(regional, "provider:p1.paid").amount

    def test_that_never_were_are_not_there(self, regional: House) -> None:
        assert refusal(regional, "region:Rotterdam.left@2031") == "region-year-unknown"
        assert refusal(regional, "provider:p77.paid") == "provider-unknown"
        assert refusal(regional, "provider:p1.paid", on=date(2026, 3, 1)) == "on-not-of-totals"

    def test_show_a_part_of_very_many_and_what_the_rest_comes_to(
        self, declaring: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(nodes, "WIDTH", 2)
        whole = why(declaring, "b1.available", depth=1)
        assert [one.label for one in whole.children][2:] == ["Nog 1 ander deel"]
        assert why(declaring, "b1.available", depth=1, skip=2).children[0].label == "Besteed"

    def test_hold_no_more_than_an_answer_may(self, regional: House, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("web.explaining.witness.MOST", 4)
        assert sum(1 for _ in nodes_of(why(regional, "b1.available"))) <= 5


class TestTheAddress:
    @pytest.mark.parametrize("figure", ["", "b1", "b1.over", "b1.worth@2026-03", "provider:p1.over", "x" * 300, "b1/"])
    def test_that_is_none_is_answered_with_examples(self, regional: House, figure: str) -> None:
        with pytest.raises(LedgerError) as refused:
            explanation(regional, SYSTEM, figure)
        assert refused.value.code == "figure-unknown"
        assert "b1.available" in refused.value.message
        assert "pvb explain --help" in refused.value.message

    def test_of_a_line_must_say_of_what_when_there_are_two(self, regional: House) -> None:
        line = {"line": "e8", "client": "c1", "on": "2026-02-03", "amount": {"EUR": "1.00"}}
        line |= {"prestatie": "H126", "quantity": "1:00", "unit": "UUR"}
        period = {"period": ["2026-02-01", "2026-02-28"], "lines": [line]}
        do(regional, {"do": "submit_declaration", "declaration": "b1", "provider": "p1", **period})
        assert refusal(regional, "b1/e8") == "figure-ambiguous"
        assert str(why(regional, "budget:b1/e8").amount) == "2.00"
        assert str(why(regional, "declaration:b1/e8").amount) == "1.00"
        assert refusal(regional, "b1/e99") == "entry-unknown"


class TestThroughTheApi:
    @pytest.fixture
    def control(self, regional: House) -> TestClient:
        """The system of an auditor."""
        app: FastAPI = create_app(regional)
        return system(app, regional, "auditor")

    def test_answers_with_both_times(self, control: TestClient) -> None:
        address = "/api/v1/explanations/b1.available"
        answer = control.get(address, params={"on": "2026-01-15", "as_of": "19", "depth": "1"}).json()
        assert (answer["on"], answer["as_of"]["position"], answer["depth"]) == ("2026-01-15", 19, 1)
        assert [one["amount"] for one in answer["explanation"]["children"]] == [
            {"PUNT": "120.00"},
            {"PUNT": "0.00"},
            {"PUNT": "-4.00"},
        ]
        assert [one["parts"] for one in answer["explanation"]["children"]] == [1, 0, 2]

    @pytest.mark.parametrize(
        ("figure", "parameters", "status", "code"),
        [
            ("b1.over", {}, 404, "figure-unknown"),
            ("b1.spent", {"depth": "9"}, 422, "value-invalid"),
            ("b1.spent", {"skip": "-1"}, 422, "value-invalid"),
            ("b1.spent", {"on": "31-03-2026"}, 422, "value-invalid"),
            ("b1.spent", {"as_of": "999"}, 409, "as-of-past-end"),
            ("region:Rotterdam.left@2026", {"on": "2026-03-01"}, 422, "on-not-of-totals"),
            ("d1/1", {"kleur": "rood"}, 422, "field-unknown"),
        ],
    )
    def test_says_what_is_wrong(
        self, control: TestClient, figure: str, parameters: dict[str, str], status: int, code: str
    ) -> None:
        answer = control.get(f"/api/v1/explanations/{figure}", params=parameters)
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
