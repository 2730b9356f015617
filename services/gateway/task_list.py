"""Every task of the last month in the order of its birth, kept in memory by every gateway."""

import asyncio
from bisect import bisect_left, insort
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from heapq import merge
from itertools import islice

from services.gateway.task_summary import Kind, TaskSummary
from services.gateway.workflow.state import Status

KEPT_FOR = timedelta(days=30)

_PRUNED_EVERY = 1_000


class TaskList:
    """Ids are UUIDv7: their order is that of their birth."""

    def __init__(self) -> None:
        self._by_id: dict[str, TaskSummary] = {}
        self._ids: dict[str, list[str]] = {}
        self._changes = 0
        self._moved = asyncio.Condition()
        self._position = 0

    def put(self, summary: TaskSummary) -> None:
        if summary.task_id not in self._by_id:
            insort(self._ids.setdefault(summary.project_id, []), summary.task_id)
        self._by_id[summary.task_id] = summary
        self._changes += 1
        if self._changes % _PRUNED_EVERY == 0:
            self._prune()

    async def moved_to(self, position: int) -> None:
        """Everything up to this sequence has been put."""
        async with self._moved:
            self._position = max(self._position, position)
            self._moved.notify_all()

    async def reached(self, position: int) -> None:
        """Returns when everything up to this sequence has been put."""
        async with self._moved:
            await self._moved.wait_for(lambda: self._position >= position)

    def page(
        self,
        *,
        limit: int,
        before: str | None = None,
        project_ids: Collection[str] | None = None,
        status: Status | None = None,
        kind: Kind | None = None,
    ) -> list[TaskSummary]:
        """Newest first, those older than the task `before`; `project_ids` None means all."""
        oldest = datetime.now(UTC) - KEPT_FOR
        wanted = (
            summary
            for summary in map(self._by_id.__getitem__, self._newest_first(before, project_ids))
            if (status is None or summary.status == status)
            and (kind is None or summary.kind == kind)
            and (summary.ended_at or summary.created_at) > oldest
        )
        return list(islice(wanted, limit))

    def _newest_first(
        self, before: str | None, project_ids: Collection[str] | None
    ) -> Iterator[str]:
        names = self._ids if project_ids is None else self._ids.keys() & set(project_ids)
        return merge(*(_descending(self._ids[name], before) for name in names), reverse=True)

    def _prune(self) -> None:
        oldest = datetime.now(UTC) - KEPT_FOR
        for project_id, ids in list(self._ids.items()):
            gone = {
                each
                for each in ids
                if (self._by_id[each].ended_at or self._by_id[each].created_at) <= oldest
            }
            if gone:
                self._ids[project_id] = [each for each in ids if each not in gone]
                for each in gone:
                    del self._by_id[each]


def _descending(ids: list[str], before: str | None) -> Iterator[str]:
    end = len(ids) if before is None else bisect_left(ids, before)
    return (ids[position] for position in range(end - 1, -1, -1))
