"""Each rule of the standard finds its breach, at the element where it is, and stops exactly at its boundary."""

from datetime import date

import pytest

from ledger.messages import iwlz
from ledger.messages.model import Geboortedatum, Message
from ledger.messages.rules import RULES
from ledger.messages.rules.scope import ClientRule, scopes
from tests.messages import samples
from tests.messages.breaches import (
    ALLOCATED,
    BREACHES,
    DTV_REQUEST,
    allocated,
    asked,
    client,
    decision,
    functie,
    indicated,
    part,
)
from tests.messages.samples import edit

D = date.fromisoformat


def _name(value: object) -> str:
    return value if isinstance(value, str) and not value.startswith("Bericht") else ""


class TestEveryRule:
    @pytest.mark.parametrize(("rule", "message", "path"), BREACHES, ids=_name)
    def test_finds_its_breach_at_the_element(self, rule: str, message: Message, path: str) -> None:
        reading = iwlz.read(iwlz.write(message))
        assert reading.message == message
        found = [(one.rule, one.path) for one in iwlz.check(message)]
        assert (rule, path) in found
        assert all(one.sentence.endswith(".") and one.retourcode for one in iwlz.check(message))

    def test_has_a_breach_in_this_table_for_each_function(self) -> None:
        hit: set[object] = set()
        for rule in RULES:
            for name, message, _ in BREACHES:
                if name == rule.rule and message.soort in rule.messages and _fires(rule.hits, message):
                    hit.add(rule.hits)
        assert {rule.hits.__name__ for rule in RULES} == {getattr(hits, "__name__", "") for hits in hit}


def _fires(hits: ClientRule, message: Message) -> bool:
    return any(list(hits(scope)) for scope in scopes(message))


class TestBoundaries:
    """Exactly the limit is right, one day over it is not."""

    def found(self, message: Message) -> set[str]:
        return {one.rule for one in iwlz.check(message)}

    @pytest.mark.parametrize(
        ("start", "end", "right"),
        [
            ("2026-01-01", "2026-12-31", True),
            ("2025-12-31", "2026-12-31", False),
            ("2026-01-01", "2027-01-01", False),
            ("2026-12-31", "2026-12-31", True),
            ("2026-01-01", None, False),
        ],
    )
    def test_toewijzing_within_indicatie(self, start: str, end: str | None, right: bool) -> None:
        toewijzing = samples.toewijzing(ingangsdatum=D(start), einddatum=D(end) if end else None)
        message = decision(toewijzingen=[toewijzing], einddatum=D("2026-12-31"))
        assert ("TR016" not in self.found(message)) is right

    @pytest.mark.parametrize(("born", "right"), [("1906-01-12", True), ("1906-01-11", False), ("1905-12-31", False)])
    def test_a_hundred_and_twentieth_birthday(self, born: str, right: bool) -> None:
        message = client(geboortedatum=Geboortedatum(datum=D(born)))
        assert ("TR002" not in self.found(message)) is right

    def test_an_unknown_birth_date_has_no_age(self) -> None:
        assert self.found(client(geboortedatum=Geboortedatum(datum=D("1900-01-01"), datum_gebruik="3"))) == set()

    @pytest.mark.parametrize(("end", "right"), [("2026-01-01", True), ("2025-12-31", False)])
    def test_a_period_of_one_day(self, end: str, right: bool) -> None:
        message = allocated(einddatum=D(end))
        assert ("CS003" not in self.found(message)) is right

    @pytest.mark.parametrize(("second", "right"), [("2026-01-31", True), ("2026-01-30", False)])
    def test_same_functie_may_share_one_day(self, second: str, right: bool) -> None:
        message = functie(edit(ALLOCATED, "ingangsdatum", D(second)), einddatum=D("2026-01-31"))
        assert ("TR077" not in self.found(message)) is right

    @pytest.mark.parametrize(("second", "right"), [("2026-02-01", True), ("2026-01-31", False)])
    def test_same_allocation_may_follow_the_day_after(self, second: str, right: bool) -> None:
        first = samples.toewijzing(einddatum=D("2026-01-31"))
        message = client(toewijzingen=[first, samples.toewijzing(ingangsdatum=D(second))])
        assert ("TR106" not in self.found(message)) is right

    def test_indicated_care_may_come_in_stages(self) -> None:
        first = samples.geindiceerd(einddatum=D("2026-06-30"))
        message = indicated(first, samples.geindiceerd(zzp_code="754", ingangsdatum=D("2026-07-01")))
        assert self.found(message) == set()

    def test_part_time_stay_may_move_the_day_after(self) -> None:
        first = part(opname=True, toewijzing_einddatum=D("2026-02-28"))
        second = part(opname=True, instelling=samples.OTHER_PROVIDER, toewijzing_ingangsdatum=D("2026-03-01"))
        home = part(opname=False, instelling="75999903")
        assert self.found(asked(first, second, home, **DTV_REQUEST)) == set()
