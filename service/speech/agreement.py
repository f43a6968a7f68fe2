"""Agreement: the captions of one open segment, with the words that will not change told from those that may.

A word is stable once two captions running agree on it and on all before it (LocalAgreement-2, Liu et al.
2020), at once if it is likely and more was said after it, and at the latest when it was said a while ago: the
final will put right what is wrong in it. Stable words are never taken back by a caption. In a long segment
they need not be heard again either: there the next caption begins just before the last of them, so that the
work stays the same however long the segment grows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from service.speech.guards import plain
from service.speech.ports import SAMPLE_RATE, Recognition, Word

LIKELY: Final = 0.9
"""A word of this probability is stable without a second caption: on the test model's clips nine in ten stay
as they are, which is what two captions that agree come to."""
FOLLOWED_S: Final = 0.2
"""Audio after such a word: the last word is often a guess at what comes."""
LATE_S: Final = 0.8
"""Audio after a word that is stable whatever is thought of it: who reads along waits no longer."""
LONG_S: Final = 6.0
"""Audio from which on the next caption begins later. A caption that begins within a sentence is worse: on the
test model's clips four in ten of its words are not in the final, of those from the segment's start two."""
ANCHORS: Final = 2
"""Stable words that the next caption hears again: a cut through a word would spoil the one after it."""
MARGIN_S: Final = 0.1
"""Audio before those words: their times are not exact."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What the segment is heard to say."""

    stable: tuple[str, ...] = ()
    unstable: tuple[str, ...] = ()


class Agreement:
    """Takes captions as they come. Times and samples count from the segment's start.

    Args:
        streams: whether the recogniser wants every caption to begin at the segment's start.
    """

    def __init__(self, *, streams: bool = False) -> None:
        self._streams = streams
        self._stable: list[str] = []
        self._end_s = 0.0
        self._earlier: tuple[str, ...] = ()
        self._before = 0
        self.start = 0
        """The first sample that the next caption should be made of."""

    @property
    def stable(self) -> tuple[str, ...]:
        """The words that will not change."""
        return tuple(self._stable)

    @property
    def unheard(self) -> str:
        """The stable words that lie before ``start``: what was said before the next caption's audio."""
        return " ".join(self._stable[: self._before])

    def take(self, heard: Recognition, start: int = 0, end: int = 0) -> Caption:
        """The next caption.

        Args:
            heard: its words, with times from its own start if they are known.
            start: where its audio began.
            end: where its audio ended; 0 where that is not known.
        """
        offset = start / SAMPLE_RATE
        timed = [
            Word(word.text, word.start_s + offset, word.end_s + offset, word.probability)
            for word in heard.words
        ]
        said = [word.text for word in timed] or heard.text.split()
        known = self._known(said, timed)
        new = tuple(said[known:])
        agreed = _agreed(self._earlier, new)
        if timed and not self._streams:
            agreed += self._settled(timed[known + agreed :], end / SAMPLE_RATE)
        self._earlier = new[agreed:]
        self._stable += new[:agreed]
        if timed and self._stable:
            self._settle(timed[: known + agreed], end)
        return Caption(tuple(self._stable), new[agreed:])

    def _known(self, said: Sequence[str], timed: Sequence[Word]) -> int:
        """How many of the words just heard are stable already: by their text, else by their times."""
        again = self._stable[self._before :]
        if [plain(word) for word in said[: len(again)]] == [plain(word) for word in again]:
            return len(again)
        if not timed:
            return min(len(again), len(said))
        return sum((word.start_s + word.end_s) / 2 <= self._end_s for word in timed)

    @staticmethod
    def _settled(words: Sequence[Word], end_s: float) -> int:
        """How many of the words will be taken at the word of one caption."""
        count = 0
        for word in words:
            followed_s = end_s - word.end_s
            if followed_s < (FOLLOWED_S if word.probability >= LIKELY else LATE_S):
                break
            count += 1
        return count

    def _settle(self, words: Sequence[Word], end: int) -> None:
        """Note where the stable words end; in a long segment let the next caption begin near there."""
        if not words:
            return
        self._end_s = max(self._end_s, words[-1].end_s)
        short = end and end - self.start < LONG_S * SAMPLE_RATE
        if short or self._streams or len(words) <= ANCHORS:
            return
        start = round(max(0.0, words[-ANCHORS].start_s - MARGIN_S) * SAMPLE_RATE)
        if start > self.start:
            self.start = start
            self._before = len(self._stable) - ANCHORS


def _agreed(earlier: Sequence[str], later: Sequence[str]) -> int:
    """How many words both begin with."""
    count = 0
    for one, other in zip(earlier, later, strict=False):
        if plain(one) != plain(other):
            break
        count += 1
    return count
