"""JSON Web Tokens: signature, issuer, audience and times checked; nothing is taken on trust."""

from typing import Any

import jwt

from services.gateway.access.principal import Principal
from services.gateway.access.public_keys import Key, PublicKeys
from services.gateway.access.refusal import Rejected
from services.gateway.access.settings import AccessSettings
from shared.api_keys import ALL_PROJECTS

_LONGEST_TOKEN = 8 << 10
_LONGEST_SUBJECT = 256

_REASONS: dict[type[jwt.PyJWTError], str] = {
    jwt.ExpiredSignatureError: "the token has expired",
    jwt.ImmatureSignatureError: "the token is not valid yet",
    jwt.InvalidAudienceError: "the token is for another audience",
    jwt.InvalidIssuerError: "the token is of another issuer",
    jwt.InvalidSignatureError: "the token's signature is wrong",
}


class Tokens:
    """Turns a token into who it stands for.

    The header's `alg` only says which of the configured keys is meant. A key has one algorithm, so
    that no public key is ever taken for a secret, and nothing unsigned for signed.
    """

    def __init__(self, settings: AccessSettings, public_keys: PublicKeys | None) -> None:
        self._secret = settings.jwt_secret
        self._public_keys = public_keys
        self._issuer = settings.jwt_issuer
        self._audience = settings.jwt_audience
        self._leeway = settings.jwt_leeway
        self._projects_claim = settings.jwt_projects_claim

    async def principal(self, token: str) -> Principal:
        """Raises `Rejected`, or `Unavailable` when the issuer's keys cannot be fetched."""
        if len(token) > _LONGEST_TOKEN:
            raise Rejected("the token is too long")
        try:
            header = jwt.get_unverified_header(token)
        except (jwt.PyJWTError, ValueError):
            raise Rejected("this is no token") from None
        if "crit" in header:
            raise Rejected("the token has critical extensions")
        algorithm = header.get("alg")
        key = await self._key(algorithm, header.get("kid"))
        assert isinstance(algorithm, str)
        return self._of_claims(self._claims(token, key, algorithm))

    async def _key(self, algorithm: object, kid: object) -> Key | str:
        if algorithm == "HS256" and self._secret is not None:
            return self._secret.get_secret_value()
        if algorithm in ("RS256", "ES256") and self._public_keys is not None:
            return await self._public_keys.key(algorithm, kid if isinstance(kid, str) else None)
        raise Rejected("tokens signed in this way are not accepted")

    def _claims(self, token: str, key: Key | str, algorithm: str) -> dict[str, Any]:
        try:
            return jwt.decode(
                token,
                key,
                algorithms=[algorithm],
                audience=self._audience,
                issuer=self._issuer,
                leeway=self._leeway,
                options={
                    "require": ["exp", "sub", "aud", *(["iss"] if self._issuer else [])],
                    "verify_iss": self._issuer is not None,
                },
            )
        except jwt.MissingRequiredClaimError as error:
            raise Rejected(f"the token has no `{error.claim}`") from None
        except (jwt.PyJWTError, ValueError) as error:
            reason = _REASONS.get(type(error), "the token is malformed")  # type: ignore[arg-type]
            raise Rejected(reason) from None

    def _of_claims(self, claims: dict[str, Any]) -> Principal:
        subject = claims["sub"]
        if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST_SUBJECT:
            raise Rejected("the token's `sub` is not a name")
        return Principal(
            name=f"jwt:{claims.get('iss', '')}:{subject}",
            project_ids=self._projects(claims.get(self._projects_claim)),
            scopes=_scopes(claims),
        )

    def _projects(self, claim: object) -> Any:
        if claim == ALL_PROJECTS or claim == [ALL_PROJECTS]:
            return ALL_PROJECTS
        named = [claim] if isinstance(claim, str) else claim
        if not isinstance(named, list) or not all(isinstance(each, str) for each in named):
            raise Rejected(f"the token's `{self._projects_claim}` names no projects")
        return frozenset(named)


def _scopes(claims: dict[str, Any]) -> frozenset[str]:
    """`scope` as in OAuth, words in a string; or a list named `scopes` or `scp`."""
    for name in ("scope", "scopes", "scp"):
        claim = claims.get(name)
        if isinstance(claim, str):
            return frozenset(claim.split())
        if isinstance(claim, list):
            return frozenset(each for each in claim if isinstance(each, str))
    return frozenset()
