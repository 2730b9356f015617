"""What the routes and the workflow work with, built once per connection to the bus."""

from functools import cached_property

from faststream.nats import NatsBroker
from nats.aio.client import Client
from nats.js import JetStreamContext

from services.gateway.admission import Admission
from services.gateway.jobs.download import Downloads
from services.gateway.limits.buckets import SharedBuckets
from services.gateway.orchestrator import Orchestrator
from services.gateway.reports import Reports
from services.gateway.store import TaskStore
from services.gateway.summaries import Summaries
from services.gateway.task_views import TaskViews
from shared.bus import client, jetstream
from shared.errors import Unavailable
from shared.grants import Grants
from shared.key_ring import KeyRing


class Backend:
    """Routes fail fast with `Unavailable` while the bus is away, instead of waiting for it."""

    def __init__(self, broker: NatsBroker, *, running_per_project: int | None = None) -> None:
        self._broker = broker
        self._room = running_per_project
        self._downloads = Downloads(Grants(broker))
        self.summaries = Summaries(lambda: (self.client, self.js))

    @property
    def connected(self) -> bool:
        try:
            return client(self._broker).is_connected
        except RuntimeError:
            return False

    async def aclose(self) -> None:
        await self._downloads.close()

    @property
    def client(self) -> Client:
        self._require()
        return client(self._broker)

    @property
    def js(self) -> JetStreamContext:
        self._require()
        return self._js

    @property
    def store(self) -> TaskStore:
        self._require()
        return self._store

    @property
    def reports(self) -> Reports:
        self._require()
        return self._reports

    @property
    def downloads(self) -> Downloads:
        self._require()
        return self._downloads

    @property
    def key_ring(self) -> KeyRing:
        self._require()
        return self._key_ring

    @property
    def views(self) -> TaskViews:
        self._require()
        return self._views

    @cached_property
    def orchestrator(self) -> Orchestrator:
        admission = Admission(self._js, self._store, room=self._room)
        return Orchestrator(self._js, self._store, admission=admission)

    @cached_property
    def buckets(self) -> SharedBuckets:
        """Needs no connection to be built: it asks for one with every use."""
        return SharedBuckets(lambda: self.js)

    @cached_property
    def _js(self) -> JetStreamContext:
        return jetstream(self._broker)

    @cached_property
    def _store(self) -> TaskStore:
        return TaskStore(self._js)

    @cached_property
    def _key_ring(self) -> KeyRing:
        return KeyRing(self._js)

    @cached_property
    def _reports(self) -> Reports:
        return Reports(client(self._broker))

    @cached_property
    def _views(self) -> TaskViews:
        return TaskViews(client(self._broker), self._store, self._reports, self.summaries.history)

    def _require(self) -> None:
        if not self.connected:
            raise Unavailable("the message bus is not connected")
