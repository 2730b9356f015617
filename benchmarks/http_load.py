"""An open loop of HTTP requests: sent when their time has come, whether earlier ones are answered
or not, and timed from then. What waits for a free connection counts as waiting for the server."""

import asyncio
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

MakeRequest = Callable[[int], bytes]
"""The n-th request as it goes over the wire."""


@dataclass
class Measured:
    """Seconds of every answer, in the order of arrival; how many had which status."""

    wanted_rate: float
    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """In milliseconds."""
        ranked = sorted(self.latencies)
        return 1000 * ranked[min(len(ranked) - 1, math.ceil(share * len(ranked)) - 1)]

    def line(self, name: str) -> str:
        found = " ".join(f"{status}:{count}" for status, count in sorted(self.statuses.items()))
        return (
            f"{name:<28} {self.rate:7.0f}/s of {self.wanted_rate:.0f}/s   "
            f"p50 {self.percentile(0.5):6.1f}  p95 {self.percentile(0.95):6.1f}  "
            f"p99 {self.percentile(0.99):6.1f} ms   [{found}]"
        )


async def load(
    port: int, request: MakeRequest, *, rate: float, seconds: float, connections: int
) -> Measured:
    """Send `rate` requests a second for so many seconds."""
    due: asyncio.Queue[tuple[int, float] | None] = asyncio.Queue()
    measured = Measured(rate)
    workers = [asyncio.create_task(_send(port, request, due, measured)) for _ in range(connections)]
    begun = time.perf_counter()
    for number, at in _times(rate, seconds):
        pause = begun + at - time.perf_counter()
        if pause > 0:
            await asyncio.sleep(pause)
        due.put_nowait((number, begun + at))
    for _ in workers:
        due.put_nowait(None)
    await asyncio.gather(*workers)
    measured.seconds = time.perf_counter() - begun
    return measured


def _times(rate: float, seconds: float) -> Iterator[tuple[int, float]]:
    return ((number, number / rate) for number in range(int(rate * seconds)))


async def _send(
    port: int,
    request: MakeRequest,
    due: "asyncio.Queue[tuple[int, float] | None]",
    measured: Measured,
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        while (item := await due.get()) is not None:
            number, since = item
            writer.write(request(number))
            head = await reader.readuntil(b"\r\n\r\n")
            length = _length(head)
            if length:
                await reader.readexactly(length)
            measured.latencies.append(time.perf_counter() - since)
            status = int(head[9:12])
            measured.statuses[status] = measured.statuses.get(status, 0) + 1
    finally:
        writer.close()


def _length(head: bytes) -> int:
    _, found, rest = head.lower().partition(b"content-length:")
    return int(rest.split(b"\r", 1)[0]) if found else 0
