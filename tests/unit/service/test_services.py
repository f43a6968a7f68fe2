"""The services as one: what is purged, in which order they stop, and who is let in to a live socket."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from service.app import create_app

NOW = datetime.now(UTC)


async def test_what_was_deleted_is_purged_with_its_audio_when_it_can_no_longer_be_restored(services, row):
    await services.store.add(*row("a1"))
    await services.store.delete("a1")
    deleted = datetime.now(UTC)
    assert await services.purge(deleted) == []
    assert await services.purge(deleted + timedelta(minutes=11)) == ["a1"]
    assert services.recordings.removed == services.rooms.removed == ["a1"]


async def test_what_is_too_old_to_keep_is_purged(make, tmp_path, row):
    services = make(tmp_path, retention_days=30)
    await services.open()
    await services.store.add(*row("old", created_at=NOW - timedelta(days=31)))
    await services.store.add(*row("young", created_at=NOW - timedelta(days=29)))
    assert await services.purge(NOW) == ["old"]
    await services.close()


async def test_without_a_limit_nothing_is_too_old(services, row):
    await services.store.add(*row("old", created_at=datetime(1999, 1, 1, tzinfo=UTC)))
    assert await services.purge(NOW) == []


async def test_the_application_opens_and_closes_its_services(make, tmp_path, row):
    services = make(tmp_path)
    app = create_app(services)
    async with app.router.lifespan_context(app):
        await services.store.ping()
        await services.engines.get(30)
        await asyncio.sleep(0)
    assert services.rooms.closed


@pytest.fixture
def knock(services):
    """``knock(**headers)`` connects to a live socket and gives what came back."""
    app = create_app(services)

    async def connect(**headers: str) -> str:
        sent = []

        coming = iter(("connect", "disconnect"))

        async def receive():
            return {"type": f"websocket.{next(coming)}"}

        async def send(message):
            sent.append(message["type"])

        scope = {
            "type": "websocket",
            "path": "/v1/interviews/a1/live",
            "raw_path": b"/v1/interviews/a1/live",
            "root_path": "",
            "scheme": "ws",
            "query_string": b"",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "subprotocols": [],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 8000),
        }
        await app(scope, receive, send)
        return sent[0]

    return connect


async def test_our_own_page_and_programs_reach_the_live_socket(knock):
    assert await knock(host="127.0.0.1:8000", origin="http://127.0.0.1:8000") == "websocket.accept"
    assert await knock(host="127.0.0.1:8000") == "websocket.accept"


async def test_foreign_pages_and_names_do_not(knock):
    assert await knock(host="127.0.0.1:8000", origin="http://evil.example") == "websocket.close"
    assert await knock(host="evil.example", origin="http://evil.example") == "websocket.close"
