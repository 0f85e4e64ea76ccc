"""What every model and composition pays for the care of c1 (see `stories`), to the cent."""

import pytest

from tests.ledger.care_lines import care, delivered, plan
from tests.simulation.stories import GIVEN, at_home, figures, found, provider, quality, scored, tells
from web.composition import House


class TestTheRegion:
    @pytest.mark.parametrize(
        ("model", "paid"),
        [
            ("A", 36855),
            ("B", 36855),
            ("C", 18_250_00),
            ("D", 18_250_00),
            ("E", 36855),
            ("F", 14_782_50),
            ("G", 14_782_50),
            ("H", 14_782_50),
            ("E+A", 36855),
            ("E+B", 36855),
            ("E+C", 18_250_00),
            ("E+D", 18_250_00),
            ("G+B", 2_956_50 + 29484),
            ("G+C", 2_956_50 + 14_600_00),
            ("H+A", 2_956_50 + 29484),
            ("H+B", 2_956_50 + 29484),
            ("H+C", 2_956_50 + 14_600_00),
            ("H+D", 2_956_50 + 14_600_00),
            ("H+E", 2_956_50 + 29484),
        ],
    )
    def test_is_paid(self, region: House, model: str, paid: int) -> None:
        """A: € 283,50 + € 85,05. B: three times 130 minutes is € 122,85 each. C: 40,5 % fits in licht, half of
        € 36 500,00. D: 40,5 % takes five modules of ten. F, G, H: what the plan costs. A hybrid: 20 % of that is
        € 2 956,50, and 80 % of A (at € 45,36 an hour) or B is € 294,84; of C 40 % of the value; of D 32,4 % takes
        four modules.
        """
        told = figures(region, model)
        assert (told.paid_eurocent, told.unpaid_eurocent, told.above_eurocent) == (paid, 0, 0)

    def test_is_paid_more_for_quality(self, region: House) -> None:
        """A score of 85 over 2025 is 105 %: € 283,50 becomes € 297,68 and € 85,05 becomes € 89,30."""
        tells(region, quality("s1", 85))
        told = figures(region, "E")
        assert told.paid_eurocent == 29768 + 8930
        assert told.undelivered_eurocent == 0

    @pytest.mark.parametrize("model", ["E+C", "E+D"])
    def test_is_paid_a_bonus_above_a_full_value(self, ground: House, model: str) -> None:
        """A plan of 12:20 a week is € 699,30 and takes all of € 36 500,00. A rise on day activity is € 500,00
        more, all of it above the ceiling, and nothing of it for care not delivered."""
        tells(ground, *at_home(), plan(care(minutes="12:20")), *GIVEN)
        tells(ground, scored("2026-02-01", 2, "s1"), scored("2026-06-01", 3, "s2"))
        told = figures(ground, model)
        assert (told.paid_eurocent, told.unpaid_eurocent) == (37_000_00, 0)
        assert (told.clients_above, told.above_eurocent) == (1, 500_00)
        assert told.undelivered_eurocent == 36_500_00 - 36855


class TestTheCeiling:
    @pytest.mark.parametrize(
        ("minutes", "clients", "above"), [("5:25", 0, 0), ("5:30", 1, 1_85)], ids=["below", "one step above"]
    )
    def test_of_a_client_is_the_value_of_the_month(self, ground: House, minutes: str, clients: int, above: int) -> None:
        """€ 70,00 a week is € 310,00 in January. 5:25 is € 307,13; 5:30 is € 311,85, of which € 1,85 is above."""
        tells(ground, *at_home(value="70.00"), delivered("l1", minutes, "2026-01-10"))
        told = figures(ground, "A")
        assert (told.clients_above, told.above_eurocent, told.unpaid_eurocent) == (clients, above, above)
        assert told.undelivered_eurocent == 0


class TestTwoProviders:
    def test_share_an_arrangement_as_in_the_plan(self, ground: House) -> None:
        """p1 has five hours in the plan and p2 two: together € 396,90 of € 700,00, which fits in middel, 75 % of
        € 36 500,00. Only p1 declares; p2 gets 2/7 of each month, by largest remainder: € 7 821,43."""
        tells(ground, *provider("p2"), *at_home(), plan(care("1", "5:00"), care("2", "2:00", provider="p2")))
        told = figures(ground, "C")
        assert told.paid_eurocent == 27_375_00
        paid = {one.provider: one.paid_eurocent for one in told.providers}
        assert sum(paid.values()) == 27_375_00
        assert abs(paid["p2"] - 7_821_43) <= 6
        assert (told.providers_hundredths, told.most_providers) == (100, 1)

    def test_place_modules_each(self, ground: House) -> None:
        """40,5 % takes five modules and 16,2 % takes two: € 25 550,00.

        A pgb of € 150,00 (21,4 %) takes the last three."""
        pgb = {"line": "9", "pgb": True, "value": {"EUR": "150.00"}, "per": "week"}
        tells(ground, *provider("p2"), *at_home(), plan(care("1", "5:00"), care("2", "2:00", provider="p2"), pgb))
        told = found(ground, "D")
        paid = {one.provider: one.paid_eurocent for one in told.figures[0].providers}
        assert paid == {"p1": 18_250_00, "p2": 7_300_00}
        assert told.pgb_eurocent == 150_00 * 365 // 7 + 1

    def test_get_a_bonus_once_under_an_arrangement(self, ground: House) -> None:
        """The hoofdaannemer declares; what the onderaannemer delivered brings no second bonus."""
        tells(ground, *provider("p2"), *at_home(), plan(care("1", "5:00"), care("2", "2:00", provider="p2")))
        tells(ground, delivered("l1", "1:00", "2026-01-10"), delivered("l2", "1:00", "2026-01-10", provider="p2"))
        tells(ground, scored("2026-02-01", 2, "s1"), scored("2026-06-01", 3, "s2"))
        assert figures(ground, "E+C").paid_eurocent == 27_375_00 + 500_00


class TestPieces:
    @pytest.mark.parametrize(("model", "paid"), [("A", 6615), ("B", 6615), ("H+B", 52_92)])
    def test_are_counted_and_not_timed(self, ground: House, model: str, paid: int) -> None:
        """A dagdeel at € 66,15 (94,5 % of € 70,00); beside a base of 20 % it is € 52,92. Nothing was planned, so the
        base is nothing."""
        tells(ground, *at_home(), delivered("l1", "4:00", "2026-02-03", prestatie="H800"))
        told = figures(ground, model)
        assert (told.paid_eurocent, told.undelivered_eurocent) == (paid, 0)
