"""Answering the candidate: facts of the problem, hints, and the way back to the design."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from agents.listening.sentences import sentences
from agents.moves import Clarify, Close, Hint, Redirect, SilencePrompt
from agents.policy.clauses import put_as_questions
from agents.policy.pacing import RECAP_TOLD_WORDS, move_on, time_left
from agents.policy.probing import carried, prepared
from agents.policy.sheet import Reply
from agents.policy.view import Choice, View
from rubrics.hints import hint_steps

TAIL_SENTENCES = 3
"""Questions among the last sentences of a turn want an answer; earlier ones were rhetorical."""
ANSWER_WORDS = 34
"""Facts are told together as long as they stay this short."""
HINTS = 3
CAUSES = MappingProxyType(
    {"hostile": "The candidate was hostile.", "score": "The candidate asked for a score."}
)


def redirect(view: View) -> Choice | None:
    """Back to the design after an attack or a plea for marks. What was said stays data."""
    if view.turn is None:
        return None
    cues = view.rules.cues
    if cues.search("score-request", view.turn.text):
        return Choice(Redirect(cause="score", probe=carried(view)), CAUSES["score"])
    if cues.search("hostile", view.turn.text):
        return Choice(Redirect(cause="hostile", probe=carried(view)), CAUSES["hostile"])
    return None


def answer(view: View) -> Choice | None:
    """What the candidate asked for: a hint, the question again, a fact, or their own choice back."""
    if view.turn is None:
        return None
    cues, tail = view.rules.cues, _tail(view.turn.text)
    if cues.asks_hint(tail):
        return hint(view)
    if cues.wants_repeat(tail) and view.state.pending is not None:
        return Choice(view.state.pending, "The candidate asked to hear the question again.")
    return _clarify(view)


def _tail(text: str) -> str:
    found = sentences(text)
    return text[found[-TAIL_SENTENCES].start :] if len(found) > TAIL_SENTENCES else text


def _clarify(view: View) -> Choice | None:
    if view.turn is None:
        return None
    start = len(view.turn.text) - len(_tail(view.turn.text))
    found = [question for question in view.facts.questions if question.span.start >= start]
    put = put_as_questions(view.turn.text, [question.span.start for question in found])
    asked = [question for question in found if question.span.start in put]
    if not asked or view.done:
        return None
    why = f"The candidate asked: {asked[-1].text}"
    replies = [
        reply for question in asked for reply in view.rules.sheet.replies(question.text, question.topic)
    ]
    move = _answer(replies)
    move = move.model_copy(update={"topic": asked[-1].topic or asked[-1].text, "target": asked[-1].topic})
    return Choice(_with_probe(view, move), why)


def _answer(replies: Sequence[Reply]) -> Clarify:
    """One answer to all that was asked at once: facts as long as they stay short, else what fits the last."""
    told: dict[str, str] = {}
    for reply in replies:
        words = sum(len(each.split()) for each in told.values()) + len(reply.answer.split())
        if reply.outcome == "fact" and (not told or words <= ANSWER_WORDS):
            told.setdefault(reply.id, reply.answer)
    if told:
        return Clarify(outcome="fact", answer=" ".join(told.values()))
    scope = next((reply for reply in replies if reply.outcome == "scope"), replies[-1])
    return Clarify(outcome=scope.outcome, answer=scope.answer)


def _with_probe(view: View, move: Clarify) -> Clarify:
    """Takes along only a question at its last chance: the candidate is waiting for the answer."""
    return move.model_copy(update={"probe": carried(view)}) if _late(view) else move


def _late(view: View) -> bool:
    """Whether something open would be asked about too late after another turn."""
    fresh = [gap for gap in view.fresh() if not gap.minor]
    return len(fresh) > 1 or any(view.age(gap) > 0 for gap in fresh)


def hint(view: View) -> Choice:
    """The next of the phase's three hints, smallest first."""
    phase = view.phase.id
    given = view.state.hints.get(phase, 0)
    steps = hint_steps(view.rules.setup.loop, view.rules.setup.problem, phase)
    if given >= len(steps):
        return Choice(Hint(step=0, target=view.phase.title), "A hint was wanted, and none is left.")
    move = Hint(step=given + 1, target=view.phase.title, answer=steps[given])
    return Choice(move, f"Hint {given + 1} of {HINTS} in {view.phase.title}.")


def unsure(view: View) -> Choice | None:
    """Neutral after "I don't know": how would you find out?"""
    if view.turn is None or view.state.pending is None or not view.rules.cues.does_not_know(view.turn.text):
        return None
    move = Redirect(cause="dont-know", target=view.state.pending.target)
    if _late(view):
        move = move.model_copy(update={"probe": carried(view)})
    return Choice(move, "The candidate does not know.")


def go_back(view: View) -> Choice | None:
    """Lets the candidate return to what was settled, once in each phase, on the clock."""
    if view.turn is None or not view.rules.cues.search("go-back", view.turn.text):
        return None
    if view.state.redirected.get(f"earlier-phase:{view.phase.id}") or view.state.clock.at == 0:
        return None
    return Choice(Redirect(cause="earlier-phase"), "The candidate goes back to an earlier phase.")


def drawn_early(view: View) -> Choice | None:
    """Remarks once on boxes drawn where the phase is for asking."""
    if view.phase.drawing or view.state.redirected.get("drawing"):
        return None
    return Choice(Redirect(cause="drawing"), "Boxes were drawn before the problem was scoped.")


def finished(view: View) -> Choice | None:
    """For one who is done with the phase: what is prepared for it, then the next phase."""
    if not view.done:
        return None
    question = prepared(view, waited=True) if view.state.dones <= HINTS else None
    if question is not None:
        return question
    return move_on(view, "The candidate is done with this phase.", early=True)


# ---- silence -----------------------------------------------------------------------------------------------

SUMMED_UP_S = 4.0
"""A silence as long as this after the summary is the end of it."""
SILENCES_S = (10.0, 15.0, 20.0)
"""Seconds of silence before each prompt, from the one before: 10, 25 and 45 s in all (design section 5)."""


def silence(view: View, seconds: float) -> Choice | None:
    """Breaks a silence, a little further each time."""
    if seconds >= SUMMED_UP_S and view.state.recap_words >= RECAP_TOLD_WORDS:
        return Choice(Close(early=time_left(view)), "The summary has been given.", ends=True)
    step, waited = min(view.state.silences, len(SILENCES_S) - 1), seconds / view.patience
    while step < len(SILENCES_S) - 1 and waited >= SILENCES_S[step] + SILENCES_S[step + 1]:
        waited -= SILENCES_S[step]  # the prompt due then could not be made: all its wordings have been used
        step += 1
    if waited < SILENCES_S[step]:
        return None
    if step and view.state.recap_s is not None:
        return Choice(
            Close(early=time_left(view)), "The summary was asked for, and nothing more is said.", ends=True
        )
    if step == 0:
        return Choice(SilencePrompt(stage="take-time"), "Nothing was said for 10 seconds.")
    if step == 1:
        unasked = None if view.state.pending_question else prepared(view, waited=True)
        narrow = SilencePrompt(stage="narrow", target=_topic(view))
        return unasked or Choice(narrow, "Nothing was said for 25 seconds.")
    return _help_on(view)


def _help_on(view: View) -> Choice:
    """After the last prompt: a hint, another question, or the next phase."""
    given = hint(view)
    if isinstance(given.move, Hint) and given.move.step:
        return given
    return (
        prepared(view, waited=True)
        or move_on(view, "The silence lasts, and nothing is left to ask here.", early=True)
        or Choice(SilencePrompt(stage="move-on"), "Nothing was said for 45 seconds.")
    )


def _topic(view: View) -> str:
    pending = view.state.pending
    if pending is not None and pending.target and pending.gap:
        return pending.target
    return view.phase.spoken or view.phase.title.lower()
