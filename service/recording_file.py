"""The file of a recording: records of audio, appended, never changed.

After eight bytes of magic come records: ``<u8 kind> <u32 sequence> <u64 at> <u32 rate> <u32 bytes>
<u32 crc>`` and that many bytes of PCM16 mono. ``at`` is interview time in samples at 16 kHz. All integers are
little-endian. A process killed between two appends leaves whole records; one killed within an append, or a
machine that loses power, may leave a torn one at the end, which opening cuts off.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from service.speech.errors import RecordingDamaged, RecordingFailed

MAGIC: Final = b"VIVAREC1"
_HEADER: Final = struct.Struct("<BIQIII")
SYNC_BYTES: Final = 160_000
"""Five seconds of one voice: how much a loss of power, unlike the death of the process, may cost."""


class Kind(IntEnum):
    """What a record holds."""

    CANDIDATE = 1
    INTERVIEWER = 2
    CUT = 3
    """No audio: what the interviewer was to say from here on was not heard."""


class Record(NamedTuple):
    """A record as it lies in the file."""

    kind: Kind
    sequence: int
    at: int
    """Interview time in samples at 16 kHz."""
    rate: int
    """Hz of its audio."""
    offset: int
    """Where in the file its audio begins."""
    size: int
    """Bytes of audio."""
    crc: int


def scan(path: Path) -> Iterator[Record]:
    """The whole records of a file, in the order they were written; stops before a torn one.

    Raises:
        RecordingDamaged: the file is no recording.
    """
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise RecordingDamaged(f"{path.name} is no recording: it does not begin with {MAGIC.decode()}")
        end = path.stat().st_size
        while (record := _next(file, end)) is not None:
            yield record
            file.seek(record.offset + record.size)


def _next(file: BinaryIO, end: int) -> Record | None:
    head = file.read(_HEADER.size)
    if len(head) < _HEADER.size:
        return None
    kind, sequence, at, rate, size, crc = _HEADER.unpack(head)
    offset = file.tell()
    if kind not in Kind.__members__.values() or offset + size > end:
        return None
    return Record(Kind(kind), sequence, at, rate, offset, size, crc)


class Sound(NamedTuple):
    """A record to be written."""

    kind: Kind
    sequence: int
    """The microphone frame's number; 0 for the interviewer's voice."""
    at: int
    """Interview time in samples at 16 kHz."""
    rate: int
    """Hz of its audio."""
    pcm: bytes


class RecordFile:
    """A recording's file, open for appending. Blocking; one thread at a time."""

    def __init__(self, path: Path) -> None:
        """Open or make the file, and cut off a torn end.

        Raises:
            RecordingDamaged: there is a file and it is no recording.
            RecordingFailed: the folder cannot be written.
        """
        self.path = path
        self.last_sequence: int | None = None
        """The last candidate record's."""
        self.last_at: int = 0
        """Where the latest record begins."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._length = self._repaired()
            self._file = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            os.ftruncate(self._file, self._length)
            os.lseek(self._file, 0, os.SEEK_END)
            self._unsynced = 0
            if not self._length:
                self._write(MAGIC)
        except OSError as error:
            raise RecordingFailed(f"the recording cannot be written: {error}") from error

    def append(self, *sounds: Sound) -> None:
        """Add records, in order and all or none. The operating system has them when this returns.

        Raises:
            RecordingFailed: the disk took them not, or not whole; the file is as it was.
        """
        try:
            self._write(b"".join(map(_packed, sounds)))
        except OSError as error:
            os.ftruncate(self._file, self._length)
            os.lseek(self._file, 0, os.SEEK_END)
            raise RecordingFailed(f"the recording cannot be written: {error}") from error
        for sound in sounds:
            self._note(sound)

    def close(self) -> None:
        """Let go of the file; what was appended is on the disk. Safe to repeat."""
        if self._file >= 0:
            os.fsync(self._file)
            os.close(self._file)
            self._file = -1

    def _write(self, data: bytes) -> None:
        left = memoryview(data)
        while left:
            left = left[os.write(self._file, left) :]
        self._length += len(data)
        self._unsynced += len(data)
        if self._unsynced >= SYNC_BYTES:
            os.fsync(self._file)
            self._unsynced = 0

    def _repaired(self) -> int:
        """The length of the file up to its last whole record; 0 for a new one."""
        if not self.path.exists() or self.path.stat().st_size < len(MAGIC):
            return 0
        length = len(MAGIC)
        last = None
        for record in scan(self.path):
            if last is not None:
                self._note(last)
                length = last.offset + last.size
            last = record
        if last is not None and self._is_whole(last):
            self._note(last)
            length = last.offset + last.size
        return length

    def _note(self, record: Record | Sound) -> None:
        if record.kind == Kind.CANDIDATE:
            self.last_sequence = record.sequence
        self.last_at = max(self.last_at, record.at)

    def _is_whole(self, record: Record) -> bool:
        """Whether the bytes are those that were to be written; only the last record can be otherwise."""
        with self.path.open("rb") as file:
            file.seek(record.offset)
            return zlib.crc32(file.read(record.size)) == record.crc


def _packed(sound: Sound) -> bytes:
    kind, sequence, at, rate, pcm = sound
    return _HEADER.pack(kind, sequence, at, rate, len(pcm), zlib.crc32(pcm)) + pcm
