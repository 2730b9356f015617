"""The first command of the README: a prompt becomes a playable video."""

import subprocess
from pathlib import Path

import av
import pytest

from cli.environment import ROOT


@pytest.mark.timeout(300)
def test_a_prompt_becomes_a_video(tmp_path: Path) -> None:
    done = subprocess.run(
        [str(ROOT / "chalkstream"), "demo", "Explain the Pythagorean theorem"]
        + ["--quality", "preview", "--scenes", "3", "--out", "video"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr
    video = Path(done.stdout.splitlines()[-1])
    assert video == tmp_path / "video" / "combined.mp4"
    with av.open(str(video)) as container:
        stream = container.streams.video[0]
        frames = sum(1 for _ in container.decode(stream))
        assert (stream.width, stream.height) == (854, 480)
    assert frames > 15 * 10
    for number in (1, 2, 3):
        folder = tmp_path / "video" / f"scene-{number:02d}"
        assert (folder / "video.mp4").stat().st_size > 1000
        assert "Scene" in (folder / "source.py").read_text()
    assert (tmp_path / "video" / "logs" / "renderer.log").exists()
