"""The coder's settings: those of every worker, and its model's."""

from dataclasses import dataclass, field

from authors.settings import ModelSettings
from shared.settings import BusSettings, WorkerSettings


@dataclass(frozen=True)
class Settings:
    bus: BusSettings = field(default_factory=BusSettings)
    worker: WorkerSettings = field(default_factory=WorkerSettings)
    model: ModelSettings = field(default_factory=ModelSettings)
