"""What a conversation knows of its interview."""

from __future__ import annotations

from agents.model import Project
from agents.setup import Setup
from rubrics.loader import load
from service.session.brief import VOCABULARY_CHARS, Brief


def test_a_brief_holds_persona_voice_phases_and_words_to_expect():
    setup = Setup.choose(load(), "pm-system-design", minutes=45)
    brief = Brief.of("a", setup, "espeak-ng")
    assert brief.persona == setup.persona.name
    assert brief.voice == setup.persona.voices["espeak-ng"]
    assert [phase.id for phase in brief.phases] == ["scope", "scale", "high-level", "deep-dive", "trade-offs"]
    assert sum(phase.seconds for phase in brief.phases) <= brief.total_s == 2_700
    assert brief.problem == setup.problem.statement
    assert brief.report == "/v1/interviews/a/report.json"
    assert 0 < len(brief.vocabulary) <= VOCABULARY_CHARS


def test_a_synthesizer_without_a_voice_for_the_persona_takes_its_own():
    setup = Setup.choose(load(), "pm-system-design")
    assert Brief.of("a", setup, "unheard-of").voice == ""


def test_a_project_of_the_candidates_own_is_the_problem():
    setup = Setup.choose(load(), "tech-deep-dive", project=Project(title="Billing"))
    assert Brief.of("a", setup, "espeak-ng").problem == "Billing"
