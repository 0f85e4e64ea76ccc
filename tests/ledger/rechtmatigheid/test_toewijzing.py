"""Was care placed with who declares it: a toewijzing, a zorgplan, modules; and had it begun."""

from datetime import date
from typing import Any

import pytest

from ledger.rechtmatigheid.facts import Assigned, Chosen, Placed, Planned
from ledger.rechtmatigheid.register import Register, Registers
from ledger.rechtmatigheid.rules.toewijzing import allocation_missing, declared_in_no_zorgplan, zorg_not_started
from ledger.vocabulary.periods import Period
from tests.ledger.care_lines import care, chosen, plan, revised
from tests.ledger.contract_lines import concluded
from tests.ledger.lines import Line
from tests.ledger.rechtmatigheid.declared_lines import asked, paid, says, told
from tests.ledger.rechtmatigheid.made import LATEST, a_case, a_line, rights
from tests.ledger.story import Story

MARCH_4 = Period(date(2026, 3, 4), date(2026, 3, 4))
NEW_YEAR = Period(date(2026, 1, 1))
KEY: Line = {"client": "c1", "besluitnummer": 1, "zorgeenheid": "753", "leveringsvorm": "mpt", "provider": "p1"}


def toewijzing(first: str = "2026-01-01", last: str = "2026-12-31", **more: Any) -> Line:
    """The zorgkantoor assigns an mpt at p1."""
    said = {"assigned_at": "2026-01-02T10:15:00", "soort": "1", "zorgkantoor": "5521", "from": first, "to": last}
    return {"do": "assign_zorg"} | KEY | said | more


def assigned(period: Period = NEW_YEAR, **more: Any) -> Assigned:
    """A toewijzing as rules see it."""
    facts: dict[str, Any] = {"period": period, "provider": "p1", "leveringsvorm": None, "started": (), "events": (20,)}
    return Assigned(**facts | more)


def planned(period: Period = NEW_YEAR, **more: Any) -> Planned:
    """A line of a zorgplan as rules see it: H126 at p1."""
    facts: dict[str, Any] = {"period": period, "plan": "z1", "provider": "p1", "prestatie": "H126", "activity": None}
    facts |= {"arrangement": None, "pgb": False, "minutes_per_week": 300, "count_per_week": 0, "eurocent": 1}
    return Planned(**facts | {"per": "week", "contract": None, "event": 30} | more)


def missing(**changes: Any) -> list[str]:
    """What is said of placing for the line of 4 March."""
    line = a_line()
    return [one.told for one in allocation_missing.judge(line, a_case(line, **changes))]


class TestAllocationMissing:
    NONE = ["Op 4 maart 2026 is er geen toewijzing, zorgplan of module bij deze zorgaanbieder."]

    @pytest.mark.parametrize(
        "placed",
        [
            {"assigned": (assigned(MARCH_4),)},
            {"planned": (planned(MARCH_4),)},
            {"placed": (Placed(MARCH_4, "p1", False, 3, 10, 40),)},
        ],
    )
    def test_says_nothing_where_one_of_the_three_is_there(self, placed: dict[str, Any]) -> None:
        """Each of them brings a client to a provider."""
        assert not missing(**placed)

    @pytest.mark.parametrize(
        "placed",
        [
            {},
            {"assigned": (assigned(provider="p2"),)},
            {"assigned": (assigned(provider=None),)},
            {"planned": (planned(pgb=True, provider=None),)},
            {"placed": (Placed(NEW_YEAR, None, True, 10, 10, 40),)},
            {"placed": (Placed(NEW_YEAR, "p1", False, 0, 10, 40),)},
            {"assigned": (assigned(Period(date(2026, 3, 5))),)},
            {"assigned": (assigned(Period(date(2026, 1, 1), date(2026, 3, 3))),)},
        ],
    )
    def test_finds_what_was_placed_elsewhere_or_on_other_days(self, placed: dict[str, Any]) -> None:
        """Another provider, the client's own pgb, the day before, the day after."""
        assert missing(**placed) == self.NONE

    @pytest.mark.parametrize(
        ("form", "of_toewijzing", "is_missing"),
        [
            ("mpt", "mpt", False),
            ("mpt_pgb", "mpt", False),
            ("dtv", "verblijf", False),
            ("vpt", "mpt", True),
            ("mpt", "vpt", True),
            ("verblijf", "vpt", True),
        ],
    )
    def test_is_about_the_leveringsvorm_too(self, form: str, of_toewijzing: str, is_missing: bool) -> None:
        """A toewijzing for a vpt allows no loose modules; beside a pgb the mpt is the same mpt."""
        forms = (Chosen(NEW_YEAR, form, 3),)
        one = assigned(leveringsvorm=of_toewijzing)
        assert bool(missing(assigned=(one,), rights=rights(forms=forms))) is is_missing

    def test_asks_for_no_leveringsvorm_before_one_was_chosen(self) -> None:
        """What is not known proves nothing."""
        forms = (Chosen(Period(date(2026, 3, 5)), "vpt", 3),)
        assert not missing(assigned=(assigned(leveringsvorm="mpt"),), rights=rights(forms=forms))

    def test_knows_a_provider_by_its_agb_code(self) -> None:
        """Messages name it so."""
        registers = Registers()
        registers.agb["12345678"] = "p1", 1
        assert not missing(assigned=(assigned(provider="12345678"),), register=Register(registers, LATEST))

    @pytest.mark.parametrize("model", ["F", "G", "H"])
    def test_is_not_about_a_budget_of_the_provider(self, model: str) -> None:
        """A subscription or a lump sum is for who is enrolled, or for nobody in particular."""
        line = a_line(model=model)
        assert not list(allocation_missing.judge(line, a_case(line)))

    def test_is_found_in_what_was_recorded(self, home: Story) -> None:
        """p1 has a toewijzing until the day before; the plan is with p1 from a week later."""
        home.tell(toewijzing(last="2026-03-03"), *paid(asked("2026-03-03"), asked("2026-03-04")))
        assert told(home, "allocation-missing") == self.NONE

    def test_becomes_lawful_by_a_toewijzing_that_came_late(self, home: Story) -> None:
        """What was paid too soon turns out to be right; both judgements are told."""
        home.tell(*paid(asked()), toewijzing())
        (one,) = says(home, "allocation-missing")
        assert one.change == "became-lawful"

    def test_tells_of_a_line_that_reaches_over_the_edge(self) -> None:
        """From the last day until the day after."""
        line = a_line(last=date(2026, 3, 5))
        (one,) = allocation_missing.judge(line, a_case(line, assigned=(assigned(MARCH_4),)))
        assert one.told.startswith("Niet elke dag van 4 maart 2026 tot en met 5 maart 2026 valt in de toewijzing")
        assert one.events == (90, 20)


class TestZorgNotStarted:
    """Only of a line that came in as a file, and only where there is a toewijzing."""

    @pytest.mark.parametrize(
        ("started", "count"),
        [((Period(date(2026, 3, 4)),), 0), ((Period(date(2026, 3, 5)),), 1), ((), 1)],
    )
    def test_finds_care_before_its_reported_start(self, started: tuple[Period, ...], count: int) -> None:
        """The first day of the AW35 is a day of care; the day before it is not."""
        line = a_line(by_file=True)
        case = a_case(line, assigned=(assigned(started=started),))
        assert len(list(zorg_not_started.judge(line, case))) == count

    def test_finds_care_after_its_reported_end(self) -> None:
        """AW39 says that care ended on 4 March."""
        line = a_line(by_file=True, last=date(2026, 3, 5))
        case = a_case(line, assigned=(assigned(started=(Period(date(2026, 1, 1), date(2026, 3, 4)),)),))
        (one,) = zorg_not_started.judge(line, case)
        assert one.told == (
            "Niet op elke dag van 4 maart 2026 tot en met 5 maart 2026 loopt zorg waarvan de aanvang is gemeld "
            "(AW35, AW39)."
        )

    @pytest.mark.parametrize("case", [{}, {"planned": (planned(),)}, {"assigned": (assigned(provider="p2"),)}])
    def test_says_nothing_without_a_toewijzing_at_this_provider(self, case: dict[str, Any]) -> None:
        """A zorgplan has no AW35; that nothing was placed here is another fault."""
        line = a_line(by_file=True)
        assert not list(zorg_not_started.judge(line, a_case(line, **case)))

    def test_is_not_about_what_was_declared_by_a_person(self) -> None:
        """Who types a line has no messages."""
        line = a_line()
        assert not list(zorg_not_started.judge(line, a_case(line, assigned=(assigned(),))))


class TestDeclaredInNoZorgplan:
    def test_is_found_in_what_was_recorded(self, home: Story) -> None:
        """The plan has H126 at p1; p1 is paid a dagdeel of H800 as well."""
        dagdeel = asked(prestatie="H800", quantity="1", unit="DAGDEEL", amount={"EUR": "66.15"})
        home.tell(plan(), *paid(asked(), dagdeel))
        assert told(home, "declared-in-no-zorgplan") == [
            "Prestatie H800 staat op 4 maart 2026 in geen zorgplan met deze zorgaanbieder."
        ]

    def test_says_nothing_once_the_plan_was_revised_from_that_day(self, home: Story) -> None:
        """The plan was put right with effect from the day of care: then it was a fault, now it is none."""
        both = (care(), {"line": "2", "provider": "p1", "prestatie": "H800", "count_per_week": 1})
        home.tell(plan(), *paid(asked(prestatie="H800", quantity="1", unit="DAGDEEL", amount={"EUR": "66.15"})))
        home.tell(revised(*both, first="2026-03-04"))
        (one,) = says(home, "declared-in-no-zorgplan")
        assert one.change == "became-lawful"

    @pytest.mark.parametrize(
        ("changes", "more"),
        [
            ({"planned": ()}, {}),
            ({"planned": (), "assigned": (assigned(),)}, {}),
            ({"planned": (planned(provider="p2"),)}, {}),
            ({"planned": (planned(prestatie=None, activity="douchen"),)}, {}),
            ({"planned": (planned(prestatie=None, arrangement="middel"),)}, {}),
            ({"placed": (Placed(NEW_YEAR, "p1", False, 3, 10, 40),)}, {}),
            ({"rights": rights(forms=(Chosen(NEW_YEAR, "verblijf", 3),))}, {}),
            ({"rights": rights(forms=())}, {}),
            ({}, {"prestatie": "Z071"}),
            ({}, {"model": "D"}),
            ({}, {"model": "H"}),
        ],
    )
    def test_says_nothing_where_no_plan_names_prestaties(self, changes: dict[str, Any], more: dict[str, Any]) -> None:
        """No plan, no placing here, activities, an arrangement, modules, a stay, a whole package: another rule's."""
        line = a_line(**{"prestatie": "H800"} | more)
        facts = {"planned": (planned(),)} | changes
        assert not list(declared_in_no_zorgplan.judge(line, a_case(line, **facts)))

    def test_is_material_and_never_stops_a_line(self) -> None:
        """Formal control looks at the declaration; whether it is the agreed care is another question."""
        assert (declared_in_no_zorgplan.family, declared_in_no_zorgplan.retourcode) == ("material", None)

    def test_counts_a_plan_at_the_client_with_somebody_else_beside_a_toewijzing_here(self) -> None:
        """p1 has a toewijzing, and the plan of the client names p2 only."""
        line = a_line()
        case = a_case(line, planned=(planned(provider="p2"),), assigned=(assigned(),))
        (one,) = declared_in_no_zorgplan.judge(line, case)
        assert one.events == (90, 30)

    @pytest.mark.parametrize(("last", "count"), [(date(2026, 3, 4), 0), (date(2026, 3, 3), 1)])
    def test_asks_for_a_plan_on_the_day_itself(self, last: date, count: int) -> None:
        """H800 was in the plan until 4 March, or until the day before; H126 still is."""
        line = a_line(prestatie="H800")
        known = (planned(), planned(Period(date(2026, 1, 1), last), prestatie="H800"))
        assert len(list(declared_in_no_zorgplan.judge(line, a_case(line, planned=known)))) == count

    def test_leaves_days_without_any_plan_to_the_rule_about_those(self) -> None:
        """The plan begins on 5 March; the line lasts from the 4th to the 5th."""
        line = a_line(last=date(2026, 3, 5))
        case = a_case(line, planned=(planned(Period(date(2026, 3, 5))),))
        assert not list(declared_in_no_zorgplan.judge(line, case))


class TestALineUnderTheWmo:
    def test_needs_no_placing_of_the_wlz(self, home: Story) -> None:
        """No toewijzing, no zorgplan of the Wlz, and nothing is found."""
        home.tell(chosen(), concluded("k9", provider="p2", act="Wmo", payer="gemeente", leveringsvormen=[]))
        home.tell(plan(), *paid(asked(), provider="p2"))
        assert not {*told(home, "allocation-missing"), *told(home, "declared-in-no-zorgplan")}
