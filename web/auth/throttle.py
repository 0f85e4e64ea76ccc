"""Too many wrong passwords: no more tries for a while.

Counted per username and address, per address, and more slowly per username over all addresses. An IPv6 address counts
as the network of 64 bits it is in, which one household or one server has to itself. Kept in memory: a restart forgets
it, and several processes each keep their own.
"""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime, timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address
from threading import Lock
from typing import NamedTuple

WINDOW = timedelta(minutes=15)
TRIES_PER_USER = 5
TRIES_PER_ADDRESS = 50
LONG_WINDOW = timedelta(hours=1)
TRIES_PER_USER_ANYWHERE = 50
"""One address has no more than 20 of these in an hour, so that it cannot keep somebody out by itself."""

_REMEMBERED = 10_000
_LONGEST_NAME = 65
"""One more than a username can have; what is longer belongs to nobody and is not remembered in full."""

Key = tuple[str, ...]


class Limit(NamedTuple):
    """No more than `most` tries under one key within a time."""

    key: Key
    most: int
    within: timedelta


class Throttle:
    """Counts tries to log in that did not succeed, or not yet."""

    def __init__(self) -> None:
        self._tries: OrderedDict[Key, list[datetime]] = OrderedDict()
        self._turn = Lock()

    def admits(self, username: str, address: str, now: datetime) -> bool:
        """Tell whether a password may be looked at; if so the try counts from here on, however many come at once."""
        limits = tuple(_limits(username, address))
        with self._turn:
            recent = {limit.key: self._recent(limit, now) for limit in limits}
            if any(len(recent[limit.key]) >= limit.most for limit in limits):
                return False
            for key, moments in recent.items():
                self._tries[key] = [*moments, now]
                self._tries.move_to_end(key)
            while len(self._tries) > _REMEMBERED:
                self._tries.popitem(last=False)
            return True

    def succeeded(self, username: str, address: str, admitted: datetime) -> None:
        """Give the try back, and forget the earlier ones of this user here: somebody knew the password."""
        own, *others = _limits(username, address)
        with self._turn:
            self._tries.pop(own.key, None)
            for limit in others:
                if admitted in (moments := self._tries.get(limit.key, [])):
                    moments.remove(admitted)

    def _recent(self, limit: Limit, now: datetime) -> list[datetime]:
        return [moment for moment in self._tries.get(limit.key, ()) if moment > now - limit.within]


def _limits(username: str, address: str) -> Iterable[Limit]:
    name, place = username[:_LONGEST_NAME], network_of(address)
    yield Limit(("user at address", name, place), TRIES_PER_USER, WINDOW)
    yield Limit(("address", place), TRIES_PER_ADDRESS, WINDOW)
    yield Limit(("user", name), TRIES_PER_USER_ANYWHERE, LONG_WINDOW)


def network_of(address: str) -> str:
    """Return what counts as one address.

    >>> network_of("192.0.2.7"), network_of("2001:db8:1:2:3:4:5:6"), network_of("::ffff:192.0.2.7")
    ('192.0.2.7', '2001:db8:1:2::/64', '192.0.2.7')
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    return str(found.ipv4_mapped or IPv6Network((int(found), 64), strict=False))
