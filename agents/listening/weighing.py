"""Weighing: what a stretch of words is to the part it speaks of. A reason for it, its price, or neither.

People give reasons without a word that announces them: "The village loses power most evenings." What such
sentences have in common is no list of phrases but many small signs: people, harms, figures, things past,
"can't" and "nobody", words that no design has. ``weights.json`` holds what each sign weighs, as learned
from the spoken snippets in ``tests/judge/corpus`` by ``scripts/train_weights.py``: a multinomial logistic
regression. Which words are looked at, and whose reason they are, is not learned: see :mod:`.stretches`
and :mod:`.remarks`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

from .passage import Passage
from .scale import Scale, plain, word_signs
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
_LONGEST = 6
"""Lengths and counts above this one are all the same."""


@cache
def scale() -> Scale[Role]:
    """The scale as it was learned."""
    return Scale.read(ROLES, WEIGHTS)


def signs(passage: Passage, stretch: Stretch, before: Role, *, answer: bool) -> frozenset[str]:
    """The signs of a stretch.

    ``before`` is the role of the stretch before it; ``answer``: the turn answers a question about the part.
    """
    return frozenset(_signs(passage, stretch, before, answer=answer))


def _signs(passage: Passage, stretch: Stretch, before: Role, *, answer: bool) -> Iterator[str]:
    heard, start, end = passage.heard, stretch.start, stretch.end
    said = [plain(word.lower) for word in heard.words_between(start, end)]
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
    yield from word_signs(said)
