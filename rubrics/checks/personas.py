"""Checks of personas and shared wordings: every move of the interviewer has words in every style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rubrics.errors import Mistake
from rubrics.schema import Persona, Wordings
from rubrics.source import SourceFile

from . import wording
from .known import Known, repeated, unknown

PROBES = {
    "probe_reason": "reason",
    "probe_reason_drawn": "reason",
    "probe_tradeoff": "tradeoff",
    "probe_number": "number",
    "probe_contradiction": "contradiction",
    "probe_contradiction_drawn": "contradiction",
    "probe_leadership": "leadership",
    "probe_depth": "depth",
    "challenge": "",
    "challenge_choice": "",
}
"""Wording keys of questions about a gap, with the kind of gap."""

MUST_NAME = {
    "probe_reason": {"component"},
    "probe_reason_drawn": {"component"},
    "probe_tradeoff": {"component", "said"},
    "probe_number": {"number", "target"},
    "probe_contradiction": {"target", "later"},
    "probe_contradiction_drawn": {"target"},
    "probe_leadership": {"target", "said"},
    "probe_depth": {"target", "said"},
    "challenge": {"component"},
    "challenge_choice": {"said"},
}
"""Slots of which a question must use one, or the candidate cannot tell what it is about."""

KEYS = (
    *PROBES,
    *("open", "clarify", "hint", "redirect", "time_nudge", "cut_in", "transition", "recap", "close"),
    *(
        "silence_prompt_take_time",
        "silence_prompt_narrow",
        "silence_prompt_move_on",
        "acknowledge",
        "recall",
        "handback",
    ),
    *(
        "fact_answer",
        "scope_answer",
        "unknown_fact",
        "dont_know",
        "hostile",
        "ask_hint_none_left",
        "early_done",
    ),
    *("early_done", "draws_first", "go_back", "close_early", "probe_reason_drawn"),
)
"""Every wording the interviewer may need."""

ANY_STYLE = "any"


def check_persona(source: SourceFile, persona: Persona, known: Known) -> Iterator[Mistake]:
    """All mistakes of a persona, the wordings it shares included."""
    styles = [style.id for style in persona.styles]
    yield from unknown(source, "style", persona.default_style, styles, ("default_style",))
    yield from repeated(source, "style", styles, ("styles",))
    yield from _wordings(source, persona.wordings, styles)
    whole = known.library.personas[persona.id].wordings
    for key in KEYS:
        said = whole.get(key, {})
        for style in styles:
            if not said.get(ANY_STYLE) and not said.get(style):
                message = f"{persona.name} has no words for {key!r} in the style {style!r}."
                remedy = f"Add wordings under {key} for {style!r} or {ANY_STYLE!r}."
                yield source.mistake(message, remedy, ("wordings",))


def check_wordings(source: SourceFile, shared: Wordings) -> Iterator[Mistake]:
    """All mistakes of a file of shared wordings."""
    yield from _wordings(source, shared.wordings, None)
    yield from repeated(source, "reaction", (reaction.id for reaction in shared.reactions), ("reactions",))
    for at, reaction in enumerate(shared.reactions):
        yield from unknown(source, "wording", reaction.wording, KEYS, ("reactions", at, "wording"))


def _wordings(
    source: SourceFile, wordings: Mapping[str, Mapping[str, tuple[str, ...]]], styles: list[str] | None
) -> Iterator[Mistake]:
    for key, by_style in wordings.items():
        yield from unknown(source, "wording", key, KEYS, ("wordings", key))
        for style, said in by_style.items():
            place = ("wordings", key, style)
            if styles is not None:
                yield from unknown(source, "style", style, (*styles, ANY_STYLE), place)
            for at, text in enumerate(said):
                yield from _wording(source, key, text, (*place, at))


def _wording(source: SourceFile, key: str, text: str, place: tuple[str | int, ...]) -> Iterator[Mistake]:
    yield from wording.slots(source, text, place)
    if key not in PROBES:
        yield from wording.short(source, text, place)
        return
    yield from wording.question(source, text, PROBES[key], place)
    needed = MUST_NAME[key]
    if not any(f"{{{slot}}}" in text for slot in needed):
        names = " or ".join(f"{{{slot}}}" for slot in sorted(needed))
        yield source.mistake(f"{text!r} does not say what it is about.", f"Use {names}.", place)
