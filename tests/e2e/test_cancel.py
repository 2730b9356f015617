"""Cancelling stops the work itself: the processes end and their slots are free for others."""

from typing import Any

from nats.js import JetStreamContext

from cli.client import Client, ServerEvent
from cli.stack import Stack
from shared.streams import COMMANDS
from tests.support.bus import eventually
from tests.support.processes import Known, descendants, living
from tests.support.watching import ended, until

WITHIN_SECONDS = 5.0


def order(quality: str, scenes: int) -> dict[str, Any]:
    return {
        "project_id": "cancel",
        "content_prompt": "Explain the Pythagorean theorem",
        "scene_count": scenes,
        "render_config": {"quality": quality},
    }


def is_drawing(event: ServerEvent) -> bool:
    return (
        event.event == "progress"
        and event.json["step"] == "render"
        and 0 < event.json["fraction"] < 1
    )


async def test_a_running_render_is_killed_and_its_slot_is_free_for_the_next_task(
    stack: Stack, api: Client, js: JetStreamContext
) -> None:
    renderer = stack.services["renderer"].pid
    idle = descendants(renderer)
    slow = await api.generate(order("production", 3), idempotency_key="slow")
    await until(api, slow, is_drawing)
    drawing: Known = {pid: born for pid, born in descendants(renderer).items() if pid not in idle}
    assert drawing
    await api.cancel(slow)

    async def nothing_is_held() -> bool:
        info = await js.consumer_info(COMMANDS, "renderer")
        return not info.num_ack_pending and not living(drawing)

    await eventually(nothing_is_held, patience=WITHIN_SECONDS)
    assert (await ended(api, slow))["status"] == "cancelled"
    quick = await api.generate(order("preview", 1), idempotency_key="quick")
    assert (await ended(api, quick))["status"] == "completed"
