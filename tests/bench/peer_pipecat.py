"""Pipecat's Whisper service over streams of audio, in Pipecat's own environment. Order and outcome are JSON.

Its best settings here: int8, its own default of 200 ms of silence before a segment is transcribed, one thread
for each decode. As it is, every session loads a model of its own; ``shared`` gives all sessions one model
with as many workers as there are cores, which takes a change of its code.
"""

import asyncio
import base64
import json
import os
import sys
import time

from faster_whisper import WhisperModel
from loguru import logger
from pipecat.audio.vad.silero import SileroVADAnalyzer
from pipecat.frames.frames import InputAudioRawFrame, TranscriptionFrame
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.runner import PipelineRunner
from pipecat.pipeline.task import PipelineParams, PipelineTask
from pipecat.processors.audio.vad_processor import VADProcessor
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor
from pipecat.services.whisper.stt import WhisperSTTService

RATE = 16_000
FRAME = 640
SETTLE_S = 8.0

logger.remove()


def service(folder, shared):
    if shared is None:
        return WhisperSTTService(
            device="cpu", compute_type="int8", settings=WhisperSTTService.Settings(model=folder)
        )

    class Shared(WhisperSTTService):
        def _load(self):
            self._model = shared

    return Shared(
        device="cpu",
        compute_type="int8",
        settings=WhisperSTTService.Settings(model=folder),
    )


class Sink(FrameProcessor):
    def __init__(self):
        super().__init__()
        self.heard = []

    async def process_frame(self, frame, direction: FrameDirection):
        await super().process_frame(frame, direction)
        if isinstance(frame, TranscriptionFrame):
            self.heard.append((time.monotonic(), frame.text))
        await self.push_frame(frame, direction)


async def stream(order, shared, clips, each, zero):
    sink = Sink()
    pipeline = Pipeline(
        [
            VADProcessor(vad_analyzer=SileroVADAnalyzer(sample_rate=RATE)),
            service(order["model"], shared),
            sink,
        ]
    )
    task = PipelineTask(
        pipeline, params=PipelineParams(audio_in_sample_rate=RATE), idle_timeout_secs=None, enable_rtvi=False
    )
    running = asyncio.create_task(PipelineRunner(handle_sigint=False).run(task))
    await asyncio.sleep(max(0.0, zero + each["begin_s"] - time.monotonic()))
    began, sent, starts = time.monotonic(), 0, []
    for clip in each["order"]:
        starts.append(began + sent / RATE)
        pcm = clips[clip]
        for at in range(0, len(pcm), 2 * FRAME):
            chunk = pcm[at : at + 2 * FRAME]
            sent += len(chunk) // 2
            await asyncio.sleep(max(0.0, began + sent / RATE - time.monotonic()))
            await task.queue_frame(InputAudioRawFrame(audio=chunk, sample_rate=RATE, num_channels=1))
    ended = time.monotonic()
    silent = bytes(2 * FRAME)
    while time.monotonic() < ended + SETTLE_S and not (
        sink.heard and sink.heard[-1][0] >= starts[-1] and time.monotonic() > ended + 1.0
    ):
        await task.queue_frame(InputAudioRawFrame(audio=silent, sample_rate=RATE, num_channels=1))
        await asyncio.sleep(FRAME / RATE)
    await task.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return {"starts": starts, "heard": sink.heard, "audio_s": sent / RATE}


async def main():
    order = json.load(sys.stdin)
    cores = len(os.sched_getaffinity(0))
    shared = None
    if order["shared"]:
        shared = WhisperModel(
            order["model"], device="cpu", compute_type="int8", cpu_threads=1, num_workers=cores
        )
    clips = [base64.b64decode(each) for each in order["clips"]]

    zero = time.monotonic() + 2.0 + 0.3 * len(order["streams"])

    async def cpu_s():
        await asyncio.sleep(zero - time.monotonic())
        return time.process_time()

    cpu, *made = await asyncio.gather(
        cpu_s(), *(stream(order, shared, clips, each, zero) for each in order["streams"])
    )
    json.dump({"streams": made, "cpu_s": time.process_time() - cpu}, sys.stdout)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(main())
