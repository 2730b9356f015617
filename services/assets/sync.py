"""The finished session, written to the application's database. It never fails the video."""

from typing import Any, Protocol

from services.assets.convex import DatabaseDown, DatabaseRefused
from services.assets.keys import version_of
from shared.contracts.artifact import PublishedFile
from shared.contracts.publish import ScenePart, SessionSynced, SyncSession

_ASSETS = {
    "video.mp4": "video",
    "combined.mp4": "video",
    "source.py": "source",
    "thumbnail.png": "thumbnail",
    "captions.vtt": "captions",
    "captions.srt": "subtitles",
    "manifest.json": "manifest",
}


class Database(Protocol):
    """Raises `DatabaseDown` or `DatabaseRefused`."""

    async def mutation(self, path: str, arguments: dict[str, Any]) -> Any: ...


async def sync_session(command: SyncSession, database: Database | None) -> SessionSynced:
    """`synced`; `skipped` without a database; `pending`, with the reason, if it did not take it."""

    def synced(**fields: Any) -> SessionSynced:
        return SessionSynced(task_id=command.task_id, attempt=command.attempt, **fields)

    if database is None:
        return synced(database="skipped", detail="no database is configured")
    try:
        value = await database.mutation("sync:upsertSession", session_document(command))
    except (DatabaseDown, DatabaseRefused) as error:
        return synced(database="pending", detail=str(error))
    session_id = value.get("sessionId") if isinstance(value, dict) else value
    return synced(database="synced", convex_session_id=session_id)


def session_document(command: SyncSession) -> dict[str, Any]:
    """The mutation's arguments. The database ignores a revision that is not newer than its own."""
    return {
        "eventId": command.task_id,
        "revision": max((version_of(file.key) or 1 for file in command.files), default=1),
        "projectId": command.project_id,
        "sessionId": command.session_id,
        "title": command.title,
        "prompt": command.prompt,
        "duration": command.duration,
        "status": "ready",
        "assetsStatus": "ready",
        "assets": _assets(command.files),
        "scenes": [_scene(command.session_id, part) for part in command.scenes],
        "metadata": command.metadata,
    }


def _scene(session_id: str, part: ScenePart) -> dict[str, Any]:
    return {
        "sceneId": f"{session_id}_scene_{part.scene_number}",
        "sceneNumber": part.scene_number,
        "title": part.title,
        "duration": part.duration,
        "status": "ready",
        "assetVersion": part.version,
        "assets": _assets(part.files),
    }


def _assets(files: tuple[PublishedFile, ...]) -> dict[str, Any]:
    return {
        _ASSETS[file.name]: {
            "s3Key": file.key,
            "s3Url": file.url,
            "contentType": file.content_type,
            "size": file.size,
            "checksum": file.sha256,
        }
        for file in files
        if file.name in _ASSETS
    }
