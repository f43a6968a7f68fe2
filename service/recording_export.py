"""A recording as one Ogg Opus file: both voices, in step with the transcript, in flat memory."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
import soundfile
from numpy.typing import NDArray

from service.recording_file import Kind, Record, scan
from service.recording_timeline import JITTER, Placing, Window
from service.speech.audio import join, pcm_from_bytes, resample
from service.speech.errors import RecordingFailed
from service.speech.ports import SAMPLE_RATE, Pcm

CANDIDATE: Final = 0
INTERVIEWER: Final = 1
WINDOW_S: Final = 120.0
"""Records may come out of order by less than this less the longest sentence."""
BEHIND_S: Final = 40.0
"""How far behind the newest record the file is written."""
RUN_S: Final = 20.0
"""The longest stretch of interviewer audio resampled at once."""
_BLOCK: Final = SAMPLE_RATE
"""Samples encoded at once; the encoder keeps a whole write on its stack."""
PAN: Final = np.array([[0.85, 0.45], [0.45, 0.85]], np.float32)
"""Shares of candidate and interviewer (rows) in left and right: apart enough to follow, both in both ears."""

Sink = Callable[[NDArray[np.float32]], object]


def write_ogg(recording: Path, target: Path) -> None:
    """Encode a recording. Blocking: about a second for ten minutes. The target appears whole or not at all.

    Raises:
        RecordingDamaged: the recording is none.
        RecordingFailed: it could not be encoded or written.
    """
    unfinished = target.with_suffix(f".{os.getpid()}.part")
    try:
        with soundfile.SoundFile(
            unfinished, "w", samplerate=SAMPLE_RATE, channels=2, format="OGG", subtype="OPUS"
        ) as ogg:
            mix(recording, ogg.write)
        unfinished.replace(target)
    except (soundfile.SoundFileError, OSError) as error:
        unfinished.unlink(missing_ok=True)
        raise RecordingFailed(f"the recording could not be exported: {error}") from error


def mix(recording: Path, sink: Sink) -> None:
    """Give stereo blocks of at most a second to ``sink``, from interview time 0 to the end."""
    mixer = _Mixer(sink)
    with recording.open("rb") as file:
        for record in scan(recording):
            mixer.take(record, file)
    mixer.finish()


class _Run:
    """Interviewer audio of one rate without a break, waiting to be resampled in one piece."""

    def __init__(self, at: int, rate: int) -> None:
        self.at = at
        self.rate = rate
        self.samples = 0
        self._pieces: list[Pcm] = []

    @property
    def end(self) -> int:
        """Where it ends in interview time, samples at 16 kHz."""
        return self.at + round(self.samples * SAMPLE_RATE / self.rate)

    def add(self, pcm: Pcm) -> None:
        self._pieces.append(pcm)
        self.samples += len(pcm)

    def resampled(self) -> Pcm:
        return resample(join(self._pieces), self.rate, SAMPLE_RATE)


class _Mixer:
    """Takes records in the order they were written and hands out the mix in the order it was heard."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._window = Window(WINDOW_S)
        self._candidate = Placing()
        self._run: _Run | None = None
        self._end = 0

    def take(self, record: Record, file: BinaryIO) -> None:
        """One record."""
        if record.kind == Kind.CUT:
            self._cut(record.at)
            return
        file.seek(record.offset)
        pcm = pcm_from_bytes(file.read(record.size))
        if record.kind == Kind.CANDIDATE:
            at = self._candidate.place(record.at, len(pcm))
            self._write(CANDIDATE, at, pcm)
        else:
            self._say(record, pcm)
        self._advance(record.at)

    def finish(self) -> None:
        """Hand out what is left."""
        self._end_run()
        while self._window.start < self._end:
            self._hand_out(self._end - self._window.start)

    def _say(self, record: Record, pcm: Pcm) -> None:
        """Interviewer audio: goes on with the run, or ends it and begins another in its place."""
        run = self._run
        if run is not None and (record.rate != run.rate or abs(record.at - run.end) > JITTER):
            self._cut(record.at)
            run = None
        if run is None:
            self._window.clear(INTERVIEWER, record.at)
            run = self._run = _Run(record.at, record.rate)
        run.add(pcm)
        if run.samples > RUN_S * run.rate:
            self._end_run()

    def _cut(self, at: int) -> None:
        self._end_run()
        self._window.clear(INTERVIEWER, at)

    def _end_run(self) -> None:
        run, self._run = self._run, None
        if run is not None:
            self._write(INTERVIEWER, run.at, run.resampled())

    def _write(self, voice: int, at: int, pcm: Pcm) -> None:
        """Put samples into the window, which moves on first if they lie beyond it."""
        for start in range(0, len(pcm), _BLOCK):
            piece = pcm[start : start + _BLOCK]
            while at + start + len(piece) > self._window.start + self._window.room:
                self._hand_out(_BLOCK)
            self._window.write(voice, at + start, piece)
        self._end = max(self._end, at + len(pcm))

    def _advance(self, now: int) -> None:
        """Hand out what nothing can change any more."""
        settled = now - round(BEHIND_S * SAMPLE_RATE)
        while self._window.start + _BLOCK <= settled:
            self._hand_out(_BLOCK)

    def _hand_out(self, samples: int) -> None:
        voices = self._window.take(min(samples, _BLOCK)).astype(np.float32) / np.float32(1 << 15)
        self._sink(np.clip(voices @ PAN, -1.0, 1.0))
