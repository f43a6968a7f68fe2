"""The sessions bench: how many candidates may talk at once before somebody waits.

The service runs in this process, the candidates in another, over real sockets. Each says its lines at the
pace of speech; the interviewer answers with a voice that takes no time, so that all talk nearly always.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rubrics.library import Library
from service.bench.clips import Clip
from service.bench.figures import percentiles_ms, ratio, word_error_rate
from service.bench.house import House, fulfil, house
from service.bench.load_client import LineOrder, Order, Outcome, SessionOrder
from service.bench.machine import engine, machine
from service.settings import Settings
from service.speech.load import Load

BOUND_MS: Final = {"cpu": 300.0, "cuda": 200.0}
"""Final delay at the 95th percentile, by device."""
LAG_BOUND_MS: Final = 1_000.0
"""Caption lag at the 95th percentile."""
SENTENCES: Final = 2
"""In a line."""
APART_S: Final = 0.37
"""Between two candidates coming in, so that their pauses do not fall together; all are in within a line."""
ARRIVAL_S: Final = 4.0
"""The longest that the coming in of all may take."""


@dataclass(frozen=True, slots=True)
class Step:
    """What so many sessions made of it."""

    sessions: int
    finals_s: Sequence[float]
    outcomes: Sequence[Outcome]
    load: Load
    cpu_s: float

    def figures(self) -> dict[str, Any]:
        """As ``--json`` prints them."""
        lines = [line for outcome in self.outcomes for line in outcome.lines]
        settled = [line.settled_s for line in lines if line.settled_s is not None]
        made = self.load.final_batches + self.load.partial_batches
        return {
            "sessions": self.sessions,
            "final_delay_ms": percentiles_ms(self.finals_s),
            "caption_lag_ms": percentiles_ms([lag for line in lines for lag in line.lags_s]),
            "wer": word_error_rate((line.said, line.heard) for line in lines),
            "turns": len(self.finals_s),
            "text_after_last_word_ms": percentiles_ms(settled),
            "unsettled": len(lines) - len(settled),
            "failed": sum(bool(outcome.error) for outcome in self.outcomes),
            "mean_batch": ratio(self.load.finals + self.load.partials, made),
            "cpu_s_per_audio_s": ratio(self.cpu_s, self.load.final_audio_s),
        }

    def in_time(self, bound_ms: float) -> bool:
        """Whether everybody's turns had their texts in time."""
        figures = self.figures()
        final = figures["final_delay_ms"]
        return bool(not figures["failed"] and final and final["p95"] <= bound_ms)

    def holds(self, bound_ms: float, lag_bound_ms: float = LAG_BOUND_MS) -> bool:
        """Whether everybody's captions came in time too."""
        lag = self.figures()["caption_lag_ms"]
        return bool(self.in_time(bound_ms) and lag and lag["p95"] <= lag_bound_ms)


class Ramp:
    """Which number of sessions to try next: doubled until one breaks, then half way, twice at most."""

    def __init__(self, first: int, most: int, halvings: int = 2) -> None:
        self.held = 0
        self._next: int | None = first
        self._most = most
        self._broke: int | None = None
        self._halvings = halvings

    def __iter__(self) -> Iterator[int]:
        while self._next is not None:
            yield self._next

    def tried(self, sessions: int, *, held: bool) -> None:
        """How it went."""
        if held:
            self.held = max(self.held, sessions)
        else:
            self._broke = sessions
        self._next = self._after(sessions)

    def _after(self, sessions: int) -> int | None:
        if self._broke is None:
            return min(self._most, 2 * sessions) if sessions < self._most else None
        between = (self.held + self._broke) // 2
        if self._halvings == 0 or between in {self.held, self._broke} or between == 0:
            return None
        self._halvings -= 1
        return between


async def measure(
    settings: Settings,
    library: Library,
    clips: Sequence[Clip],
    *,
    files: Sequence[Path] = (),
    steps: Sequence[int] = (),
    first: int = 4,
    most: int = 256,
    seconds: float = 10.0,
    say: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Ramp up the number of sessions until texts come late, or try just these ``steps``.

    Returns:
        The document of ``viva bench sessions --json``.

    Raises:
        Busy: no engines could be loaded.
        ClientFailed: the load client ended badly.
    """
    tried: list[dict[str, Any]] = []
    async with house(settings, library, mute=True) as open_house:
        info = open_house.loaded.transcriber.info
        bound_ms = BOUND_MS.get(info.device, BOUND_MS["cpu"])
        ramp = Ramp(first, most)
        held = 0
        for sessions in steps or ramp:
            step = await _step(open_house, clips, files, sessions, seconds)
            in_time = step.in_time(bound_ms)
            ramp.tried(sessions, held=in_time)
            held = max(held, sessions) if step.holds(bound_ms) else held
            tried.append(step.figures())
            say(f"{sessions} sessions {'held' if in_time else 'not held'}: {_brief(tried[-1])}")
    return {
        "model": engine(info),
        "machine": machine(),
        "bound_ms": bound_ms,
        "caption_bound_ms": LAG_BOUND_MS,
        "held": held,
        "texts_held": ramp.held,
        "seconds": seconds,
        "steps": tried,
    }


async def _step(
    open_house: House, clips: Sequence[Clip], files: Sequence[Path], sessions: int, seconds: float
) -> Step:
    transcriber: Any = open_house.loaded.transcriber
    apart_s = min(APART_S, ARRIVAL_S / sessions)
    interviews = [await open_house.interview() for _ in range(sessions)]
    order = Order(
        files=list(files),
        sessions=[
            SessionOrder(live=live, lines=_lines(len(clips), nth), after_s=nth * apart_s)
            for nth, (_, live) in enumerate(interviews)
        ],
        seconds=seconds,
    )
    before, cpu_s = transcriber.load(), time.process_time()
    outcomes = await fulfil(order)
    after, cpu_s = transcriber.load(), time.process_time() - cpu_s
    finals_s = await open_house.finals_s([interview for interview, _ in interviews])
    for interview, _ in interviews:
        await open_house.services.rooms.remove(interview)
    return Step(sessions, finals_s, outcomes, after.minus(before), cpu_s)


def _lines(clips: int, nth: int) -> list[LineOrder]:
    """The lines of the n-th candidate: all clips, each candidate from another one on."""
    order = [(nth * SENTENCES + at) % clips for at in range(clips)]
    return [LineOrder(clips=order[at : at + SENTENCES]) for at in range(0, clips, SENTENCES)]


def _brief(figures: dict[str, Any]) -> str:
    final, lag = figures["final_delay_ms"], figures["caption_lag_ms"]
    return (
        f"final p95 {final['p95'] if final else '-'} ms, caption lag p95 {lag['p95'] if lag else '-'} ms, "
        f"WER {figures['wer']}, {figures['cpu_s_per_audio_s']} CPU s per audio s"
    )
