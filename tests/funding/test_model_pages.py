"""Every model has its page in docs/models, and the pages say what the code says."""

from pathlib import Path

import pytest

from ledger.funding.catalogue import MODELS
from ledger.funding.composition import CRITERIA, FAILURES

PAGES = Path(__file__).parents[2] / "docs" / "models"
EVERY_PAGE = ("**Agreed.**", "**Declared.**", "**Pays.**", "**Risk.**", "**Legal criteria", "**Worked figure")


def page(code: str) -> str:
    """The text of the page of a model."""
    return (PAGES / f"{code.lower()}-{MODELS[code].NAME}.md").read_text(encoding="utf-8")


class TestPages:
    @pytest.mark.parametrize("code", MODELS)
    def test_tell_the_same_six_things(self, code: str) -> None:
        """In half a page, and the index leads there."""
        assert [heading for heading in EVERY_PAGE if heading not in page(code)] == []
        assert len(page(code).splitlines()) <= 40
        assert f"({code.lower()}-{MODELS[code].NAME}.md)" in (PAGES / "README.md").read_text(encoding="utf-8")

    @pytest.mark.parametrize("code", FAILURES)
    def test_name_the_criteria_that_fail(self, code: str) -> None:
        """With their numbers."""
        fails, _, meets = page(code).partition("Fails")[2].partition("Meets")
        failing = {one.number for one in FAILURES[code]}
        assert {number for number in CRITERIA if f"{number} (" in fails} == failing
        assert all(str(number) in meets for number in set(CRITERIA) - failing)

    def test_name_the_articles(self) -> None:
        """Of the six legal criteria."""
        index = (PAGES / "README.md").read_text(encoding="utf-8")
        for one in CRITERIA.values():
            law = (one.article or "").removeprefix("artikel ")
            assert " ".join([*law.split()[-1:], *law.split()[:-1]]) in index
