"""What is declared follows from the contract and the facts, for whoever may declare it, over a period that is over."""

from datetime import UTC, datetime

import pytest

from ledger.vocabulary.clock import SetClock
from tests.ledger.care_lines import HOME, delivered, plan, tarief
from tests.ledger.contract_lines import concluded, ended
from tests.ledger.declare_lines import APRIL, LUMPSUM, PROVIDER, declare, events, judged, lines_of, paid, prepared
from tests.ledger.lines import Line, client, indicatie
from tests.ledger.story import Story, somebody


class TestWhatIsDeclared:
    def test_is_what_was_delivered_at_the_agreed_rate(self, march: Story) -> None:
        """Whole: the header with its totals, the line with how it came about."""
        march.tell(declare(), by=PROVIDER)
        header, declared = events(march)
        assert {name: header[name] for name in ("on", "from", "to", "line_count", "eurocent", "contract", "label")} == {
            "on": "2026-04-02",
            "from": "2026-03-01",
            "to": "2026-03-31",
            "line_count": 1,
            "eurocent": 8505,
            "contract": "k1",
            "label": "2026-03",
        }
        assert {name: declared[name] for name in ("line", "client", "prestatie", "quantity", "unit", "eurocent")} == {
            "line": "1",
            "client": "c1",
            "prestatie": "H126",
            "quantity": 90,
            "unit": "minuut",
            "eurocent": 8505,
        }
        derived = declared["derivation"]
        assert (derived["model"], derived["computed_eurocent"], derived["rate_basispoint"]) == ("A", 8505, 9450)
        assert derived["tarief"] == {
            "year": 2026,
            "code": "H126",
            "unit": "uur",
            "eurocent": 6000,
            "version": 1,
            "reference": "demo: test",
        }
        assert "1:30" in " ".join(derived["steps"])

    def test_can_be_followed_to_all_that_it_rests_on(self, march: Story) -> None:
        """By positions in the log: care, and what says how much may be spent; and the terms that were applied."""
        march.tell(declare())
        derived = lines_of(march)[0]["derivation"]
        found = [march.house.ledger.at(position) for position in (*derived["rests_on"], derived["terms_position"])]
        assert [one and one.topic for one in found] == [
            "indicatie.granted/1",
            "leveringsvorm.chosen/1",
            *["levering.recorded/1"] * 2,
            "contract.concluded/1",
        ]

    def test_is_judged_by_the_payer_like_any_other_line(self, march: Story) -> None:
        """Approved, and then paid."""
        march.tell(declare(), judged("approve"))
        assert paid(march) == 8505

    def test_above_the_indicatiewaarde_is_not_paid_and_stays_visible(self, march: Story) -> None:
        """€ 600,00 a week is € 2.657,14 for March; fifty hours more would be € 2.920,05."""
        march.tell(*(delivered(f"m{n}", "10:00", on=f"2026-03-{n:02}") for n in range(10, 15)))
        march.tell(declare())
        (declared,) = lines_of(march)
        derived = declared["derivation"]
        assert derived["computed_eurocent"] == 292_005
        assert derived["unpaid_eurocent"] == derived["above_eurocent"] == 292_005 - declared["eurocent"] > 0

    def test_counts_whoever_was_declared_before_too(self, march: Story) -> None:
        """Leaving a client out is no way to take a line back."""
        march.tell(declare())
        assert march.refused(declare(clients=[])) == "nothing-to-declare"

    def test_passes_over_a_number_that_was_used_for_something_else(self, march: Story) -> None:
        """A declaration that the provider wrote itself happens to have it."""
        own = {"line": "1", "client": "c1", "prestatie": "H126", "on": "2026-03-04", "quantity": "1:00", "unit": "UUR"}
        about = {"do": "submit_declaration", "declaration": "p1-k1-2026-03", "provider": "p1"}
        march.tell(about | {"period": ["2026-03-01", "2026-03-31"], "lines": [own | {"amount": {"EUR": "1.00"}}]})
        march.tell(declare())
        assert [one["eurocent"] for one in lines_of(march, "p1-k1-2026-03-2")] == [8505]

    def test_for_nobody_in_particular_names_no_client(self, sqlite_march: Story) -> None:
        """A lump sum in three, with the odd cent first."""
        wmo = concluded("k9", act="Wmo", leveringsvormen=None, components=[LUMPSUM])
        sqlite_march.tell(wmo, declare("k9", "2026-01", clients=[]))
        (declared,) = lines_of(sqlite_march, "p1-k9-2026-01")
        assert "client" not in declared
        assert (declared["eurocent"], declared["unit"], declared["region"]) == (33334, "termijn", "Rotterdam")

    def test_of_which_nothing_is_paid_is_no_line_but_is_told(self, empty_story: Story, clock: SetClock) -> None:
        """A value of a cent a year leaves no room: the care is the provider's risk."""
        march = [one for one in HOME if one["do"] != "grant_indicatie"]
        empty_story.tell(client(), indicatie(value={"EUR": "0.01"}, per="year"), *march[1:], delivered("l1", "1:00"))
        clock.moment = APRIL
        found = prepared(empty_story, declare())
        assert [(one.paid_eurocent, one.unpaid_eurocent) for one in found.derived] == [(0, 5670)]
        error = empty_story.refusal(declare())
        assert error.code == "nothing-to-declare"
        assert "€ 56,70 niet betaald" in error.message


class TestTheMandate:
    def test_is_that_of_the_provider_itself(self, sqlite_march: Story) -> None:
        """Another provider does not know of this contract; the payer declares nothing."""
        assert sqlite_march.refused(declare(), by=somebody("zorgaanbieder", provider="p2")) == "provider-unknown"
        assert sqlite_march.refused(declare(), by=somebody("zorgkantoor")) == "role-may-not"

    def test_reaches_to_clients_of_that_provider(self, sqlite_march: Story) -> None:
        """Nobody else is there."""
        sqlite_march.tell(client("c2"))
        assert sqlite_march.refused(declare(clients=["c1", "c2"]), by=PROVIDER) == "client-unknown"

    @pytest.mark.parametrize("more", [{"contract": "k8"}, {"provider": "p8"}])
    def test_of_an_unknown_contract_is_refused(self, sqlite_march: Story, more: Line) -> None:
        """Nothing was agreed."""
        assert sqlite_march.refused(declare(**more)) == "contract-unknown"


class TestThePeriod:
    @pytest.mark.parametrize("period", ["2026-13", "2026-W54", "maart", ""])
    def test_has_a_label(self, sqlite_march: Story, period: str) -> None:
        """A month or a week."""
        assert sqlite_march.refused(declare(period=period)) == "period-label-invalid"

    def test_is_in_the_rhythm_of_the_contract(self, sqlite_march: Story) -> None:
        """What is declared by the month is not declared by the week, nor the other way round."""
        assert sqlite_march.refused(declare(period="2026-W10")) == "period-not-rhythm"
        weekly = concluded("k4", rhythm="week", components=[{"model": "A", "covers": ["H300"]}])
        sqlite_march.tell(weekly)
        assert sqlite_march.refused(declare("k4", "2026-04")) == "period-not-rhythm"

    @pytest.mark.parametrize(("on", "code"), [("2026-03-31", "period-not-over"), ("2026-04-01", None)])
    def test_is_over(self, sqlite_march: Story, on: str, code: str | None) -> None:
        """On its last day something may still be delivered."""
        assert sqlite_march.accepts(declare(on=on)) if code is None else sqlite_march.refused(declare(on=on)) == code

    def test_is_not_over_on_a_day_that_is_still_to_come(self, sqlite_march: Story) -> None:
        """Today is the second of April: saying that it is May does not help."""
        assert sqlite_march.refused(declare(period="2026-04", on="2026-05-01")) == "day-in-future"

    def test_need_not_be_over_when_the_plan_is_what_is_declared(self, sqlite_march: Story) -> None:
        """Ten showers a week were agreed; the month has only begun."""
        shower = {"activity": "wassen", "name": "Wassen", "prestatie": "H127", "norm": {"UUR": "0:20"}}
        component = {"model": "B", "parameters": {"activities": [shower | {"price": {"EUR": "18.00"}}]}}
        sqlite_march.tell(
            *(ended(contract, to="2026-03-31") for contract in ("k1", "k2", "k3")),
            tarief("H127", "uur", "60.00"),
            concluded("k5", basis="plan", components=[component], **{"from": "2026-04-01"}),
            plan({"line": "1", "provider": "p1", "activity": "wassen", "count_per_week": 10}, **{"from": "2026-04-01"})
            | {"do": "revise_zorgplan"},
        )
        assert sqlite_march.accepts(declare("k5", "2026-04"))
        (declared,) = lines_of(sqlite_march, "p1-k5-2026-04")
        assert (declared["quantity"], declared["eurocent"]) == (42, 42 * 1800)

    def test_has_a_day_of_the_contract(self, sqlite_march: Story) -> None:
        """The year before, nothing was agreed."""
        assert sqlite_march.refused(declare(period="2025-12")) == "outside-contract"

    def test_within_a_year_may_be_the_last_part_of_a_week(self, empty_story: Story, clock: SetClock) -> None:
        """The last four days of 2026 are week 53; the three days after them are another year."""
        clock.moment = datetime(2027, 1, 10, tzinfo=UTC)
        weekly = concluded("k1", rhythm="week", components=[{"model": "A"}])
        lines = [one for one in HOME if one["do"] != "conclude_contract"]
        empty_story.tell(*lines, weekly, plan(), delivered("l1", "1:00", on="2026-12-30"), declare(period="2026-W53"))
        header, declared = events(empty_story, "p1-k1-2026-W53")
        assert (header["from"], header["to"], declared["eurocent"]) == ("2026-12-28", "2026-12-31", 5670)
