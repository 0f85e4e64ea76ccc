"""Model C: a share of the indicatiewaarde, whatever was delivered."""

from datetime import date

import pytest

from ledger.funding.arrangement import Arrangement
from ledger.funding.model import Owed, Share
from ledger.vocabulary.agreeing import Party, check_shares
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.periods import Period
from tests.funding.samples import (
    FARM,
    MARCH,
    MONTHS,
    OTHER,
    OWN,
    WEEK_10,
    YEAR,
    Register,
    contract,
    figures,
    given,
    lines,
    person,
    planned,
)

MODEL = Arrangement(prestatie="A001")
PARTIES = (Party(OWN, "hoofdaannemer"), Party(FARM, "onderaannemer", 3_333))
TERMS = contract(MODEL, parties=PARTIES, rhythm="week")
MIDDEL = planned(arrangement="middel")
REST = planned(provider=None, worth=15_000)


class TestArrangement:
    def test_pays_the_share_of_the_week(self) -> None:
        """VV4 of € 600,00 a week: middel is € 450,00, of which the care farm gets its share."""
        (line,) = lines(TERMS, person(planned=(MIDDEL, REST)), WEEK_10)
        assert figures([line]) == [(45_000, 0, 0)]
        assert line.computed.owed == (Owed(FARM, 14_999),)
        assert line.computed.steps == (
            "Arrangement middel: 75% van de indicatiewaarde € 600,00 over 7 dagen = € 450,00.",
            "Het plafond van de cliënt is € 450,00 (indicatiewaarde € 600,00, min € 150,00 voor pgb of andere "
            "aanbieders).",
        )

    def test_a_week_of_flu_changes_nothing(self) -> None:
        """What was delivered does not count."""
        well = person(planned=(MIDDEL, REST), delivered=(given(600),))
        ill = person(planned=(MIDDEL, REST))
        assert lines(TERMS, well, WEEK_10) == lines(TERMS, ill, WEEK_10)

    @pytest.mark.parametrize("month", MONTHS)
    def test_with_the_rest_as_pgb_no_month_loses_a_cent(self, month: Period) -> None:
        """Arrangement and pgb together are the value, however the cents of a month fall."""
        ((paid, unpaid, above),) = figures(lines(TERMS, person(planned=(MIDDEL, REST)), month))
        assert (unpaid, above) == (0, 0)
        assert paid > 0

    def test_months_add_up_to_the_year(self) -> None:
        """Rounding goes on over the months, and a step says so."""
        client = person(value=4_626_507, per="year", planned=(MIDDEL,))
        months = [line for month in MONTHS for line in lines(TERMS, client, month)]
        (year,) = lines(TERMS, client, YEAR)
        assert sum(line.paid_eurocent for line in months) == year.paid_eurocent
        assert any("afronding" in step for line in months for step in line.computed.steps)

    def test_a_change_of_arrangement_counts_by_day(self) -> None:
        """Licht until the 15th, zwaar from the 16th: one line for the period."""
        licht = planned(arrangement="licht", period=Period(date(2026, 1, 1), date(2026, 3, 15)))
        zwaar = planned(arrangement="zwaar", period=Period(date(2026, 3, 16)), position=8)
        (line,) = lines(TERMS, person(value=10_000, per="day", planned=(licht, zwaar)))
        assert (line.paid_eurocent, line.computed.quantity) == (15 * 5_000 + 16 * 10_000, 31)
        assert line.computed.rests_on == (7, 8)

    def test_a_plan_elsewhere_or_with_another_word_gives_nothing(self) -> None:
        """Those are other contracts."""
        assert lines(TERMS, person(planned=(planned(arrangement="middel", provider=OTHER),))) == []
        assert lines(TERMS, person(planned=(planned(arrangement="reuze"),))) == []

    def test_an_amended_share_holds_from_its_first_day(self) -> None:
        """The day before still has the old one."""
        before = contract(MODEL, period=Period(date(2026, 1, 1), date(2026, 3, 30)))
        lower = Arrangement(prestatie="A001", shares=(Share("middel", 5_000),))
        after = contract(lower, period=Period(date(2026, 3, 31), YEAR.last))
        found = lines([before, after], person(value=10_000, per="day", planned=(MIDDEL,)), MARCH)
        assert [line.paid_eurocent for line in found] == [30 * 7_500, 5_000]


class TestOnderaannemers:
    def test_get_their_share_of_what_is_paid(self) -> None:
        """Above the ceiling nobody is paid, so nobody is owed either."""
        zwaar = planned(arrangement="zwaar")
        (line,) = lines(TERMS, person(planned=(zwaar, REST)), WEEK_10)
        assert (line.paid_eurocent, line.unpaid_eurocent) == (45_000, 15_000)
        assert line.computed.owed == (Owed(FARM, 14_999),)

    def test_together_get_at_most_the_whole(self) -> None:
        """Exactly all of it is possible; a hundredth of a percent more is not."""
        whole = (Party("a", "onderaannemer", 5_000), Party("b", "onderaannemer", 5_000))
        check_shares(whole)
        with pytest.raises(Refused) as refused:
            check_shares((*whole, Party("c", "onderaannemer", 1)))
        assert (refused.value.code, refused.value.field) == ("share-above-whole", "parties")
        (line,) = lines(contract(MODEL, parties=whole), person(value=10_001, planned=(planned(arrangement="zwaar"),)))
        assert sum(owed.eurocent for owed in line.computed.owed) == line.paid_eurocent


class TestCheck:
    @pytest.mark.parametrize(
        ("shares", "code"),
        [
            ((Share("alles", 10_000),), None),
            ((Share("alles", 10_001),), "share-above-whole"),
            ((Share("licht", 5_000), Share("licht", 6_000)), "arrangement-twice"),
        ],
    )
    def test_shares_are_of_one_whole_and_named_once(self, shares: tuple[Share, ...], code: str | None) -> None:
        """All of the indicatiewaarde is the most."""
        model = Arrangement(prestatie="A001", shares=shares)
        if code is None:
            model.check(TERMS, Register())
            return
        with pytest.raises(Refused) as refused:
            model.check(TERMS, Register())
        assert refused.value.code == code
