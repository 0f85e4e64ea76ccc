"""What an operator sees: how far the read models are, what is set aside, and the question before it is released."""

from dataclasses import dataclass

from web.view_models.shell import Badge, Fact, Form, Link


@dataclass(frozen=True)
class ProjectionRow:
    """A read model: `position` as '1.234', `lag` in words ('bij', '12 gebeurtenissen, 3 seconden'), `state` in one."""

    name: str
    version: str
    position: str
    lag: str
    built: str
    state: Badge


@dataclass(frozen=True)
class ParkedRow:
    """A stream that a read model set aside: from which event, why, and the link that leads to releasing it."""

    projection: str
    stream: str
    position: str
    topic: str
    error: str
    parked: str
    release: Link


@dataclass(frozen=True)
class ConditionsPage:
    """`operator/conditions.html`.

    `alarm` says in a sentence what wants attention, '' when nothing does; `underway` is the rebuild that was begun,
    if any.
    """

    facts: tuple[Fact, ...]
    rows: tuple[ProjectionRow, ...]
    parked: tuple[ParkedRow, ...]
    alarm: str = ""
    underway: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class ReleasePage:
    """`operator/release.html`: are you sure? `form` has no field of its own; its error tells why it did not work."""

    facts: tuple[Fact, ...]
    form: Form
    back_href: str
