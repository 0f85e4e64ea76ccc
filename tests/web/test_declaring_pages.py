"""The office of a provider looks at its contracts and at what it may declare, and why each amount is what it is."""

from datetime import UTC, datetime

import pytest

from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.errors import NotFound
from tests.houses import do
from tests.web.client import TestClient, heading, hidden, main_text, texts
from tests.web.declaring_desk import (
    SUBMITTED,
    LogIn,
    approved,
    head,
    office,
    rows,
    sentence,
    statuses,
    told,
)
from tests.web.declaring_story import K1, K3, delivered, judged, redelivered
from web.composition import House
from web.declared_periods import MOST_CHECKED
from web.pages.office import telling

__all__ = ["approved", "office", "told"]


class TestTheContracts:
    def test_stand_in_the_menu_of_the_office_only(self, office: TestClient, as_user: LogIn) -> None:
        assert "/declareren" in texts(office.get("/declareren"), "//nav//a/@href")
        assert "/declareren" not in texts(as_user("medewerker-17").get("/vandaag"), "//nav//a/@href")

    def test_are_told_with_model_rate_region_and_days(self, office: TestClient) -> None:
        answer = office.get("/declareren")
        assert heading(answer) == "Declareren, 2026"
        assert texts(answer, "//section[@aria-labelledby='contract-k1']/p") == [
            "Model A (inspanning), voor 94,5% van het maximumtarief.",
            "Regio Rotterdam, van 1 januari tot en met 31 december 2026.",
            "U declareert per maand.",
        ]

    def test_say_of_every_period_that_began_how_it_stands(self, office: TestClient, told: House) -> None:
        nothing = "niets te declareren"
        answer = office.get("/declareren")
        assert statuses(answer) == ["loopt nog", "nog niet gedeclareerd", nothing, nothing]
        assert statuses(answer, "k2") == ["loopt nog", nothing, nothing, nothing]
        do(told, SUBMITTED)
        assert statuses(office.get("/declareren"))[1] == "ingediend"
        do(told, judged("1"), judged("2", verdict="refuse"))
        assert statuses(office.get("/declareren"))[1] == "deels afgekeurd"

    def test_say_when_all_is_approved_or_refused(self, office: TestClient, told: House) -> None:
        do(told, SUBMITTED, judged("1", "2", verdict="refuse"))
        assert statuses(office.get("/declareren"))[1] == "afgekeurd"
        do(told, SUBMITTED, judged("1", "2", declaration="p1-k1-2026-03-2"))
        answer = office.get("/declareren")
        assert statuses(answer)[1] == "goedgekeurd"
        assert f"{K1}/ingediend" in texts(answer, "//main//a/@href")

    def test_tell_on_top_what_changed_after_it_was_declared(self, office: TestClient, approved: House) -> None:
        do(approved, redelivered("b1", "c2", "0:30"))
        answer = office.get("/declareren")
        assert statuses(answer)[1] == "anders geworden"
        assert texts(answer, "//ul[@class='pvb-changed']//p") == [
            "Over maart 2026 is iets veranderd: € 85,05 terug, € 56,70 nieuw."
        ]
        assert texts(answer, "//ul[@class='pvb-changed']//a/@href") == [K1]

    def test_of_an_earlier_year_are_one_link_away(self, told: House, clock: SetClock, as_user: LogIn) -> None:
        clock.moment = datetime(2027, 1, 5, 8, 0, tzinfo=UTC)
        office = as_user("kantoor-1")
        answer = office.get("/declareren")
        assert "Er is in 2027 geen contract om onder te declareren." in main_text(answer)
        assert texts(answer, "//nav[@class='pvb-years']/a/@href") == ["/declareren?jaar=2026"]
        assert len(statuses(office.get("/declareren?jaar=2026"))) == 12

    def test_of_many_clients_are_worked_out_when_asked(
        self, office: TestClient, approved: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert MOST_CHECKED > 100
        monkeypatch.setattr("web.declared_periods.MOST_CHECKED", 1)
        do(approved, redelivered("b1", "c2", "0:30"))
        answer = office.get("/declareren")
        assert statuses(answer)[1] == "goedgekeurd"
        asked = texts(answer, "//main//a[contains(text(), 'Kijk of er iets is veranderd')]/@href")
        assert statuses(office.get(asked[0]))[1] == "anders geworden"

    def test_that_cannot_be_worked_out_say_so(self, office: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
        """What the register does not know is told with the way to mend it, not as a page that is not there."""
        form = hidden(office.get(K1))

        def unknown(*_: object) -> None:
            raise NotFound("tarief-unknown", "Voor H126 staat in 2026 geen tarief in het register.", "code")

        monkeypatch.setattr("web.declared_periods.preview_at", unknown)
        assert statuses(office.get("/declareren"))[1] == "niet te berekenen"
        answer = office.get(K1)
        assert sentence(answer) == "Over maart 2026 is nu geen bedrag te berekenen."
        assert "Voor H126 staat in 2026 geen tarief in het register." in main_text(answer)
        assert office.post(K1, data=form).status_code == 409


class TestThePreview:
    def test_is_one_sentence_with_one_number_and_records_nothing(self, office: TestClient, told: House) -> None:
        before, answer = head(told), office.get(K1)
        assert (heading(answer), sentence(answer)) == (
            "Declareren over maart 2026",
            "Over maart 2026 kunt u € 2.742,20 declareren.",
        )
        assert "€ 177,85 wordt niet betaald: dat ligt boven het plafond." in main_text(answer)
        assert head(told) == before

    def test_has_every_line_with_its_client_by_name(self, office: TestClient) -> None:
        care = "Persoonlijke verzorging (H126)"
        assert rows(office.get(K1)) == [
            ["1", "Mevrouw Jansen", care, "hele maand", "50:00 uur", "€ 2.657,15", "€ 177,85"],
            ["2", "Meneer El Amrani", care, "hele maand", "1:30 uur", "€ 85,05", ""],
        ]

    def test_tells_step_by_step_why(self, office: TestClient) -> None:
        steps = texts(office.get(K1), "(//ol[@class='pvb-why__steps'])[1]/li")
        assert steps[1] == "50:00 uur × € 56,70 per uur = € 2.835,00."
        assert steps[-1] == "Boven het plafond: € 177,85, niet betaald."

    def test_tells_what_is_for_an_onderaannemer(self, office: TestClient) -> None:
        notes = texts(office.get(K3), "//p[@class='pvb-lines__note']")
        assert notes == ["Hiervan is € 498,21 voor Thuiszorg Maas."]

    def test_of_a_period_that_runs_cannot_be_submitted(self, office: TestClient, clock: SetClock, told: House) -> None:
        do(told, {**delivered("b3", "c2", "1:00", 1), "on": "2026-04-01"})
        answer = office.get("/declareren/k1/2026-04")
        assert sentence(answer) == "Over april 2026 is er tot nu toe € 56,70 te declareren."
        assert "2026-04 loopt nog tot en met 30 april 2026." in main_text(answer)
        assert texts(answer, "//main//form[@method='post']") == []

    def test_of_nothing_says_so(self, office: TestClient) -> None:
        assert sentence(office.get("/declareren/k2/2026-03")) == "Over maart 2026 is er niets te declareren."

    def test_comes_in_parts_when_it_is_long(self, office: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
        assert telling.PER_PAGE == 50
        monkeypatch.setattr(telling, "PER_PAGE", 1)
        first = office.get(K1)
        assert [row[0] for row in rows(first)] == ["1"]
        assert texts(first, "//a[@rel='next']/@href") == [f"{K1}?pagina=2#regels"]
        assert [row[0] for row in rows(office.get(f"{K1}?pagina=2"))] == ["2"]
        assert sentence(office.get(f"{K1}?pagina=2")) == sentence(first)

    def test_has_credits_apart_with_their_line_and_why(self, office: TestClient, approved: House) -> None:
        do(approved, redelivered("b1", "c2", "0:30"))
        answer = office.get(K1)
        assert sentence(answer) == "Over maart 2026 gaat € 28,35 terug."
        assert "€ 85,05 gaat terug en € 56,70 is nieuw." in main_text(answer)
        (credit,) = rows(answer, "terug")
        assert (credit[0], credit[1], credit[4], credit[5]) == (
            "p1-k1-2026-03, regel 2",
            "Meneer El Amrani",
            "Opnieuw berekend: er komt een nieuwe regel voor in de plaats.",
            "−€ 85,05 af",
        )
        assert "Komt in de plaats van p1-k1-2026-03, regel 2." in main_text(answer)

    def test_of_a_change_that_waits_for_the_payer_says_so(self, office: TestClient, told: House) -> None:
        do(told, SUBMITTED, redelivered("b1", "c2", "2:30"))
        answer = office.get(K1)
        assert sentence(answer) == "Over maart 2026 kunt u € 85,05 erbij declareren."
        assert "wacht nog op een oordeel" in main_text(answer)
        assert texts(answer, "//main//form[@method='post']") == []


class TestWhoMayLook:
    @pytest.mark.parametrize("address", ["/declareren", K1, f"{K1}/ingediend", f"{K1}/gedaan"])
    @pytest.mark.parametrize("username", ["medewerker-17", "familie-1", "auditor-1", "inkoop-1"])
    def test_is_the_office_alone(self, as_user: LogIn, address: str, username: str) -> None:
        assert as_user(username).get(address).status_code == 403

    def test_is_not_somebody_who_is_not_logged_in(self, stranger: TestClient) -> None:
        assert stranger.get(K1).headers["location"].startswith("/inloggen")

    def test_is_not_the_office_of_another_provider(self, as_user: LogIn, approved: House) -> None:
        other = as_user("kantoor-9")
        assert [texts(other.get("/declareren"), "//h2")] == [["Contract k9"]]
        for address in (K1, f"{K1}/ingediend", f"{K1}/gedaan"):
            assert other.get(address).status_code == 404
        before = head(approved)
        form = hidden(other.get("/declareren/k9/2026-03")) or {"csrf": ""}
        token = texts(other.get("/declareren"), "//header//input[@name='csrf']/@value")[0]
        assert other.post(K1, data={**form, "csrf": token}).status_code == 404
        assert head(approved) == before

    @pytest.mark.parametrize("period", ["2026-13", "2026-W10", "maart"])
    def test_of_a_period_that_is_none_is_told(self, office: TestClient, period: str) -> None:
        assert office.get(f"/declareren/k1/{period}").status_code == 409
