"""The recorded audio of interviews: both voices on one timeline, durable, read back and exported."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from service.recording_export import write_ogg
from service.recording_file import Kind, Record, RecordFile, Sound, scan
from service.recording_timeline import Placing
from service.speech.audio import pcm_from_bytes
from service.speech.errors import BadAudio
from service.speech.ports import SAMPLE_RATE, Pcm

FILE_NAME: Final = "voices.rec"
MAX_INTERVIEW_S: Final = 24 * 3_600
"""Longer than any interview; a time beyond it is a mistake, not a gap to fill with silence."""
_INTERVIEW: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Recording:
    """One interview's audio. What is added waits in memory; ``flush`` stores it, off the event loop.

    A thread takes longer to wake than a frame to write, so many frames are stored at once. What a flush has
    returned from survives the death of the process (SIGKILL); a loss of power may take the last five
    seconds. Implements ``session.ports.Recording``.
    """

    def __init__(self, file: RecordFile) -> None:
        self._file = file
        self._waiting: list[Sound] = []
        self._last = file.last_sequence
        self._order = asyncio.Lock()

    @property
    def last_sequence(self) -> int | None:
        """The last microphone frame that is stored; None when there is none."""
        return self._file.last_sequence

    @property
    def end_s(self) -> float:
        """Interview time of the latest audio stored; 0 when there is none."""
        return self._file.last_at / SAMPLE_RATE

    def add_candidate(self, sequence: int, pcm: bytes, at_s: float) -> None:
        """Add a microphone frame. One that was added before is ignored; numbers may have gaps.

        Args:
            sequence: the frame's number.
            pcm: PCM16, mono, 16 kHz.
            at_s: interview time at which it was heard. Frames that come in a burst follow each other.

        Raises:
            BadAudio: an odd number of bytes, or a time no interview has.
        """
        if self._last is None or sequence > self._last:
            self._add(Kind.CANDIDATE, sequence, pcm, SAMPLE_RATE, at_s)
            self._last = sequence

    def add_interviewer(self, pcm: bytes, sample_rate: int, at_s: float) -> None:
        """Add interviewer audio to be heard from ``at_s`` on; it replaces what was to be heard then.

        Raises:
            BadAudio: as ``add_candidate``.
        """
        self._add(Kind.INTERVIEWER, 0, pcm, sample_rate, at_s)

    def cut_interviewer(self, at_s: float) -> None:
        """What the interviewer was to say from ``at_s`` on was not heard: playback was flushed.

        Raises:
            BadAudio: as ``add_candidate``.
        """
        self._add(Kind.CUT, 0, b"", SAMPLE_RATE, at_s)

    async def flush(self) -> None:
        """Store what was added, in its order.

        Raises:
            RecordingFailed: the disk did not take it; it is lost, and what was stored before is as it was.
        """
        async with self._order:
            if self._waiting:
                group, self._waiting = self._waiting, []
                await asyncio.to_thread(self._file.append, *group)

    async def candidate(self, start_s: float, end_s: float) -> Pcm:
        """The candidate's samples of a stretch of interview time, at 16 kHz; silence where there are none.

        Raises:
            RecordingDamaged: the file is no recording.
            RecordingFailed: as ``flush``.
        """
        await self.flush()
        async with self._order:
            return await asyncio.to_thread(read_candidate, self._file.path, start_s, end_s)

    async def close(self) -> None:
        """Store what was added and let go of the file. Safe to repeat.

        Raises:
            RecordingFailed: as ``flush``; the file is let go of all the same.
        """
        try:
            await self.flush()
        finally:
            async with self._order:
                await asyncio.to_thread(self._file.close)

    def _add(self, kind: Kind, sequence: int, pcm: bytes, rate: int, at_s: float) -> None:
        if len(pcm) % 2 or not 0 <= at_s <= MAX_INTERVIEW_S:
            raise BadAudio(f"expected whole 16-bit samples within a day; {len(pcm)} bytes at {at_s} s came")
        self._waiting.append(Sound(kind, sequence, round(at_s * SAMPLE_RATE), rate, pcm))


class Recordings:
    """The recordings of all interviews: one folder each under one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def open(self, interview: str) -> Recording:
        """An interview's recording, to go on with or to begin.

        Raises:
            RecordingDamaged: there is a file and it is no recording.
            RecordingFailed: the folder cannot be written.
        """
        return Recording(await asyncio.to_thread(RecordFile, self._path(interview)))

    async def ogg(self, interview: str) -> Path | None:
        """Both voices as one Ogg file, made anew when there is more than at the last time.

        Returns:
            The file, or None when nothing was recorded.

        Raises:
            RecordingDamaged: the recording is none.
            RecordingFailed: it could not be encoded or written.
        """
        return await asyncio.to_thread(self._ogg, self._path(interview))

    async def remove(self, interview: str) -> None:
        """Delete an interview's audio. Nothing happens when there is none."""
        await asyncio.to_thread(shutil.rmtree, self._path(interview).parent, ignore_errors=True)

    def _ogg(self, path: Path) -> Path | None:
        if not path.exists() or next(_audible(path), None) is None:
            return None
        target = path.with_name(f"voices-{path.stat().st_size}.ogg")
        if not target.exists():
            write_ogg(path, target)
            for older in path.parent.glob("voices-*.ogg"):
                if older != target:
                    older.unlink(missing_ok=True)
        return target

    def _path(self, interview: str) -> Path:
        if not _INTERVIEW.fullmatch(interview):
            raise ValueError(f"no interview has the id {interview!r}")
        return self._folder / interview / FILE_NAME


def _audible(path: Path) -> Iterator[Record]:
    return (record for record in scan(path) if record.size)


def read_candidate(path: Path, start_s: float, end_s: float) -> Pcm:
    """The candidate's samples of a stretch of interview time; silence where there are none. Blocking.

    Raises:
        RecordingDamaged: the file is no recording.
    """
    start, end = round(start_s * SAMPLE_RATE), round(end_s * SAMPLE_RATE)
    heard = np.zeros(max(0, end - start), np.int16)
    placing = Placing()
    with path.open("rb") as file:
        for record in scan(path):
            if record.kind != Kind.CANDIDATE:
                continue
            at = placing.place(record.at, record.size // 2)
            if at >= end or at + record.size // 2 <= start:
                continue
            file.seek(record.offset)
            pcm = pcm_from_bytes(file.read(record.size))[max(0, start - at) : end - at]
            begin = max(at, start) - start
            heard[begin : begin + len(pcm)] = pcm
    return heard
