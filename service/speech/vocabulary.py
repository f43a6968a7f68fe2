"""The words an interview is likely to hear, for recognisers that can be told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from rubrics.schema import Lexicon

MAX_WORDS: Final = 4
"""Longer terms are rarely said in one piece."""
_SPOKEN: Final = re.compile(r"[a-z']+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Terms, lower case, one to four words each, and pronunciations of words that dictionaries lack."""

    terms: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    """Terms that follow an article: "a queue", "the load balancer"."""
    pronunciations: Mapping[str, str] = field(default_factory=dict)
    """Word -> CMU phones."""


def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """What a lexicon's components and vocabulary are called, without what cannot be spoken as written."""
    nouns = [component.name for component in lexicon.components]
    terms = [
        *nouns,
        *(alias for component in lexicon.components for alias in component.aliases),
        *(product for component in lexicon.components for product in component.products),
        *lexicon.vocabulary,
    ]
    pronunciations = {word.lower(): phones for word, phones in lexicon.pronunciations.items()}
    for component in lexicon.components:
        pronunciations |= {word.lower(): phones for word, phones in component.pronunciations.items()}
    return Vocabulary(_spoken(terms), _spoken(nouns), pronunciations)


def _spoken(terms: list[str]) -> tuple[str, ...]:
    """The terms that consist of words, in lower case, once each, in order."""
    lower = [" ".join(term.lower().replace("-", " ").split()) for term in terms]
    kept = [
        term
        for term in lower
        if 0 < len(term.split()) <= MAX_WORDS and all(_SPOKEN.fullmatch(word) for word in term.split())
    ]
    return tuple(dict.fromkeys(kept))
