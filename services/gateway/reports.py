"""The last progress report of every running step of a task."""

from collections import OrderedDict

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js.errors import APIError

from shared.contracts.progress import StepProgress
from shared.streams import PROGRESS

log = structlog.get_logger()

LastReports = dict[int | None, StepProgress]
"""By scene number; None for steps of the whole video."""

_TIMEOUT = 2.0
_REMEMBERED_TASKS = 1_000
_END_OF_BATCH, _NOTHING_THERE = "204", "404"


class Reports:
    """Reads all of a task's reports with one request.

    What was read last is remembered: should the server fail to answer, progress stands still
    instead of falling back.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._remembered: OrderedDict[str, LastReports] = OrderedDict()

    async def last(self, task_id: str) -> LastReports:
        try:
            messages = await self._multi_last(f"prog.{task_id}.*")
        except NatsError as error:
            log.warning("no progress reports", task_id=task_id, error=str(error))
            return self._remembered.get(task_id, {})
        reports = [StepProgress.model_validate_json(message.data) for message in messages]
        return self._remember(task_id, {report.scene_number: report for report in reports})

    async def _multi_last(self, subject: str) -> list[Msg]:
        # The client library has no call for a batched direct get: many answers, then a status.
        inbox = await self._client.subscribe(self._client.new_inbox())
        try:
            await self._client.publish(
                f"$JS.API.DIRECT.GET.{PROGRESS}",
                b'{"multi_last":["%s"]}' % subject.encode(),
                reply=inbox.subject,
            )
            messages: list[Msg] = []
            while True:
                message = await inbox.next_msg(timeout=_TIMEOUT)
                status = (message.headers or {}).get("Status")
                if status is None:
                    messages.append(message)
                elif status in (_END_OF_BATCH, _NOTHING_THERE):
                    return messages
                else:
                    raise APIError(code=int(status), description=f"direct get of {subject}")
        finally:
            await inbox.unsubscribe()

    def _remember(self, task_id: str, reports: LastReports) -> LastReports:
        self._remembered[task_id] = reports
        self._remembered.move_to_end(task_id)
        if len(self._remembered) > _REMEMBERED_TASKS:
            self._remembered.popitem(last=False)
        return reports
