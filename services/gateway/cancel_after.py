"""The request header `Cancel-After`: a task that is not finished by then is cancelled."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from services.gateway.problems import InvalidField, Problem

NAME = "Cancel-After"
LONGEST = timedelta(days=7)

_SECONDS = re.compile(r"[0-9]{1,6}")


def deadline(value: str | None, now: datetime) -> datetime | None:
    """Seconds from now, or an HTTP date. Raises a 422 for anything else, and for the past."""
    if value is None:
        return None
    at = _parsed(value.strip(), now)
    if at is None:
        raise _problem("it must be a number of seconds or an HTTP date")
    if at <= now:
        raise _problem("it has passed already")
    if at > now + LONGEST:
        raise _problem(f"it must be within {LONGEST.days} days")
    return at


def _parsed(value: str, now: datetime) -> datetime | None:
    if _SECONDS.fullmatch(value):
        return now + timedelta(seconds=int(value))
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    # "-0000" says that the zone is not known; HTTP knows UTC only.
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _problem(reason: str) -> Problem:
    return Problem(
        422,
        "VALIDATION_ERROR",
        f"Correct the header {NAME}: {reason}. Nothing was started.",
        errors=[InvalidField(parameter=NAME, message=reason)],
    )
