"""Questions: what the candidate asks the interviewer, and what each is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from agents.facts import Question
from rubrics.schema import Lexicon, Problem

from .cues import is_interrogative
from .heard import Heard
from .patterns import Pattern
from .sentences import Sentence


class Topics:
    """What questions can be about."""

    def __init__(self, lexicon: Lexicon, problem: Problem | None) -> None:
        facts = problem.facts if problem is not None else ()
        own = {fact.topic: fact.listen for fact in facts if fact.listen}
        self._listen = {
            topic.id: Pattern.any_of((*topic.listen, *own.get(topic.id, ()))) for topic in lexicon.topics
        }

    def of(self, text: str) -> str:
        """The topic whose words take up most of the text; empty when none is in it."""
        found = {topic: pattern.search(text) for topic, pattern in self._listen.items()}
        lengths = {topic: match.end - match.start for topic, match in found.items() if match is not None}
        return max(lengths, key=lambda topic: lengths[topic], default="")


def questions(heard: Heard, topics: Topics) -> Iterator[Question]:
    """What the candidate asks the interviewer; a question answered in the same breath is not one."""
    for index, sentence in enumerate(heard.sentences):
        text = heard.text[sentence.start : sentence.end]
        if not asks(heard, sentence) or _answered(heard, index):
            continue
        cuts = [0, *(match.start() for match in _AND_ASKS.finditer(text)), len(text)]
        for first, last in pairwise(cuts):
            span = heard.span(sentence.start + first, sentence.start + last)
            topic = topics.of(heard.said(span))
            if topic or first == 0:
                yield Question(span, heard.said(span), topic)


def asks(heard: Heard, sentence: Sentence) -> bool:
    """Whether a sentence is a question, by its mark or its wording."""
    return sentence.asks or is_interrogative(heard.text[sentence.start : sentence.end])


def _answered(heard: Heard, index: int) -> bool:
    if index + 1 >= len(heard.sentences):
        return False
    after = heard.sentences[index + 1]
    return _REPLIES.match(heard.text, after.start) is not None


_AND_ASKS = re.compile(
    r"(?:,|\band\b|\bor\b)\s+(?=(?:what|what's|how|who|which|where|when|is|are|do|does|can|should|will) )",
    re.IGNORECASE,
)
_REPLIES = re.compile(
    r"(?:because|well,? (?:because|it|the|we|i)|the (?:answer|reason) is|i think (?:it|because))\b",
    re.IGNORECASE,
)
