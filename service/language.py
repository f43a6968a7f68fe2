"""The language model: who words the questions and judges the answers, or that nobody does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from agents.errors import AgentError
from rubrics.library import Library
from service.resources import EngineChoice
from service.scorers import Scorer
from service.scoring import BuiltIn, Judged

if TYPE_CHECKING:  # what talks to models is imported once there is one to talk to
    from agents.interviewer import Speaker
    from agents.llm import ChatModel
    from agents.setup import Setup


def open_model(llm: str, notices: list[str]) -> tuple[ChatModel | None, EngineChoice]:
    """The language model that words the questions, or None for the built-in words."""
    from agents.llm import ChatModel, find_local  # noqa: PLC0415

    choice, why = llm, "asked for"
    if llm == "auto":
        found = find_local()
        choice, why = (
            (found, "a local Ollama server holds it") if found else ("none", "no local model answers")
        )
    if choice != "none":
        try:
            model = ChatModel.open(choice)
        except AgentError as error:
            notices.append(f"{error} The built-in interviewer takes its place.")
            choice, why = "none", "the model cannot be used"
        else:
            return model, _interviewer(choice, why)
    return None, _interviewer(choice, why)


def _interviewer(choice: str, why: str) -> EngineChoice:
    built_in = choice == "none"
    return EngineChoice(
        job="interviewer",
        name="built-in" if built_in else choice.partition(":")[0],
        model="phrasing" if built_in else choice.partition(":")[2],
        device="cpu" if built_in else "server",
        why=why,
        embedded=built_in,
        advice="More varied words: run Ollama with a chat model, or set --llm provider:model."
        if built_in
        else "",
    )


def speaker_with(model: ChatModel | None) -> Callable[[Setup], Speaker] | None:
    """What makes the speaker of an interview; None when the built-in words are spoken."""
    if model is None:
        return None
    from agents.llm import ModelSpeaker  # noqa: PLC0415

    return lambda setup: ModelSpeaker(setup, model)


def scorer_with(model: ChatModel | None, library: Library) -> Scorer:
    """The language model as a judge over the built-in scorer, or that scorer alone."""
    built_in = BuiltIn(library)
    if model is None:
        return built_in
    from agents.llm import ModelJudge  # noqa: PLC0415

    return Judged(built_in, ModelJudge(model))
