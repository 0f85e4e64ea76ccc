"""The catalogue of rules: every rule has a law, half a page with an example, and stories that show it."""

import re
from pathlib import Path

import pytest

from ledger.rechtmatigheid.catalogue import BY_ID, RULES
from ledger.rechtmatigheid.rule import Rule

ROOT = Path(__file__).parents[3]
PAGES = ROOT / "docs" / "rechtmatigheid"
STORIES = Path(__file__).parent
ASKED = [
    "no-indicatie",
    "allocation-missing",
    "care-after-death",
    "care-before-birth",
    "care-before-registration",
    "bsn-invalid",
    "bsn-dummy",
    "prestatie-not-for-leveringsvorm",
    "meals-or-cleaning-in-mpt",
    "mpt-beside-package",
    "two-packages-on-one-day",
    "more-days-than-the-month",
    "declared-twice",
    "declared-before-delivered",
    "declared-late",
    "rate-above-maximum",
    "rate-differs-from-contract",
    "no-contract",
    "above-indicatiewaarde",
    "modules-not-whole",
    "declared-in-no-zorgplan",
    "delivered-never-declared",
    "plan-expired",
    "plan-not-evaluated",
    "contract-and-pgb",
    "plafond-passed",
    "profile-past-maximum",
    "absence-paid-too-long",
    "amount-not-positive",
    "credit-without-debit",
    "spend-over-budget",
    "entry-long-after",
    "approved-own-entry",
    "more-than-24-hours",
    "two-places-at-once",
    "round-numbers",
    "end-of-period-clustering",
    "zorg-not-started",
]


def section_of(rule: Rule) -> str:
    """Return what the documentation says of a rule."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in sorted(PAGES.glob("*.md")))
    found = re.search(rf"^### `{rule.id}`.*?(?=^### |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None, f"no section on {rule.id} in docs/rechtmatigheid"
    return found[0]


class TestTheCatalogue:
    @pytest.mark.parametrize("rule", ASKED)
    def test_holds_what_has_to_be_checkable(self, rule: str) -> None:
        """Everything that domain.md §6 and the issue name."""
        assert rule in BY_ID

    def test_names_each_rule_once(self) -> None:
        """A finding is known by its rule."""
        assert len(BY_ID) == len(RULES)

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_names_the_law(self, rule: Rule) -> None:
        """Law, article and edition; a label that starts with a capital and is no sentence."""
        assert rule.basis
        assert all(one.law and one.article and one.edition for one in rule.basis)
        assert rule.label[0].isupper()
        assert not rule.label.endswith(".")

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_says_what_it_tests_in_the_documentation(self, rule: Rule) -> None:
        """Half a page with its label and an example."""
        section = section_of(rule)
        assert rule.label in section
        assert re.search(r"[Ee]xample|[Vv]oorbeeld", section)
        assert len(section.split()) >= 50

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_is_shown_in_a_story(self, rule: Rule) -> None:
        """Somewhere in these tests it is asked for, by its id or its function."""
        told = "".join(
            path.read_text(encoding="utf-8") for path in STORIES.glob("test_*.py") if path.name != Path(__file__).name
        )
        assert re.search(rf"\b({rule.id}|{rule.id.replace('-', '_')})\b", told)

    def test_stops_lines_only(self) -> None:
        """A retourcode answers a line; what is no line cannot be stopped."""
        assert all(one.looks_at == "line" for one in RULES if one.retourcode is not None)
