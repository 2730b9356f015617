"""Trees that a program has left behind."""

import os
import sys
from pathlib import Path

from services.renderer.tree import remove, size_of


def dig(directory: Path, depth: int) -> None:
    """Directories in each other, until their path is longer than the kernel takes."""
    at = os.open(directory, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir("d", dir_fd=at)
        below = os.open("d", os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(at)


def test_a_tree_is_removed_however_deep_it_is(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    dig(root, 1500)
    remove(root)
    assert not root.exists()


def test_what_is_too_deep_to_count_counts_for_more_than_anything(tmp_path: Path) -> None:
    dig(tmp_path, 2100)
    assert size_of(tmp_path) == sys.maxsize
    for inner in tmp_path.iterdir():
        remove(inner)


def test_links_are_removed_and_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_text("kept")
    root = tmp_path / "root"
    root.mkdir()
    (root / "link").symlink_to(precious)
    remove(root)
    (tmp_path / "link").symlink_to(precious)
    remove(tmp_path / "link")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["precious"]
    assert (precious / "file").read_text() == "kept"


def test_taken_permissions_and_odd_files_do_not_keep_a_tree(tmp_path: Path) -> None:
    root = tmp_path / "root"
    closed = root / "a" / "b"
    closed.mkdir(parents=True)
    (closed / "file").write_text("x")
    os.mkfifo(closed / "fifo")
    for path in (closed, closed.parent, root):
        path.chmod(0)
    remove(root)
    assert not root.exists()


def test_empty_files_take_room_too(tmp_path: Path) -> None:
    for number in range(10):
        (tmp_path / str(number)).touch()
    assert size_of(tmp_path) >= 10 * 4096
