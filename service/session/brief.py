"""The brief: what a conversation needs to know of its interview, fixed before it begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

from agents.setup import Setup
from service.session.phase_track import PlannedPhase

VOCABULARY_CHARS: Final = 400
"""Of names that recognisers are told to expect; Whisper's prompt holds about 220 tokens in all."""


@dataclass(frozen=True, slots=True)
class Brief:
    """Who speaks in which voice about what, and the planned phases."""

    interview: str
    persona: str
    voice: str
    problem: str
    phases: tuple[PlannedPhase, ...]
    total_s: float
    vocabulary: str = ""
    acknowledgements: tuple[str, ...] = ()
    """What the persona says at once when its answer takes long."""

    @property
    def report(self) -> str:
        """Where the report is, once there is one."""
        return f"/v1/interviews/{self.interview}/report.json"

    @classmethod
    def of(cls, interview: str, setup: Setup, synthesizer: str) -> Self:
        """The brief of an interview's setup, for the synthesizer of this name."""
        clock = setup.clock()
        return cls(
            interview=interview,
            persona=setup.persona.name,
            voice=setup.persona.voices.get(synthesizer, ""),
            problem=setup.project.title if setup.project else setup.problem.statement,
            phases=tuple(PlannedPhase(slot.id, slot.title, slot.seconds) for slot in clock.slots),
            total_s=clock.total_s,
            vocabulary=_vocabulary(setup),
            acknowledgements=_acknowledgements(setup),
        )


def _acknowledgements(setup: Setup) -> tuple[str, ...]:
    """The persona's, for its style; those that need nothing filled in."""
    wordings = setup.persona.wordings.get("acknowledge", {})
    said = (*wordings.get(setup.style.id, ()), *wordings.get("any", ()))
    return tuple(words for words in said if "{" not in words)


def _vocabulary(setup: Setup) -> str:
    """Names worth expecting, in the lexicon's order, cut to what a prompt can hold."""
    said = ", ".join(dict.fromkeys(term.name for term in setup.lexicon.components))
    return said if len(said) <= VOCABULARY_CHARS else said[:VOCABULARY_CHARS].rpartition(",")[0]
