"""What is open, and what is local."""

import pytest

from services.gateway.access.binding import OpenToStrangers, is_local, refuse_strangers
from services.gateway.access.rules import needed

VIDEOS = "/api/v1/video-generation"


@pytest.mark.parametrize(
    ("method", "path", "access"),
    [
        ("GET", "/livez", "open"),
        ("GET", f"{VIDEOS}/health", "open"),
        ("POST", f"{VIDEOS}/health", "videos:write"),
        ("GET", "/livez/", "videos:read"),
        ("GET", f"{VIDEOS}/tasks/1/status", "videos:read"),
        ("HEAD", f"{VIDEOS}/tasks/1/status", "videos:read"),
        ("POST", f"{VIDEOS}/generate", "videos:write"),
        ("DELETE", f"{VIDEOS}/tasks/1", "videos:write"),
        ("GET", "/api/v1/video/agents/jobs/1", "agents"),
        ("POST", "/api/v1/video/agents/plan", "agents"),
        ("GET", "/api/v1/tasks/1/status", "videos:read"),
        ("POST", "/whatever/comes", "videos:write"),
    ],
)
def test_what_is_not_known_to_be_open_needs_a_scope(method: str, path: str, access: str) -> None:
    assert needed(method, path) == access


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_this_machine_is_local(address: str) -> None:
    assert is_local(address)
    refuse_strangers(address)


@pytest.mark.parametrize(
    "address", ["0.0.0.0", "::", "10.0.0.1", "192.168.1.1", "fe80::1%eth0", "::ffff:10.0.0.1", ""]
)
def test_others_are_strangers(address: str) -> None:
    assert not is_local(address)
    with pytest.raises(OpenToStrangers, match="GATEWAY_API_KEYS"):
        refuse_strangers("127.0.0.1", address)
