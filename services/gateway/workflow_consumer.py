"""The gateway's subscription to every event: where the bus meets the workflow."""

from faststream import AckPolicy
from faststream.nats import JStream, NatsBroker, NatsMessage, PullSub

from services.gateway.backend import Backend
from shared.contracts.catalogue import AnyEvent
from shared.delivery import Malformed
from shared.streams import EVENTS, WORKFLOW


def subscribe(broker: NatsBroker, backend: Backend, *, concurrent_events: int) -> None:
    """Register the workflow's handler on the shared durable consumer."""

    @broker.subscriber(
        "evt.>",
        stream=JStream(EVENTS, declare=False),
        durable=WORKFLOW,
        # A restarted server has forgotten our request: it is repeated after this long.
        pull_sub=PullSub(batch_size=concurrent_events, timeout=1),
        ack_policy=AckPolicy.MANUAL,
        title=WORKFLOW,
    )
    async def on_event(event: AnyEvent, message: NatsMessage) -> None:
        raw = message.raw_message
        if event.subject != raw.subject:
            raise Malformed(f"the body says {event.subject}")
        await backend.orchestrator.handle(event, raw.metadata.timestamp)
