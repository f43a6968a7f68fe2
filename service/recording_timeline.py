"""Where recorded audio lies in interview time, and a window of both voices that moves along it."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from service.speech.ports import SAMPLE_RATE, Pcm

JITTER: Final = round(0.2 * SAMPLE_RATE)
"""Samples by which a frame's time may be off and the frame still follow the one before: networks do that."""


class Placing:
    """Gives a voice's frames their places: one after another, with a gap only where time really passed."""

    def __init__(self) -> None:
        self.end = 0
        """Where the next frame goes unless it comes late; samples at 16 kHz."""

    def place(self, at: int, samples: int) -> int:
        """The place of a frame that says it was heard at ``at``.

        A burst after a stall says it was heard all at once; its frames follow each other.
        """
        start = at if at > self.end + JITTER else self.end
        self.end = start + samples
        return start


class Window:
    """Samples of both voices from ``start`` on; what lies before has been handed out."""

    def __init__(self, seconds: float) -> None:
        self.start = 0
        self.room = round(seconds * SAMPLE_RATE)
        """Samples the window holds."""
        # Twice the room, so that what is left moves to the front only once for each room handed out.
        self._voices: NDArray[np.int16] = np.zeros((2 * self.room, 2), np.int16)
        self._first = 0

    def write(self, voice: int, at: int, pcm: Pcm) -> None:
        """Put samples at a place of interview time; what lies before the window or beyond it is lost."""
        pcm = pcm[max(0, self.start - at) : max(0, self.start + self.room - at)]
        begin = self._first + max(0, at - self.start)
        self._voices[begin : begin + len(pcm), voice] = pcm

    def clear(self, voice: int, at: int) -> None:
        """Silence a voice from a place on."""
        self._voices[self._first + max(0, at - self.start) : self._first + self.room, voice] = 0

    def take(self, samples: int) -> NDArray[np.int16]:
        """Hand out the oldest samples, ``(samples, 2)``, and move on."""
        taken = self._voices[self._first : self._first + samples].copy()
        self._first += samples
        self.start += samples
        if self._first >= self.room:
            left = self._voices[self._first :].copy()
            self._voices[: len(left)] = left
            self._voices[len(left) :] = 0
            self._first = 0
        return taken
