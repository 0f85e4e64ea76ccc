"""Model D: equal vouchers, each placed whole."""

from datetime import date

from ledger.funding.modules import Modules, holdings
from ledger.vocabulary.amounts import split
from ledger.vocabulary.periods import Period
from tests.funding.samples import MARCH, MONTHS, WEEK_10, YEAR, contract, figures, lines, person, placed, planned

MODEL = Modules(prestatie="M001")
LG5 = person(value=72_700, placed=(placed("een", 5), placed("twee", 3), placed("drie", 2)))


class TestModules:
    def test_every_holder_declares_its_own(self) -> None:
        """LG5 of € 727,00 a week is ten modules of € 72,70: five, three and two."""
        paid = {}
        for provider in ("een", "twee", "drie"):
            (line,) = lines(contract(MODEL, provider=provider), LG5, WEEK_10)
            paid[provider] = (line.paid_eurocent, line.unpaid_eurocent, line.computed.quantity, line.computed.unit)
        assert paid == {
            "een": (5 * 7_270, 0, 5, "module"),
            "twee": (3 * 7_270, 0, 3, "module"),
            "drie": (2 * 7_270, 0, 2, "module"),
        }

    def test_tells_the_figures(self) -> None:
        """The number, the whole, and the value."""
        (line,) = lines(contract(MODEL, provider="een"), LG5, WEEK_10)
        assert line.computed.steps[0] == "5 van de 10 modules van de indicatiewaarde € 727,00 = € 363,50."

    def test_a_module_that_is_too_small_costs_the_client(self) -> None:
        """A module of € 12,00 a day, care of € 17,00: two modules, of which € 7,00 a day is lost."""
        day = Period(date(2026, 3, 4), date(2026, 3, 4))
        care = planned(provider="een", prestatie="H126", worth=1_700, per="day")
        client = person(value=12_000, per="day", placed=(placed("een", 2),), planned=(care,))
        (line,) = lines(contract(MODEL, provider="een"), client, day)
        assert line.paid_eurocent == 2_400
        assert "De afgesproken zorg kost € 17,00. De modules zijn € 7,00 te groot: dat verliest de cliënt." in (
            line.computed.steps
        )

    def test_care_that_fits_exactly_loses_nothing(self) -> None:
        """Nothing to tell."""
        care = planned(provider="een", prestatie="H126", worth=2_400, per="day")
        client = person(value=12_000, per="day", placed=(placed("een", 2),), planned=(care,))
        (line,) = lines(contract(MODEL, provider="een"), client)
        assert not any("te groot" in step for step in line.computed.steps)

    def test_a_module_that_moves_counts_from_its_day(self) -> None:
        """Five until the 15th, four from the 16th: two lines, and the other's lines go on."""
        until, since = Period(date(2026, 1, 1), date(2026, 3, 15)), Period(date(2026, 3, 16))
        client = person(
            value=10_000,
            per="day",
            placed=(
                placed("een", 5, period=until),
                placed("een", 4, period=since),
                placed("drie", 1, period=since),
                placed("twee", 5),
            ),
        )
        found = lines(contract(MODEL, provider="een"), client)
        assert [(line.computed.quantity, line.paid_eurocent) for line in found] == [(5, 75_000), (4, 64_000)]
        (other,) = lines(contract(MODEL, provider="twee"), client)
        assert (other.computed.first, other.computed.last) == (MARCH.first, MARCH.last)

    def test_unused_modules_leave_room_and_pgb_takes_it(self) -> None:
        """Forgone is not put elsewhere; a pgb is."""
        forgone = person(placed=(placed("een", 4), placed(None, 6)))
        as_pgb = person(placed=(placed("een", 4), placed(None, 6, pgb=True)))
        (line,) = lines(contract(MODEL, provider="een"), forgone, WEEK_10)
        assert "€ 600,00 (indicatiewaarde € 600,00)" in line.computed.steps[-1]
        (line,) = lines(contract(MODEL, provider="een"), as_pgb, WEEK_10)
        assert "€ 240,00 (indicatiewaarde € 600,00, min € 360,00" in line.computed.steps[-1]

    def test_months_add_up_and_so_do_holders(self) -> None:
        """Also when the value does not divide by ten, nor by twelve."""
        client = person(value=4_626_507, per="year", placed=LG5.placed)
        total = 0
        for provider in ("een", "twee", "drie"):
            months = [line for month in MONTHS for line in lines(contract(MODEL, provider=provider), client, month)]
            (year,) = lines(contract(MODEL, provider=provider), client, YEAR)
            assert sum(line.paid_eurocent for line in months) == year.paid_eurocent
            assert all(unpaid == 0 for _, unpaid, _ in figures(months))
            total += year.paid_eurocent
        assert total == 4_626_507

    def test_several_placings_of_one_holder_are_one(self) -> None:
        """Two and three modules are five."""
        client = person(value=727, placed=(placed("een", 2), placed("een", 3), placed("twee", 5)))
        held = list(holdings(client, WEEK_10.first, WEEK_10.last or WEEK_10.first))
        assert [one.modules for one in held] == [5, 5]
        assert sorted((one.eurocent for one in held), reverse=True) == split(727, 2)
