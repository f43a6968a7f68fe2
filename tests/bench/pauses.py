"""Pauses for thought through the real detector, recogniser and turn machine, in virtual time.

    python tests/bench/pauses.py --model tests/fixtures/models/mini-whisper [--turns 34] [--final-frames 800]

A hundred pauses of 0.7 to 2.4 s in unfinished sentences, as ``viva bench conversation`` has them, take the
recogniser's work and no more: nobody waits for the pace of speech, and a busy machine changes nothing. Prints
how many were cut off and how long finished turns waited. Delays of engines are fixed: 80 ms for a final.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from pathlib import Path
from statistics import median

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from rubrics.loader import load
from service.bench.clips import Clip, clips
from service.bench.conversation import script
from service.bench.line import Line, line
from service.session.completeness import Judge
from service.session.hearing import Hearing
from service.session.open_turn import OpenTurn
from service.session.turn_events import TurnEnded, TurnEvent
from service.session.turns import TurnMachine
from service.speech.calibration import calibrate
from service.speech.ports import SAMPLE_RATE, Pcm, Recognition, Samples
from service.speech.tuning import TranscriptionSettings
from service.speech.vad import load_silero
from service.speech.whisper import WhisperRecognizer, load_whisper
from tests.virtual_time import run

FRAME = 640
FINAL_S = 0.08
PATIENCE_S = 5.0
THOUGHTS = 3
"""Pauses in each turn."""


class Ears:
    """The recogniser's finals, after a fixed while; no captions."""

    def __init__(self, whisper: WhisperRecognizer) -> None:
        self.info = whisper.info
        self._whisper = whisper

    async def final(self, session: str, audio: Samples, *, prompt: str = "") -> Recognition:
        await asyncio.sleep(FINAL_S)
        return self._whisper.recognize(audio, prompt=prompt)

    async def partial(self, session: str, audio: Samples, *, prompt: str = "") -> None:
        return None

    def forget(self, session: str) -> None:
        pass

    def caption_interval(self, audio_s: float) -> float:
        return 1e9


class Ends:
    """The ends of turns, as they are decided."""

    def __init__(self) -> None:
        self.found: list[tuple[TurnEnded, str]] = []

    def heard(self, event: TurnEvent, turn: OpenTurn | None) -> None:
        if isinstance(event, TurnEnded):
            self.found.append((event, turn.so_far() if turn else ""))

    def captioned(self, stable: str, unstable: str) -> None:
        pass

    def may_be_over(self, words: str) -> None:
        pass

    def hard_of_hearing(self, error: Exception) -> None:
        raise error


async def feed(hearing: Hearing, pcm: Pcm) -> None:
    for start in range(0, len(pcm), FRAME):
        frame = pcm[start : start + FRAME]
        hearing.hear(np.pad(frame, (0, FRAME - len(frame))))
        await asyncio.sleep(FRAME / SAMPLE_RATE)


def silence(seconds: float) -> Pcm:
    return np.zeros(round(seconds * SAMPLE_RATE), np.int16)


async def say(hearing: Hearing, ends: Ends, said: Line) -> tuple[list[str], float | None]:
    """Say a line, and hear an answer. The texts at which it was cut off, and the wait after its end in ms."""
    began, before = hearing.turns.position, len(ends.found)
    await feed(hearing, said.pcm)
    for _ in range(round(PATIENCE_S * SAMPLE_RATE / FRAME)):
        if hearing.turns.turn_start is None and len(ends.found) > before:
            break
        await feed(hearing, silence(FRAME / SAMPLE_RATE))
    for speaking in (True, False):
        hearing.take(hearing.turns.interviewer(speaking=speaking))
        await feed(hearing, silence(1.0))
    late = [(event.at - began - said.voice_end, text) for event, text in ends.found[before:]]
    waits = [1000 * samples / SAMPLE_RATE for samples, _ in late if samples >= 0]
    return [text for samples, text in late if samples < 0], waits[0] if waits else None


async def measure(whisper: WhisperRecognizer, turns: int, spoken: list[Clip]) -> dict[str, object]:
    ends = Ends()
    machine = TurnMachine(Judge(load().lexicon))
    hearing = Hearing("bench", machine, ends, detector=load_silero()(), transcriber=Ears(whisper))
    await feed(hearing, silence(1.0))
    lines = [
        line([spoken[at] for at in each.clips], each.pauses_s) for each in script(spoken, turns, THOUGHTS)
    ]
    found = [await say(hearing, ends, each) for each in lines]
    waits = sorted(wait for _, wait in found if wait is not None)
    return {
        "final_frames": whisper.tuning.final_frames,
        "pauses": sum(len(each.pauses) for each in lines),
        "cut_off": sum(len(cut) for cut, _ in found),
        "wait_ms": {"p50": round(median(waits)), "p90": round(waits[int(0.9 * len(waits))])},
        "cut_off_after": sorted({text[-60:] for cut, _ in found for text in cut}),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--turns", type=int, default=34)
    parser.add_argument("--final-frames", type=int, default=None)
    given = parser.parse_args()
    whisper = load_whisper(given.model, asked=TranscriptionSettings(final_frames=given.final_frames))
    calibrate(whisper)
    print(json.dumps(run(measure(whisper, given.turns, clips())), indent=2))


if __name__ == "__main__":
    main()
