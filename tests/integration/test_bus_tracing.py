"""One trace from the request through every command and event of a task."""

from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from shared import telemetry
from shared.bus import insert
from shared.contracts.base import Command, Event
from shared.streams import EVENTS, WORKFLOW
from tests.support.answers import failure, requested, success
from tests.support.bus import acknowledged, last, orchestrating
from tests.support.crew import crew
from tests.support.stack import CleanBus


def once_unavailable(command: Command) -> Event:
    """The first plan must be delayed: a schedule of the server carries the trace, too."""
    if command.subject == "cmd.plan.t1.-.1":
        return failure(command)
    return success(command)


async def test_one_trace_goes_through_every_service_and_delay(clean_bus: CleanBus) -> None:
    telemetry.setup("test")
    provider = trace.get_tracer_provider()
    assert isinstance(provider, TracerProvider)
    exporter = InMemorySpanExporter()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    async with orchestrating(clean_bus), crew(clean_bus, once_unavailable):
        with trace.get_tracer("test").start_as_current_span("POST /generate") as root:
            wanted = root.get_span_context().trace_id
            request = requested(scenes=2)
            await insert(clean_bus.js, request, subject=request.subject)
        await last(clean_bus, EVENTS, "evt.end.t1.-.1")
        await acknowledged(clean_bus, EVENTS, WORKFLOW)
    spans = [
        span
        for span in exporter.get_finished_spans()
        if (span.attributes or {}).get("chalkstream.task_id") == "t1"
    ]
    steps = ("plan", "implement", "code", "render", "combine", "publish", "sync")
    names = {span.name for span in spans}
    for step in steps:
        assert {f"cmd.{step} publish", f"cmd.{step} process"} <= names
        assert {f"evt.{step} publish", f"evt.{step} process"} <= names
    assert {"delay.plan publish", "evt.gateway process", "evt.end publish"} <= names
    assert {span.context.trace_id for span in spans if span.context} == {wanted}
    assert not any("t1" in name for name in names), "ids are attributes, not names"
