"""The terms of a model in the log: whole, with their version; and how those of an earlier version are read."""

from typing import Any

import msgspec
import pytest

from ledger.aggregates.contract_terms import Component
from ledger.aggregates.contracts import Contracts
from ledger.dossier.contracts import contracts_of
from ledger.funding import catalogue
from ledger.funding.arrangement import Arrangement
from ledger.funding.catalogue import MODELS, model_of
from ledger.funding.model import Model, Share
from ledger.vocabulary.errors import Refused
from tests.ledger.contract_lines import amended, concluded
from tests.ledger.log.samples import complete, required_only
from tests.ledger.story import Story

ARRANGEMENT = {"model": "C", "covers": ["V900"], "parameters": {"prestatie": "V900"}}


def stored(story: Story) -> dict[str, Any]:
    """Return the component of the latest event."""
    event = msgspec.json.decode(story.house.ledger.records(0)[-1].state)
    (component,) = event["components"]
    assert isinstance(component, dict)
    return component


def model_in(story: Story) -> Model:
    """Return the model of the only version of k1."""
    (one,) = story.house.ledger.transact(lambda now: contracts_of(now.find(Contracts, "p1"), "k1"))
    return one.components[0].model


class Later(Arrangement, frozen=True, kw_only=True):
    """Model C as it may be once: the prestatie is called something else, and the usual shares are different."""

    VERSION = 2

    prestatie: str = ""
    declared_as: str
    shares: tuple[Share, ...] = (Share("alles", 10_000),)

    @classmethod
    def upcast(cls, version: int, parameters: dict[str, Any]) -> dict[str, Any]:
        """Version 1 had it as `prestatie`."""
        if version == 2:
            return parameters
        return {"declared_as": parameters["prestatie"], "shares": parameters["shares"]}


class TestTheStoredTerms:
    def test_are_whole_with_every_default_written_out(self, empty_story: Story) -> None:
        """So that no later default can change what was agreed."""
        empty_story.tell(concluded(components=[ARRANGEMENT]))
        shares = (("licht", 5000), ("middel", 7500), ("zwaar", 10_000))
        assert stored(empty_story) == {
            "model": "C",
            "version": 1,
            "covers": ["V900"],
            "claims": ["arrangement"],
            "parameters": {
                "prestatie": "V900",
                "shares": [{"word": word, "share_basispoint": share} for word, share in shares],
            },
        }

    def test_of_an_amendment_that_leaves_them_are_those_of_before(self, empty_story: Story) -> None:
        """Word for word."""
        empty_story.tell(concluded(components=[ARRANGEMENT]))
        before = stored(empty_story)
        empty_story.tell(amended(rate="95.00"))
        assert stored(empty_story) == before

    @pytest.mark.parametrize("event", [complete(Contracts.Concluded), required_only(Contracts.Concluded)])
    def test_of_every_model_are_under_version_control_and_read_back(self, event: Contracts.Concluded) -> None:
        """The samples of the snapshot hold all of them."""
        assert [one.model for one in event.components] == list(MODELS)
        for one in event.components:
            assert isinstance(one, Component)
            assert model_of(one.model).read(one.version, one.parameters).stored() == one.parameters


class TestAnotherVersion:
    def test_that_is_earlier_is_read_as_the_terms_are_now(
        self, empty_story: Story, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What was agreed stays: the usual shares of then, not of now."""
        empty_story.tell(concluded(components=[ARRANGEMENT]))
        monkeypatch.setitem(catalogue.MODELS, "C", Later)
        read = model_in(empty_story)
        assert isinstance(read, Later)
        assert (read.declared_as, [one.word for one in read.shares]) == ("V900", ["licht", "middel", "zwaar"])

    def test_that_is_later_is_refused(self, empty_story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
        """A program that does not know it does not guess."""
        with monkeypatch.context() as later:
            later.setitem(catalogue.MODELS, "C", Later)
            empty_story.tell(concluded(components=[ARRANGEMENT | {"parameters": {"declared_as": "V900"}}]))
            assert stored(empty_story)["version"] == 2
        with pytest.raises(Refused) as refused:
            model_in(empty_story)
        assert refused.value.code == "terms-version-unknown"
        assert "versie 2" in refused.value.message
