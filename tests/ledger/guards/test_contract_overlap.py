"""Two contracts never pay for the same care on one day."""

import pytest

from tests.ledger.contract_lines import amended, concluded, ended, extended
from tests.ledger.lines import Line
from tests.ledger.story import Story


def bonus(covers: str, indicator: str) -> list[Line]:
    """Model E as a bonus only."""
    paid = {"prestatie": "B001", "indicator": indicator, "rise": 1, "price": {"EUR": "75.00"}}
    return [{"model": "E", "covers": [covers], "parameters": {"bonus": paid}}]


class TestOverlap:
    """Beside k1: p1, Rotterdam, Wlz, mpt, from 1 January up to and including 31 December 2026."""

    @pytest.mark.parametrize(
        ("days", "free"),
        [
            (("2025-12-01", "2025-12-31"), True),
            (("2025-12-01", "2026-01-01"), False),
            (("2026-12-31", "2027-12-31"), False),
            (("2027-01-01", "2027-12-31"), True),
        ],
    )
    def test_is_a_day_in_common(self, empty_story: Story, days: tuple[str, str], free: bool) -> None:
        """The day before and the day after are free."""
        empty_story.tell(concluded())
        line = concluded("k2", **{"from": days[0], "to": days[1]})
        assert empty_story.accepts(line) is free
        if not free:
            error = empty_story.refusal(line)
            assert error.code == "contract-overlaps"
            assert "Contract k1" in error.message
            assert ("1 januari 2026" in error.message) or ("31 december 2026" in error.message)

    @pytest.mark.parametrize(
        "other",
        [{"region": "Utrecht"}, {"leveringsvormen": ["vpt"]}, {"provider": "p2"}],
        ids=lambda other: next(iter(other)),
    )
    def test_is_not_elsewhere(self, empty_story: Story, other: Line) -> None:
        """Another region, leveringsvorm or provider is other care."""
        empty_story.tell(concluded(), concluded("k2", **other))

    @pytest.mark.parametrize("forms", [[], ["mpt"], ["vpt"]])
    def test_is_across_acts_too(self, empty_story: Story, forms: list[str]) -> None:
        """A delivery does not say by which act it is paid, whatever the leveringsvorm: each names its own."""
        wmo: Line = {"act": "Wmo", "leveringsvormen": forms}
        empty_story.tell(concluded(components=[{"model": "A", "covers": ["H126"]}]))
        for covers in ([], ["H126"], ["H126", "H127"]):
            line = concluded("k2", components=[{"model": "A", "covers": covers}], **wmo)
            assert empty_story.refused(line) == "contract-overlaps"
        empty_story.tell(concluded("k2", components=[{"model": "A", "covers": ["H127"]}], **wmo))

    def test_is_with_a_wlz_contract_that_covers_everything(self, empty_story: Story) -> None:
        """Whatever the other names; in another region it is free."""
        empty_story.tell(concluded())
        wmo = concluded("k2", act="Wmo", leveringsvormen=[], components=[{"model": "A", "covers": ["H127"]}])
        assert empty_story.refused(wmo) == "contract-overlaps"
        empty_story.tell(wmo | {"region": "Utrecht"})

    def test_for_the_wmo_needs_no_leveringsvorm(self, empty_story: Story) -> None:
        """Two that cover everything in one region."""
        line = concluded(act="Wmo", leveringsvormen=[])
        empty_story.tell(line)
        assert empty_story.refused(line | {"contract": "k2", "leveringsvormen": ["mpt"]}) == "contract-overlaps"

    def test_is_a_prestatie_that_both_name(self, empty_story: Story) -> None:
        """Each its own is fine; one that covers everything covers those too."""
        named = [{"model": "A", "covers": ["H126", "H127"]}]
        empty_story.tell(concluded(components=named), concluded("k2", components=[{"model": "A", "covers": ["H128"]}]))
        again = concluded("k3", components=[{"model": "A", "covers": ["H127"]}])
        assert empty_story.refused(again) == "contract-overlaps"
        assert empty_story.refused(concluded("k3")) == "contract-overlaps"

    @pytest.mark.parametrize(
        ("model", "more"),
        [("C", {}), ("D", {}), ("F", {"area": "Rotterdam", "amounts": [{"age_from": 0, "amount": {"EUR": "1.00"}}]})],
    )
    def test_is_a_model_that_pays_for_a_whole(self, empty_story: Story, model: str, more: Line) -> None:
        """Modules, an arrangement or the residents would be paid twice, whatever each contract says it covers."""

        def naming(prestatie: str) -> list[Line]:
            return [{"model": model, "covers": [prestatie], "parameters": {"prestatie": prestatie} | more}]

        empty_story.tell(concluded(components=naming("Z071"), acknowledged=True))
        line = concluded("k2", components=naming("Z073"), acknowledged=True)
        assert empty_story.refused(line) == "contract-overlaps"

    def test_is_a_bonus_that_both_pay(self, empty_story: Story) -> None:
        """One client who rises on one indicator would earn it twice; another indicator is another bonus."""
        empty_story.tell(concluded(components=bonus("H126", "dagbesteding")))
        assert empty_story.refused(concluded("k2", components=bonus("H127", "dagbesteding"))) == "contract-overlaps"
        empty_story.tell(concluded("k2", components=bonus("H127", "justitie")))

    def test_is_not_a_claim_beside_a_name(self, empty_story: Story) -> None:
        """An activity that happens to be called as what another contract claims is no such claim."""
        modules = [{"model": "D", "covers": ["M001"], "parameters": {"prestatie": "M001"}}]
        empty_story.tell(concluded(components=modules))
        empty_story.tell(concluded("k2", components=[{"model": "A", "covers": ["modules"]}]))

    def test_comes_by_an_amendment_too(self, empty_story: Story) -> None:
        """From its day on."""
        own = [{"model": "A", "covers": ["H126"]}]
        theirs = [{"model": "A", "covers": ["H127"]}]
        empty_story.tell(concluded(components=own), concluded("k2", to="2026-06-30", components=theirs))
        both = [{"model": "A", "covers": ["H126", "H127"]}]
        assert empty_story.refused(amended(components=both, **{"from": "2026-06-30"})) == "contract-overlaps"
        empty_story.tell(amended(components=both, **{"from": "2026-07-01"}))

    def test_comes_by_an_extension_too(self, empty_story: Story) -> None:
        """Into the year of the next contract."""
        empty_story.tell(concluded(option_until="2027-12-31"))
        empty_story.tell(concluded("k2", **{"from": "2027-07-01", "to": "2027-12-31"}))
        assert empty_story.refused(extended(to="2027-07-01")) == "contract-overlaps"
        empty_story.tell(extended(to="2027-06-30"))

    def test_ends_with_the_contract(self, empty_story: Story) -> None:
        """The day after its new last day is free, and what was amended after it does not count."""
        empty_story.tell(concluded(), amended(**{"from": "2026-10-01"}), ended(to="2026-06-30"))
        assert empty_story.refused(concluded("k2", **{"from": "2026-06-30"})) == "contract-overlaps"
        empty_story.tell(concluded("k2", **{"from": "2026-07-01"}))
