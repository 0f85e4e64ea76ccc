"""What every invented life shares: the year, the agenda, the providers, the group pots, the amounts."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from ledger.demo.agenda import Agenda, JournalLine, Moment, at_time
from ledger.demo.lives import Life
from ledger.demo.providers import Provider
from ledger.demo.purse import Purse
from ledger.tariffs.table import TariffTable
from ledger.vocabulary.actor import Role


def euro(cents: int) -> dict[str, str]:
    """Write cents as the journal does; a minus for what goes off.

    >>> euro(-25000000)
    {'EUR': '-250000.00'}
    """
    sign = "-" if cents < 0 else ""
    return {"EUR": f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"}


def say(at: datetime, actor: str, role: Role, *commands: JournalLine) -> Moment:
    """Put commands of one person at one instant together."""
    return Moment(at, actor, role, list(commands))


def office_hour(chance: Random, day: date) -> datetime:
    """Return a moment between half past eight and five; what falls in a weekend is done on the Friday before."""
    day -= timedelta(days=max(day.weekday() - 4, 0))
    return at_time(day, chance.uniform(8.5, 17))


@dataclass(slots=True, eq=False)
class Stage:
    """One year in the invented region, up to and including `today`."""

    year: int
    today: date
    seed: int
    agenda: Agenda
    providers: list[Provider]
    amounts: TariffTable
    lives: list[Life] = field(default_factory=list)
    pots: dict[str, Purse] = field(default_factory=dict)
    clients_of: defaultdict[str, list[Life]] = field(default_factory=lambda: defaultdict(list))
    chances: dict[str, Random] = field(default_factory=dict)
    numbers: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def first(self) -> date:
        """Return 1 January."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """Return 31 December."""
        return date(self.year, 12, 31)

    def chance(self, of: str) -> Random:
        """Return the lots drawn for one name; always the same for the same seed."""
        if of not in self.chances:
            self.chances[of] = Random(f"{self.seed}/{of}")
        return self.chances[of]

    def number(self, of: str) -> int:
        """Return the next number in a series."""
        self.numbers[of] += 1
        return self.numbers[of]
