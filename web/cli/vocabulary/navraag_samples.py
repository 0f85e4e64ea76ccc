"""Samples of the events about questions to a client; see `event_samples`."""

from typing import Any

NAVRAAG_VALUES: dict[str, Any] = {
    "navraag": "n1",
    "navraag.asked.from": "2026-03-04",
    "navraag.asked.to": "2026-03-04",
    "navraag.asked.purpose": "materiële controle 2026",
    "navraag.asked.asked_by": "auditor-1",
    "answer": "partly",
    "navraag.answered.answered_by": "dochter",
    "left_by": "dochter",
}
