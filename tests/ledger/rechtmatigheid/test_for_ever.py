"""What findings are known by is for ever: ids of rules, and the keys of the things that they look at.

The number of a finding follows from both. A rule that gets another id, or a thing that gets another key, would be found
once more beside what was explained, recovered or dismissed. A rule may be added below; none is renamed or taken away:
one that no longer holds gets a last day.
"""

from datetime import date
from typing import Any, get_args

import pytest

from ledger.auditing.things import item_of, key_of
from ledger.rechtmatigheid.catalogue import RULES
from ledger.rechtmatigheid.facts import Placed
from ledger.rechtmatigheid.finding import About, Item, number_of
from tests.ledger.rechtmatigheid.made import YEAR, a_case, a_delivery, a_line, a_month
from tests.ledger.rechtmatigheid.made_care import a_day, a_plan, a_spend, a_year, an_absence
from tests.ledger.rechtmatigheid.made_money import a_credit, a_stay, paid

IDS = {
    "above-indicatiewaarde",
    "absence-paid-too-long",
    "allocation-missing",
    "amount-not-positive",
    "approved-own-entry",
    "bsn-dummy",
    "bsn-invalid",
    "care-after-death",
    "care-before-birth",
    "care-before-registration",
    "contract-and-pgb",
    "credit-without-debit",
    "declared-before-delivered",
    "declared-in-no-zorgplan",
    "declared-late",
    "declared-twice",
    "delivered-above-plan",
    "delivered-below-plan",
    "delivered-never-declared",
    "end-of-period-clustering",
    "entry-long-after",
    "goals-not-adjusted",
    "meals-or-cleaning-in-mpt",
    "modules-not-whole",
    "more-days-than-the-month",
    "more-than-24-hours",
    "mpt-beside-package",
    "no-contract",
    "no-indicatie",
    "paid-never-delivered",
    "plafond-passed",
    "plan-expired",
    "plan-missing",
    "plan-not-evaluated",
    "plan-not-from-indicatie",
    "prestatie-not-for-leveringsvorm",
    "profile-past-maximum",
    "quantity-differs",
    "question-answered-by-writer",
    "rate-above-maximum",
    "rate-differs-from-contract",
    "round-amounts",
    "round-numbers",
    "spend-long-after",
    "spend-over-budget",
    "two-packages-on-one-day",
    "two-places-at-once",
    "zorg-not-started",
    "zorgprofiel-differs",
}
KEYS: dict[About, tuple[Any, str]] = {
    "line": (a_line(), "d1/1"),
    "credit": (a_credit(), "d1/1c"),
    "month": (a_month(), "c1/2026-03"),
    "delivery": (a_delivery(), "c1/l1"),
    "spend": (a_spend(), "b1/e1"),
    "plan": (a_plan(), "c1/z1"),
    "modules": ((Placed(YEAR, "p1", False, 10, 10, 3),), "c1/2026-01-01"),
    "payment": (paid(100), "c1/b1"),
    "absence": (an_absence("03-01", "03-02"), "c1/a1"),
    "client": (a_case(), "c1"),
    "colleague": (a_day(a_delivery()), "p1/m1/2026-03-04"),
    "stay": (a_stay(0), "d1/1"),
    "provider": (a_year(), "p1/Rotterdam/2026"),
}
"""Of every kind of thing a sample, and by what it is known."""


class TestForEver:
    def test_are_the_ids_of_rules(self) -> None:
        """None is renamed or taken away; a new one is added above."""
        assert {one.id for one in RULES} == IDS

    @pytest.mark.parametrize("about", get_args(About))
    def test_are_the_keys_of_things(self, about: About) -> None:
        """Each kind has a sample, and each sample the key that it always had."""
        thing, key = KEYS[about]
        assert key_of(thing, "c1") == key
        assert item_of(thing, a_case(), "c1").about == about

    def test_is_the_number_of_a_finding(self) -> None:
        """Sixteen characters of the hash of rule, kind and key."""
        day = date(2026, 3, 4)
        number = number_of("no-indicatie", Item(about="line", key="d1/1", first=day, last=day))
        assert number == "2bc8d7fd7b5fd4e4"
