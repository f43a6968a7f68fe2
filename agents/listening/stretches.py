"""Stretches: a turn cut around the parts it brings in, each piece saying one thing for or against a part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from .components import Mention
from .passage import Passage
from .sentences import Sentence

LEAST = 4
"""A piece with fewer words is not cut off: it says nothing by itself."""

Kind = Literal["before", "tail", "after", "apart"]
"""Where a stretch stands.

Before the part of its sentence, right after it, a clause on, or in a sentence of its own.
"""


class Stretch(NamedTuple):
    """``text[start:end]``, and the part of its sentence; None in a sentence that names none."""

    start: int
    end: int
    kind: Kind
    part: Mention | None
    first: bool = True
    """False for a piece cut from the same stretch later on."""


def parts_of(passage: Passage) -> list[Mention]:
    """The parts that a turn brings in, in order, or speaks of before it brings in any.

    Named later on in an argument, and brought in by no verb, a part is only an example: "proxies eat
    WebSockets".
    """
    brought = {mention.start for mention in passage.introductions}
    parts: list[Mention] = []
    for mention in passage.standing:
        alone = passage.sentence(parts[-1].start if parts else mention.start) == passage.sentence(
            mention.start
        )
        if mention.start in brought or (alone and not (mention.placed and parts)):
            parts.append(mention)
    return parts


def stretches(passage: Passage, parts: Sequence[Mention]) -> Iterator[Stretch]:
    """The stretches of a turn in order, cut around these parts; words that merely name one are in none."""
    for sentence in passage.heard.sentences:
        here = [mention for mention in parts if sentence.start <= mention.start < sentence.end]
        for whole in _around(passage, sentence, here):
            yield from _pieces(passage, whole)


def _around(passage: Passage, sentence: Sentence, parts: list[Mention]) -> Iterator[Stretch]:
    """A sentence around its parts; all of it where it has none."""
    if not parts:
        yield Stretch(sentence.start, sentence.end, "apart", None)
        return
    opening = passage.opening(parts[0], sentence.start)
    if _count(passage, sentence.start, opening) >= LEAST:
        yield Stretch(sentence.start, opening, "before", parts[0])
    for part, following in zip(parts, (*parts[1:], None), strict=True):
        end = sentence.end if following is None else passage.opening(following, part.end)
        clauses = [each.start for each in sentence.clauses if part.end < each.start < end]
        turn = clauses[0] if clauses else end
        if _count(passage, part.end, turn) >= LEAST:
            yield Stretch(part.end, turn, "tail", part)
        if _count(passage, turn, end) > 1:
            yield Stretch(turn, end, "after", part)


def _pieces(passage: Passage, whole: Stretch) -> Iterator[Stretch]:
    """A stretch cut where it turns to something else."""
    start = whole.start
    for cut in _TURNS.finditer(passage.heard.text, whole.start, whole.end):
        if min(_count(passage, start, cut.end()), _count(passage, cut.end(), whole.end)) >= LEAST:
            yield whole._replace(start=start, end=cut.end(), first=start == whole.start)
            start = cut.end()
    yield whole._replace(start=start, first=start == whole.start)


def _count(passage: Passage, start: int, end: int) -> int:
    return len(passage.heard.words_between(start, end))


_TURNS = re.compile(
    r"[;:—]\s+|\s[-–]\s|,\s+(?=(?:and|but|though|which|so|while|although|otherwise)\b)"
    r"|\s(?=(?:because|otherwise|but|so that|since|although|though)\b)",
    re.IGNORECASE,
)
