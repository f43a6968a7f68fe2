"""The scheduler: what the recogniser does next, given what waits, what batches cost, and the time.

- Finals go before captions; of a session's captions only the newest waits.
- Among captions the oldest goes first. Finals go by turns, one of each session, and in a turn the oldest
  first (start-time fair queueing, Goyal et al. 1996), so that one session's flood is its own.
- A batch takes pieces of one shape from any session, as many as make a piece cheaper.
- No batch of captions is begun that is expected to take longer than the cap: a final that comes just after it
  waits no longer than that. A caption that is too dear alone is not made.
- Captions that have waited for ``patience_s`` get one batch between two of finals, so that they never starve.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from service.speech.costs import Costs, Shape

WORTH: Final = 0.95
"""A larger batch must make a piece this much cheaper, or it only keeps its first piece waiting."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be done at once, and how long anything may be held up."""

    replicas: int = 1
    """Batches at the same time."""
    final_batch: int = 1
    caption_batch: int = 1
    caption_cap_ms: float = 250.0
    """The longest that a batch of captions may be expected to take."""
    gather_ms: float = 0.0
    """How long a final may wait for company while the engine is busy."""
    patience_s: float = 3.0
    """How long captions may stand behind finals."""


@dataclass(slots=True, eq=False)
class Job:
    """One piece that waits."""

    session: str
    shape: Shape
    since: float
    """When it was submitted; for a caption, when the first one of those it replaced was."""
    work: Any = None
    """Whatever its owner needs to do it."""
    turn: int = 0
    """Of a final: its place among those of all sessions; set when it is submitted."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do now."""

    batch: tuple[Job, ...] = ()
    skipped: tuple[Job, ...] = ()
    """Captions that will not be made: each alone would take longer than the cap."""
    wait_s: float | None = None
    """Nothing yet, but ask again after this long."""


@dataclass(slots=True)
class Scheduler:
    """The pieces that wait and those in hand. Time is an argument, in seconds of any clock."""

    costs: Costs
    limits: Limits = field(default_factory=Limits)
    _finals: dict[str, list[Job]] = field(default_factory=dict)
    _captions: dict[str, Job] = field(default_factory=dict)
    _turn: int = 0
    _last_turns: dict[str, int] = field(default_factory=dict)
    _running: list[tuple[Job, ...]] = field(default_factory=list)
    _busy_at: float = float("-inf")
    _captioned_at: float = float("-inf")

    @property
    def waiting_finals(self) -> int:
        """Finals that nobody has begun."""
        return sum(map(len, self._finals.values()))

    @property
    def waiting_captions(self) -> int:
        """Captions that nobody has begun."""
        return len(self._captions)

    def waiting_of(self, session: str) -> int:
        """Finals of one session that nobody has begun."""
        return len(self._finals.get(session, ()))

    def submit(self, job: Job) -> Job | None:
        """Take a piece; the session's caption that it overtakes."""
        overtaken = self._captions.pop(job.session, None)
        if job.shape.final:
            job.turn = max(self._turn, self._last_turns.get(job.session, -1) + 1)
            self._last_turns[job.session] = job.turn
            self._finals.setdefault(job.session, []).append(job)
        else:
            if overtaken is not None:
                job.since = overtaken.since
            self._captions[job.session] = job
        return overtaken

    def drop(self, job: Job) -> bool:
        """Take a piece back; False if it has been begun or answered."""
        if self._captions.get(job.session) is job:
            del self._captions[job.session]
            return True
        waiting = self._finals.get(job.session, [])
        if job not in waiting:
            return False
        self._take([job])
        return True

    def forget(self, session: str) -> list[Job]:
        """Take back whatever the session has waiting."""
        dropped = self._finals.pop(session, [])
        caption = self._captions.pop(session, None)
        return [*dropped, caption] if caption else dropped

    def clear(self) -> list[Job]:
        """Take back whatever waits."""
        return [job for session in {*self._finals, *self._captions} for job in self.forget(session)]

    def next(self, now: float) -> Plan:
        """What a free replica does now. The pieces of the plan wait no longer; say ``done`` once made."""
        finals = bool(self._finals)
        if self._captions and self._captions_may_run and (not finals or self._captions_are_starved(now)):
            plan = self._plan_captions(now)
            if plan.batch or not finals:
                return plan
            return self._with_skipped(self._plan_finals(now), plan.skipped)
        return self._plan_finals(now) if finals else Plan()

    def done(self, batch: tuple[Job, ...], now: float) -> None:
        """A plan's batch has been made, or has failed."""
        self._running.remove(batch)
        self._busy_at = now

    @property
    def _captions_may_run(self) -> bool:
        """Where there are several replicas one is kept for finals."""
        captioning = sum(not batch[0].shape.final for batch in self._running)
        return captioning < max(1, self.limits.replicas - 1)

    def _captions_are_starved(self, now: float) -> bool:
        oldest = min(job.since for job in self._captions.values())
        return now - max(oldest, self._captioned_at) >= self.limits.patience_s

    def _plan_finals(self, now: float) -> Plan:
        waiting = (job for jobs in self._finals.values() for job in jobs)
        fair = sorted(waiting, key=lambda job: (job.turn, job.since))
        head = fair[0]
        alike = [job for job in fair if job.shape == head.shape]
        most = self.limits.final_batch
        held_s = head.since + self.limits.gather_ms / 1000 - now
        if len(alike) < most and held_s > 0 and self._is_busy(now):
            return Plan(wait_s=held_s)
        batch = tuple(alike[: self._best(head.shape, min(most, len(alike)))])
        self._take(batch)
        self._turn = max(self._turn, head.turn)
        self._last_turns = {who: turn for who, turn in self._last_turns.items() if turn >= self._turn}
        return self._begun(batch)

    def _plan_captions(self, now: float) -> Plan:
        skipped: list[Job] = []
        cap = self.limits.caption_cap_ms
        for head in sorted(self._captions.values(), key=lambda job: job.since):
            if self.costs.predict(head.shape, 1).total_ms > cap:
                self.costs.relax(head.shape)
                skipped.append(self._captions.pop(head.session))
                continue
            alike = sorted(
                (job for job in self._captions.values() if job.shape == head.shape), key=lambda job: job.since
            )
            most = min(self.limits.caption_batch, len(alike))
            while most > 1 and self.costs.predict(head.shape, most).total_ms > cap:
                most -= 1
            batch = tuple(alike[: self._best(head.shape, most)])
            for job in batch:
                del self._captions[job.session]
            self._captioned_at = now
            return self._with_skipped(self._begun(batch), skipped)
        return Plan(skipped=tuple(skipped))

    def _best(self, shape: Shape, most: int) -> int:
        """The number of pieces, up to ``most``, at which each is cheapest."""
        best, cheapest = 1, self.costs.predict(shape, 1).total_ms * WORTH
        for number in range(2, most + 1):
            each = self.costs.predict(shape, number).total_ms / number
            if each < cheapest:
                best, cheapest = number, each
        return best

    def _is_busy(self, now: float) -> bool:
        return bool(self._running) or now - self._busy_at <= self.limits.gather_ms / 1000

    def _begun(self, batch: tuple[Job, ...]) -> Plan:
        self._running.append(batch)
        return Plan(batch)

    def _take(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            waiting = self._finals[job.session]
            waiting.remove(job)
            if not waiting:
                del self._finals[job.session]

    @staticmethod
    def _with_skipped(plan: Plan, skipped: Iterable[Job]) -> Plan:
        return Plan(plan.batch, (*plan.skipped, *skipped), plan.wait_s)
