"""How those are answered who may not enter."""

from services.gateway.problems import Problem
from shared.api_keys import Scope

REALM = 'realm="chalkstream"'


class Rejected(Exception):
    """These credentials prove nothing; the text says why, for whoever made them."""


def missing(*, jwt: bool, api_keys: bool) -> Problem:
    ways = [
        *(["`Authorization: Bearer TOKEN`"] if jwt else []),
        *(["`X-API-Key: KEY`"] if api_keys else []),
    ]
    return Problem(
        401,
        "UNAUTHENTICATED",
        f"Send credentials: {' or '.join(ways)}.",
        headers={"WWW-Authenticate": f"Bearer {REALM}"},
    )


def invalid(error: Rejected) -> Problem:
    challenge = f'Bearer {REALM}, error="invalid_token", error_description="{error}"'
    return Problem(
        401,
        "INVALID_CREDENTIALS",
        f"The credentials are not accepted: {error}. Get new ones.",
        headers={"WWW-Authenticate": challenge},
    )


def insufficient(scope: Scope) -> Problem:
    challenge = f'Bearer {REALM}, error="insufficient_scope", scope="{scope}"'
    return Problem(
        403,
        "INSUFFICIENT_SCOPE",
        f"Your credentials lack the scope `{scope}`. Ask for credentials that have it.",
        headers={"WWW-Authenticate": challenge},
    )
