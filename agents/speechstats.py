"""Speech statistics: how the candidate spoke. Shown in the report, never scored."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agents.listening.patterns import Pattern
from agents.model import Speech, Transcript, Turn
from rubrics.schema import Lexicon

FILLER_CUE = "filler"
MEANT_CUE = "filler-meant"
"""Phrases in which a filler's words are meant ("what kind of", "do you know"): these are not counted."""

_WORD = re.compile(r"\w+(?:['’.,]\w+)*")


def word_count(text: str) -> int:
    """How many words the text has; "two-hundred" is two, "3.5" and "don't" are one."""
    return len(_WORD.findall(text))


def filler_spans(text: str, lexicon: Lexicon) -> tuple[tuple[int, int], ...]:
    """Where the fillers stand, left to right, each counted once."""
    meant = _finds(MEANT_CUE, text, lexicon)
    return tuple(
        (start, end)
        for start, end in _finds(FILLER_CUE, text, lexicon)
        if not any(begin < end and start < stop for begin, stop in meant)
    )


def speech(transcript: Transcript, lexicon: Lexicon) -> Speech:
    """Talk ratio (share of all speaking time), pace, fillers and longest answer of the candidate.

    An answer is a run of candidate turns with no word of the interviewer between them. Ratios of an
    interview in which nobody spoke are 0.
    """
    mine = [turn for turn in transcript.turns if turn.speaker == "candidate"]
    spoken_s = sum(_seconds(turn) for turn in mine)
    total_s = sum(_seconds(turn) for turn in transcript.turns)
    words = sum(word_count(turn.text) for turn in mine)
    fillers = sum(len(filler_spans(turn.text, lexicon)) for turn in mine)
    minutes = spoken_s / 60
    return Speech(
        talk_ratio=round(spoken_s / total_s, 3) if total_s else 0.0,
        words=words,
        words_per_minute=round(words / minutes, 1) if minutes else 0.0,
        fillers=fillers,
        fillers_per_minute=round(fillers / minutes, 2) if minutes else 0.0,
        longest_answer_s=round(max(_answers(transcript.turns), default=0.0), 1),
    )


def _answers(turns: Iterable[Turn]) -> list[float]:
    """Seconds of each answer."""
    lengths: list[float] = []
    answering = False
    for turn in turns:
        if turn.speaker == "candidate":
            if answering:
                lengths[-1] += _seconds(turn)
            else:
                lengths.append(_seconds(turn))
            answering = True
        elif turn.text.strip():
            answering = False
    return lengths


def _seconds(turn: Turn) -> float:
    return max(turn.end_s - turn.start_s, 0.0)


def _finds(cue_id: str, text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    phrases = tuple(phrase for cue in lexicon.cues if cue.id == cue_id for phrase in cue.phrases)
    return [(found.start, found.end) for found in Pattern.any_of(phrases).finditer(text)]
