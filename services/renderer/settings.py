"""The renderer's settings: those of every worker, and `RENDERER_*`."""

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from services.renderer.job import Lever, Writer
from services.renderer.sandbox.layers import Sandbox
from shared.settings import BusSettings, WorkerSettings


class RenderSettings(BaseSettings):
    """Limits of one render. Seconds and bytes.

    `engine=stock` renders with plain Manim, `streaming` with one encoder per scene and all levers
    but `without_levers` (a JSON list of their names).
    `sandbox=best-effort` renders even where the system cannot confine programs fully.
    """

    model_config = SettingsConfigDict(env_prefix="RENDERER_", extra="ignore")

    engine: Writer = "streaming"
    without_levers: tuple[Lever, ...] = ()
    sandbox: Sandbox = "required"
    slots: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1, le=64)
    work_dir: Path = Field(default_factory=lambda: Path(tempfile.gettempdir()))
    time_limit: float = Field(default=300, gt=0)
    memory_limit: int = Field(default=2 << 30, ge=256 << 20)
    directory_limit: int = Field(default=2 << 30, ge=16 << 20)
    jobs_per_zygote: int = Field(default=500, ge=1)


@dataclass(frozen=True)
class Settings:
    bus: BusSettings = field(default_factory=BusSettings)
    worker: WorkerSettings = field(default_factory=WorkerSettings)
    render: RenderSettings = field(default_factory=RenderSettings)
