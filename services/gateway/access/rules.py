"""What a request needs, told from its path and method alone, before anything of it is read."""

from typing import Literal

from services.gateway.routes import AGENTS_PREFIX, PREFIX
from shared.api_keys import Scope

OPEN_PATHS = frozenset(
    {
        *("/livez", "/readyz", "/openapi.json", "/docs", "/docs/oauth2-redirect", "/redoc"),
        f"{PREFIX}/health",
    }
)

Access = Literal["open"] | Scope


def needed(method: str, path: str) -> Access:
    """The scope that a request must have; what is not known to be open needs one."""
    if path in OPEN_PATHS and method in ("GET", "HEAD"):
        return "open"
    if path.startswith(f"{AGENTS_PREFIX}/"):
        return "agents"
    return "videos:read" if method in ("GET", "HEAD") else "videos:write"
