"""The lines of a virtual budget: care planned, given, corrected, questioned; never more out than in.

The guard holds for every day: what was granted up to that day, with the overdraft that was allowed, covers
what was reserved and spent up to that day.
"""

from datetime import date
from typing import Literal

import msgspec

from ledger.aggregates.base import Aggregate
from ledger.aggregates.headroom import Headroom
from ledger.aggregates.provider import EuroValue
from ledger.aggregates.whose import OnBudget, Whose
from ledger.vocabulary import dutch
from ledger.vocabulary.amounts import Amount, Unit, check_same_unit
from ledger.vocabulary.errors import NotFound, Refused


class Entry(msgspec.Struct):
    """A line as it is known now; a reservation that was used or released is `ended`."""

    on: date
    quantity: int
    kind: Literal["reserved", "spent", "ended"]
    rate: EuroValue | None = None
    question_open: bool = False


class Entries(Aggregate):
    """What is granted and used, by day, and the lines themselves by their number."""

    class Reserved(OnBudget, frozen=True, kw_only=True):
        """Care was planned; `what` is sealed."""

        TOPIC = "budget.reserved"
        entry: str
        on: date
        unit: Unit
        quantity: int
        what: str
        given_by: str

        def apply(self, aggregate: "Entries") -> None:
            """Hold the amount for this."""
            aggregate.write(self.entry, Entry(self.on, self.quantity, "reserved"))

    class Released(OnBudget, frozen=True, kw_only=True):
        """The planned care does not happen: its amount is free again. `reason` is sealed."""

        TOPIC = "budget.released"
        entry: str
        on: date
        unit: Unit
        quantity: int
        reason: str | None = None

        def apply(self, aggregate: "Entries") -> None:
            """Free the amount."""
            aggregate.end_reservation(self.entry)

    class Spent(OnBudget, frozen=True, kw_only=True):
        """Care was given; the euro value is kept with its rate as decided. `what` is sealed.

        `group_size` counts the clients of a group entry, this one included. `levering` names the delivery that was
        the same act.
        """

        TOPIC = "budget.spent"
        entry: str
        on: date
        unit: Unit
        quantity: int
        what: str
        given_by: str
        from_reservation: str | None = None
        group_size: int | None = None
        worth: EuroValue | None = None
        levering: str | None = None

        def apply(self, aggregate: "Entries") -> None:
            """Use the amount; the reservation it came from ends."""
            if self.from_reservation is not None:
                aggregate.end_reservation(self.from_reservation)
            aggregate.write(self.entry, Entry(self.on, self.quantity, "spent", self.worth))

    class SpendCorrected(OnBudget, frozen=True, kw_only=True):
        """A spend was of another amount; zero withdraws it. Counts on the day of the spend. `reason` is sealed."""

        TOPIC = "budget.spend-corrected"
        entry: str
        on: date
        unit: Unit
        quantity: int
        quantity_before: int
        reason: str
        corrected_by: str
        worth: EuroValue | None = None

        def apply(self, aggregate: "Entries") -> None:
            """Use the new amount instead of the old."""
            entry = aggregate.entries[self.entry]
            aggregate.headroom.use(entry.on, self.quantity - entry.quantity)
            entry.quantity = self.quantity

    class EntryQuestioned(OnBudget, frozen=True, kw_only=True):
        """Somebody asks whether a line is right; `text` is sealed."""

        TOPIC = "budget.entry-questioned"
        entry: str
        asked_by: str
        text: str

        def apply(self, aggregate: "Entries") -> None:
            """The question is open."""
            aggregate.entries[self.entry].question_open = True

    class QuestionAnswered(OnBudget, frozen=True, kw_only=True):
        """The question got its answer; `text` is sealed."""

        TOPIC = "budget.question-answered"
        entry: str
        answered_by: str
        text: str

        def apply(self, aggregate: "Entries") -> None:
            """The question is closed."""
            aggregate.entries[self.entry].question_open = False

    client: str | None
    provider: str
    unit: Unit
    first: date
    last: date
    overdraft: int

    def start(self) -> None:
        """Nothing is granted, nothing is used."""
        self.headroom = Headroom()
        self.entries: dict[str, Entry] = {}
        self.closed_on: date | None = None

    @property
    def whose(self) -> Whose:
        """Return what every event about this budget names."""
        return {"budget": self.id, "client": self.client, "provider": self.provider}

    def write(self, number: str, entry: Entry) -> None:
        """Count a new line."""
        self.entries[number] = entry
        self.headroom.use(entry.on, entry.quantity)

    def end_reservation(self, number: str) -> None:
        """Stop counting planned care."""
        entry = self.entries[number]
        self.headroom.use(entry.on, -entry.quantity)
        entry.kind = "ended"

    def check_fits(self, on: date, extra: int, freed: Entry | None = None, *, overdraft: bool = True) -> None:
        """Refuse an extra use (or a cut, which is the same) that some day from `on` cannot bear."""
        thought_away = () if freed is None else ((freed.on, freed.quantity),)
        free, until = self.headroom.least(on, self.last, thought_away)
        free += self.overdraft if overdraft else 0
        if extra > free:
            raise Refused(
                "over-budget",
                f"Dit past niet: van dit budget is nog {dutch.amount(Amount(self.unit, max(free, 0)))} vrij "
                f"tot en met {dutch.day(until)}. Verlaag het aantal of vraag een ophoging aan.",
                "amount",
            )

    def check_day_open(self, on: date) -> None:
        """Refuse a day outside the budget's period, and anything new on a closed budget."""
        self.check_not_closed()
        if not self.first <= on <= self.last:
            raise Refused(
                "outside-period",
                f"Dit budget loopt van {dutch.day(self.first)} tot en met {dutch.day(self.last)}. "
                f"{dutch.day(on)} valt daarbuiten.",
                "on",
            )

    def check_not_closed(self) -> None:
        """Refuse more use of a closed budget."""
        if self.closed_on is not None:
            raise Refused(
                "budget-closed",
                f"Dit budget is gesloten op {dutch.day(self.closed_on)}. Kies een ander budget.",
                "budget",
            )

    def check_amount(self, amount: Amount) -> None:
        """Refuse another unit, zero and less."""
        check_same_unit(amount, self.unit)
        if amount.quantity <= 0:
            raise Refused("amount-not-positive", "Vul een aantal in dat groter is dan nul.", "amount")

    def entry(self, number: str, kind: Literal["reserved", "spent"], field: str = "entry") -> Entry:
        """Return a line of the kind asked for; another kind is refused, an unknown number is an error."""
        entry = self.entries.get(number)
        if entry is None:
            raise NotFound("entry-unknown", f"Regel {number} staat niet in budget {self.id}.", field)
        if entry.kind != kind:
            sentence = {
                "reserved": f"Regel {number} is geen reservering die nog open staat.",
                "spent": f"Regel {number} is geen uitgave. Een reservering kunt u vrijgeven.",
            }[kind]
            raise Refused(f"entry-not-{kind}", sentence, field)
        return entry

    def check_new(self, number: str) -> None:
        """Refuse a number that is in use."""
        if number in self.entries:
            raise Refused(
                "entry-exists",
                f"Regel {number} staat al in budget {self.id}. Gebruik een ander nummer, of verbeter die regel.",
                "entry",
            )

    def reserve(self, reserved: Reserved) -> None:
        """Plan care."""
        amount = Amount(reserved.unit, reserved.quantity)
        self._check_new_line(reserved.entry, reserved.on, amount)
        self.check_fits(reserved.on, amount.quantity)
        self.happened(reserved)

    def spend(self, spent: Spent) -> None:
        """Write down care that was given, from a reservation or not."""
        amount = Amount(spent.unit, spent.quantity)
        self._check_new_line(spent.entry, spent.on, amount)
        source = spent.from_reservation
        freed = None if source is None else self.entry(source, "reserved", "from_reservation")
        self.check_fits(spent.on, amount.quantity, freed)
        self.happened(spent)

    def release(self, number: str, reason: str | None) -> None:
        """Free planned care."""
        entry = self.entry(number, "reserved")
        self.happened(
            self.Released(
                **self.whose,
                entry=number,
                on=entry.on,
                unit=self.unit,
                quantity=entry.quantity,
                reason=reason,
            )
        )

    def correct(self, number: str, amount: Amount, reason: str, by: str) -> None:
        """Give a spend another amount, valued at the rate of the spend."""
        entry = self.entry(number, "spent")
        check_same_unit(amount, self.unit)
        if amount.quantity < 0:
            raise Refused("amount-negative", "Een aantal kan niet kleiner zijn dan nul.", "amount")
        if amount.quantity == entry.quantity:
            raise Refused("correction-changes-nothing", f"Regel {number} is al {dutch.amount(amount)}.", "amount")
        if amount.quantity > entry.quantity:
            self.check_not_closed()
            self.check_fits(entry.on, amount.quantity - entry.quantity)
        self.happened(
            self.SpendCorrected(
                **self.whose,
                entry=number,
                on=entry.on,
                unit=self.unit,
                quantity=amount.quantity,
                quantity_before=entry.quantity,
                reason=reason,
                corrected_by=by,
                worth=entry.rate and entry.rate.revalued(amount),
            )
        )

    def question(self, number: str, by: str, text: str) -> None:
        """Ask whether a line is right; one question at a time."""
        self._known(number)
        if self.entries[number].question_open:
            raise Refused("question-open", "Bij deze regel staat al een vraag open. Wacht op het antwoord.", "entry")
        self.happened(self.EntryQuestioned(**self.whose, entry=number, asked_by=by, text=text))

    def answer(self, number: str, by: str, text: str) -> None:
        """Answer the open question."""
        self._known(number)
        if not self.entries[number].question_open:
            raise Refused("no-question", "Bij deze regel staat geen vraag open.", "entry")
        self.happened(self.QuestionAnswered(**self.whose, entry=number, answered_by=by, text=text))

    def _known(self, number: str) -> None:
        if number not in self.entries:
            raise NotFound("entry-unknown", f"Regel {number} staat niet in budget {self.id}.", "entry")

    def _check_new_line(self, number: str, on: date, amount: Amount) -> None:
        self.check_new(number)
        self.check_day_open(on)
        self.check_amount(amount)
