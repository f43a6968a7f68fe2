"""Certainty: how sure a recogniser is of the last words of what it heard.

They decide whether a turn looks finished, so a misheard ending cuts people off: "we give up freshness to"
heard as "we give up freshness tools" looks whole. A recogniser that mishears mostly knows it, and says so by
the probabilities of its words. One that makes up the end of a sentence is sure of it, but finds no place in
the audio for its words: they take no time.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Final

from service.speech.ports import Word

ENDING_WORDS: Final = 3
"""The last word decides most; one misheard word shortly before it may have changed the sense."""
CERTAIN: Final = 1.0
"""Of nothing, or of words without probabilities: they are taken as they are."""
SPOKEN_S: Final = 0.05
"""Nobody says a word in less; the times of a single word may be wrong."""


def certainty(words: Sequence[Word]) -> float:
    """0 to 1: the probability of the last word, or the geometric mean of the last few where that is lower."""
    ending = words[-ENDING_WORDS:]
    if not ending:
        return CERTAIN
    if _is_made_up(ending):
        return 0.0
    likely = [word.probability for word in ending]
    return min(likely[-1], prod(likely) ** (1 / len(likely)))


def _is_made_up(ending: Sequence[Word]) -> bool:
    """Whether most of these words take no time, where any takes some."""
    lengths = [word.end_s - word.start_s for word in ending]
    return max(lengths) > 0 and 2 * sum(length < SPOKEN_S for length in lengths) > len(lengths)
