"""What the one bootstrap declares, and what the server promises of it."""

from pathlib import Path

from cli.embedded.nats import NatsServer
from shared.bus import connect, insert
from shared.contracts.catalogue import STEPS_OF
from shared.settings import BusSettings
from shared.streams import COMMANDS, TASKS_BUCKET, buckets, consumers, declare, streams
from tests.support.answers import requested, success
from tests.support.bus import answer, count, running, want, worker
from tests.support.stack import CleanBus
from tests.support.world import World


async def test_declaring_twice_changes_nothing_and_repairs_what_was_changed(
    clean_bus: CleanBus,
) -> None:
    js = clean_bus.js
    config = (await js.stream_info(COMMANDS)).config
    await js.update_stream(config.evolve(max_age=3600))
    bucket = (await js.stream_info(f"KV_{TASKS_BUCKET}")).config
    await js.update_stream(bucket.evolve(max_msgs_per_subject=1, allow_direct=True))
    coder = (await js.consumer_info(COMMANDS, "coder")).config
    await js.add_consumer(COMMANDS, coder.evolve(ack_wait=1, filter_subjects=["cmd.x.>"]))
    for _ in range(2):
        await declare(js)
        assert (await js.stream_info(COMMANDS)).config.max_age == 72 * 3600
        bucket = (await js.stream_info(f"KV_{TASKS_BUCKET}")).config
        assert (bucket.max_msgs_per_subject, bucket.allow_direct) == (5, False)
        repaired = (await js.consumer_info(COMMANDS, "coder")).config
        assert (repaired.ack_wait, repaired.filter_subjects) == (30, ["cmd.code.>"])


async def test_every_step_has_one_consumer(clean_bus: CleanBus) -> None:
    for service, steps in STEPS_OF.items():
        config = (await clean_bus.js.consumer_info(COMMANDS, service)).config
        assert config.filter_subjects == [f"cmd.{step}.>" for step in steps]


def test_production_keeps_everything_three_times() -> None:
    assert {stream.num_replicas for stream in streams(replicas=3)} == {3}
    assert {bucket.replicas for bucket in buckets(replicas=3)} == {3}
    assert len(consumers()) == len(STEPS_OF) + 1


async def test_what_is_there_is_not_stored_again_even_after_a_restart(tmp_path: Path) -> None:
    command = World(requested()).commands["cmd.plan.t1.-.1"]
    async with NatsServer(tmp_path) as server:
        client = await connect(BusSettings(url=server.url), name="test")
        js = client.jetstream(timeout=5)
        await declare(js)
        assert await insert(js, command, subject=command.subject) == 1
        assert await insert(js, command, subject=command.subject) is None
        await server.kill()
        await server.start()
        await client.close()
        client = await connect(BusSettings(url=server.url), name="test")
        js = client.jetstream(timeout=5)
        assert await insert(js, command, subject=command.subject) is None
        assert (await js.stream_info(COMMANDS)).state.messages == 1
        await client.close()


async def test_a_service_that_is_earlier_than_the_bootstrap_waits_for_it(tmp_path: Path) -> None:
    async with NatsServer(tmp_path) as server:
        settings = BusSettings(url=server.url)
        client = await connect(settings, name="test")
        bus = CleanBus(settings, client, client.jetstream(timeout=5))
        command = World(requested()).commands["cmd.plan.t1.-.1"]
        planner = worker(settings, "planner")
        planner.on(type(command))(_answer)
        async with planner.app().start_lifespan_context():
            await declare(bus.js)
            await want(bus, command)
            await answer(bus, command)
            config = (await bus.js.consumer_info(COMMANDS, "planner")).config
            assert config.filter_subjects == ["cmd.plan.>", "cmd.implement.>"]
        await client.close()


async def _answer(command, report):  # type: ignore[no-untyped-def]
    return success(command)


async def test_a_worker_survives_a_crash_of_the_server(tmp_path: Path) -> None:
    async with NatsServer(tmp_path) as server:
        settings = BusSettings(url=server.url)
        client = await connect(settings, name="test")
        bus = CleanBus(settings, client, client.jetstream(timeout=5))
        await declare(bus.js)
        first = World(requested("t1")).commands["cmd.plan.t1.-.1"]
        second = World(requested("t2")).commands["cmd.plan.t2.-.1"]
        planner = worker(settings, "planner")
        planner.on(type(first))(_answer)
        async with running(planner):
            await want(bus, first)
            await answer(bus, first)
            await server.kill()
            await server.start()
            await want(bus, second)
            await answer(bus, second)
        assert await count(bus, COMMANDS, "cmd.>") == {first.subject: 1, second.subject: 1}
        await client.close()
