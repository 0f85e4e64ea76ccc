"""Messages come in any order and more than once (OP080): the end is the same, or a retourcode says why not."""

from collections.abc import Sequence
from datetime import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.correspondence.assigning import leveringsvorm_on
from ledger.correspondence.receipt import Receipt
from ledger.messages import iwlz
from ledger.messages.aw33 import ToegewezenZorgzwaartepakket
from ledger.vocabulary.clock import SetClock
from tests.correspondence.arrivals import (
    D,
    assigned,
    bring,
    changed,
    client_of,
    head,
    started,
    toewijzingen_of,
    waiting,
)
from tests.databases import Databases
from tests.houses import START, copied_house
from tests.messages import samples
from tests.messages.samples import MPT, PGB, VERBLIJF, toewijzing
from web.composition import House

pytestmark = pytest.mark.slow

BESLUITEN = {123456789: "2026-01-01", 222222222: "2026-04-01", 333333333: "2026-06-15"}
FIRSTS = ["2026-01-01", "2026-04-01", "2026-05-10", "2026-06-15", "2026-07-01"]
LASTS = [None, "2026-07-31", "2026-09-30"]
DAYS = [D(f"2026-{month:02}-{day:02}") for month in range(1, 13) for day in (1, 10, 15, 28)]
EXAMPLES = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
Version = tuple[int, str, str, str | None, bool]
"""Besluit, leveringsvorm, first day, last day, withdrawn."""


@st.composite
def versions(draw: st.DrawFn) -> list[Version]:
    """What a zorgkantoor says about one client in the course of time, each later than the one before."""
    found: list[Version] = []
    for _ in range(draw(st.integers(1, 6))):
        besluit = draw(st.sampled_from(sorted(BESLUITEN)))
        first = draw(st.sampled_from([one for one in FIRSTS if one >= BESLUITEN[besluit]]))
        last = draw(st.sampled_from(LASTS))
        gone = last is not None and draw(st.booleans())
        found.append((besluit, draw(st.sampled_from([MPT, VERBLIJF, PGB])), first, last, gone))
    return found


def said(place: int, version: Version) -> iwlz.Message:
    """An AW33 that says it. A pgb stands beside care in kind, for the message has a receiver (TR021)."""
    besluit, form, first, last, gone = version
    moment = {"toewijzingsdatum": D("2026-01-10"), "toewijzingstijd": time(9, place)}
    part = _part(form, first, last, gone, moment)
    beside = [_part(VERBLIJF, "2026-08-01", "2026-08-31", False, moment)] if form == PGB else []
    return assigned(part, *beside, besluitnummer=besluit, ingangsdatum=D(BESLUITEN[besluit]))


def _part(form: str, first: str, last: str | None, gone: bool, moment: dict[str, Any]) -> ToegewezenZorgzwaartepakket:
    fields: dict[str, Any] = {"ingangsdatum": D(first), "einddatum": D(last) if last else None, **moment}
    return toewijzing(form, **fields, reden_intrekking="5" if gone else None)


def state(house: House) -> dict[str, Any]:
    """What is known of the client; the leveringsvorm of every day of care, which is what the toewijzingen say."""
    client, toewijzingen = client_of(house), toewijzingen_of(house)
    said = {day: leveringsvorm_on(client, toewijzingen, day) for day in DAYS}
    chosen = {day: client.leveringsvorm_on(day) for day in DAYS if said[day] is not None}
    assert chosen == {day: form for day, form in said.items() if form is not None}
    return {
        "indicaties": {number: (one.zorgprofiel, one.period) for number, one in client.indicaties.items()},
        "toewijzingen": {key: one.terms for key, one in toewijzingen.known.items()},
        "leveringsvorm": chosen,
    }


def bring_all(house: House, messages: Sequence[iwlz.Message]) -> list[Receipt]:
    return [bring(house, message) for message in messages]


class TestWhatTheZorgkantoorSays:
    @EXAMPLES
    @given(data=st.data(), told=versions())
    def test_is_the_same_in_any_order(self, databases: Databases, data: st.DataObject, told: list[Version]) -> None:
        """Indicaties, toewijzingen and the leveringsvorm of every day."""
        messages = [said(place, version) for place, version in enumerate(told)]
        places = list(range(len(told)))
        again = data.draw(st.lists(st.sampled_from(places), max_size=3))
        shuffled = [*data.draw(st.permutations(places)), *again]
        states = []
        for order in (places, shuffled):
            with copied_house(databases, SetClock(START)) as house:
                assert all(receipt.accepted for receipt in bring_all(house, [messages[place] for place in order]))
                states.append(state(house))
        assert states[0] == states[1]


def reports() -> list[iwlz.Message]:
    """A toewijzing, and what may be reported on it: some of it fits only after something else."""
    return [
        assigned(),
        assigned(toewijzing(einddatum=D("2026-01-31"), toewijzingsdatum=D("2026-01-11"))),
        waiting(mutatiedatum=D("2026-01-03")),
        started(),
        started(begindatum=D("2026-01-08")),
        started(status_aanlevering="3"),
        changed(),
        changed(
            mutatiecode="20", leveringsstatus="3", leveringsstatus_classificatie="19", mutatiedatum=D("2026-01-07")
        ),
        changed(begindatum=D("2026-01-08")),
        changed(status_aanlevering="3"),
    ]


class TestWhatProvidersReport:
    @EXAMPLES
    @given(data=st.data())
    def test_is_recorded_or_answered_with_a_retourcode(self, databases: Databases, data: st.DataObject) -> None:
        """Everything is accounted for, what is recorded keeps the rules, and a second reading changes nothing."""
        all_of_them = reports()
        places = data.draw(st.lists(st.sampled_from(range(len(all_of_them))), min_size=1, max_size=12))
        messages = [all_of_them[place] for place in dict.fromkeys(places)]
        with copied_house(databases, SetClock(START)) as house:
            receipts = bring_all(house, messages)
            for receipt in receipts:
                (client,) = receipt.clients
                assert client.accepted == (not client.retourcodes)
                assert client.accepted or not client.events
            position = head(house)
            assert bring_all(house, messages) == receipts
            assert head(house) == position
            if house.keyring.subject_with_bsn(samples.BSN) is not None:
                _check_rules_kept(house)
            with house.reading() as connection:
                assert connection is not None

    def test_before_its_toewijzing_is_always_rejected(self, house: House) -> None:
        """So the order does matter here, and the sender is told (TR019)."""
        for message in reports()[2:]:
            (client,) = bring(house, message).clients
            assert client.retourcodes == ("9019",)
        assert house.keyring.subject_with_bsn(samples.BSN) is None


def _check_rules_kept(house: House) -> None:
    for one in toewijzingen_of(house).known.values():
        assert len(set(one.starts)) == len(one.starts)
        assert len({mutation.on for mutation in one.mutations}) == len(one.mutations)
        for mutation in one.mutations:
            assert not mutation.ends or mutation.started_on in one.starts
            assert mutation.started_on is None or mutation.started_on <= mutation.on


@pytest.mark.parametrize("place", [0, 1])
def test_the_two_versions_of_a_toewijzing_end_the_same(house: House, place: int) -> None:
    """The example that a reader can follow: shortened to 31 January, whichever comes in first."""
    both = reports()[:2]
    bring_all(house, [both[place], both[1 - place]])
    (known,) = toewijzingen_of(house).known.values()
    assert known.assigned.last == D("2026-01-31")
