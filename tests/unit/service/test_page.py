"""The page and the way to it: files, client routes, headers, login, size limits."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

import httpx
import pytest

from service.app import create_app
from service.page import login_form
from service.security import COOKIE

TOKEN = "a-secret-of-many-characters"
HTML = {"accept": "text/html"}


@pytest.fixture
def built(tmp_path):
    """A built page."""
    static = tmp_path / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_text("<title>Viva</title>")
    (static / "assets" / "app-1a2b.js").write_text("1;")
    (static / "capture.js").write_text("2;")
    (tmp_path / "secret.txt").write_text("secret")
    return static


@pytest.fixture
def app(services, built):
    return create_app(services, static=built)


@pytest.fixture
async def guarded(make, tmp_path, built):
    """A client of a service that asks for its token."""
    services = make(tmp_path, auth_token=TOKEN, max_body_bytes=1_000)
    await services.open()
    transport = httpx.ASGITransport(app=create_app(services, static=built), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client
    await services.close()


async def test_the_address_shows_the_page(client):
    answer = await client.get("/")
    assert answer.text == "<title>Viva</title>"
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/interviews/a1b2", "/history", "/setup/tiny"])
async def test_addresses_that_the_page_routes_show_the_page(client, path):
    assert (await client.get(path)).text == "<title>Viva</title>"


async def test_scripts_have_a_type_that_worklets_need_and_hashed_ones_are_kept(client):
    script = await client.get("/assets/app-1a2b.js")
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "immutable" in script.headers["cache-control"]
    assert (await client.get("/capture.js")).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/missing.js", "/assets/old-9.js", "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt"]
)
async def test_a_missing_or_foreign_file_is_not_found(client, path):
    answer = await client.get(path)
    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


async def test_a_page_that_was_not_built_says_what_to_do(tmp_path, services):
    transport = httpx.ASGITransport(app=create_app(services, static=tmp_path / "none"))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as bare:
        answer = await bare.get("/")
    assert answer.status_code == 503
    assert "make run" in answer.text


async def test_the_style_of_the_small_pages_is_the_one_that_the_policy_lets_through(client):
    answer = await client.get("/")
    style = login_form().body.decode().partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{digest}';" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/", "/v1/loops", "/v1/nothing", "/healthz"])
async def test_every_answer_carries_the_safe_headers(client, path):
    headers = (await client.get(path)).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert "unsafe" not in policy["script-src"].replace("wasm-unsafe-eval", "")
    assert "unsafe" not in policy["style-src"]
    assert policy["default-src"] == "'self'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


async def test_answers_of_rest_are_not_kept_by_browsers(client):
    assert (await client.get("/v1/loops")).headers["cache-control"] == "no-store"


async def test_a_foreign_host_is_not_answered(client):
    answer = await client.get("/v1/loops", headers={"host": "evil.example"})
    assert (answer.status_code, answer.json()["code"]) == (403, "bad_host")


async def test_a_foreign_page_can_read_nothing_and_change_nothing(client):
    answer = await client.post(
        "/v1/interviews", json={"loop": "tiny"}, headers={"origin": "http://evil.example"}
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "bad_origin")
    assert (await client.get("/v1/interviews")).json()["total"] == 0


@pytest.mark.parametrize("path", ["/v1/loops", "/metrics", "/openapi.json", "/assets/app-1a2b.js"])
async def test_without_the_token_nothing_is_shown(guarded, path):
    answer = await guarded.get(path)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.json()["code"] == "unauthorized"
    assert (await guarded.get(path, headers={"authorization": f"Bearer {TOKEN}"})).status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
async def test_health_needs_no_token(guarded, path):
    assert (await guarded.get(path)).status_code != 401


async def test_a_browser_is_shown_the_form_and_the_token_lets_it_in(guarded):
    form = await guarded.get("/interviews/a1", headers=HTML)
    assert form.status_code == 401
    assert "value='/interviews/a1'" in form.text
    sent = await guarded.post("/login", data={"token": TOKEN, "next": "/interviews/a1"})
    assert (sent.status_code, sent.headers["location"]) == (303, "/interviews/a1")
    cookie = sent.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in cookie
    assert (await guarded.get("/v1/loops")).status_code == 200


async def test_a_wrong_token_shows_the_form_again(guarded):
    answer = await guarded.post("/login", data={"token": "wrong"})
    assert answer.status_code == 401
    assert "not the token" in answer.text
    assert COOKIE not in guarded.cookies


@pytest.mark.parametrize(
    "there", ["https://evil.example", "//evil.example", "/\\evil.example", "x", "/a\r\nb"]
)
async def test_the_login_leads_nowhere_else(guarded, there):
    sent = await guarded.post("/login", data={"token": TOKEN, "next": there})
    assert sent.headers["location"] == "/"


async def test_a_link_with_the_token_lets_a_browser_in_and_hides_the_token(guarded):
    answer = await guarded.get(f"/history?token={TOKEN}", headers=HTML)
    assert answer.status_code == 200
    assert "url=/history" in answer.text
    assert TOKEN not in answer.text
    assert (await guarded.get("/v1/loops")).status_code == 200


async def test_a_link_with_a_wrong_token_shows_the_form(guarded):
    assert (await guarded.get("/?token=wrong", headers=HTML)).status_code == 401


async def test_a_body_over_the_limit_is_refused_whether_announced_or_not(guarded):
    async def pieces():
        for _ in range(20):
            yield b"x" * 100

    for body in (b"x" * 1_001, pieces()):
        answer = await guarded.post(
            "/v1/interviews", content=body, headers={"authorization": f"Bearer {TOKEN}"}
        )
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


async def test_a_body_at_the_limit_is_read(guarded):
    body = b'{"loop": "none"}'.ljust(1_000)
    answer = await guarded.post(
        "/v1/interviews",
        content=body,
        headers={"authorization": f"Bearer {TOKEN}", "content-type": "application/json"},
    )
    assert answer.json()["code"] == "unknown_loop"
