r"""Literals of a regular expression: words of which one must be in any text it matches.

A quick look for such a word spares running most expressions on most texts. The reading is cautious: what
it does not understand counts as unknown, and unknown means the expression is run.
"""

from __future__ import annotations

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
