"""Which tokens are believed, and which are not."""

import base64
import hashlib
import hmac
import json
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from services.gateway.access.public_keys import PemKey
from services.gateway.access.refusal import Rejected
from services.gateway.access.settings import AccessSettings
from services.gateway.access.tokens import Tokens
from tests.support.access import SECRET, claims, token

LONG_AGO, SOON = 1_000_000_000, 9_000_000_000

RSA_KEY = rsa.generate_private_key(65537, 2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())


def pem(key: Any) -> str:
    public: bytes = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return public.decode()


def tokens(**settings: Any) -> Tokens:
    configured = AccessSettings.model_validate(settings)
    public = PemKey(configured.jwt_public_key) if configured.jwt_public_key else None
    return Tokens(configured, public)


def by_secret(**settings: Any) -> Tokens:
    return tokens(jwt_secret=SECRET, **settings)


async def reason(checker: Tokens, text: str) -> str:
    with pytest.raises(Rejected) as rejected:
        await checker.principal(text)
    return str(rejected.value)


async def test_a_good_token_says_who_may_do_what_where() -> None:
    principal = await by_secret().principal(token(scope="videos:read agents"))
    assert principal.name == "jwt::ada"
    assert principal.owns("p1")
    assert not principal.owns("p2")
    assert principal.scopes == {"videos:read", "agents"}


@pytest.mark.parametrize(
    ("key", "alg"), [(RSA_KEY, "RS256"), (EC_KEY, "ES256")], ids=["RS256", "ES256"]
)
async def test_a_public_key_checks_its_own_algorithm_only(key: Any, alg: str) -> None:
    checker = tokens(jwt_public_key=pem(key))
    assert (await checker.principal(token(key, alg=alg))).owns("p1")
    other, other_alg = (EC_KEY, "ES256") if alg == "RS256" else (RSA_KEY, "RS256")
    assert "signed by" in await reason(checker, token(other, alg=other_alg))


@pytest.mark.parametrize("key", [RSA_KEY, EC_KEY], ids=["RSA", "EC"])
async def test_a_public_key_is_no_secret(key: Any) -> None:
    """Key confusion: signed by HS256 with the public key that everybody knows."""
    header = _part({"alg": "HS256", "typ": "JWT"}) + "." + _part(claims())
    for secret in (pem(key), pem(key).strip()):
        mac = hmac.new(secret.encode(), header.encode(), hashlib.sha256).digest()
        forged = f"{header}.{_encoded(mac)}"
        assert "not accepted" in await reason(tokens(jwt_public_key=pem(key)), forged)
        assert "signature" in await reason(
            tokens(jwt_public_key=pem(key), jwt_secret=SECRET), forged
        )


@pytest.mark.parametrize("alg", ["none", "None", "NONE", "nOnE", "HS384", "RS256", "", None, 1, []])
async def test_no_other_algorithm_is_believed(alg: Any) -> None:
    for signature in ("", _encoded(b"x" * 32)):
        forged = f"{_part({'alg': alg})}.{_part(claims())}.{signature}"
        assert await reason(by_secret(), forged)


async def test_a_changed_claim_breaks_the_signature() -> None:
    header, _, signature = token().split(".")
    forged = f"{header}.{_part(claims(projects='*'))}.{signature}"
    assert "signature" in await reason(by_secret(), forged)
    assert "signature" in await reason(by_secret(), token("another secret of the right length"))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"exp": LONG_AGO}, "expired"),
        ({"exp": None}, "`exp`"),
        ({"exp": "tomorrow"}, "malformed"),
        ({"nbf": SOON}, "not valid yet"),
        ({"iat": SOON}, "not valid yet"),
        ({"aud": "others"}, "audience"),
        ({"aud": None}, "`aud`"),
        ({"sub": None}, "`sub`"),
        ({"sub": ""}, "`sub`"),
        ({"sub": "x" * 300}, "`sub`"),
        ({"projects": None}, "`projects`"),
        ({"projects": 7}, "`projects`"),
        ({"projects": [7]}, "`projects`"),
        ({"projects": {"p1": True}}, "`projects`"),
    ],
)
async def test_a_claim_that_is_wrong_is_named(changes: dict[str, Any], why: str) -> None:
    assert why in await reason(by_secret(), token(**changes))


async def test_the_issuer_is_checked_when_it_is_configured() -> None:
    checker = by_secret(jwt_issuer="https://id.test")
    principal = await checker.principal(token(iss="https://id.test"))
    assert principal.name == "jwt:https://id.test:ada"
    assert "issuer" in await reason(checker, token(iss="https://evil.test"))
    assert "`iss`" in await reason(checker, token())


async def test_clocks_may_differ_by_the_leeway() -> None:
    now = claims()["exp"] - 600
    late = token(exp=now - 20)
    assert await by_secret().principal(late)
    assert "expired" in await reason(by_secret(jwt_leeway=0), late)


@pytest.mark.parametrize(
    "text", ["", "x", "a.b.c", "....", "é.é.é", "e30.e30.", token() + "x" * 9_000, "\x00"]
)
async def test_what_is_no_token_is_rejected(text: str) -> None:
    assert await reason(by_secret(), text)


async def test_critical_extensions_are_not_understood() -> None:
    text = jwt.encode(claims(), SECRET, headers={"crit": ["b64"], "b64": False})
    assert await reason(by_secret(), text)


@pytest.mark.parametrize(
    ("claim", "owned", "not_owned"),
    [("*", "any", None), (["*"], "any", None), ("p7", "p7", "p1"), ([], None, "p1")],
)
async def test_projects_may_be_all_some_or_none(
    claim: Any, owned: str | None, not_owned: str | None
) -> None:
    principal = await by_secret().principal(token(projects=claim))
    assert owned is None or principal.owns(owned)
    assert not_owned is None or not principal.owns(not_owned)


async def test_projects_may_have_another_claim() -> None:
    checker = by_secret(jwt_projects_claim="https://x.test/projects")
    text = jwt.encode(claims(projects=None) | {"https://x.test/projects": ["p3"]}, SECRET)
    assert (await checker.principal(text)).owns("p3")


@pytest.mark.parametrize(
    ("changes", "scopes"),
    [
        ({"scope": None}, set()),
        ({"scope": ""}, set()),
        ({"scope": None, "scopes": ["agents"]}, {"agents"}),
        ({"scope": None, "scp": ["agents", 7]}, {"agents"}),
    ],
)
async def test_scopes_come_in_several_forms(changes: dict[str, Any], scopes: set[str]) -> None:
    assert (await by_secret().principal(token(**changes))).scopes == scopes


def _part(content: dict[str, Any]) -> str:
    return _encoded(json.dumps(content).encode())


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
