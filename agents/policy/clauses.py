"""Clauses: names and short quotes cut out of what was said, so that a question can take them up. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.listening.sentences import Sentence, sentences, words

NAME_WORDS = 5
"""The longest name that is taken out of a clause."""
QUOTED_WORDS = (3, 18)
"""A sentence of so many words can be said back to the one who said it."""
TOGETHER_WORDS = 22
"""Two sentences of so many can, where the second makes no sense alone."""

PRONOUNS = frozenset("it that this they them those these which everything all he she we i you".split())
FILLERS = frozenset("and so then also just simply basically really actually well but um uh okay yeah".split())

_ARTICLE = re.compile(
    r"^(?:(?:the|a|an|our|my|that|this|it|its|of|how|really|actually|probably|definitely|just|going|to|be|"
    r"getting|making|doing|keeping|handling|in|on|with|at)\s+)+",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[.,;:!?—–()]|\s(?:and|but|so|because|which|that|where|when|since|as|or|then|if|to|for|is|are|will|we|i|it|"
    r"myself|by hand|on my own|alone|over|within|at|in)\b"
)
_PAUSE = re.compile(
    r"[.,;:!?—–()]|\s(?:but|so|because|which|that|where|when|since|as|then|if|is|are|we|i|it)\s"
)
_JOINED = re.compile(
    r"^(?:(?:and|but|so|then|because|also|well|okay|yeah|um|uh|now|here|plus|or|since|which means)"
    r"[\s,]+)+",
    re.IGNORECASE,
)
_STANDS_IN = re.compile(
    r"(?:it|that|this|they|them|those|these|he|she|the (?:system|app|tool|service|platform|thing|software)|"
    r"nobody|no one|everybody|everyone|which)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\s+(?:and|but|so|because|then|or|which|if|when|while)$", re.IGNORECASE)


def unjoined(text: str) -> str:
    """A clause without the words that tie it to the one before ("and then")."""
    return _JOINED.sub("", text.strip())


def unarticled(name: str) -> str:
    """A name without article and auxiliaries before it."""
    return _ARTICLE.sub("", name)


def pieces(text: str) -> list[str]:
    """The stretches of a text between pauses and connectors."""
    return [piece for piece in _PAUSE.split(f" {text} ") if piece.strip()]


def name_after(text: str) -> str:
    """The name at the beginning of a text."""
    text = _ARTICLE.sub("", text.strip(" ,.:;"))
    end = _BREAK.search(text)
    return " ".join(text[: end.start() if end else len(text)].split()[:NAME_WORDS])


def name_before(text: str) -> str:
    """The name at the end of a text."""
    found = pieces(text)
    return _ARTICLE.sub("", " ".join(found[-1].split()[-NAME_WORDS:])) if found else ""


def quoted(text: str, start: int, end: int) -> str:
    """The words of ``text`` around a span, fit to be said back; empty where none are of a fitting length.

    The whole sentence where it is short enough, else the clauses around the span; and what stands before it
    where it begins with a word that stands for something said there. Verbatim but for the words that tie it
    to what came before.
    """
    every = sentences(text)
    at = next((index for index, each in enumerate(every) if each.start <= start < each.end), None)
    if at is None:
        return ""
    sentence = every[at]
    whole = fit(said_in(text, sentence))
    if whole and at and _STANDS_IN.match(whole):
        return fit(text[every[at - 1].start : sentence.end], TOGETHER_WORDS) or whole
    return whole or _clauses_around(text, sentence, start, end)


def _clauses_around(text: str, sentence: Sentence, start: int, end: int) -> str:
    """The clauses of an overlong sentence that hold a span, with those before that are needed and fit."""
    held = [index for index, each in enumerate(sentence.clauses) if each.start < end and start < each.end]
    if not held:
        return ""
    last = sentence.clauses[held[-1]].end
    said = ""
    for index in range(held[0], -1, -1):
        longer = fit(text[sentence.clauses[index].start : last])
        said = longer or said
        if said and not _STANDS_IN.match(said):
            break
    return said


def stands_in(text: str) -> bool:
    """Whether it begins with a word that stands for something said before: "It", "That", "The system"."""
    return _STANDS_IN.match(unjoined(text)) is not None


def fit(text: str, most: int = 0) -> str:
    """A stretch without the words that tie it on; empty where it is too short or too long to be said back.

    ``most`` words are let pass; 0 for what a question quotes.
    """
    kept = _AGAIN.sub("", unjoined(text).strip(" ,.;:!?—–"))
    return kept if QUOTED_WORDS[0] <= len(words(kept)) <= (most or QUOTED_WORDS[1]) else ""


def put_as_questions(text: str, starts: Sequence[int]) -> list[int]:
    """The places, of those where a question is taken to begin, at which one is really asked.

    Where a text has full stops, a question has its mark: "Should the network fail, we try again." is none.
    """
    every = sentences(text)
    if not re.search(r"[.!?]", text):
        return list(starts)
    asked = [each for each in every if each.asks]
    return [start for start in starts if any(each.start <= start < each.end for each in asked)]


def said_in(text: str, sentence: Sentence) -> str:
    """The words of a sentence."""
    return text[sentence.start : sentence.end]
