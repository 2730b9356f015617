"""Errors whose type is the decision."""

from datetime import timedelta


class Unavailable(Exception):
    """Something the work needs cannot be reached now; the same work may succeed later."""

    def __init__(self, what: str, *, retry_after: timedelta = timedelta(seconds=5)) -> None:
        super().__init__(what)
        self.retry_after = retry_after
