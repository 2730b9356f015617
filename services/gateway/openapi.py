"""The OpenAPI document: as FastAPI derives it, with errors under their real media type."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from services.gateway import openapi_guards
from services.gateway.problems import MEDIA_TYPE


def document(app: FastAPI) -> dict[str, Any]:
    """Derived once, then kept by the application."""
    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title,
            version=app.version,
            summary=app.summary,
            description=app.description,
            routes=app.routes,
            tags=app.openapi_tags,
        )
        for path in schema["paths"].values():
            for operation in path.values():
                _correct(operation["responses"])
        for unused in ("HTTPValidationError", "ValidationError"):
            schema["components"]["schemas"].pop(unused, None)
        openapi_guards.describe(schema)
        app.openapi_schema = schema
    return app.openapi_schema


def _correct(responses: dict[str, Any]) -> None:
    for status, response in list(responses.items()):
        if status < "400":
            continue
        # FastAPI gives errors the media type of the route.
        (media,) = response["content"].values()
        if media["schema"]["$ref"].endswith("/HTTPValidationError"):
            # Documented by FastAPI for any parameter; of ours none can be invalid in this way.
            del responses[status]
        else:
            response["content"] = {MEDIA_TYPE: media}
