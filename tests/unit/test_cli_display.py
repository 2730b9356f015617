"""How a task is shown."""

import io

from rich.console import Console

from cli.answers import SceneStatus, TaskStatus
from cli.display import Bars, Lines, display, printable
from cli.generate import explain


def task(state: str, **scene: object) -> TaskStatus:
    return TaskStatus.model_validate(
        {
            "task_id": "t",
            "status": "progress",
            "progress": 40,
            "current_step": "render_scenes",
            "message": "Rendering scene 1",
            "scenes": [{"number": 1, "title": "Squares", "state": state, **scene}],
        }
    )


def test_without_a_terminal_a_line_is_written_only_when_something_changes() -> None:
    output = io.StringIO()
    shown = display(Console(file=output))
    assert isinstance(shown, Lines)
    with shown:
        for frames in range(0, 100, 5):
            shown.show(task("rendering", progress=frames, frames_done=frames, frames_total=100))
        shown.show(task("ready", progress=100))
    lines = output.getvalue().splitlines()
    assert lines[0] == "[ 40 %] Rendering scene 1"
    assert lines[1] == "[ 40 %]   1. Squares: rendering, 0/100 frames"
    assert lines[-1] == "[ 40 %]   1. Squares: done"
    assert len(lines) == 6


def test_in_a_terminal_there_is_a_bar_for_each_scene() -> None:
    output = io.StringIO()
    shown = display(Console(file=output, force_terminal=True, width=120))
    assert isinstance(shown, Bars)
    with shown:
        shown.show(task("rendering", attempt=2, progress=50, frames_done=15, frames_total=30))
    assert "1. Squares" in output.getvalue()
    assert "rendering, attempt 2, 15/30 frames" in output.getvalue()


def test_a_failure_names_the_scene_the_attempt_and_the_error() -> None:
    error = "NameError: Sqare\nline 3"
    scene = SceneStatus(number=2, title="Areas", state="error", attempt=4, error=error)
    failed = TaskStatus(task_id="t", status="failed", error="a scene failed", scenes=(scene,))
    assert explain(failed) == (
        "task t failed: a scene failed\nscene 2 (Areas, attempt 4): NameError: Sqare"
    )


def test_a_title_cannot_command_the_terminal() -> None:
    assert printable("a\x1b]0;owned\x07b\n") == "a]0;ownedb\n"
