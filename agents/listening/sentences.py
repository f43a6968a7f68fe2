"""Sentences and clauses of spoken text, with or without punctuation, as offsets into the text.

A recogniser may give no punctuation at all, so long stretches are also cut where speakers start anew
("okay so", "and then", "i would add"), and sentences are cut into clauses at the connectors that carry
the argument ("because", "so", "which", "but").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

UNPUNCTUATED_WORDS = 14
"""A stretch with more words than this is cut at soft starts too."""

_WORD = re.compile(r"[$€£]?\w+(?:[.,'’:]\w+)*%?")
_TERMINAL = re.compile(r"(?:[.!?…]+[\"”')\]]*(?=\s|$)|\n+)")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|approx|ca|mr|mrs|dr|no)|\b[a-z])$", re.IGNORECASE)

_STARTERS = (
    r"okay|ok|alright|all right|and then|then|next|also|now|finally|first|second|secondly|third|thirdly|"
    r"after that|moving on|lastly|plus|anyway"
)
_SPEAKS = (
    r"(?:i|we)(?:['’]?(?:d|ll|m|re|ve))? (?:also |then |just |would |will |should |could |might |can |am |"
    r"are |"
    r"going to |gonna |have to |need to )*(?:put|add|use|introduce|start|pick|choose|place|go with|have|need|"
    r"want|keep|think|store|send|run|begin|draw|assume|expect|estimate|split|cut|skip)\b"
)
_SOFT_START = re.compile(
    rf"(?<=\s)(?:(?:{_STARTERS})\s+(?=\w)|(?={_SPEAKS})|(?:let['’]?s|let me)\s)", re.IGNORECASE
)
_CARRIES_ON = re.compile(
    r"\b(?:and|but|so|or|because|cause|since|if|when|which|that|what|where|as|than|until|unless|once|"
    r"before|after|"
    r"while|whatever|everything|everyone|how|why|who|all|think|guess|say|said|the|a|an|to|of|for|with|okay|"
    r"ok|"
    r"then|now|also|thing|reason|way|until|whether|and then|is|was|like|"
    # before an ordinal that counts: "every third Wednesday", "our first one", "half a second"
    r"every|each|our|my|your|his|her|its|their|this|by|in|on|at|from|last|very|per|one|two|three|four|five|six|"
    r"ten|twenty|thirty|fifty|hundred|thousand|\w+['’]s)\s+$",
    re.IGNORECASE,
)
_CONNECTOR = re.compile(
    r"(?:(?<=[\s(])|^)(?:so that|so|because|cause|['’]cause|cuz|since|which|otherwise|or else|but|then|while|"
    r"whereas|although|though|unless|until|if|when|once|in order to|meaning|without|given|therefore|hence|"
    r"instead|and (?=(?:i|we|it|that|this|the|they|there|users|nobody|people|you|then|so|also|a|an|if|when|"
    r"no)\b))"
    r"(?=[\s,])",
    re.IGNORECASE,
)
_CLAUSE_MARK = re.compile(r"[,;:]+(?=\s|$)|\s+[-–—]+\s+|—|[()]")


class Clause(NamedTuple):
    """``text[start:end]``: the smallest stretch that says one thing.

    ``opens`` is its connector, lower case.
    """

    start: int
    end: int
    opens: str = ""


class Sentence(NamedTuple):
    """``text[start:end]``, and its clauses. ``asks`` is True when it ends in a question mark."""

    start: int
    end: int
    clauses: tuple[Clause, ...]
    asks: bool = False


class Word(NamedTuple):
    """One word: ``text[start:end]``; ``lower`` is its lower-case form."""

    start: int
    end: int
    lower: str


def words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of ``text[start:end]`` with their offsets."""
    stop = len(text) if end is None else end
    return tuple(Word(m.start(), m.end(), m.group().lower()) for m in _WORD.finditer(text, start, stop))


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a spoken text, in order; together they hold every word of it."""
    found = []
    for start, end, asks in _stretches(text):
        for first, last in _soft(text, start, end):
            trimmed = _trim(text, first, last)
            if trimmed is not None:
                found.append(Sentence(*trimmed, _clauses(text, *trimmed), asks=asks and last == end))
    return tuple(found)


def _stretches(text: str) -> Iterator[tuple[int, int, bool]]:
    """Between full stops, question marks and line breaks."""
    start = 0
    for mark in _TERMINAL.finditer(text):
        if mark.group()[0] == "." and _ABBREVIATION.search(text, start, mark.start()):
            continue
        yield start, mark.end(), "?" in mark.group()
        start = mark.end()
    if start < len(text):
        yield start, len(text), False


def _soft(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut an overlong stretch where a speaker starts anew."""
    if len(_WORD.findall(text, start, end)) <= UNPUNCTUATED_WORDS:
        yield start, end
        return
    cuts = [start]
    for mark in _SOFT_START.finditer(text, start, end):
        enough = len(_WORD.findall(text, cuts[-1], mark.start())) > 2  # noqa: PLR2004 two words are no sentence
        if enough and not _CARRIES_ON.search(text, start, mark.start()):
            cuts.append(mark.start())
    yield from pairwise((*cuts, end))


def _clauses(text: str, start: int, end: int) -> tuple[Clause, ...]:
    cuts = {start: ""}
    for mark in _CLAUSE_MARK.finditer(text, start, end):
        cuts.setdefault(mark.end(), "")
    for mark in _CONNECTOR.finditer(text, start, end):
        cuts[mark.start()] = mark.group().strip().lower()
    edges = sorted(cuts)
    found = []
    for first, last in pairwise((*edges, end)):
        trimmed = _trim(text, first, last)
        if trimmed is not None:
            opens = cuts[first] or cuts.get(trimmed[0], "")
            found.append(Clause(*trimmed, opens=opens))
    return tuple(found)


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Without blanks at its ends; None when no word is left."""
    if _WORD.search(text, start, end) is None:
        return None
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end
