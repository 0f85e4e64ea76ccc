"""A model that nobody foresaw: one class and one line in the registry take it from a contract to money."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest

from ledger.aggregates.contracts import Contracts
from ledger.aggregates.tarieven import Tarieven
from ledger.dossier.offers import Offer, offers_of
from ledger.dossier.prices import every_contract
from ledger.dossier.rates import RegisterRates
from ledger.events import decode, sentence
from ledger.funding import catalogue
from ledger.funding.model import Cents, Computed, Model, Work
from ledger.transaction import Transaction
from ledger.vocabulary.errors import NotFound
from tests.ledger.contract_lines import amended
from tests.ledger.stories.agreements import AFTER, BEFORE, FIRST, LAST, START, agreed, euros, hours_on, model
from tests.ledger.stories.teller import paid
from tests.ledger.story import Story


class Bezoek(Model, frozen=True, kw_only=True):
    """A fixed amount for every day with care, however long."""

    CODE = "I"
    NAME = "bezoek"

    prestatie: str
    price_eurocent: Cents
    most: int = 3

    def computed(self, work: Work) -> Iterator[Computed]:
        """Yield a line per client: so much a day, and at most so many days."""
        for person in work.people:
            given = [
                one
                for days in work.contract.days_of(person, work.period)
                for one in person.delivered_by(work.contract.provider, days)
                if work.is_covered(one.prestatie, one.activity)
            ]
            count = min(len({one.on for one in given}), self.most)
            if count:
                yield Computed(
                    client=person.client,
                    region=person.region,
                    prestatie=self.prestatie,
                    first=work.first,
                    last=work.last,
                    quantity=count,
                    unit="stuk",
                    eurocent=count * self.price_eurocent,
                    steps=(f"{count} bezoeken.",),
                    rests_on=tuple(one.position for one in given),
                )


VISITS = model("I", "H126", prestatie="H126", price=euros("40.00"))


@pytest.fixture
def story(empty_story: Story, monkeypatch: pytest.MonkeyPatch) -> Story:
    """The client and the register, and one line in the registry."""
    monkeypatch.setitem(catalogue.MODELS, "I", Bezoek)
    empty_story.tell(*START)
    return empty_story


def declare(story: Story) -> list[dict[str, Any]]:
    """Declare February and approve all of it; return the lines."""
    before = len(story.house.ledger.records(0))
    story.tell({"do": "declare", "contract": "k1", "provider": "p1", "period": "2026-02", "clients": ["c1"]})
    new = story.house.ledger.records(before)
    lines = [msgspec.json.decode(one.state) for one in new if one.topic.startswith("declaration.line-submitted")]
    (declaration,) = {line["declaration"] for line in lines}
    story.tell({"do": "approve_declaration", "declaration": declaration, "lines": [line["line"] for line in lines]})
    return lines


class TestANinthModel:
    def test_alone_goes_from_contract_to_money(self, story: Story) -> None:
        """Concluded, delivered, declared and approved by the journal."""
        story.tell(agreed(VISITS), *hours_on(BEFORE, FIRST, LAST, AFTER))
        (line,) = declare(story)
        assert (line["eurocent"], line["derivation"]["model"]) == (80_00, "I")
        assert line["derivation"]["steps"][0] == "2 bezoeken."
        assert paid(story, "p1") == 80_00

    def test_is_amended_and_declared_anew(self, story: Story) -> None:
        """At another price from the first day on."""
        story.tell(agreed(VISITS), *hours_on(FIRST, LAST))
        declare(story)
        story.tell(amended(components=[model("I", "H126", prestatie="H126", price=euros("50.00"))], **{"from": FIRST}))
        declare(story)
        assert paid(story, "p1") == 100_00

    def test_stops_at_the_ceiling_as_any_other(self, story: Story) -> None:
        """Two weeks of € 600,00."""
        story.tell(agreed(model("I", "H126", prestatie="H126", price=euros("600.01"))), *hours_on(FIRST, LAST))
        (line,) = declare(story)
        assert (line["eurocent"], line["derivation"]["unpaid_eurocent"]) == (1200_00, 2)

    def test_leaves_another_contract_for_the_same_care_no_room(self, story: Story) -> None:
        """By what it covers; it does not pay for a person as a whole."""
        story.tell(agreed(VISITS))
        beside = agreed(model("A", "H126"), contract="k2")
        assert story.refused(beside) == "contract-overlaps"
        story.tell(agreed(model("A", "H300"), contract="k2"))

    def test_is_stored_whole_and_told_by_its_name(self, story: Story) -> None:
        """With the default that nobody wrote."""
        story.tell(agreed(VISITS))
        record = story.house.ledger.records(0)[-1]
        assert b'"parameters":{"prestatie":"H126","price_eurocent":4000,"most":3}' in record.state
        assert "model I (bezoek)" in sentence(decode(record.topic, record.state))

    def test_offers_nothing_that_it_does_not_say(self, story: Story) -> None:
        """A plan may name what a model knows a price of."""
        story.tell(agreed(VISITS))

        def offered(now: Transaction) -> list[Offer]:
            contracts = every_contract(now.find(Contracts, "p1"))
            register = now.find(Tarieven, Tarieven.id_of(2026))
            return list(offers_of(contracts, register, "mpt", "4VV", date(2026, 2, 2), RegisterRates(now.find)))

        assert story.house.ledger.transact(offered) == []

    def test_taken_away_is_an_error_and_not_passed_over(self, story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
        """What was agreed by it stays told, by its letter; nothing can be worked out any more."""
        story.tell(agreed(VISITS), *hours_on(FIRST))
        monkeypatch.delitem(catalogue.MODELS, "I")
        asked = {"do": "declare", "contract": "k1", "provider": "p1", "period": "2026-02", "clients": ["c1"]}
        error = story.refusal(asked)
        assert isinstance(error, NotFound)
        assert error.code == "model-unknown"
        concluded = next(one for one in story.house.ledger.records(0) if one.topic.startswith("contract."))
        assert "model I," in sentence(decode(concluded.topic, concluded.state))
