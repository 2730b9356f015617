"""`Prefer: wait=n` (RFC 7240): how long a client would like the answer to be held back."""

import re

LONGEST_WAIT = 60

_WAIT = re.compile(r'^\s*wait\s*=\s*(?:"(?P<quoted>\d{1,9})"|(?P<plain>\d{1,9}))\s*(?:;.*)?$', re.I)


def seconds_to_wait(prefer: str | None) -> int | None:
    """0..60; None when the client states no such preference, or not in its form."""
    # Of several the first counts.
    for preference in (prefer or "").split(","):
        if found := _WAIT.match(preference):
            return min(LONGEST_WAIT, int(found["quoted"] or found["plain"]))
    return None
