"""The virtual budget of one client: planned, given, corrected, asked about, raised; never more out than in."""

from datetime import date

from ledger.aggregates.base import Event
from ledger.aggregates.budget import VirtualBudget
from ledger.aggregates.client import Client
from ledger.aggregates.provider import EuroValue
from ledger.vocabulary.actor import SYSTEM, Actor
from ledger.vocabulary.amounts import Amount, Unit, value_in_cents
from tests.bench.lives import FORM, MINUTE, Life
from tests.bench.shape import DAY, FIRST, YEAR, Shape, day, rate_of
from tests.bench.stored import Sealing, Telling

LAST = date(YEAR, 12, 31)
JULY = date(YEAR, 7, 1)
_UNITS = (*(Unit.PUNT,) * 12, *(Unit.EUR,) * 5, *(Unit.UUR,) * 3)
_WORDS = ("wandelen met begeleiding", "samen koken", "het was korter dan gepland", "Was dit niet korter?")


class Purse:
    """Collects the events of one budget, to be told in the order of their moments."""

    def __init__(self, life: Life, sealing: Sealing) -> None:
        chance = life.chance
        self.life, self.unit = life, chance.choice(_UNITS)
        self.budget = f"b{life.number:06}"
        self._told: list[tuple[int, Event, Actor]] = []
        self._walk, self._cook, self._why, self._asked = sealing.sealed(Client.stream_of(life.client), *_WORDS)
        self._family = Actor(f"familie-{life.number}", "familie", life.client)
        self._planned = 0
        self._needed = 0

    def tell(self, telling: Telling, spends: int) -> None:
        """Write down the budget with its year of lines."""
        for place in range(1, spends + 1):
            self._line(place, place * 362 // (spends + 1))
        stream = VirtualBudget.stream_of(self.budget)
        told = self.life.came * DAY + DAY - MINUTE
        telling.tell(told, stream, self._opened(), SYSTEM.actor, FORM)
        for at, event, actor in sorted(self._told, key=lambda one: one[0]):
            telling.tell(at, stream, event, actor, FORM)

    def _opened(self) -> VirtualBudget.Opened:
        return VirtualBudget.Opened(
            budget=self.budget,
            client=self.life.client,
            provider=self.life.provider,
            unit=self.unit,
            quantity=self._needed * self.life.chance.randrange(105, 140) // 100 + 100,
            first=FIRST,
            last=LAST,
            remainder="lapses",
        )

    def _line(self, place: int, number: int) -> None:
        """Write down a spend with all that came before it and after it."""
        chance = self.life.chance
        quantity = 5 * (4 + int(chance.random() * 76)) * (25 if self.unit is Unit.EUR else 1)
        at = self.life.moment_on(number + chance.choice((0, 0, 0, 1, 2)))
        taken_from = self._reserve(at, number, quantity) if chance.random() < 0.15 else None
        spent = self._spent(f"e{place}", day(number), quantity, taken_from)
        self._happened(at, spent)
        self._needed += quantity
        if chance.random() < 0.05:
            self._correct(at, spent)
        if chance.random() < 0.04:
            self._question(at, spent.entry)
        if chance.random() < 0.06:
            self._release(at, number, quantity)
        if chance.random() < 0.02:
            raised = VirtualBudget.Raised(
                budget=self.budget,
                client=self.life.client,
                provider=self.life.provider,
                on=day(number),
                unit=self.unit,
                quantity=quantity,
                reason=self._why,
            )
            self._happened(at + MINUTE, raised)

    def _spent(self, entry: str, on: date, quantity: int, taken_from: str | None) -> VirtualBudget.Spent:
        return VirtualBudget.Spent(
            budget=self.budget,
            client=self.life.client,
            provider=self.life.provider,
            entry=entry,
            on=on,
            unit=self.unit,
            quantity=quantity,
            what=self._walk,
            given_by=self.life.staff().id,
            from_reservation=taken_from,
            worth=self._worth(on, quantity),
        )

    def _worth(self, on: date, quantity: int) -> EuroValue | None:
        if self.unit is Unit.EUR:
            return None
        later = on >= JULY
        rate = rate_of(self.life.provider, self.unit.name, later)
        return EuroValue(value_in_cents(Amount(self.unit, quantity), rate), rate, JULY if later else FIRST)

    def _reserve(self, until: int, number: int, quantity: int) -> str:
        self._planned += 1
        entry = f"r{self._planned}"
        reserved = VirtualBudget.Reserved(
            budget=self.budget,
            client=self.life.client,
            provider=self.life.provider,
            entry=entry,
            on=day(number),
            unit=self.unit,
            quantity=quantity,
            what=self._cook,
            given_by=self.life.staff().id,
        )
        self._happened(max(until - 6 * DAY, (self.life.came + 1) * DAY), reserved)
        self._needed += quantity
        return entry

    def _release(self, until: int, number: int, quantity: int) -> None:
        entry = self._reserve(until, number, quantity)
        released = VirtualBudget.Released(
            budget=self.budget,
            client=self.life.client,
            provider=self.life.provider,
            entry=entry,
            on=day(number),
            unit=self.unit,
            quantity=quantity,
            reason=self._why,
        )
        self._happened(until + 2 * MINUTE, released)

    def _correct(self, spent_at: int, spent: VirtualBudget.Spent) -> None:
        quantity = 0 if self.life.chance.random() < 0.2 else spent.quantity // 2
        corrected = VirtualBudget.SpendCorrected(
            budget=self.budget,
            client=self.life.client,
            provider=self.life.provider,
            entry=spent.entry,
            on=spent.on,
            unit=self.unit,
            quantity=quantity,
            quantity_before=spent.quantity,
            reason=self._why,
            corrected_by=spent.given_by,
            worth=self._worth(spent.on, quantity),
        )
        self._happened(spent_at + self.life.chance.randrange(1, 10) * DAY, corrected)

    def _question(self, spent_at: int, entry: str) -> None:
        about = {"budget": self.budget, "client": self.life.client, "provider": self.life.provider, "entry": entry}
        asked_at = spent_at + self.life.chance.randrange(1, 5) * DAY + MINUTE
        asked = VirtualBudget.EntryQuestioned(**about, asked_by=self._family.id, text=self._asked)
        self._told.append((asked_at, asked, self._family))
        if self.life.chance.random() < 0.85:
            staff = self.life.staff()
            answered = VirtualBudget.QuestionAnswered(**about, answered_by=staff.id, text=self._why)
            self._told.append((asked_at + self.life.chance.randrange(1, 5) * DAY, answered, staff))

    def _happened(self, at: int, event: Event) -> None:
        by = getattr(event, "given_by", None) or getattr(event, "corrected_by", None)
        self._told.append((at, event, Actor(by, "medewerker") if by else SYSTEM.actor))


def tell_budget(telling: Telling, shape: Shape, life: Life, sealing: Sealing) -> None:
    """Write down the budget of a client, where the shape has any."""
    if shape.spends:
        Purse(life, sealing).tell(telling, shape.spends)
