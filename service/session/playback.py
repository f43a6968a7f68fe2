"""Playback: how far ahead of the listener audio is sent, and which words the listener has really heard.

The lead follows the design: up to 300 ms ahead of real time, and never less after a stall, because what the
listener has waited for is not sent late a second time (the same idea as a real-time queue that re-anchors).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

LEAD_S: Final = 0.3
"""Seconds of audio the browser may hold beyond what it is playing."""
SOON_S: Final = 0.001
"""A shorter wait than any timer keeps is none."""

LETTERS_PER_S: Final = 16.0
"""About 165 words a minute, as people speak and as captions are read."""

_PAUSE_WEIGHT: Final = {",": 2, ";": 3, ":": 3, ".": 3, "!": 3, "?": 3}
"""Letters' worth of time a synthesizer pauses after a mark."""
_LETTERS: Final = re.compile(r"\w")


class Pacer:
    """Decides when the next samples may be sent. ``now`` is in seconds, of any clock that never goes back."""

    def __init__(self, sample_rate: int, lead_s: float = LEAD_S) -> None:
        self._rate = sample_rate
        self._lead = lead_s
        self._sent = 0
        self._head = 0.0
        self._since: float | None = None
        self._paused = False

    @property
    def paused(self) -> bool:
        """True between ``pause`` and ``resume``."""
        return self._paused

    def wait_s(self, now: float) -> float:
        """Seconds until more may be sent; 0 when it may be sent now. Meaningless while paused."""
        ahead = (self._sent - self.head(now)) / self._rate
        wait = ahead - self._lead
        return wait if wait >= SOON_S else 0.0

    def sent(self, samples: int, now: float) -> None:
        """``samples`` were sent at ``now``."""
        self._head = self.head(now)
        self._since = now
        self._sent += samples

    def pause(self, now: float) -> None:
        """The listener stops where it is."""
        self._head = self.head(now)
        self._paused = True

    def resume(self, now: float) -> None:
        """The listener goes on."""
        self._since = now
        self._paused = False

    def head(self, now: float) -> float:
        """The sample that the listener is at, as far as can be told from here."""
        if self._paused or self._since is None:
            return self._head
        return min(float(self._sent), self._head + (now - self._since) * self._rate)


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence of an utterance and where its audio lies in it, in samples."""

    text: str
    offset: int
    samples: int

    def heard(self, played: int) -> str:
        """Its words up to sample ``played`` of the utterance."""
        if played >= self.offset + self.samples:
            return self.text
        words = self.text.split()
        share = (played - self.offset) / self.samples
        total = sum(map(_weight, words))
        ends = list(accumulate(map(_weight, words)))
        middles = [(end - _weight(word) / 2) / total for word, end in zip(words, ends, strict=True)]
        return " ".join(word for word, middle in zip(words, middles, strict=True) if middle <= share)


@dataclass(slots=True)
class Playback:
    """One utterance: the sentences sent, and how much of them was played."""

    pieces: list[Piece] = field(default_factory=list)
    played: int = 0
    whole: bool = False
    """True once no more sentences come."""
    finished: bool = False
    """True once the browser says that it is over: played to its end, or flushed."""

    @property
    def samples(self) -> int:
        """Samples of all sentences so far."""
        return self.pieces[-1].offset + self.pieces[-1].samples if self.pieces else 0

    def add(self, text: str, samples: int) -> Piece:
        """The next sentence. One without samples was shown and not spoken: it counts as heard in its turn."""
        piece = Piece(text, self.samples, samples)
        self.pieces.append(piece)
        return piece

    def report(self, samples: int, *, finished: bool) -> None:
        """What the browser says it has played. It never goes back, and never beyond what was sent."""
        self.played = max(self.played, min(samples, self.samples))
        self.finished = self.finished or finished

    @property
    def complete(self) -> bool:
        """True when every word there is has been heard."""
        return self.whole and self.played >= self.samples

    def heard(self) -> str:
        """The words that were heard."""
        reached = [piece for piece in self.pieces if piece.offset < self.played or self._shown(piece)]
        return " ".join(filter(None, (piece.heard(self.played) for piece in reached)))

    def _shown(self, piece: Piece) -> bool:
        return piece.samples == 0 and piece.offset <= self.played


def reading_samples(text: str, sample_rate: int) -> int:
    """How long a sentence takes that is spoken or shown by the browser itself, in samples of audio."""
    return round(sum(map(_weight, text.split())) / LETTERS_PER_S * sample_rate)


def _weight(word: str) -> int:
    """How long a word takes, in letters."""
    return max(1, len(_LETTERS.findall(word))) + 1 + _PAUSE_WEIGHT.get(word[-1], 0)
