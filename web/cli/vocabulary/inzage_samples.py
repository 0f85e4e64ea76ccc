"""Samples of the events about the access of an auditor; see `event_samples`."""

from typing import Any

INZAGE_VALUES: dict[str, Any] = {
    "inzage": "i4",
    "inzage.requested.step": "detail",
    "inzage.requested.purpose": "materiële controle 2026",
    "inzage.requested.ground": "Wlz artikel 9.1.2",
    "inzage.requested.asked_by": "auditor-1",
    "only_clients": ["c1"],
    "sample": "s1",
    "until": "2026-03-31",
    "previous": "i3",
    "granted_by": "auditor-2",
    "refused_by": "auditor-2",
    "inzage.viewed.step": "detail",
    "page": "/controle/persoon/c1",
}
