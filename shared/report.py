"""A running step's progress, published so that it never goes back."""

import time

from nats.aio.client import Client
from nats.js.errors import NotFoundError

from shared.contracts.base import Command
from shared.contracts.progress import StepProgress
from shared.streams import PROGRESS


class Report:
    """Call it with what is known; it publishes at most every `interval` seconds and at the end."""

    def __init__(
        self,
        client: Client,
        command: Command,
        *,
        floor: float,
        interval: float,
        restarted: bool = False,
    ) -> None:
        self._client = client
        self._command = command
        self._floor = floor
        self._interval = interval
        self._restarted = restarted
        self._published = 0.0
        self._animation: str | None = None

    @classmethod
    async def begin(
        cls, client: Client, command: Command, *, delivery: int, interval: float = 0.25
    ) -> "Report":
        """After a redelivery, what was already reported of this attempt is the floor."""
        floor = 0.0
        if delivery > 1:
            scene = "-" if command.scene_number is None else command.scene_number
            try:
                last = await client.jetstream().get_last_msg(
                    PROGRESS, f"prog.{command.task_id}.{scene}"
                )
            except NotFoundError:
                pass
            else:
                seen = StepProgress.model_validate_json(last.data or b"{}")
                if (seen.step, seen.attempt) == (command.step, command.attempt):
                    floor = seen.fraction
        report = cls(client, command, floor=floor, interval=interval, restarted=delivery > 1)
        await report(0.0)
        return report

    async def __call__(
        self,
        fraction: float,
        *,
        frames_done: int = 0,
        frames_total: int | None = None,
        current_animation: str | None = None,
        seconds_left: float | None = None,
    ) -> None:
        self._floor = max(self._floor, min(1.0, fraction))
        now = time.monotonic()
        same_animation = current_animation == self._animation
        if same_animation and fraction < 1 and now - self._published < self._interval:
            return
        self._published = now
        self._animation = current_animation
        progress = StepProgress(
            task_id=self._command.task_id,
            scene_number=self._command.scene_number,
            step=self._command.step,
            attempt=self._command.attempt,
            fraction=self._floor,
            frames_done=frames_done,
            frames_total=frames_total,
            current_animation=current_animation,
            seconds_left=seconds_left,
            restarted=self._restarted,
        )
        self._restarted = False
        await self._client.publish(progress.subject, progress.model_dump_json().encode())
