"""A client that polls the status while workers report: what it is shown, in order."""

import random

from services.gateway.workflow.progress import percent
from services.gateway.workflow.state import TaskState
from shared.contracts.progress import StepProgress
from tests.support.world import World

Reports = dict[int | None, StepProgress]


class Viewer:
    """Reads the state, then the reports; either may already be old when it is shown."""

    def __init__(self, world: World) -> None:
        self.percent = 0
        self._run = 1
        self._world = world
        self._reports: Reports = {}
        self._fractions: dict[str, float] = {}
        self._history: list[tuple[TaskState, Reports]] = [(world.task, {})]
        self._looked = 0

    def work_goes_on(self, schedule: random.Random) -> None:
        """One of the wanted commands gets further, and its worker says so."""
        wanted = [subject for subject in self._world.waiting if subject in self._world.task.open]
        if wanted:
            subject = schedule.choice(wanted)
            command = self._world.commands[subject]
            fraction = min(1.0, self._fractions.get(subject, 0.0) + schedule.random() * 0.5)
            self._fractions[subject] = fraction
            self._reports[command.scene_number] = StepProgress(
                task_id=command.task_id,
                scene_number=command.scene_number,
                step=command.step,
                attempt=command.attempt,
                fraction=fraction,
            )
        self._history.append((self._world.task, dict(self._reports)))

    def look(self, state_age: int, reports_age: int) -> None:
        self._history.append((self._world.task, dict(self._reports)))
        last = len(self._history) - 1
        state = max(self._looked, last - state_age)
        reports = max(state, last - reports_age)
        self._looked = reports
        task = self._history[state][0]
        if task.run > self._run:
            # Only within a run it never falls.
            self._run, self.percent = task.run, 0
        shown = percent(task, self._history[reports][1])
        assert self.percent <= shown <= 100, "progress went backwards"
        assert (shown == 100) == (task.status == "completed")
        self.percent = shown
