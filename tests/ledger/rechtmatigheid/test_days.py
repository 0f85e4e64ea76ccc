"""Which days of a line count: all of a line that somebody wrote, the care in a line that a contract came to."""

from datetime import date
from typing import Any

import pytest

from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.days import held, is_wmo
from ledger.rechtmatigheid.facts import Chosen, Line
from ledger.rechtmatigheid.register import Agreement, History, Part, Register, Registers
from ledger.rechtmatigheid.rules.indicatie import no_indicatie
from ledger.rechtmatigheid.rules.packages import mpt_beside_package
from ledger.vocabulary.periods import Period
from tests.ledger.rechtmatigheid.made import LATEST, YEAR, a_case, a_delivery, a_line, rights
from tests.ledger.rechtmatigheid.test_packages import a_package
from tests.ledger.rechtmatigheid.test_toewijzing import assigned, missing

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
ALLOWED = (Period(date(2026, 3, 1), date(2026, 3, 10)), Period(date(2026, 3, 20), date(2026, 3, 31)))
"""Twenty-two days, with a gap in between."""


def of_march(**changes: Any) -> Line:
    """A line over the whole of March, as a contract comes to it."""
    return a_line(**{"first": MARCH.first, "last": MARCH.last, "model": "A"} | changes)


def agreed(contract: str, act: Any) -> Agreement:
    """A contract of p1 in Rotterdam for the year."""
    facts: dict[str, Any] = {"contract": contract, "provider": "p1", "region": "Rotterdam", "act": act, "period": YEAR}
    facts |= {"leveringsvormen": frozenset({"mpt"}), "parts": (Part(model="A"),), "covered": None, "basispoint": 9_450}
    return Agreement(**facts | {"basis": "delivered", "ceiling": "client", "event": 9})


def with_contracts(*contracts: Agreement) -> Case:
    """The case of c1, with these contracts of p1 on file."""
    registers = Registers()
    known: History[tuple[Agreement, ...]] = History()
    known.add(9, contracts)
    registers.contracts["p1"] = known
    return a_case(register=Register(registers, LATEST))


class TestALineAroundAGap:
    def test_that_somebody_wrote_claims_every_day(self) -> None:
        """The care was given on the 4th, and still the file says that there was care in the gap."""
        line = of_march(model=None)
        assert held(line, a_case(line, a_delivery()), ALLOWED) == "some"

    @pytest.mark.parametrize(("minutes", "found"), [(63, "all"), (62, "some")])
    def test_counts_minutes_to_the_nearest_five(self, minutes: int, found: str) -> None:
        """63 minutes are declared as 65; 62 would have been 60, so five came from somewhere else."""
        line = of_march(quantity=65)
        assert held(line, a_case(line, a_delivery(minutes=minutes)), ALLOWED) == found

    @pytest.mark.parametrize(("count", "found"), [(22, "all"), (23, "some")])
    def test_counts_the_days_of_an_arrangement(self, count: int, found: str) -> None:
        """Twenty-two days are allowed, and not one more."""
        line = of_march(model="C", unit="dag", quantity=count)
        assert held(line, a_case(line), ALLOWED) == found

    @pytest.mark.parametrize(("count", "found"), [(1, "all"), (2, "some")])
    def test_counts_dagdelen(self, count: int, found: str) -> None:
        """One was written down outside the gap, one within it."""
        line = of_march(unit="dagdeel", quantity=count)
        given = a_delivery(), a_delivery(levering="l2", on=date(2026, 3, 15))
        assert held(line, a_case(line, *given), ALLOWED) == found

    @pytest.mark.parametrize(
        ("allowed", "found"), [(ALLOWED, "all"), (ALLOWED[:1], "some"), (ALLOWED[1:], "some"), ((), "none")]
    )
    def test_has_its_ends_on_allowed_days_where_nothing_was_written_down(
        self, allowed: tuple[Period, ...], found: str
    ) -> None:
        """A declared plan: the contract held on the first day and on the last."""
        line = of_march()
        assert held(line, a_case(line), allowed) == found

    def test_counts_care_of_its_own_provider_and_prestatie_only(self) -> None:
        """Somebody else's hour proves nothing."""
        line = of_march()
        others = a_delivery(provider="p2"), a_delivery(levering="l2", prestatie="H800")
        in_the_gap = a_delivery(levering="l3", on=date(2026, 3, 15))
        assert held(line, a_case(line, *others, in_the_gap), ALLOWED) == "some"


class TestALineUnderTheWmo:
    @pytest.mark.parametrize(
        ("contracts", "named", "is_under"),
        [
            ((agreed("k1", "Wlz"),), None, False),
            ((agreed("k9", "Wmo"),), None, True),
            ((agreed("k1", "Wlz"), agreed("k9", "Wmo")), None, False),
            ((agreed("k1", "Wlz"), agreed("k9", "Wmo")), "k1", False),
            ((agreed("k1", "Wlz"), agreed("k9", "Wmo")), "k9", True),
            ((), None, False),
        ],
    )
    def test_is_known_by_its_contract(self, contracts: Any, named: str | None, is_under: bool) -> None:
        """With contracts of both acts a line has to name one, else the rules of the Wlz hold."""
        assert is_wmo(a_line(contract=named), with_contracts(*contracts)) is is_under


class TestTheBoundaries:
    def test_a_form_holds_from_the_day_on_which_it_was_chosen(self) -> None:
        """A vpt from 4 March: on that day a toewijzing for an mpt is none."""
        forms = (Chosen(Period(date(2026, 3, 4)), "vpt", 3),)
        assert missing(assigned=(assigned(leveringsvorm="mpt"),), rights=rights(forms=forms))

    def test_treatment_goes_beside_a_declared_package(self) -> None:
        """H335 at home, and a package declared for all of March."""
        treatment = a_line(prestatie="H335")
        assert not list(mpt_beside_package.judge(treatment, a_case(treatment, a_package())))

    def test_no_indicatie_at_all_is_told_so(self) -> None:
        """The sentence names the day."""
        line = a_line()
        (one,) = no_indicatie.judge(line, a_case(line, rights=rights(entitled=())))
        assert one.told == "Op 4 maart 2026 is er geen geldige indicatie."
