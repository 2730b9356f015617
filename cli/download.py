"""From URLs to files on disk."""

import os
from dataclasses import dataclass
from pathlib import Path

import httpx

from cli.answers import VideoResult
from cli.client import ApiError, is_loopback

_TRIES = 3


@dataclass(frozen=True)
class Wanted:
    """A file to fetch; `seconds` is the length of a video."""

    path: Path
    url: str
    seconds: float | None = None


@dataclass(frozen=True)
class Fetched:
    path: Path
    size: int
    seconds: float | None = None


def files_of(result: VideoResult, out: Path) -> list[Wanted]:
    """What is worth having of a result, the combined video last."""
    wanted = []
    for scene in result.scenes:
        folder = out / f"scene-{scene.scene_number:02d}"
        for name, url, seconds in (
            ("source.py", scene.s3_source_url, None),
            ("captions.vtt", scene.s3_subtitle_url, None),
            ("video.mp4", scene.s3_video_url, scene.duration),
        ):
            if url:
                wanted.append(Wanted(folder / name, url, seconds))
    if result.s3_subtitle_url:
        wanted.append(Wanted(out / "captions.vtt", result.s3_subtitle_url))
    if result.s3_combined_video_url:
        wanted.append(
            Wanted(out / "combined.mp4", result.s3_combined_video_url, result.total_duration)
        )
    return wanted


async def fetch(wanted: Wanted) -> Fetched:
    """Streamed to disk, there under its name only when complete. Raises `ApiError`."""
    wanted.path.parent.mkdir(parents=True, exist_ok=True)
    partial = wanted.path.with_name(wanted.path.name + ".part")
    for tries_left in reversed(range(_TRIES)):
        try:
            await _stream(wanted.url, partial)
            break
        except (httpx.TransportError, ApiError) as error:
            partial.unlink(missing_ok=True)
            if tries_left == 0:
                raise ApiError(f"{wanted.path.name} cannot be downloaded: {error}") from error
    os.replace(partial, wanted.path)
    return Fetched(wanted.path, wanted.path.stat().st_size, wanted.seconds)


async def _stream(url: str, path: Path) -> None:
    # An own client: the API's credentials are not for the object store.
    async with (
        httpx.AsyncClient(timeout=30, trust_env=not is_loopback(url)) as http,
        http.stream("GET", url) as answer,
    ):
        if answer.status_code != 200:
            raise ApiError(f"the object store answers {answer.status_code}")
        with path.open("wb") as file:
            async for chunk in answer.aiter_bytes(1 << 18):
                file.write(chunk)
