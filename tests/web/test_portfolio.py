"""Findings taken together: in which order, and what is left out so that nobody can be recognised."""

import pytest

from projections.findings.queries import Found
from projections.findings.sums import By
from tests.web.samples_findings import found
from web.portfolio import portfolio_of
from web.small_cells import hidden_cells


def about(clients: int, rule: str, start: int = 0) -> list[Found]:
    """Findings of a rule about so many different clients."""
    return [found(start + place, rule, client=f"c{start + place}") for place in range(clients)]


def told(some: list[Found], by: By = "rule") -> dict[str, int | None]:
    """How many findings each group has, where that is told."""
    return {one.key: one.sum and one.sum.findings for one in portfolio_of(some, by).groups}


class TestACell:
    @pytest.mark.parametrize(("clients", "count"), [(9, None), (10, 10)])
    def test_is_told_from_ten_clients_on(self, clients: int, count: int | None) -> None:
        assert told(about(clients, "a")) == {"a": count}
        total = portfolio_of(about(clients, "a"), "rule").sum
        assert (total and total.findings) == count

    def test_counts_clients_and_not_findings(self) -> None:
        """Twelve findings about one person are about one person."""
        assert told([found(place, "a", client="c1") for place in range(12)]) == {"a": None}

    def test_that_is_hidden_alone_takes_the_next_smallest_along(self) -> None:
        """Else it could be worked out from the total."""
        some = about(3, "a") + about(12, "b", 20) + about(30, "c", 40)
        assert told(some) == {"a": None, "b": None, "c": 30}
        total = portfolio_of(some, "rule").sum
        assert total is not None
        assert total.findings == 45

    def test_that_is_hidden_with_others_is_hidden_until_they_are_ten(self) -> None:
        """Two small cells about the same three people hide nothing."""
        some = about(3, "a") + about(3, "b") + about(12, "c", 20) + about(30, "d", 40)
        assert told(some) == {"a": None, "b": None, "c": None, "d": 30}
        assert hidden_cells([frozenset("abcde"), frozenset("fghij"), frozenset(map(str, range(12)))]) == {0, 1}

    def test_about_nobody_is_told(self) -> None:
        """The year of a provider is of no person."""
        some = [one._replace(client=None) for one in about(2, "a")] + about(12, "b", 20)
        assert told(some) == {"a": 2, "b": 12}


class TestTheOrder:
    def test_is_by_what_is_at_stake_and_of_months_by_time(self) -> None:
        """What is not told comes last."""
        some = about(10, "a") + [one._replace(eurocent=9000) for one in about(10, "b", 20)] + about(2, "0", 40)
        rules = [one.key for one in portfolio_of(some + about(10, "c", 60), "rule").groups]
        assert (rules[0], rules[-1] in ("0", "a", "c")) == ("b", True)
        months = [one._replace(month=place % 3 + 1) for place, one in enumerate(about(30, "a"))]
        assert list(told(months, "month")) == ["2026-01", "2026-02", "2026-03"]

    def test_adds_up_what_is_at_stake_and_what_was_taken_back(self) -> None:
        some = [one._replace(recovered=100) for one in about(10, "a")]
        assert portfolio_of(some, "state").sum == (10, 60_000, 1_000)
