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
    "message.received.lines": 0,
    "message.received.declaration": None,
    "refused": [],
}
