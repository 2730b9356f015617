"""Readable lines in a terminal, JSON in a pod; every line with its service and trace."""

import logging
import os
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from shared import telemetry


def setup(service: str) -> None:
    """Configure structlog once for the process. `LOG_FORMAT=json|text`, `LOG_LEVEL`."""

    def add_context(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        event.setdefault("service", service)
        if trace := telemetry.trace_id():
            event["trace_id"] = trace
        return event

    as_json = os.environ.get("LOG_FORMAT", "text" if sys.stderr.isatty() else "json") == "json"
    level = getattr(logging, os.environ.get("LOG_LEVEL", "INFO").upper(), logging.INFO)
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            add_context,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
