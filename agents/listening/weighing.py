"""Weighing: what a stretch of words is to the part it speaks of. A reason for it, its price, or neither.

People give reasons without a word that announces them: "The village loses power most evenings." What such
sentences have in common is no list of phrases but many small signs: people, harms, figures, things past,
"can't" and "nobody", words that no design has. ``weights.json`` holds what each sign weighs, as learned
from the spoken snippets in ``tests/judge/corpus`` by ``scripts/train_weights.py``: a multinomial logistic
regression. Which words are looked at, and whose reason they are, is not learned: see :mod:`.stretches`
and :mod:`.remarks`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from .cues import carries_meaning
from .numerals import MAGNITUDES, NUMERALS
from .passage import Passage
from .stretches import Stretch

Role = Literal["none", "reason", "price"]
ROLES: tuple[Role, ...] = ("none", "reason", "price")

WEIGHTS = Path(__file__).with_name("weights.json")

_FAMILIES = (
    "need",
    "benefit",
    "describes",
    "introduces",
    "supposes",
    "sacrifice",
    "would-lose",
    "stock-reason",
    "empty-reason",
    "evasion",
    "hollow",
    "source-named",
    "negates",
    "filler",
)
_STEM = 5
"""Letters by which words of one stem are alike: "teach", "teacher"."""
_ENDING = 3
_LONGEST = 6
"""Lengths and counts above this one are all the same."""


class Scale:
    """What each sign weighs for each role. Immutable; shared."""

    def __init__(self, weights: Mapping[str, tuple[float, ...]]) -> None:
        self._weights = weights

    def chances(self, signs: frozenset[str]) -> dict[Role, float]:
        """How likely each role is, by these signs; the chances add up to 1."""
        totals = [0.0] * len(ROLES)
        for sign in signs:
            for index, weight in enumerate(self._weights.get(sign, ())):
                totals[index] += weight
        most = max(totals)
        odds = [math.exp(total - most) for total in totals]
        return {role: each / sum(odds) for role, each in zip(ROLES, odds, strict=True)}


@cache
def scale() -> Scale:
    """The scale as it was learned."""
    learned = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Scale({sign: tuple(weights) for sign, weights in learned.items()})


def signs(passage: Passage, stretch: Stretch, before: Role, *, answer: bool) -> frozenset[str]:
    """The signs of a stretch.

    ``before`` is the role of the stretch before it; ``answer``: the turn answers a question about the part.
    """
    return frozenset(_signs(passage, stretch, before, answer=answer))


def _signs(passage: Passage, stretch: Stretch, before: Role, *, answer: bool) -> Iterator[str]:
    heard, start, end = passage.heard, stretch.start, stretch.end
    said = [_plain(word.lower) for word in heard.words_between(start, end)]
    yield "always"
    yield f"kind:{'answer' if answer else stretch.kind}{'' if stretch.first else '+'}"
    yield f"before:{before}"
    yield f"words:{min(len(said) // 3, _LONGEST)}"
    yield f"weighty:{min(passage.meaning(start, end), _LONGEST)}"
    yield f"hollow:{4 * len(heard.cues('hollow', start, end)) // max(len(said), 1)}"
    if any(start <= mention.start < end for mention in passage.mentions):
        yield "names a part"
    for cue_id in (*_FAMILIES, *heard.lexicon.ids("argues-"), *heard.lexicon.ids("reason-")):
        if heard.cue(cue_id, start, end) is not None:
            yield f"cue:{cue_id}"
    for word in said:
        yield f"word:{word}"
        if len(word) > _STEM and carries_meaning(word):
            yield f"stem:{word[:_STEM]}"
        if len(word) >= _STEM:
            yield f"ending:{word[-_ENDING:]}"
    for one, other in pairwise(("^", *said, "$")):
        if not (_is_content(one) and _is_content(other)):
            yield f"pair:{one} {other}"


def _plain(word: str) -> str:
    """A word as it is looked up: any figure is as good as another."""
    if _FIGURE.fullmatch(word) or (word != "one" and (word in NUMERALS or word in MAGNITUDES)):
        return "#"
    return word.replace("’", "'")


def _is_content(word: str) -> bool:
    return word not in "^$#" and carries_meaning(word)


_FIGURE = re.compile(r"[$€£]?\d[\d.,:]*\w*%?")
