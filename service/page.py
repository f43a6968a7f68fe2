"""The page: the built web application, the login where a token is asked for, a word when it is not built."""

from __future__ import annotations

import html
from base64 import b64encode
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qsl

import anyio.to_thread
from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from service.security import COOKIE, Gate

STATIC = Path(__file__).parent / "static"
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
"""Stated here because a machine's own table may be wrong, and a worklet of a wrong type is not run."""
HASHED = "assets/"
"""Vite puts files whose names hold a hash of their content here."""
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
SERVICE_PATHS = ("v1/", "metrics", "healthz", "readyz", "openapi.json", "login")
"""Never the page: a wrong address below these gets a JSON answer."""
COOKIE_AGE_S = 30 * 24 * 3600

STYLE = """
body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1rem;
       color: #1c2430; background: #f7f7f5 }
input, button { font: inherit; padding: .5rem .75rem }
code { background: #e6e8eb; padding: .1rem .3rem }
@media (prefers-color-scheme: dark) { body { color: #e6e8eb; background: #15191f }
  code { background: #2a313b } }
"""
STYLE_HASH = f"'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'"
"""Lets this one style through a policy that allows none inside HTML."""


def frame(body: str, head: str = "") -> str:
    """A small page of the service's own, for when the application cannot be shown."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>Viva</title>{head}<style>{STYLE}</style></head><body><main>{body}</main></body></html>\n"
    )


NOT_BUILT = frame(
    "<h1>Viva is running</h1><p>The page has not been built yet. In the clone, run "
    "<code>make run</code>, which builds it and starts the service, then load this address again.</p>"
    "<p>The service itself answers: <a href='/healthz'>health</a>, <a href='/v1/loops'>loops</a>, "
    "<a href='/openapi.json'>OpenAPI</a>.</p>",
)


def login_form(path: str = "/", *, wrong: bool = False) -> HTMLResponse:
    """The form that asks for the token, with status 401."""
    note = "<p role='alert'><strong>That is not the token.</strong></p>" if wrong else ""
    body = (
        f"<h1>Viva</h1>{note}<form method='post' action='/login'>"
        f"<input type='hidden' name='next' value='{html.escape(path)}'>"
        "<p><label for='token'>This service asks for its token (VIVA_AUTH_TOKEN).</label></p>"
        "<p><input id='token' name='token' type='password' autocomplete='current-password' "
        "required autofocus> <button>Enter</button></p></form>"
    )
    return HTMLResponse(frame(body), HTTPStatus.UNAUTHORIZED, headers={"Cache-Control": "no-store"})


def page_router(gate: Gate, static: Path) -> APIRouter:
    """The routes of the page. Include it last: it answers whatever no other route does."""
    router = APIRouter(include_in_schema=False)

    @router.post("/login", response_model=None)
    async def login(request: Request) -> Response:
        given = dict(parse_qsl((await request.body()).decode(errors="replace")))
        there = _local(given.get("next", "/"))
        if not gate.knows(given.get("token", "")):
            return login_form(there, wrong=True)
        answer = RedirectResponse(there, HTTPStatus.SEE_OTHER)
        _set_cookie(answer, gate, request)
        return answer

    @router.api_route("/{path:path}", methods=["GET", "HEAD"], response_model=None)
    async def page(path: str) -> Response:
        if path.startswith(SERVICE_PATHS):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return await anyio.to_thread.run_sync(_file, static, path)

    return router


def token_link(gate: Gate, request: Request) -> Response | None:
    """The answer to an address with ``?token=``: the cookie, and the same address without the token.

    It is a page that moves on, not a redirect: a browser that came from elsewhere would not send a
    ``SameSite=Strict`` cookie along a redirect.
    """
    token = request.query_params.get("token", "")
    if request.method != "GET" or not gate.knows(token):
        return None
    there = html.escape(_local(request.url.path))
    head = f'<meta http-equiv="refresh" content="0; url={there}">'
    answer = HTMLResponse(frame(f"<p><a href='{there}'>Viva</a></p>", head))
    answer.headers["Cache-Control"] = "no-store"
    _set_cookie(answer, gate, request)
    return answer


def _set_cookie(answer: Response, gate: Gate, request: Request) -> None:
    secure = request.url.scheme == "https"
    answer.set_cookie(
        COOKIE, gate.cookie(), max_age=COOKIE_AGE_S, httponly=True, samesite="strict", secure=secure
    )


def _local(path: str) -> str:
    """The path if it stays on this service, else its root."""
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if safe else "/"


def _file(static: Path, path: str) -> Response:
    """A built file; the application itself for the addresses it routes; else 404."""
    index = static / "index.html"
    if not index.is_file():
        return HTMLResponse(NOT_BUILT, HTTPStatus.SERVICE_UNAVAILABLE)
    wanted = (static / path).resolve()
    if path and wanted.is_relative_to(static.resolve()) and wanted.is_file():
        cache = IMMUTABLE if path.startswith(HASHED) else REVALIDATE
        media_type = MEDIA_TYPES.get(wanted.suffix, "application/octet-stream")
        return FileResponse(wanted, media_type=media_type, headers={"Cache-Control": cache})
    if Path(path).suffix:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return FileResponse(index, media_type=MEDIA_TYPES[".html"], headers={"Cache-Control": REVALIDATE})
