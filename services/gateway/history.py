"""What tasks took lately, and what another will take: medians per stage, quality and length."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from statistics import median

from services.gateway.task_summary import TaskSummary
from services.gateway.workflow.progress import scene_fraction
from services.gateway.workflow.state import Stage, TaskState

MINUTES_PER_SCENE = 2
"""The estimate where there is no history."""

_REMEMBERED = 40
_STAGES: tuple[Stage, ...] = (
    "planning",
    "implementing",
    "scenes",
    "combining",
    "publishing",
    "syncing",
)
_BY_SCENE = frozenset({"implementing"})
_BY_SECOND = frozenset({"scenes", "combining"})


@dataclass(frozen=True)
class Forecast:
    """Seconds of every stage."""

    stages: dict[Stage, float]

    @property
    def seconds(self) -> float:
        return sum(self.stages.values())

    @property
    def minutes(self) -> int:
        return max(1, ceil(self.seconds / 60))


class History:
    """The last completed tasks of every quality. What a task is made of decides, not its number:
    drawing and combining go by the seconds of video, working out by scenes, the rest by tasks."""

    def __init__(self) -> None:
        self._lately: dict[str, deque[TaskSummary]] = {}
        self._known: set[str] = set()

    def learn(self, summary: TaskSummary) -> None:
        if not summary.stages or not summary.video_seconds or summary.task_id in self._known:
            return
        lately = self._lately.setdefault(summary.quality, deque(maxlen=_REMEMBERED))
        if len(lately) == _REMEMBERED:
            self._known.discard(lately[0].task_id)
        lately.append(summary)
        self._known.add(summary.task_id)

    def forecast(
        self, quality: str, scene_count: int, video_seconds: float | None = None
    ) -> Forecast:
        """`video_seconds` as far as they are known; else as long as scenes were lately."""
        lately = self._lately.get(quality)
        if not lately:
            return Forecast({"scenes": 60.0 * MINUTES_PER_SCENE * scene_count})
        if video_seconds is None:
            each = median(_video(task) / task.scene_count for task in lately)
            video_seconds = each * scene_count

        def expected(stage: Stage) -> float:
            if stage in _BY_SECOND:
                return _rate(lately, stage, _video) * video_seconds
            if stage in _BY_SCENE:
                return _rate(lately, stage, lambda task: task.scene_count) * scene_count
            return _rate(lately, stage, lambda task: 1)

        return Forecast({stage: expected(stage) for stage in _STAGES})

    def completion(self, task: TaskState) -> datetime | None:
        """When the task will be ready, told from its state alone; None when it has ended."""
        if task.final:
            return None
        forecast = self.forecast(
            task.request.render.quality, task.request.scene_count, _planned_seconds(task)
        )
        begun = task.spans[task.stage].started_at
        expected = forecast.stages.get(task.stage, 0.0)
        ready = begun + timedelta(seconds=expected)
        if task.stage == "scenes":
            parts = [scene_fraction(scene, None) for scene in task.scenes]
            left = expected * (1 - sum(parts) / len(parts))
            ready = max(ready, task.updated_at + timedelta(seconds=left))
        later = _STAGES[_STAGES.index(task.stage) + 1 :]
        return ready + timedelta(seconds=sum(forecast.stages.get(stage, 0.0) for stage in later))


def _rate(
    tasks: Iterable[TaskSummary], stage: Stage, size: Callable[[TaskSummary], float]
) -> float:
    return median(task.stages.get(stage, 0.0) / size(task) for task in tasks)


def _video(task: TaskSummary) -> float:
    return task.video_seconds or 1.0


def _planned_seconds(task: TaskState) -> float | None:
    """Of video: as drawn, or else as planned; None where a scene has no plan for it."""
    seconds = [scene.duration or scene.outline.target_seconds for scene in task.scenes]
    known = [each for each in seconds if each]
    return sum(known) if known and len(known) == len(seconds) else None
