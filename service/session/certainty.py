"""Certainty: how sure a recogniser is of the last words of what it heard.

They decide whether a turn looks finished, so a misheard ending cuts people off: "we give up freshness to"
heard as "we give up freshness tools" looks whole. A recogniser that mishears mostly knows it, and says so by
the probabilities of its words.
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


def certainty(words: Sequence[Word]) -> float:
    """0 to 1: the probability of the last word, or the geometric mean of the last few where that is lower."""
    ending = [word.probability for word in words[-ENDING_WORDS:]]
    return min(ending[-1], prod(ending) ** (1 / len(ending))) if ending else CERTAIN
