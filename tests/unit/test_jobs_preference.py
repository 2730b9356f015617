"""`Prefer: wait=n`, as clients write it."""

import pytest

from services.gateway.jobs.preference import seconds_to_wait


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("wait=10", 10),
        ("Wait = 10", 10),
        ('wait="7"', 7),
        ("respond-async, wait=5", 5),
        ("wait=5, wait=9", 5),
        ("wait=3; x=1", 3),
        ("wait=0", 0),
        ("wait=61", 60),
        ("wait=999999999", 60),
        (None, None),
        ("", None),
        ("wait", None),
        ("wait=", None),
        ("wait=-1", None),
        ("wait=1.5", None),
        ("wait=soon", None),
        ("return=minimal", None),
        ("wait=" + "9" * 5_000, None),
    ],
)
def test_the_wait_is_read(header: str | None, seconds: int | None) -> None:
    assert seconds_to_wait(header) == seconds
