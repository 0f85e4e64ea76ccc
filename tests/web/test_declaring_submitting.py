"""The office of a provider submits what it was shown, once; and sees what stands and what somebody took back."""

import pytest

from ledger.vocabulary.actor import Actor, Mandate
from tests.houses import do
from tests.web.client import TestClient, heading, hidden, main_text, send, texts
from tests.web.declaring_desk import SUBMITTED, approved, head, office, rows, sentence, statuses, told
from tests.web.declaring_story import K1, K3, delivered, judged, redelivered
from web.composition import House

__all__ = ["approved", "office", "told"]

OFFICE = Mandate(Actor("kantoor-1", "zorgaanbieder"), provider="p1")
CREDIT = {"do": "credit_line", "declaration": "p1-k1-2026-03", "line": "2", "credit": "2c", "reason": "te veel tijd"}


class TestSubmitting:
    def test_records_it_and_says_what_happens_next(self, office: TestClient, told: House) -> None:
        answer = send(office, K1)
        assert answer.status_code == 303
        done = office.get(answer.headers["location"])
        assert heading(done) == "Ingediend"
        assert "U hebt over maart 2026 € 2.742,20 gedeclareerd." in main_text(done)
        assert "Het zorgkantoor beoordeelt elke regel." in main_text(done)
        record = told.ledger.head()
        assert record is not None
        assert record.topic == "declaration.line-submitted/1"
        assert b'"id":"kantoor-1"' in record.state

    def test_twice_by_a_double_tap_is_one_declaration(self, office: TestClient, told: House) -> None:
        form = hidden(office.get(K1))
        first = office.post(K1, data=form)
        recorded = head(told)
        second = office.post(K1, data=form)
        assert (first.headers["location"], recorded) == (second.headers["location"], head(told))

    def test_of_what_was_not_shown_is_refused_with_the_new_figures(self, office: TestClient, told: House) -> None:
        form = hidden(office.get(K1))
        do(told, delivered("b3", "c2", "1:00", 20))
        before = head(told)
        answer = office.post(K1, data=form)
        assert (answer.status_code, head(told)) == (409, before)
        assert texts(answer, "//title")[0].startswith("Fout: ")
        assert "Er is intussen iets veranderd." in texts(answer, "//div[contains(@class, 'pvb-errors')]//li")[0]
        assert sentence(answer) == "Over maart 2026 kunt u € 2.798,90 declareren."
        assert office.post(K1, data=hidden(answer)).status_code == 303

    def test_of_nothing_is_refused_with_the_reason(self, office: TestClient, told: House) -> None:
        form = hidden(office.get(K1))
        answer = office.post("/declareren/k2/2026-03", data={**form, "gezien": "0-0-0-0"})
        assert answer.status_code == 409
        assert "Over 2026-03 is niets nieuws te declareren." in main_text(answer)

    def test_of_credits_tells_what_went_back(self, office: TestClient, approved: House) -> None:
        do(approved, redelivered("b1", "c2", "0:00"), redelivered("b2", "c2", "0:00"))
        done = office.get(send(office, K1).headers["location"])
        assert "U hebt over maart 2026 € 85,05 teruggenomen." in main_text(done)

    def test_confirms_nothing_that_this_form_did_not_do(self, office: TestClient, approved: House) -> None:
        for asked in ("", "?opdracht=x", f"?opdracht=web-{'0' * 32}"):
            assert office.get(f"{K1}/gedaan{asked}").status_code == 404

    def test_to_onderaannemers_reminds_of_their_share(self, office: TestClient) -> None:
        done = office.get(send(office, K3).headers["location"])
        assert "Betaal daarna uw onderaannemers hun deel." in main_text(done)


class TestWhatStands:
    def test_is_every_line_with_its_status_and_event(self, office: TestClient, told: House) -> None:
        do(told, SUBMITTED, judged("1"), judged("2", verdict="refuse"))
        answer = office.get(f"{K1}/ingediend")
        assert sentence(answer) == "Over maart 2026 staat er € 2.657,15 gedeclareerd."
        first, second = rows(answer)
        assert [first[place] for place in (0, 5, 6, 7)] == [
            "p1-k1-2026-03, regel 1",
            "€ 2.657,15",
            "€ 2.657,15",
            "goedgekeurd",
        ]
        assert (second[6], second[7]) == ("€ 0,00", "afgekeurd")
        record = told.ledger.at(int(second[8]))
        assert record is not None
        assert record.topic == "declaration.line-submitted/1"
        assert "Afgekeurd met retourcode 0553." in main_text(answer)
        assert texts(answer, "//ol[@class='pvb-why__steps']/li")

    def test_after_a_change_shows_both_lines(self, office: TestClient, approved: House) -> None:
        do(approved, redelivered("b1", "c2", "0:30"), SUBMITTED)
        answer = office.get(f"{K1}/ingediend")
        assert [(row[0], row[7]) for row in rows(answer)] == [
            ("p1-k1-2026-03-2, regel 1", "ingediend"),
            ("p1-k1-2026-03, regel 1", "goedgekeurd"),
            ("p1-k1-2026-03, regel 2", "teruggenomen"),
        ]
        assert "Kwam in de plaats van p1-k1-2026-03, regel 2." in main_text(answer)
        assert "Opnieuw berekend: er kwam een nieuwe regel voor in de plaats." in main_text(answer)

    def test_after_a_refusal_says_that_it_was_declared_anew(self, office: TestClient, told: House) -> None:
        do(told, SUBMITTED, judged("1", "2", verdict="refuse"), SUBMITTED)
        assert "Daarna opnieuw gedeclareerd." in main_text(office.get(f"{K1}/ingediend"))

    def test_of_nothing_is_not_there(self, office: TestClient) -> None:
        assert office.get(f"{K1}/ingediend").status_code == 404


class TestWhatSomebodyTookBack:
    """A credit by hand changes what stands, and not what happened."""

    @pytest.mark.parametrize("amount", [{"EUR": "5.05"}, None])
    def test_is_not_called_a_change(self, office: TestClient, approved: House, amount: dict[str, str] | None) -> None:
        do(approved, {**CREDIT, "amount": amount})
        answer = office.get("/declareren")
        assert statuses(answer)[1] == "goedgekeurd"
        assert texts(answer, "//ul[@class='pvb-changed']") == []

    def test_stays_taken_back(self, office: TestClient, approved: House) -> None:
        do(approved, {**CREDIT, "amount": {"EUR": "5.05"}}, mandate=OFFICE)
        assert sentence(office.get(K1)).endswith("Er is niets nieuws.")
        shown = office.get(f"{K1}/ingediend")
        assert "Reden: te veel tijd." in main_text(shown)
        assert rows(shown)[1][7] == "deels teruggenomen"

    @pytest.mark.parametrize(("amount", "taken"), [({"EUR": "5.05"}, "€ 5,05"), (None, "€ 85,05")])
    def test_is_warned_about_when_the_care_changed(
        self, office: TestClient, approved: House, amount: dict[str, str] | None, taken: str
    ) -> None:
        do(approved, {**CREDIT, "amount": amount}, redelivered("b1", "c2", "0:30"))
        assert f"{taken} is eerder met de hand teruggenomen." in main_text(office.get(K1))

    def test_does_not_hide_a_change(self, office: TestClient, approved: House) -> None:
        do(approved, {**CREDIT, "amount": {"EUR": "5.05"}}, redelivered("b1", "c2", "0:30"))
        assert statuses(office.get("/declareren"))[1] == "anders geworden"

    def test_of_a_refused_line_is_told_as_refused(self, office: TestClient, told: House) -> None:
        do(told, SUBMITTED, judged("1"), judged("2", verdict="refuse"))
        answer = office.get(K1)
        assert sentence(answer) == "Over maart 2026 kunt u € 85,05 opnieuw declareren."
        assert "€ 85,05 is afgekeurd. Daarna is er niets veranderd." in main_text(answer)

    def test_and_declared_anew_is_over(self, office: TestClient, approved: House) -> None:
        do(approved, {**CREDIT, "amount": {"EUR": "5.05"}}, redelivered("b1", "c2", "0:30"), SUBMITTED)
        assert statuses(office.get("/declareren"))[1] == "ingediend"
        assert sentence(office.get(K1)).endswith("Er is niets nieuws.")
