"""Reports: made once, off the log, and made again for a retake."""

from __future__ import annotations

import asyncio

import pytest

from service.errors import Conflict, NotFound
from service.reports import Reports
from service.store import Store


@pytest.fixture
async def store(tmp_path, row, finished_events):
    store = Store(f"sqlite:///{tmp_path / 'viva.db'}")
    await store.open()
    await store.add(*row())
    await store.append("a1", *finished_events)
    yield store
    await store.close()


@pytest.fixture
async def scorer(services):
    return await services.reports._choose()


@pytest.fixture
def reports(store, services):
    """Reports of ``store`` with the scorer of the test's services."""
    return Reports(store, services.reports._choose, services.metrics, services.library.lexicon)


async def test_a_report_is_made_once_however_many_ask(reports, scorer):
    made = await asyncio.gather(*(reports.report("a1") for _ in range(5)))
    assert all(report == made[0] for report in made)
    assert scorer.calls == 1


async def test_a_new_version_of_the_scorer_scores_again(reports, scorer):
    await reports.report("a1")
    scorer.key = "words/2"
    await reports.report("a1")
    assert scorer.calls == 2


async def test_a_report_shows_its_signal_in_the_list(reports, store):
    await reports.report("a1")
    assert (await store.get("a1")).signal == "yes"


async def test_an_interview_that_is_not_over_has_no_report(reports, store, row, finished_events):
    await store.add(*row("b2"))
    await store.append("b2", *finished_events[:-1])
    with pytest.raises(Conflict, match="not over"):
        await reports.report("b2")


async def test_a_deleted_interview_has_no_report_either(reports, store):
    await reports.report("a1")
    await store.delete("a1")
    with pytest.raises(NotFound):
        await reports.report("a1")


async def test_a_retake_scores_the_moments_criteria_anew_and_keeps_the_first(reports):
    first = await reports.report("a1")
    retake = await reports.retake("a1", "t4", "Because water is wet and it costs little.")
    assert [score.id for score in retake.before] == [score.id for score in retake.after] == ["said"]
    assert (retake.before[0].score, retake.after[0].score) == (2.5, 4.0)
    assert await reports.report("a1") == first
    assert await reports.retakes("a1") == [retake]
    assert (await reports.transcript("a1")).turns[-1].text == "Because."


async def test_an_interview_without_retakes_has_none(reports):
    assert await reports.retakes("a1") == []


@pytest.mark.parametrize("turn", ["t1", "t9"])
async def test_only_a_turn_of_the_candidate_can_be_answered_again(reports, turn):
    with pytest.raises(NotFound, match="t2, t4"):
        await reports.retake("a1", turn, "Again.")


async def test_a_report_made_when_the_interview_ends_is_there_before_anybody_asks(reports, scorer, store):
    reports.make_soon("a1")
    async with asyncio.timeout(10):
        while await store.report("a1", scorer.key) is None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    await reports.report("a1")
    assert scorer.calls == 1
    await reports.close()


async def test_a_report_that_cannot_be_made_in_the_background_harms_nothing(reports):
    reports.make_soon("nobody")
    await asyncio.sleep(0)
    await reports.close()


async def test_closing_ends_what_is_being_made(reports, scorer, monkeypatch):
    async def forever(*_args):
        await asyncio.Event().wait()

    monkeypatch.setattr(scorer, "score", forever)
    reports.make_soon("a1")
    await asyncio.sleep(0.05)
    async with asyncio.timeout(10):
        await reports.close()


async def test_words_put_right_are_scored_anew_and_the_first_stay_in_the_transcript(reports, store):
    first = await reports.report("a1")
    done = await reports.correct("a1", "t4", "Because water is wet and it costs little.")
    assert (done.heard, done.text) == ("Because.", "Because water is wet and it costs little.")
    assert [(score.id, score.score) for score in done.before] == [("said", 2.5)]
    assert [(score.id, score.score) for score in done.after] == [("said", 4.0)]
    turn = (await reports.transcript("a1")).turns[-1]
    assert (turn.text, turn.heard) == (done.text, "Because.")
    again = await reports.report("a1")
    assert again != first
    assert turn.text in {quote.text for score in again.criteria for quote in score.quotes}
    assert (await store.get("a1")).elapsed_s == 10


async def test_a_correction_is_taken_back_by_giving_the_first_words_again(reports):
    await reports.correct("a1", "t4", "Something else.")
    done = await reports.correct("a1", "t4", "Because.")
    assert done.heard == "Because."
    assert (await reports.transcript("a1")).turns[-1].heard is None


async def test_only_turns_of_the_candidate_can_be_put_right(reports):
    with pytest.raises(NotFound, match="t2, t4"):
        await reports.correct("a1", "t1", "Hi.")


async def test_a_retake_keeps_the_new_answer_for_all_to_read(reports):
    await reports.retake("a1", "t4", "Water is wet.")
    assert [each.text for each in await reports.retakes("a1")] == ["Water is wet."]
