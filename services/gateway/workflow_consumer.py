"""The gateway's subscription to every event: where the bus meets the workflow."""

from contextlib import suppress

from faststream import AckPolicy
from faststream.nats import JStream, NatsBroker, NatsMessage, PullSub
from nats.aio.msg import Msg

from services.gateway.backend import Backend
from shared.contracts.catalogue import ANY_EVENT
from shared.contracts.task import StepFailed
from shared.delivery import Malformed, read
from shared.streams import EVENTS, WORKFLOW


def subscribe(broker: NatsBroker, backend: Backend, *, concurrent_events: int) -> None:
    """Register the workflow's handler on the shared durable consumer."""

    async def on_event(message: NatsMessage) -> None:
        raw = message.raw_message
        event = read(ANY_EVENT, raw)
        await backend.orchestrator.handle(event, raw.metadata.timestamp)

    # Not one subscriber with a batch: its fetch holds back the first event until the batch is
    # full or its time is over.
    for slot in range(concurrent_events):
        broker.subscriber(
            "evt.>",
            stream=JStream(EVENTS, declare=False),
            durable=WORKFLOW,
            # A restarted server has forgotten our request: it is repeated after this long.
            pull_sub=PullSub(batch_size=1, timeout=1),
            ack_policy=AckPolicy.MANUAL,
            title=f"{WORKFLOW}-{slot}",
            include_in_schema=slot == 0,
        )(on_event)


async def on_unreadable(backend: Backend, raw: Msg, reason: str) -> None:
    """A parked answer is the only one that its attempt will ever have: another attempt follows."""
    event = StepFailed.of_subject(raw.subject, "crashed", f"its answer cannot be read: {reason}")
    if event is not None:
        with suppress(Malformed):  # of no task at all
            await backend.orchestrator.handle(event, raw.metadata.timestamp)
