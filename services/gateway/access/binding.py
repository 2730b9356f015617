"""Where this process listens, asked of its sockets: the one truth, whoever has bound them."""

import asyncio
import os
import signal
import socket
import stat
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from ipaddress import ip_address

import structlog

log = structlog.get_logger()

_LOOK_SECONDS = 0.02
_ADVICE = "to serve others, set GATEWAY_API_KEYS=true or GATEWAY_JWT_*"


class OpenToStrangers(RuntimeError):
    """The API is open, and listens where others can reach it."""


def refuse_strangers(*addresses: str) -> None:
    """Raises `OpenToStrangers` when an address is not of this machine alone."""
    public = [address for address in addresses if not is_local(address)]
    if public:
        raise OpenToStrangers(
            f"refusing to listen on {', '.join(public)} without authentication: {_ADVICE}"
        )


@asynccontextmanager
async def local_only() -> AsyncIterator[None]:
    """While it is entered, the process serves this machine or ends.

    Sockets that a supervisor has bound are known at once: then it does not even start. uvicorn
    binds its own after the application has started: then it ends as soon as they are there.
    """
    refuse_strangers(*listening())
    log.warning("access is not configured: the API is open, to this machine only", advice=_ADVICE)
    watching = asyncio.create_task(_watch())
    try:
        yield
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching


async def _watch() -> None:
    while not (addresses := listening()):
        await asyncio.sleep(_LOOK_SECONDS)
    try:
        refuse_strangers(*addresses)
    except OpenToStrangers as error:
        log.critical(str(error))
        os.kill(os.getpid(), signal.SIGTERM)


def listening() -> list[str]:
    """The addresses of all TCP sockets on which this process accepts connections."""
    return sorted({address for fd in _descriptors() if (address := _accepting(fd))})


def is_local(address: str) -> bool:
    """Whether only this machine can connect to it."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return address == "localhost"
    return (getattr(ip, "ipv4_mapped", None) or ip).is_loopback


def _descriptors() -> Iterator[int]:
    for name in os.listdir("/dev/fd"):
        if name.isdecimal():
            yield int(name)


def _accepting(fd: int) -> str | None:
    try:
        if not stat.S_ISSOCK(os.fstat(fd).st_mode):
            return None
        with socket.socket(fileno=os.dup(fd)) as copy:
            # What speaks through the file system is guarded by its permissions.
            if copy.family not in (socket.AF_INET, socket.AF_INET6):
                return None
            if not copy.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                return None
            return str(copy.getsockname()[0])
    except OSError:
        # Closed meanwhile, or of a kind that knows no such question.
        return None
