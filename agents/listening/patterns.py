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

GAP_WORDS = 6
"""How many words ``...`` may stand for."""

MAX_SOURCE_CHARS = 2_000

# Plain character classes: wider ones cost most of the time that a lexicon takes to compile.
_SEPARATOR = r"[^\w.!?;:]"
_LEAD = r"(?![^\w.!?;:$])"
_WORD = r"\w+(?:[^\w\s]\w+)*"
_GAP = rf"(?:{_SEPARATOR}*+{_WORD}){{0,{GAP_WORDS}}}?"

_UNITS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety"
)
_MAGNITUDES = "hundred|thousand|million|billion|trillion|dozen"
NUMBER = (
    rf"(?:[$€£]?\d[\d,]*(?:\.\d+)?(?:\s?(?:k|m|bn|b|x|%)(?!\w))?(?:\s+(?:{_MAGNITUDES})s?\b)*"
    rf"|(?:half\s+an?|an?|a\s+couple(?:\s+of)?|a\s+few|several|tens\s+of|hundreds\s+of)\s+(?:{_MAGNITUDES})s?\b"
    rf"|\b(?:{_UNITS}|{_MAGNITUDES})s?\b(?:[\s\-]+(?:and\s+|point\s+|a\s+)?(?:{_UNITS}|{_MAGNITUDES}|half)s?\b)*)"
)
"""A regular expression for one number, in digits or in words."""

_CAPITAL = re.compile(r"(?<!\\)[A-Z]")
_TOKEN = re.compile(r"\.\.\.|…|[()\[\]|#]|[^\s()\[\]|#,\-–—/…]+|[\s,\-–—/]+")


class PatternError(ValueError):
    """A pattern that cannot be read; the message says what is wrong with it."""


class Match(NamedTuple):
    """Where a pattern matched: ``text[start:end]``."""

    start: int
    end: int


class Pattern:
    """One compiled pattern. Make it with :meth:`compile`; it is immutable and may be shared."""

    __slots__ = ("_needs", "_regex", "source")

    def __init__(self, source: str, regex: re.Pattern[str], needs: frozenset[str]) -> None:
        self.source = source
        self._regex = regex
        self._needs = needs

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
        """Every place where it matches, left to right, none overlapping."""
        lowered = _lower(text)
        if self._needs and not any(need in lowered for need in self._needs):
            return
        for found in self._regex.finditer(lowered, start, len(text) if end is None else end):
            if found.end() > found.start():
                yield Match(found.start(), found.end())

    def __repr__(self) -> str:
        return f"Pattern({self.source!r})"


@lru_cache(maxsize=64)
def _lower(text: str) -> str:
    """The text in lower case, letter by letter, so that offsets stay as they are."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def search_any(patterns: Iterable[str], text: str) -> Match | None:
    """The first match of the first of these pattern sources that matches, or None."""
    for source in patterns:
        found = _compile(source).search(text)
        if found is not None:
            return found
    return None


class _Piece(NamedTuple):
    """A regular expression, and words of which one must be in any text it matches (empty: none known)."""

    regex: str
    needs: frozenset[str]


@lru_cache(maxsize=8192)
def _compile(source: str) -> Pattern:
    piece = _piece(source)
    try:
        regex = re.compile(piece.regex)
    except re.error as error:
        raise PatternError(f"the pattern {source!r} is not a valid regular expression: {error}") from error
    if regex.match("") is not None:
        raise PatternError(f"the pattern {source!r} matches silence; at least one word must be required")
    return Pattern(source, regex, piece.needs)


def _piece(source: str) -> _Piece:
    """The regular expression of a source, not yet compiled: that is most of the cost of a pattern."""
    stripped = source.strip()
    if not stripped:
        raise PatternError("the pattern is empty; write the words to listen for")
    if len(stripped) > MAX_SOURCE_CHARS:
        raise PatternError(f"the pattern is longer than {MAX_SOURCE_CHARS} characters")
    if not any(character.isalnum() for character in stripped) and "#" not in stripped:
        raise PatternError(f"the pattern {source!r} names no word to listen for")
    if stripped.startswith("/") and stripped.endswith("/") and len(stripped) > 2:  # noqa: PLR2004 two slashes
        return _Piece(f"(?i:{stripped[1:-1]})" if _CAPITAL.search(stripped) else stripped[1:-1], frozenset())
    parsed = _Parser(stripped.lower()).parse()
    return _Piece(rf"{_LEAD}{parsed.regex}", parsed.needs)


@lru_cache(maxsize=1024)
def _any_of(sources: tuple[str, ...]) -> Pattern:
    pieces = [(source, _piece(source)) for source in sources]
    # Longer sources first: of two that begin alike, the one that says more is the one that was said.
    longest = sorted(pieces, key=lambda pair: -len(pair[0]))
    try:
        regex = re.compile("|".join(f"(?:{piece.regex})" for _, piece in longest))
    except re.error:
        for source in sources:
            _compile(source)  # names the one that is wrong
        raise
    needs = (
        frozenset[str]().union(*(piece.needs for _, piece in pieces))
        if all(piece.needs for _, piece in pieces)
        else frozenset[str]()
    )
    return Pattern(" | ".join(sources), regex, needs)


class _Parser:
    """Recursive descent over the tokens of one pattern."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = [token for token in _TOKEN.findall(source) if token.strip(" \t\r\n,-–—/")]
        self.at = 0

    def parse(self) -> _Piece:
        piece = self._alternatives()
        if self.at < len(self.tokens):
            raise PatternError(
                f"the pattern {self.source!r} has a {self.tokens[self.at]!r} that nothing opened"
            )
        return piece

    def _alternatives(self) -> _Piece:
        options = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            options.append(self._sequence())
        if len(options) == 1:
            return options[0]
        needs = (
            frozenset[str]().union(*(option.needs for option in options))
            if all(option.needs for option in options)
            else frozenset[str]()
        )
        return _Piece("(?:" + "|".join(option.regex for option in options) + ")", needs)

    def _sequence(self) -> _Piece:
        parts: list[str] = []
        best: frozenset[str] = frozenset()
        while (token := self._peek()) is not None and token not in (")", "]", "|"):
            self.at += 1
            if token in ("...", "…"):
                parts.append(_GAP)
                continue
            piece, optional = self._element(token)
            joined = rf"{_SEPARATOR}*+{piece.regex}"
            parts.append(f"(?:{joined})?" if optional else joined)
            if not optional and _sharper(piece.needs, best):
                best = piece.needs
        if not parts:
            raise PatternError(f"the pattern {self.source!r} has an empty alternative or bracket")
        return _Piece("".join(parts), best)

    def _element(self, lexeme: str) -> tuple[_Piece, bool]:
        if lexeme == "(":
            return self._until(")"), False
        if lexeme == "[":
            return self._until("]"), True
        if lexeme == "#":
            return _Piece(rf"(?<!\w){NUMBER}", frozenset()), False
        return _word(lexeme, self.source), False

    def _until(self, closing: str) -> _Piece:
        piece = self._alternatives()
        if self._peek() != closing:
            raise PatternError(f"the pattern {self.source!r} lacks a closing {closing!r}")
        self.at += 1
        return _Piece(f"(?:{piece.regex})", piece.needs)

    def _peek(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None


def _word(token: str, source: str) -> _Piece:
    if token == "*":  # noqa: S105 a sign, not a secret
        return _Piece(rf"(?<!\w){_WORD}", frozenset())
    prefix = token.endswith("*")
    letters = token[:-1] if prefix else token
    if not letters or "*" in letters:
        raise PatternError(f"the pattern {source!r} has a '*' that does not end a word")
    spelled = r"\W?".join(re.escape(part) for part in re.split("['’]", letters))
    # A number may stand right before its unit ("200ms"), so a digit does not close off a following word.
    before = r"(?<![^\W\d])" if letters[0].isalpha() else r"(?<!\w)"
    after = r"\w*" if prefix else r"(?!\w)"
    need = max(re.split("['’]", letters.lower()), key=len)
    return _Piece(rf"{before}{spelled}{after}", frozenset({need}) if need else frozenset())


def _sharper(ours: frozenset[str], best: frozenset[str]) -> bool:
    """Whether requiring one of ``ours`` rules out more texts than ``best``: few words, and long ones."""
    if not ours:
        return False
    return not best or (len(ours), -min(map(len, ours))) < (len(best), -min(map(len, best)))
