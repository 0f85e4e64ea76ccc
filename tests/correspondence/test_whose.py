"""Whom a message is about: the provider behind an AGB code, and the person behind a BSN."""

from ledger.aggregates.toewijzing import Toewijzingen
from ledger.messages import iwlz
from tests.correspondence.arrivals import accepted, assigned, bring, client_of, rules, started
from tests.houses import do
from tests.messages import samples
from web.composition import House

REGISTER = {"do": "register_provider", "provider": "p1", "name": "Zorg"}
KNOWN = {"do": "register_client", "client": "c1", "region": "Rotterdam", "bsn": samples.BSN}


def providers(house: House) -> set[str | None]:
    """The providers that care was assigned to."""
    id = client_of(house).id
    known = house.ledger.transact(lambda transaction: transaction.find(Toewijzingen, id).known)
    return {key.provider for key in known}


def test_an_agb_code_is_its_registered_provider(house: House) -> None:
    """The journal and the messages then speak of the same one, reports too."""
    code = samples.toewijzing().instelling
    do(house, REGISTER | {"agb": code})
    accepted(house, assigned(), started())
    assert providers(house) == {"p1"}


def test_what_was_assigned_under_the_code_stays_known_by_it(house: House) -> None:
    """Reports that come in after the registration still find it."""
    code = samples.toewijzing().instelling
    accepted(house, assigned())
    do(house, REGISTER | {"agb": code})
    accepted(house, started())
    assert providers(house) == {code}


def test_a_bsn_of_another_region_is_not_used(house: House) -> None:
    """Somebody mistook the BSN, or the sender."""
    do(house, KNOWN | {"region": "Utrecht"})
    receipt = bring(house, assigned())
    assert ("region-differs", "Bsn") in rules(receipt)
    assert not receipt.accepted


def test_a_bsn_with_another_birth_date_is_not_used(house: House) -> None:
    """Nothing is recorded for the client who is known."""
    do(house, KNOWN | {"birth_date": "1901-01-01"})
    assert rules(bring(house, assigned())) == [("birth-date-differs", "Geboortedatum")]
    assert client_of(house).indicaties == {}


def test_the_problems_of_a_message_are_told_up_to_a_thousand() -> None:
    """The last one tells that there are more."""
    data = iwlz.write(assigned())
    end = data.rindex(b"</")
    problems = iwlz.read(data[:end] + b"<q/>" * 3000 + data[end:]).problems
    assert len(problems) == 1001
    assert problems[-1].reason.startswith("Er zijn nog minstens 2000 problemen.")
