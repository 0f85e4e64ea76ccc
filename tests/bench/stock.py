"""The stock path beside ours: how many events a second the library hands out of its notification log, as JSON."""

import json

from ledger.events import decode
from tests.bench.machine import new_house, timed
from tests.bench.region import fill

CLIENTS = 1_000
DELIVERIES = 96
SECTION = 1_000


def measure() -> dict[str, int]:
    """Return events a second of the library's own way to read, and of the typed reading of the ledger."""
    with new_house() as house:
        events = fill(house, CLIENTS, DELIVERIES)
        with timed() as stock:
            start = 1
            while notifications := house.ledger.recorder.select_notifications(start, SECTION):
                for notification in notifications:
                    json.loads(notification.state)
                start = notifications[-1].id + 1
        with timed() as ours:
            reached = 0
            while records := house.ledger.records(reached):
                for record in records:
                    decode(record.topic, record.state)
                reached = records[-1].position
    return {
        "events": events,
        "stock_events_per_second": int(events / stock[0]),
        "typed_events_per_second": int(events / ours[0]),
    }
