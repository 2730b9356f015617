"""Recorded models through the real SDK, planner, coder and workflow; drawn by a stand-in."""

import ast

import pytest

from services.coder.gates import findings
from shared.contracts.base import Event
from shared.contracts.render import RenderScene, SceneRejected
from tests.support.answers import success
from tests.support.mending_model import Fault, Recorded
from tests.support.one_scene_task import tell
from tests.support.recorded_answers import DEEP, DEEPER, PROGRAM, RECORDED, SHOW, TYPO, ZERO

BY_NAME = {recorded.name: recorded for recorded in RECORDED}


async def draw(command: RenderScene) -> Event:
    """As the renderer: it stops at the first fault, and sees those that only a run can show."""
    ids = {"task_id": command.task_id, "scene_number": 1, "attempt": command.attempt}
    if found := findings(command.code):
        first = found[0]
        return SceneRejected(**ids, kind=first.kind, error=first.message, line=first.line)
    for fault, error in ((ZERO, "ZeroDivisionError"), (DEEP, "IndexError")):
        if fault.wrong in command.code:
            return SceneRejected(**ids, kind="runtime", error=f"{error}: at line 16", line=16)
    return success(command)


async def test_there_are_enough_kinds_of_answers() -> None:
    assert len(RECORDED) >= 40
    assert len(BY_NAME) == len(RECORDED)
    kinds = {recorded.kind for recorded in RECORDED}
    assert {"syntax", "name", "signature", "tex", "policy", "timeout", "memory", "empty"} <= kinds
    assert {"runtime", "answer", "plan", "endpoint", "refused", "good"} <= kinds
    assert ast.parse(PROGRAM)
    assert findings(PROGRAM) == []


@pytest.mark.parametrize(
    "recorded", [r for r in RECORDED if r.kind == "good"], ids=lambda r: r.name
)
async def test_a_good_answer_is_taken_however_it_is_wrapped(recorded: Recorded) -> None:
    told = await tell(recorded, draw)
    assert told.delivered
    assert (told.rounds, told.renders) == (0, 1)


@pytest.mark.parametrize(
    "recorded",
    [
        r
        for r in RECORDED
        if r.kind in ("answer", "syntax", "no_scene", "policy", "name", "signature")
    ],
    ids=lambda r: r.name,
)
async def test_what_a_gate_finds_is_mended_before_anything_is_drawn(recorded: Recorded) -> None:
    told = await tell(recorded, draw)
    assert told.delivered
    assert (told.rounds, told.renders) == (1, 1)


@pytest.mark.parametrize(
    "recorded", [r for r in RECORDED if r.kind == "endpoint"], ids=lambda r: r.name
)
async def test_what_the_endpoint_does_wrong_is_no_repair(recorded: Recorded) -> None:
    told = await tell(recorded, draw)
    assert told.delivered
    assert told.rounds == 0


@pytest.mark.parametrize("recorded", [r for r in RECORDED if r.hopeless], ids=lambda r: r.name)
async def test_what_no_try_can_help_is_not_tried_again(recorded: Recorded) -> None:
    told = await tell(recorded, draw)
    assert told.task.status == "failed"
    assert told.questions == 3


async def test_gates_tell_every_fault_at_once_the_renderer_one_at_a_time() -> None:
    recorded = Recorded("two", "several", PROGRAM, (TYPO, SHOW))
    with_gates = await tell(recorded, draw)
    without = await tell(recorded, draw, gates=())
    assert (with_gates.rounds, with_gates.renders) == (1, 1)
    assert (without.rounds, without.renders) == (2, 3)


@pytest.mark.parametrize(("fault", "rounds"), [(DEEP, 2), (DEEPER, 3)])
async def test_what_does_not_help_twice_is_asked_for_otherwise(fault: Fault, rounds: int) -> None:
    told = await tell(Recorded("stubborn", "stubborn", PROGRAM, (fault,)), draw)
    assert told.delivered
    assert told.rounds == rounds


async def test_a_model_that_never_understands_fails_within_its_budget() -> None:
    deaf = Fault(TYPO.right, TYPO.wrong, "this is never said")
    told = await tell(Recorded("deaf", "stubborn", PROGRAM, (deaf,)), draw)
    assert told.task.status == "failed"
    assert told.rounds == 5
    assert told.renders == 0
    assert "cirlce" not in (told.task.error or "")
    assert "grpah is not defined" in (told.task.error or "")
