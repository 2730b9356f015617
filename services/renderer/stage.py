"""Manim set up for one job, and a program's scene run on it."""

import random
from pathlib import Path
from typing import Any

import manim.scene.scene
import numpy as np
from manim import Scene, config
from manim.constants import RendererType
from manim.renderer.cairo_renderer import CairoRenderer

from services.renderer import tex
from services.renderer.job import Rejection, RenderJob
from services.renderer.levers import switchboard
from services.renderer.program import Broken, NotShown, Program
from services.renderer.writer import NotWritten

_SEED = 0


def run(job: RenderJob, renderer: type[CairoRenderer], *, media: Path, dry: bool = False) -> Scene:
    """Run the program with this renderer class in its scene's place; return the finished scene.

    `media` is where Manim keeps shaped text and formulae.
    Raises `Broken` when the program is at fault, `NotWritten` when it is not.
    """
    program = Program(job.code)
    program.check(by_policy=job.policy)
    _configure(job, media, dry=dry)
    if job.writer == "streaming":
        switchboard.pull(job.without)
    _seed()
    try:
        module = program.run()
        scene_class = program.scene_class(module, Scene)
        # The program may have set sizes and rates of its own while it was loaded.
        _configure(job, media, dry=dry)
        # Scenes make their own renderer (and hand it their camera class): they find ours.
        vars(manim.scene.scene)["CairoRenderer"] = renderer
        scene = scene_class()
        scene.render()
    except (Broken, NotWritten):
        raise
    except NotShown as ended:
        raise Broken(ended.rejection) from None
    except BaseException as error:
        raise Broken(_rejection(program, error)) from error
    return scene


def _rejection(program: Program, error: BaseException) -> Rejection:
    rejection = program.rejection_of(error)
    if tex.is_tex_error(error):
        return Rejection("tex", str(error), rejection.line, rejection.context)
    return rejection


def _seed() -> None:
    """The same program gives the same video."""
    random.seed(_SEED)
    np.random.seed(_SEED)


def _configure(job: RenderJob, media: Path, *, dry: bool) -> None:
    settings: dict[str, Any] = {
        "pixel_width": job.width,
        "pixel_height": job.height,
        "frame_rate": job.fps,
        "format": "auto",
        "transparent": False,
        "dry_run": dry,
        "preview": False,
        "save_sections": False,
        "disable_caching": True,
        "from_animation_number": 0,
        "upto_animation_number": -1,
        "media_dir": str(media),
        "video_dir": str(media / "videos"),
        "input_file": "",
        "output_file": "",
        "log_to_file": False,
        "progress_bar": "none",
        "verbosity": "ERROR",
        "notify_outdated_version": False,
        "seed": _SEED,
    }
    for key, value in settings.items():
        config[key] = value
    # To set it, even to what it is, rebuilds the bases of all of Manim's classes.
    if config.renderer is not RendererType.CAIRO:
        config.renderer = RendererType.CAIRO
