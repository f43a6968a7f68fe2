"""Clauses: names and short quotes cut out of what was said, so that a question can take them up. Pure."""

from __future__ import annotations

import re

from agents.listening.sentences import Sentence, sentences, words

NAME_WORDS = 5
"""The longest name that is taken out of a clause."""
QUOTED_WORDS = (3, 13)
"""A clause of so many words can be said back to the one who said it."""

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
    r"^(?:(?:and|but|so|then|because|also|well|for|okay|yeah|um|uh|now|here|plus|or|since|which means)"
    r"[\s,]+)+",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\s+(?:and|but|so|because|then|or|which|that|if|when|while)$", re.IGNORECASE)


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
    """The clause of ``text`` around a span, fit to be said back; empty where none is of a fitting length.

    The clause is verbatim but for the words that tie it to the one before. Where the clause alone is
    too short to be recognised, the whole sentence is taken if that is not too long.
    """
    sentence = next((each for each in sentences(text) if each.start <= start < each.end), None)
    if sentence is None:
        return ""
    within = [each for each in sentence.clauses if each.start < end and start < each.end]
    around = text[within[0].start : within[-1].end] if within else ""
    for said in (around, text[sentence.start : sentence.end]):
        kept = _AGAIN.sub("", unjoined(said).strip(" ,.;:!?—–"))
        least, most = QUOTED_WORDS
        if least <= len(words(kept)) <= most:
            return kept
    return ""


def said_in(text: str, sentence: Sentence) -> str:
    """The words of a sentence."""
    return text[sentence.start : sentence.end]
