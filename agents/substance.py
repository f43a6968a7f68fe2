"""Substance: whether words say anything, judged one sentence at a time and with no regard to its length.

A sentence says something when it is about this system: it has a figure, or it touches what is at stake for
somebody. Words of fashion, mere lists, denials and stock phrases say nothing, however many there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from agents.listening.cues import Cues
from agents.listening.sentences import words
from rubrics.schema import Lexicon

MIN_MEANING = 3
"""A reason or price with fewer words that carry meaning says nothing."""
MIN_DISTINCT = 2
"""Nor does one in which fewer words are left once the names of components are taken out."""

LIGHT = frozenset(
    "a an the and or but so of in on at to for with by from as is are was were be it this that we i you they "
    "our my your its their there would will can could have has had do did not".split()
)
"""Words that no sentence can do without."""

REASON_CUES = ("reason-why", "reason-aim", "reason-back", "reason-spoken")
STAKE_CUES = ("need", "stake")
"""What a reason or price must touch: a person's wait or loss, a load, a limit, a failure, money, effort."""
EMPTY_CUES = ("stock-reason", "vague")
"""Phrases in which nothing is said; they are not there for any other cue."""
GRAND = ((3, 0.34), (4, 0.22))
"""A sentence with so many words of fashion and management, and so large a share of them, says nothing."""
PARTICULARS = 2
"""So many different things at stake in a sentence make it particular, where it has no figure."""
LISTED, LISTED_SHARE, LISTED_COMMAS = 4, 0.4, 2
"""Nor does one with so many names of techniques and parts, so large a share of them, and so many commas."""
ITEMS, ITEM_WORDS = 4, 4
"""Nor does a mere row of so many items, none with more words or with a verb."""
CLAUSE_WORDS = frozenset(
    "i we you he she it they who there this that is are was were be been has have had do does did can could "
    "will would shall should may might must let gets get goes go means needs keeps comes stays because so if "
    "when".split()
)
"""Words of which one is in nearly every sentence that states something."""

_BETWEEN_ITEMS = re.compile(r"\s*[,;/]\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+")


class Substance:
    """Asked of the same sentences again and again, by every indicator of a rubric; each answer is kept.

    ``figures`` are the sentences that hold a number which stands for something in the world.
    """

    def __init__(self, lexicon: Lexicon, cues: Cues, figures: frozenset[str]) -> None:
        self._lexicon = lexicon
        self._cues = cues
        self._figures = figures
        self._concrete: dict[str, bool] = {}
        self._meant: dict[str, frozenset[str]] = {}
        self._heard: dict[tuple[str, str], bool] = {}
        self._plain: dict[str, str] = {}
        self._empty: dict[str, bool] = {}

    @cached_property
    def _names(self) -> frozenset[str]:
        """Single words that name components."""
        said = (
            word
            for term in self._lexicon.components
            for name in (term.name, *term.aliases, *term.products)
            for word in name.lower().split()
        )
        return frozenset(said)

    def meaning(self, text: str) -> frozenset[str]:
        """The words that carry meaning: no function words, fillers, praise or fashion."""
        if text not in self._meant:
            self._meant[text] = frozenset(self._cues.meaning(text))
        return self._meant[text]

    def hears(self, cue_ids: Iterable[str], text: str) -> bool:
        """Whether a phrase of any of these cue families is in the text."""
        return any(self._hears(cue_id, text) for cue_id in cue_ids)

    def _hears(self, cue_id: str, text: str) -> bool:
        key = (cue_id, text)
        if key not in self._heard:
            self._heard[key] = self._cues.search(cue_id, self.plain(text)) is not None
        return self._heard[key]

    def plain(self, text: str) -> str:
        """The text with blanks in place of phrases in which nothing is said."""
        if text not in self._plain:
            self._plain[text] = self._cues.without(EMPTY_CUES, text)
        return self._plain[text]

    def says_nothing(self, text: str) -> bool:
        """Whether a sentence without a figure denies, or is made of words of fashion, or only lists."""
        if text not in self._empty:
            self._empty[text] = not self.meaning(text) or (
                text not in self._figures
                and (self.hears(("denies",), text) or self._is_grand(text) or self._only_lists(text))
            )
        return self._empty[text]

    def _is_grand(self, text: str) -> bool:
        grand = sum(1 for _ in self._cues.finditer("grand", text))
        weighty = sum(word.lower not in LIGHT for word in words(text))
        return any(grand >= count and grand >= share * weighty for count, share in GRAND)

    def _only_lists(self, text: str) -> bool:
        """Whether much of it is names of techniques and parts in a row, and nothing is argued."""
        if _is_row(text):
            return True
        if text.count(",") < LISTED_COMMAS or self.hears(REASON_CUES, text):
            return False
        techniques = sum(1 for _ in self._cues.finditer("techniques", text))
        weighty = [word.lower for word in words(text) if word.lower not in LIGHT]
        named = sum(word in self._products for word in weighty)
        return techniques + named >= max(LISTED, LISTED_SHARE * len(weighty))

    @cached_property
    def _products(self) -> frozenset[str]:
        return frozenset(
            product.lower() for term in self._lexicon.components for product in (term.name, *term.products)
        )

    def is_concrete(self, text: str) -> bool:
        """Whether the words touch something at stake, beyond stock phrases and names of components."""
        if text not in self._concrete:
            self._concrete[text] = self._touches_stake(text)
        return self._concrete[text]

    def is_particular(self, text: str) -> bool:
        """Whether the words are concrete and hold a figure, or touch several things at stake."""
        if not self.is_concrete(text) or text in self._figures:
            return self.is_concrete(text)
        plain = self.plain(text)
        touched = {
            plain[hit.start : hit.end].lower()
            for cue in STAKE_CUES
            for hit in self._cues.finditer(cue, plain)
        }
        return len(touched) >= PARTICULARS

    def _touches_stake(self, text: str) -> bool:
        plain = self.plain(text)
        meaning = self.meaning(plain)
        if text in self._figures:
            return len(meaning) >= MIN_MEANING
        if len(meaning) < MIN_MEANING or len(meaning - self._names) < MIN_DISTINCT:
            return False
        return self.hears(STAKE_CUES, text)


def _is_row(text: str) -> bool:
    """Whether a sentence is nothing but items one after another, without a verb."""
    items = [words(item) for item in _BETWEEN_ITEMS.split(text)]
    return len(items) >= ITEMS and all(
        len(item) <= ITEM_WORDS and not any(word.lower in CLAUSE_WORDS for word in item) for item in items
    )
