"""Testimony: what the candidate said, each thing once, without what is no evidence.

Left out are hesitations and fillers, anything said before in the same words, and words about the
assessment itself (pleas for marks, orders to the scorer, praise of the interviewer). What is left is
listened to as if the rest had never been said, so that repeating, flattering, ordering and hesitating
can add nothing. Every place in it is known in the transcript as it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from agents.facts import Span
from agents.listening.cues import Cues
from agents.listening.sentences import Clause, Sentence, sentences, words
from agents.memory import Memory
from agents.model import Transcript, Turn

LONG_SENTENCE_WORDS = 32
"""A longer one comes from a recogniser without punctuation."""
THOUGHT_WORDS = 12
"""Such a one is cut where a new thought begins after at least so many words."""

NO_EVIDENCE = ("score-request", "flattery", "assessment", "private-life")
"""Cues of sentences that speak about the assessment, or of what is nobody's work."""
FILLERS, MEANT = ("filler", "filler-spoken"), "filler-meant"

_NEW_THOUGHTS = frozenset({"and", "but", "so", "then", "when", "if", "once"})
_SO_MUCH = re.compile(r"so (?:much|many|far|long|few|little|good|big|fast|often|that)\b", re.IGNORECASE)
_STOPS = ".!?…\"”')\n"
_HESITATION = re.compile(
    r"(?:,\s*)?(?<![\w'’])(?:u+m+|u+h+|e+r+m*|h+m+|m+h*m+|a+h+|like|you know|i mean|so yeah|yeah)\s*,|"
    r"(?<![\w'’])(?:u+m+|u+h+|e+r+m*|h+m+|m+h*m+|a+h+)(?![\w'’])(?:\s*\.{2,})?",
    re.IGNORECASE,
)
_NEW_CLAUSE = re.compile(
    r"\s*(?:i|we|you|he|she|it|they|there|so|and|but|because|which|that|this|if|when)\b", re.IGNORECASE
)
_UNASKED = re.compile(r"(?<=\s\s)\?")
"""The mark of a question whose words are left out: what stands before it is no question."""
_CAPITAL = re.compile(r"(?<=[a-z0-9 ]) (?=[A-Z\[][\w'’]*[ ,])")
_STOP = re.compile(r"[.!?…](?=\s|$)|\n")
_LEADS_ON = re.compile(
    r"\b(?:and|but|so|or|because|since|if|when|which|that|what|where|how|why|as|than|then|while|until|in|on|at|"
    r"to|of|for|from|with|by|into|over|like|the|a|an|our|my|their|use|using|say|think)$"
)
"""After such a word no sentence begins: the capital is a name's, or an I."""
_UNWRITTEN_CHARS = 40
"""Words without a capital for so many characters since the last stop were not written down by a person."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of the candidate. ``text`` is it as heard; ``turn.text[start:end]`` is it as it stands."""

    turn: Turn
    start: int
    end: int
    text: str
    order: int
    """Its place in the interview, counted in statements."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A turn's words that count, and for each of its characters the place in the turn."""

    turn: Turn
    text: str
    places: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the turn's own text."""
        return self.places[start], self.places[end - 1] + 1


@dataclass(frozen=True)
class Testimony:
    """A transcript, what was heard of it, and the statements in order."""

    transcript: Transcript
    heard: Transcript
    statements: tuple[Statement, ...]
    _said: Mapping[str, _Said]

    def original(self, span: Span) -> Span:
        """The place in the transcript of a span of what was heard."""
        said = self._said[span.turn]
        start, end = said.original(span.start, span.end)
        return Span(span.turn, start, end)


def testimony(transcript: Transcript, cues: Cues, borrowed: Iterable[str]) -> Testimony:
    """What the candidate of this transcript said. The interviewer's turns stay as they are.

    ``borrowed`` are texts that the candidate may have read (a rubric's): their words are not the candidate's.
    """
    memory = Memory(borrowed)
    heard: list[Turn] = []
    statements: list[Statement] = []
    kept: dict[str, _Said] = {}
    for turn in transcript.turns:
        if turn.speaker == "interviewer":
            heard.append(turn)
            memory.lend(turn.text)
            continue
        said = _heard(turn, cues, memory)
        kept[turn.id] = said
        heard.append(turn.model_copy(update={"text": said.text}))
        statements.extend(_statements(said, len(statements)))
    return Testimony(
        transcript=transcript,
        heard=transcript.model_copy(update={"turns": tuple(heard)}),
        statements=tuple(statements),
        _said=kept,
    )


# ---- what is left out --------------------------------------------------------------------------------------


def _heard(turn: Turn, cues: Cues, memory: Memory) -> _Said:
    """The turn without noise. First what interrupts sentences, then sentences that are whole again."""
    spoken, at = _squeezed(_with_breaks(_without_fillers(turn.text, cues)))
    kept = _without(spoken, _beside_the_point(spoken, cues))
    kept, places = _squeezed(_UNASKED.sub(".", _without(kept, memory.repeated(kept))))
    return _Said(turn, kept, tuple(at[place] for place in places))


def _without_fillers(text: str, cues: Cues) -> str:
    """The text with spaces in place of fillers and hesitations; places stay as they are."""
    text = _HESITATION.sub(_hesitation, text)
    meant = [(found.start, found.end) for found in cues.finditer(MEANT, text)]
    fillers = [
        (found.start, found.end)
        for cue_id in FILLERS
        for found in cues.finditer(cue_id, text)
        if not any(start < found.end and found.start < end for start, end in meant)
    ]
    return _without(text, (_with_comma(text, start, end) for start, end in fillers))


def _hesitation(found: re.Match[str]) -> str:
    """Blanks, and the comma before it where a new clause follows: "on one machine, um, I measured it"."""
    comma = found[0].startswith(",") and _NEW_CLAUSE.match(found.string, found.end()) is not None
    return ("," if comma else " ") + " " * (len(found[0]) - 1)


def _beside_the_point(text: str, cues: Cues) -> list[tuple[int, int]]:
    """The sentences that do not speak about the work."""
    hits = [found.start for cue_id in NO_EVIDENCE for found in cues.finditer(cue_id, text)]
    if not hits:
        return []
    return [
        (each.start, each.end)
        for each in sentences(text)
        if any(each.start <= hit < each.end for hit in hits)
    ]


def _with_breaks(text: str) -> str:
    """Where a recogniser's unbroken text is followed by written sentences, a line break between the two."""
    stops = [0, *(stop.end() for stop in _STOP.finditer(text))]
    for found in _CAPITAL.finditer(text):
        since = stops[bisect_right(stops, found.start()) - 1]
        before = text[since : found.start()].strip()
        unwritten = len(before) > _UNWRITTEN_CHARS and before == before.lower()
        if unwritten and not _LEADS_ON.search(before):
            text = text[: found.start()] + "\n" + text[found.end() :]
            insort(stops, found.end())
    return text


def _with_comma(text: str, start: int, end: int) -> tuple[int, int]:
    """A filler together with the comma after it."""
    return (start, end + 1) if text[end : end + 1] == "," else (start, end)


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text with each run of blanks made one and none at its ends; and where each letter stood."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        blank = character.isspace()
        if blank and (not characters or characters[-1].isspace()):
            if character == "\n" and characters:
                characters[-1] = "\n"
            continue
        characters.append("\n" if character == "\n" else " " if blank else character)
        places.append(place)
    while characters and characters[-1].isspace():
        characters.pop()
        places.pop()
    return "".join(characters), places


# ---- statements --------------------------------------------------------------------------------------------


def _statements(said: _Said, first: int) -> Iterator[Statement]:
    for order, (start, end) in enumerate(_cut(said.text), start=first):
        yield Statement(said.turn, *said.original(start, end), said.text[start:end], order)


def _cut(text: str) -> Iterator[tuple[int, int]]:
    """Sentences as punctuated; what runs on without a full stop is cut where a new thought begins."""
    stretch: list[Sentence] = []
    for sentence in sentences(text):
        stretch.append(sentence)
        if text[sentence.end - 1] in _STOPS or text[sentence.end : sentence.end + 1] == "\n":
            yield from _thoughts(text, stretch, written=text[sentence.end - 1] in _STOPS)
            stretch = []
    yield from _thoughts(text, stretch, written=False)


def _thoughts(text: str, stretch: list[Sentence], *, written: bool) -> Iterator[tuple[int, int]]:
    if not stretch:
        return
    whole = (stretch[0].start, stretch[-1].end)
    spoken = words(text, *whole)
    if written and len(spoken) <= LONG_SENTENCE_WORDS:
        yield whole
        return
    starts = [word.start for word in spoken]
    for sentence in stretch:
        start = sentence.start
        for clause in sentence.clauses:
            length = bisect_left(starts, clause.start) - bisect_left(starts, start)
            if length >= THOUGHT_WORDS and _opens_thought(text, clause):
                yield start, clause.start
                start = clause.start
        yield start, sentence.end


def _opens_thought(text: str, clause: Clause) -> bool:
    return clause.opens.split(" ")[0] in _NEW_THOUGHTS and not _SO_MUCH.match(text, clause.start)
