"""The bus, the stored task and its workers in memory: everything may happen, in any order."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal

from services.gateway.workflow.outstanding import outstanding
from services.gateway.workflow.reduce import begin, reduce
from services.gateway.workflow.state import TaskState
from shared.contracts.base import Command, Event
from shared.contracts.catalogue import ANY_EVENT
from shared.contracts.task import (
    CancellationRequested,
    DeadlinePassed,
    GenerationRequested,
    RetryRequested,
)
from tests.support.answers import NOON

Crash = Literal["no", "before the state is stored", "before the commands are published"]


class World:
    """One task. As on the real bus, the first message of a subject is the only one."""

    def __init__(self, request: GenerationRequested) -> None:
        self.now = NOON
        self.commands: dict[str, Command] = {}
        self.events: dict[str, tuple[bytes, datetime]] = {}
        self.waiting: list[str] = []
        """Commands that no worker has answered or skipped yet."""
        self.unread: list[str] = []
        """Events that no orchestrator has acknowledged yet."""
        self.task = begin(request, self._tick())
        self.publish_commands()

    def publish_commands(self) -> None:
        for wanted in outstanding(self.task):
            subject = wanted.command.subject
            if self.commands.setdefault(subject, wanted.command) is wanted.command:
                self.waiting.append(subject)

    def answer(
        self, subject: str, reply: Callable[[Command], Event], *, late: bool = False
    ) -> None:
        """A worker takes the command: skips it when it is not wanted, unless it had begun."""
        self.waiting.remove(subject)
        if late or subject in self.task.open:
            self.store(reply(self.commands[subject]))

    def store(self, event: Event) -> None:
        if event.subject not in self.events:
            self.events[event.subject] = (event.model_dump_json().encode(), self._tick())
            self.unread.append(event.subject)

    def cancel(self) -> None:
        self.store(CancellationRequested(task_id=self.task.task_id, attempt=self.task.run))

    def let_the_deadline_pass(self) -> None:
        self.store(
            DeadlinePassed(task_id=self.task.task_id, attempt=self.task.run, deadline=self.now)
        )

    def retry(self, scene: int | None = None) -> None:
        attempt = self.task.run + 1
        self.store(RetryRequested(task_id=self.task.task_id, attempt=attempt, scene=scene))

    def deliver(self, subject: str, *, crash: Crash = "no") -> None:
        """An orchestrator handles the event, for the first time or again."""
        body, at = self.events[subject]
        after = reduce(self.task, ANY_EVENT.validate_json(body), at)
        if crash == "before the state is stored":
            return
        # What is stored is a document: nothing may live beside it.
        self.task = TaskState.model_validate_json(after.model_dump_json(by_alias=True))
        if crash == "before the commands are published":
            return
        self.publish_commands()
        if subject in self.unread:
            self.unread.remove(subject)

    def _tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now
