"""`python -m cli.docs`: the documents of the REST API and of the bus, for those who read neither.

The tests compare them with the code: a change of the API shows in review.
"""

import json
from pathlib import Path
from typing import Any

from services.gateway.app import create_app
from services.gateway.settings import Settings
from shared import asyncapi
from shared.settings import BusSettings

DIRECTORY = Path(__file__).resolve().parents[1] / "docs"


def documents() -> dict[str, str]:
    """File name -> text."""
    app = create_app(Settings(bus=BusSettings(url="nats://127.0.0.1:4222")))
    return {
        "openapi.json": _text(app.openapi()),
        "asyncapi.json": _text(asyncapi.document()),
    }


def publish() -> None:
    for name, text in documents().items():
        (DIRECTORY / name).write_text(text)


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    publish()
