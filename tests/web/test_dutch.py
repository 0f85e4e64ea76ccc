"""Numbers, days and amounts as Dutch readers write them, at their boundaries."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from web import dutch
from web.dutch import Unit
from web.dutch_input import UnreadableAmount, parse_amount


class TestAmounts:
    """Exact, with Dutch separators, a real minus sign in front and the unit in words."""

    @pytest.mark.parametrize(
        ("write", "value", "text"),
        [
            (dutch.euro, 0, "€ 0,00"),
            (dutch.euro, 5, "€ 0,05"),
            (dutch.euro, 99_999, "€ 999,99"),
            (dutch.euro, 100_000, "€ 1.000,00"),
            (dutch.euro, 123_456, "€ 1.234,56"),
            (dutch.euro, 1_000_000_000_01, "€ 1.000.000.000,01"),
            (dutch.euro, -25_000_000, "−€ 250.000,00"),
            (dutch.euro_whole, 49, "€ 0"),
            (dutch.euro_whole, -49, "€ 0"),
            (dutch.euro_whole, 50, "€ 1"),
            (dutch.euro_whole, -50, "−€ 1"),
            (dutch.points, 3_450, "34,50 punten"),
            (dutch.points, 100, "1,00 punt"),
            (dutch.points, 101, "1,01 punten"),
            (dutch.points, 0, "0,00 punten"),
            (dutch.points, -100, "−1,00 punt"),
            (dutch.hours, 0, "0 minuten"),
            (dutch.hours, 1, "1 minuut"),
            (dutch.hours, 59, "59 minuten"),
            (dutch.hours, 60, "1 uur"),
            (dutch.hours, 61, "1 uur en 1 minuut"),
            (dutch.hours, 90, "1 uur en 30 minuten"),
            (dutch.hours, 60_000, "1.000 uur"),
            (dutch.hours, -90, "−1 uur en 30 minuten"),
            (dutch.hours_short, 5, "0:05 uur"),
            (dutch.hours_short, -90, "−1:30 uur"),
        ],
    )
    def test_are_written_exactly(self, write: Callable[[int], str], value: int, text: str) -> None:
        assert write(value) == text

    @pytest.mark.parametrize(
        ("value", "unit", "long", "short", "change"),
        [
            (1250, "EUR", "€ 12,50", "€ 12,50", "+€ 12,50"),
            (-200, "PUNT", "−2,00 punten", "−2,00 punten", "−2,00 punten"),
            (90, "UUR", "1 uur en 30 minuten", "1:30 uur", "+1:30 uur"),
            (0, "PUNT", "0,00 punten", "0,00 punten", "0,00 punten"),
        ],
    )
    def test_follow_their_unit(self, value: int, unit: Unit, long: str, short: str, change: str) -> None:
        assert dutch.amount(value, unit) == long
        assert dutch.amount_short(value, unit) == short
        assert dutch.signed(value, unit) == change

    @pytest.mark.parametrize(("value", "word"), [(1, "bij"), (-1, "af"), (0, "geen verschil")])
    def test_say_bij_or_af(self, value: int, word: str) -> None:
        assert dutch.direction(value) == word

    @pytest.mark.parametrize(("value", "unit"), [(123_456_789, "EUR"), (5, "PUNT"), (90, "UUR"), (60_001, "UUR")])
    def test_typed_form_reads_back_as_the_same_amount(self, value: int, unit: Unit) -> None:
        assert parse_amount(dutch.amount_typed(value, unit), unit) == value


class TestDays:
    """Dates in words; recorded moments on the Dutch clock, whatever the machine's own clock says."""

    def test_day(self) -> None:
        assert dutch.day(date(2026, 12, 31)) == "31 december 2026"
        assert dutch.day_short(date(2026, 3, 4)) == "4 mrt 2026"

    @pytest.mark.parametrize(
        ("at", "text"),
        [
            (datetime(2026, 3, 4, 10, 15, tzinfo=UTC), "4 maart 2026 om 11.15 uur"),
            (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), "1 januari 2027 om 00.00 uur"),
            (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "29 maart 2026 om 01.59 uur"),
            (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "29 maart 2026 om 03.00 uur"),
        ],
    )
    def test_moment_is_on_the_dutch_clock(self, at: datetime, text: str) -> None:
        assert dutch.moment(at) == text

    def test_moment_for_a_table_has_seconds(self) -> None:
        assert dutch.moment_short(datetime(2026, 7, 1, 9, 5, 7, tzinfo=UTC)) == "1 jul 2026 11.05.07"

    def test_moment_without_zone_is_a_programming_error(self) -> None:
        with pytest.raises(ValueError, match="time zone"):
            dutch.moment(datetime(2026, 3, 4, 10, 15))  # noqa: DTZ001 - the very thing under test

    @pytest.mark.parametrize(
        ("first", "last", "text"),
        [
            (date(2026, 1, 1), date(2026, 12, 31), "van 1 januari tot en met 31 december 2026"),
            (date(2025, 7, 1), date(2026, 6, 30), "van 1 juli 2025 tot en met 30 juni 2026"),
            (date(2026, 3, 4), date(2026, 3, 4), "op 4 maart 2026"),
            (date(2026, 1, 1), None, "vanaf 1 januari 2026"),
        ],
    )
    def test_period(self, first: date, last: date | None, text: str) -> None:
        assert dutch.period(first, last) == text

    def test_period_that_ends_before_it_starts_is_refused(self) -> None:
        with pytest.raises(ValueError, match="first day"):
            dutch.period(date(2026, 1, 2), date(2026, 1, 1))


class TestWords:
    """Shares never claim nothing or everything when that is not so."""

    @pytest.mark.parametrize(
        ("part", "whole", "text"),
        [
            (0, 100, "0%"),
            (1, 101, "minder dan 1%"),
            (1, 100, "1%"),
            (1, 2, "50%"),
            (1, 8, "13%"),
            (99, 100, "99%"),
            (991, 1000, "meer dan 99%"),
            (100, 100, "100%"),
            (103, 100, "103%"),
            (1, 0, "niet te berekenen"),
            (-1, 10, "niet te berekenen"),
        ],
    )
    def test_percent(self, part: int, whole: int, text: str) -> None:
        assert dutch.percent(part, whole) == text

    def test_count_and_list(self) -> None:
        assert dutch.count(1, "dag", "dagen") == "1 dag"
        assert dutch.count(1200, "dag", "dagen") == "1.200 dagen"
        assert [dutch.listed(list(words)) for words in ("", "a", "ab", "abc")] == ["", "a", "a en b", "a, b en c"]


class TestTypedAmounts:
    """People may type an amount the way they say it; what can be read in two ways is refused."""

    @pytest.mark.parametrize(
        ("typed", "unit", "value"),
        [
            ("12,50", "EUR", 1250),
            ("€ 12,50", "EUR", 1250),
            ("€12", "EUR", 1200),
            ("12 euro", "EUR", 1200),
            ("1.234,50", "EUR", 123_450),
            ("1.234", "EUR", 123_400),
            ("12.50", "EUR", 1250),
            ("€\N{NO-BREAK SPACE}0,01", "EUR", 1),
            ("1,5", "PUNT", 150),
            (" 2 punten ", "PUNT", 200),
            ("1 punt", "PUNT", 100),
            ("1:30", "UUR", 90),
            ("1:30 uur", "UUR", 90),
            ("1,5", "UUR", 90),
            ("1,25 uur", "UUR", 75),
            ("2", "UUR", 120),
            ("90 minuten", "UUR", 90),
            ("45 min", "UUR", 45),
            ("1 uur en 30 minuten", "UUR", 90),
            ("1u30", "UUR", 90),
            ("0:01", "UUR", 1),
        ],
    )
    def test_are_read(self, typed: str, unit: Unit, value: int) -> None:
        assert parse_amount(typed, unit) == value

    @pytest.mark.parametrize(
        ("typed", "unit", "said"),
        [
            ("", "EUR", "Vul een bedrag in"),
            ("  ", "UUR", "Vul een tijd in"),
            ("-5", "EUR", "zonder minteken"),
            ("−5", "PUNT", "zonder minteken"),
            ("0", "EUR", "meer is dan 0"),
            ("0:00", "UUR", "minstens 1 minuut"),
            ("12,505", "EUR", "niet meer dan 2 cijfers"),
            ("1.2345", "PUNT", "niet meer dan 2 cijfers"),
            ("1,234.50", "EUR", "niet lezen"),
            ("1.23.456", "EUR", "niet lezen"),
            ("12 punten", "EUR", "niet lezen"),
            ("twee", "PUNT", "niet lezen"),
            ("1.30", "UUR", "niet lezen als tijd"),
            ("1:60", "UUR", "60 minuten"),
            ("1,33", "UUR", "geen hele minuten"),
            ("9999999999999", "EUR", "te groot"),
            ("٣", "EUR", "niet lezen"),
        ],
    )
    def test_or_refused_with_what_to_do(self, typed: str, unit: Unit, said: str) -> None:
        with pytest.raises(UnreadableAmount) as refusal:
            parse_amount(typed, unit)
        assert said in refusal.value.message

    @pytest.mark.parametrize("unit", ["EUR", "PUNT", "UUR"])
    def test_zero_is_allowed_where_it_withdraws_a_line(self, unit: Unit) -> None:
        assert parse_amount("0", unit, allow_zero=True) == 0
