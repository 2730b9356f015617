"""`/livez` and `/readyz`, for whatever keeps the gateway running."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from shared.health import Readiness


def router(readiness: Readiness) -> APIRouter:
    probes = APIRouter(include_in_schema=False)

    @probes.get("/livez")
    async def livez() -> JSONResponse:
        return JSONResponse({"status": "alive"})

    @probes.get("/readyz")
    async def readyz() -> JSONResponse:
        problem = await readiness.problem()
        return JSONResponse({"status": problem or "ready"}, 503 if problem else 200)

    return probes
