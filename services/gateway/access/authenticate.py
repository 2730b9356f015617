"""Credentials of a request -> its principal."""

from collections.abc import Callable

from starlette.requests import HTTPConnection

from services.gateway.access.key_check import KeyCheck
from services.gateway.access.principal import ANYONE, Principal
from services.gateway.access.public_keys import KeySet, PemKey, PublicKeys
from services.gateway.access.refusal import Rejected, invalid, missing
from services.gateway.access.settings import AccessSettings
from services.gateway.access.tokens import Tokens
from shared.key_ring import KeyRing

SUBPROTOCOL = "chalkstream"
"""What a browser's WebSocket offers beside `bearer.TOKEN`: it can set no header."""

_BEARER_PROTOCOL = "bearer."
_KEY_BEGINS = "ck_"


class Authenticate:
    """Call it with a request: its principal, or a 401. Nothing configured: everybody is `ANYONE`.

    `ring` is called when an API key is to be looked up.
    """

    def __init__(self, settings: AccessSettings, ring: Callable[[], KeyRing]) -> None:
        self._open = settings.open
        self._keys = KeyCheck(ring, remember=settings.api_key_cache) if settings.api_keys else None
        self._tokens = Tokens(settings, _public_keys(settings)) if settings.jwt else None

    async def __call__(self, connection: HTTPConnection) -> Principal:
        """Raises `Problem` 401, `Unavailable` when it cannot be decided now."""
        if self._open:
            return ANYONE
        credentials = _credentials(connection)
        if credentials is None:
            raise missing(jwt=self._tokens is not None, api_keys=self._keys is not None)
        try:
            return await self._principal(credentials)
        except Rejected as error:
            raise invalid(error) from None

    async def _principal(self, credentials: str) -> Principal:
        if credentials.startswith(_KEY_BEGINS) or self._tokens is None:
            if self._keys is None:
                raise Rejected("API keys are not accepted here")
            return await self._keys.principal(credentials)
        return await self._tokens.principal(credentials)


def _credentials(connection: HTTPConnection) -> str | None:
    if key := connection.headers.get("x-api-key"):
        # What is sent as a key must be one, and not a token.
        return key.strip() if key.strip().startswith(_KEY_BEGINS) else _KEY_BEGINS
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip()
    if connection.scope["type"] == "websocket":
        for protocol in connection.scope.get("subprotocols", ()):
            if protocol.startswith(_BEARER_PROTOCOL):
                return str(protocol.removeprefix(_BEARER_PROTOCOL))
    return None


def _public_keys(settings: AccessSettings) -> PublicKeys | None:
    if settings.jwt_public_key is not None:
        return PemKey(settings.jwt_public_key)
    if settings.jwt_jwks_url is not None:
        return KeySet(
            settings.jwt_jwks_url,
            max_age=settings.jwt_jwks_max_age,
            cooldown=settings.jwt_jwks_cooldown,
        )
    return None
