"""Emphasis: what a resume or a job description names is more consequential in this interview."""

from __future__ import annotations

import re

from rubrics.schema import ComponentTerm, Lexicon

MORE = 1.5
"""How much more consequential a component is that the background names (proposed)."""
MOST = 10.0
"""The largest weight that the lexicon allows."""
COMMON = 1.0
"""Components of this weight or less go without a reason; naming them does not change that."""

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9+#./-]*[a-z0-9+#])?")


def emphasised(lexicon: Lexicon, background: str) -> Lexicon:
    """The lexicon with more weight on the components that the background names. Words are only matched."""
    words = f" {' '.join(_NAME.findall(background.lower()))} "
    return lexicon.model_copy(
        update={"components": tuple(_weighed(term, words) for term in lexicon.components)}
    )


def _weighed(term: ComponentTerm, words: str) -> ComponentTerm:
    names = (term.name, *term.aliases, *term.products)
    if term.weight <= COMMON or not any(f" {name.lower()} " in words for name in names):
        return term
    return term.model_copy(update={"weight": min(term.weight * MORE, MOST)})
