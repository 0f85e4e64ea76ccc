"""The person-following envelope: over it, everybody is cut by the same factor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.funding.envelope import cut
from ledger.vocabulary.errors import Refused

productions = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 10**12), min_size=1, max_size=20)


class TestCut:
    """To the cent."""

    def test_worked_figure(self) -> None:
        """€ 10 300 000 in an envelope of € 10 000 000 (domain.md §3): the sum is exactly the envelope."""
        production = {"een": 500_000_000, "twee": 330_000_000, "drie": 200_000_000}
        paid = cut(1_000_000_000, production)
        assert paid == {"een": 485_436_893, "twee": 320_388_350, "drie": 194_174_757}
        assert sum(paid.values()) == 1_000_000_000

    @pytest.mark.parametrize("envelope", [300, 301])
    def test_nothing_is_cut_that_fits(self, envelope: int) -> None:
        """Exactly, and with room to spare."""
        assert cut(envelope, {"een": 100, "twee": 200}) == {"een": 100, "twee": 200}

    def test_one_cent_over_costs_one_cent(self) -> None:
        """The provider with the largest remainder keeps its last cent."""
        assert cut(299, {"een": 100, "twee": 200}) == {"een": 100, "twee": 199}

    @given(st.integers(0, 10**12), productions)
    def test_adds_up_and_pays_nobody_more_than_it_produced(self, envelope: int, production: dict[str, int]) -> None:
        """Whatever the providers produced."""
        paid = cut(envelope, production)
        assert sum(paid.values()) == min(envelope, sum(production.values()))
        assert all(0 <= paid[provider] <= production[provider] for provider in production)
        assert list(paid) == list(production)

    @pytest.mark.parametrize(("envelope", "production"), [(-1, {"een": 1}), (1, {"een": -1})])
    def test_refuses_what_is_below_zero(self, envelope: int, production: dict[str, int]) -> None:
        """Corrections come first."""
        with pytest.raises(Refused) as refused:
            cut(envelope, production)
        assert refused.value.code == "envelope-negative"
