"""Growing a region and auditing it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from ledger.auditing.audit import Audit
from ledger.auditing.bulk import Asked, audit_all
from ledger.auditing.judging import EVERYTHING
from ledger.rechtmatigheid.catalogue import BY_ID, RULES
from ledger.rechtmatigheid.rule import Rule
from ledger.vocabulary.clock import SetClock, today
from tests.databases import Databases
from tests.houses import copied_house
from tests.ledger.rechtmatigheid.planting.region import Region
from tests.ledger.rechtmatigheid.planting.sowing import Planted
from web.composition import House


@contextmanager
def grown(databases: Databases, clock: SetClock, seed: int = 1) -> Iterator[Region]:
    """Open a region at the end of its half year, with nothing wrong; it is played once per seed."""

    def fill(house: House) -> None:
        assert isinstance(house.clock, SetClock)
        Region(house, house.clock, seed).fill()

    with copied_house(databases, clock, f"region-{seed}", fill) as house:
        yield Region(house, clock, seed)


def audited(region: Region, upto: int | None = None, rules: Sequence[Rule] = RULES) -> Audit:
    """Audit everything, as known up to a position, else as known now; no rule may break on the way."""
    house = region.house
    head = house.ledger.head()
    assert head is not None
    asked = Asked(EVERYTHING, upto or head.position, today(house.ledger.clock))
    audit = audit_all(house.ledger, house.settings.database_url, asked, lambda: rules)
    assert audit.broken == ()
    return audit


def formal(audit: Audit) -> list[Planted]:
    """Return what the formal rules found: the rule and the key of the thing."""
    return [Planted(one.rule, one.item.key) for one in audit.findings if BY_ID[one.rule].family == "formal"]
