"""The archive of all interviews, to keep or to take elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from service.api.dependencies import Given
from service.api.refusals import REFUSALS
from service.archive import archive

router = APIRouter(prefix="/v1", tags=["documents"], responses=REFUSALS)


@router.get(
    "/archive.zip",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/zip": {}}, "description": "The archive."}},
)
async def everything(services: Given) -> StreamingResponse:
    """Every interview with its transcript, report and audio, as one ZIP file, written as it is sent."""
    name = f'attachment; filename="viva-{datetime.now(UTC):%Y-%m-%d}.zip"'
    content = archive(services.store, services.reports, services.recordings, services.library)
    return StreamingResponse(content, media_type="application/zip", headers={"Content-Disposition": name})
