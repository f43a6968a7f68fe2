"""``viva bench``: what transcription and conversation cost here, with these engines."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from service.cli.asked import library_of
from service.cli.options import AsJson, Llm, Recognizer, RubricsDir, Synthesizer, Voice, WhisperModel
from service.cli.output import document, refuse, say

if TYPE_CHECKING:
    from service.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Measure transcription and conversation with your engines.")

Files = Annotated[
    list[Path] | None,
    typer.Option(help="Sound with its words in a .txt beside it; may be repeated.", metavar="WAV"),
]


@app.command()
def transcribe(
    as_json: AsJson = False,
    files: Files = None,
    count: Annotated[int, typer.Option("--clips", help="How many clips, of those there are.", min=1)] = 6,
    sentences: Annotated[int, typer.Option(help="Clips said in one turn.", min=1, max=200)] = 1,
    padding: Annotated[
        Literal["both", "buckets", "full"], typer.Option(help="How finals are padded for Whisper.")
    ] = "both",
    speed: Annotated[
        float, typer.Option(help="Times real time; delays are true at 1 only.", min=0.5, max=8)
    ] = 1.0,
    whisper_model: WhisperModel = None,
    recognizer: Recognizer = None,
    rubrics_dir: RubricsDir = None,
) -> None:
    """Clips through the streaming path: word errors, final delay, caption lag, encoder work."""
    from service.bench import transcribe as bench
    from service.bench.clips import clips, in_turns, spread_over

    settings = _settings(recognizer=recognizer, whisper_model=whisper_model, rubrics_dir=rubrics_dir)
    spoken = in_turns(spread_over(clips(files or ()), count), sentences)
    paddings = bench.PADDINGS if padding == "both" else (padding,)
    made = bench.measure(settings, library_of(settings), spoken, paddings=paddings, speed=speed, say=say)
    _print(made, as_json=as_json)


@app.command()
def sessions(
    as_json: AsJson = False,
    files: Files = None,
    steps: Annotated[
        str | None, typer.Option(help="Just these numbers of sessions.", metavar="N,N,...")
    ] = None,
    first: Annotated[int, typer.Option(help="Sessions to begin with; doubled until it breaks.", min=1)] = 4,
    most: Annotated[int, typer.Option(help="Sessions at most.", min=1, max=500)] = 64,
    seconds: Annotated[
        float, typer.Option(help="For how long each begins another line.", min=1, max=600)
    ] = 6.0,
    whisper_model: WhisperModel = None,
    recognizer: Recognizer = None,
    rubrics_dir: RubricsDir = None,
) -> None:
    """Candidates at the same time, over real sockets from another process, until somebody waits."""
    import asyncio

    from service.bench import sessions as bench
    from service.bench.clips import clips

    settings = _settings(
        recognizer=recognizer,
        whisper_model=whisper_model,
        synthesizer="scripted",
        llm="none",
        rubrics_dir=rubrics_dir,
    )
    numbers = _numbers(steps)
    spoken = clips(files or ())
    made = asyncio.run(
        bench.measure(
            settings,
            library_of(settings),
            spoken,
            files=files or (),
            steps=numbers,
            first=first,
            most=most,
            seconds=seconds,
            say=say,
        )
    )
    _print(made, as_json=as_json)


@app.command()
def conversation(
    as_json: AsJson = False,
    files: Files = None,
    turns: Annotated[int, typer.Option(help="Turns of the candidate.", min=1, max=200)] = 2,
    thoughts: Annotated[int, typer.Option(help="Pauses for thought in each turn.", min=0, max=20)] = 3,
    whisper_model: WhisperModel = None,
    voice: Voice = None,
    recognizer: Recognizer = None,
    synthesizer: Synthesizer = None,
    llm: Llm = "none",
    rubrics_dir: RubricsDir = None,
) -> None:
    """A dialogue end to end over the socket: where the time goes, and who was cut off."""
    import asyncio

    from service.bench import conversation as bench
    from service.bench.clips import clips

    settings = _settings(
        recognizer=recognizer,
        whisper_model=whisper_model,
        voice=voice,
        synthesizer=synthesizer,
        llm=llm,
        rubrics_dir=rubrics_dir,
    )
    spoken = clips(files or ())
    made = asyncio.run(
        bench.measure(
            settings,
            library_of(settings),
            spoken,
            files=files or (),
            turns=turns,
            thoughts=thoughts,
            say=say,
        )
    )
    _print(made, as_json=as_json)


def _numbers(steps: str | None) -> list[int]:
    try:
        numbers = [int(step) for step in (steps or "").split(",") if step.strip()]
    except ValueError:
        refuse(f"Expected numbers with commas between them after --steps, like 4,8,16; got {steps!r}.")
    if any(number < 1 for number in numbers):
        refuse("Expected at least one session in every step.")
    return numbers


def _settings(**flags: Any) -> Settings:
    """The settings with these flags; logs only of what goes wrong."""
    from service import logs
    from service.settings import Settings

    settings = Settings.load(**flags)
    logs.configure("error", settings.log_format)
    return settings


def _print(made: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        document(made)
    else:
        from service.cli.tables import show

        show(made)
