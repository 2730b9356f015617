"""What is attacked: a service, another job, files for everybody, servers on this machine."""

import os
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from pathlib import Path

from services.renderer.engine import ForkEngine
from tests.support.attacks.attack import Targets

_ROOT = Path(__file__).resolve().parents[3]


@asynccontextmanager
async def targets_beside(engine: ForkEngine, folder: Path) -> AsyncIterator[Targets]:
    """`folder` is one that everybody can reach."""
    folder.chmod(0o777)
    secret = folder / "secret"
    secret.write_text("secret")
    secret.chmod(0o666)
    async with AsyncExitStack() as stack:
        neighbour = await stack.enter_async_context(engine.directory())
        (neighbour / "secret").write_text("secret")
        (neighbour / "secret").chmod(0o666)
        tcp = stack.enter_context(closing(socket.create_server(("127.0.0.1", 0))))
        udp = stack.enter_context(closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)))
        udp.bind(("127.0.0.1", 0))
        unix = stack.enter_context(closing(socket.socket(socket.AF_UNIX)))
        unix.bind(str(folder / "socket"))
        (folder / "socket").chmod(0o777)
        abstract = stack.enter_context(closing(socket.socket(socket.AF_UNIX)))
        name = f"chalkstream-test-{os.getpid()}"
        abstract.bind(f"\0{name}")
        for listening in (unix, abstract):
            listening.listen()
        yield Targets(
            service=os.getpid(),
            root=str(_ROOT),
            workspace=str(neighbour.parent),
            shared=str(neighbour.parent / "shared"),
            neighbour=str(neighbour),
            open_folder=str(folder),
            open_file=str(secret),
            tcp=tcp.getsockname()[1],
            udp=udp.getsockname()[1],
            unix=str(folder / "socket"),
            abstract=name,
        )
