"""Whatever the order, the duplicates, the crashes: one end, one combine, nothing lost."""

import random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from services.gateway.workflow.outstanding import outstanding
from services.gateway.workflow.reduce import OUTAGE_BUDGET, reduce
from services.gateway.workflow.retry import refusal
from services.gateway.workflow.state import TaskState
from shared.contracts.base import Command, Event
from shared.contracts.catalogue import ANY_COMMAND, ANY_EVENT
from shared.contracts.render import CombineScenes
from shared.contracts.task import FailureReason, GenerationRequested
from tests.support.answers import failure, rejection, requested, success
from tests.support.viewer import Viewer
from tests.support.world import Crash, World

FAILURES: tuple[FailureReason, ...] = (
    "invalid",
    "refused",
    "unavailable",
    "timeout",
    "crashed",
    "lost",
)
CRASHES: tuple[Crash, ...] = (
    "no",
    "before the state is stored",
    "before the commands are published",
)
REQUESTS = st.builds(
    lambda scenes, retries, policy: requested(
        scenes=scenes,
        on_scene_failure=policy,
        render_config={"max_retries": retries},
        metadata={"a": [1.5, None]},
    ),
    st.integers(1, 4),
    st.integers(1, 3),
    st.sampled_from(["fail", "partial"]),
)


def reply(command: Command, kind: str) -> Event:
    if kind == "ok":
        return success(command)
    if kind == "rejected":
        return rejection(command) if command.step == "render" else success(command)
    return failure(command, kind, retry_after=7)  # type: ignore[arg-type]


def destined(salt: int, command: Command) -> Event:
    """The same answer to the same command, whenever it is given."""
    luck = random.Random(f"{salt} {command.subject}")
    if luck.random() >= (0, 0.15, 0.35, 0.6, 0.9)[salt % 5]:
        return success(command)
    kinds = ("rejected", "rejected", "rejected", *FAILURES)
    return reply(command, luck.choice(kinds))


def run(world: World, salt: int, schedule: random.Random, viewer: Viewer | None = None) -> None:
    """Everything that can happen happens at the schedule's whim until nothing is left to do."""
    while world.waiting or world.unread:
        if viewer is not None:
            viewer.work_goes_on(schedule)
            viewer.look(schedule.randrange(4), schedule.randrange(4))
        choice = schedule.random()
        if world.waiting and (choice < 0.4 or not world.unread):
            subject = schedule.choice(world.waiting)
            late = schedule.random() < 0.1
            world.answer(subject, lambda command: destined(salt, command), late=late)
        elif world.unread and choice < 0.85:
            world.deliver(schedule.choice(world.unread), crash=schedule.choice(CRASHES))
        else:
            world.deliver(schedule.choice(list(world.events)))


def without_times(task: TaskState) -> Any:
    """The state with every time left out."""

    def strip(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: strip(part) for key, part in value.items() if key not in TIMES}
        return [strip(part) for part in value] if isinstance(value, list) else value

    return strip(task.model_dump(mode="json"))


TIMES = {"created_at", "updated_at", "ended_at", "started_at", "finished_at", "not_before"}


@given(REQUESTS, st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
@settings(max_examples=150, deadline=None)
def test_the_same_answers_in_any_order_lead_to_the_same_end(
    request: GenerationRequested, salt: int, one: int, other: int
) -> None:
    worlds = []
    for seed in (one, other):
        world = World(request)
        run(world, salt, random.Random(seed))
        assert world.task.final
        worlds.append(world)
    first, second = worlds
    assert without_times(first.task) == without_times(second.task)
    assert set(first.commands) == set(second.commands)
    assert_nothing_is_lost(first)


def assert_nothing_is_lost(world: World) -> None:
    task = world.task
    combines = [c for c in world.commands.values() if isinstance(c, CombineScenes)]
    assert [command.attempt for command in combines] == list(range(1, len(combines) + 1))
    if task.run == 1:
        assert all(command.inputs == combines[0].inputs for command in combines)
    if task.status != "completed":
        return
    done = [scene.number for scene in task.scenes if scene.stage == "done"]
    failed = [scene.number for scene in task.scenes if scene.stage == "failed"]
    assert sorted(done + failed) == list(range(1, task.request.scene_count + 1))
    assert done
    assert not failed or task.request.on_scene_failure == "partial"
    assert [part.scene_number for part in combines[-1].inputs] == done
    assert task.files
    assert all(span.finished_at for span in task.spans.values())


@given(REQUESTS, st.integers(0, 10**6), st.integers(0, 10**6), st.booleans())
@settings(max_examples=200, deadline=None)
def test_what_the_client_sees_never_goes_backwards(
    request: GenerationRequested, salt: int, seed: int, impatient: bool
) -> None:
    world = World(request)
    viewer = Viewer(world)
    schedule = random.Random(seed)
    if impatient:
        _cancel_sometime(world, schedule, viewer)
    else:
        run(world, salt, schedule, viewer)
    viewer.look(0, 0)
    assert (viewer.percent == 100) == (world.task.status == "completed")


@given(REQUESTS, st.integers(0, 10**6), st.integers(0, 10**6), st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_retry_makes_what_is_not_finished_and_nothing_else(
    request: GenerationRequested, salt: int, seed: int, one_scene: bool
) -> None:
    world = World(request)
    viewer = Viewer(world)
    schedule = random.Random(seed)
    run(world, salt, schedule, viewer)
    ended = world.task
    failed = [scene.number for scene in ended.scenes if scene.stage == "failed"]
    chosen = schedule.choice(failed) if one_scene and failed else None
    before = dict(world.commands)
    world.retry(chosen)
    run(world, 0, schedule, viewer)
    if refusal(ended, chosen) is not None:
        assert world.task == ended
        return
    added = [command for subject, command in world.commands.items() if subject not in before]
    redone = {command.scene_number for command in added} - {None}
    unfinished = {s.number for s in ended.scenes if s.stage != "done"}
    assert redone == ({chosen} if chosen else unfinished) or not ended.scenes
    assert world.task.run == 2
    assert world.task.final
    if chosen is None or failed == [chosen]:
        assert world.task.status == "completed"
        assert all(scene.stage == "done" for scene in world.task.scenes)
    assert_nothing_is_lost(world)


def _cancel_sometime(world: World, schedule: random.Random, viewer: Viewer) -> None:
    for _ in range(schedule.randrange(40)):
        if world.unread:
            world.deliver(world.unread[0])
        elif world.waiting:
            world.answer(schedule.choice(world.waiting), success)
        viewer.work_goes_on(schedule)
        viewer.look(0, 0)
    ended = world.task.final
    before = world.task
    world.cancel()
    run(world, 0, schedule, viewer)
    assert world.task.status in ("cancelled", "completed")
    assert not ended or world.task == before, "an ended task stays as it is"


class TaskLife(RuleBasedStateMachine):
    """Hypothesis plays workers, orchestrators, the network and the client of one task."""

    @initialize(request=REQUESTS)
    def accept(self, request: Any) -> None:
        self.world = World(request)
        self.commands_at_the_end: set[str] | None = None
        self.ended_run = 0

    @precondition(lambda self: self.world.waiting)
    @rule(
        data=st.data(),
        kind=st.sampled_from(["ok", "ok", "ok", "ok", "rejected", *FAILURES]),
        late=st.booleans(),
    )
    def a_worker_answers(self, data: Any, kind: str, late: bool) -> None:
        subject = data.draw(st.sampled_from(self.world.waiting))
        self.world.answer(subject, lambda command: reply(command, kind), late=late)

    @precondition(lambda self: self.world.unread)
    @rule(data=st.data(), crash=st.sampled_from(("no", "no", *CRASHES)))
    def an_event_arrives(self, data: Any, crash: Crash) -> None:
        self.world.deliver(data.draw(st.sampled_from(self.world.unread)), crash=crash)

    @precondition(lambda self: self.world.events)
    @rule(data=st.data())
    def an_event_arrives_again(self, data: Any) -> None:
        subject = data.draw(st.sampled_from(sorted(self.world.events)))
        if subject in self.world.unread:
            return
        before, published = self.world.task, len(self.world.commands)
        self.world.deliver(subject)
        assert self.world.task == before, "handled twice is handled once"
        assert len(self.world.commands) == published or before.open

    @precondition(lambda self: self.world.commands)
    @rule(data=st.data(), kind=st.sampled_from(["ok", *FAILURES]), ahead=st.integers(1, 3))
    def an_event_of_another_attempt_is_ignored(self, data: Any, kind: str, ahead: int) -> None:
        command = self.world.commands[data.draw(st.sampled_from(sorted(self.world.commands)))]
        other = command.model_copy(update={"attempt": command.attempt + ahead})
        if other.subject not in self.world.task.open:
            task = self.world.task
            assert reduce(task, _parsed(reply(other, kind)), self.world.now) == task

    @rule()
    @precondition(lambda self: len(self.world.events) > 4)
    def the_client_cancels(self) -> None:
        self.world.cancel()

    @rule()
    @precondition(lambda self: len(self.world.events) > 6)
    def the_deadline_passes(self) -> None:
        self.world.let_the_deadline_pass()

    # Before its end the gateway refuses it, so that no such event is ever stored.
    @precondition(lambda self: self.world.task.final and self.world.task.run < 3)
    @rule(data=st.data())
    def the_client_retries(self, data: Any) -> None:
        scenes = st.integers(1, self.world.task.request.scene_count)
        self.world.retry(data.draw(st.none() | scenes))

    @invariant()
    def open_is_what_is_outstanding(self) -> None:
        if not hasattr(self, "world"):
            return
        task = self.world.task
        wanted = outstanding(task)
        assert task.open == tuple(each.command.subject for each in wanted)
        assert len(set(task.open)) == len(task.open)
        assert bool(task.open) != task.final, "waits for something, or has ended"
        for each in wanted:
            document = each.command.model_dump_json(by_alias=True)
            assert ANY_COMMAND.validate_json(document) == each.command

    @invariant()
    def the_document_is_lossless(self) -> None:
        if hasattr(self, "world"):
            task = self.world.task
            document = task.model_dump_json(by_alias=True)
            assert TaskState.model_validate_json(document) == task

    @invariant()
    def attempts_stay_within_their_budgets(self) -> None:
        if not hasattr(self, "world"):
            return
        retries = self.world.task.request.render.max_retries
        for command in self.world.commands.values():
            # Each code sent back by the renderer is one more for code and for render.
            sent_back = retries if command.step in ("code", "render") else 0
            assert command.attempt <= self.world.task.run * (
                1 + sent_back + retries + OUTAGE_BUDGET
            )

    @invariant()
    def nothing_follows_the_end(self) -> None:
        if not hasattr(self, "world") or not self.world.task.final:
            return
        if self.commands_at_the_end is None or self.ended_run != self.world.task.run:
            self.ended_run = self.world.task.run
            self.commands_at_the_end = set(self.world.commands)
        assert set(self.world.commands) == self.commands_at_the_end
        assert_nothing_is_lost(self.world)

    def teardown(self) -> None:
        """Whatever has happened so far: with everything well from now on, the task ends."""
        if not hasattr(self, "world"):
            return
        world = self.world
        for _ in range(500):
            if world.unread:
                world.deliver(world.unread[0])
            elif world.waiting:
                world.answer(world.waiting[0], success)
            else:
                break
        assert world.task.final, "the task hangs"
        endings = {f"evt.{step}.{world.task.task_id}" for step in ("cancel", "deadline")}
        asked = any(subject.rsplit(".", 2)[0] in endings for subject in world.events)
        assert world.task.status != "cancelled" or asked
        self.nothing_follows_the_end()


def _parsed(event: Event) -> Any:
    return ANY_EVENT.validate_json(event.model_dump_json())


TestTaskLife = TaskLife.TestCase
TestTaskLife.settings = settings(
    max_examples=100,
    stateful_step_count=60,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
