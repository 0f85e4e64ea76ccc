"""Bad input of contracts, plans, care and declarations: each refused with its code and a Dutch sentence, whole or not.

Each line comes in as somebody would send it: a line of a journal, as bytes.
"""

import json
from typing import Any, NamedTuple

import pytest

from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.source import Source
from tests.ledger.care_lines import care, delivered, enrolled, pgb, tarief
from tests.ledger.contract_lines import amended, concluded, party
from tests.ledger.lines import Line, client
from tests.ledger.stories.agreements import (
    AFTER,
    BEFORE,
    CASES,
    FIRST,
    LAST,
    START,
    activity,
    agreed,
    arranged,
    euros,
    model,
    placed,
    planned,
)
from tests.ledger.story import Story
from web.recording import apply_journal


class Bad(NamedTuple):
    """A line, its code, a part of what is said of it, and what was told before it."""

    line: Line
    code: str
    says: str
    before: tuple[Line, ...] = ()


def declare(period: str = "2026-02", **more: Any) -> Line:
    """Declare k1."""
    return {"do": "declare", "contract": "k1", "provider": "p1", "period": period, "clients": ["c1"]} | more


def score(value: int, **more: Any) -> Line:
    """Record a score of c1 on day activity."""
    about = {"do": "record_score", "score": "s9", "client": "c1", "indicator": "dagbesteding", "family": "outcome"}
    return about | {"instrument": "zrm", "from": FIRST, "to": LAST, "on": LAST, "value": value} | more


def submitted(**more: Any) -> Line:
    """Submit an hour in March without a contract."""
    own = {"line": "1", "client": "c1", "prestatie": "H126", "on": "2026-01-05", "quantity": "1:00", "unit": "UUR"}
    about = {"do": "submit_declaration", "declaration": "d1", "provider": "p1", "period": ["2026-01-01", "2026-01-31"]}
    return about | {"lines": [own | {"amount": euros("60.00")} | more]}


def shares(*written: str) -> list[Line]:
    """The hoofdaannemer, and onderaannemers with shares."""
    under = [party(f"u{number}", "onderaannemer", share=share) for number, share in enumerate(written)]
    return [party("p1", "hoofdaannemer"), *under]


HOURS = agreed(model("A"))
ARRANGEMENT = CASES["C"].component
PARTS = [{"provider": "p1", "modules": 5}]
BAD = {
    "half a module": Bad(
        placed(5) | {"parts": [{"provider": "p1", "modules": 4.5}]}, "value-invalid", "4.5 is hier niet goed"
    ),
    "no module at all": Bad(
        placed(5) | {"parts": [{"provider": "p1", "modules": 0}]}, "value-invalid", "van 1 tot en met 1000"
    ),
    "half a module moved": Bad(
        {"do": "move_modules", "client": "c1", "from": FIRST, "modules": 0.5}
        | {"giver": {"provider": "p1"}, "taker": {"provider": "p2"}},
        "value-invalid",
        "0.5 is hier niet goed",
        (placed(5),),
    ),
    "a module too many": Bad(placed(11), "too-many-modules", "Verdeel er 1 minder."),
    "a share above the whole": Bad(
        agreed(model("C", prestatie="A001", shares=[{"word": "meer", "share": {"PCT": "100.01"}}])),
        "share-above-whole",
        "100,01% van de indicatiewaarde",
    ),
    "shares of onderaannemers above the whole": Bad(
        agreed(ARRANGEMENT, parties=shares("60.00", "40.01")), "share-above-whole", "100,01%"
    ),
    "contracts that overlap on one day": Bad(
        concluded("k2", **{"from": LAST, "to": "2026-12-31"}), "contract-overlaps", "15 februari 2026", (HOURS,)
    ),
    "a rate above the maximum": Bad(agreed(model("A"), rate="100.01"), "rate-above-maximum", "100,01%"),
    "a rate above the maximum from a day": Bad(
        amended(rate="100.01", **{"from": FIRST}), "rate-above-maximum", "100,01%", (HOURS,)
    ),
    "a price above the maximum": Bad(
        agreed(model("B", activities=[activity(price="20.01")])), "rate-above-maximum", "€ 20,01"
    ),
    "a score below its scale": Bad(score(0), "score-outside-scale", "van 1 tot en met 5. 0 valt daarbuiten."),
    "a score above its scale": Bad(score(6), "score-outside-scale", "6 valt daarbuiten."),
    "a score on an unknown domain": Bad(score(3, indicator="koken"), "zrm-domain-unknown", "Kies uit"),
    "care of an unknown code": Bad(delivered(prestatie="H999", on=FIRST), "tarief-unknown", "H999"),
    "care of an unknown activity": Bad(
        delivered(prestatie=None, activity="dansen", on=FIRST), "activity-unknown", "dansen", (HOURS,)
    ),
    "a plan of an unknown code": Bad(planned(care(prestatie="H999")), "tarief-unknown", "H999", (HOURS,)),
    "a plan of an unknown arrangement": Bad(
        planned(arranged("super")), "arrangement-unknown", "licht, middel, zwaar", (agreed(ARRANGEMENT),)
    ),
    "a plan of an unknown provider": Bad(planned(care(provider="p8")), "no-contract", "p8"),
    "an activity of an unknown code": Bad(
        agreed(model("B", activities=[activity() | {"prestatie": "H999"}])), "tarief-unknown", "H999"
    ),
    "an indicatiewaarde of an unknown code": Bad(
        {"do": "set_indicatiewaarde", "client": "c1", "from": FIRST, "code": "Z999", "ground": "x"},
        "tarief-unknown",
        "Z999",
    ),
    "an unknown model": Bad(agreed(model("X")), "model-unknown", "X"),
    "an unknown parameter": Bad(agreed(model("A", korting={"PCT": "5.00"})), "field-unknown", "korting"),
    "a plan for a client without indicatie": Bad(
        planned(pgb("10.00")) | {"client": "c2"}, "no-indicatie", "geen geldige indicatie", (client("c2"),)
    ),
    "care for a client without indicatie": Bad(
        delivered(client="c2", on=FIRST), "no-indicatie", "geen geldige indicatie", (client("c2"),)
    ),
    "a plan above the indicatiewaarde by a cent": Bad(
        planned(pgb("600.01")), "plan-above-indicatiewaarde", "er is € 0,01 te veel"
    ),
    "enrolled the day before the contract": Bad(
        enrolled(first=BEFORE), "contract-not-here", "1 februari 2026", (HOURS,)
    ),
    "declared before it is over": Bad(declare(on="2026-02-28"), "period-not-over", "loopt nog", (HOURS,)),
    "declared before it is delivered": Bad(
        declare("2026-03"), "period-not-over", "31 maart 2026", (agreed(model("A"), to="2026-12-31"),)
    ),
    "delivered tomorrow": Bad(delivered(on="2026-03-05"), "day-in-future", "5 maart 2026"),
    "declared of a year at once": Bad(declare("2026"), "period-label-invalid", "2026-03", (HOURS,)),
    "declared over two years": Bad(
        submitted() | {"period": ["2025-12-29", "2026-01-04"]}, "period-two-years", "Declareer elk jaar apart."
    ),
    "an indicatiewaarde of the register over two years": Bad(
        {"do": "set_indicatiewaarde", "client": "c1", "from": FIRST, "to": "2027-01-01", "code": "Z041", "ground": "x"},
        "outside-tariff-year",
        "2026",
        (tarief("Z041", "dag", "80.00"),),
    ),
    "enrolled after the contract": Bad(enrolled(first=AFTER), "contract-not-here", "16 februari 2026", (HOURS,)),
}


class TestBadInput:
    @pytest.mark.parametrize("name", sorted(BAD))
    def test_is_refused_with_a_code_and_a_sentence(self, empty_story: Story, name: str) -> None:
        """In Dutch, with what it is about; nothing of it is recorded, nor of the good line beside it."""
        bad = BAD[name]
        empty_story.tell(*START, *bad.before)
        before = empty_story.traces()
        journal = [json.dumps(line).encode() for line in (client("c9"), bad.line)]
        _, answer = apply_journal(empty_story.house, journal, SYSTEM, Source("journal", "test"))
        assert not answer["ok"]
        assert answer["error"]["code"] == bad.code
        told = answer["error"]["message"]
        assert bad.says in told
        assert told.endswith(".")
        assert empty_story.traces() == before
