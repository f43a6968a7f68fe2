"""A scale: how likely each role of a stretch of words is, by many small signs of learned weight.

The weights of a multinomial logistic regression, learned by scripts from snippets that people labelled.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Generic, TypeVar

from .cues import carries_meaning
from .numerals import MAGNITUDES, NUMERALS

Role = TypeVar("Role", bound=str)

_STEM = 5
"""Letters by which words of one stem are alike: "teach", "teacher"."""
_ENDING = 3
FIGURE = "#"
"""Stands for any number."""
_FIGURE = re.compile(r"[$€£]?\d[\d.,:]*\w*%?")


class Scale(Generic[Role]):
    """What each sign weighs for each of these roles. Immutable; shared."""

    def __init__(self, roles: Sequence[Role], weights: Mapping[str, Sequence[float]]) -> None:
        self.roles = tuple(roles)
        self._weights = weights

    @classmethod
    def read(cls, roles: Sequence[Role], path: Path) -> Scale[Role]:
        """The scale as it was learned: a JSON object from each sign to its weight for each role."""
        return cls(roles, json.loads(path.read_text(encoding="utf-8")))

    def pull(self, signs: Iterable[str], role: Role, other: Role) -> float:
        """By how much these signs speak for one role rather than another."""
        one, two = self.roles.index(role), self.roles.index(other)
        found = (self._weights.get(sign) for sign in signs)
        return sum(each[one] - each[two] for each in found if each is not None)

    def chances(self, signs: Iterable[str]) -> dict[Role, float]:
        """How likely each role is, by these signs; the chances add up to 1."""
        totals = [0.0] * len(self.roles)
        for sign in signs:
            for index, weight in enumerate(self._weights.get(sign, ())):
                totals[index] += weight
        most = max(totals)
        odds = [math.exp(total - most) for total in totals]
        return {role: each / sum(odds) for role, each in zip(self.roles, odds, strict=True)}


def plain(word: str) -> str:
    """A word as it is looked up: any figure is as good as another."""
    if _FIGURE.fullmatch(word) or (word != "one" and (word in NUMERALS or word in MAGNITUDES)):
        return FIGURE
    return word.replace("’", "'")


def word_signs(said: Sequence[str]) -> Iterator[str]:
    """The signs of words as :func:`plain` gives them: each, its stem and ending, and pairs of small words."""
    for word in said:
        yield f"word:{word}"
        if len(word) > _STEM and carries_meaning(word):
            yield f"stem:{word[:_STEM]}"
        if len(word) >= _STEM:
            yield f"ending:{word[-_ENDING:]}"
    for one, other in pairwise(("^", *said, "$")):
        if not (_is_content(one) and _is_content(other)):
            yield f"pair:{one} {other}"


def _is_content(word: str) -> bool:
    return word not in "^$#" and carries_meaning(word)
