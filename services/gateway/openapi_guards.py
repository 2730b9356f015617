"""What the middlewares ask of a request and may answer, told in the OpenAPI document."""

from copy import deepcopy
from http import HTTPStatus
from typing import Any

from services.gateway.access.rules import needed
from services.gateway.idempotency import HEADER

SECURITY_SCHEMES = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "A JWT with `sub`, `aud`, `exp`, `projects` (a list, or `*`) and `scope`.",
    },
    "apiKey": {
        "type": "apiKey",
        "in": "header",
        "name": "X-API-Key",
        "description": "Made by `chalkstream keys create`.",
    },
}
"""None is needed where no access is configured: the API then serves its own machine only."""

_HEADERS_OF_429 = {
    "Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}},
    "RateLimit-Policy": {
        "description": 'As `"name";q=REQUESTS;w=SECONDS`.',
        "schema": {"type": "string"},
    },
    "RateLimit": {
        "description": 'As `"name";r=REMAINING;t=SECONDS`.',
        "schema": {"type": "string"},
    },
}
_KEY_PARAMETER = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "Makes it safe to repeat the request: for a day it is answered as the first "
    "time. 409 while the first one is being answered, 422 with another body.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
}


def describe(schema: dict[str, Any]) -> None:
    """Add it to the document, in place."""
    schema["components"]["securitySchemes"] = SECURITY_SCHEMES
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            scope = needed(method.upper(), path)
            if scope == "open":
                continue
            operation["security"] = [{"bearer": []}, {"apiKey": []}, {}]
            operation["x-scope"] = scope
            for status in (401, 403, 421, 429):
                _may_answer(operation, status)
            operation["responses"]["429"]["headers"] = _HEADERS_OF_429
            if method == "post":
                operation.setdefault("parameters", []).append(_KEY_PARAMETER)
                for status in (400, 409, 422):
                    _may_answer(operation, status)


def _may_answer(operation: dict[str, Any], status: int) -> None:
    # Every operation has a 503: its content is that of every problem.
    problem = {"description": HTTPStatus(status).phrase}
    content = deepcopy(operation["responses"]["503"]["content"])
    operation["responses"].setdefault(str(status), {**problem, "content": content})
