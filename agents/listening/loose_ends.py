"""Loose ends: what a sentence leaves open. A reason, a price, how it works, a figure's source, who does it.

What a careful listener would ask about next has no list of phrases: "The rest sorts itself out overnight."
``loose_ends.json`` holds what many small signs weigh, as learned from sentences labelled in
``tests/judge/corpus/loose-ends`` and from the scripted candidates by ``scripts/train_loose_ends.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from .components import Mention
from .heard import Heard
from .scale import FIGURE, Scale, plain, word_signs
from .sentences import Sentence

Kind = Literal["none", "reason", "price", "how", "number", "people"]
KINDS: tuple[Kind, ...] = ("none", "reason", "price", "how", "number", "people")

WEIGHTS = Path(__file__).with_name("loose_ends.json")

_FAMILIES = (
    "reason",
    "tradeoff",
    "alternative",
    "decision",
    "derivation",
    "approximation",
    "summary",
    "question",
    "choice-question",
    "first-person-singular",
    "first-person-plural",
    "need",
    "benefit",
    "describes",
    "calculates",
    "hollow",
    "stock-reason",
    "evasion",
    "sacrifice",
    "introduces",
    "would-lose",
    "negates",
    "worked-out",
    "source-named",
    "chooses",
    "over-another",
    "concludes",
    "results-in",
    "compared",
    "price-spoken",
    "reason-spoken",
    "failure-handled",
    "plans-people",
    "assigns-people",
    "asks-for-people",
    "plans-time",
    "involves-others",
    "closes",
)
_PREFIXES = (
    "follow-benefit",
    "follow-effect",
    "follow-priced",
    "crux-",
    "hand-wave",
    "judges",
    "mechanism",
    "done-by",
    "tells-how",
    "by-people",
    "individual-work",
    "reason-",
    "leadership-",
)
_LONGEST = 6
_MOST = 3
"""Lengths and counts above these are all the same."""
_WORDS_A_STEP = 4


class LooseEnd(NamedTuple):
    """A sentence, ``text[start:end]``, what it leaves open, and how likely that is (0 to 1)."""

    start: int
    end: int
    kind: Kind
    chance: float


@cache
def scale() -> Scale[Kind]:
    """The scale as it was learned."""
    return Scale.read(KINDS, WEIGHTS)


def loose_ends(heard: Heard, mentions: Sequence[Mention]) -> Iterator[LooseEnd]:
    """Each sentence of a turn with each kind it may leave open, in order."""
    for sentence, signs in signs_of(heard, mentions):
        chances = scale().chances(signs)
        yield from (LooseEnd(sentence.start, sentence.end, kind, chances[kind]) for kind in KINDS[1:])


def pull(heard: Heard, start: int, end: int, kind: Kind) -> float:
    """How strongly the words of ``text[start:end]`` themselves speak for a loose end of this kind."""
    said = [plain(word.lower) for word in heard.words_between(start, end)]
    return scale().pull(word_signs(said), kind, "none")


def signs_of(heard: Heard, mentions: Sequence[Mention]) -> Iterator[tuple[Sentence, frozenset[str]]]:
    """Each sentence of a turn with its signs: its own words, and the cues of those beside it."""
    cues = [frozenset(_cues(heard, each)) for each in heard.sentences]
    for index, sentence in enumerate(heard.sentences):
        before = cues[index - 1] if index else ()
        after = cues[index + 1] if index + 1 < len(cues) else ()
        said = [plain(word.lower) for word in heard.words_between(sentence.start, sentence.end)]
        yield (
            sentence,
            frozenset(
                (
                    "always",
                    f"words:{min(len(said) // _WORDS_A_STEP, _LONGEST)}",
                    *word_signs(said),
                    *_counts(said, sum(sentence.start <= each.start < sentence.end for each in mentions)),
                    *cues[index],
                    *(f"before {sign}" for sign in before),
                    *(f"after {sign}" for sign in after),
                )
            ),
        )


def _counts(said: Sequence[str], parts: int) -> Iterator[str]:
    """How many figures and parts are in a sentence."""
    yield f"figures:{min(said.count(FIGURE), _MOST)}"
    yield f"parts:{min(parts, _MOST)}"


def _cues(heard: Heard, sentence: Sentence) -> Iterator[str]:
    """The cues in a sentence, whatever its words."""
    for cue_id in _families(heard):
        if heard.cue(cue_id, sentence.start, sentence.end) is not None:
            yield f"cue:{cue_id}"


def _families(heard: Heard) -> Iterator[str]:
    yield from _FAMILIES
    for prefix in _PREFIXES:
        yield from heard.lexicon.ids(prefix)
