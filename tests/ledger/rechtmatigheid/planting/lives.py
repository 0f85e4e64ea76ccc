"""Who lives in the planted region: drawn by a seed, so that every client, provider and day is found again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Literal

from ledger.demo.persons import bsns_for_tests

Sort = Literal["home", "stay", "capped", "brief", "leaving", "dying", "limited", "modules", "pgb"]
"""At home with hours; in an institution: of any sort, against a plafond, at a provider whose contract may end, with an
indicatie until 30 June, dying in June, with a profile of six months; at home with modules, or with a pgb beside."""

REGION = "Rotterdam"
FIRST = date(2026, 1, 1)
MOVED_IN = date(2026, 1, 12)
"""Who stays has a right to it from New Year's Day, and is there from this day on."""
LEFT = date(2026, 6, 30)
DIED = date(2026, 6, 20)
AT_HOME, STAYS = ("h1", "h2"), ("s1", "s2")
CAPPED, BRIEF, MODULAR = "s3", "s5", "m1"
WITHOUT_CONTRACT = "s4"
PROVIDERS = (*AT_HOME, *STAYS, CAPPED, BRIEF, MODULAR, WITHOUT_CONTRACT)

_HOW_MANY: tuple[tuple[Sort, int], ...] = (
    ("home", 11),
    ("stay", 24),
    ("capped", 3),
    ("brief", 2),
    ("leaving", 3),
    ("dying", 2),
    ("limited", 2),
    ("modules", 3),
    ("pgb", 4),
)


@dataclass(frozen=True, slots=True)
class Life:
    """A client: how somebody lives, with which provider, and what of it was drawn."""

    id: str
    sort: Sort
    provider: str
    besluit: int
    bsn: str
    born: date
    minutes: int
    """Minutes of care in a week, of who lives at home."""
    away: int
    """Days in hospital from 1 February on, of who stays; 91 is as long as may be declared."""

    @property
    def stays(self) -> bool:
        """Tell whether it is in an institution."""
        return self.sort not in ("home", "modules", "pgb")

    @property
    def leveringsvorm(self) -> str:
        """Return how the care is delivered."""
        return "verblijf" if self.stays else "mpt_pgb" if self.sort == "pgb" else "mpt"

    @property
    def zorgprofiel(self) -> str:
        """Return the profile; one of them holds six months, so until the end of June."""
        return "9bVV" if self.sort == "limited" else "4VV"

    @property
    def there_until(self) -> date | None:
        """Return the last day of care, when it is known."""
        return {"leaving": LEFT, "dying": DIED}.get(self.sort)


def lives(seed: int) -> list[Life]:
    """Draw the clients of a region."""
    chance = Random(f"region/{seed}")
    bsns = chance.sample(bsns_for_tests(), 80)
    return [_drawn(chance, number, sort, bsns[number]) for number, sort in enumerate(_sorts(chance), start=1)]


def _sorts(chance: Random) -> list[Sort]:
    sorts: list[Sort] = [sort for sort, count in _HOW_MANY for _ in range(count)]
    chance.shuffle(sorts)
    return sorts


def _drawn(chance: Random, number: int, sort: Sort, bsn: str) -> Life:
    own = {"home": AT_HOME, "pgb": AT_HOME, "modules": (MODULAR,), "capped": (CAPPED,), "brief": (BRIEF,)}
    return Life(
        id=f"c{number}",
        sort=sort,
        provider=chance.choice(own.get(sort, STAYS)),
        besluit=100 + number,
        bsn=bsn,
        born=date(chance.randint(1925, 1955), chance.randint(1, 12), chance.randint(1, 28)),
        minutes=chance.choice((85, 115, 170, 235)),
        away=chance.choice((0, 0, 7, 91)),
    )


def of_sort(everybody: list[Life], *sorts: Sort) -> Iterator[Life]:
    """Yield who lives so."""
    return (one for one in everybody if one.sort in sorts)
