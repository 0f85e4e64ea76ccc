"""The invented region as an auditor finds it: mostly in order, with a few faults of every kind."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from ledger.demo.agenda import Moment
from ledger.demo.control import SECOND_PERSON, decided
from ledger.rechtmatigheid.finding import Finding, Found, Item
from tests.demo.test_region import lines

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


class TestTheRights:
    def test_who_has_a_package_was_assigned_to_the_provider(self, region: list[Moment]) -> None:
        """By the payer (AW33); the provider reports when it began (AW35)."""
        declared = {one["client"] for line in lines(region, "submit_declaration") for one in line["lines"]}
        assigned = {line["client"]: line["provider"] for line in lines(region, "assign_zorg")}
        assert declared <= set(assigned)
        started = {line["client"]: line["provider"] for line in lines(region, "start_zorg")}
        assert started.items() <= assigned.items()
        assert declared <= set(started)

    def test_who_declares_has_a_contract(self, region: list[Moment]) -> None:
        """With the leveringsvorm of what it declares."""
        contracted = {line["provider"] for line in lines(region, "conclude_contract") if "mpt" not in _forms(line)}
        assert {line["provider"] for line in lines(region, "submit_declaration")} <= contracted

    def test_every_provider_of_packages_has_a_plafond(self, region: list[Moment]) -> None:
        """In days, of which one has too few."""
        agreed = {line["provider"] for line in lines(region, "agree_plafond")}
        assert agreed == {line["provider"] for line in lines(region, "submit_declaration")}

    def test_a_pgb_is_paid_by_the_month(self, region: list[Moment]) -> None:
        """To whoever gives the care; now and then that is somebody with a contract."""
        paid = lines(region, "record_pgb_payment")
        assert paid
        assert all(line["from"][:7] == line["to"][:7] for line in paid)
        assert sum("provider" in line for line in paid) < 0.2 * len(paid)


class TestTheFaults:
    def test_each_happens(self, region: list[Moment]) -> None:
        """By the same seed to the same clients."""
        submitted = [line["declaration"] for line in lines(region, "submit_declaration")]
        apart = Counter(name.rpartition("-")[2] for name in submitted if "-c0" in name)
        assert apart, "declared twice, or late"
        assert lines(region, "end_indicatie")
        died = {line["client"]: date.fromisoformat(line["on"]) for line in lines(region, "report_death")}
        known = {
            line["client"]: moment.at.date() - died[line["client"]]
            for moment in region
            for line in lines([moment], "report_death")
        }
        assert any(late.days >= 30 for late in known.values())
        away = lines(region, "record_absence")
        assert any(_days(line) > 14 for line in away)


class TestWhatBecomesOfFindings:
    def test_each_end_is_there(self) -> None:
        """Explained, accepted, dismissed by a second person, taken back; most of it is open."""
        found = [_finding("declared-late", number) for number in range(30)]
        twice = [_finding("declared-twice", number) for number in range(30, 34)]
        moments = list(decided([*found, *twice], NOW))
        kinds = Counter(line["do"] for line in lines(moments))
        assert set(kinds) == {"explain_finding", "accept_finding", "dismiss_finding", "recover_finding"}
        assert kinds["explain_finding"] > kinds["accept_finding"] > 0
        assert len({line["finding"] for line in lines(moments)}) < 20
        assert {moment.actor for moment in moments if moment.role == "auditor"} == {SECOND_PERSON}

    def test_what_is_not_judged_yet_is_not_taken_back(self) -> None:
        """A line that nobody approved cannot be credited."""
        recent = _finding("declared-twice", 1, on=date(2026, 9, 30))
        assert "recover_finding" not in {line["do"] for line in lines(list(decided([recent], NOW)))}


def _forms(line: dict[str, list[str]]) -> list[str]:
    return line["leveringsvormen"]


def _days(line: dict[str, str]) -> int:
    return (date.fromisoformat(line["to"]) - date.fromisoformat(line["from"])).days + 1


def _finding(rule: str, number: int, on: date = date(2026, 3, 1)) -> Finding:
    item = Item(about="line", key=f"d1/{number}", first=on, last=on, provider="p1", region="Rotterdam")
    return Finding(rule, item, None, Found(100, (1,), "Dit klopt niet."))
