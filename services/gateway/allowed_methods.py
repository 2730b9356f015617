"""Which methods a path knows, over all of its routes: the router itself names one route's only."""

import re
from functools import lru_cache
from typing import Any

from fastapi import FastAPI
from starlette.routing import compile_path


def allowed_methods(app: FastAPI, path: str) -> set[str]:
    """In upper case; empty for a path that is not in the OpenAPI document."""
    found: set[str] = set()
    for template, operations in app.openapi()["paths"].items():
        if _pattern(template).match(path):
            found |= _methods(operations)
    return found


def _methods(operations: dict[str, Any]) -> set[str]:
    return {method.upper() for method in operations}


@lru_cache(maxsize=256)
def _pattern(template: str) -> re.Pattern[str]:
    return compile_path(template)[0]
