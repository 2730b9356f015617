"""What each service of the embedded stack is told: an allow-list, so that no secret strays.

Only assets learns the S3 keys, only the two authors learn the model's key, and the renderer, which
runs programs that nobody has read, learns no secret at all.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cli.embedded.s3 import S3Server

SERVICES = ("gateway", "planner", "coder", "renderer", "assets")

ROOT = Path(__file__).resolve().parent.parent
"""The folder that holds the packages."""

_EVERYONE = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "OTEL_*", "LOG_*", "PYTHON*")
_WORKERS = ("WORKER_*",)
_OUTSIDE = (
    *("SSL_CERT_FILE", "SSL_CERT_DIR", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"),
    *("http_proxy", "https_proxy", "all_proxy", "no_proxy"),
)
"""For those that speak to the world: a proxy's URL may hold a password."""

_OWN = {
    "gateway": ("GATEWAY_*",),
    "planner": (*_WORKERS, *_OUTSIDE, "PLANNER_*", "OPENAI_*", "MODEL_*"),
    "coder": (*_WORKERS, *_OUTSIDE, "CODER_*", "OPENAI_*", "MODEL_*"),
    "renderer": (*_WORKERS, "RENDERER_*"),
    # Not S3_* and AWS_*: where the caller's own bucket is does not hold for the embedded one.
    "assets": (
        *(*_WORKERS, *_OUTSIDE, "ASSETS_*", "CONVEX_*", "S3_BASE_PREFIX", "S3_MAX_CONCURRENCY"),
        *("S3_MULTIPART_THRESHOLD_MB", "S3_MAX_UPLOAD_MB", "S3_PRESIGN_EXPIRATION"),
    ),
}


@dataclass(frozen=True)
class Parts:
    """Where the embedded servers are."""

    nats_url: str
    s3: S3Server


def service_environment(
    service: str, parts: Parts, caller: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The whole environment of one service; `caller` is whose variables are let through."""
    caller = os.environ if caller is None else caller
    allowed = (*_EVERYONE, *_OWN[service])
    found = {name: value for name, value in caller.items() if _is_allowed(name, allowed)}
    found |= {
        "NATS_URL": parts.nats_url,
        "LOG_FORMAT": "text",
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": _joined(str(ROOT), caller.get("PYTHONPATH")),
    }
    if any(name in found for name in _OUTSIDE):
        for name in ("NO_PROXY", "no_proxy"):
            found[name] = _joined("127.0.0.1,localhost", caller.get(name), by=",")
    if service == "assets":
        found |= storage_environment(parts.s3)
    return found


def storage_environment(s3: S3Server) -> dict[str, str]:
    """How to reach the embedded object store, its keys among it."""
    return {
        "S3_ENDPOINT_URL": s3.endpoint_url,
        "S3_BUCKET": s3.bucket,
        "S3_FORCE_PATH_STYLE": "true",
        "AWS_ACCESS_KEY_ID": s3.access_key,
        "AWS_SECRET_ACCESS_KEY": s3.secret_key,
        "AWS_REGION": "us-east-1",
        # A developer's profile may name another endpoint or region.
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def _is_allowed(name: str, allowed: tuple[str, ...]) -> bool:
    return any(
        name.startswith(rule[:-1]) if rule.endswith("*") else name == rule for rule in allowed
    )


def _joined(first: str, rest: str | None, *, by: str = os.pathsep) -> str:
    return f"{first}{by}{rest}" if rest else first
