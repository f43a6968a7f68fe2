"""What a Whisper says when nobody spoke, and how to tell. Pure functions on its output."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from service.speech.ports import Word

PHANTOMS: Final = frozenset(
    {
        "bye",
        "bye bye",
        "please subscribe",
        "see you next time",
        "see you in the next video",
        "so",
        "subtitles by the amara org community",
        "thank you",
        "thank you for watching",
        "thank you so much",
        "thank you very much",
        "thanks",
        "thanks for watching",
        "the end",
        "you",
    }
)
"""What Whisper is known to make of silence and noise: the ends of the videos it learnt from."""
NO_SPEECH: Final = 0.6
"""Whisper's own threshold for "no speech here" (Radford et al. 2022, section 4.5)."""
SURE_NO_SPEECH: Final = 0.9
UNSURE_LOG_PROBABILITY: Final = -0.5
"""Clear speech is decoded at -0.1 to -0.4; together with ``SURE_NO_SPEECH`` this is noise."""
PHANTOM_NO_SPEECH: Final = 0.2
PHANTOM_LOG_PROBABILITY: Final = -0.7
LOW_LOG_PROBABILITY: Final = -1.0
"""Whisper's own threshold for a decode that has failed (as above)."""
COMPRESSION: Final = 2.4
"""Text that compresses better than this repeats itself (as above)."""
_LOOPS: Final = 4
"""A phrase said four times and more in a row is a loop: people who stammer repeat two or three times."""
_LOOP_WORDS: Final = 6

ECHO_WORDS: Final = 3
"""A repetition of the words before a border is suspect from this many on; people repeat one or two."""
ECHO_WORD_S: Final = 0.1
"""Words said faster than this were not said: speech has at most five or six a second."""
ECHO_PROBABILITY: Final = 0.4
"""Words repeated from the prompt and hardly in the audio are less likely than this."""

_NOT_WORD: Final = re.compile(r"[^a-z0-9' ]+")


@dataclass(frozen=True, slots=True)
class Heard:
    """One stretch of a model's output and how sure it was."""

    text: str
    no_speech: float
    """Probability that there was no speech."""
    log_probability: float
    """Mean over the tokens."""
    compression: float
    """Length of the text over its length when compressed."""


def plain(text: str) -> str:
    """Lower case, single spaces, no punctuation."""
    return " ".join(_NOT_WORD.sub(" ", text.lower()).split())


def is_phantom(heard: Heard) -> bool:
    """Whether the words were most likely never said."""
    if heard.no_speech > NO_SPEECH and heard.log_probability < LOW_LOG_PROBABILITY:
        return True
    if heard.no_speech > SURE_NO_SPEECH and heard.log_probability < UNSURE_LOG_PROBABILITY:
        return True
    if heard.compression > COMPRESSION and heard.log_probability < LOW_LOG_PROBABILITY:
        return True
    unsure = heard.no_speech > PHANTOM_NO_SPEECH or heard.log_probability < PHANTOM_LOG_PROBABILITY
    return unsure and plain(heard.text) in PHANTOMS


def keep_without_loops(words: list[str]) -> list[int]:
    """The places of the words that stay when each loop is cut to its first round, in order."""
    said = [plain(word) for word in words]
    kept: list[int] = []
    at = 0
    while at < len(said):
        size, rounds = _loop(said, at)
        kept.extend(range(at, at + size))
        at += size * rounds
    return kept


def without_echo(words: Sequence[Word], before: str) -> list[Word]:
    """The words without a beginning that only repeats how the text before ended.

    A decoder that is shown that text may go on by saying its end again. What tells it from a speaker who
    repeats himself is that the words take no time, or that nothing in the audio makes them likely.
    """
    said, earlier = [plain(word.text) for word in words], plain(before).split()
    for count in range(min(len(said), len(earlier)), ECHO_WORDS - 1, -1):
        if said[:count] != earlier[-count:]:
            continue
        seconds = words[count - 1].end_s - words[0].start_s
        likely = sum(word.probability for word in words[:count]) / count
        if seconds < ECHO_WORD_S * count or likely < ECHO_PROBABILITY:
            return list(words[count:])
    return list(words)


def _loop(said: list[str], at: int) -> tuple[int, int]:
    """Words in a round and number of rounds of the loop that begins here; (1, 1) when none does."""
    for size in range(1, _LOOP_WORDS + 1):
        rounds = 1
        while said[at : at + size] == said[at + rounds * size : at + (rounds + 1) * size]:
            rounds += 1
        if rounds >= _LOOPS:
            return size, rounds
    return 1, 1
