"""What the browser tests share: auditors of tests about other things see everything."""

import pytest

from tests.web.inzage import let_everything_be_seen


@pytest.fixture(autouse=True)
def gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file about inzage says itself that the gate stands there."""
    let_everything_be_seen(monkeypatch)
