"""The OpenAPI document: as FastAPI derives it, with errors under their real media type."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from services.gateway import openapi_curl, openapi_guards
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
                for parameter in operation.get("parameters", ()):
                    _require_text(parameter)
        for unused in ("HTTPValidationError", "ValidationError"):
            schema["components"]["schemas"].pop(unused, None)
        openapi_guards.describe(schema)
        openapi_curl.add_examples(schema)
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


def _require_text(parameter: dict[str, Any]) -> None:
    """What is left out is null to us, but "null" in a query or a header is a text like others."""
    schema = parameter["schema"]
    choices = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    if len(choices) == 1:
        del schema["anyOf"]
        schema.update(choices[0])
