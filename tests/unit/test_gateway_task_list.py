"""The list of tasks in memory: order, pages, filters, and what is too old."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from services.gateway.task_list import KEPT_FOR, TaskList
from services.gateway.task_summary import TaskSummary

NOW = datetime.now(UTC)


def summary(number: int, **changes: object) -> TaskSummary:
    return TaskSummary.model_validate(
        {
            "task_id": f"t{number:04}",
            "project_id": f"p{number % 3}",
            "session_id": "s1",
            "status": "queued",
            "title": "The circle",
            "scene_count": 2,
            "quality": "low",
            "created_at": NOW,
        }
        | changes
    )


@pytest.fixture
def tasks() -> TaskList:
    found = TaskList()
    for number in (3, 1, 5, 0, 2, 4):
        found.put(summary(number))
    return found


def ids(page: list[TaskSummary]) -> list[int]:
    return [int(each.task_id[1:]) for each in page]


def test_the_newest_come_first_whatever_their_project(tasks: TaskList) -> None:
    assert ids(tasks.page(limit=10)) == [5, 4, 3, 2, 1, 0]
    assert ids(tasks.page(limit=2)) == [5, 4]
    assert ids(tasks.page(limit=2, before="t0004")) == [3, 2]
    assert ids(tasks.page(limit=2, before="t0000")) == []


def test_a_cursor_need_not_be_a_task_that_is_still_there(tasks: TaskList) -> None:
    assert ids(tasks.page(limit=2, before="t0003x")) == [3, 2]


def test_only_the_projects_that_are_asked_for(tasks: TaskList) -> None:
    assert ids(tasks.page(limit=10, project_ids={"p1", "p2", "unknown"})) == [5, 4, 2, 1]
    assert ids(tasks.page(limit=10, project_ids=())) == []


def test_a_new_summary_takes_the_place_of_the_old_one(tasks: TaskList) -> None:
    tasks.put(summary(2, status="completed"))
    assert ids(tasks.page(limit=10, status="completed")) == [2]
    assert len(tasks.page(limit=10)) == 6


def test_what_is_too_old_is_not_shown_and_forgotten(tasks: TaskList) -> None:
    old = NOW - KEPT_FOR - timedelta(minutes=1)
    tasks.put(summary(9, created_at=old))
    tasks.put(summary(8, created_at=old, ended_at=NOW))
    assert ids(tasks.page(limit=2)) == [8, 5]
    for _ in range(1_000):
        tasks.put(summary(5))
    assert ids(tasks.page(limit=2)) == [8, 5]


async def test_a_reader_waits_until_everything_is_there(tasks: TaskList) -> None:
    waiting = asyncio.create_task(tasks.reached(7))
    await tasks.moved_to(6)
    assert not waiting.done()
    await tasks.moved_to(7)
    await waiting
    await tasks.reached(5)
