"""The command line as a user calls it, against a scripted gateway."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from cli.environment import ROOT
from cli.generate import new_folder
from tests.support.scripted_api import FILES, ScriptedApi, scene, serving, status

COMMAND = ROOT / "chalkstream"

DONE = [
    status("progress", 20, scene("rendering", frames_done=3, frames_total=9)),
    status("completed", 100, scene("ready", progress=100)),
]


def run(
    *arguments: str, cwd: Path, api: ScriptedApi | None = None
) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "CHALKSTREAM_API": api.url} if api else None
    return subprocess.run(
        [str(COMMAND), *arguments], cwd=cwd, env=env, text=True, capture_output=True, timeout=60
    )


def test_generate_ends_with_the_files_and_the_path_of_the_video(tmp_path: Path) -> None:
    with serving(ScriptedApi(list(DONE))) as api:
        found = run("generate", 'It\'s $5 of "chalk"', "--quality", "low", cwd=tmp_path, api=api)
    assert found.returncode == 0, found.stderr
    video = tmp_path / "out" / "it-s-5-of-chalk" / "combined.mp4"
    lines = found.stdout.splitlines()
    assert lines[-1] == str(video)
    assert [line.split() for line in lines[:-1]] == [
        ["scene-01/source.py", "0.0", "kB"],
        ["scene-01/video.mp4", "0:04.0", "5.0", "kB"],
        ["captions.vtt", "0.0", "kB"],
        ["combined.mp4", "1:23.2", "300.0", "kB"],
    ]
    assert video.read_bytes() == FILES["/files/all.mp4"]
    assert "1. One: rendering, 3/9 frames" in found.stderr
    sent = api.requests[0][3]
    assert sent["content_prompt"] == 'It\'s $5 of "chalk"'
    assert sent["render_config"] == {"quality": "low"}


def test_a_second_video_of_a_prompt_does_not_overwrite_the_first(tmp_path: Path) -> None:
    assert new_folder("A: b!", tmp_path) == tmp_path / "a-b"
    (tmp_path / "a-b").mkdir()
    assert new_folder("A: b!", tmp_path) == tmp_path / "a-b-2"
    assert new_folder("Что?", tmp_path) == tmp_path / "video"


def test_the_object_store_is_not_told_the_apis_key(tmp_path: Path) -> None:
    with serving(ScriptedApi(DONE[-1:])) as api:
        run("generate", "a b", "--api-key", "secret", cwd=tmp_path, api=api)
    keys = {path: headers.get("x-api-key") for _, path, headers, _ in api.requests}
    assert {key for path, key in keys.items() if path in FILES} == {None}
    assert {key for path, key in keys.items() if path not in FILES} == {"secret"}


def test_a_failed_task_is_exit_code_1_with_its_reason(tmp_path: Path) -> None:
    broken = scene("error", attempt=4, error="NameError: name 'Sqare' is not defined")
    with serving(ScriptedApi([status("failed", 30, broken, error="scene 1 failed")])) as api:
        found = run("generate", "a b", cwd=tmp_path, api=api)
    assert found.returncode == 1
    assert "scene 1 (One, attempt 4): NameError: name 'Sqare'" in found.stderr
    assert found.stdout == ""


def test_the_first_interrupt_cancels_the_task(tmp_path: Path) -> None:
    with serving(ScriptedApi([status("progress", 10)])) as api:
        process = subprocess.Popen(
            [str(COMMAND), "generate", "a b"],
            cwd=tmp_path,
            env={**os.environ, "CHALKSTREAM_API": api.url},
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stderr is not None
        while "10 %" not in process.stderr.readline():
            pass
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
        process.stderr.close()
        assert process.wait(20) == 130
    assert "cancelling the task" in said
    assert "DELETE /tasks/task-1" in api.calls


def test_status_and_cancel(tmp_path: Path) -> None:
    with serving(ScriptedApi([status("progress", 40, scene("generating_code"))])) as api:
        found = run("status", "task-1", cwd=tmp_path, api=api)
        assert "1. One: writing" in found.stdout
        assert run("cancel", "task-1", cwd=tmp_path, api=api).returncode == 0
        assert api.cancelled.is_set()
        unknown = run("status", "other", cwd=tmp_path, api=api)
    assert unknown.returncode == 1
    assert "404: no such task" in unknown.stderr


@pytest.mark.parametrize("arguments", [["--scenes", "21"], ["--quality", "best"]])
def test_bad_options_are_refused_before_anything_is_sent(
    tmp_path: Path, arguments: list[str]
) -> None:
    assert run("generate", "a b", *arguments, cwd=tmp_path).returncode == 2


def test_the_launcher_works_through_a_link_and_says_when_it_is_not_set_up(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(COMMAND)
    found = subprocess.run([str(link), "--help"], cwd=tmp_path, capture_output=True, text=True)
    assert "generate" in found.stdout
    copy = tmp_path / "chalkstream"
    copy.write_bytes(COMMAND.read_bytes())
    copy.chmod(0o755)
    bare = subprocess.run([str(copy)], capture_output=True, text=True)
    assert bare.returncode == 1
    assert "run make setup" in bare.stderr
