"""The public keys of the configuration: one in PEM, or a set at a URL that rotates."""

import asyncio
import time
from collections.abc import Callable
from typing import Any, Protocol

import httpx
import jwt
import structlog
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from services.gateway.access.refusal import Rejected
from shared.errors import Unavailable

log = structlog.get_logger()

Key = RSAPublicKey | EllipticCurvePublicKey

_SMALLEST_RSA_BITS = 2048
_LARGEST_DOCUMENT = 256 << 10
_TIMEOUT = 5.0
_RETRY_SECONDS = 2.0


class PublicKeys(Protocol):
    async def key(self, algorithm: str, kid: str | None) -> Key:
        """Raises `Rejected` when there is no such key."""
        ...


class PemKey:
    """One key, whatever key id a token names."""

    def __init__(self, pem: str) -> None:
        try:
            # In an environment variable, lines are often joined by a literal \n.
            self._key = _checked(load_pem_public_key(pem.replace("\\n", "\n").encode()))
        except (ValueError, UnsupportedAlgorithm) as error:
            raise ValueError(f"GATEWAY_JWT_PUBLIC_KEY cannot be used: {error}") from None

    async def key(self, algorithm: str, kid: str | None) -> Key:
        if _algorithm(self._key) != algorithm:
            raise Rejected(f"tokens here are signed by {_algorithm(self._key)}")
        return self._key


class KeySet:
    """A JWKS, fetched when it is first needed, when it is old, and for a key id that is new.

    An old one is used until the new one is there: nobody waits for an issuer that is slow or down.
    Unknown key ids cause at most one fetch per `cooldown` seconds, so that nobody can make us
    hammer it.
    """

    def __init__(
        self,
        url: str,
        *,
        max_age: float,
        cooldown: float,
        transport: httpx.AsyncBaseTransport | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = url
        self._max_age = max_age
        self._cooldown = cooldown
        self._transport = transport
        self._clock = clock
        self._fetching = asyncio.Lock()
        self._keys: dict[str | None, Key] | None = None
        self._fetched = float("-inf")
        self._asked = float("-inf")
        self._renewal: asyncio.Task[None] | None = None

    async def key(self, algorithm: str, kid: str | None) -> Key:
        if self._keys is not None and self._clock() - self._fetched > self._max_age:
            self._renew()
        key = self._find(algorithm, kid)
        if key is None:
            known = self._keys is not None
            await self._refresh(at_most_every=self._cooldown if known else _RETRY_SECONDS)
            key = self._find(algorithm, kid)
        if key is None:
            raise Rejected("its key is not one of the issuer's")
        return key

    def _renew(self) -> None:
        if self._renewal is None or self._renewal.done():
            self._renewal = asyncio.create_task(
                self._refresh(at_most_every=min(self._cooldown, _RETRY_SECONDS))
            )

    def _find(self, algorithm: str, kid: str | None) -> Key | None:
        keys = self._keys or {}
        if kid is not None:
            key = keys.get(kid)
            return key if key is not None and _algorithm(key) == algorithm else None
        fitting = [key for key in keys.values() if _algorithm(key) == algorithm]
        return fitting[0] if len(fitting) == 1 else None

    async def _refresh(self, *, at_most_every: float) -> None:
        before = self._asked
        async with self._fetching:
            # Somebody else may have asked while we waited for the lock.
            if self._asked == before and self._clock() - self._asked >= at_most_every:
                self._asked = self._clock()
                try:
                    self._keys = _read(await self._document())
                    self._fetched = self._clock()
                except (httpx.HTTPError, ValueError) as error:
                    log.warning("cannot fetch the issuer's keys", url=self._url, error=str(error))
        if self._keys is None:
            raise Unavailable("the keys of the token's issuer cannot be fetched")

    async def _document(self) -> Any:
        async with (
            httpx.AsyncClient(
                timeout=_TIMEOUT,
                transport=self._transport,
                trust_env=self._url.startswith("https:"),
            ) as http,
            http.stream("GET", self._url, headers={"Accept": "application/json"}) as answer,
        ):
            if answer.status_code != 200:
                raise ValueError(f"status {answer.status_code}")
            body = b""
            async for chunk in answer.aiter_bytes():
                body += chunk
                if len(body) > _LARGEST_DOCUMENT:
                    raise ValueError(f"more than {_LARGEST_DOCUMENT} bytes")
        return httpx.Response(200, content=body).json()


def _read(document: Any) -> dict[str | None, Key]:
    """The usable keys by id; others (for encryption, symmetric, of other curves) are passed by."""
    if not isinstance(document, dict) or not isinstance(document.get("keys"), list):
        raise ValueError("not a JSON Web Key Set")
    keys: dict[str | None, Key] = {}
    for each in document["keys"]:
        if not isinstance(each, dict) or each.get("use", "sig") != "sig":
            continue
        if each.get("kty") not in ("RSA", "EC"):
            continue
        try:
            keys[each.get("kid")] = _checked(jwt.PyJWK.from_dict(each).key)
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            log.warning("unusable key of the issuer", kid=each.get("kid"), error=str(error))
    return keys


def _checked(key: object) -> Key:
    if isinstance(key, RSAPublicKey) and key.key_size >= _SMALLEST_RSA_BITS:
        return key
    if isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1):
        return key
    raise ValueError("it must be an RSA key of 2048 bits or more, or one on the curve P-256")


def _algorithm(key: Key) -> str:
    """The one algorithm that this key may check: never the token's own choice."""
    return "RS256" if isinstance(key, RSAPublicKey) else "ES256"
