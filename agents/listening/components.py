"""Mentions of components.

Found by name, alias, product or mishearing, and by likeness and sound where none fits.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import jellyfish
from rapidfuzz import fuzz

from rubrics.schema import ComponentTerm, Lexicon

from .heard import Heard
from .newcomers import is_plain, newcomers
from .sentences import Clause, Word, words

LONGEST_NAME = 6
"""Words in the longest name looked for."""

FUZZY_LETTERS = 6
"""Names with fewer letters are matched exactly: too many other words are like them."""

FUZZY_RATIO = 86.0
"""How alike (0 to 100) a misheard name must be, besides sounding the same."""

UNLISTED = 40
"""How many parts without an entry are known again: those brought in last."""

Standing = Literal["stands", "denied", "alternative", "supposed", "deferred"]
"""What is said of a component.

It stands in the design, is kept out, was not chosen, is only asked about, comes later.
"""


@dataclass(frozen=True, slots=True)
class Mention:
    """``text[start:end]`` names the component ``name``."""

    name: str
    start: int
    end: int
    standing: Standing = "stands"
    placed: bool = False
    """True where it only says where something else is ("in front of the database")."""
    needs_reason: bool = True
    """False for what the because rule lets pass."""


class Vocabulary:
    """The names of a lexicon's components, ready for look-up."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.terms: Mapping[str, ComponentTerm] = {term.id: term for term in lexicon.components}
        self._exact: dict[tuple[str, ...], str] = {}
        self._joined: dict[str, str] = {}
        for term in lexicon.components:
            for name in _names(term):
                self._exact.setdefault(_key(words(name)), term.id)
        for term in lexicon.components:
            for name in (term.name, *term.aliases, *term.products):
                joined = "".join(_key(words(name)))
                if len(joined) >= FUZZY_LETTERS - 1:
                    self._joined.setdefault(joined, term.id)
        self._by_letter: dict[str, list[str]] = {}
        for joined in self._joined:
            if len(joined) >= FUZZY_LETTERS:
                self._by_letter.setdefault(_sound(joined[0]), []).append(joined)
        self._like = lru_cache(maxsize=20_000)(self._most_like)

    def called(self, name: str) -> str:
        """The name of a component by its id; a part without an entry is called by its id."""
        term = self.terms.get(name)
        return name if term is None else term.name

    def find(self, text_words: tuple[Word, ...]) -> Iterator[tuple[str, int, int]]:
        """Component ids with the indexes of their first and last-plus-one words, longest names first."""
        keys = [_norm(word.lower) for word in text_words]
        at = 0
        while at < len(keys):
            length, name = self._at(keys, at)
            if name is not None:
                yield name, at, at + length
            at += max(length, 1)

    def _at(self, keys: list[str], at: int) -> tuple[int, str | None]:
        for length in range(min(LONGEST_NAME, len(keys) - at), 0, -1):
            name = self._named(tuple(keys[at : at + length]))
            if name is not None:
                return length, name
        for length in range(min(3, len(keys) - at), 0, -1):
            part = keys[at : at + length]
            if part[0] in _PLAIN or (part[-1] in _PLAIN and length > 1):
                continue
            name = self._like("".join(part), length)
            if name is not None:
                return length, name
        return 0, None

    def _named(self, key: tuple[str, ...]) -> str | None:
        found = self._exact.get(key)
        if found is None and len(key[-1]) > 3 and key[-1].endswith("s"):  # noqa: PLR2004 "queues", not "dns"
            found = self._exact.get((*key[:-1], key[-1][:-1]))
        return found

    def _most_like(self, joined: str, length: int) -> str | None:
        if length > 1 and joined in self._joined:
            return self._joined[joined]
        if len(joined) < FUZZY_LETTERS:
            return None
        sound = jellyfish.metaphone(joined)
        best, name = FUZZY_RATIO, None
        for candidate in self._by_letter.get(_sound(joined[0]), ()):
            if abs(len(candidate) - len(joined)) > 2:  # noqa: PLR2004 a slip of two letters at most
                continue
            ratio = fuzz.ratio(candidate, joined)
            if ratio > best and jellyfish.metaphone(candidate) == sound:
                best, name = ratio, self._joined[candidate]
        return name


def mentions(heard: Heard, vocabulary: Vocabulary, known: Collection[str] = ()) -> tuple[Mention, ...]:
    """Every mention of a component in a turn, each with what is said of it.

    ``known`` are parts brought in before, those without an entry among them.
    """
    listed = tuple(_found(heard, vocabulary))
    unlisted = tuple(name for name in known if name not in vocabulary.terms)[-UNLISTED:]
    new = (
        Mention(one.name, one.start, one.end, needs_reason=not is_plain(heard, one.name))
        for one in newcomers(heard, [(each.start, each.end) for each in listed], unlisted)
    )
    every = sorted((*listed, *new), key=lambda mention: mention.start)
    return tuple(_judged(heard, found) for found in every)


def _found(heard: Heard, vocabulary: Vocabulary) -> Iterator[Mention]:
    for name, first, last in vocabulary.find(heard.words):
        start, end = heard.words[first].start, heard.words[last - 1].end
        spoken = heard.text[start:end]
        if spoken.lower().endswith(("'s", "’s")):
            end -= 2
        if not any(no.start <= start < no.end for no in heard.cues("no-component")):
            yield Mention(name, start, end, needs_reason=vocabulary.terms[name].needs_reason)


def _judged(heard: Heard, mention: Mention) -> Mention:
    clause = heard.clauses[heard.clause_at(mention.start)]
    sentence = heard.sentences[heard.sentence_at(mention.start)]
    before = _reach(heard, clause.start, mention.start)
    turned = _reach(heard, sentence.start, mention.start)
    placed = _PLACE.search(heard.text, sentence.start, mention.start) is not None
    placed = placed and not _brought(heard, clause.start, mention.start)
    standing: Standing = "stands"
    if _passed_over(heard, mention, clause):
        standing = "alternative"
    elif _denied(heard, before, mention, sentence.end):
        standing = "denied"
    elif heard.cue("replaces", before, mention.start) or heard.cue("passed-over", turned, mention.start):
        standing = "alternative"
    elif sentence.asks or _supposed(heard, sentence.start, clause.start, mention.start):
        standing = "supposed"
    elif heard.cue("defers", clause.start, clause.end) and not heard.cue(
        "reason-why", clause.start, clause.end
    ):
        standing = "deferred"
    return replace(mention, standing=standing, placed=placed)


def _supposed(heard: Heard, sentence: int, clause: int, end: int) -> bool:
    """Whether the clause is a question or a supposition, which may have begun before it."""
    return any(cue.end > clause for cue in heard.cues("supposes", sentence, end))


def _brought(heard: Heard, start: int, end: int) -> bool:
    """Whether the preposition belongs to the verb that brings the component in: "bring in", "rely on"."""
    verbs = heard.cues("introduces", start, end)
    lead = heard.text[verbs[-1].start : verbs[-1].end].lower().split()[1:] if verbs else []
    return bool(lead) and lead[-1] in ("in", "on") and not heard.text[verbs[-1].end : end].strip()


def _passed_over(heard: Heard, mention: Mention, clause: Clause) -> bool:
    """As in "Postgres over Cassandra", "SQS, not Kafka": the second is the one not chosen."""
    lead = heard.text[max(clause.start, mention.start - 40) : mention.start]
    return _OVER.search(lead) is not None and heard.cue("introduces", clause.start, mention.start) is not None


def _reach(heard: Heard, start: int, end: int) -> int:
    """Where the say of a negation begins.

    At the clause, or after a verb that puts something else in its place.
    """
    turns = [cue.end for cue in heard.cues("turns-to", start, end)]
    return max(turns, default=start)


def _denied(heard: Heard, before: int, mention: Mention, end: int) -> bool:
    if any(cue.end <= mention.start for cue in heard.cues("negates", before, mention.start)):
        return True
    return heard.lexicon.search("dismisses", heard.text[mention.end : min(end, mention.end + 60)]) is not None


def _names(term: ComponentTerm) -> Iterable[str]:
    return (term.name, *term.aliases, *term.products, *term.mishearings)


def _key(found: tuple[Word, ...]) -> tuple[str, ...]:
    return tuple(_norm(word.lower) for word in found)


def _norm(word: str) -> str:
    plain = word.replace("’", "'")
    return plain[:-2] if plain.endswith("'s") else plain.replace("'", "")


def _sound(letter: str) -> str:
    """Letters that sound alike at the start of a name share a bucket."""
    return {"c": "k", "q": "k", "z": "s"}.get(letter, letter)


_DETERMINER = (
    r"(?:the|our|my|that|this|each|every|its|primary|main|existing|same|upload|single|"
    r"\w+ (?:service|tier|api|server|servers|workers|layer) and(?: the| a)?)"
)
_PLACE = re.compile(
    r"\b(?:(?:in front of|ahead of|behind|between|next to|before|after|on top of|beside|alongside|against|"
    r"of|by|hits?|"
    rf"hitting|reaches)(?: (?:{_DETERMINER}|an?))*(?: \w+)?"
    r"|(?:from|to|into|onto|on|off|at|through|via|inside|in|reading|writes to|reads from|calls)"
    rf"(?: {_DETERMINER})*)\s+$",
    re.IGNORECASE,
)
_OVER = re.compile(r"\w+,? (?:over|versus|vs|and not|not)\s+(?:a |an |the |plain )?$", re.IGNORECASE)
_PLAIN = frozenset(
    """a an the and or but so then that than this these those there here it is i we you they he she my our
    your his her its their are was were be been am do does did have has had will would shall should can
    could may might must to of in on at by for from with into as if when while which what who how why
    where not no yes okay ok right well just very also too only all each every both one two three four
    five six seven eight nine ten some any more most let lets get put add use need want make take say
    see go goes""".split()
)
