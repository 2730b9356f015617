"""A scene that is too much is refused before a frame is drawn, with what it asks for."""

from types import SimpleNamespace

import pytest

from services.renderer.allowance import MAX_OBJECTS, MAX_PLAYS, Allowance
from services.renderer.job import RenderJob
from services.renderer.program import NotShown

JOB = RenderJob("", 854, 480, 15, max_duration=30)
CURVE = SimpleNamespace(points=[0.0] * 4)


def test_too_many_seconds() -> None:
    allowance = Allowance(JOB, None)
    allowance.count_frames(450)
    with pytest.raises(NotShown, match=r"at least 31\.0 s; at most 30 s are allowed"):
        allowance.count_frames(15)


def test_too_many_plays() -> None:
    allowance = Allowance(JOB, None)
    for _ in range(MAX_PLAYS):
        allowance.count_objects([CURVE])
    with pytest.raises(NotShown, match=f"more than {MAX_PLAYS} plays"):
        allowance.count_objects([CURVE])


def test_too_many_objects() -> None:
    allowance = Allowance(JOB, None)
    with pytest.raises(NotShown, match=f"play 1 draws {MAX_OBJECTS + 1} objects in every frame"):
        allowance.count_objects([CURVE] * (MAX_OBJECTS + 1))


def test_too_much_memory() -> None:
    allowance = Allowance(JOB, 100 * 1024**2)
    many = SimpleNamespace(points=range(2_000_000))
    with pytest.raises(NotShown, match=r"1 objects with 2000000 points.*at most 100 MB") as refused:
        allowance.count_objects([many])
    assert refused.value.rejection.kind == "memory"


def test_what_is_not_too_much_is_estimated() -> None:
    allowance = Allowance(JOB, 100 * 1024**2)
    allowance.count_objects([CURVE] * 7)
    allowance.count_objects([CURVE])
    assert (allowance.plays, allowance.objects) == (2, 7)
    assert 854 * 480 * 4 < allowance.memory < 100 * 1024**2
