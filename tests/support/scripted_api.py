"""A gateway whose tasks go through a script of statuses, one per reading."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cli.client import PREFIX

TASK = "task-1"
FILES = {
    "/files/source.py": b"class One(Scene): ...\n",
    "/files/one.mp4": b"\0" * 5_000,
    "/files/all.mp4": b"\1" * 300_000,
    "/files/all.vtt": b"WEBVTT\n",
}


def scene(state: str, **more: Any) -> dict[str, Any]:
    return {"number": 1, "title": "One", "state": state, "attempt": 1, "progress": 0, **more}


def status(state: str, progress: int, *scenes: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"task_id": TASK, "status": state, "progress": progress, "scenes": scenes, **more}


@dataclass
class ScriptedApi:
    """The last status of the script stays. `failures` answer the next requests instead."""

    statuses: list[dict[str, Any]]
    events: list[str] = field(default_factory=list)
    failures: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    requests: list[tuple[str, str, dict[str, str], Any]] = field(default_factory=list)
    cancelled: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    def answer(self, method: str, path: str) -> tuple[int, Any]:
        """The status code and what becomes the JSON body (or raw bytes)."""
        if path in FILES:
            return 200, FILES[path]
        if self.failures:
            return self.failures.pop(0)
        match method, path.removeprefix(PREFIX):
            case "POST", "/generate":
                return 202, {"task_id": TASK, "status": "queued"}
            case "GET", "/tasks/task-1/status":
                if self.cancelled.is_set():
                    return 200, status("cancelled", 10)
                return 200, self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
            case "GET", "/tasks/task-1/events":
                return 200, "".join(self.events).encode()
            case "GET", "/tasks/task-1/result":
                return 200, {"task_id": TASK, "status": "completed", "result": self.result()}
            case "DELETE", "/tasks/task-1":
                self.cancelled.set()
                return 202, {"task_id": TASK, "status": "cancelled"}
        return 404, {"title": "Not Found", "detail": "no such task", "error_code": "NOT_FOUND"}

    def result(self) -> dict[str, Any]:
        return {
            "status": "completed",
            "total_duration": 83.25,
            "s3_combined_video_url": f"{self.url}/files/all.mp4",
            "s3_subtitle_url": f"{self.url}/files/all.vtt",
            "scenes": [
                {
                    "scene_number": 1,
                    "title": "One",
                    "duration": 4.0,
                    "s3_video_url": f"{self.url}/files/one.mp4",
                    "s3_source_url": f"{self.url}/files/source.py",
                }
            ],
        }

    @property
    def calls(self) -> list[str]:
        return [f"{method} {path.removeprefix(PREFIX)}" for method, path, _, _ in self.requests]


@contextmanager
def serving(api: ScriptedApi) -> Iterator[ScriptedApi]:
    """Over real HTTP on a free port; `api.url` is where."""

    class Handler(BaseHTTPRequestHandler):
        def _handle(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(size)) if size else None
            headers = {name.lower(): value for name, value in self.headers.items()}
            api.requests.append((self.command, self.path, headers, body))
            code, found = api.answer(self.command, self.path)
            data = found if isinstance(found, bytes) else json.dumps(found).encode()
            self.send_response(code)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_DELETE = _handle

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    api.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield api
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
