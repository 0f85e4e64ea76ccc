"""What holds for every plan."""

from hypothesis import given
from hypothesis import strategies as st

from ledger.rekenmodule.answer import NOTHING
from ledger.rekenmodule.ask import Ask, Line, Value
from ledger.rekenmodule.calculation import calculate
from tests.rekenmodule.plans import ask, counted, fixed, hourly

PER = st.sampled_from(["day", "week", "month", "year"])
LINES = st.lists(
    st.one_of(
        st.builds(fixed, st.integers(1, 10**6), PER, st.sampled_from(["p1", "p2", None])),
        st.builds(hourly, st.integers(1, 3_000), st.integers(1, 20_000)),
        st.builds(counted, st.integers(1, 40), st.integers(1, 20_000)),
    ),
    max_size=12,
)
ASKS = st.builds(
    lambda lines, eurocent, per, ekt, year, meerzorg: ask(
        *lines,
        ceiling=Value(eurocent, per),
        ekt_basispoint=ekt,
        year=year,
        meerzorg=Value(meerzorg, "week") if meerzorg else None,
        zorgprofiel="7VV",
    ),
    LINES,
    st.integers(1, 10**7),
    PER,
    st.integers(0, 2_500),
    st.sampled_from([2025, 2026, 2028]),
    st.integers(0, 10**5),
)


class TestEveryPlan:
    @given(ASKS)
    def test_what_is_used_and_what_is_left_are_the_ceiling(self, asked: Ask) -> None:
        found = calculate(asked)
        assert found.used + found.left == found.ceiling
        assert found.fits == (found.left.year >= 0)

    @given(ASKS)
    def test_lines_add_up_to_what_is_used(self, asked: Ask) -> None:
        found = calculate(asked)
        assert sum((line.eurocent for line in found.lines), NOTHING) == found.used
        assert sum((line.eurocent for line in found.lines if line.line.is_pgb), NOTHING) == found.pgb

    @given(ASKS, st.data())
    def test_the_order_of_lines_does_not_matter(self, asked: Ask, data: st.DataObject) -> None:
        lines = data.draw(st.permutations(asked.lines))
        other = calculate(ask(*lines, **{name: getattr(asked, name) for name in OTHERS}))
        found = calculate(asked)
        assert (other.ceiling, other.used, other.left, other.fits) == (
            found.ceiling,
            found.used,
            found.left,
            found.fits,
        )
        assert sorted(map(repr, other.lines)) == sorted(map(repr, found.lines))

    @given(ASKS, st.integers(1, 10**5))
    def test_another_line_never_makes_a_plan_fit_without_meerzorg(self, asked: Ask, eurocent: int) -> None:
        """With meerzorg it can: more hours may meet its condition."""
        base = {name: getattr(asked, name) for name in OTHERS} | {"meerzorg": None}
        more: tuple[Line, ...] = (*asked.lines, fixed(eurocent))
        assert not calculate(ask(*more, **base)).fits or calculate(ask(*asked.lines, **base)).fits


OTHERS = ("zorgprofiel", "leveringsvorm", "year", "ceiling", "ekt_basispoint", "meerzorg", "remainder_to")
