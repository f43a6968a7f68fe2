"""The store on a real PostgreSQL server, which the test starts where one is installed."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.events import Created, HintAsked, Resumed
from service.store import Store
from service.tables import InterviewRow

IDS = {"loop": "l", "minutes": 10, "level": "L5", "problem": "p", "persona": "x", "style": "s", "seed": 1}


def program(name: str) -> str | None:
    """A program of PostgreSQL, on the path or where Debian keeps it."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(found[-1]) if found else None)


def as_server(command: list[str]) -> list[str]:
    """PostgreSQL does not run as root; its own user does."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    """A server of its own in an empty folder; skips where there is none."""
    initdb, postgres = program("initdb"), program("postgres")
    if not initdb or not postgres:
        pytest.skip("PostgreSQL is not installed; set nothing up, the store is tested on SQLite")
    folder = Path(f"/tmp/viva-postgresql-{os.getpid()}")
    folder.mkdir(mode=0o700)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    made = subprocess.run(
        as_server([initdb, "-D", str(folder / "db"), "-U", "viva", "--auth=trust", "--no-sync"]),
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )
    if made.returncode:
        shutil.rmtree(folder)
        pytest.skip(f"PostgreSQL does not start here: {made.stderr.strip()[-200:]}")
    options = ["-D", str(folder / "db"), "-p", str(port), "-h", "127.0.0.1", "-k", str(folder), "-F"]
    server = subprocess.Popen(
        as_server([postgres, *options]), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/"
    )
    yield f"postgresql+psycopg://viva@127.0.0.1:{port}/postgres"
    server.terminate()
    server.wait(20)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
async def store(url):
    store = Store(url)
    for attempt in range(50):
        try:
            await store.open()
            break
        except Exception:
            if attempt == 49:
                raise
            await asyncio.sleep(0.2)
    yield store
    await store.close()


async def test_everything_is_stored_listed_deleted_and_purged(store):
    row = InterviewRow(id="pg", problem_title="P", created_at=datetime.now(UTC), **IDS)
    created = Created(at_s=0, **IDS)
    await store.add(row, created)
    await store.append("pg", Resumed(at_s=0))
    await asyncio.gather(*(store.append("pg", HintAsked(at_s=n), HintAsked(at_s=n)) for n in range(10)))
    events = await store.events("pg")
    assert (len(events), events[0]) == (22, created)
    found = await store.get("pg")
    assert (found.status, found.elapsed_s) == ("live", 9)
    assert abs(found.created_at - datetime.now(UTC)) < timedelta(minutes=1)
    await store.keep_report("pg", "s/1", "{}", "yes")
    assert (await store.page(limit=5, offset=0))[1] == 1
    await store.delete("pg")
    assert await store.purge(deleted_before=datetime.now(UTC) + timedelta(days=1)) == ["pg"]
    assert await store.report("pg", "s/1") is None


async def test_opening_again_migrates_nothing_twice(store, url):
    again = Store(url)
    await again.open()
    assert again.dialect == "postgresql"
    await again.ping()
    await again.close()
