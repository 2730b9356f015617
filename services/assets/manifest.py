"""`manifest.json`: what a combined video is made of, without URLs, so that it stays true."""

import json

from services.assets.catalog import Version
from shared.contracts.artifact import Artifact
from shared.contracts.publish import PublishVideo

SCHEMA = "chalkstream/manifest/1"


def manifest(command: PublishVideo, version: Version, files: tuple[Artifact, ...]) -> bytes:
    """JSON in UTF-8; the same command and version give the same bytes."""
    scenes = [
        {
            "scene_id": f"{command.session_id}_scene_{part.scene_number}",
            "scene_number": part.scene_number,
            "title": part.title,
            "duration": part.duration,
            "version": part.version,
            "files": [_file(file) for file in part.files],
        }
        for part in command.scenes
    ]
    document = {
        "schema": SCHEMA,
        "project_id": command.project_id,
        "session_id": command.session_id,
        "version": version.number,
        "title": command.title,
        "prompt": command.prompt,
        "authored_by": command.authored_by,
        "prompt_versions": command.prompt_versions,
        "duration": command.duration,
        # When the version was claimed: a repetition must not write another time.
        "created_at": version.claimed_at.isoformat(),
        "created_by_task": command.task_id,
        "files": [_file(file) for file in files],
        "scenes": scenes,
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def _file(file: Artifact) -> dict[str, str | int]:
    return {
        "name": file.name,
        "key": file.key,
        "content_type": file.content_type,
        "size": file.size,
        "sha256": file.sha256,
    }
