"""Commands about the lines of a budget: plan, give, correct, question."""

from datetime import date

from ledger.aggregates.budget import VirtualBudget
from ledger.aggregates.client import Client
from ledger.aggregates.provider import Provider
from ledger.commands.base import CARE_STAFF, FAMILY, Command, Desk
from ledger.vocabulary.amounts import Amount, split
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import Identifier, Text


class Reserve(Command, frozen=True, kw_only=True, tag="reserve"):
    """Plan care: the amount is held until the care is given or the plan is released."""

    BY = CARE_STAFF
    EXAMPLE = {
        "budget": "b1",
        "entry": "r1",
        "on": "2026-03-04",
        "amount": {"PUNT": "2.00"},
        "what": "wandelen",
    }
    budget: Identifier
    entry: Identifier
    on: date
    amount: Amount
    what: Text
    by: Identifier | None = None

    def decide(self, desk: Desk) -> None:
        """Check the right to care, then tell the budget."""
        budget = desk.budget(self.budget)
        _check_entitled(desk, budget, self.on)
        budget.reserve(
            VirtualBudget.Reserved(
                **budget.whose,
                entry=self.entry,
                on=self.on,
                unit=self.amount.unit,
                quantity=self.amount.quantity,
                what=desk.seal_for_budget(budget, self.what),
                given_by=desk.by(self.by),
            )
        )


class Release(Command, frozen=True, kw_only=True, tag="release"):
    """Give up planned care: its amount is free again."""

    BY = CARE_STAFF
    EXAMPLE = {"budget": "b1", "entry": "r1", "reason": "regen"}
    budget: Identifier
    entry: Identifier
    reason: Text | None = None

    def decide(self, desk: Desk) -> None:
        """Tell the budget."""
        budget = desk.budget(self.budget)
        budget.release(self.entry, self.reason and desk.seal_for_budget(budget, self.reason))


class Spend(Command, frozen=True, kw_only=True, tag="spend"):
    """Write down care that was given. From a reservation: that ends, and what it did not use is free again."""

    BY = CARE_STAFF
    EXAMPLE = {
        "budget": "b1",
        "entry": "e1",
        "on": "2026-03-04",
        "amount": {"PUNT": "2.00"},
        "what": "wandelen",
        "by": "medewerker-17",
        "from_reservation": "r1",
    }
    budget: Identifier
    entry: Identifier
    on: date
    amount: Amount
    what: Text
    by: Identifier | None = None
    from_reservation: Identifier | None = None

    def decide(self, desk: Desk) -> None:
        """Check the right to care, ask the value, tell the budget."""
        budget = desk.budget(self.budget)
        write_spend(desk, budget, self, self.amount)


class SpendTogether(Command, frozen=True, kw_only=True, tag="spend_together"):
    """Write down one activity of several clients: the amount is split exactly over their budgets."""

    BY = CARE_STAFF
    EXAMPLE = {
        "entry": "g1",
        "budgets": ["b1", "b2", "b3"],
        "on": "2026-03-05",
        "amount": {"PUNT": "4.00"},
        "what": "samen koken",
    }
    entry: Identifier
    budgets: tuple[Identifier, ...]
    on: date
    amount: Amount
    what: Text
    by: Identifier | None = None

    def decide(self, desk: Desk) -> None:
        """Tell every budget its part; all of them, or none."""
        if len(self.budgets) < 2 or len(set(self.budgets)) != len(self.budgets):
            raise Refused("budgets-unclear", "Noem twee of meer budgetten, elk één keer.", "budgets")
        parts = split(self.amount.quantity, len(self.budgets))
        for id, part in zip(self.budgets, parts, strict=True):
            write_spend(desk, desk.budget(id, "budgets"), self, Amount(self.amount.unit, part))


class CorrectSpend(Command, frozen=True, kw_only=True, tag="correct_spend"):
    """Give a spend another amount, with a reason. Zero withdraws it. It counts on the day of the spend.

    More than before needs the same right to care on that day as a spend.
    """

    BY = CARE_STAFF
    EXAMPLE = {"budget": "b1", "entry": "e1", "amount": {"PUNT": "1.50"}, "reason": "kortere wandeling"}
    budget: Identifier
    entry: Identifier
    amount: Amount
    reason: Text
    by: Identifier | None = None

    def decide(self, desk: Desk) -> None:
        """Tell the budget."""
        budget = desk.budget(self.budget)
        spent = budget.entries.get(self.entry)
        if spent is not None and self.amount.quantity > spent.quantity:
            _check_entitled(desk, budget, spent.on)
        reason = desk.seal_for_budget(budget, self.reason)
        budget.correct(self.entry, self.amount, reason, desk.by(self.by))


class QuestionEntry(Command, frozen=True, kw_only=True, tag="question_entry"):
    """Ask whether a line is right. The question stays on record, as does the answer."""

    BY = FAMILY
    EXAMPLE = {"budget": "b1", "entry": "e1", "by": "dochter", "text": "Was dit niet korter?"}
    budget: Identifier
    entry: Identifier
    by: Identifier | None = None
    text: Text

    def decide(self, desk: Desk) -> None:
        """Tell the budget."""
        budget = desk.budget(self.budget)
        budget.question(self.entry, desk.by(self.by), desk.seal_for_budget(budget, self.text))


class AnswerQuestion(Command, frozen=True, kw_only=True, tag="answer_question"):
    """Answer the open question on a line."""

    BY = CARE_STAFF
    EXAMPLE = {
        "budget": "b1",
        "entry": "e1",
        "by": "medewerker-17",
        "text": "Klopt, wij hebben dit verbeterd.",
    }
    budget: Identifier
    entry: Identifier
    by: Identifier | None = None
    text: Text

    def decide(self, desk: Desk) -> None:
        """Tell the budget."""
        budget = desk.budget(self.budget)
        budget.answer(self.entry, desk.by(self.by), desk.seal_for_budget(budget, self.text))


def write_spend(
    desk: Desk, budget: VirtualBudget, command: Spend | SpendTogether, amount: Amount, levering: str | None = None
) -> None:
    """Check the right to care, ask the value, tell the budget. `levering` is the delivery that is the same act."""
    _check_entitled(desk, budget, command.on)
    budget.spend(
        VirtualBudget.Spent(
            **budget.whose,
            entry=command.entry,
            on=command.on,
            unit=amount.unit,
            quantity=amount.quantity,
            what=desk.seal_for_budget(budget, command.what),
            given_by=desk.by(command.by),
            from_reservation=None if isinstance(command, SpendTogether) else command.from_reservation,
            group_size=len(command.budgets) if isinstance(command, SpendTogether) else None,
            worth=desk.find(Provider, budget.provider).euro_value(amount, command.on),
            levering=levering,
        )
    )


def _check_entitled(desk: Desk, budget: VirtualBudget, on: date) -> None:
    if budget.client is not None:
        desk.get(Client, budget.client).check_entitled(on)
