r"""Patterns: a small language for phrases as people say them, used in rubric files and by the listening code.

===========  =======================================================================================
written      matches
===========  =======================================================================================
``read it``  these whole words in this order, any case, with spaces, commas, hyphens or slashes between
``scal*``    any word that begins so ("scale", "scaling"); a lone ``*`` is any one word
``(a|b c)``  one of the alternatives
``[maybe]``  this, or nothing
``...``      up to six words of the same sentence, or none
``#``        a number in digits or in words ("200K", "$2", "two hundred thousand", "half a million")
``/regex/``  a regular expression, for experts; any case, searched as it stands
===========  =======================================================================================

An apostrophe may be left out by the speaker: ``don't`` matches "dont". Spans are offsets into the text given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from .literals import openings, required
from .phrases import NONE, NUMBER, Keys, Matcher, PatternError, end_of_phrase, phrase
from .tokens import Tokens, beginning, tokens

__all__ = ["NUMBER", "Match", "Pattern", "PatternError", "search_any"]

MAX_SOURCE_CHARS = 2_000

_CAPITAL = re.compile(r"(?<!\\)[A-Z]")


class Match(NamedTuple):
    """Where a pattern matched: ``text[start:end]``."""

    start: int
    end: int


class _Part:
    """One source of a pattern: a phrase, or an expression, compiled when a text first holds what it needs."""

    __slots__ = ("_compiled", "_literals", "firsts", "matcher", "needs", "regex", "silent", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self.regex: str | None = None
        self.matcher: Matcher | None = None
        self._literals: Keys | None = None
        self._compiled: re.Pattern[str] | None = None
        stripped = _checked(source)
        if stripped.startswith("/") and stripped.endswith("/") and len(stripped) > 2:  # noqa: PLR2004 two slashes
            self._read_expression(stripped[1:-1])
        else:
            read = phrase(stripped)
            self.matcher = read.build(end_of_phrase)
            self.firsts, self.silent = read.firsts, read.silent
            begins = (read.firsts,) if read.firsts else ()
            self.needs: tuple[Keys, ...] = tuple(sorted((*read.needs, *begins), key=len))

    def _read_expression(self, regex: str) -> None:
        self.silent = False
        self.firsts = None
        self.needs = ()
        if _CAPITAL.search(regex):
            self.regex, self._literals = f"(?i:{regex})", frozenset()
            return
        self.regex = regex
        opening = openings(regex)
        if opening:
            self.firsts = frozenset(beginning(letters) for letters in opening)
            self.needs = (self.firsts,)

    @property
    def compiled(self) -> re.Pattern[str]:
        """Its expression. Raises :class:`PatternError` when it is none."""
        if self._compiled is None:
            try:
                self._compiled = re.compile(self.regex or "")
            except re.error as error:
                raise PatternError(
                    f"the pattern {self.source!r} is not a valid regular expression: {error}"
                ) from error
        return self._compiled

    def may_match(self, said: Tokens) -> bool:
        """Whether the words that it needs are in a text."""
        for need in self.needs:
            if said.places.keys().isdisjoint(need):
                return False
        # To read what letters an expression needs costs less than to compile it; to try it costs less still.
        if self.matcher is not None or (self._compiled is not None and self.firsts is not None):
            return True
        return not self.literals or any(map(said.lowered.__contains__, self.literals))

    @property
    def literals(self) -> Keys:
        """Letters of which one run must be in any text its expression matches; empty when none is known."""
        if self._literals is None:
            self._literals = required(self.regex or "")
        return self._literals

    def may_begin(self, said: Tokens, start: int, end: int) -> bool:
        """Whether a word that it may begin with stands in ``text[start:end]``."""
        return self.firsts is None or any(start <= said.starts[at] < end for at in said.at(self.firsts))

    def matches(self, said: Tokens, start: int) -> list[Match]:
        """Every place where it matches from ``start`` on, none overlapping."""
        if self.firsts is None and self.matcher is None:
            spans = (found.span() for found in self.compiled.finditer(said.lowered, start))
            return [Match(*span) for span in spans if span[1] > span[0]]
        places = range(said.count) if self.firsts is None else said.at(self.firsts)
        matches: list[Match] = []
        for at in places:
            if said.starts[at] >= start:
                found = self._at(said, at)
                if found is not None:
                    start = found.end
                    matches.append(found)
        return matches

    def _at(self, said: Tokens, at: int) -> Match | None:
        """The match that begins at a token."""
        begin = said.starts[at]
        if self.matcher is None:
            found = self.compiled.match(said.lowered, begin)
            return Match(begin, found.end()) if found is not None and found.end() > begin else None
        end = self.matcher(said, at, at)
        if end in (NONE, at):
            return None
        priced = said.words[at][0].isdecimal() and said.lowered.startswith("$", begin - 1)
        return Match(begin - 1 if priced and begin else begin, said.ends[end - 1])


class Pattern:
    """A pattern of one or more sources. Make it with :meth:`compile` or :meth:`any_of`; it may be shared."""

    __slots__ = ("_by_key", "_other", "_parts", "source")

    def __init__(self, parts: tuple[_Part, ...]) -> None:
        self.source = " | ".join(part.source for part in parts)
        self._parts = parts
        self._by_key: dict[str, list[_Part]] = {}
        self._other = [part for part in parts if not part.needs]
        for part in parts:
            for key in part.needs[0] if part.needs else ():
                self._by_key.setdefault(key, []).append(part)

    @staticmethod
    def compile(source: str) -> Pattern:
        """The pattern written as ``source``; compiled once per process. Raises :class:`PatternError`."""
        return _compile(source)

    @staticmethod
    def any_of(sources: tuple[str, ...]) -> Pattern:
        """One pattern that matches wherever any of the sources does. Raises :class:`PatternError`."""
        return _any_of(sources)

    def search(self, text: str, start: int = 0, end: int | None = None) -> Match | None:
        """The first place in ``text[start:end]`` where it matches, or None."""
        return next(self.finditer(text, start, end), None)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Every place where it matches, left to right, none overlapping; of two at one place, the longer."""
        said, parts = self._prepared(text, start, len(text) if end is None else min(end, len(text)))
        found = [match for part in parts for match in part.matches(said, start)]
        if len(found) > 1:
            found.sort(key=lambda match: (match.start, -match.end))
        covered = -1
        for match in found:
            if match.start >= covered:
                covered = match.end
                yield match

    def _prepared(self, text: str, start: int, end: int) -> tuple[Tokens, list[_Part]]:
        """The tokens of ``text[:end]``, and the parts that may match from ``start`` on.

        Cutting a text up anew takes longer than to see that nothing can begin in the part asked about.
        """
        if end == len(text) or (text[end - 1 : end].isalnum() and text[end].isalnum()):
            said = tokens(text[:end])
            return said, self._likely(said)
        whole = tokens(text)
        parts = [part for part in self._likely(whole) if part.may_begin(whole, start, end)]
        return (tokens(text[:end]) if parts else whole), parts

    def _likely(self, said: Tokens) -> list[_Part]:
        """The parts that may match a text: those whose words are in it."""
        likely = [part for part in self._other if part.may_match(said)]
        held = self._by_key.keys() & said.places.keys()
        if held:
            named = {id(part): part for key in held for part in self._by_key[key]}
            likely += [part for part in named.values() if part.may_match(said)]
        return likely

    def __repr__(self) -> str:
        return f"Pattern({self.source!r})"


def search_any(patterns: Iterable[str], text: str) -> Match | None:
    """The first match of the first of these pattern sources that matches, or None."""
    for source in patterns:
        found = _compile(source).search(text)
        if found is not None:
            return found
    return None


@lru_cache(maxsize=8192)
def _compile(source: str) -> Pattern:
    part = _part(source)
    if part.silent or (part.matcher is None and part.compiled.match("") is not None):
        raise PatternError(f"the pattern {source!r} matches silence; at least one word must be required")
    return Pattern((part,))


@lru_cache(maxsize=1024)
def _any_of(sources: tuple[str, ...]) -> Pattern:
    return Pattern(tuple(_part(source) for source in sources))


@lru_cache(maxsize=16_384)
def _part(source: str) -> _Part:
    return _Part(source)


def _checked(source: str) -> str:
    """The source without blanks at its ends. Raises :class:`PatternError`."""
    stripped = source.strip()
    if not stripped:
        raise PatternError("the pattern is empty; write the words to listen for")
    if len(stripped) > MAX_SOURCE_CHARS:
        raise PatternError(f"the pattern is longer than {MAX_SOURCE_CHARS} characters")
    if not any(character.isalnum() for character in stripped) and "#" not in stripped:
        raise PatternError(f"the pattern {source!r} names no word to listen for")
    return stripped
