"""Keys at a URL: fetched rarely, rotated, and never a way to hammer their issuer."""

import asyncio
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from services.gateway.access.public_keys import KeySet
from services.gateway.access.refusal import Rejected
from services.gateway.access.settings import AccessSettings
from services.gateway.access.tokens import Tokens
from shared.errors import Unavailable
from tests.support.access import token

RSA_KEY = rsa.generate_private_key(65537, 2048)
NEW_KEY = rsa.generate_private_key(65537, 2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())

ISSUER = "https://id.test"
URL = f"{ISSUER}/keys"


class Issuer:
    """Answers with its keys, counts, and turns the clock of the one who asks."""

    def __init__(self, **keys: Any) -> None:
        self.document: Any = {"keys": [public(key, kid) for kid, key in keys.items()]}
        self.status = 200
        self.fetches = 0
        self.now = 1_000.0
        self.keys = KeySet(
            URL,
            max_age=300,
            cooldown=10,
            transport=httpx.MockTransport(self._answer),
            clock=lambda: self.now,
        )
        settings = AccessSettings(jwt_jwks_url=URL, jwt_issuer=ISSUER)
        self.tokens = Tokens(settings, self.keys)

    def rotate(self, **keys: Any) -> None:
        self.document = {"keys": [public(key, kid) for kid, key in keys.items()]}

    async def accepts(self, key: Any, *, kid: str | None, alg: str = "RS256") -> bool:
        try:
            await self.tokens.principal(token(key, alg=alg, kid=kid, iss=ISSUER))
        except Rejected:
            return False
        return True

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        self.fetches += 1
        await asyncio.sleep(0)
        return httpx.Response(self.status, json=self.document)


def public(key: Any, kid: str, **more: Any) -> dict[str, Any]:
    kind = jwt.algorithms.RSAAlgorithm if isinstance(key, rsa.RSAPrivateKey) else _EC
    found: dict[str, Any] = kind.to_jwk(key.public_key(), as_dict=True)
    return {**found, "kid": kid, **more}


_EC = jwt.algorithms.ECAlgorithm


async def test_many_tokens_at_once_cause_one_fetch() -> None:
    issuer = Issuer(a=RSA_KEY, e=EC_KEY)
    found = await asyncio.gather(*(issuer.accepts(RSA_KEY, kid="a") for _ in range(20)))
    assert all(found)
    assert await issuer.accepts(EC_KEY, kid="e", alg="ES256")
    assert issuer.fetches == 1


async def test_a_new_key_is_fetched_when_a_token_names_it() -> None:
    issuer = Issuer(a=RSA_KEY)
    assert await issuer.accepts(RSA_KEY, kid="a")
    issuer.rotate(a=RSA_KEY, b=NEW_KEY)
    issuer.now += 11
    assert await issuer.accepts(NEW_KEY, kid="b")
    assert issuer.fetches == 2


async def test_unknown_key_ids_do_not_hammer_the_issuer() -> None:
    issuer = Issuer(a=RSA_KEY)
    assert await issuer.accepts(RSA_KEY, kid="a")
    for number in range(50):
        assert not await issuer.accepts(NEW_KEY, kid=f"unknown {number}")
    assert issuer.fetches == 1
    issuer.now += 11
    await asyncio.gather(*(issuer.accepts(NEW_KEY, kid=f"x{n}") for n in range(50)))
    assert issuer.fetches == 2


async def test_a_withdrawn_key_ends_with_its_age() -> None:
    issuer = Issuer(a=RSA_KEY)
    assert await issuer.accepts(RSA_KEY, kid="a")
    issuer.rotate(b=NEW_KEY)
    assert await issuer.accepts(RSA_KEY, kid="a")
    issuer.now += 301
    # Renewed beside the requests, which nobody has to wait for.
    await issuer.accepts(RSA_KEY, kid="a")
    for _ in range(50):
        await asyncio.sleep(0)
    assert not await issuer.accepts(RSA_KEY, kid="a")
    assert await issuer.accepts(NEW_KEY, kid="b")
    assert issuer.fetches == 2


async def test_the_last_keys_are_used_while_the_issuer_is_down() -> None:
    issuer = Issuer(a=RSA_KEY)
    assert await issuer.accepts(RSA_KEY, kid="a")
    issuer.status = 500
    issuer.now += 1_000
    for _ in range(5):
        assert await issuer.accepts(RSA_KEY, kid="a")


@pytest.mark.parametrize(
    "document", [[], {}, {"keys": 1}, "x" * (300 << 10)], ids=["list", "empty", "number", "large"]
)
async def test_without_keys_nothing_can_be_decided(document: Any) -> None:
    issuer = Issuer()
    issuer.document = document
    with pytest.raises(Unavailable):
        await issuer.accepts(RSA_KEY, kid="a")
    issuer.rotate(a=RSA_KEY)
    issuer.now += 3
    assert await issuer.accepts(RSA_KEY, kid="a")


async def test_only_sound_signing_keys_count() -> None:
    weak = rsa.generate_private_key(65537, 1024)
    other_curve = ec.generate_private_key(ec.SECP384R1())
    issuer = Issuer(a=RSA_KEY)
    issuer.document["keys"] += [
        public(NEW_KEY, "enc", use="enc"),
        public(weak, "weak"),
        public(other_curve, "p384"),
        {"kty": "oct", "k": "c2VjcmV0", "kid": "oct"},
        {"kty": "RSA", "kid": "broken"},
        "nonsense",
    ]
    assert await issuer.accepts(RSA_KEY, kid="a")
    assert not await issuer.accepts(NEW_KEY, kid="enc")
    for name in ("weak", "p384", "oct", "broken"):
        with pytest.raises(Rejected):
            await issuer.keys.key("RS256", name)


async def test_without_a_key_id_the_only_fitting_key_is_meant() -> None:
    issuer = Issuer(a=RSA_KEY, e=EC_KEY)
    assert await issuer.accepts(RSA_KEY, kid=None)
    issuer.rotate(a=RSA_KEY, b=NEW_KEY)
    issuer.now += 301
    await issuer.accepts(RSA_KEY, kid="a")
    for _ in range(50):
        await asyncio.sleep(0)
    assert not await issuer.accepts(RSA_KEY, kid=None)
