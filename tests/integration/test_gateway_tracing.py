"""One trace from the HTTP request through every command and event of a task."""

import httpx

from tests.support.fake_workers import FakeWorkers
from tests.support.gateway import BODY, GENERATE, settled, task_url
from tests.support.stack import CleanBus
from tests.support.traces import recorded

CALLERS_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


async def test_the_callers_trace_reaches_the_end_of_the_task(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    with recorded() as spans:
        async with FakeWorkers(clean_bus):
            headers = {"traceparent": f"00-{CALLERS_TRACE}-00f067aa0ba902b7-01"}
            response = await gateway.post(GENERATE, json=BODY, headers=headers)
            status = await settled(gateway, response.json()["task_id"], "completed")
    assert status["trace_id"] == CALLERS_TRACE
    ours = [
        span.name
        for span in spans.get_finished_spans()
        if span.context is not None and format(span.context.trace_id, "032x") == CALLERS_TRACE
    ]
    assert "POST /api/v1/video-generation/generate" in ours
    assert "evt.gateway publish" in ours
    assert "evt.gateway process" in ours
    assert "cmd.plan publish" in ours


async def test_every_request_has_its_own_trace_after_a_large_body(
    gateway: httpx.AsyncClient,
) -> None:
    """Reading a large body is paused and resumed, and asyncio resumes in the request's context."""
    large = await gateway.post(GENERATE, json={**BODY, "content_prompt": "x" * (3 << 20)})
    others = [await gateway.get(task_url("nobody", "status")) for _ in range(3)]
    traces = {response.json()["trace_id"] for response in (large, *others)}
    assert None not in traces
    assert len(traces) == 4


async def test_a_task_that_nobody_has_begun_has_its_trace(
    gateway: httpx.AsyncClient, clean_bus: CleanBus
) -> None:
    headers = {"traceparent": f"00-{CALLERS_TRACE}-00f067aa0ba902b7-01"}
    response = await gateway.post(GENERATE, json=BODY, headers=headers)
    status = await gateway.get(task_url(response.json()["task_id"], "status"))
    assert status.json()["trace_id"] == CALLERS_TRACE
