"""The eighteen criteria of comparison, in their groups: what is measured, and what is a judgement. No weights."""

import csv
from functools import cache
from importlib.resources import files

import msgspec

from ledger.funding.composition import CRITERIA, FAILURES
from ledger.simulation.scenarios import SINGLE, Scenario

LEGAL = "wettelijk"


class Criterion(msgspec.Struct, frozen=True):
    """A criterion by its number; `measured` names the figure that goes with it, `judgements` one per model.

    `article` is the ground of a legal one, where domain.md names it.
    """

    number: int
    group: str
    name: str
    measured: str | None
    judgements: dict[str, str]
    article: str | None = None

    def judgement(self, scenario: Scenario) -> str:
        """Return what is to be said of a scenario: of a composition, of each of its models."""
        if len(scenario.letters) == 1:
            return self.judgements[scenario.code]
        return " ".join(f"{letter}: {self.judgements[letter]}" for letter in scenario.letters)


@cache
def criteria() -> tuple[Criterion, ...]:
    """Return the eighteen, in order. Why a model fails the law for the mpt is told as where a contract is concluded."""
    with (files("ledger.simulation") / "criteria.csv").open(encoding="utf-8") as table:
        return tuple(_criterion(row) for row in csv.DictReader(table))


def _criterion(row: dict[str, str]) -> Criterion:
    number, is_legal = int(row["number"]), row["group"] == LEGAL
    failing = {
        letter: f"Nee. {one.sentence}"
        for letter, failures in FAILURES.items()
        for one in failures
        if is_legal and one.number == number
    }
    return Criterion(
        number,
        row["group"],
        row["name"],
        row["measured"] or None,
        {letter: row[letter] or failing[letter] for letter in SINGLE},
        CRITERIA[number].article if is_legal else None,
    )
