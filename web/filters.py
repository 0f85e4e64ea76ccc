"""Which findings are asked for, as it stands in an address; the same fields on every page, in every link."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from ledger.aggregates.finding import Judgement, State
from ledger.rechtmatigheid.catalogue import BY_ID, RULES
from ledger.rechtmatigheid.rule import Family
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import LedgerError, Malformed, Problem, Refused
from ledger.vocabulary.periods import Period, period_of
from projections.findings.queries import Wanted
from web.scope import provider_within, region_within

FAMILIES: dict[Family, str] = {"formal": "formele controle", "material": "materiële controle", "signal": "signaal"}
STATES: dict[State, str] = {
    "open": "open",
    "explained": "toegelicht",
    "accepted": "toelichting aangenomen",
    "recovered": "bedrag teruggenomen",
    "dismissed": "geen fout",
}
SEEN: dict[Judgement, str] = {
    "arrival": "bij binnenkomst van de declaratie",
    "both": "toen en nu",
    "then": "toen wel, nu niet meer",
    "now": "toen niet, nu wel",
    "later": "toen niet getoetst, nu wel gevonden",
}
"""When a finding was seen, in words; the page of a finding says both judgements apart."""
_LONGEST = 200
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Filters(NamedTuple):
    """The filters as they were typed; each leaves findings out, and '' does not. Its names stand in addresses."""

    region: str = ""
    provider: str = ""
    rule: str = ""
    family: str = ""
    state: str = ""
    period: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filters":
        """Read the filters out of an address; what is too long to be anything is cut off."""
        return cls(*(query.get(name, "").strip()[:_LONGEST] for name in cls._fields))

    def parameters(self) -> dict[str, str]:
        """Return what of an address they are.

        >>> Filters(region="Rotterdam", state="open").parameters()
        {'region': 'Rotterdam', 'state': 'open'}
        """
        return {name: text for name, text in self._asdict().items() if text}

    @property
    def days(self) -> Period | None:
        """Return the days of the care. Raises `Malformed` or `Refused` for what is no period."""
        return period_of(self.period) if self.period else None

    def check(self) -> None:
        """Raise `Malformed` with everything that cannot be a filter, `Refused` for a day that does not exist."""
        problems = []
        if self.rule and self.rule not in BY_ID:
            problems.append(Problem("rule-unknown", f"Regel {self.rule} is niet bekend. Kies een regel.", "rule"))
        if self.family and self.family not in FAMILIES:
            problems.append(Problem("family-unknown", f"Kies uit: {', '.join(FAMILIES)}.", "family"))
        if self.state and self.state not in STATES:
            problems.append(Problem("state-unknown", f"Kies uit: {', '.join(STATES)}.", "state"))
        for name, text in (("region", self.region), ("provider", self.provider)):
            if _CONTROL.search(text):
                problems.append(Problem("value-invalid", "Schrijf hier gewone tekens.", name))
        refused: Refused | None = None
        try:
            _ = self.days
        except Malformed as error:
            problems += error.problems
        except Refused as error:
            refused = error
        if problems:
            raise Malformed(problems)
        if refused is not None:
            raise refused

    def wanted(self, mandate: Mandate, clients: frozenset[str] | None = None) -> Wanted:
        """Return what to ask for within a mandate. Raises `NotFound` for a region or provider outside it."""
        self.check()
        return Wanted(
            region=region_within(mandate, self.region or None),
            provider=provider_within(mandate, self.provider or None),
            rules=self._rules(),
            state=self.state or None,
            period=self.days,
            clients=clients,
        )

    def _rules(self) -> frozenset[str] | None:
        if not self.rule and not self.family:
            return None
        return frozenset(one.id for one in RULES if self.rule in ("", one.id) and self.family in ("", str(one.family)))


def problems_of(error: LedgerError) -> list[tuple[str, str]]:
    """Return at which filter something is wrong, and what."""
    if isinstance(error, Malformed):
        return [(one.field or "", one.message) for one in error.problems]
    return [(error.field or "", error.message)]
