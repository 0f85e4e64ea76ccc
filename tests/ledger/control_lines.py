"""Journal lines about findings, payments from a pgb and absences in short.

Declaration d1 of p1 has line 1 for c1 in Rotterdam: one hour of H126 on 4 March 2026 for sixty euro, approved. The
finding of the tests is that there was no valid indicatie on that day.
"""

from datetime import date
from typing import Any

import msgspec

from ledger.rechtmatigheid.finding import Item, number_of
from tests.ledger.lines import Line, line
from tests.ledger.story import Story

DAY = "2026-03-04"


def number(rule: str = "no-indicatie", about: Any = "line", item: str = "d1/1") -> str:
    """Return the number that a finding has to bear."""
    day = date.fromisoformat(DAY)
    return number_of(rule, Item(about=about, key=item, first=day, last=day))


F1 = number()


def euros(written: str) -> Line:
    """Write an amount of money."""
    return {"EUR": written}


def declared() -> tuple[Line, Line]:
    """Declare sixty euro for c1, and approve it."""
    one = {"line": "1", "client": "c1", "prestatie": "H126", "on": DAY, "quantity": "1:00", "unit": "UUR"}
    submitted = {"do": "submit_declaration", "declaration": "d1", "provider": "p1"}
    lines = [one | {"amount": euros("60.00")}, one | {"line": "2", "amount": euros("10.00")}]
    return (
        submitted | {"period": ["2026-03-01", "2026-03-31"], "lines": lines},
        {"do": "approve_declaration", "declaration": "d1", "lines": ["1"]},
    )


def credited(amount: str | None = None, credit: str = "1c") -> Line:
    """Take line 1 back, without any finding."""
    facts = {"declaration": "d1", "line": "1", "credit": credit, "reason": "te veel tijd"}
    return line("credit_line", facts, {} if amount is None else {"amount": euros(amount)})


def opened(amount: str = "60.00", rule: str = "no-indicatie", **more: Any) -> Line:
    """Open a finding about line 1 of d1."""
    about, item = more.get("about", "line"), more.get("item", "d1/1")
    facts = {
        "finding": number(rule, about, item),
        "rule": rule,
        "judgement": "both",
        "about": "line",
        "item": "d1/1",
        "declaration": "d1",
        "line": "1",
        "from": DAY,
        "to": DAY,
        "amount": euros(amount),
        "rests_on": [2, 1],
        "told": "Op 4 maart 2026 was er geen geldige indicatie.",
        "as_of": 3,
    }
    return line("open_finding", facts, more)


def opened_of(**more: Any) -> Line:
    """Open a finding about no line, of p1 unless told otherwise."""
    facts: Line = {"declaration": None, "line": None, "about": "provider", "item": "p1/2026", "provider": "p1"}
    return opened(**(facts | more))


def explained(**more: Any) -> Line:
    """Explain it, as somebody of the office of the provider."""
    return line("explain_finding", {"finding": F1, "text": "het besluit kwam later", "by": "kantoor-3"}, more)


def accepted(**more: Any) -> Line:
    """Accept what was said, as somebody of the zorgkantoor."""
    return line("accept_finding", {"finding": F1, "reason": "besluit gezien", "by": "zorgkantoor-7"}, more)


def dismissed(**more: Any) -> Line:
    """Say that it was no fault."""
    return accepted(**({"reason": "verkeerde dag"} | more)) | {"do": "dismiss_finding"}


def recovered(amount: str | None = None, credit: str = "1f", **more: Any) -> Line:
    """Take it back."""
    facts: Line = {"finding": F1, "credit": credit, "reason": "geen indicatie", "by": "zorgkantoor-7"}
    return line("recover_finding", facts | ({} if amount is None else {"amount": euros(amount)}), more)


def pgb_paid(payment: str = "s1", amount: str = "650.00", **more: Any) -> Line:
    """Pay March from the pgb of c1."""
    facts = {"client": "c1", "payment": payment, "from": "2026-03-01", "to": "2026-03-31"}
    return line("record_pgb_payment", facts | {"amount": euros(amount)}, more)


def pgb_withdrawn(payment: str = "s1", **more: Any) -> Line:
    """Take a payment back."""
    return line(
        "withdraw_pgb_payment", {"client": "c1", "payment": payment, "why": "mistake", "reason": "dubbel"}, more
    )


def absent(absence: str = "a1", first: str = "2026-02-02", last: str | None = "2026-02-15", **more: Any) -> Line:
    """Write down that c1 was in hospital for two weeks, away from p1."""
    facts = {"client": "c1", "absence": absence, "provider": "p1", "from": first, "to": last, "kind": "opname"}
    return line("record_absence", facts, more)


def back_earlier(last: str | None, absence: str = "a1", **more: Any) -> Line:
    """Give an absence another last day."""
    return line("correct_absence", {"client": "c1", "absence": absence, "to": last, "reason": "eerder terug"}, more)


def plafond(days: int = 14_600, **more: Any) -> Line:
    """Agree with p1 on so many days of stay in 2026."""
    facts = {"region": "Rotterdam", "year": 2026, "provider": "p1", "days": days, "ground": "Zorgovereenkomst 2026"}
    return line("agree_plafond", facts, more)


def last_of(story: Story, finding: str = F1) -> dict[str, Any]:
    """Return what was written down last of a finding, with the last word of its topic."""
    record = story.house.ledger.stream(f"finding-{finding}")[-1]
    facts: dict[str, Any] = msgspec.json.decode(record.state)
    return {"topic": record.topic.split(".")[1][:-2]} | facts
