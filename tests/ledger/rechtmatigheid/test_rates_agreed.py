"""What a contract pays that is no part of the maximum: steps of minutes, the factor of a score, a piece."""

import pytest

from ledger.rechtmatigheid.facts import Line
from ledger.rechtmatigheid.register import Maximum, Part
from ledger.rechtmatigheid.rules.rates import rate_above_maximum, rate_differs_from_contract
from tests.ledger.rechtmatigheid.made import a_case
from tests.ledger.rechtmatigheid.made_care import an_agreement, finds
from tests.ledger.rechtmatigheid.made_money import money_on_file
from tests.ledger.rechtmatigheid.priced import asks, by_file, derived, stakes


class TestWhatAContractPaysAboveTheMaximum:
    """A staffel, a score and an activity have prices that are no part of the maximum of € 60,00 an hour."""

    STAFFEL = Part(model="A", step=18000)
    SCORE = Part(model="E", factor=11000)

    @pytest.mark.parametrize(
        ("parts", "line", "expected"),
        [
            ((STAFFEL,), by_file(18000), []),
            ((STAFFEL,), by_file(18001), [1]),
            ((STAFFEL,), asks(18000), []),
            ((STAFFEL,), asks(18001), [1]),
            ((STAFFEL,), asks(18100, left=18000), []),
            ((Part(model="E", step=18000, factor=11000),), by_file(19800), []),
            ((Part(model="E", step=18000, factor=11000),), by_file(19801), [1]),
            ((SCORE,), by_file(6237), []),
            ((SCORE,), by_file(6238), [1]),
            ((SCORE,), derived(6237, model="E"), []),
            ((SCORE,), derived(6238, model="E"), [1]),
            ((SCORE,), derived(6238, model="E", left=6237), []),
        ],
    )
    def test_is_lawful_to_the_cent(self, parts: tuple[Part, ...], line: Line, expected: list[int]) -> None:
        """The last step is € 180,00; 94,5 % times a factor of 110 % is € 62,37. A cent more is found once."""
        terms = money_on_file(an_agreement(parts=parts))
        assert stakes(rate_above_maximum, line, terms) == []
        assert stakes(rate_differs_from_contract, line, terms) == expected

    def test_is_the_price_of_an_activity_for_a_piece(self) -> None:
        """A piece of the register is € 18,00; the activity at its highest factor € 19,80."""
        stuk = {"H800": Maximum("douchen", 1800, "stuk", 1, 7)}
        for model, rule in (("E", rate_differs_from_contract), ("B", rate_above_maximum)):
            part = Part(model=model, pieces=(("H800", 1980),), factor=11000 if model == "E" else 10000)
            terms = money_on_file(an_agreement(parts=(part,)), maxima=stuk)
            at, above = (by_file(one, "stuk", unit="stuk", quantity=1, prestatie="H800") for one in (1980, 1981))
            assert not any(stakes(one, at, terms) for one in (rate_above_maximum, rate_differs_from_contract))
            assert stakes(rule, above, terms) != []

    def test_is_no_reason_to_ask_more_for_what_has_a_plain_rate(self) -> None:
        """The staffel is for H127 only: of H126 the maximum holds, and the rate of the contract."""
        parts = (Part(model="A", step=18000, covers=frozenset({"H127"})), Part(model="A"))
        terms = money_on_file(an_agreement(parts=parts))
        assert stakes(rate_above_maximum, by_file(6001), terms) == [1]
        assert stakes(rate_differs_from_contract, by_file(5671), terms) == [1]
        assert stakes(rate_differs_from_contract, by_file(5670), terms) == []
        beside = money_on_file(an_agreement(), an_agreement(contract="k2", parts=(self.STAFFEL,)))
        assert stakes(rate_above_maximum, by_file(6001), beside) == [1]

    def test_of_a_staffel_is_told_by_its_step(self) -> None:
        """There is no price of a unit to name."""
        case = a_case(register=money_on_file(an_agreement(parts=(self.STAFFEL,))))
        (one,) = finds(rate_differs_from_contract, asks(18001), case)
        assert one.told == (
            "De regel vraagt € 180,01, en afgesproken is hoogstens € 180,00, de hoogste trap van de staffel: "
            "dat is € 0,01 te veel."
        )
