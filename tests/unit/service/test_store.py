"""The store: what is in it after each call, and after the process that wrote it is gone."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine, inspect
from sqlmodel import SQLModel

from service.errors import NotFound, StoreFailed
from service.events import Heard, HintAsked, Paused, Resumed, Retaken
from service.search import Wanted
from service.store import Store

LATER = datetime.now(UTC) + timedelta(days=1)


@pytest.fixture
async def store(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'new' / 'viva.db'}")
    await store.open()
    yield store
    await store.close()


async def test_a_new_interview_begins_its_log(store, row):
    interview, created = row()
    await store.add(interview, created)
    assert await store.events("a1") == [created]
    assert (await store.get("a1")).status == "created"


async def test_events_come_back_as_they_went_in_and_in_order(store, row, finished_events):
    interview, created = row()
    await store.add(interview, created)
    log = store.log("a1")
    for event in finished_events:
        await log.append(event)
    assert await log.read() == [created, *finished_events]


async def test_two_writers_never_take_one_place_in_the_log(store, row):
    await store.add(*row())
    await asyncio.gather(*(store.append("a1", HintAsked(at_s=n), HintAsked(at_s=n)) for n in range(20)))
    assert len(await store.events("a1")) == 41


@pytest.mark.parametrize(
    ("event", "status"), [(Resumed(at_s=1), "live"), (Paused(at_s=1, cause="candidate"), "paused")]
)
async def test_the_list_follows_the_log(store, row, event, status):
    await store.add(*row())
    await store.append("a1", event)
    assert (await store.get("a1")).status == status


async def test_elapsed_time_never_goes_back_and_a_retake_does_not_move_it(store, row):
    await store.add(*row())
    await store.append("a1", HintAsked(at_s=9))
    await store.append("a1", Heard(at_s=7, turn="t1", start_s=5, text="Late.", complete=True))
    await store.append("a1", Retaken(at_s=99, retake="r", turn="t1", text="Again."))
    assert (await store.get("a1")).elapsed_s == 9


async def test_interviews_are_listed_newest_first_and_by_loop(store, row):
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for day, loop in enumerate(("tiny", "other", "tiny")):
        await store.add(*row(f"a{day}", loop=loop, created_at=start + timedelta(days=day)))
    rows, total = await store.page(limit=2, offset=0)
    assert ([each.id for each in rows], total) == (["a2", "a1"], 3)
    rows, total = await store.page(limit=9, offset=1, wanted=Wanted(loop="tiny"))
    assert ([each.id for each in rows], total) == (["a0"], 2)
    assert rows[0].created_at == start


async def test_a_deleted_interview_is_gone_until_it_is_restored(store, row):
    await store.add(*row())
    await store.delete("a1")
    for call in (
        store.get("a1"),
        store.events("a1"),
        store.append("a1", HintAsked(at_s=1)),
        store.delete("a1"),
    ):
        with pytest.raises(NotFound, match="a1"):
            await call
    assert (await store.page(limit=9, offset=0))[1] == 0
    assert (await store.restore("a1")).id == "a1"
    assert (await store.get("a1")).deleted_at is None


async def test_only_what_was_deleted_can_be_restored(store, row):
    await store.add(*row())
    for interview in ("a1", "nobody"):
        with pytest.raises(NotFound):
            await store.restore(interview)


async def test_a_purge_removes_what_was_deleted_and_what_is_old_and_all_that_hangs_on_it(store, row):
    for interview in ("kept", "deleted"):
        await store.add(*row(interview))
        await store.keep_report(interview, "s/1", "{}", "yes")
    await store.add(*row("old", created_at=datetime(2020, 1, 1, tzinfo=UTC)))
    await store.delete("deleted")
    gone = await store.purge(deleted_before=LATER, created_before=datetime(2021, 1, 1, tzinfo=UTC))
    assert sorted(gone) == ["deleted", "old"]
    assert await store.report("deleted", "s/1") is None
    assert await store.report("kept", "s/1") == "{}"
    with pytest.raises(NotFound):
        await store.restore("deleted")


async def test_a_report_is_kept_for_each_scorer_and_shows_its_signal(store, row):
    await store.add(*row())
    await store.keep_report("a1", "s/1", '{"n": 1}', "no")
    await store.keep_report("a1", "s/2", '{"n": 2}', "yes")
    await store.keep_report("a1", "s/2", '{"n": 3}', "strong yes")
    assert await store.report("a1", "s/1") == '{"n": 1}'
    assert await store.report("a1", "s/2") == '{"n": 3}'
    assert (await store.get("a1")).signal == "strong yes"


async def test_what_a_dead_process_left_live_is_paused(store, row):
    await store.add(*row())
    await store.append("a1", Resumed(at_s=0))
    await store.settle()
    assert (await store.get("a1")).status == "paused"


async def test_opening_again_finds_everything(store, row, tmp_path):
    await store.add(*row())
    await store.close()
    await store.open()
    assert (await store.get("a1")).problem_title == "A lake"


async def test_migrations_make_the_tables_that_the_models_describe(store, tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'new' / 'viva.db'}")
    found = inspect(engine)
    for table in SQLModel.metadata.sorted_tables:
        columns = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
        assert columns == {column.name: column.nullable for column in table.columns}
        assert set(found.get_pk_constraint(table.name)["constrained_columns"]) == set(
            table.primary_key.columns.keys()
        )
        assert {index["name"] for index in found.get_indexes(table.name)} == {
            index.name for index in table.indexes
        }
    engine.dispose()


@pytest.mark.parametrize(
    "url", ["sqlite:////proc/none/viva.db", "postgresql+psycopg://127.0.0.1:1/none", "nonsense"]
)
async def test_a_database_that_cannot_be_opened_is_said_in_a_sentence(url):
    with pytest.raises(StoreFailed, match="cannot be opened"):
        await Store(url).open()


async def test_a_database_that_is_not_open_says_so():
    with pytest.raises(StoreFailed, match="not open"):
        await Store("sqlite://").ping()


async def test_what_append_returned_from_survives_a_kill(tmp_path):
    """The writer kills itself the moment its append returns."""
    url = f"sqlite:///{tmp_path / 'viva.db'}"
    writer = f"""
import asyncio, os, signal
from datetime import UTC, datetime
from service.events import Created, HintAsked
from service.store import Store
from service.tables import InterviewRow
ids = dict(loop="l", minutes=10, level="L5", problem="p", persona="x", style="s", seed=1)
async def main():
    store = Store({url!r})
    await store.open()
    row = InterviewRow(id="k", problem_title="P", created_at=datetime.now(UTC), **ids)
    await store.add(row, Created(at_s=0, **ids))
    for n in range(5):
        await store.append("k", HintAsked(at_s=n))
    os.kill(os.getpid(), signal.SIGKILL)
asyncio.run(main())
"""
    died = await asyncio.to_thread(subprocess.run, [sys.executable, "-c", writer], check=False)
    assert died.returncode == -9
    store = Store(url)
    await store.open()
    assert [event.at_s for event in await store.events("k")] == [0, 0, 1, 2, 3, 4]
    await store.close()
