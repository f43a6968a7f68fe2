"""What every request passes on its way in and out: gate, size limit, safe headers, and a count."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.refusals import refusal
from service.errors import Refused, TooLarge
from service.metrics import ServiceMetrics
from service.page import STYLE_HASH, login_form, token_link
from service.security import OPEN_PATHS, SAFE_METHODS, Gate

POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": f"'self' {STYLE_HASH}",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "media-src": "'self' blob:",
    "worker-src": "'self' blob:",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
"""What the page may load and do. Nothing from elsewhere, no script and no style inside HTML."""
SAFE_HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {allowed}" for name, allowed in POLICY.items()),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
    "Referrer-Policy": "same-origin",  # with "no-referrer" the login form comes with a null origin
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
POLICY_VIOLATION = 1008
"""WebSocket close code; before the socket is accepted it becomes HTTP 403."""


class SafeHeaders:
    """Adds the headers that keep a browser from doing more than the page needs."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add the headers to its answer."""

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SAFE_HEADERS.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith("/v1/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, add if scope["type"] == "http" else send)


class Counted:
    """Counts REST requests by method and status."""

    def __init__(self, app: ASGIApp, metrics: ServiceMetrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; count its answer."""

        async def count(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._metrics.request(_method(scope), message["status"])
            await send(message)

        await self._app(scope, receive, count if scope["type"] == "http" else send)


class Guarded:
    """Turns away what the gate refuses: foreign hosts, foreign origins, requests without the token.

    A live socket is let in by its ticket, which only an authorised request gets, so it needs no token.
    """

    def __init__(self, app: ASGIApp, gate: Gate, metrics: ServiceMetrics) -> None:
        self._app = app
        self._gate = gate
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        if scope["type"] == "http" and (shown := token_link(self._gate, Request(scope))):
            return await shown(scope, receive, send)
        try:
            self._check(scope)
        except Refused as error:
            self._metrics.refusal(error.code)
            return await _refuse(error, scope, receive, send)
        return await self._app(scope, receive, send)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        host = headers.get("host")
        self._gate.check_host(host)
        if scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS:
            self._gate.check_origin(headers.get("origin"), host, headers.get("sec-fetch-site"))
        if scope["type"] == "http" and scope["path"] not in OPEN_PATHS:
            self._gate.check_token(headers.get("authorization"), cookies(headers))


class Sized:
    """Refuses bodies over the limit, announced or not, before anything reads them.

    Bodies are small here, so each is taken whole and then handed on. ``uploads`` has paths with a limit of
    their own.
    """

    def __init__(
        self, app: ASGIApp, limit: int, metrics: ServiceMetrics, uploads: Mapping[str, int] | None = None
    ) -> None:
        self._app = app
        self._limit = limit
        self._metrics = metrics
        self._uploads = uploads or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            return await self._app(scope, receive, send)
        limit = self._uploads.get(scope["path"], self._limit)
        body = bytearray()
        announced = Headers(scope=scope).get("content-length", "0")
        more = True
        while more:
            if len(body) > limit or not announced.isdigit() or int(announced) > limit:
                return await self._refuse(limit, scope, receive, send)
            message = await receive()
            if message["type"] != "http.request":
                return None
            body += message.get("body", b"")
            more = message.get("more_body", False)
        if len(body) > limit:
            return await self._refuse(limit, scope, receive, send)
        return await self._app(scope, _once(bytes(body), receive), send)

    async def _refuse(self, limit: int, scope: Scope, receive: Receive, send: Send) -> None:
        error = TooLarge(f"The body may have {limit} bytes at most; this one has more.")
        self._metrics.refusal(error.code)
        await _refuse(error, scope, receive, send)


def cookies(headers: Headers) -> dict[str, str]:
    """The cookies of a request; empty when they cannot be read."""
    try:
        parsed: SimpleCookie = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in parsed.items()}


def _once(body: bytes, receive: Receive) -> Receive:
    """A ``receive`` that gives this body first."""
    given: list[dict[str, Any]] = [{"type": "http.request", "body": body, "more_body": False}]

    async def next_message() -> Message:
        return given.pop() if given else await receive()

    return next_message


async def _refuse(error: Refused, scope: Scope, receive: Receive, send: Send) -> None:
    """As JSON; as the login form to a browser that wants a page; as a closed door to a socket."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": POLICY_VIOLATION, "reason": error.code})
        return
    wants_page = scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
    if error.status == HTTPStatus.UNAUTHORIZED and wants_page:
        await login_form(scope["path"])(scope, receive, send)
        return
    headers = {"WWW-Authenticate": "Bearer"} if error.status == HTTPStatus.UNAUTHORIZED else None
    await refusal(error.status, error.code, error.message, headers)(scope, receive, send)


def _method(scope: Scope) -> str:
    """One of the known methods, so that made-up ones do not fill the registry."""
    method = str(scope["method"])
    return method if method in SAFE_METHODS | {"POST", "DELETE", "PUT", "PATCH"} else "other"
