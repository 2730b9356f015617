"""A scene run without drawing: how long it will be, and whether it can be shown at all."""

from pathlib import Path
from typing import Any

import numpy as np
from manim import Scene, config
from manim.animation.animation import Animation
from manim.mobject.mobject import Mobject
from manim.renderer.cairo_renderer import CairoRenderer

from services.renderer import stage
from services.renderer.allowance import Allowance
from services.renderer.job import Planned, RehearseJob, Rejection
from services.renderer.layout import lettering
from services.renderer.layout.observer import Observer
from services.renderer.program import Broken


def rehearse(job: RehearseJob, media: Path) -> Planned:
    """Foresee the scene, and leave what it shows in the working directory if that is wanted.

    Raises `Broken` for a scene that cannot be shown, or not within its limits.
    """
    observer = None
    if job.render.layout != "off":
        lettering.install()
        observer = Observer(job.render.height)
    allowance = Allowance(job.render, job.memory)
    watched = {"allowance": allowance, "observer": observer, "step": job.step}
    renderer = type("Rehearsal", (_Rehearsal,), watched)
    scene = stage.run(job.render, renderer, media=media, dry=True)
    rehearsal = scene.renderer
    assert isinstance(rehearsal, _Rehearsal)
    if (missing := rehearsal.what_is_missing()) is not None:
        raise Broken(Rejection("empty", missing))
    if observer is not None:
        observer.write(Path.cwd())
    return Planned(allowance.frames, rehearsal.num_plays, allowance.objects, allowance.memory)


class _Rehearsal(CairoRenderer):
    """Counts the frames that Manim would write, and draws none."""

    allowance: Allowance
    observer: Observer | None
    step: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._something_shown = False
        self._stepping = False

    def what_is_missing(self) -> str | None:
        """Why there is nothing to show, if there is nothing to show."""
        if self.allowance.frames == 0:
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
        before, still = self.allowance.frames, False
        rate = config["frame_rate"]
        if scene.is_current_animation_frozen_frame():
            still = True
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
        if self.observer is not None and counted:
            frames = self.allowance.frames
            self.observer.look(
                scene,
                play=self.num_plays,
                at=frames / rate,
                seconds=(frames - before) / rate,
                still=still,
            )

    def _count(self, frames: int) -> None:
        self.allowance.count_frames(frames)
        self.time += frames / config["frame_rate"]

    def _pass(self, scene: Scene, counted: bool) -> None:
        if not counted:
            self.time += scene.duration

    def _look(self, scene: Scene) -> None:
        self.allowance.count_objects(scene.get_mobject_family_members())
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
