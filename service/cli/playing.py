"""Playing: the interviewer's audio on its way to a loudspeaker, and how much of it was really heard."""

from __future__ import annotations

import threading
from collections import deque
from typing import Literal

BYTES_PER_SAMPLE = 2


class Playing:
    """A buffer between the socket and a sound device. Any thread may call it; PCM16 mono throughout."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[tuple[int, bytes]] = deque()
        self._utterance = 0
        self._played = 0
        self._paused = False

    def put(self, utterance: int, pcm: bytes) -> None:
        """Audio that came for an utterance, in order."""
        with self._lock:
            self._waiting.append((utterance, pcm))

    def take(self, samples: int) -> bytes:
        """The next samples for the device; silence where there are none."""
        wanted = samples * BYTES_PER_SAMPLE
        out = bytearray()
        with self._lock:
            while not self._paused and self._waiting and len(out) < wanted:
                utterance, pcm = self._waiting.popleft()
                if utterance != self._utterance:
                    self._utterance, self._played = utterance, 0
                piece, rest = pcm[: wanted - len(out)], pcm[wanted - len(out) :]
                out += piece
                self._played += len(piece) // BYTES_PER_SAMPLE
                if rest:
                    self._waiting.appendleft((utterance, rest))
        return bytes(out).ljust(wanted, b"\0")

    def act(self, utterance: int, action: Literal["flush", "pause", "resume"]) -> None:
        """Flush an utterance for good, or pause and resume in place."""
        with self._lock:
            self._paused = action == "pause"
            if action == "flush":
                self._waiting = deque(item for item in self._waiting if item[0] > utterance)

    @property
    def progress(self) -> tuple[int, int]:
        """The utterance that is playing, and how many of its samples were played."""
        with self._lock:
            return self._utterance, self._played

    @property
    def audible(self) -> bool:
        """Whether anything is being heard now."""
        with self._lock:
            return bool(self._waiting) and not self._paused
