"""What the options of a command ask for: a library, a language model."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from service.cli.output import say

if TYPE_CHECKING:
    from agents.llm import ChatModel
    from rubrics.library import Library
    from service.settings import Settings


@contextmanager
def unswept() -> Iterator[None]:
    """No search for cyclic garbage while a short command runs: it would cost a sixth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def library_of(settings: Settings) -> Library:
    """The shipped rubrics with the user's own over them. Raises RubricsInvalid."""
    from rubrics import loader

    return loader.load(*settings.rubrics_folders)


def model_of(llm: str) -> ChatModel | None:
    """The language model asked for; None for the built-in words, with a line on why if one was asked for."""
    if llm == "none":
        return None
    from service.language import open_model

    notices: list[str] = []
    model, _ = open_model(llm, notices)
    for notice in notices:
        say(notice)
    return model
