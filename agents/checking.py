"""Checking: what a language model's words must keep to before they may be spoken. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agents.phrasing import MAX_WORDS, spoken_sentences
from agents.setup import Setup
from rubrics.hints import hint_steps


def secrets(setup: Setup) -> tuple[frozenset[str], ...]:
    """The content words of each thing an interviewer may not give away: prices, hints, expected figures."""
    lexicon, problem = setup.lexicon, setup.problem
    told = [
        *(sentence for term in lexicon.components for sentence in (*term.buys, *term.costs)),
        *(step for phase in setup.phases for step in hint_steps(setup.loop, problem, phase)),
        *(expectation.derivation for expectation in problem.expectations),
    ]
    return tuple(content for content in map(_content, told) if len(content) > 1)


@dataclass(frozen=True, slots=True)
class Check:
    """What a model's words must keep to."""

    target: str
    secrets: tuple[frozenset[str], ...]
    """The content words of what must not be given away."""
    said: frozenset[str]
    allowed_digits: frozenset[str]

    def refuses(self, sentence: str, before: str) -> str:
        """Why a sentence may not be spoken after what came before it; empty when it may."""
        whole = f"{before} {sentence}"
        content = _content(sentence)
        faults = {
            f"more than {MAX_WORDS} words": len(whole.split()) > MAX_WORDS,
            "more than one question": whole.count("?") > 1,
            "said before": bool(spoken_sentences(sentence) & self.said),
            "gives the answer away": any(len(content & each) * 2 > len(each) for each in self.secrets),
            "brings a number of its own": bool({*re.findall(r"\d+", sentence)} - self.allowed_digits),
            "speaks of marks or of itself": _FORBIDDEN.search(sentence) is not None,
            "speaks of the clock or the end": _STEERING.search(sentence) is not None,
            "written rather than spoken": _WRITTEN.search(sentence) is not None,
            "does not name what it asks about": "?" in sentence and not self.names_target(whole),
        }
        return next((fault for fault, holds in faults.items() if holds), "")

    def names_target(self, text: str) -> bool:
        """Whether the words name what the move is about, or half of it where it is a long name."""
        wanted = _content(self.target)
        return not wanted or len(wanted & _content(text)) * 2 >= len(wanted)


_FORBIDDEN = re.compile(
    r"\b(?:scores?|marks|points|rating|hire[ds]?|pass(?:ed)?|rubric|prompt|instructions?|as an ai|"
    r"language model|"
    r"great answer|excellent|perfect|well done|impressive|fantastic)\b",
    re.IGNORECASE,
)
_STEERING = re.compile(
    r"\b(?:interview|conversation)\b[^?]*\b(?:over|ends?|ended|ending|finished|completed?|done|closed)\b|"
    r"\b(?:skip|end|stop|finish|close|leave|conclude|wrap up|cancel|pause)\w* (?:the|this|that|our)\b"
    r"(?: \w+)? (?:interview|session|conversation|part|phase|section|topic|questions?)|"
    r"\b(?:next|following|last|final) (?:phase|part|section|topic|round)\b|"
    r"\bmov(?:e|ing) (?:on|ahead|forward)\b|\b(?:goodbye|good bye|farewell|bye|see you|time is up)\b|"
    r"\b(?:we are|we're) done\b|\bminutes? (?:left|remain\w*|more)\b|"
    r"\bthank you for (?:your time|coming|joining)\b|\bthe answer is\b|"
    r"\bas you (?:wish|asked|requested|like|instruct\w*|command\w*)\b",
    re.IGNORECASE,
)
"""What only the policy decides: a model that says so obeys the candidate."""
_WRITTEN = re.compile(r"[*#`\[\]{}<>]|\n\s*\d+\.")
_STOP = frozenset(
    {"a", "an", "and", "are", "as", "at", "be", "by", "can", "could", "did", "do", "does", "for", "from"}
    | {
        "how",
        "if",
        "in",
        "is",
        "it",
        "its",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "should",
        "so",
        "than",
        "that",
    }
    | {
        "the",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
    }
    | {"which", "who", "why", "will", "with", "would", "you", "your"}
)
"""Words that carry no content of their own."""


def _content(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(word[:-1] if word.endswith("s") and len(word) > 3 else word for word in words) - _STOP  # noqa: PLR2004
