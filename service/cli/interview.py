"""``viva interview``: an interview in the terminal, by voice or in text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.cli.asked import library_of
from service.cli.options import Llm, RubricsDir
from service.cli.output import refuse


def interview(
    loop: Annotated[
        str, typer.Option(help="pm-system-design, em-system-design, tech-deep-dive, or your own.")
    ],
    text: Annotated[bool, typer.Option("--text", help="Type instead of speaking.")] = False,
    minutes: Annotated[int | None, typer.Option(help="Length of the interview.", min=5, max=180)] = None,
    problem: Annotated[str | None, typer.Option(help="Which problem (default: the loop's first).")] = None,
    level: Annotated[str | None, typer.Option(help="Level to be interviewed for.")] = None,
    persona: Annotated[str | None, typer.Option(help="Who interviews.")] = None,
    style: Annotated[str | None, typer.Option(help="How: warm, neutral, tough.")] = None,
    project: Annotated[
        str | None, typer.Option(help="Your own project in a few words, for the deep-dive.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Makes the choice of words repeatable.", min=0)] = None,
    headphones: Annotated[
        bool,
        typer.Option("--headphones", help="The interviewer is not heard by the microphone: interrupt it."),
    ] = False,
    out: Annotated[Path, typer.Option(help="Folder for transcript and report.")] = Path(),
    llm: Llm = None,
    rubrics_dir: RubricsDir = None,
) -> None:
    """Hold an interview in the terminal; transcript and report are written at its end.

    Everything you type is one answer. /hint asks for a hint, /done moves on, /end ends the interview.
    """
    from agents.model import Project
    from agents.setup import Setup
    from service.settings import Settings

    if not out.is_dir():
        refuse(f"{out} is no folder; --out names the folder for transcript and report.")
    settings = Settings.load(llm=llm, rubrics_dir=rubrics_dir)
    library = library_of(settings)
    setup = Setup.choose(
        library,
        loop,
        problem=problem,
        persona=persona,
        style=style,
        level=level,
        minutes=minutes,
        project=Project(title=project) if project else None,
        seed=_seed(seed),
    )
    if text:
        from service.cli import text_interview

        text_interview.hold(settings, library, setup, out)
    else:
        from service.cli import voice_interview

        voice_interview.hold(settings, library, setup, out, headphones=headphones)


def _seed(given: int | None) -> int:
    import secrets

    return secrets.randbelow(2**31) if given is None else given
