"""The scheduler in virtual time: what it does next, and what it never does."""

import heapq
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.speech.costs import Cost, Costs, Shape
from service.speech.scheduler import Job, Limits, Scheduler

FINAL, LONG_FINAL = Shape(final=True, frames=800), Shape(final=True, frames=1600)
CAPTION, LONG_CAPTION = Shape(final=False, frames=300), Shape(final=False, frames=1200)


def costs(batching=1.0):
    """A final takes 50 ms per 800 frames, a caption 20 per 300; each further one adds ``batching`` of it."""
    known = Costs()
    for shape, alone in ((FINAL, 50), (LONG_FINAL, 100), (CAPTION, 20), (LONG_CAPTION, 80)):
        for batch in range(1, 17):
            known.observe(shape, batch, Cost(alone * (1 + batching * (batch - 1)), 0))
    return known


def scheduler(batching=1.0, **limits):
    return Scheduler(costs(batching), Limits(**limits))


def submit(to, *jobs):
    made = [Job(session, shape, since, name) for session, shape, since, name in jobs]
    for job in made:
        to.submit(job)
    return made


def names(plan):
    return [job.work for job in plan.batch]


def test_there_is_nothing_to_do_where_nothing_waits():
    assert scheduler().next(0.0).batch == ()


def test_finals_go_first_and_the_oldest_of_them():
    queue = scheduler()
    submit(queue, ("a", CAPTION, 0, "caption"), ("b", FINAL, 1, "older"), ("c", FINAL, 2, "newer"))
    assert [names(queue.next(2.0)) for _ in range(3)] == [["older"], ["newer"], ["caption"]]


def test_a_sessions_flood_stands_behind_everyone_elses_first():
    queue = scheduler()
    submit(queue, *(("flood", FINAL, number / 10, f"flood {number}") for number in range(5)))
    submit(queue, ("b", FINAL, 1, "b"), ("c", FINAL, 2, "c"))
    assert [names(queue.next(2.0))[0] for _ in range(4)] == ["flood 0", "b", "c", "flood 1"]
    assert queue.waiting_finals == 3


def test_pieces_of_one_shape_share_a_batch_where_that_pays():
    queue = scheduler(batching=0.1, final_batch=8)
    submit(
        queue, ("a", FINAL, 0, "a"), ("b", LONG_FINAL, 1, "long"), ("c", FINAL, 2, "c"), ("d", FINAL, 3, "d")
    )
    assert names(queue.next(3.0)) == ["a", "c", "d"]
    assert names(queue.next(3.0)) == ["long"]


def test_pieces_are_made_alone_where_batches_do_not_pay():
    queue = scheduler(batching=1.0, final_batch=8)
    submit(queue, ("a", FINAL, 0, "a"), ("b", FINAL, 1, "b"))
    assert names(queue.next(1.0)) == ["a"]


def test_a_batch_is_no_larger_than_allowed():
    queue = scheduler(batching=0.1, final_batch=2)
    submit(queue, *((str(number), FINAL, number, number) for number in range(5)))
    assert len(queue.next(5.0).batch) == 2


def test_prompts_of_different_lengths_do_not_mix():
    queue = scheduler(batching=0.1, final_batch=8)
    prompted = Shape(final=True, frames=800, prompt=24)
    submit(queue, ("a", FINAL, 0, "a"), ("b", prompted, 1, "b"))
    assert names(queue.next(1.0)) == ["a"]


def test_an_idle_engine_does_not_wait_for_company():
    queue = scheduler(batching=0.1, final_batch=8, gather_ms=5)
    submit(queue, ("a", FINAL, 10.0, "a"))
    assert names(queue.next(10.0)) == ["a"]


def test_a_busy_engine_waits_a_few_milliseconds():
    queue = scheduler(batching=0.1, final_batch=8, gather_ms=5)
    submit(queue, ("a", FINAL, 10.0, "a"))
    running = queue.next(10.0).batch
    submit(queue, ("b", FINAL, 10.05, "b"))
    queue.done(running, 10.05)
    assert queue.next(10.05).wait_s == pytest.approx(0.005)
    submit(queue, ("c", FINAL, 10.052, "c"))
    assert names(queue.next(10.056)) == ["b", "c"]


def test_only_the_newest_caption_of_a_session_waits_in_the_place_of_the_oldest():
    queue = scheduler()
    old, _, new = submit(queue, ("a", CAPTION, 0, "old"), ("b", CAPTION, 1, "b"), ("a", CAPTION, 2, "new"))
    assert queue.waiting_captions == 2
    assert new.since == old.since
    assert names(queue.next(2.0)) == ["new"]


def test_a_final_overtakes_its_sessions_caption():
    queue = scheduler()
    (caption,) = submit(queue, ("a", CAPTION, 0, "caption"))
    assert queue.submit(Job("a", FINAL, 1.0)) is caption
    assert queue.waiting_captions == 0


def test_a_batch_of_captions_stops_short_of_the_cap():
    queue = scheduler(batching=0.5, caption_batch=16, caption_cap_ms=60)
    submit(queue, *((str(number), CAPTION, number, number) for number in range(10)))
    assert len(queue.next(10.0).batch) == 5  # 20 ms for the first and 10 for each of the others


def test_a_caption_that_alone_is_too_dear_is_skipped_and_cheaper_ones_are_made():
    queue = scheduler(caption_cap_ms=60)
    submit(queue, ("a", LONG_CAPTION, 0, "dear"), ("b", CAPTION, 1, "cheap"))
    plan = queue.next(1.0)
    assert [job.work for job in plan.skipped] == ["dear"]
    assert names(plan) == ["cheap"]


def test_a_dear_caption_is_tried_again_after_a_while():
    queue = scheduler(caption_cap_ms=60)
    for second in range(60):
        submit(queue, ("a", LONG_CAPTION, second, second))
        if queue.next(float(second)).batch:
            return
    pytest.fail("one slow moment has ended captions for good")


def test_with_several_replicas_one_is_kept_for_finals():
    queue = scheduler(replicas=2)
    submit(queue, ("a", CAPTION, 0, "a"), ("b", CAPTION, 0, "b"))
    assert names(queue.next(0.0)) == ["a"]
    assert names(queue.next(0.0)) == []
    submit(queue, ("c", FINAL, 1, "final"))
    assert names(queue.next(1.0)) == ["final"]


def test_captions_that_have_waited_long_go_between_two_finals():
    queue = scheduler(patience_s=3)
    submit(queue, ("talker", CAPTION, 0, "caption"))
    submit(queue, *((str(number), FINAL, number / 10, number) for number in range(4)))
    made = [names(queue.next(now))[0] for now in (1.0, 2.9, 3.1, 3.2)]
    assert made == [0, 1, "caption", 2]


def test_what_is_taken_back_is_not_made():
    queue = scheduler()
    gone, kept = submit(queue, ("a", FINAL, 0, "gone"), ("a", FINAL, 1, "kept"))
    assert queue.drop(gone)
    assert not queue.drop(gone)
    assert names(queue.next(1.0)) == ["kept"]
    assert not queue.drop(kept)


def test_a_forgotten_session_has_nothing_waiting():
    queue = scheduler()
    mine = submit(queue, ("a", FINAL, 0, "final"), ("a", CAPTION, 1, "caption"))
    submit(queue, ("b", FINAL, 2, "other"))
    assert queue.forget("a") == mine
    assert queue.forget("a") == []
    assert [job.work for job in queue.clear()] == ["other"]
    assert queue.next(3.0).batch == ()


# ---- in virtual time ---------------------------------------------------------------------------------------

CAP_MS = 70.0
Arrival = st.tuples(
    st.sampled_from("abcdef"),
    st.sampled_from([FINAL, LONG_FINAL, CAPTION, LONG_CAPTION]),
    st.integers(0, 40),  # milliseconds after the one before
    st.sampled_from(["keep"] * 8 + ["drop", "forget"]),
)


@dataclass
class Run:
    """All that happens when pieces arrive and replicas do what the scheduler says."""

    queue: Scheduler
    replicas: int
    fates: dict[Job, list[str]] = field(default_factory=dict)
    begun: dict[Job, float] = field(default_factory=dict)
    batches: list[tuple[float, float, tuple[Job, ...]]] = field(default_factory=list)

    def __call__(self, arrivals):
        now, events = 0.0, []
        for number, (session, shape, gap, deed) in enumerate(arrivals):
            now += gap / 1000
            heapq.heappush(events, (now, number, "arrive", (session, shape, deed)))
        number, free = len(arrivals), self.replicas
        while events:
            now, _, kind, what = heapq.heappop(events)
            if kind == "arrive":
                self._arrive(now, *what)
            elif kind == "done":
                self.queue.done(what, now)
                free += 1
            while free:
                plan = self.queue.next(now)
                for job in plan.skipped:
                    self.fates[job].append("skipped")
                if plan.wait_s is not None:
                    number += 1
                    heapq.heappush(events, (now + plan.wait_s, number, "look", None))
                if not plan.batch:
                    break
                free -= 1
                number += 1
                takes = self.queue.costs.predict(plan.batch[0].shape, len(plan.batch)).total_ms / 1000
                self.batches.append((now, takes, plan.batch))
                for job in plan.batch:
                    self.fates[job].append("made")
                    self.begun[job] = now
                heapq.heappush(events, (now + takes, number, "done", plan.batch))
        return self

    def _arrive(self, now, session, shape, deed):
        job = Job(session, shape, now, now)
        self.fates[job] = []
        overtaken = self.queue.submit(job)
        if overtaken is not None:
            self.fates[overtaken].append("overtaken")
        if deed == "drop" and self.queue.drop(job):
            self.fates[job].append("dropped")
        if deed == "forget":
            for each in self.queue.forget(session):
                self.fates[each].append("dropped")


runs = {
    "arrivals": st.lists(Arrival, max_size=60),
    "replicas": st.integers(1, 3),
    "batching": st.sampled_from([0.05, 0.5, 1.0]),
    "gather_ms": st.sampled_from([0.0, 5.0]),
}


def run(arrivals, replicas, batching, gather_ms):
    queue = scheduler(
        batching,
        replicas=replicas,
        final_batch=8,
        caption_batch=8,
        caption_cap_ms=CAP_MS,
        gather_ms=gather_ms,
        patience_s=0.5,
    )
    return Run(queue, replicas)(arrivals)


@settings(max_examples=60, deadline=None)
@given(**runs)
def test_every_piece_is_answered_exactly_once(arrivals, replicas, batching, gather_ms):
    made = run(arrivals, replicas, batching, gather_ms)
    assert all(len(fate) == 1 for fate in made.fates.values())
    assert all(fate != ["skipped"] for job, fate in made.fates.items() if job.shape.final)
    assert made.queue.waiting_finals == made.queue.waiting_captions == 0


@settings(max_examples=60, deadline=None)
@given(**runs)
def test_no_final_stands_behind_captions_longer_than_the_cap(arrivals, replicas, batching, gather_ms):
    made = run(arrivals, replicas, batching, gather_ms)
    for _, takes, batch in made.batches:
        assert batch[0].shape.final or takes * 1000 <= CAP_MS
    for job, begun in made.begun.items():
        if job.shape.final:
            captions = [
                min(begun, start + takes) - max(job.work, start)
                for start, takes, batch in made.batches
                if not batch[0].shape.final and start <= begun and start + takes >= job.work
            ]
            in_front = sum(
                1 for start, _, batch in made.batches if not batch[0].shape.final and job.work < start < begun
            )
            assert sum(captions) * 1000 <= CAP_MS * (replicas + in_front) + 1e-6
            assert in_front <= 1 + (begun - job.work) / 0.5


@settings(max_examples=60, deadline=None)
@given(**runs)
def test_nothing_waits_longer_than_all_the_work_before_it(arrivals, replicas, batching, gather_ms):
    made = run(arrivals, replicas, batching, gather_ms)
    worked = sum(takes for _, takes, _ in made.batches)
    for job, begun in made.begun.items():
        assert begun - job.work <= worked + gather_ms / 1000 + 1e-9


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 3), st.sampled_from([0.05, 1.0]))
def test_captions_are_made_however_many_finals_there_are(replicas, batching):
    storm = [(f"s{number % 40}", FINAL, 4, "keep") for number in range(600)]
    talker = [("talker", CAPTION, 0, "keep")]
    made = run([*storm[:100], *talker, *storm[100:]], replicas, batching, 0.0)
    (caption,) = (job for job in made.fates if not job.shape.final)
    assert made.begun[caption] - caption.work <= 0.5 + 0.11 * replicas


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 3), st.integers(10, 200))
def test_a_flood_of_one_session_delays_anothers_final_by_little_more_than_a_batch(replicas, flood):
    arrivals = [("flood", FINAL, 0, "keep")] * flood + [("quiet", FINAL, 1, "keep")]
    made = run(arrivals, replicas, 1.0, 0.0)
    (final,) = (job for job in made.fates if job.session == "quiet")
    assert made.begun[final] - final.work <= 2 * 0.05
