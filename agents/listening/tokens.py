"""Tokens: a text cut into words once, so that any number of patterns can be looked for in it.

A token is a word, or the digits before one ("200ms" is two). Between two tokens stand blanks, marks, or
nothing; what a pattern may step over and where a sentence ends is worked out here, once for each text.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

KEPT_TEXTS = 512
"""So many texts are kept cut up: the sentences of an interview are asked about again and again."""
NUMBER_KEY = "#"
"""The key of a text in which a number may begin."""

_TOKEN = re.compile(r"[^\W\d]\w*|\d+")
_STEP = re.compile(r"[^\w.!?;:]*")
_NUMBER_WORDS = frozenset(
    "a an half several tens hundreds zero one two three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fourty fifty sixty "
    "seventy eighty ninety hundred thousand million billion trillion dozen".split()
)


class Tokens:
    """The tokens of a text. Lists have one entry more than there are tokens, for the end of the text."""

    __slots__ = ("__dict__", "count", "ends", "glued", "lowered", "passes", "single", "starts", "words")

    def __init__(self, text: str) -> None:
        self.lowered = lowered = _lower(text)
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        """A per cent sign belongs to its digits."""
        self.passes: list[bool] = []
        """Whether the token before may be followed by this one in a phrase: no sentence ends between them."""
        self.glued: list[bool] = []
        """Whether nothing stands between the token before and this one."""
        self.single: list[bool] = []
        """Whether one character stands between them."""
        last = 0
        for found in _TOKEN.finditer(lowered):
            start, end = found.span()
            word = found[0]
            if lowered.startswith("%", end) and word[0].isdecimal():
                end += 1
            self.words.append(word)
            self.starts.append(start)
            self.ends.append(end)
            step = _STEP.match(lowered, last, start)
            self.passes.append(step is not None and step.end() == start)
            self.glued.append(start == last and last > 0)
            self.single.append(start - last == 1)
            last = end
        self.count = len(self.words)
        self.words.append("")
        self.starts.append(len(lowered))
        self.ends.append(len(lowered))
        for flags in (self.passes, self.glued, self.single):
            flags.append(False)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """For each key that a pattern may ask for the tokens it stands for; see :func:`exactly`."""
        places: dict[str, list[int]] = {}
        for at in range(self.count):
            for key in _keys_of(self.words[at]):
                if key in places:
                    places[key].append(at)
                else:
                    places[key] = [at]
        return places

    def at(self, keys: frozenset[str]) -> list[int]:
        """The tokens that any of these keys stands for, in order."""
        held = [places for key in keys if (places := self.places.get(key)) is not None]
        if len(held) == 1:
            return held[0]
        return sorted({at for places in held for at in places})

    def longer_words(self, at: int) -> list[int]:
        """Where words that begin at a token end, joined to the next by one mark or not; the longest first."""
        ends: list[int] = []
        following = at + 1
        while True:
            while self.glued[following]:
                following += 1
            ends.append(following)
            if not self._joined(following):
                return ends[::-1]
            following += 1

    def _joined(self, at: int) -> bool:
        return self.single[at] and not self.lowered[self.starts[at] - 1].isspace()


@lru_cache(maxsize=KEPT_TEXTS)
def tokens(text: str) -> Tokens:
    """The tokens of a text; kept for the next time it is asked about."""
    return Tokens(text)


def exactly(word: str) -> str:
    """The key of the texts that hold this word."""
    return f" {word} "


def beginning(letters: str) -> str:
    """The key of the texts in which a word begins so."""
    return f" {letters}"


@lru_cache(maxsize=8192)
def _keys_of(word: str) -> tuple[str, ...]:
    keys = [exactly(word), *(beginning(word[:length]) for length in range(1, len(word) + 1))]
    return (*keys, NUMBER_KEY) if _may_count(word) else tuple(keys)


def _may_count(word: str) -> bool:
    return word[0].isdecimal() or word in _NUMBER_WORDS or word.removesuffix("s") in _NUMBER_WORDS


def _lower(text: str) -> str:
    """The text in lower case, letter by letter, so that offsets stay as they are."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
