"""One trace from the HTTP request through every command and event of a task.

Exporters are off unless the standard `OTEL_*` variables ask for them. Names of spans are cut to
two subject tokens, so that ids never become names.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from opentelemetry import propagate, trace
from opentelemetry.trace import Span, SpanKind, Status, StatusCode

_TRACER = "chalkstream"


def setup(service: str) -> None:
    """Install a tracer provider once; it exports if the environment names an OTLP endpoint.

    Without an exporter there still are trace ids: logs, problems and tasks name them.
    """
    if not isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider):
        return
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider

    name = os.environ.get("OTEL_SERVICE_NAME", f"chalkstream-{service}")
    provider = TracerProvider(resource=Resource.create({"service.name": name}))
    if _exporting():
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)


def _exporting() -> bool:
    wanted = os.environ.get("OTEL_TRACES_EXPORTER", "")
    endpoint = os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT") or os.environ.get(
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"
    )
    return wanted != "none" and bool(endpoint or wanted == "otlp")


def short(subject: str) -> str:
    """`cmd.render.<task>.1.2` -> `cmd.render`."""
    return ".".join(subject.split(".")[:2])


def inject(headers: Mapping[str, str] | None = None) -> dict[str, str]:
    """The headers with the current trace context added."""
    carrier = dict(headers or {})
    propagate.inject(carrier)
    return carrier


@contextmanager
def publishing(subject: str, attributes: Mapping[str, str | int] | None = None) -> Iterator[Span]:
    with trace.get_tracer(_TRACER).start_as_current_span(
        f"{short(subject)} publish",
        kind=SpanKind.PRODUCER,
        attributes={**_messaging(subject), **(attributes or {})},
    ) as span:
        yield span


@contextmanager
def consuming(
    subject: str,
    headers: Mapping[str, str] | None,
    attributes: Mapping[str, str | int] | None = None,
) -> Iterator[Span]:
    """A span whose parent is the publisher's, as the message's headers name it."""
    with trace.get_tracer(_TRACER).start_as_current_span(
        f"{short(subject)} process",
        context=propagate.extract(dict(headers or {})),
        kind=SpanKind.CONSUMER,
        attributes={**_messaging(subject), **(attributes or {})},
        record_exception=False,
        set_status_on_exception=False,
    ) as span:
        try:
            yield span
        except BaseException as error:
            # The type only: messages of exceptions may quote prompts or code.
            span.set_status(Status(StatusCode.ERROR, type(error).__name__))
            raise


def failed(error: BaseException) -> None:
    """Mark the current span, of what ends here and is tried again."""
    trace.get_current_span().set_status(Status(StatusCode.ERROR, type(error).__name__))


def trace_id() -> str | None:
    """The current trace's id in hex, None outside of a recorded trace."""
    context = trace.get_current_span().get_span_context()
    return format(context.trace_id, "032x") if context.is_valid else None


def trace_id_of(headers: Mapping[str, str] | None) -> str | None:
    """The id of the trace that these headers carry in hex, None when they carry none."""
    span = trace.get_current_span(propagate.extract(dict(headers or {})))
    context = span.get_span_context()
    return format(context.trace_id, "032x") if context.is_valid else None


def _messaging(subject: str) -> dict[str, str]:
    tokens = subject.split(".")
    attributes = {
        "messaging.system": "nats",
        "messaging.destination.name": short(subject),
    }
    if tokens[0] in ("cmd", "evt", "delay", "ctl"):
        attributes["chalkstream.task_id"] = tokens[2]
    return attributes
