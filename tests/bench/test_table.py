"""The table says what was found beside what it is to be, and marks what is not good enough."""

from tests.bench.table import GOALS, as_markdown, as_text, cells


def _row(name: str, **found: dict[str, float]) -> tuple[str, ...]:
    (row,) = cells(found, [goal for goal in GOALS if goal.name == name])
    return row


def test_what_is_too_little_is_marked() -> None:
    row = _row("rebuild_rate", sqlite={"rebuild_rate": 199_999}, postgresql={"rebuild_rate": 200_000})
    assert row[1:5] == ("≥ 200,000", "≥ 500,000", "199,999 (!)", "200,000")


def test_what_is_too_much_is_marked() -> None:
    row = _row("page_p95_ms", sqlite={"page_p95_ms": 40}, postgresql={"page_p95_ms": 40.1})
    assert row[3:5] == ("40 ms", "40.1 ms (!)")


def test_bounds_may_differ_by_database() -> None:
    row = _row("apply_rate", sqlite={"apply_rate": 7_000}, postgresql={"apply_rate": 7_000})
    assert row[1:5] == ("≥ 8,000 / 4,000", "≥ 15,000 / 8,000", "7,000 (!)", "7,000")


def test_the_ratio_to_stock_stands_beside_the_rate() -> None:
    found = {"rebuild_rate": 300_000, "rebuild_ratio": 192.3}
    assert _row("rebuild_rate", sqlite=found)[5] == "192 × / –"


def test_what_was_not_measured_is_a_dash() -> None:
    assert _row("growth")[3:] == ("–", "–", "")


def test_text_and_markdown_hold_every_measure() -> None:
    for table in (as_text({}), as_markdown({})):
        assert all(goal.measure in table for goal in GOALS)
        assert "(!) is not what it is to be at least" in table
