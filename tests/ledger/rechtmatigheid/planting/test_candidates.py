"""A candidate over all history: what it finds is what a rule of the catalogue that says the same finds."""

import pytest

from ledger.auditing.candidate import read_candidate
from ledger.rechtmatigheid.rule import Rule
from ledger.vocabulary.clock import SetClock
from tests.databases import SqliteDatabases
from tests.ledger.rechtmatigheid.planting.auditing import audited, grown
from tests.ledger.rechtmatigheid.planting.backdating import EVENTS
from tests.ledger.rechtmatigheid.planting.faults import plant
from tests.ledger.rechtmatigheid.planting.sowing import Sower

SAME_AS = {
    "care-after-death": "client.died_on is not None and line.last > client.died_on",
    "zorgprofiel-differs": """
        entitled_on(line.first) is not None and line.zorgprofiel is not None
        and line.zorgprofiel != entitled_on(line.first).zorgprofiel
    """,
    "declared-before-delivered": "line.received < line.last and all(one.basis != 'plan' for one in contracts_of(line))",
    "amount-not-positive": "line.eurocent <= 0 and not (line.settles and line.eurocent != 0)",
    "no-contract": """
        not any(
            covers(one.period, line.first) and covers(one.period, line.last) and one.region == line.region
            for one in contracts(line.provider)
        )
    """,
}


def candidate(when: str) -> Rule:
    """Write a rule about lines as a file, and read it."""
    return read_candidate(
        f"""
id = "candidate"
label = "Kandidaat"
family = "formal"
severity = "high"
looks_at = "line"
when = '''{when}'''
told = "Op {{line.first}} is {{euro(line.left)}} gedeclareerd."
basis = {{ law = "Wlz", article = "artikel 3.2.1" }}
""".encode()
    )


class TestACandidateOverTheRegion:
    @pytest.mark.parametrize("rule", SAME_AS)
    def test_finds_what_the_rule_that_says_the_same_finds(
        self, sqlite_databases: SqliteDatabases, clock: SetClock, rule: str
    ) -> None:
        """Then and now, in a region with every fault in it; and what came late turns both alike."""
        with grown(sqlite_databases, clock) as region:
            plant(Sower(region, 1))
            for late in EVENTS[1:3]:
                late(Sower(region, 2))
            by_rule = [one for one in audited(region).findings if one.rule == rule]
            by_candidate = audited(region, rules=[candidate(SAME_AS[rule])]).findings
            assert by_rule
            assert [(one.item, one.change, one.found.eurocent) for one in by_candidate] == [
                (one.item, one.change, one.found.eurocent if rule != "amount-not-positive" else 0) for one in by_rule
            ]
