"""API keys from the command line to the gateway, on a real bus."""

import asyncio
from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from cli.app import app as command_line
from services.gateway.app import create_app
from services.gateway.settings import Settings
from shared.api_keys import id_of
from shared.key_ring import KeyRing
from shared.streams import KEYS_BUCKET
from tests.support.access import SECRET, bearer, closed
from tests.support.gateway import BODY, GENERATE, generated, serving, task_url
from tests.support.stack import CleanBus

Keys = Callable[..., str]


@pytest.fixture
def keys(clean_bus: CleanBus, monkeypatch: pytest.MonkeyPatch) -> Keys:
    """`chalkstream keys ...`: what it prints. It has a loop of its own, hence a thread."""
    monkeypatch.setenv("NATS_URL", clean_bus.settings.url)

    def run(*arguments: str, code: int = 0) -> str:
        result = CliRunner().invoke(command_line, ["keys", *arguments])
        assert result.exit_code == code, result.output
        return result.stdout if code == 0 else result.output

    return run


async def test_a_key_lives_from_its_creation_to_its_revocation(
    clean_bus: CleanBus, keys: Keys
) -> None:
    shown = await asyncio.to_thread(keys, "create", "ci", "--project", "p1")
    text = shown.strip()
    key_id = id_of(text)
    assert key_id is not None
    access = closed(jwt_secret=None, api_keys=True, api_key_cache=0)
    settings = Settings(bus=clean_bus.settings, access=access)
    async with serving(create_app(settings)) as gateway:
        status = task_url("t1", "status")
        for wrong in (text[:-1] + ("a" if text[-1] != "a" else "b"), f"ck_{'a' * 12}_{'b' * 43}"):
            refused = await gateway.get(status, headers={"X-API-Key": wrong})
            assert (refused.status_code, refused.json()["error_code"]) == (
                401,
                "INVALID_CREDENTIALS",
            )
        gateway.headers["X-API-Key"] = text
        task_id = await generated(gateway)
        assert (await gateway.get(task_url(task_id, "status"))).status_code == 200
        other = await gateway.post(GENERATE, json={**BODY, "project_id": "p2"})
        assert other.status_code == 404
        listed = await asyncio.to_thread(keys, "list")
        assert key_id in listed
        assert "never" not in listed
        assert text not in listed
        await asyncio.to_thread(keys, "revoke", key_id)
        assert (await gateway.get(status)).status_code == 401
    assert "revoked" in await asyncio.to_thread(keys, "list")


async def test_a_key_may_be_sent_as_a_bearer_too(clean_bus: CleanBus) -> None:
    _, text = await KeyRing(clean_bus.js).create("ci", project_ids="*", scopes=("videos:read",))
    settings = Settings(bus=clean_bus.settings, access=closed(api_keys=True))
    async with serving(create_app(settings)) as gateway:
        for headers in ({"X-API-Key": text}, {"Authorization": f"Bearer {text}"}, bearer()):
            answer = await gateway.get(task_url("t1", "status"), headers=headers)
            assert answer.status_code == 404
        written = await gateway.post(GENERATE, json=BODY, headers={"X-API-Key": text})
        assert written.status_code == 403


async def test_keys_do_not_open_where_only_tokens_are_configured(clean_bus: CleanBus) -> None:
    _, text = await KeyRing(clean_bus.js).create("ci", project_ids="*")
    settings = Settings(bus=clean_bus.settings, access=closed())
    async with serving(create_app(settings)) as gateway:
        for headers in ({"X-API-Key": text}, {"X-API-Key": bearer()["Authorization"]}):
            answer = await gateway.get(task_url("t1", "status"), headers=headers)
            assert answer.status_code == 401
        assert SECRET not in answer.text


async def test_no_secret_is_stored(clean_bus: CleanBus) -> None:
    _, text = await KeyRing(clean_bus.js).create("ci", project_ids=("p1",))
    bucket = await clean_bus.js.key_value(KEYS_BUCKET)
    for name in await bucket.keys():
        assert text.rsplit("_", 1)[1].encode() not in ((await bucket.get(name)).value or b"")


async def test_what_cannot_be_created_or_revoked_is_said(keys: Keys) -> None:
    for arguments in (
        ("create", "ci"),
        ("create", "ci", "--project", "a b"),
        ("create", "ci", "--all-projects", "--scope", "everything"),
        ("create", "ci", "--all-projects", "--project", "p1"),
    ):
        await asyncio.to_thread(keys, *arguments, code=2)
    said = await asyncio.to_thread(keys, "revoke", "nosuchkey", code=1)
    assert "keys list" in said
