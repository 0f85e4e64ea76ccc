"""The gate before what an auditor sees: an access of their own that reaches it, and a line in the log for each page.

A handler asks its `Inspecting` before it reads, and reads within the mandate that it gets back. Once the page or the
answer is made the view is written down; where that fails, nothing is shown. What shows nothing of anybody says so.
"""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any, NamedTuple

from fastapi import Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool

from ledger.aggregates.inzage import WORDS, Bounds, Step, reaches
from ledger.commands.journal import read_command
from ledger.events import Event, Inzage, Sample
from ledger.subjects import subjects
from ledger.vocabulary.actor import Mandate, Role
from ledger.vocabulary.clock import today
from ledger.vocabulary.errors import Forbidden
from ledger.vocabulary.source import Door, Source
from web.composition import House
from web.explaining.addresses import BudgetFigure, Figure, LineFigure, ProviderFigure, RegionFigure
from web.inspected import Subject, bounds_drawn, covers, covers_among, owner_of, people_of
from web.inzagen import own

GATED: frozenset[Role] = frozenset({"auditor", "accountant"})
"""The roles that see nothing without an access."""
OF_EVERYBODY = ("tarief.", "combinatie.", "stand.")
"""How the topics begin of events that tell of no person: tariffs, the Koppeltabel, the names of stands."""
_LONGEST_PAGE = 200


class Permit(NamedTuple):
    """Under which access something may be seen, in which step, and about whom it is."""

    inzage: Inzage
    step: Step
    client: str | None = None
    provider: str | None = None


class Inspecting:
    """What one request may see. Of other roles than those that are gated it asks nothing."""

    def __init__(self, house: House, mandate: Mandate, way: Door) -> None:
        self.house = house
        self.mandate = mandate
        self.permit: Permit | None = None
        self.others: tuple[str, ...] = ()
        self.is_asked = False
        self._way: Door = way

    @property
    def is_gated(self) -> bool:
        """Tell whether an access is needed."""
        return self.mandate.actor.role in GATED

    def nothing(self) -> Mandate:
        """Say that nothing of anybody is shown."""
        self.is_asked = True
        return self.mandate

    def see(self, step: Step, *about: Subject) -> Mandate:
        """Return the mandate within which this is seen; about several subjects one that is covered is enough.

        Raises `Forbidden` with what is missing: an access, its second person, or days.
        """
        self.is_asked = True
        if not self.is_gated:
            return self.mandate
        with self.house.reading() as connection:
            found = permitted(
                self.house,
                self.mandate,
                step,
                lambda one: covers(connection, self.house.ledger, self.mandate, one.asked.bounds, about),
            )
            client, provider = owner_of(connection, about)
        self.permit = Permit(found, step, client, provider)
        return within(self.mandate, found.asked.bounds)

    def see_totals(self, region: str | None, provider: str | None = None) -> Mandate:
        """Return the mandate within which totals of a region, a provider or everything are seen."""
        return self.see_within("totals", Bounds(region, provider))

    def see_within(self, step: Step, wanted: Bounds) -> Mandate:
        """Return the mandate within which everything in some bounds is seen: an access must hold all of it."""
        self.is_asked = True
        if not self.is_gated:
            return self.mandate
        found = permitted(self.house, self.mandate, step, lambda one: one.asked.bounds.contain(wanted))
        self.permit = Permit(found, step, _only(wanted.clients), wanted.provider)
        return within(self.mandate, found.asked.bounds)

    def see_whole(self, step: Step, about: Subject) -> Mandate:
        """Return the mandate within which all that is known of one subject is seen, at whichever provider.

        An access to one provider lets its part of a client be seen, and not the whole.
        """
        self.is_asked = True
        if not self.is_gated:
            return self.mandate

        def is_whole(connection: Connection, bounds: Bounds) -> bool:
            leaves_out = about[0] == "client" and bounds.provider is not None
            return not leaves_out and covers(connection, self.house.ledger, self.mandate, bounds, [about])

        with self.house.reading() as connection:
            found = permitted(self.house, self.mandate, step, lambda one: is_whole(connection, one.asked.bounds))
            client, provider = owner_of(connection, [about])
        self.permit = Permit(found, step, client, provider)
        return within(self.mandate, found.asked.bounds)

    def see_event(self, event: Event) -> Mandate:
        """Return the mandate within which an event is seen as it is stored.

        A draw holds the lines of all it was drawn from, so that an access must hold all of that. What names nobody
        and is not of everybody is seen under an access without any bounds.
        """
        about = sorted(subjects(event))
        if isinstance(event, Sample.Drawn | Sample.Evaluated):
            return self.see_within("lines", bounds_drawn(self.house.ledger, event.sample))
        if not about and not event.TOPIC.startswith(OF_EVERYBODY):
            return self.see_within("lines", Bounds())
        return self.see("lines", *about)

    def see_sample(self, sample: str) -> Bounds:
        """Return within which bounds the drawn lines of a sample are seen, under an access to that sample."""
        self.is_asked = True
        if not self.is_gated:
            return Bounds()
        found = permitted(self.house, self.mandate, "sample", lambda one: one.asked.sample == sample)
        self.permit = Permit(found, "sample")
        return found.asked.bounds

    def looks_at(self, client: str | None, provider: str | None) -> None:
        """Say whom the page turned out to be about, so that it stands in the log."""
        if self.permit is not None:
            self.permit = self.permit._replace(client=client, provider=provider)

    def looks_at_clients(self, clients: Sequence[str]) -> None:
        """Say which clients the page turned out to tell of: each of them stands in the log."""
        self.looks_at(clients[0] if clients else None, None)
        self.others = tuple(clients[1:])

    def bounds_seen(self, step: Step) -> list[Bounds]:
        """Return the bounds of every access of this step that is in force; without any `Forbidden`."""
        self.is_asked = True
        if not self.is_gated:
            return [Bounds()]
        self.permit = Permit(permitted(self.house, self.mandate, step, lambda one: True), step)
        on = today(self.house.clock)
        mine = own(self.house.ledger, self.mandate.actor.id)
        return [one.asked.bounds for one in mine if one.is_open(on) and reaches(one.asked.step, step)]

    def see_some(self, step: Step, region: str | None, provider: str | None) -> tuple[Mandate, frozenset[str] | None]:
        """Return within which mandate things of a region and a provider (None: all) are told, and of which clients.

        Clients are None when the access is not limited to some. What lies outside is left out by who asks.
        """
        self.is_asked = True
        if not self.is_gated:
            return self.mandate, None

        def suits(one: Inzage) -> bool:
            bounds = one.asked.bounds
            asked = (region, bounds.region), (provider, bounds.provider)
            return all(None in (one, other) or one == other for one, other in asked)

        found = permitted(self.house, self.mandate, step, suits)
        self.permit = Permit(found, step, None, provider)
        return within(self.mandate, found.asked.bounds), people_of(self.house.ledger, found.asked.bounds)

    def sees(self, step: Step) -> Callable[[Subject], bool]:
        """Return what tells of each subject whether it may be seen; without any access of this step `Forbidden`."""
        bounds = self.bounds_seen(step)
        if not self.is_gated:
            return lambda subject: True
        ledger = self.house.ledger
        limited = [(one, people_of(ledger, one)) for one in bounds]

        def seen(subject: Subject) -> bool:
            with self.house.reading() as connection:
                return any(
                    covers_among(connection, ledger, self.mandate, one, people, [subject]) for one, people in limited
                )

        return seen

    def write_down(self, page: str) -> None:
        """Record that a page was shown; raises what the ledger raises."""
        if self.is_gated and not self.is_asked:
            raise RuntimeError(f"{page} was made without asking whether it may be seen")
        if self.permit is None:
            return
        view = {
            "do": "record_view",
            "inzage": self.permit.inzage.id,
            "step": self.permit.step,
            "page": page[:_LONGEST_PAGE],
            "provider": self.permit.provider,
        }
        commands = [read_command(view | {"client": client}) for client in (self.permit.client, *self.others)]
        self.house.door.accept(commands, self.mandate, Source(self._way, page[:_LONGEST_PAGE]))


def within(mandate: Mandate, bounds: Bounds) -> Mandate:
    """Return a mandate made as narrow as the bounds; clients and samples are looked at by the gate itself."""
    return mandate._replace(region=bounds.region or mandate.region, provider=bounds.provider or mandate.provider)


def _only(clients: frozenset[str]) -> str | None:
    return next(iter(clients)) if len(clients) == 1 else None


def permitted(house: House, mandate: Mandate, step: Step, suits: Callable[[Inzage], bool]) -> Inzage:
    """Return the access under which somebody may see something of a step: of those in force the least far-reaching.

    Raises `Forbidden`: with why the one that suits is not in force, else with what to ask for.
    """
    on = today(house.clock)
    mine = [one for one in own(house.ledger, mandate.actor.id) if reaches(one.asked.step, step)]
    suited = [one for one in mine if suits(one)]
    if not suited:
        raise _needed(step, any(one.is_open(on) for one in mine))
    in_force = [one for one in suited if one.is_open(on)]
    if in_force:
        return min(in_force, key=_reach)
    suited[0].check_open(mandate.actor.id, on)
    raise AssertionError(f"inzage {suited[0].id} is not in force and open")


def _reach(one: Inzage) -> tuple[int, int]:
    """Order accesses by how far they reach, then by when they were asked."""
    return next(place for place, step in enumerate(WORDS) if step == one.asked.step), one.positions[0]


def _needed(step: Step, has_other: bool) -> Forbidden:
    if has_other:
        told = f"Uw inzage in de stap {WORDS[step]} gaat hier niet over. Vraag inzage die dit wel omvat."
        return Forbidden("inzage-outside", told, "inzage")
    return Forbidden(
        "inzage-needed", f"Hiervoor hebt u inzage nodig in de stap {WORDS[step]}. Vraag die eerst.", "inzage"
    )


class InspectedRoute(APIRoute):
    """Writes down what was shown, after it was made and before it is sent."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the handler."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            response = await handle(request)
            inspecting: Inspecting | None = getattr(request.state, "inspecting", None)
            if inspecting is not None:
                await run_in_threadpool(inspecting.write_down, request.url.path)
            return response

        return answer


def about_figure(figure: Figure) -> list[Subject]:
    """Return what a figure is about: its budget or declaration, its client, or the provider and region it is of."""
    match figure:
        case BudgetFigure():
            return [("budget", figure.budget)]
        case LineFigure():
            kinds = ("budget", "declaration") if figure.kind is None else (figure.kind,)
            return [(kind, figure.of) for kind in kinds]
        case ProviderFigure():
            if figure.client is not None:
                return [("client", figure.client)]
            region = [("region", figure.region)] if figure.region is not None else []
            return [("provider", figure.provider), *region]
        case RegionFigure():
            return [("region", figure.region)]


def about_named(**named: str | None) -> list[Subject]:
    """Return the subjects that a question names.

    >>> about_named(client=None, provider="p1")
    [('provider', 'p1')]
    """
    return [(kind, id) for kind, id in named.items() if id is not None]
