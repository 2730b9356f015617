"""A scene run without drawing: how long it will be, and whether it can be shown at all."""

import json
import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from manim import Scene, config
from manim.animation.animation import Animation
from manim.mobject.mobject import Mobject
from manim.renderer.cairo_renderer import CairoRenderer

from services.renderer import confine, stage
from services.renderer.job import MAX_LINE, Rejection, RenderJob
from services.renderer.program import Broken
from services.renderer.stage import NotShown

# `skip` jumps to the end of each play, `step` visits every frame: slower, and exact where the
# program's own updaters decide what happens.
_MODES = ("skip", "step")


class Plan:
    """What the scene will be: `frames` of video in `plays` plays."""

    def __init__(self, frames: int, plays: int) -> None:
        self.frames = frames
        self.plays = plays


def rehearse(job: RenderJob) -> Plan | None:
    """Foresee the scene's length. Raises `Broken` for a scene that cannot be shown.

    The rehearsal runs in a copy of this process, which it leaves untouched. A fault found by
    skipping is believed only when the stepping rehearsal finds one too. None when the rehearsal
    itself did not survive: then the performance will tell.
    """
    rejection: Rejection | None = None
    for mode in _MODES:
        found = _in_a_copy(partial(_rehearsed, job, step=mode == "step"))
        if found is None:
            return None
        if "plan" in found:
            return Plan(**found["plan"])
        rejection = Rejection.from_json(found["rejected"])
        if rejection.kind in ("syntax", "policy", "no_scene", "tex"):
            break
    assert rejection is not None
    raise Broken(rejection)


def _rehearsed(job: RenderJob, *, step: bool) -> dict[str, Any]:
    renderer = type("Rehearsal", (_Rehearsal,), {"job": job, "step": step})
    # Files that the program writes are left behind here; shaped text is kept for the performance.
    media = Path.cwd() / "media"
    os.chdir(tempfile.mkdtemp(prefix="rehearsal-", dir=Path.cwd()))
    try:
        scene = stage.run(job, renderer, media=media, dry=True)
    except Broken as broken:
        return {"rejected": broken.rejection.as_json()}
    rehearsal = scene.renderer
    assert isinstance(rehearsal, _Rehearsal)
    missing = rehearsal.what_is_missing()
    if missing:
        return {"rejected": Rejection("empty", missing).as_json()}
    return {"plan": {"frames": rehearsal.frames, "plays": rehearsal.num_plays}}


def _in_a_copy(work: Callable[[], dict[str, Any]]) -> dict[str, Any] | None:
    """The answer of a fork; None if it died without one."""
    reader, writer = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(reader)
            confine.die_with_parent(parent)
            os.write(writer, json.dumps(work()).encode()[:MAX_LINE])
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        text = answer.read(MAX_LINE)
    os.waitpid(pid, 0)
    try:
        return json.loads(text)  # type: ignore[no-any-return]
    except ValueError:
        return None


class _Rehearsal(CairoRenderer):
    """Counts the frames that Manim would write, and draws none."""

    job: RenderJob
    step: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.frames = 0
        self._something_shown = False
        self._stepping = False

    def what_is_missing(self) -> str | None:
        """Why there is nothing to show, if there is nothing to show."""
        if self.frames == 0:
            return "the scene plays nothing: without self.play() or self.wait() there is no video"
        if not self._something_shown:
            return "the scene shows nothing: no object is on screen at any play() or wait()"
        return None

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        self.skip_animations = self._original_skipping_status
        self.update_skipping_status()
        counted = not self.skip_animations
        scene.compile_animation_data(*args, **kwargs)
        scene.begin_animations()
        self._look(scene)
        rate = config["frame_rate"]
        if scene.is_current_animation_frozen_frame():
            self._count(int(scene.duration * rate) if counted else 0)
            self._pass(scene, counted)
        elif counted and (self.step or scene.stop_condition is not None):
            self._stepping = True
            scene.play_internal()
            self._stepping = False
        else:
            self.skip_animations = True
            duration = scene.get_run_time(_animations(scene))
            frames = len(np.arange(0, duration, 1 / rate)) if counted else 0
            # Before the play: a play of a million seconds ends here.
            self._count(frames)
            scene.play_internal()
            self.skip_animations = not counted
            self._pass(scene, counted)
        self.num_plays += 1

    def _count(self, frames: int) -> None:
        self.frames += frames
        self.time += frames / config["frame_rate"]
        limit = self.job.max_duration
        if self.frames > limit * self.job.fps + 1:
            raise NotShown(
                Rejection(
                    "too_long",
                    f"the scene lasts at least {self.frames / self.job.fps:.1f} s; "
                    f"at most {limit:g} s are allowed: shorten run times and waits",
                )
            )

    def _pass(self, scene: Scene, counted: bool) -> None:
        if not counted:
            self.time += scene.duration

    def _look(self, scene: Scene) -> None:
        if not self._something_shown:
            self._something_shown = any(
                _is_visible(mobject) for mobject in (*scene.mobjects, *scene.foreground_mobjects)
            )

    def update_frame(self, *args: Any, **kwargs: Any) -> None:
        """Draws nothing."""

    def save_static_frame_data(self, *args: Any, **kwargs: Any) -> None:
        """There is nothing to save."""

    def render(self, *args: Any, **kwargs: Any) -> None:
        if self._stepping:
            self._count(1)

    def scene_finished(self, scene: Scene) -> None:
        """There is nothing to write."""


def _animations(scene: Scene) -> list[Animation]:
    assert scene.animations is not None
    return scene.animations


def _is_visible(mobject: Mobject) -> bool:
    return any(
        len(member.points) > 0 or hasattr(member, "pixel_array") for member in mobject.get_family()
    )
