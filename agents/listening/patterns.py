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

from .literals import UNKNOWN, Needs, any_of, required, sharper

GAP_WORDS = 6
"""How many words ``...`` may stand for."""

MAX_SOURCE_CHARS = 2_000

# Plain character classes: wider ones cost most of the time that a lexicon takes to compile.
_SEPARATOR = r"[^\w.!?;:]"
_LEAD = r"(?![^\w.!?;:$])"
_WORD = r"\w++(?:[^\w\s]\w++)*"
_GAP = rf"(?:{_SEPARATOR}*+{_WORD}){{0,{GAP_WORDS}}}?"

_UNITS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety"
)
_MAGNITUDES = "hundred|thousand|million|billion|trillion|dozen"
NUMBER = (
    rf"(?:[$€£]?\d[\d,]*(?:\.\d+)?(?:\s?(?:k|m|bn|b|x|%)(?!\w))?(?:\s+(?:{_MAGNITUDES})s?\b)*"
    rf"|(?:half\s+an?|an?|a\s+couple(?:\s+of)?|a\s+few|several|tens\s+of|"
    rf"hundreds\s+of)\s+(?:{_MAGNITUDES})s?\b"
    rf"|\b(?:{_UNITS}|{_MAGNITUDES})s?\b(?:[\s\-]+(?:and\s+|point\s+|a\s+)?(?:{_UNITS}|{_MAGNITUDES}|"
    rf"half)s?\b)*)"
)
"""A regular expression for one number, in digits or in words."""

_NO_LETTER = re.compile(r"[^a-z]")
_CAPITAL = re.compile(r"(?<!\\)[A-Z]")
_TOKEN = re.compile(r"\.\.\.|…|[()\[\]|#]|[^\s()\[\]|#,\-–—/…]+|[\s,\-–—/]+")


class PatternError(ValueError):
    """A pattern that cannot be read; the message says what is wrong with it."""


class Match(NamedTuple):
    """Where a pattern matched: ``text[start:end]``."""

    start: int
    end: int


class _Part:
    """One source of a pattern; its expression is compiled when a text first holds a word that it needs."""

    __slots__ = ("_compiled", "needs", "regex", "source")

    def __init__(self, source: str, piece: _Piece) -> None:
        self.source = source
        self.regex = piece.regex
        self.needs = piece.needs
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """Its expression. Raises :class:`PatternError` when it is none, or matches nothing at all."""
        if self._compiled is None:
            try:
                self._compiled = re.compile(self.regex)
            except re.error as error:
                raise PatternError(
                    f"the pattern {self.source!r} is not a valid regular expression: {error}"
                ) from error
        return self._compiled

    def may_match(self, haystack: str) -> bool:
        """Whether the words that it needs are in a text made ready by :func:`_haystack`."""
        return all(any(need in haystack for need in needs) for needs in self.needs)


class Pattern:
    """A pattern of one or more sources. Make it with :meth:`compile` or :meth:`any_of`; it may be shared."""

    __slots__ = ("_by_word", "_other", "_parts", "source")

    def __init__(self, parts: tuple[_Part, ...]) -> None:
        self.source = " | ".join(part.source for part in parts)
        self._parts = parts
        self._by_word: dict[str, list[_Part]] = {}
        self._other: list[_Part] = []
        for part in parts:
            whole = _whole_words(part.needs)
            for word in whole:
                self._by_word.setdefault(word, []).append(part)
            if not whole:
                self._other.append(part)

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
        lowered = _lower(text)
        haystack = _haystack(lowered)
        stop = len(text) if end is None else end
        found = [
            Match(match.start(), match.end())
            for part in self._likely(haystack)
            for match in part.compiled.finditer(lowered, start, stop)
            if match.end() > match.start()
        ]
        if len(self._parts) > 1:
            found.sort(key=lambda match: (match.start, -match.end))
        covered = -1
        for match in found:
            if match.start >= covered:
                covered = match.end
                yield match

    def _likely(self, haystack: str) -> Iterator[_Part]:
        """The parts that may match a text: those whose words are in it."""
        likely = [part for part in self._other if part.may_match(haystack)]
        if self._by_word:
            held = self._by_word.keys() & _word_set(haystack)
            named = {id(part): part for word in held for part in self._by_word[word]}
            likely += [part for part in named.values() if len(part.needs) == 1 or part.may_match(haystack)]
        return iter(likely)

    def __repr__(self) -> str:
        return f"Pattern({self.source!r})"


@lru_cache(maxsize=64)
def _lower(text: str) -> str:
    """The text in lower case, letter by letter, so that offsets stay as they are."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


@lru_cache(maxsize=64)
def _haystack(lowered: str) -> str:
    """A text as it is, and once more with blanks for all but letters, so that whole words can be found."""
    return f"{lowered}\n {_NO_LETTER.sub(' ', lowered)} "


@lru_cache(maxsize=64)
def _word_set(haystack: str) -> frozenset[str]:
    """The words of a text made ready by :func:`_haystack`."""
    return frozenset(haystack[haystack.index("\n ") + 1 :].split() if "\n " in haystack else haystack.split())


def _whole_words(needs: tuple[Needs, ...]) -> tuple[str, ...]:
    """The smallest set of whole words of which a part needs one; empty when there is none."""
    whole = [each for each in needs if all(need[0] == " " and need[-1] == " " for need in each)]
    return tuple(need.strip() for need in min(whole, key=len)) if whole else ()


def search_any(patterns: Iterable[str], text: str) -> Match | None:
    """The first match of the first of these pattern sources that matches, or None."""
    for source in patterns:
        found = _compile(source).search(text)
        if found is not None:
            return found
    return None


class _Piece(NamedTuple):
    """A regular expression, and sets of words: of each set, one must be in any text it matches."""

    regex: str
    needs: tuple[Needs, ...]


@lru_cache(maxsize=8192)
def _compile(source: str) -> Pattern:
    part = _part(source)
    if part.compiled.match("") is not None:
        raise PatternError(f"the pattern {source!r} matches silence; at least one word must be required")
    return Pattern((part,))


@lru_cache(maxsize=1024)
def _any_of(sources: tuple[str, ...]) -> Pattern:
    return Pattern(tuple(_part(source) for source in sources))


@lru_cache(maxsize=16_384)
def _part(source: str) -> _Part:
    return _Part(source, _piece(source))


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
        regex = stripped[1:-1]
        return (
            _Piece(f"(?i:{regex})", ()) if _CAPITAL.search(regex) else _Piece(regex, _known(required(regex)))
        )
    parsed = _Parser(stripped.lower()).parse()
    return _Piece(rf"{_LEAD}{parsed.regex}", parsed.needs)


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
        regex = "(?:" + "|".join(option.regex for option in options) + ")"
        return _Piece(regex, _known(any_of([_sharpest(option.needs) for option in options])))

    def _sequence(self) -> _Piece:
        parts: list[str] = []
        needs: list[Needs] = []
        while (token := self._peek()) is not None and token not in (")", "]", "|"):
            self.at += 1
            if token in ("...", "…"):
                parts.append(_GAP)
                continue
            piece, optional = self._element(token)
            joined = rf"{_SEPARATOR}*+{piece.regex}"
            parts.append(f"(?:{joined})?" if optional else joined)
            if not optional:
                needs += piece.needs
        if not parts:
            raise PatternError(f"the pattern {self.source!r} has an empty alternative or bracket")
        return _Piece("".join(parts), tuple(dict.fromkeys(needs)))

    def _element(self, lexeme: str) -> tuple[_Piece, bool]:
        if lexeme == "(":
            return self._until(")"), False
        if lexeme == "[":
            return self._until("]"), True
        if lexeme == "#":
            return _Piece(rf"(?<!\w){NUMBER}", ()), False
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
        return _Piece(rf"(?<!\w){_WORD}", ())
    prefix = token.endswith("*")
    letters = token[:-1] if prefix else token
    if not letters or "*" in letters:
        raise PatternError(f"the pattern {source!r} has a '*' that does not end a word")
    spelled = r"\W?".join(re.escape(part) for part in re.split("['’]", letters))
    # A number may stand right before its unit ("200ms"), so a digit does not close off a following word.
    before = r"(?<![^\W\d])" if letters[0].isalpha() else r"(?<!\w)"
    after = r"\w*" if prefix else r"(?!\w)"
    return _Piece(rf"{before}{spelled}{after}", (frozenset({_need(letters, prefix=prefix)}),))


def _need(letters: str, *, prefix: bool) -> str:
    """What to look for in a text before matching a word: the word between blanks where it is all letters."""
    longest = max(re.split("['’]", letters), key=len)
    if not longest.isalpha() or not longest.isascii():
        return longest
    whole = longest == letters and not prefix
    start = " " if letters.startswith(longest) else ""
    return f"{start}{longest}{' ' if whole else ''}"


def _known(needs: Needs) -> tuple[Needs, ...]:
    return (needs,) if needs else ()


def _sharpest(needs: tuple[Needs, ...]) -> Needs:
    """The set that rules out most texts; empty when nothing is known."""
    best = UNKNOWN
    for each in needs:
        if sharper(each, best):
            best = each
    return best
