"""The short form of `benchmarks/soak_renderer.py`."""

from pathlib import Path

from benchmarks.soak_renderer import soak


async def test_good_broken_and_hostile_scenes_in_turn_leave_nothing_behind(tmp_path: Path) -> None:
    first, last = [sample async for sample in soak(tmp_path, 28, every=14)]
    assert last.is_flat_since(first), f"{first}\n{last}"
