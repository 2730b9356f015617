"""Files in the object store's staging area, put there as the renderer does."""

import httpx
from pydantic import TypeAdapter

from shared.contracts.artifact import Artifact, GrantUploads, UploadsGranted, UploadsReply
from tests.support.stack import CleanBus

_UPLOADS: TypeAdapter[UploadsReply] = TypeAdapter(UploadsReply)


async def stage(
    bus: CleanBus, request: GrantUploads, bodies: dict[str, bytes]
) -> tuple[Artifact, ...]:
    """Ask the running assets service for a grant and upload."""
    reply = await bus.client.request(
        request.subject, request.model_dump_json().encode(), timeout=10
    )
    granted = _UPLOADS.validate_json(reply.data)
    assert isinstance(granted, UploadsGranted)
    async with httpx.AsyncClient(trust_env=False) as http:
        for upload in granted.uploads:
            answer = await http.put(
                upload.url, content=bodies[upload.artifact.name], headers=upload.headers
            )
            assert answer.status_code == 200, answer.text
    return tuple(upload.artifact for upload in granted.uploads)
