"""Too many wrong passwords: no more tries for a while, per username and address, and per address.

Kept in memory: a restart forgets it, and several processes each keep their own.
"""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime, timedelta
from threading import Lock

WINDOW = timedelta(minutes=15)
TRIES_PER_USER = 5
TRIES_PER_ADDRESS = 50
_REMEMBERED = 10_000

Key = tuple[str, ...]


class Throttle:
    """Counts failed logins of the last quarter of an hour."""

    def __init__(self) -> None:
        self._failures: OrderedDict[Key, list[datetime]] = OrderedDict()
        self._turn = Lock()

    def blocks(self, username: str, address: str, now: datetime) -> bool:
        """Tell whether no password will be looked at."""
        with self._turn:
            return any(len(self._recent(key, now)) >= most for key, most in _limits(username, address))

    def failed(self, username: str, address: str, now: datetime) -> None:
        """Count a failure."""
        with self._turn:
            for key, _ in _limits(username, address):
                self._failures[key] = [*self._recent(key, now), now]
                self._failures.move_to_end(key)
            while len(self._failures) > _REMEMBERED:
                self._failures.popitem(last=False)

    def succeeded(self, username: str, address: str) -> None:
        """Forget the failures of somebody who did know the password."""
        with self._turn:
            self._failures.pop((username, address), None)

    def _recent(self, key: Key, now: datetime) -> list[datetime]:
        return [moment for moment in self._failures.get(key, ()) if moment > now - WINDOW]


def _limits(username: str, address: str) -> Iterable[tuple[Key, int]]:
    return ((username, address), TRIES_PER_USER), ((address,), TRIES_PER_ADDRESS)
