"""Is the price one that may be asked: the maximum, the rate of the contract, and quantity times price."""

from fractions import Fraction
from typing import Any

import pytest

from ledger.aggregates.declaration import Declaration, Derivation
from ledger.aggregates.tarieven import UsedTarief
from ledger.rechtmatigheid.agreed import price_in
from ledger.rechtmatigheid.facts import Line
from ledger.rechtmatigheid.register import Maximum, Part
from ledger.rechtmatigheid.rules.rates import quantity_differs, rate_above_maximum, rate_differs_from_contract
from ledger.vocabulary.clock import SetClock
from tests.ledger.care_lines import tarief
from tests.ledger.contract_lines import amended
from tests.ledger.declare_lines import APRIL, CARE, declare, judged
from tests.ledger.rechtmatigheid.made import a_case, a_line
from tests.ledger.rechtmatigheid.made_care import an_agreement, day, finds
from tests.ledger.rechtmatigheid.made_money import HOUR, K1, days_of_stay, money_on_file
from tests.ledger.rechtmatigheid.priced import asks, by_file, derived, stakes
from tests.ledger.rechtmatigheid.stories import found, plant
from tests.ledger.story import Story

WMO = money_on_file(an_agreement(act="Wmo"))


class TestThePriceOfTheRegister:
    """H126 is at most € 60,00 an hour, Z041 € 200,00 a day."""

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            (asks(6000), []),
            (asks(6001), [1]),
            (asks(6200, quantity=62), []),
            (asks(6201, quantity=62), [1]),
            (asks(6500, quantity=63), []),
            (asks(6501, quantity=63), [1]),
            (asks(500, quantity=5), []),
            (asks(501, quantity=5), [1]),
            (asks(7000, left=6000), []),
            (asks(7000, left=6001), [1]),
            (days_of_stay("03-01", "03-31"), []),
            (days_of_stay("03-01", "03-31", eurocent=620001, left=620001), [1]),
            (days_of_stay("03-01", "03-31", unit="etmaal"), []),
            (days_of_stay("03-01", "03-31", unit="dagdeel", eurocent=999999999, left=999999999), []),
        ],
    )
    def test_holds_for_the_amount_of_a_line_without_a_price(self, line: Line, expected: list[int]) -> None:
        """Exactly the maximum may be; 63 minutes may be declared as 65, and 62 never count as less."""
        assert stakes(rate_above_maximum, line) == expected

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            (by_file(6000), []),
            (by_file(6001), [1]),
            (by_file(500, "5 minuten"), []),
            (by_file(501, "5 minuten"), [12]),
            (by_file(6001, left=6000), []),
            (by_file(6001, eurocent=5900), [0]),
            (by_file(5000, eurocent=9900), []),
            (by_file(9999, "dag"), []),
        ],
    )
    def test_holds_for_the_price_that_a_file_names(self, line: Line, expected: list[int]) -> None:
        """What it asks above quantity times price is another rule. A credit may have put it right."""
        assert stakes(rate_above_maximum, line) == expected

    def test_per_five_minutes_may_be_rounded_up_to_a_cent(self) -> None:
        """€ 60,01 an hour is € 5,0008 per five minutes: € 5,01."""
        dearer = money_on_file(an_agreement(), maxima={"H126": Maximum("pv", 6001, "uur", 2, 7)})
        assert stakes(rate_above_maximum, by_file(501, "5 minuten", 6001), dearer) == []
        assert stakes(rate_above_maximum, by_file(502, "5 minuten", 6001), dearer) == [0]
        assert price_in(a_line(), Fraction(6001), "uur", "minuut") == 101
        assert price_in(a_line(), Fraction(6001), "uur", "dag") is None

    def test_of_a_module_is_a_piece_in_a_file(self) -> None:
        """A file has no word for a module; a line by hand has."""
        month = money_on_file(maxima={"ARR": Maximum("arrangement", 100000, "maand", 1, 7)})
        piece: dict[str, Any] = {"prestatie": "ARR", "unit": "stuk", "quantity": 1}
        assert stakes(rate_above_maximum, by_file(100001, "stuk", **piece), month) == [1]
        assert stakes(rate_above_maximum, asks(100001, **piece), month) == []

    def test_holds_for_what_a_derivation_used(self) -> None:
        """The maximum turned out lower later: then the used price is above it. A staffel pays no price of a unit."""
        lower = money_on_file(an_agreement(), maxima={"H126": Maximum("pv", 5000, "uur", 2, 7)})
        assert stakes(rate_above_maximum, derived(), lower) == [670]
        assert stakes(rate_above_maximum, derived(left=5000), lower) == []
        exact = money_on_file(an_agreement(), maxima={"H126": Maximum("pv", 5670, "uur", 2, 7)})
        assert stakes(rate_above_maximum, derived(), exact) == []
        assert stakes(rate_above_maximum, derived(1300000, tarief_eurocent=None, tarief_unit=None)) == []

    def test_holds_for_what_a_score_made_of_it(self) -> None:
        """94,5 % times a factor of 110 % is more than the maximum."""
        assert stakes(rate_above_maximum, derived(6237, model="E")) == [237]
        assert stakes(rate_above_maximum, derived(6000, model="E")) == []

    def test_is_not_for_the_wmo_nor_for_what_settles_nor_known_for_every_code(self) -> None:
        """A municipality is not bound to the maxima of NZa."""
        assert stakes(rate_above_maximum, asks(9999), WMO) == []
        assert stakes(rate_above_maximum, asks(9999, settles=True, quantity=0)) == []
        assert stakes(rate_above_maximum, asks(9999, prestatie="H127")) == []

    def test_is_told_with_its_figures(self) -> None:
        """The sentence has the price, the maximum and the difference."""
        (one,) = finds(rate_above_maximum, by_file(6100), a_case(register=K1))
        assert one.events == (90, 7)
        assert one.told == (
            "De regel vraagt € 61,00, tegen € 61,00 per uur, en het maximum van H126 in 2026 is € 60,00 per uur "
            "(versie 1): dat is € 1,00 te veel."
        )


class TestThePriceOfTheContract:
    """94,5 % of € 60,00 is € 56,70."""

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            (by_file(5670), []),
            (by_file(5671), [1]),
            (by_file(473, "5 minuten", 5670), []),
            (by_file(474, "5 minuten"), [18]),
            (by_file(6001), []),
            (by_file(5671, left=5670), []),
            (asks(5670), []),
            (asks(5671), [1]),
            (asks(6001), []),
            (derived(), []),
            (derived(rate_basispoint=9500, eurocent=5700), [30]),
            (derived(rate_basispoint=9400, eurocent=5640), []),
            (derived(model="E", rate_basispoint=9500, eurocent=6000), [32]),
            (derived(settles=True), []),
        ],
    )
    def test_is_the_most_that_may_be_asked(self, line: Line, expected: list[int]) -> None:
        """Less is no fault; above the maximum it is that other rule, so that one cause is found once."""
        assert stakes(rate_differs_from_contract, line) == expected

    @pytest.mark.parametrize(
        "terms",
        [
            {"models": ("B",)},
            {"models": ("C",)},
            {"models": ("A", "D")},
            {"models": ("H",)},
            {"contract": "k2"},
        ],
    )
    def test_is_not_known_of_contracts_that_price_otherwise(self, terms: dict[str, Any]) -> None:
        """Activities, arrangements, modules, steps of minutes; nor of a contract that the register does not have."""
        assert stakes(rate_differs_from_contract, by_file(5671), money_on_file(an_agreement(**terms))) == []

    def test_is_the_highest_that_a_score_can_give(self) -> None:
        """At most 105 % of 94,5 %: € 59,54 (rounded up) per hour."""
        scored = money_on_file(an_agreement(parts=(Part(model="E", factor=10500), Part(model="H"))))
        assert stakes(rate_differs_from_contract, by_file(5954), scored) == []
        assert stakes(rate_differs_from_contract, by_file(5955), scored) == [1]

    def test_of_another_prestatie_says_nothing(self) -> None:
        """Beside a contract for what the line is, one for showering (a piece) and one for an arrangement."""
        others = (
            an_agreement(contract="k2", models=("B",), covered=frozenset({"douchen"})),
            an_agreement(contract="k3", models=("C",), covered=frozenset({"ARR"})),
        )
        assert stakes(rate_differs_from_contract, asks(5671), money_on_file(an_agreement(), *others)) == [1]
        piece = asks(9999, unit="stuk", quantity=1, prestatie="H800")
        stuk = {"H800": Maximum("dagdeel", 10000, "stuk", 1, 7)}
        assert stakes(rate_differs_from_contract, piece, money_on_file(an_agreement(), maxima=stuk)) == [549]
        assert stakes(rate_differs_from_contract, piece, money_on_file(an_agreement(), *others, maxima=stuk)) == []

    def test_is_told_with_its_figures(self) -> None:
        """Which part of which maximum."""
        (one,) = finds(rate_differs_from_contract, derived(5700, rate_basispoint=9500), a_case(register=K1))
        assert one.events == (90, HOUR.event, 4)
        assert one.told == (
            "De regel vraagt € 57,00, tegen € 57,00 per uur, en afgesproken is 94,5% van het maximum € 60,00 "
            "(versie 1), hoogstens € 56,70 per uur: dat is € 0,30 te veel."
        )


class TestQuantityTimesPrice:
    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            (by_file(5670), []),
            (by_file(5670, eurocent=5671), [1]),
            (by_file(5670, eurocent=5669), [0]),
            (by_file(473, "5 minuten", 5676), []),
            (by_file(473, "5 minuten", 5665), []),
            (by_file(473, "5 minuten", 5664), [0]),
            (by_file(473, "5 minuten", 5677), [1]),
            (by_file(5670, eurocent=5700, left=5670), []),
            (by_file(5670, eurocent=5700, left=5671), [1]),
            (by_file(100, "dag"), []),
            (by_file(200, "stuk", 401, unit="stuk", quantity=2), [1]),
            (derived(), []),
            (derived(5671), [1]),
            (derived(5669), [0]),
            (derived(5000, above=670), []),
            (derived(4999, above=670), [0]),
            (derived(9999, model="E"), []),
            (derived(9999, tarief_eurocent=None), []),
            (derived(1, settles=True), []),
            (asks(9999), []),
        ],
    )
    def test_is_what_is_asked(self, line: Line, expected: list[int]) -> None:
        """To the cent; a file may round its price up, and a ceiling takes off at most what is above it."""
        assert stakes(quantity_differs, line) == expected


class TestAHistory:
    def test_of_what_follows_from_the_contract_is_lawful(self, home: Story, clock: SetClock) -> None:
        """One and a half hours at € 56,70: € 85,05."""
        clock.moment = APRIL
        home.tell(*CARE[-3:], declare(), judged("approve"))
        for rule in ("rate-above-maximum", "rate-differs-from-contract", "quantity-differs"):
            assert not found(home.house, "c1", rule), rule

    def test_of_a_rate_that_was_lowered_for_days_in_the_past_became_unlawful(
        self, home: Story, clock: SetClock
    ) -> None:
        """Declared at 94,5 %; then the contract says 90 % from New Year's Day on: € 54,00 an hour."""
        clock.moment = APRIL
        home.tell(*CARE[-3:], declare(), judged("approve"))
        home.tell(amended(rate="90.00", **{"from": "2026-01-01"}))
        (one,) = found(home.house, "c1", "rate-differs-from-contract")
        assert (one.change, one.found.eurocent) == ("became-unlawful", 8505 - 8100)

    def test_of_a_maximum_that_was_put_right_became_unlawful(self, home: Story, clock: SetClock) -> None:
        """The register had € 60,00 and should have had € 50,00: 94,5 % of € 60,00 is above even that."""
        clock.moment = APRIL
        home.tell(*CARE[-3:], declare(), judged("approve"))
        home.tell(tarief("H126", "uur", "50.00", source="demo: verbeterd"))
        (one,) = found(home.house, "c1", "rate-above-maximum")
        assert (one.change, one.found.eurocent) == ("became-unlawful", 8505 - 7500)
        assert not found(home.house, "c1", "rate-differs-from-contract")

    def test_of_an_amount_that_does_not_follow_was_never_lawful(self, home: Story, clock: SetClock) -> None:
        """Written past the guards: an hour of € 56,70 for € 60,00."""
        clock.moment = APRIL
        tarief_used = UsedTarief(2026, "H126", "uur", 6000, 1, "demo: test")
        line = Declaration.LineSubmitted(
            declaration="d9",
            provider="p1",
            line="1",
            client="c1",
            region="Rotterdam",
            prestatie="H126",
            first=day("03-04"),
            last=day("03-04"),
            quantity=60,
            unit="minuut",
            eurocent=6000,
            derivation=Derivation("k1", "A", 1, 6000, 0, 0, 9450, None, tarief_used),
        )
        plant(home.house, Declaration, "d9", line)
        (one,) = found(home.house, "c1", "quantity-differs")
        assert (one.item.key, one.found.eurocent) == ("d9/1", 330)
