"""Health: whether the service lives, whether it can hold interviews, and its figures."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response

from service import __version__
from service.api.dependencies import Given
from service.errors import Busy
from service.metrics import CONTENT_TYPE
from service.resources import Resource

router = APIRouter(tags=["health"])


class Health(Resource):
    """Answer of the health checks."""

    status: Literal["ok"] = "ok"
    version: str = __version__


@router.get("/healthz")
async def healthz() -> Health:
    """The process lives. Says nothing about engines or database."""
    return Health()


@router.get("/readyz", responses={503: {"description": "Not ready; the body says why."}})
async def readyz(services: Given) -> Health:
    """The engines are loaded and the database answers, so an interview can begin."""
    await services.store.ping()
    if not services.engines.ready:
        failure = services.engines.failure
        raise Busy(failure or "The engines are warming up.", code="no_engines" if failure else "warming_up")
    return Health()


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}, "description": "Prometheus text."}},
)
async def metrics(services: Given) -> Response:
    """Figures for Prometheus: latency spans, sessions, queues, refusals."""
    return Response(services.metrics.render(), media_type=CONTENT_TYPE)
