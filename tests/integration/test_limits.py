"""Limits that two gateways count together."""

import asyncio

import httpx
import pytest

from services.gateway.limits.buckets import SharedBuckets
from services.gateway.limits.policy import Policy
from services.gateway.limits.settings import LimitSettings
from services.gateway.settings import Settings
from shared.streams import EVENTS, LIMITS_BUCKET
from tests.support.access import bearer, closed, replicas
from tests.support.gateway import BODY, GENERATE, generated, task_url
from tests.support.stack import CleanBus

UNKNOWN = task_url("01976b1e-9c4d-7a52-8f3e-2d6c5b4a3f21", "status")


def settings(bus: CleanBus, **limits: object) -> Settings:
    return Settings(bus=bus.settings, access=closed(), limits=LimitSettings.model_validate(limits))


async def statuses(client: httpx.AsyncClient, number: int, **who: object) -> list[int]:
    answers = await asyncio.gather(
        *(client.get(UNKNOWN, headers=bearer(**who)) for _ in range(number))
    )
    return [answer.status_code for answer in answers]


@pytest.mark.parametrize("quota", [10, 60])
async def test_two_gateways_allow_as_much_as_one(clean_bus: CleanBus, quota: int) -> None:
    async with replicas(2, settings(clean_bus, videos_read=f"{quota}/9000")) as client:
        found = await statuses(client, 2 * quota)
    # A batch that one gateway has taken is not lost, but the other cannot spend it.
    assert quota - quota // 20 <= found.count(404) <= quota
    assert found.count(404) + found.count(429) == 2 * quota


async def test_principals_and_groups_are_counted_apart(clean_bus: CleanBus) -> None:
    limits = {"videos_read": "2/9000", "videos_write": "2/9000"}
    async with replicas(2, settings(clean_bus, **limits)) as client:
        assert sorted(await statuses(client, 3)) == [404, 404, 429]
        assert sorted(await statuses(client, 3, sub="eve")) == [404, 404, 429]
        written = await client.post(GENERATE, json=BODY, headers=bearer())
        assert written.status_code == 202


async def test_headers_tell_the_policy_and_what_is_left(clean_bus: CleanBus) -> None:
    async with replicas(2, settings(clean_bus, videos_read="3/30")) as client:
        left = []
        for _ in range(3):
            answer = await client.get(UNKNOWN, headers=bearer())
            assert answer.headers["ratelimit-policy"] == '"videos-read";q=3;w=30'
            left.append(answer.headers["ratelimit"].partition(";t=")[0])
        assert left == [f'"videos-read";r={rest}' for rest in (2, 1, 0)]
        refused = await client.get(UNKNOWN, headers=bearer())
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["error_code"] == "RATE_LIMITED"
    assert 1 <= int(refused.headers["retry-after"]) <= 10
    assert refused.headers["ratelimit"].startswith('"videos-read";r=0;t=')


async def test_what_was_used_up_grows_again(clean_bus: CleanBus) -> None:
    async with replicas(2, settings(clean_bus, videos_read="20/1")) as client:
        found = await statuses(client, 60)
        assert 429 in found
        async with asyncio.timeout(5):
            while (await client.get(UNKNOWN, headers=bearer())).status_code == 429:
                pass


async def test_a_flood_of_refused_requests_leaves_the_bus_alone(clean_bus: CleanBus) -> None:
    buckets = SharedBuckets(lambda: clean_bus.js)
    policy = Policy("flood", 5, 9_000)
    verdicts = [await buckets.take(policy, "flood.x") for _ in range(5)]
    assert all(verdict.allowed for verdict in verdicts)
    await buckets.take(policy, "flood.x")
    before = clean_bus.client.stats["out_msgs"]
    for _ in range(1_000):
        assert not (await buckets.take(policy, "flood.x")).allowed
    assert clean_bus.client.stats["out_msgs"] == before


async def test_batches_spare_the_bus_and_what_is_over_is_given_back(clean_bus: CleanBus) -> None:
    now = 1_000.0
    buckets = SharedBuckets(lambda: clean_bus.js, clock=lambda: now)
    policy = Policy("busy", 400, 400)
    for _ in range(100):
        assert (await buckets.take(policy, "busy.x")).allowed
    stored = (await clean_bus.js.stream_info(f"KV_{LIMITS_BUCKET}")).state.last_seq
    for _ in range(101):
        await buckets.take(policy, "busy.x")
    after = (await clean_bus.js.stream_info(f"KV_{LIMITS_BUCKET}")).state.last_seq
    assert after - stored <= 6
    # 201 are spent of the 400 and 19 are at hand; after a second they are in the bucket again.
    now += 2
    verdict = await SharedBuckets(lambda: clean_bus.js, clock=lambda: now).take(policy, "busy.x")
    assert verdict.left == 400 - 220 + 2 - 1
    verdict = await buckets.take(policy, "busy.x")
    assert verdict.left == 400 - 201 + 2 - 20 - 1


async def test_a_project_begins_so_many_videos_an_hour(clean_bus: CleanBus) -> None:
    async with replicas(2, settings(clean_bus, generations="3/3600")) as client:
        headers = bearer(projects=["p1", "p2"])
        answers = [await client.post(GENERATE, json=BODY, headers=headers) for _ in range(5)]
        assert [each.status_code for each in answers] == [202, 202, 202, 429, 429]
        refused = answers[-1]
        assert refused.json()["error_code"] == "RATE_LIMITED"
        assert int(refused.headers["retry-after"]) > 60
        assert '"generations";q=3;w=3600' in refused.headers["ratelimit-policy"]
        other = await client.post(GENERATE, json={**BODY, "project_id": "p2"}, headers=headers)
        assert other.status_code == 202
    assert (await clean_bus.js.stream_info(EVENTS)).state.messages >= 4


async def test_a_repeated_request_does_not_count_again(clean_bus: CleanBus) -> None:
    async with replicas(2, settings(clean_bus, generations="1/3600")) as client:
        headers = {"Idempotency-Key": "k", **bearer()}
        for _ in range(3):
            assert (await client.post(GENERATE, json=BODY, headers=headers)).status_code == 202


async def test_live_streams_are_limited_and_counted_back(clean_bus: CleanBus) -> None:
    async with replicas(1, settings(clean_bus, streams=2)) as client:
        client.headers.update(bearer())
        task_id = await generated(client)
        events = task_url(task_id, "events")
        async with client.stream("GET", events), client.stream("GET", events):
            refused = await client.get(events)
            assert refused.status_code == 429
            assert refused.json()["error_code"] == "TOO_MANY_STREAMS"
            others = client.stream("GET", events, headers=bearer(sub="eve"))
            async with others as response:
                assert response.status_code == 200
        async with asyncio.timeout(5):
            while True:
                async with client.stream("GET", events) as response:
                    if response.status_code == 200:
                        break
