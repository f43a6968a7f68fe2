"""Refusals: every error as JSON ``{code, message}`` with the right status, whatever raised it."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from agents.errors import SetupInvalid
from rubrics.errors import UnknownId
from service.errors import Refused, VivaError
from service.resources import Refusal

_log = structlog.get_logger(__name__)

RETRY_AFTER_S = 5
"""Seconds after which a busy service may be asked again."""
CODES = {404: "not_found", 405: "method_not_allowed", 413: "too_large", 415: "unsupported_media_type"}
SENTENCES = {
    404: "There is nothing at {path}; /openapi.json lists what there is.",
    405: "{path} does not take {method}; it takes {allow}.",
}
REFUSALS: dict[int | str, dict[str, Any]] = {
    401: {"model": Refusal, "description": "The service asks for its token."},
    403: {"model": Refusal, "description": "A foreign origin or host."},
    422: {"model": Refusal, "description": "The request does not say what was expected."},
    503: {"model": Refusal, "description": "Busy, warming up, or the database does not answer."},
}
"""Answers that every resource may give."""
UNKNOWN: dict[int | str, dict[str, Any]] = {
    404: {"model": Refusal, "description": "There is no such interview."}
}
NOT_FINISHED: dict[int | str, dict[str, Any]] = {
    409: {"model": Refusal, "description": "The interview is not over."}
}


def refusal(status: int, code: str, message: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """The answer that refuses."""
    return JSONResponse(Refusal(code=code, message=message).model_dump(), status_code=status, headers=headers)


def install(app: FastAPI) -> None:
    """Answer every error of this application with a refusal."""
    app.add_exception_handler(VivaError, _expected)
    app.add_exception_handler(UnknownId, _unknown_id)
    app.add_exception_handler(SetupInvalid, _setup_invalid)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _bug)


def _counted(request: Request, status: int, code: str, message: str, **headers: str) -> JSONResponse:
    request.app.state.services.metrics.refusal(code)
    return refusal(status, code, message, headers)


async def _expected(request: Request, error: Exception) -> JSONResponse:
    """An error raised on purpose. Those that are no refusal mean that a part of the service is out."""
    if not isinstance(error, VivaError):
        raise error
    status = error.status if isinstance(error, Refused) else HTTPStatus.SERVICE_UNAVAILABLE
    headers = {"Retry-After": str(RETRY_AFTER_S)} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    if not isinstance(error, Refused):
        _log.error("request failed", path=request.url.path, code=error.code, error=error.message)
    return _counted(request, status, error.code, error.message, **headers)


async def _unknown_id(request: Request, error: Exception) -> JSONResponse:
    """A body that names a loop, persona or problem which is not there."""
    kind = error.kind if isinstance(error, UnknownId) else "id"
    return _counted(request, HTTPStatus.UNPROCESSABLE_ENTITY, f"unknown_{kind}", str(error))


async def _setup_invalid(request: Request, error: Exception) -> JSONResponse:
    return _counted(request, HTTPStatus.UNPROCESSABLE_ENTITY, "bad_setup", str(error))


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    mistakes = error.errors() if isinstance(error, RequestValidationError) else ()
    return _counted(request, HTTPStatus.UNPROCESSABLE_ENTITY, "invalid", _sentence(mistakes))


async def _http(request: Request, error: Exception) -> JSONResponse:
    """What the framework refuses: unknown paths, wrong methods, unreadable bodies."""
    if not isinstance(error, HTTPException):
        raise error
    headers = dict(error.headers or {})
    sentence = SENTENCES.get(error.status_code, str(error.detail))
    message = sentence.format(
        path=request.url.path, method=request.method, allow=headers.get("Allow", "other methods")
    )
    return _counted(request, error.status_code, CODES.get(error.status_code, "refused"), message, **headers)


async def _bug(request: Request, error: Exception) -> JSONResponse:
    _log.error("a fault in Viva", path=request.url.path, exc_info=error)
    return _counted(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "internal",
        "Something went wrong inside Viva; its log says what. Nothing that was stored is lost.",
    )


def _sentence(mistakes: Sequence[Any]) -> str:
    """The first mistake as a sentence that names the field."""
    if not mistakes:
        return "The request cannot be read."
    first = mistakes[0]
    place = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
    message = str(first["msg"]).removeprefix("Value error, ")
    if first["type"] == "json_invalid":
        return f"The body is no JSON: {first.get('ctx', {}).get('error', message)}."
    if first["type"] == "extra_forbidden":
        return f"There is no field {place!r} here."
    if first["type"] == "missing":
        return f"{place!r} is missing."
    return f"{place!r} cannot be used: {message}."
