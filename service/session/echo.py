"""Echo: does what the microphone heard repeat what the interviewer is saying?

Echo cancellation takes a while to learn a room, and fails in some. What it lets through is recognised like
any speech, so it is told by its words: they are the interviewer's own, in order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import LCSseq

REMEMBERED_WORDS: Final = 80
"""Words of the interviewer that may still be heard: half a minute."""
SAME: Final = 0.6
"""Share of the words that must be the interviewer's, in order: an echo is recognised worse than a voice."""
FEW: Final = 2
"""So few words must all be the same, and side by side."""
_SLACK: Final = 2
"""Words that the recogniser may have left out of the stretch that was echoed."""
_WORD: Final = re.compile(r"[\w']+")


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return _WORD.findall(text.casefold())


def echoes(heard: Sequence[str], said: Sequence[str]) -> bool:
    """Whether the words ``heard`` are some of those ``said``, in lower case both."""
    size = len(heard)
    if not size or not said:
        return False
    if size <= FEW:
        return any(list(said[at : at + size]) == list(heard) for at in range(len(said)))
    windows = (said[at : at + size + _SLACK] for at in range(max(1, len(said) - size + 1)))
    return any(LCSseq.similarity(heard, window) >= SAME * size for window in windows)
