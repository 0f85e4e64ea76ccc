"""Was there a contract on the day, and no pgb money beside it for the same client."""

from typing import Any

import pytest

from ledger.rechtmatigheid.facts import Assigned, Chosen, Line, Placed
from ledger.rechtmatigheid.rules.contracts import contract_and_pgb, no_contract
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.periods import Period
from tests.ledger.contract_lines import ended
from tests.ledger.declare_lines import APRIL, CARE, declare, judged
from tests.ledger.rechtmatigheid.made import YEAR, a_case, a_delivery, a_line, rights
from tests.ledger.rechtmatigheid.made_care import an_agreement, day, finds, planned
from tests.ledger.rechtmatigheid.made_money import K1, money_on_file, paid
from tests.ledger.rechtmatigheid.stories import found
from tests.ledger.story import Story

MARCH = Period(day("03-01"), day("03-31"))
FOURTH = Period(day("03-04"), day("03-04"))


def lacking(line: Line, *terms: dict[str, Any], **around: Any) -> list[str]:
    """Return what is told of a line of which the provider has these contracts."""
    register = money_on_file(*(an_agreement(**one) for one in terms))
    return [one.told for one in finds(no_contract, line, a_case(line, **({"register": register} | around)))]


class TestALineWithoutAContract:
    @pytest.mark.parametrize(
        ("terms", "expected"),
        [
            ({}, 0),
            ({"period": Period(day("03-04"), day("03-04"))}, 0),
            ({"period": Period(day("03-05"))}, 1),
            ({"period": Period(day("01-01"), day("03-03"))}, 1),
            ({"region": "Noord"}, 1),
            ({"leveringsvormen": frozenset({"vpt"})}, 1),
            ({"leveringsvormen": frozenset(), "act": "Wmo"}, 0),
            ({"provider": "p2"}, 1),
        ],
    )
    def test_is_of_another_day_region_leveringsvorm_or_provider(self, terms: dict[str, Any], expected: int) -> None:
        """The first and the last day of a contract are in it."""
        assert len(lacking(a_line(), terms)) == expected

    def test_may_lie_in_two_contracts_without_a_gap(self) -> None:
        """Every day of the line counts, also when the contract was amended on one of them."""
        month = a_line(first=day("03-01"), last=day("03-31"))
        first, rest = {"period": Period(day("01-01"), day("03-09"))}, {"period": Period(day("03-10"))}
        assert lacking(month, first, rest) == []
        (told,) = lacking(month, first, {"period": Period(day("03-11"))})
        assert told == (
            "Niet op elke dag van 1 maart 2026 tot en met 31 maart 2026 heeft de zorgaanbieder een contract voor deze "
            "zorg."
        )
        assert len(lacking(month)) == 1

    def test_follows_the_leveringsvorm_of_each_day(self) -> None:
        """From 10 March the client stays; of a day without a known leveringsvorm nothing is said."""
        month = a_line(first=day("03-01"), last=day("03-31"))
        moved = rights(forms=(Chosen(Period(day("01-01"), day("03-09")), "mpt", 3), Chosen(MARCH, "verblijf", 5)))
        assert len(lacking(month, {}, rights=moved)) == 1
        assert lacking(month, {}, rights=rights(forms=())) == []

    def test_that_was_derived_lies_around_days_without_one(self) -> None:
        """Verblijf for ten days of March: the derived line of the month counts the others, one of a file does not."""
        stay = Period(day("03-11"), day("03-20"))
        forms = (Chosen(Period(day("01-01"), day("03-10")), "mpt", 2), Chosen(stay, "verblijf", 3))
        moved = rights(forms=(*forms, Chosen(Period(day("03-21")), "mpt", 4)))
        month = {"first": day("03-01"), "last": day("03-31"), "contract": "k1"}
        assert lacking(a_line(**month, model="A"), {}, rights=moved) == []
        assert len(lacking(a_line(**month), {}, rights=moved)) == 1

    def test_may_be_for_nobody_in_particular(self) -> None:
        """A subscription has no leveringsvorm, but it does have a contract."""
        nobody = a_line(client=None)
        assert no_contract.for_nobody
        assert lacking(nobody, {"leveringsvormen": frozenset({"vpt"})}) == []
        assert len(lacking(nobody, {"region": "Noord"})) == 1

    def test_became_unlawful_when_the_contract_was_ended_for_days_in_the_past(
        self, home: Story, clock: SetClock
    ) -> None:
        """Paid in April; in May the contract is ended up to and including 30 March, of which 31 March is a day."""
        clock.moment = APRIL
        home.tell(*CARE[-3:], declare(), judged("approve"))
        assert not found(home.house, "c1", "no-contract")
        home.tell(ended("k2", to="2026-03-30"), ended("k3", to="2026-03-30"))
        assert not found(home.house, "c1", "no-contract")
        home.tell(ended(to="2026-03-30"))
        (one,) = found(home.house, "c1", "no-contract")
        assert (one.change, one.found.eurocent) == ("became-unlawful", 8505)


class TestPgbMoneyBesideAContract:
    PAID = paid(30000, provider="p1")

    @pytest.mark.parametrize(
        ("things", "around"),
        [
            ((a_line(),), {}),
            ((a_delivery(),), {}),
            ((), {"planned": (planned(),)}),
            ((), {"placed": (Placed(YEAR, "p1", False, 5, 10, 20),)}),
            (
                (),
                {"assigned": (Assigned(period=YEAR, provider="p1", leveringsvorm="mpt", started=(), events=(21,)),)},
            ),
        ],
    )
    def test_is_found_when_the_provider_gives_care_in_kind_too(self, things: Any, around: dict[str, Any]) -> None:
        """Declared, given, planned, placed or assigned on a day of the payment."""
        (one,) = finds(contract_and_pgb, self.PAID, a_case(*things, register=K1, **around))
        assert one.eurocent == 30000
        assert one.events[:2] == (50, 4)
        assert len(one.events) == 3

    @pytest.mark.parametrize(
        ("things", "around"),
        [
            ((), {}),
            ((a_line(provider="p2"),), {}),
            ((a_line(first=day("04-01"), last=day("04-01")),), {}),
            ((a_delivery(on=day("02-28")),), {}),
            ((), {"planned": (planned(provider=None, pgb=True),)}),
            ((), {"placed": (Placed(YEAR, "p1", True, 5, 10, 20),)}),
            ((a_line(),), {"register": money_on_file()}),
            ((a_line(),), {"register": money_on_file(an_agreement(act="Wmo"))}),
            ((a_line(),), {"register": money_on_file(an_agreement(region="Noord"))}),
            ((a_line(),), {"register": money_on_file(an_agreement(period=Period(day("03-05"))))}),
            ((a_line(),), {"register": money_on_file(an_agreement(period=Period(day("01-01"), day("02-28"))))}),
        ],
    )
    def test_is_no_fault_without_a_contract_or_without_care_in_kind(self, things: Any, around: dict[str, Any]) -> None:
        """A client may buy care from a provider that has a contract for others."""
        assert not finds(contract_and_pgb, self.PAID, a_case(*things, **({"register": K1} | around)))

    def test_to_somebody_who_is_not_known_here_is_no_fault(self) -> None:
        """A neighbour, for one."""
        assert not finds(contract_and_pgb, paid(30000), a_case(a_line(), register=K1))
        assert finds(contract_and_pgb, self.PAID, a_case(a_line(), register=K1, rights=rights()))

    def test_is_found_in_a_history(self, home: Story, clock: SetClock) -> None:
        """p1 declares March, and is paid from the pgb of c1 for March as well."""
        clock.moment = APRIL
        payment = {"do": "record_pgb_payment", "client": "c1", "payment": "b1", "provider": "p1"}
        money = {"from": "2026-03-01", "to": "2026-03-31", "amount": {"EUR": "100.00"}}
        home.tell(*CARE[-3:], declare(), judged("approve"), payment | money)
        (one,) = found(home.house, "c1", "contract-and-pgb")
        assert (one.item.key, one.found.eurocent, one.change) == ("c1/b1", 10000, "same")
