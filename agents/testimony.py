"""Testimony: what the candidate said, each thing once, with what is no evidence blanked out.

Blanked stretches are spaces, so every offset still holds in the original text. Blanked are: hesitations
("um"), anything said before in the same words, and words about the assessment itself (pleas for marks,
orders to the scorer, praise of the interviewer). So repeating, flattering, ordering and hesitating add
nothing, by construction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agents.listening.cues import Cues
from agents.listening.sentences import Sentence, Word, sentences, words
from agents.model import Transcript, Turn

SAME_WORDS = 8
"""So many words in a row, said before, are a repetition."""
SHORT_SENTENCE_WORDS = 3
"""A repeated sentence with fewer words ("That's fine.") is left where it stands: it says nothing anyway."""

LONG_SENTENCE_WORDS = 45
"""A longer one comes from a recogniser without punctuation."""
THOUGHT_WORDS = 14
"""Such a one is cut where a new thought begins after at least so many words."""
_NEW_THOUGHTS = frozenset({"and", "but", "so", "then", "when", "if", "once"})
_STOPS = ".!?…\"”')"

NO_EVIDENCE = ("score-request", "flattery", "assessment")
"""Cues of sentences that speak about the assessment and not about the work."""

_HESITATION = re.compile(
    r"(?:,\s*)?(?<![\w'’])(?:u+m+|u+h+|e+r+m*|h+m+|m+h*m+|a+h+)(?![\w'’])\s*,|"
    r"(?<![\w'’])(?:u+m+|u+h+|e+r+m*|h+m+|m+h*m+|a+h+)(?![\w'’])(?:\s*\.{2,})?|"
    r",\s*(?:you know|i mean|like|sort of|kind of|basically|actually|literally|honestly|right)\s*,|"
    r"(?:(?<=^)|(?<=[.!?]\s))(?:you know|i mean|like|basically|actually|literally|honestly)\s*,",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of the candidate: ``turn.text[start:end]``. ``text`` is it as heard, with blanks."""

    turn: Turn
    start: int
    end: int
    text: str
    order: int
    """Its place in the interview, counted in statements."""


@dataclass(frozen=True)
class Testimony:
    """A transcript as it was heard, and its statements in order."""

    transcript: Transcript
    heard: Transcript
    statements: tuple[Statement, ...]


def testimony(transcript: Transcript, cues: Cues) -> Testimony:
    """What the candidate of this transcript said. The interviewer's turns stay as they are."""
    memory = _Memory()
    heard: list[Turn] = []
    statements: list[Statement] = []
    for turn in transcript.turns:
        if turn.speaker == "interviewer":
            heard.append(turn)
            continue
        text = _without_assessment(_without_hesitation(turn.text), cues)
        text = _without(text, memory.repeated(text))
        heard.append(turn.model_copy(update={"text": text}))
        statements.extend(_statements(turn, text, len(statements)))
    return Testimony(
        transcript=transcript,
        heard=transcript.model_copy(update={"turns": tuple(heard)}),
        statements=tuple(statements),
    )


def _statements(turn: Turn, text: str, first: int) -> Iterator[Statement]:
    for order, (start, end) in enumerate(_cut(text), start=first):
        yield Statement(turn, start, end, text[start:end], order)


def _cut(text: str) -> Iterator[tuple[int, int]]:
    """Sentences as punctuated; what runs on without a full stop is cut where a new thought begins."""
    stretch: list[Sentence] = []
    for sentence in sentences(text):
        stretch.append(sentence)
        if text[sentence.end - 1] in _STOPS:
            yield from _thoughts(text, stretch)
            stretch = []
    yield from _thoughts(text, stretch)


def _thoughts(text: str, stretch: list[Sentence]) -> Iterator[tuple[int, int]]:
    if not stretch:
        return
    whole = (stretch[0].start, stretch[-1].end)
    if len(words(text, *whole)) <= LONG_SENTENCE_WORDS:
        yield whole
        return
    for sentence in stretch:
        start = sentence.start
        for clause in sentence.clauses:
            enough = len(words(text, start, clause.start)) >= THOUGHT_WORDS
            if enough and clause.opens.split(" ")[0] in _NEW_THOUGHTS:
                yield start, clause.start
                start = clause.start
        yield start, sentence.end


def _without_hesitation(text: str) -> str:
    return _HESITATION.sub(lambda found: " " * len(found[0]), text)


def _without_assessment(text: str, cues: Cues) -> str:
    about = [
        (each.start, each.end)
        for each in sentences(text)
        if cues.any(NO_EVIDENCE, text[each.start : each.end])
    ]
    return _without(text, about)


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


class _Memory:
    """The sentences and runs of words that were said already."""

    def __init__(self) -> None:
        self._sentences: set[tuple[str, ...]] = set()
        self._runs: set[tuple[str, ...]] = set()

    def repeated(self, text: str) -> list[tuple[int, int]]:
        """The stretches of ``text`` that were said before. Remembers the rest."""
        again: list[tuple[int, int]] = []
        for sentence in sentences(text):
            said = words(text, sentence.start, sentence.end)
            key = tuple(word.lower for word in said)
            if len(key) >= SHORT_SENTENCE_WORDS and key in self._sentences:
                again.append((sentence.start, sentence.end))
                continue
            again.extend(self._known_runs(said))
            self._sentences.add(key)
        return again

    def _known_runs(self, said: tuple[Word, ...]) -> list[tuple[int, int]]:
        runs = [
            tuple(word.lower for word in said[at : at + SAME_WORDS])
            for at in range(len(said) - SAME_WORDS + 1)
        ]
        spans: list[tuple[int, int]] = []
        for at, run in enumerate(runs):
            if run in self._runs:
                start = spans.pop()[0] if spans and said[at].start <= spans[-1][1] else said[at].start
                spans.append((start, said[at + SAME_WORDS - 1].end))
            if at >= SAME_WORDS:
                self._runs.add(runs[at - SAME_WORDS])
        self._runs.update(runs)
        return spans
