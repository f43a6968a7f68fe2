"""Checks of one lexicon file: units, components of trade-offs, sounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rubrics.errors import Mistake
from rubrics.schema import Lexicon
from rubrics.source import Place, SourceFile

from .known import Known, repeated, unknown
from .problems import unit

PHONE = re.compile(
    r"A[AEHOWY]|B|CH|DH?|E[HRY]|F|G|HH|I[HY]|JH|K|L|M|NG?|O[WY]|P|R|SH?|TH?|U[HW]|V|W|Y|ZH?",
)
"""The sounds of the CMU dictionary, without stress."""

PARTS = ("components", "quantities", "topics", "cues", "tradeoffs", "oppositions")


def check_lexicon(source: SourceFile, lexicon: Lexicon, known: Known) -> Iterator[Mistake]:
    """All mistakes of a lexicon file."""
    for part in PARTS:
        yield from repeated(source, part, (term.id for term in getattr(lexicon, part)), (part,))
    for at, quantity in enumerate(lexicon.quantities):
        yield from unit(source, quantity.unit, ("quantities", at, "unit"))
    for at, opposition in enumerate(lexicon.oppositions):
        sides = (side.id for side in opposition.sides)
        yield from repeated(source, "side", sides, ("oppositions", at, "sides"))
    for at, pair in enumerate(lexicon.tradeoffs):
        if pair.component is not None:
            place = ("tradeoffs", at, "component")
            yield from unknown(source, "component", pair.component, known.components, place)
    yield from _sounds(source, lexicon.pronunciations, ("pronunciations",))
    for at, component in enumerate(lexicon.components):
        yield from _sounds(source, component.pronunciations, ("components", at, "pronunciations"))


def _sounds(source: SourceFile, words: Mapping[str, str], place: Place) -> Iterator[Mistake]:
    for word, phones in words.items():
        for phone in phones.split():
            remedy = "Sounds are those of the CMU dictionary, without stress."
            if not PHONE.fullmatch(phone):
                yield source.mistake(f"{word!r} has a sound {phone!r}.", remedy, (*place, word))
