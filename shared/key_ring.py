"""All API keys, in a bucket that gateways and the command line share."""

from datetime import UTC, datetime
from typing import Literal

from nats.js import JetStreamContext
from nats.js.errors import KeyNotFoundError, KeyWrongLastSequenceError, NoKeysError
from nats.js.kv import KeyValue
from pydantic import BaseModel

from shared.api_keys import SCOPES, ApiKey, Scope, is_id, made
from shared.streams import KEYS_BUCKET


class NoSuchKey(Exception):
    """There is no key with this id."""


class Use(BaseModel):
    """Beside the key, so that noting a use cannot undo a revocation."""

    at: datetime


class KeyRing:
    def __init__(self, js: JetStreamContext) -> None:
        self._js = js
        self._opened: KeyValue | None = None

    async def create(
        self,
        name: str,
        *,
        project_ids: tuple[str, ...] | Literal["*"],
        scopes: tuple[Scope, ...] = SCOPES,
        expires_at: datetime | None = None,
    ) -> tuple[ApiKey, str]:
        """The stored key and its text, which nobody can see again."""
        key, text = made(
            name,
            project_ids=project_ids,
            scopes=scopes,
            created_at=datetime.now(UTC),
            expires_at=expires_at,
        )
        bucket = await self._bucket()
        await bucket.create(f"key.{key.id}", key.model_dump_json().encode())
        return key, text

    async def find(self, key_id: str) -> ApiKey | None:
        return (await self._find(key_id))[0]

    async def all(self) -> list[ApiKey]:
        """Oldest first, revoked ones too."""
        bucket = await self._bucket()
        try:
            names = [name for name in await bucket.keys() if name.startswith("key.")]
        except NoKeysError:
            return []
        found = [await self.find(name.removeprefix("key.")) for name in names]
        return sorted((key for key in found if key), key=lambda key: (key.created_at, key.id))

    async def revoke(self, key_id: str) -> ApiKey:
        """Revoking twice changes nothing. Raises `NoSuchKey`."""
        while True:
            key, revision = await self._find(key_id)
            if key is None:
                raise NoSuchKey(key_id)
            if key.revoked_at is not None:
                return key
            revoked = key.model_copy(update={"revoked_at": datetime.now(UTC)})
            bucket = await self._bucket()
            try:
                await bucket.update(
                    f"key.{key_id}", revoked.model_dump_json().encode(), last=revision
                )
            except KeyWrongLastSequenceError:
                continue
            return revoked

    async def note_use(self, key_id: str, at: datetime) -> None:
        bucket = await self._bucket()
        await bucket.put(f"used.{key_id}", Use(at=at).model_dump_json().encode())

    async def last_used(self, key_id: str) -> datetime | None:
        bucket = await self._bucket()
        try:
            entry = await bucket.get(f"used.{key_id}")
        except KeyNotFoundError:
            return None
        return Use.model_validate_json(entry.value or b"").at

    async def _find(self, key_id: str) -> tuple[ApiKey | None, int]:
        if not is_id(key_id):
            return None, 0
        bucket = await self._bucket()
        try:
            entry = await bucket.get(f"key.{key_id}")
        except KeyNotFoundError:
            return None, 0
        return ApiKey.model_validate_json(entry.value or b""), entry.revision or 0

    async def _bucket(self) -> KeyValue:
        if self._opened is None:
            self._opened = await self._js.key_value(KEYS_BUCKET)
        return self._opened
