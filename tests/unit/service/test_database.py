"""What is committed is on the disk soon, once for many commits, and nobody waits for it."""

import asyncio

import pytest

from service.database import LateSync, connect
from tests.virtual_time import virtual_time


@pytest.fixture
def synced(monkeypatch):
    """Paths as they are put on the disk."""
    found = []
    monkeypatch.setattr("service.database._sync", lambda path: found.append(path.name))
    return found


@virtual_time
async def commits(sync, times, every_s):
    for _ in range(times):
        sync.soon()
        await asyncio.sleep(every_s)
    await asyncio.sleep(2)


def test_many_commits_are_put_on_the_disk_together(synced, tmp_path):
    commits(LateSync(connect(f"sqlite:///{tmp_path}/viva.db"), seconds=1.0), 100, 0.01)
    assert synced == ["viva.db-wal"]


def test_none_waits_longer_than_the_time_that_was_promised(synced, tmp_path):
    commits(LateSync(connect(f"sqlite:///{tmp_path}/viva.db"), seconds=1.0), 10, 0.9)
    assert len(synced) >= 5


def test_a_database_in_memory_has_no_disk(synced):
    commits(LateSync(connect("sqlite://")), 3, 1.0)
    assert not synced


@virtual_time
async def test_closing_waits_for_nothing(tmp_path):
    sync = LateSync(connect(f"sqlite:///{tmp_path}/viva.db"), seconds=60.0)
    sync.soon()
    await sync.close()
    assert asyncio.get_running_loop().time() == 0


@virtual_time
async def test_a_log_that_is_gone_is_no_failure(tmp_path):
    sync = LateSync(connect(f"sqlite:///{tmp_path}/viva.db"), seconds=0.0)
    sync.soon()
    await sync._task
