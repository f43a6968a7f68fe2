"""The transcription bench: clips through the streaming path, one session, one turn after another.

Measured are word errors, final delay, caption lag, encoder work and real-time factor. Whisper is measured
with both of its paddings, since which one is better hangs on weights and device: length buckets (audio padded
to the next of a few lengths) and the full 30 s of its training.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, Protocol

from rubrics.library import Library
from service.bench.clips import Clip
from service.bench.figures import percentiles_ms, ratio, word_error_rate
from service.bench.machine import engine, machine
from service.bench.stream import Stream, Turn
from service.bootstrap import load
from service.engines import Loaded
from service.errors import VivaError
from service.session.completeness import Judge
from service.session.turn_settings import TurnSettings
from service.settings import Settings
from service.speech.buckets import WINDOW_FRAMES
from service.speech.load import Load
from service.speech.ports import EngineInfo, Transcriber, VoiceDetector
from service.speech.tuning import SHORTEST_FRAMES

Padding = Literal["buckets", "full"]
PADDINGS: Final[tuple[Padding, ...]] = ("buckets", "full")
OWN: Final = "its own"
"""What stands for a padding where the engine has none to choose."""
Say = Callable[[str], None]


class Metered(Transcriber, Protocol):
    """A transcriber that tells what it has done; ``speech.worker.TranscriptionQueue`` is one."""

    def load(self) -> Load:
        """Its counters."""
        ...


class NotMeasured(VivaError):
    """The bench could not run as asked."""

    code = "not_measured"


@dataclass(frozen=True, slots=True)
class Run:
    """Some turns through one transcriber."""

    clips: Sequence[Clip]
    turns: Sequence[Turn]
    load: Load
    cpu_s: float
    """Processor seconds of the whole process."""
    failures: int = 0

    def figures(self) -> dict[str, Any]:
        """As ``--json`` prints them."""
        speech_s = sum(clip.speech_s for clip in self.clips)
        audio_s = sum(clip.seconds for clip in self.clips)
        finals = ratio(self.load.final_mel_s, speech_s)
        captions = ratio(self.load.partial_mel_s, speech_s)
        return {
            "turns": len(self.turns),
            "audio_s": round(audio_s, 1),
            "speech_s": round(speech_s, 1),
            "wer": word_error_rate((turn.said, turn.heard) for turn in self.turns),
            "final_delay_ms": percentiles_ms([turn.delay_s for turn in self.turns]),
            "final_ready_before_end": ratio(sum(turn.ready for turn in self.turns), len(self.turns)),
            "endpoint_wait_ms": percentiles_ms([turn.wait_s for turn in self.turns]),
            "caption_lag_ms": percentiles_ms([lag for turn in self.turns for lag in turn.lags_s]),
            "encoder_s_per_speech_s": round((finals or 0) + (captions or 0), 3),
            "encoder": {"finals": finals, "captions": captions},
            "real_time_factor": ratio(self.load.busy_s, speech_s),
            "cpu_s_per_audio_s": ratio(self.cpu_s, audio_s),
            "failures": self.failures,
        }


async def run(
    clips: Sequence[Clip],
    transcriber: Metered,
    detector: VoiceDetector,
    judge: Judge,
    settings: TurnSettings,
    *,
    speed: float = 1.0,
    clock: Callable[[], float] = time.monotonic,
    say: Say = lambda _: None,
) -> Run:
    """Say the clips, a turn each, and measure what comes of them."""
    stream = Stream(transcriber, detector, judge, settings, clock, speed=speed)
    cpu_s, turns = time.process_time(), []
    before = transcriber.load()
    try:
        for clip in clips:
            turns.append(await stream.say(clip))
            say(f"  {clip.name}: {turns[-1].heard}")
    finally:
        stream.close()
    spent = transcriber.load().minus(before)
    return Run(clips, turns, spent, time.process_time() - cpu_s, stream.failures)


def measure(
    settings: Settings,
    library: Library,
    clips: Sequence[Clip],
    *,
    paddings: Sequence[Padding] = PADDINGS,
    speed: float = 1.0,
    say: Say = lambda _: None,
) -> dict[str, Any]:
    """The whole bench with the engines that the settings choose.

    Returns:
        The document of ``viva bench transcribe --json``. Its figures are those of the padding that is the
        default on this device; ``paddings`` has those of each that was asked for.

    Raises:
        EngineUnavailable: no recogniser loads.
        NotMeasured: the recogniser failed on everything.
    """
    measured: dict[str, dict[str, Any]] = {}
    usual = info = None
    for padding in paddings:
        one, info, usual = _measure(settings, library, clips, padding=padding, speed=speed, say=say)
        measured[padding if usual else OWN] = one
        if usual is None:
            break
    if info is None:
        raise NotMeasured("Expected at least one padding to measure.")
    chosen = usual if usual in measured else next(iter(measured))
    return {
        "model": engine(info),
        "machine": machine(),
        "speed": speed,
        "padding": chosen,
        **measured[chosen],
        "paddings": measured,
    }


def _measure(
    settings: Settings, library: Library, clips: Sequence[Clip], *, padding: Padding, speed: float, say: Say
) -> tuple[dict[str, Any], EngineInfo, Padding | None]:
    """The figures of one padding, the engine, and its usual padding; None where it does not pad."""
    frames = WINDOW_FRAMES if padding == "full" else settings.transcription.final_frames
    loaded = _loaded(settings, library, frames)
    if padding == "buckets" and frames is None and _usual(loaded.transcriber.info) == "full":
        loaded.close()
        loaded = _loaded(settings, library, SHORTEST_FRAMES)
    try:
        transcriber: Any = loaded.transcriber
        info: EngineInfo = transcriber.info
        usual = _usual(info)
        say(f"{engine(info)}, padding: {padding if usual else OWN}")
        made = asyncio.run(
            run(
                clips,
                transcriber,
                loaded.detectors(),
                Judge(library.lexicon),
                settings.turns,
                speed=speed,
                say=say,
            )
        )
    finally:
        loaded.close()
    if made.failures and not any(turn.heard for turn in made.turns):
        raise NotMeasured(f"The recogniser failed {made.failures} times and heard nothing.")
    return made.figures(), info, usual


def _loaded(settings: Settings, library: Library, frames: int | None) -> Loaded:
    asked = replace(settings.transcription, final_frames=frames)
    return load(settings.model_copy(update={"transcription": asked, "downloads": False}), library)


def _usual(info: EngineInfo) -> Padding | None:
    if info.name != "faster-whisper":
        return None
    return "full" if info.device == "cuda" else "buckets"
