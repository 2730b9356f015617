"""Free TCP ports of the loopback interface."""

import random
import socket

# Below the kernel's ephemeral range, so that no outgoing connection takes them in between.
_LOWEST, _HIGHEST = 10_100, 22_000


def free_port() -> int:
    return free_block(1)


def free_block(count: int, *, also: int = 0) -> int:
    """The first of `count` consecutive free ports; with `also`, those `also` above are free too."""
    for _ in range(200):
        first = random.randrange(_LOWEST, _HIGHEST - count)
        offsets = (0, also) if also else (0,)
        if all(_is_free(first + i + offset) for offset in offsets for i in range(count)):
            return first
    raise OSError(f"no {count} consecutive free ports between {_LOWEST} and {_HIGHEST}")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
