r"""Literals of a regular expression: words of which one must be in any text it matches, and how it begins.

A quick look for such a word spares running most expressions on most texts; knowing the letters that a match
begins with spares trying the others. The reading is cautious: what it does not understand counts as
unknown, and unknown means that the expression is run everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

SHORTEST = 2
"""Letters a literal must have to rule anything out."""

Needs = frozenset[str]
UNKNOWN: Needs = frozenset()


def required(regex: str) -> Needs:
    """Words of which one is in every text that ``regex`` matches; empty when none is known."""
    reader = _Reader(regex)
    needs = reader.alternatives()
    return needs if reader.at == len(regex) else UNKNOWN


def openings(regex: str) -> Needs:
    """What every match begins with, at the start of a word: a whole word and a blank, or letters.

    Empty when that is not known.
    """
    return _openings(regex, at_word=False) or UNKNOWN


def any_of(options: list[Needs]) -> Needs:
    """What one of several alternatives needs: a word of any, if each of them needs one."""
    return frozenset[str]().union(*options) if options and all(options) else UNKNOWN


def sharper(ours: Needs, best: Needs) -> bool:
    """Whether requiring one of ``ours`` rules out more texts than ``best``: few words, and long ones."""
    if not ours:
        return False
    return not best or (len(ours), -min(map(len, ours))) < (len(best), -min(map(len, best)))


class _Reader:
    """Recursive descent over an expression; only as much of the syntax as rubrics use."""

    def __init__(self, regex: str) -> None:
        self.regex = regex
        self.at = 0

    def alternatives(self) -> Needs:
        options = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            options.append(self._sequence())
        return any_of(options)

    def _sequence(self) -> Needs:
        best = UNKNOWN
        run = ""
        for needs, letter, optional in self._atoms():
            if letter and not optional:
                run += letter
                continue
            best = _better(best, run)
            run = ""
            if not optional and sharper(needs, best):
                best = needs
        return _better(best, run)

    def _atoms(self) -> Iterator[tuple[Needs, str, bool]]:
        """Each atom: what it needs, or the letter it is, and whether it may be left out."""
        while (character := self._peek()) and character not in "|)":
            needs, letter = self._atom(character)
            yield needs, letter, self._may_be_left_out()

    def _atom(self, character: str) -> tuple[Needs, str]:
        if character == "(":
            return self._group(), ""
        if character == "[":
            self._skip_class()
            return UNKNOWN, ""
        if character == "\\":
            self.at += 2
            return UNKNOWN, ""
        self.at += 1
        return UNKNOWN, character if character.isalnum() or character == " " else ""

    def _group(self) -> Needs:
        opening = self.regex[self.at : self.at + 4]
        ahead = opening.startswith(("(?=", "(?!", "(?<=", "(?<!"))
        self.at += next(
            (len(sign) for sign in ("(?<=", "(?<!", "(?:", "(?=", "(?!") if opening.startswith(sign)), 1
        )
        needs = self.alternatives()
        if self._peek() == ")":
            self.at += 1
        else:
            self.at = len(self.regex) + 1  # not understood
        return UNKNOWN if ahead else needs

    def _skip_class(self) -> None:
        self.at += 2 if self.regex[self.at + 1 : self.at + 2] != "^" else 3
        while self._peek() and self._peek() != "]":
            self.at += 2 if self._peek() == "\\" else 1
        self.at += 1

    def _may_be_left_out(self) -> bool:
        mark = self._peek()
        if mark and mark in "?*":
            self.at += 1
            self._skip_manner()
            return True
        if mark == "+":
            self.at += 1
            self._skip_manner()
        elif mark == "{":
            least = self.regex[self.at + 1 : self.at + 2]
            self.at = self.regex.index("}", self.at) + 1
            self._skip_manner()
            return least in ("0", ",")
        return False

    def _skip_manner(self) -> None:
        mark = self._peek()
        if mark and mark in "?+":
            self.at += 1

    def _peek(self) -> str:
        return self.regex[self.at : self.at + 1]


def _better(best: Needs, run: str) -> Needs:
    word = run.strip(" ")
    if len(word) < SHORTEST:
        return best
    found = frozenset({word})
    return found if sharper(found, best) else best


# ---- how a match begins ------------------------------------------------------------------------------------

_SIGN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
_WORD_START = re.compile(r"\\b|\(\?<!\[?\\w\]?\)")
_WORD_END = re.compile(r" (?![?*{])|\\b|\(\?!\[?\\w\]?\)")
_LOOK = re.compile(r"\(\?<?[=!]")
_GROUP = re.compile(r"\((?:\?:)?(?!\?)")
_LETTERS = re.compile(r"[a-z]+")
_REPEATED = re.compile(r"[?*{]")
_LEFT_OUT = re.compile(r"[?*]|\{[0,]")


def _openings(regex: str, *, at_word: bool) -> Needs | None:
    """As :func:`openings`, after what is known to stand at the start of a word or not; None when unknown."""
    found: set[str] = set()
    for option in _options(regex):
        opening = _opening(option, at_word=at_word)
        if opening is None:
            return None
        found |= opening
    return frozenset(found)


def _opening(option: str, *, at_word: bool) -> Needs | None:
    """How a sequence begins: leading groups that may be left out, up to the first thing that may not."""
    found: Needs = frozenset()
    at = 0
    while at < len(option):
        if (boundary := _WORD_START.match(option, at)) is not None:
            at_word, at = True, boundary.end()
        elif _LOOK.match(option, at) is not None:
            at = _group_end(option, at)
        elif (group := _GROUP.match(option, at)) is not None:
            end = _group_end(option, at)
            inner = _openings(option[group.end() : end - 1], at_word=at_word)
            if inner is None:
                return None
            found |= inner
            if _LEFT_OUT.match(option, end) is None:
                return found
            at = _quantifier_end(option, end)
        else:
            letters = _LETTERS.match(option, at)
            run = letters[0] if letters is not None else ""
            if letters is not None and _REPEATED.match(option, letters.end()) is not None:
                run = run[:-1]
            elif letters is not None and _WORD_END.match(option, letters.end()) is not None:
                run = f"{run} "
            return found | {run} if run and at_word else None
    return None


def _quantifier_end(option: str, at: int) -> int:
    at = option.index("}", at) + 1 if option[at] == "{" else at + 1
    return at + 1 if option[at : at + 1] in ("?", "+") else at


def _options(regex: str) -> list[str]:
    """The alternatives of an expression, at its own level."""
    options, start, depth = [], 0, 0
    for at, character in _signs(regex):
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            options.append(regex[start:at])
            start = at + 1
    return [*options, regex[start:]]


def _group_end(regex: str, at: int) -> int:
    """Where the group that opens here is over; the end of the expression when it is never closed."""
    depth = 0
    for place, character in _signs(regex[at:]):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return at + place + 1
    return len(regex)


def _signs(regex: str) -> Iterator[tuple[int, str]]:
    """The brackets and bars that are neither escaped nor in a class of characters."""
    return ((found.start(), found[0]) for found in _SIGN.finditer(regex) if len(found[0]) == 1)
