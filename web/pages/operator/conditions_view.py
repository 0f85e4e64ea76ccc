"""The page of an operator, from the condition of the read models."""

from urllib.parse import urlencode

from ledger.vocabulary.dutch import grouped
from projections.running.condition import Condition, Conditions, Underway
from projections.running.parking import Parked
from web import dutch
from web.view_models.operator import ConditionsPage, ParkedRow, ProjectionRow
from web.view_models.shell import Badge, Fact, Link, Message

START = "/beheer"
RELEASE = "/beheer/vrijgeven"
RELEASED = Message("ok", "De stroom is vrijgegeven. De gebeurtenissen zijn alsnog verwerkt.")


def conditions_page(found: Conditions) -> ConditionsPage:
    """Return the page."""
    recorded = dutch.moment(found.recorded_at) if found.recorded_at else "nog niets"
    facts = (Fact("Laatste gebeurtenis", grouped(found.head)), Fact("Vastgelegd", recorded))
    rows = tuple(_row(one) for one in found.projections)
    parked = tuple(_parked(one) for one in found.parked)
    return ConditionsPage(facts, rows, parked, _alarm(found), _underway(found.underway))


def _alarm(found: Conditions) -> str:
    told = []
    if found.parked:
        streams = len({one.stream for one in found.parked})
        verb = "staat" if streams == 1 else "staan"
        told.append(f"Er {verb} {dutch.count(streams, 'stroom', 'stromen')} apart. Wie dit aangaat, ziet een melding.")
    names = [one.name for one in found.projections if one.wants_rebuild]
    if names:
        told.append(f"Een ouder programma heeft dit gemaakt: {', '.join(names)}. Bouw opnieuw op met pvb rebuild.")
    return " ".join(told)


def _row(one: Condition) -> ProjectionRow:
    built = f"opbouw {one.last_build}" if one.last_build else "nog niet opnieuw opgebouwd"
    version = str(one.built) if one.built == one.version else f"{one.built}, dit programma: {one.version}"
    return ProjectionRow(one.name, version, grouped(one.position), lag_of(one), built, _state(one))


def lag_of(one: Condition) -> str:
    """Return in words how far a read model is behind."""
    if not one.lag_events:
        return "bij"
    waits = dutch.count(one.lag_seconds, "seconde", "seconden")
    return f"{dutch.count(one.lag_events, 'gebeurtenis', 'gebeurtenissen')}, {waits}"


def _state(one: Condition) -> Badge:
    if one.built > one.version:
        return Badge("te nieuw", "stop")
    if one.parked:
        return Badge("mist wijzigingen", "stop")
    if one.wants_rebuild:
        return Badge("opnieuw opbouwen", "wait")
    return Badge("loopt achter", "wait") if one.lag_events else Badge("bij", "ok")


def _parked(one: Parked) -> ParkedRow:
    address = f"{RELEASE}?{urlencode({'stroom': one.stream, 'overzicht': one.projection})}"
    return ParkedRow(
        one.projection,
        one.stream,
        grouped(one.position),
        one.topic,
        one.error,
        dutch.moment_short(one.parked_at),
        Link("Vrijgeven", address),
    )


def _underway(build: Underway | None) -> tuple[Fact, ...]:
    if build is None:
        return ()
    phase = "loopt mee met wat er nu staat" if build.follows else "is bezig of onderbroken"
    return (
        Fact("Opbouw", f"{build.number}, {phase}"),
        Fact("Overzichten", ", ".join(build.projections)),
        Fact("Delen klaar", f"{grouped(build.parts_done)} van {grouped(build.parts)}"),
        Fact("Gebeurtenissen klaar", f"{grouped(build.events_done)} van {grouped(build.upto)}"),
    )
