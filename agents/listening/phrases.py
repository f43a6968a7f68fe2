"""Phrases: the word patterns of :mod:`agents.listening.patterns`, read once and matched on tokens.

Each element becomes a function that is told which function comes after it; a whole phrase is then one
function from tokens and a place to the place where it ends. No regular expression is compiled: a lexicon
has hundreds of phrases, of which one interview needs a few.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

from .tokens import NUMBER_KEY, Tokens, beginning, exactly

GAP_WORDS = 6
"""How many words ``...`` may stand for."""
NONE = -1
"""No match."""

Matcher: TypeAlias = Callable[[Tokens, int, int], int]
"""From tokens, the next token, and the token at which the phrase began: the token after its end, or NONE."""
Builder: TypeAlias = Callable[[Matcher], Matcher]
Keys: TypeAlias = frozenset[str]

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

_LEXEME = re.compile(r"\.\.\.|…|[()\[\]|#]|[^\s()\[\]|#,\-–—/…]+|[\s,\-–—/]+")


class PatternError(ValueError):
    """A pattern that cannot be read; the message says what is wrong with it."""


class Phrase(NamedTuple):
    """A phrase, or an element of one."""

    build: Builder
    needs: tuple[Keys, ...] = ()
    """Of each set, one key must be in any text that it matches."""
    firsts: Keys | None = None
    """The keys of the words that it may begin with; None when it may begin anywhere."""
    silent: bool = False
    """Whether it also matches no word at all."""


def phrase(source: str) -> Phrase:
    """The phrase written as ``source``. Raises :class:`PatternError`."""
    return _Parser(source.lower()).parse()


def end_of_phrase(_tokens: Tokens, at: int, _began: int) -> int:
    """What comes after the last element."""
    return at


class _Parser:
    """Recursive descent over the lexemes of one phrase."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lexemes = [each for each in _LEXEME.findall(source) if each.strip(" \t\r\n,-–—/")]
        self.at = 0

    def parse(self) -> Phrase:
        read = self._alternatives()
        if self.at < len(self.lexemes):
            raise PatternError(
                f"the pattern {self.source!r} has a {self.lexemes[self.at]!r} that nothing opened"
            )
        return read

    def _alternatives(self) -> Phrase:
        options = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            options.append(self._sequence())
        return options[0] if len(options) == 1 else _either(options)

    def _sequence(self) -> Phrase:
        elements: list[Phrase] = []
        while (lexeme := self._peek()) is not None and lexeme not in (")", "]", "|"):
            self.at += 1
            elements.append(self._element(lexeme))
        if not elements:
            raise PatternError(f"the pattern {self.source!r} has an empty alternative or bracket")
        return elements[0] if len(elements) == 1 else _row(elements)

    def _element(self, lexeme: str) -> Phrase:
        if lexeme == "(":
            return self._until(")")
        if lexeme == "[":
            inner = self._until("]")
            return Phrase(_optional(inner.build), firsts=inner.firsts, silent=True)
        if lexeme in ("...", "…"):
            return Phrase(_gap, silent=True)
        if lexeme == "#":
            return Phrase(_number, (frozenset({NUMBER_KEY}),), frozenset({NUMBER_KEY}))
        if lexeme == "*":
            return Phrase(_any_word)
        return _word(lexeme, self.source)

    def _until(self, closing: str) -> Phrase:
        inner = self._alternatives()
        if self._peek() != closing:
            raise PatternError(f"the pattern {self.source!r} lacks a closing {closing!r}")
        self.at += 1
        return inner

    def _peek(self) -> str | None:
        return self.lexemes[self.at] if self.at < len(self.lexemes) else None


# ---- reading -----------------------------------------------------------------------------------------------


def _row(elements: Sequence[Phrase]) -> Phrase:
    """Elements one after another."""
    firsts: Keys | None = frozenset()
    for element in elements:
        firsts = None if firsts is None or element.firsts is None else firsts | element.firsts
        if not element.silent:
            break

    def build(following: Matcher) -> Matcher:
        for element in reversed(elements):
            following = element.build(following)
        return following

    return Phrase(
        build,
        needs=tuple(dict.fromkeys(need for element in elements for need in element.needs)),
        firsts=firsts,
        silent=all(element.silent for element in elements),
    )


def _either(options: Sequence[Phrase]) -> Phrase:
    """One of several, the first that leads to a match."""
    firsts = [option.firsts for option in options if option.firsts is not None]
    needed = [min(option.needs, key=len) for option in options if option.needs]

    def build(following: Matcher) -> Matcher:
        matchers = tuple(option.build(following) for option in options)

        def match(said: Tokens, at: int, began: int) -> int:
            for matcher in matchers:
                end = matcher(said, at, began)
                if end != NONE:
                    return end
            return NONE

        return match

    return Phrase(
        build,
        needs=(frozenset().union(*needed),) if len(needed) == len(options) else (),
        firsts=frozenset().union(*firsts) if len(firsts) == len(options) else None,
        silent=any(option.silent for option in options),
    )


def _word(lexeme: str, source: str) -> Phrase:
    prefix = lexeme.endswith("*")
    letters = lexeme[:-1] if prefix else lexeme
    if not letters or "*" in letters:
        raise PatternError(f"the pattern {source!r} has a '*' that does not end a word")
    parts = [part for part in re.split("['’]", letters) if part]
    if len(parts) == 1 and parts[0].isdecimal() and not prefix:
        return _keyed(_digits(parts[0]), exactly(parts[0]))
    if not all(part.isalnum() and part[0].isalpha() for part in parts) or len(parts) > 1 + (not prefix):
        return Phrase(_spelled(letters, prefix=prefix))
    if prefix:
        return _keyed(_beginning(parts[0]), beginning(parts[0]))
    if len(parts) > 1:
        return _keyed(_with_apostrophe(*parts), beginning(parts[0]))
    return _keyed(_whole(parts[0]), exactly(parts[0]))


def _keyed(build: Builder, key: str) -> Phrase:
    keys = frozenset({key})
    return Phrase(build, (keys,), keys)


# ---- matching ----------------------------------------------------------------------------------------------


def _whole(word: str) -> Builder:
    def build(following: Matcher) -> Matcher:
        def match(said: Tokens, at: int, began: int) -> int:
            if said.words[at] == word and (at == began or said.passes[at]):
                return following(said, at + 1, began)
            return NONE

        return match

    return build


def _digits(digits: str) -> Builder:
    def build(following: Matcher) -> Matcher:
        def match(said: Tokens, at: int, began: int) -> int:
            whole = said.words[at] == digits and not said.glued[at + 1]
            return following(said, at + 1, began) if whole and _follows(said, at, began) else NONE

        return match

    return build


def _beginning(letters: str) -> Builder:
    def build(following: Matcher) -> Matcher:
        def match(said: Tokens, at: int, began: int) -> int:
            if said.words[at].startswith(letters) and (at == began or said.passes[at]):
                return following(said, at + 1, began)
            return NONE

        return match

    return build


def _with_apostrophe(first: str, second: str) -> Builder:
    """A word with an apostrophe, which a speaker, or who writes down what was said, may leave out."""
    joined = first + second

    def build(following: Matcher) -> Matcher:
        def match(said: Tokens, at: int, began: int) -> int:
            if at != began and not said.passes[at]:
                return NONE
            word = said.words[at]
            if word == joined:
                return following(said, at + 1, began)
            if word == first and said.words[at + 1] == second and said.single[at + 1]:
                return following(said, at + 2, began)
            return NONE

        return match

    return build


def _spelled(letters: str, *, prefix: bool) -> Builder:
    """A word of letters, digits and marks ("10x", "c++"), by a regular expression."""
    spelled = r"\W?".join(re.escape(part) for part in re.split("['’]", letters))
    before = r"(?<![^\W\d])" if letters[0].isalpha() else r"(?<!\w)"
    after = r"\w*" if prefix else r"(?!\w)"
    expression = f"{before}{spelled}{after}"

    def build(following: Matcher) -> Matcher:
        def match(said: Tokens, at: int, began: int) -> int:
            if at >= said.count or not _follows(said, at, began):
                return NONE
            found = _compiled(expression).match(said.lowered, said.starts[at])
            return NONE if found is None else following(said, _after(said, at, found.end()), began)

        return match

    return build


def _number(following: Matcher) -> Matcher:
    def match(said: Tokens, at: int, began: int) -> int:
        if at >= said.count or said.glued[at] or not _follows(said, at, began):
            return NONE
        start = said.starts[at]
        longest = _compiled(NUMBER).match(said.lowered, start)
        if longest is None:
            return NONE
        for after in range(_after(said, at, longest.end()), at, -1):
            end = said.ends[after - 1]
            if end < longest.end() and _compiled(NUMBER).fullmatch(said.lowered, start, end) is None:
                continue
            found = following(said, after, began)
            if found != NONE:
                return found
        return NONE

    return match


def _any_word(following: Matcher) -> Matcher:
    def match(said: Tokens, at: int, began: int) -> int:
        if at >= said.count or said.glued[at] or not _follows(said, at, began):
            return NONE
        ends = (following(said, after, began) for after in said.longer_words(at))
        return next((end for end in ends if end != NONE), NONE)

    return match


def _optional(inner: Builder) -> Builder:
    def build(following: Matcher) -> Matcher:
        present = inner(following)

        def match(said: Tokens, at: int, began: int) -> int:
            end = present(said, at, began)
            return following(said, at, began) if end == NONE else end

        return match

    return build


def _gap(following: Matcher) -> Matcher:
    """Up to so many words, as few as will do."""

    def match(said: Tokens, at: int, began: int, left: int = GAP_WORDS) -> int:
        end = following(said, at, began)
        if end != NONE or left == 0 or at >= said.count or not _follows(said, at, began):
            return end
        ends = (match(said, after, began, left - 1) for after in said.longer_words(at))
        return next((end for end in ends if end != NONE), NONE)

    return match


def _follows(said: Tokens, at: int, began: int) -> bool:
    """Whether a token may come next in a phrase: it is the first, or no sentence ends before it."""
    return at == began or said.passes[at]


def _after(said: Tokens, at: int, end: int) -> int:
    """The token after an offset."""
    while at < said.count and said.starts[at] < end:
        at += 1
    return at


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
