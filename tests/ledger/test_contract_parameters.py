"""Parameters of a model: written with units beside the figure, stored with units in the name, all problems told."""

from datetime import date
from typing import Any

import msgspec
import pytest

from ledger.commands.parameters import read_parameters
from ledger.funding.activiteiten import Activiteiten
from ledger.funding.model import Model
from ledger.vocabulary.amounts import LARGEST
from ledger.vocabulary.errors import Malformed
from tests.ledger.contract_lines import concluded
from tests.ledger.story import Story

SHOWER = {"activity": "douchen", "name": "Douchen", "prestatie": "H126"}
GOOD = SHOWER | {"norm": {"UUR": "0:20"}, "price": {"EUR": "20.00"}}


class Share(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A share of something, from a day on."""

    share_basispoint: int
    since: date | None = None


class Wide(Model, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A model of the test: one of everything."""

    share: Share | None = None
    total_eurocent: int = 0
    count: int = 0
    word: str = ""
    holds: bool = False

    def __post_init__(self) -> None:
        if self.count == 13:
            raise ValueError("dertien kan niet")


def found(written: dict[str, Any], kind: type[Model] = Activiteiten) -> list[tuple[str, str | None]]:
    """Return code and path of all that is wrong."""
    read = read_parameters(kind, written, "p")
    assert (read.model is None) == bool(read.problems)
    assert all(one.message.endswith(".") for one in read.problems)
    return [(one.code, one.field) for one in read.problems]


class TestTheStoredForm:
    def test_has_the_unit_in_the_name(self) -> None:
        """However deep."""
        read = read_parameters(Activiteiten, {"activities": [GOOD]}, "p")
        assert read.stored == {"activities": [SHOWER | {"norm_minutes": 20, "price_eurocent": 2000}]}
        assert isinstance(read.model, Activiteiten)
        assert read.model.activities[0].price_eurocent == 2000

    def test_keeps_what_has_no_unit(self) -> None:
        """A day stays a text, as JSON has it."""
        share = {"share": {"PCT": "75.00"}, "since": "2026-07-01"}
        written = {"share": share, "total": {"EUR": "1.00"}, "count": 3, "word": "licht", "holds": True}
        read = read_parameters(Wide, written, "p")
        stored = {"share": {"share_basispoint": 7500, "since": "2026-07-01"}, "total_eurocent": 100, "count": 3}
        assert read.stored == stored | {"word": "licht", "holds": True}
        assert isinstance(read.model, Wide)
        assert read.model.share == Share(7500, date(2026, 7, 1))
        assert msgspec.convert(read.stored, Wide) == read.model


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("price", "code"),
        [
            ({"EUR": "20.0"}, "amount-invalid"),
            ({"EUR": 20}, "amount-invalid"),
            ({"EUR": "-0.01"}, "value-invalid"),
            ({"PCT": "20.00"}, "amount-invalid"),
            ({"USD": "20.00"}, "amount-invalid"),
            ({}, "amount-invalid"),
            ("20.00", "amount-invalid"),
            (20, "amount-invalid"),
            (None, "amount-invalid"),
        ],
    )
    def test_of_an_amount_is_told_once_under_its_own_name(self, price: object, code: str) -> None:
        """Never under the stored name, which nobody wrote."""
        written = {"activities": [GOOD, GOOD | {"price": price}]}
        assert found(written) == [(code, "p.activities[1].price")]

    def test_is_told_all_at_once(self) -> None:
        """Each with its path."""
        bad = SHOWER | {"norm": {"UUR": "0:60"}, "name": 3, "extra": 1}
        assert sorted(found({"activities": [bad], "more": []})) == [
            ("amount-invalid", "p.activities[0].norm"),
            ("field-missing", "p.activities[0].price"),
            ("field-unknown", "p.activities[0].extra"),
            ("field-unknown", "p.more"),
            ("value-invalid", "p.activities[0].name"),
        ]

    def test_names_how_a_missing_amount_is_written(self) -> None:
        """A reader need not look it up."""
        (problem,) = read_parameters(Activiteiten, {"activities": [SHOWER | {"norm": {"UUR": "0:20"}}]}, "p").problems
        assert problem.message == 'Het veld price ontbreekt. Schrijf het als {"EUR": "60.00"}.'

    @pytest.mark.parametrize("name", ["price_eurocent", "norm_minutes"])
    def test_is_a_stored_name_in_the_journal(self, name: str) -> None:
        """An amount is written in one form only."""
        assert ("amount-invalid", f"p.activities[0].{name}") in found({"activities": [GOOD | {name: 1}]})

    @pytest.mark.parametrize(
        ("written", "code", "path"),
        [
            ({"share": {"share": {"EUR": "1.00"}}}, "amount-invalid", "p.share.share"),
            ({"count": {"EUR": "1.00"}}, "field-unknown", "p.count"),
            ({"count": 1.0}, "value-invalid", "p.count"),
            ({"count": LARGEST + 1}, "value-invalid", "p.count"),
            ({"count": True}, "value-invalid", "p.count"),
            ({"word": "a\x00b"}, "value-invalid", "p.word"),
            ({"word": "a" * 201}, "value-invalid", "p.word"),
            ({"share": []}, "not-an-object", "p.share"),
            ({"share": {"share": {"PCT": "75.00"}, "since": "2026-02-30"}}, "value-invalid", "p.share.since"),
            ({"count": 13}, "value-invalid", "p"),
        ],
    )
    def test_of_other_values_is_told_too(self, written: dict[str, Any], code: str, path: str) -> None:
        """Fractions, what is too large, and what a log cannot keep."""
        assert found(written, Wide) == [(code, path)]

    def test_goes_up_to_the_bounds(self) -> None:
        """The largest number, the longest word."""
        assert found({"count": LARGEST, "word": "a" * 200}, Wide) == []

    def test_of_a_pit_is_told_too(self) -> None:
        """Deeper than any model."""
        pit: dict[str, Any] = {}
        for _ in range(400):
            pit = {"more": [pit]}
        assert ("value-invalid", "p" + ".more[0]" * 4 + ".more") in found(pit)


class TestInACommand:
    def test_every_problem_of_every_component_is_told(self, empty_story: Story) -> None:
        """With the path from the command on; nothing is recorded."""
        components = [
            {"model": "B", "parameters": {"activities": [GOOD, GOOD | {"price": {"EUR": "20"}}]}},
            {"model": "C", "parameters": {"prestatie": "V900", "shares": [{"word": "licht"}]}},
        ]
        error = empty_story.refusal(concluded(components=components))
        assert isinstance(error, Malformed)
        assert [(one.code, one.field) for one in error.problems] == [
            ("amount-invalid", "components[0].parameters.activities[1].price"),
            ("field-missing", "components[1].parameters.shares[0].share"),
        ]
