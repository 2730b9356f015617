"""Response headers as the OpenAPI document describes them."""

from typing import Any

Headers = dict[str, dict[str, Any]]


def _header(description: str, kind: str = "string") -> dict[str, Any]:
    return {"description": description, "schema": {"type": kind}}


RETRY_AFTER: Headers = {"Retry-After": _header("Seconds; ask again after them.", "integer")}

ACCEPTED: Headers = {"Location": _header("The status to poll."), **RETRY_AFTER}

TAGGED: Headers = {
    "ETag": _header("Weak; send it back as `If-None-Match`."),
    "Cache-Control": _header("Always `no-cache`: ask, but cheaply."),
}
