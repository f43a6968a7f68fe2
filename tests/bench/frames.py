"""What a frame of the microphone costs: CPU time of all of a session behind the socket but the recogniser.

    python tests/bench/frames.py [--frames 3000]

A conversation hears spoken clips in frames of 40 ms as fast as it can: intake and recording to disk, voice
detector, turn machine, segments, captions. The recogniser answers at once with the same words. CPU time says
nearly the same on a busy machine. Once with the scripted detector, once with Silero.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from rubrics.loader import load
from service.bench.clips import clips, joined
from service.recording import Recordings
from service.session.completeness import Judge
from service.session.conversation import Conversation
from service.session.outbox import Outbox
from service.session.parts import Parts
from service.speech.ports import EngineInfo, Recognition, VoiceDetector
from service.speech.scripted import ScriptedDetector
from service.speech.vad import load_silero
from tests.live_room import BRIEF, Log, Mind, Mouth

FRAME = 640
"""40 ms, as the page sends."""


class Ears:
    """A recogniser that takes no time."""

    info = EngineInfo("recognizer", "scripted", "constant")

    async def final(self, session: str, audio: object, *, prompt: str = "") -> Recognition:
        return Recognition("we put a queue there and then we look at the workers")

    async def partial(self, session: str, audio: object, *, prompt: str = "") -> Recognition:
        return Recognition("we put a queue there and then")

    def forget(self, session: str) -> None:
        pass

    def caption_interval(self, audio_s: float) -> float:
        return 1.0


async def cost_us(detector: VoiceDetector, frames: list[bytes]) -> dict[str, float]:
    """Microseconds of CPU for each frame: on the event loop, and in all threads together."""
    with tempfile.TemporaryDirectory() as folder:
        parts = Parts(
            interviewer=Mind(lambda _: None),
            log=Log(),
            transcriber=Ears(),
            speech=Mouth(),
            detector=detector,
            judge=Judge(load().lexicon),
            clock=time.monotonic,
            recording=await Recordings(Path(folder)).open("i1"),
        )
        room, outbox = await Conversation.open(BRIEF, parts), Outbox()
        await room.attach(outbox)
        reading = asyncio.create_task(_read(outbox))
        await room.hear(0, frames[0])
        loop, process = time.thread_time(), time.process_time()
        for number, frame in enumerate(frames, 1):
            await room.hear(number, frame)
            await asyncio.sleep(0)
        spent = (time.thread_time() - loop, time.process_time() - process)
        reading.cancel()
        await room.close()
    return dict(
        zip(("loop_us", "process_us"), (round(1e6 * each / len(frames)) for each in spent), strict=True)
    )


async def _read(outbox: Outbox) -> None:
    while True:
        await outbox.get()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--frames", type=int, default=3_000)
    wanted = parser.parse_args().frames
    spoken = joined(clips()[:10]).pcm
    sound = np.tile(spoken, 1 + wanted * FRAME // len(spoken))
    frames = [sound[at * FRAME : (at + 1) * FRAME].tobytes() for at in range(wanted)]
    detectors = {"scripted": ScriptedDetector(), "silero": load_silero()()}
    print(json.dumps({name: asyncio.run(cost_us(each, frames)) for name, each in detectors.items()}))


if __name__ == "__main__":
    main()
