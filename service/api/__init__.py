"""REST: interviews, their documents, the catalogue and health."""

from fastapi import APIRouter

from service.api import catalogue, documents, health, interviews

router = APIRouter()
for part in (interviews, documents, catalogue, health):
    router.include_router(part.router)

__all__ = ["router"]
