"""An open API serves its own machine or nobody."""

import socket
from pathlib import Path

import httpx
import pytest

from cli.embedded.nats import NatsServer
from services.gateway.access.binding import OpenToStrangers, listening, local_only
from services.gateway.app import create_app
from services.gateway.settings import Settings
from tests.support.access import SECRET, bearer
from tests.support.gateway import serving, task_url
from tests.support.stack import CleanBus, ServiceProcess, environment

UNKNOWN = task_url("t1", "status")


async def test_bound_elsewhere_without_authentication_it_refuses_to_start(
    nats_server: NatsServer, clean_bus: CleanBus, tmp_path: Path
) -> None:
    env = environment(nats_server, None)
    gateway = ServiceProcess("gateway", env, tmp_path, host="0.0.0.0")
    gateway.launch()
    assert await gateway.exited() != 0
    assert "refusing to listen on 0.0.0.0 without authentication" in gateway.logged()


async def test_bound_elsewhere_with_authentication_it_serves_who_has_credentials(
    nats_server: NatsServer, clean_bus: CleanBus, tmp_path: Path
) -> None:
    env = environment(nats_server, None) | {"GATEWAY_JWT_SECRET": SECRET}
    gateway = ServiceProcess("gateway", env, tmp_path, host="0.0.0.0")
    try:
        await gateway.start()
        async with httpx.AsyncClient(base_url=gateway.url, trust_env=False) as client:
            assert (await client.get(UNKNOWN)).status_code == 401
            assert (await client.get(UNKNOWN, headers=bearer())).status_code == 404
    finally:
        await gateway.kill9()


async def test_sockets_that_somebody_else_has_bound_are_seen_before_the_start() -> None:
    with socket.create_server(("127.0.0.1", 0)):
        assert "127.0.0.1" in listening()
        async with local_only():
            pass
        with socket.create_server(("0.0.0.0", 0)):
            assert "0.0.0.0" in listening()
            with pytest.raises(OpenToStrangers, match=r"0\.0\.0\.0"):
                async with local_only():
                    pass


async def test_an_open_api_says_so_at_start(
    clean_bus: CleanBus, capsys: pytest.CaptureFixture[str]
) -> None:
    async with serving(create_app(Settings(bus=clean_bus.settings))):
        pass
    assert "the API is open, to this machine only" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["evil.test", "127.0.0.1.evil.test", "10.0.0.1:80", "[::2]:80"])
async def test_an_open_api_answers_under_its_own_names_only(
    gateway: httpx.AsyncClient, host: str
) -> None:
    """Else a page whose name points here could use it from the owner's browser."""
    response = await gateway.get(UNKNOWN, headers={"Host": host})
    assert response.status_code == 421
    assert response.json()["error_code"] == "MISDIRECTED_REQUEST"


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1", "[::1]:8000"])
async def test_this_machine_has_several_names(gateway: httpx.AsyncClient, host: str) -> None:
    assert (await gateway.get(UNKNOWN, headers={"Host": host})).status_code == 404
