"""REST: interviews, their documents, the catalogue and health."""

from fastapi import APIRouter

from service.api import (
    archive,
    boards,
    catalogue,
    clips,
    documents,
    health,
    interviews,
    loop_days,
    notes,
    progress,
)

router = APIRouter()
for part in (interviews, loop_days, documents, boards, notes, progress, archive, clips, catalogue, health):
    router.include_router(part.router)

UPLOADS = ("/v1/recognitions", "/v1/extractions")
"""Paths whose bodies are clips or files, larger than any other."""

__all__ = ["UPLOADS", "router"]
