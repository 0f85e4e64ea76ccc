"""The small story that the web tests start from: two providers, four clients, one group pot; all invented."""

from datetime import UTC, datetime
from typing import Any

from ledger.vocabulary.actor import Actor, Mandate
from ledger.vocabulary.clock import SetClock
from tests.houses import START, do
from web.auth.accounts import create_account
from web.composition import House

PASSWORD = "vier losse woorden hier"
FATMA = Mandate(Actor("medewerker-17", "medewerker"), provider="p1")
MARIJKE = Mandate(Actor("familie-1", "familie", "c1"), client="c1")
PEOPLE = (
    ("c1", "Mevrouw Jansen", "999900006"),
    ("c2", "Meneer El Amrani", "999900018"),
    ("c3", "Mevrouw de Vries", "999900031"),
    ("c9", "Meneer Peters", "999900043"),
)
ACCOUNTS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("familie-1", "Marijke Jansen", "familie", {"client": "c1"}),
    ("familie-9", "Piet Peters", "familie", {"client": "c9"}),
    ("familie-0", "Niemand nog", "familie", {"client": "c0"}),
    ("medewerker-17", "Fatma Yilmaz", "medewerker", {"provider": "p1"}),
    ("kantoor-1", "Anneke Visser", "zorgaanbieder", {"provider": "p1"}),
    ("medewerker-90", "Bas de Groot", "medewerker", {"provider": "p9"}),
    ("auditor-1", "Ruud de Boer", "auditor", {}),
    ("inkoop-1", "Inge Smit", "zorgkantoor", {"region": "Rotterdam"}),
    ("beheer-1", "Omar Haddad", "beheerder", {}),
)


def tell(house: House) -> None:
    """Fill an empty house: what was known before 4 March 2026, with its accounts."""
    clock = house.clock
    assert isinstance(clock, SetClock)
    clock.moment = datetime(2026, 1, 2, 9, 0, tzinfo=UTC)
    _providers(house)
    for number, (client, name, _) in enumerate(PEOPLE, start=1):
        _person(house, number, client, name)
    _budgets(house)
    _january_and_february(house, clock)
    clock.moment = START
    for username, name, role, scope in ACCOUNTS:
        create_account(house.engine, username, PASSWORD, name, role, **scope)


def _providers(house: House) -> None:
    do(house, {"do": "register_provider", "provider": "p1", "name": "Zorggroep De Linde"})
    do(house, {"do": "register_provider", "provider": "p9", "name": "Thuiszorg Maas"})
    do(house, {"do": "set_value", "provider": "p1", "unit": "PUNT", "value": {"EUR": "12.50"}, "from": "2026-01-01"})


def _person(house: House, number: int, client: str, name: str) -> None:
    grant: dict[str, Any] = {"do": "grant_indicatie", "client": client, "besluitnummer": 400 + number}
    do(
        house,
        {"do": "register_client", "client": client, "region": "Rotterdam", "name": name},
        {**grant, "zorgprofiel": "4VV", "from": "2026-01-01", "to": None},
    )


def _budgets(house: House) -> None:
    year = {"do": "open_budget", "from": "2026-01-01", "to": "2026-12-31"}
    half = {"do": "open_budget", "from": "2026-01-01", "to": "2026-06-30", "remainder": "carries_over"}
    do(house, {**year, "budget": "b1", "client": "c1", "provider": "p1", "amount": {"PUNT": "120.00"}})
    do(house, {**half, "budget": "b2", "client": "c2", "provider": "p1", "amount": {"PUNT": "12.00"}})
    do(house, {**year, "budget": "b3", "client": "c3", "provider": "p1", "amount": {"PUNT": "80.00"}})
    do(house, {**year, "budget": "b4", "client": "c1", "provider": "p9", "amount": {"UUR": "40:00"}})
    do(house, {**year, "budget": "b9", "client": "c9", "provider": "p9", "amount": {"EUR": "1500.00"}})


def _january_and_february(house: House, clock: SetClock) -> None:
    walk = {"do": "spend", "budget": "b1", "what": "wandelen met begeleiding", "amount": {"PUNT": "2.00"}}
    for day in (8, 15, 22):
        clock.moment = datetime(2026, 1, day, 14, 30, tzinfo=UTC)
        do(house, {**walk, "entry": f"e{day}", "on": f"2026-01-{day:02}"}, mandate=FATMA)
    clock.moment = datetime(2026, 2, 26, 17, 40, tzinfo=UTC)
    cooking = {"do": "spend_together", "entry": "g1", "budgets": ["b1", "b2", "b3"], "what": "samen koken"}
    do(house, {**cooking, "on": "2026-02-26", "amount": {"PUNT": "10.00"}}, mandate=FATMA)
    plan = {"do": "reserve", "budget": "b1", "entry": "r1", "on": "2026-03-04", "what": "naar de markt"}
    do(house, {**plan, "amount": {"PUNT": "3.00"}}, mandate=FATMA)
    clock.moment = datetime(2026, 3, 2, 8, 5, tzinfo=UTC)
    correction = {"do": "correct_spend", "budget": "b1", "entry": "e22", "amount": {"PUNT": "1.50"}}
    do(house, {**correction, "reason": "we waren eerder terug door de regen"}, mandate=FATMA)
    clock.moment = datetime(2026, 3, 3, 19, 0, tzinfo=UTC)
    question = {"do": "question_entry", "budget": "b1", "entry": "e15", "text": "Mijn moeder was toen bij mij."}
    do(house, question, mandate=MARIJKE)
