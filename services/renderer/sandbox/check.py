"""Which layers this system can give, found out by putting them on."""

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from services.renderer.sandbox import identity, landlock, places, seccomp
from services.renderer.sandbox.layers import Layer
from services.renderer.sandbox.syscalls import UnknownMachine

Missing = dict[str, str]
"""Layers that cannot be had, with the reason."""


def missing() -> Missing:
    """Put each of the layers that may be missing on in a process that ends at once."""
    with tempfile.TemporaryDirectory() as name:
        own = Path(name)
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                os.write(writer, json.dumps(_tried(own)).encode())
            finally:
                os._exit(0)
        os.close(writer)
        with open(reader, "rb") as answer:
            told = answer.read()
        os.waitpid(pid, 0)
    found: Missing = json.loads(told) if told else {"seccomp": "the check itself died"}
    return found


def _tried(own: Path) -> Missing:
    def belong() -> None:
        identity.hand_over(own, identity.next_user())
        identity.become_owner_of(own, needed=places.necessary(own))

    trials: dict[Layer, Callable[[], None]] = {
        "identity": belong,
        "landlock": lambda: landlock.restrict(places.for_programs(own, own)),
        "seccomp": seccomp.restrict,
    }
    found: Missing = {}
    for layer, put_on in trials.items():
        try:
            put_on()
        except (OSError, UnknownMachine) as error:
            found[layer] = str(error)
    return found
