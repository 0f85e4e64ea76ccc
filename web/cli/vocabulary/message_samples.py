"""Values for the sample of a message that came in: a part of those in `event_samples`."""

from typing import Any

MESSAGE_VALUES: dict[str, Any] = {
    "kind": "AW33",
    "sender": "5521",
    "receiver": "47001234",
    "dagtekening": "2026-01-02",
    "remarks": [],
    "identification": "A1",
    "digest": "9f3c",
    "accepted": True,
    "retourcodes": [],
    "message.received.line_count": 0,
    "message.received.declaration": None,
    "refused_count": 0,
    "bestand.taken-in.declaration": "aw319-75999901-2026-01",
    "contracts": [{"contract": "k1", "from": "2026-01-05", "to": "2026-01-09"}],
    "message.line-refused.sender": "75999901",
    "message.line-refused.identification": "2026-01",
    "record": 3,
    "message.line-refused.line": "D1-1",
    "message.line-refused.eurocent": 22680,
    "message.line-refused.retourcodes": ["0611"],
    "message.line-refused.remarks": [
        {
            "rule": "price-not-agreed",
            "path": "0425",
            "retourcode": "0611",
            "sentence": "Het tarief is € 56,71; afgesproken is hoogstens € 56,70 per eenheid.",
        }
    ],
}
