"""The main job, from end to end, on both databases: a real zorgtoewijzing leads to the family's page."""

from pathlib import Path

from ledger.correspondence.receiving import receive
from tests.houses import do
from tests.web.client import TestClient, heading, hidden, main_text
from web.app import create_app
from web.auth.accounts import create_account
from web.composition import House

AW33 = Path(__file__).parents[1] / "messages" / "data" / "aw33_voorbeeld.xml"
PASSWORD = "een lange zin als wachtwoord"


class TestFromAnAw33ToTheFamily:
    def test_who_was_only_in_a_message_finds_the_right_sentence_on_the_page(self, house: House) -> None:
        """Imported, given a budget, spent from, corrected: the daughter logs in and reads what is left."""
        (client,) = [one["client"] for one in receive(house.ledger, AW33.read_bytes()).as_json()["clients"]]
        spend = {"do": "spend", "budget": "b1", "on": "2026-03-03", "what": "wandelen", "by": "medewerker-17"}
        do(
            house,
            {"do": "set_value", "provider": "p1", "unit": "PUNT", "value": {"EUR": "12.50"}, "from": "2026-01-01"},
            {
                "do": "open_budget",
                "budget": "b1",
                "client": client,
                "provider": "p1",
                "amount": {"PUNT": "120.00"},
                "from": "2026-01-01",
                "to": "2026-12-31",
            },
            {**spend, "entry": "e1", "amount": {"PUNT": "2.00"}},
            {"do": "correct_spend", "budget": "b1", "entry": "e1", "amount": {"PUNT": "1.50"}, "reason": "korter"},
        )
        create_account(house.engine, "dochter", PASSWORD, "Anna", "familie", client=client)
        browser = TestClient(create_app(house))
        page = browser.get("/inloggen")
        page = browser.post("/inloggen", data={**hidden(page), "username": "dochter", "password": PASSWORD})
        assert heading(page).startswith("Budget van ")
        told = " ".join(main_text(page).split())
        assert "U kunt nog 118,50 punten besteden tot en met 31 december 2026." in told
        assert "Dat is € 1.481,25 waard." in told
        assert "wandelen" in told
