"""API keys: what is handed out once, and what is kept of it."""

import hashlib
import hmac
import re
import secrets
import string
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from shared.contracts.base import Name

Scope = Literal["videos:read", "videos:write", "agents"]
SCOPES: tuple[Scope, ...] = ("videos:read", "videos:write", "agents")

ALL_PROJECTS: Literal["*"] = "*"

_TEXT = re.compile(r"ck_([a-z0-9]{12})_([A-Za-z0-9]{43})")
_ID_LETTERS = string.ascii_lowercase + string.digits
_SECRET_LETTERS = string.ascii_letters + string.digits


class ApiKey(BaseModel):
    """A key as it is stored. Its secret has 256 bits, so that a plain hash keeps it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    name: str
    sha256: str
    project_ids: tuple[Name, ...] | Literal["*"]
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None

    def opens(self, text: str, at: datetime) -> bool:
        """Whether this is the key's text and the key is still good."""
        same = hmac.compare_digest(_digest(text), self.sha256)
        expired = self.expires_at is not None and self.expires_at <= at
        return same and self.revoked_at is None and not expired


def id_of(text: str) -> str | None:
    """The id in a key's text, None when it is no key at all."""
    match = _TEXT.fullmatch(text)
    return match[1] if match else None


def is_project(text: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9_-]{1,64}", text) is not None


def is_id(text: str) -> bool:
    return re.fullmatch(r"[a-z0-9]{12}", text) is not None


def made(
    name: str,
    *,
    project_ids: tuple[str, ...] | Literal["*"],
    scopes: tuple[Scope, ...],
    created_at: datetime,
    expires_at: datetime | None = None,
) -> tuple[ApiKey, str]:
    """A new key and its text, which nobody can see again."""
    key_id = _random(_ID_LETTERS, 12)
    text = f"ck_{key_id}_{_random(_SECRET_LETTERS, 43)}"
    key = ApiKey(
        id=key_id,
        name=name,
        sha256=_digest(text),
        project_ids=project_ids,
        scopes=scopes,
        created_at=created_at,
        expires_at=expires_at,
    )
    return key, text


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _random(letters: str, length: int) -> str:
    return "".join(secrets.choice(letters) for _ in range(length))
