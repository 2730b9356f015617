"""A curl example for every operation, made of the examples in the document itself."""

import json
import shlex
from typing import Any

from services.gateway.event_stream import MEDIA_TYPE

HERE = "http://127.0.0.1:8000"
AN_ID = "01976b1e-9c4d-7a52-8f3e-2d6c5b4a3f21"
"""Stands for an id in the examples of bodies."""


def add_examples(document: dict[str, Any]) -> None:
    """To every operation's description, in place."""
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            text = operation.get("description", "").rstrip()
            operation["description"] = f"{text}\n\n```sh\n{_curl(path, method, operation)}\n```\n"


def _curl(path: str, method: str, operation: dict[str, Any]) -> str:
    url = f'"{HERE}{_filled(path, operation)}"'
    body = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if body is not None:
        document = json.dumps(_example(body["schema"]), ensure_ascii=False)
        # The quotes end around it, so that the shell puts the id in.
        data = shlex.quote(document).replace(AN_ID, "'$JOB_ID'")
        return f"curl -s {url} \\\n  -H 'content-type: application/json' \\\n  -d {data}"
    streams = MEDIA_TYPE in operation["responses"].get("200", {}).get("content", {})
    options = {"get": "-sN" if streams else "-s", "head": "-sI"}
    return f"curl {options.get(method, f'-s -X {method.upper()}')} {url}"


def _filled(path: str, operation: dict[str, Any]) -> str:
    """Ids become variables of the shell: theirs are not ours to know."""
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "path":
            name = parameter["name"]
            known = not name.endswith("_id")
            value = str(_example(parameter["schema"])) if known else f"${name.upper()}"
            path = path.replace(f"{{{name}}}", value)
    return path


def _example(schema: dict[str, Any]) -> Any:
    return schema["examples"][0]
