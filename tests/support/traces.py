"""Spans that this process records, kept in memory."""

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from shared import telemetry


@contextmanager
def recorded() -> Iterator[InMemorySpanExporter]:
    """What ends meanwhile is in the exporter's `get_finished_spans()`."""
    telemetry.setup("test")
    provider = trace.get_tracer_provider()
    assert isinstance(provider, TracerProvider)
    exporter = InMemorySpanExporter()
    processor = SimpleSpanProcessor(exporter)
    provider.add_span_processor(processor)
    try:
        yield exporter
    finally:
        # A provider has no way to take a processor back; this one ignores what comes later.
        processor.shutdown()
