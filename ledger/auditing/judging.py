"""Running rules: on what one transaction paid or recorded, right after it; and on everything, as known now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from ledger.auditing.history import ClientHistory
from ledger.auditing.things import divisions_of, first_of, item_of, key_of, month_of
from ledger.rechtmatigheid.case import Case, YearMonth, months_of
from ledger.rechtmatigheid.facts import Line, PgbPaid
from ledger.rechtmatigheid.finding import About, Finding, Found, Item
from ledger.rechtmatigheid.register import Registers
from ledger.rechtmatigheid.rule import Rule
from ledger.vocabulary.errors import LedgerError
from ledger.vocabulary.periods import Period

Judged = tuple[str, About, str]
"""A rule, the kind of thing it looked at, and the key of that thing."""


class Broken(msgspec.Struct, frozen=True):
    """A rule that raised: on what, at which event, and why. What it would have found there is not known."""

    rule: str
    item: Item
    event: int
    error: str


class Scope(msgspec.Struct, frozen=True):
    """Which days of care are looked at, and of which provider or region; None is all.

    `codes` are the AGB codes by which the provider may be named too.
    """

    period: Period | None = None
    provider: str | None = None
    region: str | None = None
    client: str | None = None
    codes: frozenset[str] = frozenset()

    def naming(self, registers: Registers) -> "Scope":
        """Return the same with the AGB codes of its provider."""
        codes = frozenset(code for code, (provider, _) in registers.agb.items() if provider == self.provider)
        return msgspec.structs.replace(self, codes=codes) if codes else self

    def holds(self, item: Item) -> bool:
        """Tell whether a thing is within; what belongs to no region is within none."""
        if self.provider not in (None, item.provider) and item.provider not in self.codes:
            return False
        if self.client not in (None, item.client):
            return False
        if self.region not in (None, item.region):
            return False
        return self.period is None or self.period.overlaps(Period(item.first, item.last))


EVERYTHING = Scope()


class Rules:
    """Rules by what they look at; what was left undone is seen only later."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.all = tuple(rules)
        self.then: dict[About, list[Rule]] = {}
        self.now: dict[About, list[Rule]] = {}
        for one in self.all:
            self.now.setdefault(one.looks_at, []).append(one)
            if not one.seen_later:
                self.then.setdefault(one.looks_at, []).append(one)


class Bench:
    """Where things are judged: what was found is kept by rule and thing, and rules that raise are kept apart.

    With an `earlier` bench, what a rule that looks at a thing alone said there is not asked again of the same thing.
    """

    def __init__(self, rules: Mapping[About, Sequence[Rule]], scope: Scope, earlier: "Bench | None" = None) -> None:
        self.found: dict[Judged, tuple[Item, Found]] = {}
        self.judged: dict[tuple[About, str], Any] = {}
        self.broken: list[Broken] = []
        self._rules = rules
        self._scope = None if scope == EVERYTHING else scope
        self._earlier = earlier

    def has(self, about: About) -> bool:
        """Tell whether any rule looks at this kind of thing."""
        return about in self._rules

    def judge(self, about: About, thing: Any, world: Any, client: str = "") -> None:
        """Let every rule about this kind of thing look at one; a later look replaces an earlier one.

        `client` is whose thing it is, where the thing does not say so itself.
        """
        rules = self._rules.get(about)
        if rules is None or (self._scope and not self._scope.holds(item_of(thing, world, client))):
            return
        key = key_of(thing, client)
        on, is_for_nobody = first_of(thing), client == "" and about == "line"
        earlier = self._earlier
        is_same = earlier is not None and earlier.judged.get((about, key)) == thing
        self.judged[about, key] = thing
        for rule in rules:
            if not rule.first <= on or (rule.last and on > rule.last) or (is_for_nobody and not rule.for_nobody):
                continue
            judged = rule.id, about, key
            if is_same and rule.alone:
                assert earlier is not None
                if known := earlier.found.get(judged):
                    self.found[judged] = known
                continue
            try:
                found = [*rule.judge(thing, world)]
            except Exception as error:  # noqa: BLE001 - one rule never stops another; it is reported as broken
                # the text of any other error may hold what a person said
                told = error.message if isinstance(error, LedgerError) else type(error).__name__
                self.broken.append(Broken(rule.id, item_of(thing, world, client), _event_of(thing), told))
                continue
            if found:
                self.found[judged] = item_of(thing, world, client), one_of(found)
            elif judged in self.found:
                del self.found[judged]


def _event_of(thing: Any) -> int:
    events: tuple[int, ...] = getattr(thing, "events", ())
    return max(events, default=getattr(thing, "event", 0))


def one_of(found: Sequence[Found]) -> Found:
    """Return what a rule found of one thing, as one: the most at stake, all events, all sentences."""
    if len(found) == 1:
        return found[0]
    return Found(
        max(one.eurocent for one in found),
        tuple(sorted({event for one in found for event in one.events})),
        " ".join(dict.fromkeys(one.told for one in found)),
    )


def judge_transaction(bench: Bench, history: ClientHistory, upto: int, today: date) -> None:
    """Judge what a transaction paid and recorded, as known right after it."""
    touched, client = history.touched, history.id
    case = history.case(upto, today)
    if bench.has("delivery"):
        for given in touched.given.values():
            bench.judge("delivery", given, case, client)
    if bench.has("spend"):
        for spend in touched.spends.values():
            bench.judge("spend", spend, case, client)
    for paid in touched.pgb.values():
        bench.judge("payment", paid, case, client)
    for place in touched.credits:
        bench.judge("credit", history.declared.credits[place], case, client)
    lines = [line for key in touched.lines if (line := history.line(key))]
    for line in lines:
        bench.judge("line", line, case, client)
    paid_for: list[Line | PgbPaid] = [*lines, *touched.pgb.values()]
    if paid_for:
        _judge_around(bench, case, _months_of(paid_for))


def judge_now(bench: Bench, history: ClientHistory, case: Case) -> None:
    """Judge everything that stands, as known now."""
    client = history.id
    for month in history.care.given.values():
        for given in month.values():
            if given.minutes:
                bench.judge("delivery", given, case, client)
    for spend in history.purses.spends():
        if spend.quantity:
            bench.judge("spend", spend, case, client)
    for paid in case.pgb:
        bench.judge("payment", paid, case, client)
    for credit in case.credits:
        bench.judge("credit", credit, case, client)
    for line in history.declared.lines.values():
        if line.left or not line.eurocent:
            bench.judge("line", line, case, client)
    _judge_around(bench, case, dict.fromkeys((*case.lines, *_months_of(case.pgb))))


def _judge_around(bench: Bench, case: Case, months: Iterable[YearMonth]) -> None:
    """Judge what a payment is a part of: months, plans, modules, absences, and the client as a whole."""
    client = case.client
    for month in months:
        bench.judge("month", month_of(case, month), case, client)
    for plan in case.plans:
        bench.judge("plan", plan, case, client)
    for placed in divisions_of(case.placed) if bench.has("modules") else ():
        bench.judge("modules", placed, case, client)
    for absent in case.absences:
        bench.judge("absence", absent, case, client)
    if case.rights.events:
        bench.judge("client", case, case, client)


def _months_of(paid_for: Iterable[Line | PgbPaid]) -> list[YearMonth]:
    periods = (Period(one.first, one.last) for one in paid_for)
    return list(dict.fromkeys(month for period in periods for month in months_of(period)))


def findings_of(then: Bench, now: Bench, rules: Rules) -> Iterator[Finding]:
    """Yield what was found at either time, in the order of what was found now, and then of what was found only then."""
    later = {one.id for one in rules.all if one.seen_later}
    for judged, (item, found) in now.found.items():
        before = then.found.get(judged)
        was_judged = judged[1:] in then.judged and judged[0] not in later
        yield Finding(judged[0], item, before[1] if before else None, found, was_judged)
    for judged, (item, found) in then.found.items():
        if judged not in now.found:
            yield Finding(judged[0], item, found, None)
