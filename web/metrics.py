"""What is measured for whoever watches over the machine, in the form of Prometheus. No label holds a client or a name.

The figures of the read models are looked up when they are asked for; requests are counted as they come.
"""

from collections.abc import Iterator
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from projections.running.condition import Conditions
from web.composition import House
from web.unavailable import unavailable_page

SECONDS = (0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24)
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


class Metrics:
    """The measures of one process."""

    def __init__(self, house: House) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(_ReadModels(house))
        labels = ("method", "route", "status")
        self._count = Counter("pvb_requests", "Requests that were answered.", labels, registry=self.registry)
        self._seconds = Histogram(
            "pvb_request_seconds",
            "How long an answer took.",
            ("method", "route"),
            buckets=SECONDS,
            registry=self.registry,
        )

    def answered(self, scope: Scope, status: int, seconds: float) -> None:
        """Count one request. An address that is not ours has no route, and all of those count as one."""
        method = scope["method"] if scope["method"] in METHODS else "other"
        route = str(getattr(scope.get("route"), "path", "none")) or "none"
        self._count.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def text(self) -> bytes:
        """Return everything, as Prometheus reads it."""
        return generate_latest(self.registry)


class Measured:
    """Measures every request, the refused ones too."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status, start = 500, perf_counter()

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_on)
        finally:
            self.metrics.answered(scope, status, perf_counter() - start)


class _ReadModels(Collector):
    """The log and the read models; of a database that is away, only that it is."""

    def __init__(self, house: House) -> None:
        self._house = house

    def describe(self) -> Iterator[Metric]:
        """Name nothing beforehand: what is measured is looked up when it is asked for."""
        yield from ()

    def collect(self) -> Iterator[Metric]:
        """Look everything up."""
        found = None
        try:
            found = self._house.conditions()
        except Exception as error:
            if unavailable_page(error) is None:
                raise
        yield _gauge("pvb_database_up", "1 when the database answers.", int(found is not None))
        if found is not None:
            yield _gauge("pvb_log_head", "The last position of the log.", found.head)
            yield from _of_projections(found)
            yield from _of_rebuild(found)


def _of_projections(found: Conditions) -> Iterator[Metric]:
    figures = {
        "pvb_projection_position": ("The last position that is folded.", "position"),
        "pvb_projection_lag_events": ("Events that are recorded and not yet folded.", "lag_events"),
        "pvb_projection_lag_seconds": ("How long the first of those has waited.", "lag_seconds"),
        "pvb_projection_wants_rebuild": ("1 when older folds than those of this program made rows.", "wants_rebuild"),
    }
    for name, (told, figure) in figures.items():
        family = GaugeMetricFamily(name, told, labels=["projection"])
        for one in found.projections:
            family.add_metric([one.name], int(getattr(one, figure)))
        yield family
    parked = GaugeMetricFamily("pvb_projection_parked_streams", "Streams that are set aside.", labels=["projection"])
    for one in found.projections:
        parked.add_metric([one.name], len(one.parked))
    yield parked


def _of_rebuild(found: Conditions) -> Iterator[Metric]:
    build = found.underway
    yield _gauge("pvb_rebuild_underway", "1 while a rebuild is not switched or given up.", int(build is not None))
    if build is not None:
        yield _gauge("pvb_rebuild_parts", "Parts of the log that it folds.", build.parts)
        yield _gauge("pvb_rebuild_parts_done", "Parts that are folded.", build.parts_done)
        yield _gauge("pvb_rebuild_events_done", "Events in those.", build.events_done)


def _gauge(name: str, told: str, value: int) -> Metric:
    return GaugeMetricFamily(name, told, value=value)
