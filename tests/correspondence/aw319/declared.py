"""A payer who knows one client and one provider, and files of that provider, in the words of these tests.

c1 is the woman of `samples`: at home (mpt), 4VV, € 600,00 a week over 2026, with a zorgplan at p1. p1 (AGB 75999901)
has the contracts of `care_lines`: H126 is € 56,70 an hour there. The files are of January 2026.
"""

from datetime import date
from typing import Any

import msgspec

from ledger.correspondence.aw319.answer import Answer
from ledger.correspondence.aw319.receiving import receive
from ledger.messages import aw319
from ledger.messages.aw319 import Declaratiebestand, Prestatie, Verzekerde
from tests.houses import do
from tests.ledger.care_lines import HOME, plan
from tests.ledger.lines import Line, client, line
from tests.messages.aw319 import samples
from web.composition import House

RATE = 5670
"""What p1 gets for an hour of H126, in cents."""
D = date.fromisoformat
DECLARATION = f"aw319-{samples.PROVIDER}-2026-01"
STRANGER = "999900018"


def person(**more: Any) -> Line:
    """Register c1 with everything that a file says of her."""
    facts = {"bsn": samples.BSN, "birth_date": "1941-07-03", "name": "A.E. de Vries", "sex": "vrouw"}
    return client(**(facts | more))


def provider(**more: Any) -> Line:
    """Register p1 with its AGB code."""
    return line("register_provider", {"provider": "p1", "name": "Zorg aan de Rotte", "agb": samples.PROVIDER}, more)


KNOWN = (person(), *HOME[1:], provider())
"""All but a zorgplan."""


def knows(house: House, *more: Line) -> None:
    """Let the payer know the client, the provider and the zorgplan."""
    do(house, *KNOWN, plan(), *more)


def asked(number: str = "D1-1", hours: int = 4, **changes: Any) -> Prestatie:
    """So many hours of H126 from 5 to 9 January, at the agreed price; other figures follow from the changes."""
    aantal = changes.get("aantal", hours)
    tarief = changes.get("tarief_eurocent", RATE)
    amounts = {"berekend_eurocent": aantal * tarief, "declaratie_eurocent": aantal * tarief}
    facts: dict[str, Any] = {"referentienummer": number, "aantal": aantal, "tarief_eurocent": tarief}
    return samples.prestatie(**({"besluitnummer": 1} | facts | amounts | changes))


def on(first: str, last: str | None = None) -> Line:
    """The days of a line."""
    return {"begindatum": D(first), "einddatum": D(last or first)}


def about(*lines: Prestatie, **changes: Any) -> Verzekerde:
    """These lines for c1."""
    return samples.verzekerde(prestaties=lines, **changes)


def file(*lines: Prestatie, **voorloop: Any) -> Declaratiebestand:
    """A file with these lines for c1; without any, one line that is in order."""
    return samples.file([about(*(lines or (asked(),)))], **voorloop)


def february(*lines: Prestatie, **changes: Any) -> Declaratiebestand:
    """Another file, of February."""
    facts = {"begindatum": D("2026-02-01"), "einddatum": D("2026-02-28"), "dagtekening": D("2026-03-02")}
    return file(*lines, **(facts | {"factuurnummer": "2026-02"} | changes))


def credited(line: Prestatie, number: str = "D1-1c", eurocent: int | None = None) -> Prestatie:
    """The line that takes another back, whole or in part."""
    back = aw319.credit_of(line, number)
    return back if eurocent is None else msgspec.structs.replace(back, declaratie_eurocent=eurocent)


def bring(house: House, brought: Declaratiebestand) -> Answer:
    """Let a file come in as bytes."""
    return receive(house.ledger, aw319.write(brought))


def codes(answer: Answer) -> list[tuple[str, ...]]:
    """The retourcodes of every line."""
    return [tuple(dict.fromkeys(one.retourcode for one in line.reasons)) for line in answer.lines]


def why(answer: Answer) -> list[str]:
    """Our own codes of all that was wrong."""
    return [reason.code for line in answer.lines for reason in line.reasons]


def told(house: House, stream: str) -> list[dict[str, Any]]:
    """The events of a stream, each with its topic."""
    found = house.ledger.stream(stream)
    return [{"topic": one.topic.partition("/")[0]} | msgspec.json.decode(one.state) for one in found]


def recorded(house: House, declaration: str = DECLARATION) -> list[dict[str, Any]]:
    """The events of a declaration."""
    return told(house, f"declaration-{declaration}")


def approved(*lines: str, declaration: str = DECLARATION) -> Line:
    """The payer approves lines."""
    return {"do": "approve_declaration", "declaration": declaration, "lines": list(lines)}


def head(house: House) -> int:
    """The last position of the log."""
    record = house.ledger.head()
    return record.position if record else 0
