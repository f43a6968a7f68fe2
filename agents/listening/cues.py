"""Cues: the lexicon's families of phrases, compiled once and asked by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from rubrics.schema import Lexicon

from .patterns import Match, Pattern
from .sentences import sentences, words

SHORT_ANSWER_WORDS = 3
"""An answer with fewer words that carry meaning says nothing."""

HOLLOW = ("hollow", "filler", "back-channel")
"""Families of words that say nothing by themselves."""

_LEAD_IN = (
    r"^(?:(?:okay|ok|so|and|but|well|um|uh|right|sure|just|first|then|also|alright|great|thanks|thank you|"
    r"yes|no|"
    r"before (?:that|i start|we start|boxes)|one (?:more )?(?:question|thing))[\s,]+)*"
)
_AUXILIARY = r"(?:is|are|am|was|were|do|does|did|can|could|should|would|will|may|shall|have|has)"
_SUBJECT = (
    r"(?:i|we|you|it|they|there|the|this|that|these|those|users?|people|"
    r"customers?|our|your|a|an|any\w*|some\w*)"
)
_QUESTION_START = re.compile(
    rf"{_LEAD_IN}(?:"
    rf"how (?:many|much|often|big|large|long|fast|far|soon|critical|important|{_AUXILIARY}\b)"
    rf"|what(?:['’]s|s| about| kind| kinds| sort| type| {_AUXILIARY}\b)(?! i(?:['’]| ))"
    rf"|(?:who|where|when|why) (?:{_AUXILIARY})\b"
    rf"|who(?:['’]s| uses| owns)\b|which \w+ (?:{_AUXILIARY}|matters?)\b|which of\b"
    rf"|{_AUXILIARY} {_SUBJECT}\b)",
    re.IGNORECASE,
)
_QUESTION_WORDS = re.compile(
    r"\b(?:can|could|may) i (?:ask|assume|check|clarify)\b|\bi(?:['’]d| would) (?:like to|want to|"
    r"love to) (?:know|ask|"
    r"understand|clarify)\b|\b(?:do|should|can|could) (?:we|you|i) (?:know|assume|expect|tell)\b|"
    r"\bi(?:['’]m| am) (?:wondering|curious)\b|\bmy (?:first |next )?question is\b|\bwhat about\b",
    re.IGNORECASE,
)


class Cues:
    """The cue families of a lexicon by id. An unknown id matches nothing, so a lexicon may leave one out."""

    def __init__(self, lexicon: Lexicon) -> None:
        phrases: dict[str, list[str]] = {}
        for cue in lexicon.cues:
            phrases.setdefault(cue.id, []).extend(cue.phrases)
        self._phrases: Mapping[str, tuple[str, ...]] = {
            cue_id: tuple(dict.fromkeys(said)) for cue_id, said in phrases.items()
        }
        self._compiled: dict[str, Pattern] = {}
        self._ids: dict[str, tuple[str, ...]] = {}

    def __contains__(self, cue_id: str) -> bool:
        return cue_id in self._phrases

    def ids(self, prefix: str = "") -> tuple[str, ...]:
        """The ids that begin with ``prefix``, in the lexicon's order."""
        if prefix not in self._ids:
            self._ids[prefix] = tuple(cue_id for cue_id in self._phrases if cue_id.startswith(prefix))
        return self._ids[prefix]

    def _family(self, cue_id: str) -> Pattern | None:
        """One pattern for the whole family, compiled when first asked for: few interviews need them all."""
        known = self._compiled.get(cue_id)
        if known is None and cue_id in self._phrases:
            known = self._compiled[cue_id] = Pattern.any_of(self._phrases[cue_id])
        return known

    def search(self, cue_id: str, text: str, start: int = 0, end: int | None = None) -> Match | None:
        """The first phrase of this family in ``text[start:end]``, or None."""
        family = self._family(cue_id)
        return None if family is None else family.search(text, start, end)

    def finditer(self, cue_id: str, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Every phrase of this family, left to right."""
        family = self._family(cue_id)
        if family is not None:
            yield from family.finditer(text, start, end)

    def any(self, cue_ids: Iterable[str], text: str) -> bool:
        """Whether a phrase of any of these families is in the text."""
        return any(self.search(cue_id, text) is not None for cue_id in cue_ids)

    def without(self, cue_ids: Iterable[str], text: str) -> str:
        """The text with every phrase of these families blanked out; offsets stay as they were."""
        for cue_id in cue_ids:
            for found in tuple(self.finditer(cue_id, text)):
                text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
        return text

    def leftover(self, cue_id: str, text: str) -> str:
        """What is left of a text, words only, when every phrase of this family is taken out."""
        return " ".join(word.lower for word in words(self.without((cue_id,), text)))

    def meaning(self, text: str) -> tuple[str, ...]:
        """The words that carry meaning: no function words, fillers or praise."""
        kept = self.without(HOLLOW, text)
        return tuple(word.lower for word in words(kept) if carries_meaning(word.lower))

    def is_empty_answer(self, text: str) -> bool:
        """Whether an answer says nothing: evasion, praise, a stock phrase, a bare yes."""
        kept = self.without(
            ("empty-reason", "evasion", "filler", "back-channel", "dont-know", "trailing"), text
        )
        return len(self.meaning(kept)) < SHORT_ANSWER_WORDS and not re.search(r"\d", kept)

    def asks_hint(self, text: str) -> bool:
        """Whether the speaker asks for a hint."""
        return self.search("hint-request", text) is not None

    def wants_repeat(self, text: str) -> bool:
        """Whether the speaker asks to hear the question again."""
        return self.search("repeat-request", text) is not None

    def is_hostile(self, text: str) -> bool:
        """Whether the speaker attacks the interviewer or demands a score."""
        return self.any(("hostile", "score-request"), text)

    def does_not_know(self, text: str) -> bool:
        """Whether the speaker says that they do not know, and little else."""
        found = self.search("dont-know", text)
        return found is not None and len(self.meaning(text)) <= 8  # noqa: PLR2004 a sentence, not an answer

    def is_done(self, text: str) -> bool:
        """Whether the speaker hands over: "that's what I have", "over to you"."""
        return self._closes("done", text)

    def is_thinking(self, text: str) -> bool:
        """Whether the speaker asks for time: "let me think"."""
        return self._closes("think", text)

    def is_question(self, text: str) -> bool:
        """Whether the text asks something of the listener, with a question mark or without."""
        return any(
            sentence.asks or is_interrogative(text[sentence.start : sentence.end])
            for sentence in sentences(text)
        )

    def _closes(self, cue_id: str, text: str) -> bool:
        """Whether a phrase of the family stands at the end of the text, give or take two words."""
        last = max(self.finditer(cue_id, text), default=None)
        return last is not None and len(words(text, last.end)) <= 2  # noqa: PLR2004 "... okay thanks"


def carries_meaning(word: str) -> bool:
    """Whether a word, in lower case, says something by itself."""
    return word not in _STOP


def is_interrogative(sentence: str) -> bool:
    """Whether a sentence without punctuation is worded as a question."""
    return _QUESTION_START.match(sentence) is not None or _QUESTION_WORDS.search(sentence) is not None


_STOP = frozenset(
    """a an the and or but so then than that this these those there here it its it's i i'm i'd i'll i've we
    we're we'd we'll we've us our ours you your you're they them their he she his her my me is are was
    were be been being am do does did done doing have has had having will would shall should can could
    may might must to of in on at by for from with into onto off over under about as if when while which
    what who whom whose why how where not no nor yes yeah yep ok okay right well just very really quite
    also too only even still already again more most some any all each every both either neither such
    same other another one ones thing things stuff way kind sort lot lots bit let let's lets get gets
    got go goes going gonna make makes made put puts add adds added use uses used using need needs
    needed want wants think thinks thought say said like because cause since therefore hence otherwise
    up down out now next after before between during per via because actually basically obviously um uh
    er hmm mean means know known see look sure maybe probably perhaps guess feel feels good great nice
    fine there's that's what's here's don't dont doesn't isn't aren't won't can't cant wouldn't
    shouldn't couldn't question answer point part place idea work works worked help helps give
    gives""".split()
)
